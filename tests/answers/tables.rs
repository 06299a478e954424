//! What a terminal shows, in both languages and several widths.

use jobmatch::answers::compare::{self, Sheet};
use jobmatch::answers::gap;
use jobmatch::answers::plan::{self, Goal, Wish};
use jobmatch::answers::ranking::{self, Cut};
use jobmatch::messages::Lang;
use jobmatch::output::{Answer, FORMATS, Style, table};
use unicode_width::UnicodeWidthStr;

use crate::world::{PROFILES, World};

const WIDTHS: [usize; 4] = [40, 60, 80, 120];

/// Every answer for a world at a width: its name and its text.
fn drawn(world: &World, lang: Lang, width: usize, color: bool) -> Vec<(&'static str, String)> {
    let style = Style { lang, width, color };
    let context = world.context();
    let postings = world.understood();
    let candidate = world.candidate("junior-python-backend");
    let sheet = |profile: &str| Sheet::judged(&context, &world.candidate(profile), &format!("{profile}.yaml"), &postings);
    let report = gap::gap(&context, &candidate, &postings, Cut::default(), &mut |_, _| ());
    let wish = Wish { goal: Goal::Fit, target: Some(80.0), budget: None, top: Some(5) };
    let mut earlier = candidate.clone();
    earlier.remove(world.taxonomy.by_id("python").expect("Python is known"));
    let mut saved = Sheet::saved(gap::gap(&context, &earlier, &postings, Cut::default(), &mut |_, _| ()), "earlier.json");
    "2026-03".clone_into(&mut saved.as_of);
    let history = vec![saved, sheet("junior-python-backend"), sheet("frontend-ko")];
    vec![
        ("rank", FORMATS[0].write(Answer::Ranking(&ranking::rank(&context, &candidate, &postings, Cut::default())), style)),
        ("gap", table::gap(&report, style)),
        ("plan", table::plan(&plan::plan(&context, &candidate, &postings, wish, &mut |_, _| ()), style)),
        ("compare", table::comparison(&compare::compare(PROFILES.iter().map(|name| sheet(name)).collect(), Cut::default(), false), style)),
        ("compare-posting", table::comparison(&compare::compare(history, Cut::default(), true), style)),
    ]
}

#[test]
fn tables_are_as_before() {
    let world = World::fixture();
    for lang in [Lang::En, Lang::Ko] {
        for width in WIDTHS {
            for (name, text) in drawn(&world, lang, width, false) {
                insta::assert_snapshot!(format!("{name}-{lang:?}-{width}").to_lowercase(), text);
            }
        }
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for world in [World::seeds(), World::fixture()] {
        for lang in [Lang::En, Lang::Ko] {
            for width in [40, 50, 59, 60, 80, 120, 200] {
                for (name, text) in drawn(&world, lang, width, false) {
                    for line in text.lines() {
                        assert!(line.width() <= width, "{name} {lang:?} {width}: {} columns in {line:?}", line.width());
                    }
                    assert!(!text.contains('{'), "{name}: an argument without a value");
                }
            }
        }
    }
}

#[test]
fn colour_says_nothing_that_the_text_does_not_say() {
    let world = World::fixture();
    for ((name, plain), (_, coloured)) in drawn(&world, Lang::En, 80, false).into_iter().zip(drawn(&world, Lang::En, 80, true)) {
        let mut bare = String::new();
        for (at, part) in coloured.split('\x1b').enumerate() {
            bare.push_str(if at == 0 { part } else { part.split_once('m').map_or("", |(_, text)| text) });
        }
        let trimmed = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        assert_eq!(trimmed(&bare), trimmed(&plain), "{name}");
        assert_ne!(coloured, plain);
    }
}
