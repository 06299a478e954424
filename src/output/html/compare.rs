//! The page of a comparison: candidates, heat map, lines, teams, differences, changes.

use askama::Template;

use super::page::{Page, Tile};
use crate::answers::Comparison;
use crate::answers::compare::{ComparedPosting, Origin};
use crate::messages::Lang;
use crate::output::clean::{clean, link};
use crate::output::{label, words};

/// The page.
#[derive(Template)]
#[template(path = "compare.html")]
pub(super) struct ComparePage {
    page: Page,
    people: Vec<Person>,
    rows: Vec<Row>,
    lines: Vec<LineRow>,
    pairs: Vec<Pair>,
    changes: Vec<Changed>,
}

struct Person {
    name: String,
    from: &'static str,
    mean: String,
    share: f64,
    qualified: usize,
    best: usize,
    only: Vec<String>,
}

struct Row {
    name: String,
    url: Option<String>,
    cells: Vec<HeatCell>,
    /// Members by their places, and by their names.
    team: String,
    members: String,
    covers: String,
    covers_said: String,
}

struct HeatCell {
    /// Step of the heat, 0…10; none where there is no fit.
    heat: Option<u8>,
    text: String,
    sort: f64,
    best: bool,
    qualified: bool,
}

struct LineRow {
    section: &'static str,
    text: String,
    cells: Vec<LineMark>,
}

struct LineMark {
    status: &'static str,
    sign: &'static str,
    said: &'static str,
    sort: f64,
}

struct Pair {
    ways: [Way; 2],
}

struct Way {
    said: String,
    what: Vec<String>,
}

struct Changed {
    title: String,
    gained: Vec<String>,
    lost: Vec<String>,
    postings: Vec<(String, String)>,
}

/// The page of a comparison.
pub(super) fn of_comparison(comparison: &Comparison, lang: Lang) -> ComparePage {
    let people: Vec<Person> = comparison
        .candidates
        .iter()
        .map(|candidate| Person {
            name: label::candidate(comparison, candidate, lang),
            from: lang.template(match candidate.origin {
                Origin::Profile => "html-from-profile",
                Origin::Report => "html-from-report",
            }),
            mean: label::fit(candidate.mean),
            share: candidate.mean.unwrap_or(0.0),
            qualified: candidate.qualified,
            best: candidate.best,
            only: things(&candidate.only, comparison, lang),
        })
        .collect();
    let name = |at: usize| people.get(at).map_or("", |person| person.name.as_str());
    let differences = if comparison.is_history() { &[] } else { comparison.differences.as_slice() };
    let pairs = differences.iter().map(|pair| {
        let way = |has: usize, lacks: usize, what: &[String]| Way {
            said: lang.format("html-has-lacks", &[("a", name(has)), ("b", name(lacks))]),
            what: things(what, comparison, lang),
        };
        Pair { ways: [way(pair.a, pair.b, &pair.only_a), way(pair.b, pair.a, &pair.only_b)] }
    });
    let changes = comparison.changes.iter().map(|change| Changed {
        title: lang.format("html-change", &[("name", &clean(&change.candidate))]),
        gained: things(&change.gained, comparison, lang),
        lost: things(&change.lost, comparison, lang),
        postings: change
            .postings
            .iter()
            .map(|posting| {
                let args = [("before", label::fit(posting.before)), ("after", label::fit(posting.after))];
                (clean(&posting.id), lang.format("html-change-of", &args))
            })
            .collect(),
    });
    let page = Page {
        lang,
        kind: "compare",
        title: lang.template("html-compare-title").to_owned(),
        tiles: vec![
            Tile::new(lang.template("html-candidates"), people.len().to_string()),
            Tile::new(lang.template("html-postings"), comparison.postings.len().to_string()),
        ],
        as_of: None,
        versions: None,
    };
    let lines = comparison.postings.iter().flat_map(|posting| &posting.requirements).map(|line| LineRow {
        section: label::section(line.section, lang),
        text: clean(&line.text),
        cells: line
            .cells
            .iter()
            .map(|cell| match cell {
                Some(cell) => LineMark {
                    status: cell.status.word(),
                    sign: words::sign(cell.status),
                    said: words::status(cell.status, lang),
                    sort: cell.credit.unwrap_or(-1.0),
                },
                None => LineMark { status: "none", sign: "–", said: "", sort: -2.0 },
            })
            .collect(),
    });
    ComparePage {
        page,
        rows: comparison.postings.iter().map(|posting| row(posting, &people, lang)).collect(),
        lines: lines.collect(),
        pairs: pairs.collect(),
        changes: changes.collect(),
        people,
    }
}

fn things(ids: &[String], comparison: &Comparison, lang: Lang) -> Vec<String> {
    ids.iter().map(|id| clean(&words::thing(id, &comparison.names, lang))).collect()
}

fn row(posting: &ComparedPosting, people: &[Person], lang: Lang) -> Row {
    let cells = posting.cells.iter().enumerate().map(|(at, cell)| {
        let fit = cell.and_then(|cell| cell.fit);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a fit is between 0 and 100")]
        let heat = fit.map(|fit| (fit / 10.0).clamp(0.0, 10.0) as u8);
        HeatCell {
            heat,
            text: label::fit(fit),
            sort: fit.unwrap_or(-1.0),
            best: fit.is_some() && posting.best.contains(&at),
            qualified: cell.is_some_and(|cell| cell.qualified),
        }
    });
    let team = &posting.team;
    let places: Vec<String> = team.members.iter().map(|at| (at + 1).to_string()).collect();
    let members: Vec<&str> = team.members.iter().filter_map(|at| people.get(*at)).map(|person| person.name.as_str()).collect();
    Row {
        name: label::posting(posting.company.as_deref(), posting.title.as_deref(), &posting.id),
        url: posting.url.as_deref().and_then(link),
        cells: cells.collect(),
        team: if places.is_empty() { "–".to_owned() } else { places.join(" + ") },
        members: members.join(", "),
        covers: format!("{}/{}", team.covered, team.of),
        covers_said: lang.format("html-team-covers", &[("covered", &team.covered.to_string()), ("all", &team.of.to_string())]),
    }
}
