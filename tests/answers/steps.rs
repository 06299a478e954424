//! What steps promise holds.

use jobmatch::answers::plan::{self, Wish};
use jobmatch::answers::ranking::{self, Cut};
use jobmatch::answers::step::{Demand, Form, Step, Ways};
use jobmatch::answers::{Gap, Ranking};
use jobmatch::answers::{gap, points};
use jobmatch::matching::{Holdings, Judge};
use jobmatch::profile::Candidate;
use jobmatch::score::{Scorer, Status, Understood};

use crate::world::{PROFILES, World};

fn report(world: &World, candidate: &Candidate, postings: &[Understood<'_>]) -> Gap {
    gap::gap(&world.context(), candidate, postings, Cut::default(), &mut |_, _| ())
}

fn ranking(world: &World, candidate: &Candidate, postings: &[Understood<'_>]) -> Ranking {
    ranking::rank(&world.context(), candidate, postings, Cut::default())
}

fn fit(ranking: &Ranking, id: &str) -> Option<f64> {
    ranking.postings.iter().find(|posting| posting.id == id).and_then(|posting| posting.fit)
}

/// Calls `check` with each world, candidate and its postings.
fn everywhere(mut check: impl FnMut(&World, &Candidate, &[Understood<'_>])) {
    for world in [World::seeds(), World::fixture()] {
        let postings = world.understood();
        for profile in PROFILES {
            check(&world, &world.candidate(profile), &postings);
        }
    }
}

#[test]
fn a_skill_brings_just_what_its_step_promises() {
    let mut checked = 0;
    everywhere(|world, candidate, postings| {
        for posting in report(world, candidate, postings).postings {
            let steps = posting.requirements.iter().flat_map(|line| &line.steps).filter(|step| step.form == Form::Skill);
            for step in steps {
                let mut after = candidate.clone();
                after.add(world.taxonomy.by_id(&step.what).unwrap(), "--add");
                let fit = fit(&ranking(world, &after, postings), &posting.id);
                assert!((points(posting.fit, fit) - step.gain).abs() < 1e-9, "{}: {step:?}", posting.id);
                checked += 1;
            }
        }
    });
    assert!(checked > 100, "{checked}");
}

#[test]
fn the_steps_of_a_plan_bring_just_what_they_promise() {
    everywhere(|world, candidate, postings| {
        let plan = plan::plan(&world.context(), candidate, postings, Wish { top: Some(4), ..Wish::default() }, &mut |_, _| ());
        let mut after = candidate.clone();
        let sum =
            |candidate: &Candidate| ranking(world, candidate, postings).postings.iter().filter_map(|posting| posting.fit).sum::<f64>();
        assert!((sum(&after) - plan.before.fit).abs() < 1e-6);
        let mut total = plan.before.fit;
        for step in &plan.steps {
            let skill = world.taxonomy.by_id(&step.step.what).unwrap();
            after.add(skill, "--add");
            if let Some(level) = &step.step.level {
                let level = jobmatch::levels::Level::WORDS.iter().find(|(word, _)| word == level).unwrap().1;
                after.raise(skill, level);
            }
            total += step.step.gain;
            assert!((sum(&after) - total).abs() < 1e-6, "{}: {:?}", plan.candidate, step.step);
            assert!((step.total.fit - total).abs() < 1e-6);
        }
        assert_eq!(plan.steps.last().map_or(plan.before, |step| step.total), plan.after);
    });
}

#[test]
fn the_steps_of_a_line_close_it_and_never_lower_a_fit() {
    everywhere(|world, candidate, postings| {
        let context = world.context();
        let holdings = Holdings::new(candidate, &world.taxonomy);
        let scorer = Scorer { judge: Judge { taxonomy: context.taxonomy, policy: context.policy, holdings: &holdings } };
        let ways = Ways::new(&scorer.judge);
        for posting in postings {
            let score = scorer.score(posting);
            let demand = Demand::within(posting);
            let found = ways.of_posting(posting, &score, &demand);
            for at in 0..posting.lines.len() {
                let Some(way) = found.line(at) else {
                    assert!(
                        matches!(score.lines[at].status, Status::Met | Status::Unassessed),
                        "no way: {}",
                        posting.posting.lines[at].text
                    );
                    continue;
                };
                let steps: Vec<&Step> = way.steps.iter().map(|(step, _)| step).collect();
                let after = found.score_after(&steps);
                assert_eq!(after.lines[at].status, Status::Met, "{}: {steps:?}", posting.posting.lines[at].text);
                for step in steps {
                    let gain = found.gain(&[step]);
                    assert!(gain >= 0.0, "{step:?}: {gain}");
                }
            }
        }
    });
}

#[test]
fn the_step_that_helps_most_is_the_same_in_ranking_and_report() {
    everywhere(|world, candidate, postings| {
        let ranked = ranking(world, candidate, postings).postings;
        let reported = report(world, candidate, postings).postings;
        for (a, b) in ranked.iter().zip(&reported) {
            assert_eq!((&a.id, &a.next), (&b.id, &b.next));
            if let Some(next) = &b.next {
                assert!(b.requirements.iter().any(|line| line.steps.contains(next)));
            }
        }
    });
}

#[test]
fn a_saved_report_is_read_back_whole() {
    let world = World::seeds();
    let postings = world.understood();
    let saved = report(&world, &world.candidate("java-to-python"), &postings);
    let text = serde_json::to_string(&saved).unwrap();
    let read: Gap = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), text);
}
