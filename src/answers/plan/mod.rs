//! The plan: what to learn next, so that most postings come nearer.

mod bundle;
mod demand;
mod pool;
mod report;
mod state;

pub use report::{Demand, Goal, Plan, PlanPosting, PlanStep, Totals, Unlocked};

use pool::{Pool, Trial};
use state::State;

use super::gap::Watch;
use super::ranking::{Cut, chosen_of};
use super::step::{Costs, StepReport};
use super::{Context, Names, points};
use crate::matching::{Holdings, Judge};
use crate::profile::Candidate;
use crate::score::{PostingScore, Understood};

/// What a plan is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish {
    /// What to raise.
    pub goal: Goal,
    /// The fit that postings should reach.
    pub target: Option<f64>,
    /// The effort that the steps may cost together.
    pub budget: Option<f64>,
    /// At most so many steps.
    pub top: Option<usize>,
}

/// Steps of a plan where the call does not say how many.
const STEPS: usize = 10;

/// Plans for postings: step after step the one that raises the goal most, each time counted anew.
#[must_use]
pub fn plan(context: &Context<'_>, candidate: &Candidate, postings: &[Understood<'_>], wish: Wish, watch: Watch<'_>) -> Plan {
    let first = State::new(context, candidate.clone(), postings);
    let pool = Pool::new(context, postings);
    let mut state = first.clone();
    let mut steps: Vec<PlanStep> = Vec::new();
    let mut spent = 0.0;
    let most = wish.top.unwrap_or(STEPS);
    while steps.len() < most {
        watch(steps.len(), most);
        let room = Room { cost: wish.budget.map(|budget| budget - spent), steps: most - steps.len() };
        let Some(trial) = pool.best(context, postings, &state, wish, room) else { break };
        spent += trial.reach.cost;
        let holdings = Holdings::new(&state.candidate, context.taxonomy);
        let judge = Judge { taxonomy: context.taxonomy, policy: context.policy, holdings: &holdings };
        let after = state.after(context, postings, &trial);
        let gain = after.sum() - state.sum();
        steps.push(PlanStep {
            step: StepReport::new(Costs { judge: &judge }, &trial.step, &trial.reach, state::tenth(gain)),
            unlocks: unlocks(postings, &state.scores, &after.scores, wish.target),
            total: after.totals(wish.target),
            spent: (spent * 100.0).round() / 100.0,
        });
        state = after;
    }
    let mut names = Names::default();
    for step in &steps {
        names.add_step(context.taxonomy, &step.step);
    }
    let demand = demand::count(context, postings, &first.candidate, &state.candidate);
    for demand in &demand {
        names.add(context.taxonomy, &demand.skill);
    }
    Plan {
        schema: "jobmatch/plan/1",
        candidate: candidate.name.clone(),
        as_of: context.as_of.to_string(),
        as_of_mattered: candidate.as_of_mattered,
        versions: context.versions(),
        names,
        goal: wish.goal,
        target: wish.target,
        budget: wish.budget,
        before: first.totals(wish.target),
        after: state.totals(wish.target),
        steps,
        postings: changed(postings, &first.scores, &state.scores),
        demand,
    }
}

/// Leaves the postings that the candidate fits at least so well now, in their order.
pub fn narrow(context: &Context<'_>, candidate: &Candidate, postings: &mut Vec<Understood<'_>>, min_fit: Option<f64>) {
    if min_fit.is_none() {
        return;
    }
    let kept = chosen_of(context, candidate, postings, Cut { top: None, min_fit });
    let mut at = 0..;
    postings.retain(|_| at.next().is_some_and(|at| kept.contains(&at)));
}

/// What may still be spent.
#[derive(Debug, Clone, Copy)]
struct Room {
    /// Effort, where it is bounded.
    cost: Option<f64>,
    /// Steps.
    steps: usize,
}

impl Room {
    fn holds(self, trials: &[Trial]) -> bool {
        let cost: f64 = trials.iter().map(|trial| trial.reach.cost).sum();
        trials.len() <= self.steps && self.cost.is_none_or(|room| cost <= room + 1e-9)
    }
}

/// Whether a posting has reached a target.
fn reached(score: &PostingScore, target: f64) -> bool {
    score.fit.is_some_and(|fit| fit >= target)
}

fn unlocks(postings: &[Understood<'_>], before: &[PostingScore], after: &[PostingScore], target: Option<f64>) -> Vec<Unlocked> {
    let mut raised: Vec<(f64, Unlocked)> = Vec::new();
    for ((posting, before), after) in postings.iter().zip(before).zip(after) {
        let qualified = after.qualified && !before.qualified;
        if before.fit == after.fit && !qualified {
            continue;
        }
        let reached = target.is_some_and(|target| reached(after, target) && !reached(before, target));
        let gain = points(before.fit, after.fit);
        raised.push((gain, Unlocked { id: posting.posting.id.clone(), before: before.fit, after: after.fit, qualified, reached }));
    }
    raised.sort_by(|a, b| b.0.total_cmp(&a.0));
    raised.into_iter().map(|(_, posting)| posting).collect()
}

fn changed(postings: &[Understood<'_>], before: &[PostingScore], after: &[PostingScore]) -> Vec<PlanPosting> {
    let mut rows: Vec<PlanPosting> = postings
        .iter()
        .zip(before)
        .zip(after)
        .map(|((posting, before), after)| PlanPosting {
            id: posting.posting.id.clone(),
            company: posting.posting.company.clone(),
            title: posting.posting.title.clone(),
            url: posting.posting.url.clone(),
            before: before.fit,
            after: after.fit,
            qualified_before: before.qualified,
            qualified_after: after.qualified,
        })
        .collect();
    rows.sort_by(|a, b| points(b.before, b.after).total_cmp(&points(a.before, a.after)));
    rows
}

#[cfg(test)]
mod tests;
