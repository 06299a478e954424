//! For goals that count postings: one step often raises no posting over the bar, so the steps that together do are sought.

use super::pool::{Trial, counts};
use super::report::Goal;
use super::state::{State, tenth};
use super::{Context, Room, Wish};
use crate::matching::{Holdings, Judge};
use crate::posting::Section;
use crate::profile::Candidate;
use crate::score::{GateStatus, PostingScore, Scorer, Understood};

/// How far a posting is from the bar: lines and gates in the way, then points of fit.
type Deficit = (usize, f64);

/// The step to take next: the one that lifts most postings over the bar; else the first of the fewest steps that lift one.
pub(super) fn first(
    context: &Context<'_>,
    postings: &[Understood<'_>],
    state: &State,
    trials: Vec<Trial>,
    wish: Wish,
    room: Room,
) -> Option<Trial> {
    let sum = state.sum();
    let mut best: Option<(f64, f64, f64, usize)> = None;
    for (at, trial) in trials.iter().enumerate() {
        let after = state.after(context, postings, trial);
        let lifted = trial.touches.iter().filter(|at| counts(&after, **at, wish) && !counts(state, **at, wish)).count();
        if lifted == 0 {
            continue;
        }
        #[allow(clippy::cast_precision_loss, reason = "a count of postings")]
        let lifted = lifted as f64 / if wish.budget.is_some() { trial.reach.cost.max(0.05) } else { 1.0 };
        let key = (lifted, tenth(after.sum() - sum), -trial.reach.cost, at);
        let greater =
            |best: &(f64, f64, f64, usize)| key.0.total_cmp(&best.0).then(key.1.total_cmp(&best.1)).then(key.2.total_cmp(&best.2)).is_gt();
        if best.as_ref().is_none_or(greater) {
            best = Some(key);
        }
    }
    if let Some((.., at)) = best {
        return trials.into_iter().nth(at);
    }
    let mut chosen: Option<(usize, f64, usize)> = None;
    for (at, posting) in postings.iter().enumerate().filter(|(at, _)| !counts(state, *at, wish)) {
        let most = chosen.map_or(room.steps, |(len, ..)| len.min(room.steps));
        let touching: Vec<(usize, &Trial)> = trials.iter().enumerate().filter(|(_, trial)| trial.touches.contains(&at)).collect();
        let Some(steps) = toward(context, posting, state, &touching, wish, most, &state.scores[at]) else { continue };
        let bundle: Vec<Trial> = steps.iter().map(|step| trials[*step].clone()).collect();
        let cost: f64 = bundle.iter().map(|trial| trial.reach.cost).sum();
        let shorter = chosen.is_none_or(|(len, least, _)| (bundle.len(), cost) < (len, least));
        if room.holds(&bundle) && shorter {
            chosen = steps.first().map(|first| (bundle.len(), cost, *first));
        }
    }
    chosen.and_then(|(.., at)| trials.into_iter().nth(at))
}

/// The steps that bring one posting over the bar, each time the one that brings it nearest; none where at most `most` steps do not.
fn toward(
    context: &Context<'_>,
    posting: &Understood<'_>,
    state: &State,
    trials: &[(usize, &Trial)],
    wish: Wish,
    most: usize,
    score: &PostingScore,
) -> Option<Vec<usize>> {
    let mut steps = Vec::new();
    let mut candidate = state.candidate.clone();
    let mut left = deficit(posting, score, wish);
    while left.0 > 0 || left.1 > 0.0 {
        if steps.len() >= most {
            return None;
        }
        let before = Holdings::new(&candidate, context.taxonomy);
        let mut best: Option<(Deficit, f64, usize, Candidate)> = None;
        for (at, trial) in trials {
            let after = trial.step.taken_by(&candidate, context.taxonomy);
            let holdings = before.after(&after, context.taxonomy);
            let scorer = Scorer { judge: Judge { taxonomy: context.taxonomy, policy: context.policy, holdings: &holdings } };
            let found = deficit(posting, &scorer.score(posting), wish);
            let cost = trial.reach.cost;
            if found < left && best.as_ref().is_none_or(|(least, paid, ..)| (found, cost) < (*least, *paid)) {
                best = Some((found, cost, *at, after));
            }
        }
        let (found, _, at, after) = best?;
        (left, candidate) = (found, after);
        steps.push(at);
    }
    Some(steps)
}

fn deficit(posting: &Understood<'_>, score: &PostingScore, wish: Wish) -> Deficit {
    let short = wish.target.map_or(0.0, |target| (target - score.fit.unwrap_or(0.0)).max(0.0));
    if wish.goal != Goal::Qualified {
        return (0, short);
    }
    let fails = |line: usize, status: GateStatus| score.lines[line].section == Section::Required && status != GateStatus::Met;
    let gates = score.gates.iter().filter(|gate| fails(gate.line, gate.status)).count();
    let nothing = usize::from(posting.lines.is_empty() || score.assessed == 0);
    (score.required.missing + gates + nothing, short)
}
