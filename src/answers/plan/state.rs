//! A candidate on the way, with the scores of all postings.

use super::pool::Trial;
use super::report::Totals;
use super::{Context, reached};
use crate::matching::{Holdings, Judge};
use crate::profile::Candidate;
use crate::score::{PostingScore, Scorer, Understood};

/// Where the candidate stands after some steps.
#[derive(Clone)]
pub(super) struct State {
    pub candidate: Candidate,
    /// By posting.
    pub scores: Vec<PostingScore>,
}

/// A figure with one decimal.
pub(super) fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

impl State {
    pub(super) fn new(context: &Context<'_>, candidate: Candidate, postings: &[Understood<'_>]) -> Self {
        let scores = scores(context, &candidate, postings.iter());
        Self { candidate, scores }
    }

    /// The state after a step.
    pub(super) fn after(&self, context: &Context<'_>, postings: &[Understood<'_>], trial: &Trial) -> Self {
        let candidate = trial.step.taken_by(&self.candidate, context.taxonomy);
        let mut after = self.scores.clone();
        let touched = scores(context, &candidate, trial.touches.iter().map(|at| &postings[*at]));
        for (at, score) in trial.touches.iter().zip(touched) {
            after[*at] = score;
        }
        Self { candidate, scores: after }
    }

    /// Sum of fits.
    pub(super) fn sum(&self) -> f64 {
        tenth(self.scores.iter().filter_map(|score| score.fit).sum())
    }

    pub(super) fn totals(&self, target: Option<f64>) -> Totals {
        let known = self.scores.iter().filter(|score| score.fit.is_some()).count();
        #[allow(clippy::cast_precision_loss, reason = "a count of postings")]
        let mean = (known > 0).then(|| tenth(self.sum() / known as f64));
        Totals {
            postings: self.scores.len(),
            fit: self.sum(),
            mean,
            qualified: self.scores.iter().filter(|score| score.qualified).count(),
            reached: target.map(|target| self.scores.iter().filter(|score| reached(score, target)).count()),
        }
    }
}

fn scores<'p>(context: &Context<'_>, candidate: &Candidate, postings: impl Iterator<Item = &'p Understood<'p>>) -> Vec<PostingScore> {
    let holdings = Holdings::new(candidate, context.taxonomy);
    let scorer = Scorer { judge: Judge { taxonomy: context.taxonomy, policy: context.policy, holdings: &holdings } };
    postings.map(|posting| scorer.score(posting)).collect()
}
