//! The page of a ranking and of a gap report: a card for each posting.

use std::collections::BTreeSet;

use askama::Template;

use super::page::{Page, Tile};
use super::parts::{Advice, Ring, Strip};
use crate::answers::ranking::{self, GateReport, Ranked, Requirement};
use crate::answers::{Gap, Names, Ranking};
use crate::messages::Lang;
use crate::output::clean::{clean, link};
use crate::output::{label, words};
use crate::posting::Section;

/// The page.
#[derive(Template)]
#[template(path = "postings.html")]
pub(super) struct Postings {
    page: Page,
    families: BTreeSet<String>,
    cards: Vec<Card>,
}

struct Card {
    place: usize,
    open: bool,
    ring: Ring,
    fit: f64,
    required: f64,
    qualified: bool,
    thin: bool,
    name: String,
    title: Option<String>,
    family: Option<String>,
    url: Option<String>,
    source: String,
    next: Option<Advice>,
    gates: Vec<Gate>,
    lists: Vec<List>,
}

struct Gate {
    kind: &'static str,
    status: &'static str,
    said: &'static str,
    sign: &'static str,
}

struct List {
    strip: Strip,
    lines: Vec<Line>,
}

struct Line {
    status: &'static str,
    said: &'static str,
    sign: &'static str,
    text: String,
    strength: Option<String>,
    credit: Option<String>,
    reasons: Vec<Reason>,
    steps: Vec<Advice>,
    together: Option<String>,
}

struct Reason {
    text: String,
    evidence: Option<String>,
    to_prove: bool,
}

/// The page of a ranking: cards are shut.
pub(super) fn of_ranking(ranking: &Ranking, lang: Lang) -> Postings {
    let page = Page {
        lang,
        kind: "rank",
        title: lang.format("rank-title", &[("name", &clean(&ranking.head.candidate))]),
        tiles: tiles(&ranking.postings, lang),
        as_of: ranking.head.as_of_mattered.then(|| ranking.head.as_of.clone()),
        versions: Some(ranking.head.versions.clone()),
    };
    build(page, &ranking.postings, &ranking.names, None)
}

/// The page of a gap report: the first card with something to close is open.
pub(super) fn of_gap(gap: &Gap, lang: Lang) -> Postings {
    let page = Page {
        lang,
        kind: "gap",
        title: lang.format("gap-title", &[("name", &clean(&gap.candidate))]),
        tiles: tiles(&gap.postings, lang),
        as_of: gap.as_of_mattered.then(|| gap.as_of.clone()),
        versions: Some(gap.versions.clone()),
    };
    let open = gap.postings.iter().position(|posting| posting.next.is_some()).unwrap_or(0);
    build(page, &gap.postings, &gap.names, Some(open))
}

fn build(page: Page, postings: &[Ranked], names: &Names, open: Option<usize>) -> Postings {
    let lang = page.lang;
    let families: BTreeSet<String> = postings.iter().filter_map(|posting| posting.family.as_deref()).map(clean).collect();
    let cards = postings.iter().enumerate().map(|(at, posting)| card(at, posting, names, Some(at) == open, lang)).collect();
    Postings { page, families, cards }
}

fn tiles(postings: &[Ranked], lang: Lang) -> Vec<Tile> {
    let of = |all: usize| lang.format("html-of", &[("all", &all.to_string())]);
    let qualified = postings.iter().filter(|posting| posting.qualified).count();
    let best = postings.iter().filter(|posting| !posting.thin).filter_map(|posting| posting.fit).max_by(f64::total_cmp);
    let assessed: usize = postings.iter().map(|posting| posting.read.assessed).sum();
    let lines: usize = postings.iter().map(|posting| posting.read.lines).sum();
    vec![
        Tile::new(lang.template("html-postings"), postings.len().to_string()),
        Tile::new(lang.template("html-qualified-for"), qualified.to_string()).beside(of(postings.len())),
        Tile::new(lang.template("html-best-fit"), label::fit(best)),
        Tile::new(lang.template("html-lines-read"), assessed.to_string()).beside(of(lines)),
    ]
}

fn card(at: usize, posting: &Ranked, names: &Names, open: bool, lang: Lang) -> Card {
    let known = |text: &Option<String>| text.as_deref().map(clean).filter(|text| !text.is_empty());
    let (company, title) = (known(&posting.company), known(&posting.title));
    let name = company.clone().or_else(|| title.clone()).unwrap_or_else(|| clean(&posting.id));
    let place = format!("{}:{}", posting.source.path, posting.source.line);
    let list = |section, report| {
        let lines = || posting.requirements.iter().filter(move |line| line.counts_in() == section);
        let strip = Strip::new(section, report, lines().map(|line| line.status), lang);
        let lines: Vec<Line> = lines().map(|requirement| line(requirement, names, lang)).collect();
        List { strip, lines }
    };
    let lists = [list(Section::Required, &posting.required), list(Section::Preferred, &posting.preferred)];
    Card {
        place: at + 1,
        open,
        ring: Ring::new(posting.fit, posting.next.as_ref().map(|step| step.gain), lang),
        fit: posting.fit.unwrap_or(-1.0),
        required: posting.required.score.unwrap_or(-1.0),
        qualified: posting.qualified,
        thin: posting.thin,
        name,
        title: company.and(title),
        family: known(&posting.family),
        url: posting.url.as_deref().and_then(link),
        source: lang.format("html-source", &[("place", &clean(&place))]),
        next: posting.next.as_ref().map(|step| Advice::new(step, names, lang)),
        gates: posting.gates.iter().map(|report| gate(report, lang)).collect(),
        lists: lists.into_iter().filter(|list| !list.lines.is_empty()).collect(),
    }
}

fn gate(gate: &GateReport, lang: Lang) -> Gate {
    let sign = match gate.status.word() {
        "met" => "✓",
        "not-met" => "✗",
        _ => "?",
    };
    Gate { kind: label::gate(gate.kind, lang), status: gate.status.word(), said: label::gate_status(gate.status, lang), sign }
}

fn line(requirement: &Requirement, names: &Names, lang: Lang) -> Line {
    let reason = |because: &ranking::Reason| Reason {
        text: clean(&words::relation(because, names, lang)),
        evidence: because.evidence.as_deref().map(clean),
        to_prove: because.to_prove,
    };
    let partial = requirement.credit.filter(|credit| *credit > 0.0 && *credit < 1.0);
    let said = |section| lang.format("html-said", &[("list", label::section(section, lang))]);
    Line {
        status: requirement.status.word(),
        said: words::status(requirement.status, lang),
        sign: words::sign(requirement.status),
        text: clean(&requirement.text),
        strength: requirement.strength.filter(|strength| *strength != requirement.section).map(said),
        credit: partial.map(|credit| lang.format("html-credit", &[("credit", &label::number(credit))])),
        reasons: words::weighty(requirement).into_iter().map(reason).collect(),
        steps: requirement.steps.iter().map(|step| Advice::new(step, names, lang)).collect(),
        together: requirement
            .gain
            .filter(|_| requirement.steps.len() > 1)
            .map(|gain| lang.format("html-together", &[("gain", &label::gain(gain))])),
    }
}
