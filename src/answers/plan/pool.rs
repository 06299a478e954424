//! The steps that a plan may take, and the best of them.

use std::collections::BTreeSet;

use super::bundle;
use super::report::Goal;
use super::state::{State, tenth};
use super::{Context, Room, Wish, reached};
use crate::answers::step::{Costs, Demand, Reach, Step, Ways};
use crate::levels::Level;
use crate::matching::{Holdings, Judge};
use crate::requirement::Expr;
use crate::score::Understood;
use crate::taxonomy::{Kind, SkillId, Taxonomy};

/// A step to try.
#[derive(Debug, Clone)]
pub(super) struct Trial {
    pub step: Step,
    pub reach: Reach,
    /// Postings that it can change, by index.
    pub touches: Vec<usize>,
}

/// What a posting's leaves answer to.
struct Ears {
    /// Held, or entailed by what is held, these raise a leaf.
    entailed: BTreeSet<SkillId>,
    /// Held themselves, these do, being broader.
    held: BTreeSet<SkillId>,
}

/// What is worth trying, over all postings.
pub(super) struct Pool {
    ears: Vec<Ears>,
    demand: Demand,
    /// Skills and levels that the lines name.
    named: Vec<Step>,
}

impl Pool {
    pub(super) fn new(context: &Context<'_>, postings: &[Understood<'_>]) -> Self {
        let mut named: BTreeSet<(SkillId, Option<Level>)> = BTreeSet::new();
        for expr in postings.iter().flat_map(|posting| posting.lines.iter()).map(|line| &line.expr) {
            expr.walk(&mut |node| {
                if let Expr::Skill(id, grade) = node
                    && context.taxonomy.skill(*id).kind() != Kind::Category
                {
                    named.insert((*id, None));
                    if let Some(level) = grade.level.or(grade.praise.then_some(Level::Intermediate)) {
                        named.insert((*id, Some(level)));
                    }
                }
            });
        }
        let step = |(id, level): (SkillId, Option<Level>)| level.map_or(Step::Skill(id), |level| Step::Level(id, level));
        Self {
            ears: postings.iter().map(|posting| ears(context.taxonomy, posting)).collect(),
            demand: Demand::of(postings),
            named: named.into_iter().map(step).collect(),
        }
    }

    /// All that changes anything for a candidate: what lines name, and the nearest members of the categories that they name.
    pub(super) fn trials(&self, context: &Context<'_>, postings: &[Understood<'_>], state: &State) -> Vec<Trial> {
        let holdings = Holdings::new(&state.candidate, context.taxonomy);
        let judge = Judge { taxonomy: context.taxonomy, policy: context.policy, holdings: &holdings };
        let ways = Ways::new(&judge);
        let mut steps = self.named.clone();
        for (posting, score) in postings.iter().zip(&state.scores) {
            let found = ways.of_posting(posting, score, &self.demand);
            let lines = (0..posting.lines.len()).filter_map(|at| found.line(at));
            for (step, _) in lines.flat_map(|way| &way.steps) {
                if is_skill(step) && !steps.contains(step) {
                    steps.push(step.clone());
                }
            }
        }
        steps.retain(|step| changes(step, state));
        steps.into_iter().map(|step| self.trial(context, Costs { judge: &judge }, step)).filter(|trial| !trial.touches.is_empty()).collect()
    }

    fn trial(&self, context: &Context<'_>, costs: Costs<'_>, step: Step) -> Trial {
        let touches = skill_of(&step).map_or_else(Vec::new, |skill| {
            let closure = context.taxonomy.skill(skill).closure();
            let hears = |ears: &Ears| ears.held.contains(&skill) || closure.iter().any(|entailed| ears.entailed.contains(entailed));
            (0..self.ears.len()).filter(|at| hears(&self.ears[*at])).collect()
        });
        Trial { reach: costs.of(&step), step, touches }
    }

    /// The step to take next; none where nothing raises the goal within the room.
    pub(super) fn best(&self, context: &Context<'_>, postings: &[Understood<'_>], state: &State, wish: Wish, room: Room) -> Option<Trial> {
        let mut trials = self.trials(context, postings, state);
        trials.retain(|trial| room.holds(std::slice::from_ref(trial)));
        if wish.goal != Goal::Fit {
            return bundle::first(context, postings, state, trials, wish, room);
        }
        let before = state.sum();
        let mut best: Option<(f64, f64, Trial)> = None;
        for trial in trials {
            let gain = tenth(state.after(context, postings, &trial).sum() - before);
            if gain <= 0.0 {
                continue;
            }
            // With a budget every point must be worth its effort.
            let worth = if wish.budget.is_some() { gain / trial.reach.cost.max(0.05) } else { gain };
            let asked = |trial: &Trial| skill_of(&trial.step).map_or(0, |skill| self.demand.get(skill));
            let better = best.as_ref().is_none_or(|(most, cost, other)| {
                worth.total_cmp(most).then(cost.total_cmp(&trial.reach.cost)).then(asked(&trial).cmp(&asked(other))).is_gt()
            });
            if better {
                best = Some((worth, trial.reach.cost, trial));
            }
        }
        best.map(|(.., trial)| trial)
    }
}

/// Whether a posting counts for a goal that counts postings.
pub(super) fn counts(state: &State, at: usize, wish: Wish) -> bool {
    match wish.goal {
        Goal::Qualified => state.scores[at].qualified && wish.target.is_none_or(|target| reached(&state.scores[at], target)),
        Goal::Target | Goal::Fit => wish.target.is_some_and(|target| reached(&state.scores[at], target)),
    }
}

fn is_skill(step: &Step) -> bool {
    skill_of(step).is_some()
}

fn skill_of(step: &Step) -> Option<SkillId> {
    match step {
        Step::Skill(skill) | Step::Level(skill, _) => Some(*skill),
        _ => None,
    }
}

fn changes(step: &Step, state: &State) -> bool {
    use crate::profile::candidate::Strength;
    let held = |skill: SkillId| state.candidate.skills.iter().find(|held| held.skill == skill && held.strength == Strength::Claimed);
    match step {
        Step::Skill(skill) => held(*skill).is_none(),
        Step::Level(skill, level) => held(*skill).is_none_or(|held| held.level.is_none_or(|held| held < *level)),
        _ => true,
    }
}

fn ears(taxonomy: &Taxonomy, posting: &Understood<'_>) -> Ears {
    let mut ears = Ears { entailed: BTreeSet::new(), held: BTreeSet::new() };
    for line in posting.lines.iter() {
        line.expr.walk(&mut |node| match node {
            Expr::Skill(id, _) | Expr::Category { id, .. } | Expr::Any { category: Some(id), .. } => {
                ears.entailed.insert(*id);
                ears.entailed.extend(taxonomy.skill(*id).similar().map(|(other, _)| other));
                ears.held.extend(taxonomy.skill(*id).wider());
                if matches!(node, Expr::Category { min, except, .. } if *min > 1 || !except.is_empty()) {
                    // What is similar to a member that is held may raise it.
                    for member in taxonomy.under(*id).iter().map(|id| taxonomy.skill(*id)) {
                        ears.entailed.extend(member.similar().map(|(other, _)| other));
                    }
                }
            }
            _ => {}
        });
    }
    ears
}
