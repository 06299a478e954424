//! Comparisons of few and of many.

use jobmatch::answers::Comparison;
use jobmatch::answers::compare::{self, Sheet};
use jobmatch::answers::ranking::Cut;
use jobmatch::messages::Lang;
use jobmatch::output::{Answer, FORMATS, Style};
use jobmatch::score::Status;
use unicode_width::UnicodeWidthStr;

use crate::world::{PROFILES, World};

/// So many candidates: the sample profiles again and again, each time with other skills added.
fn sheets(world: &World, count: usize) -> Vec<Sheet> {
    let postings = world.understood();
    let asked = ["linux", "aws", "java", "kotlin", "docker", "mysql", "algorithms"].map(|id| world.taxonomy.by_id(id).expect("a known id"));
    let sheet = |at: usize| {
        let mut candidate = world.candidate(PROFILES[at % PROFILES.len()]);
        candidate.name = format!("Candidate {at}");
        for (bit, skill) in asked.iter().enumerate() {
            if (at / PROFILES.len()) >> bit & 1 == 1 {
                candidate.add(*skill, "--add");
            }
        }
        Sheet::judged(&world.context(), &candidate, &format!("{at}.yaml"), &postings)
    };
    (0..count).map(sheet).collect()
}

/// What must hold for every comparison.
fn check(found: &Comparison, count: usize) {
    assert_eq!(found.candidates.len(), count);
    assert!(found.candidates.is_sorted_by(|a, b| a.mean >= b.mean));
    for posting in &found.postings {
        let fits: Vec<f64> = posting.cells.iter().map(|cell| cell.and_then(|cell| cell.fit).expect("a fit")).collect();
        let most = fits.iter().copied().fold(0.0, f64::max);
        assert!((0..count).all(|at| posting.best.contains(&at) == (most > 0.0 && fits[at] >= most)), "{}", posting.id);
        let met = |at: usize, line: usize| posting.requirements[line].cells[at].is_some_and(|cell| cell.status == Status::Met);
        for line in 0..posting.requirements.len() {
            let anyone = (0..count).any(|at| met(at, line));
            assert_eq!(posting.team.members.iter().any(|at| met(*at, line)), anyone, "the team meets what anyone meets");
        }
        // Nobody in the team could stay at home.
        for member in &posting.team.members {
            let rest: Vec<usize> = posting.team.members.iter().copied().filter(|other| other != member).collect();
            let needed = (0..posting.requirements.len()).any(|line| met(*member, line) && !rest.iter().any(|other| met(*other, line)));
            assert!(needed, "{}: {member} of {:?}", posting.id, posting.team.members);
        }
    }
    let differences = if count <= 5 { count * (count - 1) / 2 } else { count - 1 };
    assert_eq!(found.differences.len(), differences);
    for pair in &found.differences {
        assert!(pair.only_a.iter().all(|thing| !pair.only_b.contains(thing)));
    }
}

#[test]
fn two_and_two_hundred_are_compared() {
    let world = World::seeds();
    for count in [2, 6, 200] {
        let found = compare::compare(sheets(&world, count), Cut::default(), true);
        check(&found, count);
        for format in FORMATS {
            for width in [40, 80] {
                let text = format.write(Answer::Comparison(&found), Style { lang: Lang::En, width, color: false });
                assert!(text.contains("Candidate 0"), "{format:?}");
                let wide = |line: &str| format.name() == "table" && line.width() > width;
                assert!(!text.lines().any(wide), "{count} candidates in {width} columns");
            }
        }
    }
}

#[test]
fn the_order_in_which_candidates_are_named_changes_no_figure() {
    let world = World::seeds();
    let mut turned = sheets(&world, 30);
    turned.reverse();
    let (one, other) = (compare::compare(sheets(&world, 30), Cut::default(), false), compare::compare(turned, Cut::default(), false));
    for candidate in &one.candidates {
        let same = other.candidates.iter().find(|same| same.name == candidate.name).expect("the same candidate");
        assert_eq!((candidate.mean, candidate.qualified, candidate.best), (same.mean, same.qualified, same.best));
    }
}

#[test]
fn the_best_of_many_are_kept() {
    let world = World::seeds();
    let all = compare::compare(sheets(&world, 200), Cut::default(), false);
    let best = compare::compare(sheets(&world, 200), Cut { top: Some(5), min_fit: None }, false);
    let names = |found: &Comparison| found.candidates.iter().map(|candidate| candidate.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&best), names(&all)[..5]);
    check(&compare::compare(sheets(&world, 200), Cut { top: Some(5), min_fit: None }, true), 5);
}
