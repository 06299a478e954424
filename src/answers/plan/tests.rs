use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::subsequence;

use super::*;
use crate::posting::{self, Posting};
use crate::profile::{self, Month};
use crate::requirement::Parser;
use crate::score::{Policy, roles::Roles};
use crate::source::Source;
use crate::taxonomy::Taxonomy;

const POSTINGS: &str = "\
# Backend

1. Alpha
    - Server engineer
    - 자격요건
        - Java, Kotlin, Go 중 1개 이상 사용 경험
        - Docker 사용 경험
        - PostgreSQL 경험
    - 우대사항
        - Kubernetes 경험
        - Redis 경험
2. Beta
    - Platform engineer
    - 자격요건
        - Kubernetes와 Terraform 경험
        - Python 경험
        - AWS 또는 GCP 경험
    - 우대사항
        - Kafka 경험
3. Gamma
    - Backend engineer
    - 자격요건
        - Django 또는 FastAPI 경험
        - PostgreSQL 또는 MySQL 경험
        - Redis 경험
    - 우대사항
        - Docker, Kubernetes 경험
        - Kafka 경험
";

const PROFILE: &str = "name: Someone\nexperience_years: 3\nskills: [Python, MySQL, Flask]\n";

/// All that plans depend on beside candidates and postings.
static RULES: LazyLock<(Taxonomy, Policy, Roles)> = LazyLock::new(|| {
    let taxonomy = Taxonomy::embedded();
    let roles = Roles::new(&taxonomy);
    (taxonomy, Policy::default(), roles)
});

struct World {
    profile: String,
    postings: Vec<Posting>,
}

impl World {
    fn new() -> Self {
        let world = Self::of(PROFILE, POSTINGS);
        assert_eq!(world.postings.len(), 3);
        world
    }

    fn of(profile: &str, postings: &str) -> Self {
        Self { profile: profile.to_owned(), postings: posting::read(&[Source::new("p.md", postings)]).postings }
    }

    fn with<T>(&self, run: impl FnOnce(&Context<'_>, &Candidate, &[Understood<'_>]) -> T) -> T {
        let (taxonomy, policy, roles) = &*RULES;
        let mut parser = Parser::new(taxonomy);
        let understood: Vec<_> = self.postings.iter().map(|posting| Understood::new(posting, &mut parser, roles)).collect();
        let context = Context { taxonomy, policy, roles, as_of: Month { year: 2026, month: 11 } };
        let profile = profile::load(Source::new("me.yaml", self.profile.as_str())).unwrap();
        run(&context, &Candidate::resolve(&profile, taxonomy, context.as_of), &understood)
    }
}

fn made(context: &Context<'_>, candidate: &Candidate, postings: &[Understood<'_>], wish: Wish) -> Plan {
    plan(context, candidate, postings, wish, &mut |_, _| ())
}

/// The sum of fits that the best `count` skills of all that the postings name bring together.
fn exhaustive(
    context: &Context<'_>,
    candidate: &Candidate,
    postings: &[Understood<'_>],
    count: usize,
    value: &dyn Fn(&State) -> f64,
) -> f64 {
    let pool = Pool::new(context, postings);
    let first = State::new(context, candidate.clone(), postings);
    let trials = pool.trials(context, postings, &first);
    let mut best = value(&first);
    let mut stack: Vec<(usize, usize, State)> = vec![(0, 0, first)];
    while let Some((from, taken, state)) = stack.pop() {
        best = best.max(value(&state));
        if taken < count {
            for (at, trial) in trials.iter().enumerate().skip(from) {
                stack.push((at + 1, taken + 1, state.after(context, postings, trial)));
            }
        }
    }
    best
}

#[test]
fn gains_add_up() {
    World::new().with(|context, candidate, postings| {
        let plan = made(context, candidate, postings, Wish::default());
        assert!(!plan.steps.is_empty());
        let sum: f64 = plan.steps.iter().map(|step| step.step.gain).sum();
        assert!((plan.before.fit + sum - plan.after.fit).abs() < 1e-6);
        for step in &plan.steps {
            let unlocked: f64 = step.unlocks.iter().map(|posting| points(posting.before, posting.after)).sum();
            assert!((unlocked - step.step.gain).abs() < 1e-6);
        }
        assert_eq!(plan.steps.last().map(|step| step.total), Some(plan.after));
    });
}

#[test]
fn greedy_is_as_good_as_every_set_of_skills() {
    World::new().with(|context, candidate, postings| {
        for count in 1..=3 {
            let greedy = made(context, candidate, postings, Wish { top: Some(count), ..Wish::default() }).after.fit;
            let best = exhaustive(context, candidate, postings, count, &State::sum);
            assert!((greedy - best).abs() < 1e-6, "{count} steps: {greedy} instead of {best}");
        }
    });
}

#[test]
fn as_many_postings_are_reached_as_by_every_set_of_skills() {
    World::new().with(|context, candidate, postings| {
        for (goal, target) in [(Goal::Qualified, None), (Goal::Target, Some(70.0)), (Goal::Target, Some(90.0))] {
            let wish = Wish { goal, target, top: Some(3), ..Wish::default() };
            let count = |state: &State| {
                let counted = (0..postings.len()).filter(|at| pool::counts(state, *at, wish)).count();
                f64::from(u32::try_from(counted).unwrap_or(0))
            };
            let after = made(context, candidate, postings, wish).after;
            let greedy = if goal == Goal::Qualified { after.qualified } else { after.reached.unwrap_or(0) };
            let best = exhaustive(context, candidate, postings, 3, &count);
            assert!((f64::from(u32::try_from(greedy).unwrap_or(0)) - best).abs() < 0.5, "{goal:?} {target:?}: {greedy} instead of {best}");
        }
    });
}

#[test]
fn an_alternative_that_is_closed_is_not_asked_again() {
    World::new().with(|context, candidate, postings| {
        let plan = made(context, candidate, postings, Wish { top: Some(20), ..Wish::default() });
        let languages = plan.steps.iter().filter(|step| ["java", "kotlin", "go"].contains(&step.step.what.as_str())).count();
        assert_eq!(languages, 1);
        assert!(plan.steps.iter().all(|step| step.step.what != "fastapi" || step.step.gain > 0.0));
    });
}

#[test]
fn a_budget_is_kept() {
    World::new().with(|context, candidate, postings| {
        let plan = made(context, candidate, postings, Wish { budget: Some(1.5), top: Some(20), ..Wish::default() });
        let spent: f64 = plan.steps.iter().map(|step| step.step.cost).sum();
        assert!(!plan.steps.is_empty() && spent <= 1.5 + 1e-9, "{spent}");
    });
}

#[test]
fn touched_postings_are_all_that_a_step_changes() {
    World::new().with(|context, candidate, postings| {
        let pool = Pool::new(context, postings);
        let state = State::new(context, candidate.clone(), postings);
        for trial in pool.trials(context, postings, &state) {
            let partly = state.after(context, postings, &trial);
            let wholly = State::new(context, trial.step.taken_by(candidate, context.taxonomy), postings);
            assert_eq!(partly.scores, wholly.scores, "{:?}", trial.step);
        }
    });
}

const NAMES: &[&str] = &["Python", "Kotlin", "Django", "PostgreSQL", "Docker", "Kubernetes", "Redis", "Kafka"];

/// A line that asks for all of some names, or for one of them.
fn line() -> impl Strategy<Value = String> {
    (subsequence(NAMES, 1..=3), any::<bool>()).prop_map(|(names, one)| {
        let names = names.join(", ");
        if one { format!("{names} 중 1개 이상 사용 경험") } else { format!("{names} 사용 경험") }
    })
}

/// Up to three postings with up to four lines each.
fn postings() -> impl Strategy<Value = String> {
    vec((vec(line(), 1..=2), vec(line(), 0..=2)), 1..=3).prop_map(|postings| {
        let posting = |(at, (required, preferred)): (usize, &(Vec<String>, Vec<String>))| {
            let items = |title: &str, lines: &[String]| {
                if lines.is_empty() { String::new() } else { format!("    - {title}\n        - {}\n", lines.join("\n        - ")) }
            };
            format!("{}. Company {at}\n    - Engineer\n{}{}", at + 1, items("자격요건", required), items("우대사항", preferred))
        };
        format!("# Backend\n\n{}", postings.iter().enumerate().map(posting).collect::<String>())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn gains_add_up_and_greed_is_near_the_best(held in subsequence(NAMES, 0..=3), postings in postings()) {
        let profile = format!("name: Someone\nexperience_years: 3\nskills: [{}]\n", held.join(", "));
        World::of(&profile, &postings).with(|context, candidate, understood| -> Result<(), TestCaseError> {
            let whole = made(context, candidate, understood, Wish::default());
            let sum: f64 = whole.steps.iter().map(|step| step.step.gain).sum();
            prop_assert!((whole.before.fit + sum - whole.after.fit).abs() < 1e-6, "{}", postings);
            prop_assert!(whole.steps.iter().all(|step| step.step.gain > 0.0));
            for count in 1..=2 {
                let plan = made(context, candidate, understood, Wish { top: Some(count), ..Wish::default() });
                let most = exhaustive(context, candidate, understood, count, &State::sum);
                let (gained, possible) = (plan.after.fit - plan.before.fit, most - plan.before.fit);
                prop_assert!(gained <= possible + 1e-6, "{}", postings);
                // The first step is the best there is; two steps bring at least three quarters of what any two would (figures are rounded).
                let least = if count == 1 { possible } else { possible * 0.75 - 0.3 };
                prop_assert!(gained >= least - 1e-6, "{count}: {gained} of {possible}: {}", postings);
            }
            Ok(())
        })?;
    }
}
