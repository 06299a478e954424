//! The ranking: a row for each posting, and below it the step that helps most.

use std::io::{self, Write};

use super::layout::{self, Paper, Side, cell, counted, fit_text, fit_tone, gain_text};
use crate::answers::ranking::{ListReport, Ranked};
use crate::answers::{Listed, Listing, Names};
use crate::output::style::{Style, Tone};
use crate::output::{label, words};

/// Columns of the place, and of the fit.
const PLACE: usize = 3;
const FIT: usize = 6;
/// Both with their blanks: ` 1    82.4  `.
const HEAD: usize = PLACE + 2 + FIT + 2;

/// Columns of the other parts of a row.
struct Columns {
    bar: usize,
    list: usize,
    posting: usize,
}

impl Columns {
    /// A terminal that is not wide does without the bar of the fit.
    fn of(width: usize) -> Self {
        let bar = if width >= 76 { 10 } else { 0 };
        let list = if width >= 96 { 14 } else { 9 };
        let used = HEAD + if bar > 0 { bar + 2 } else { 0 } + 2 * (list + 2);
        Self { bar, list, posting: width.saturating_sub(used) }
    }
}

/// The ranking: place, fit, coverage of both lists, posting; below it the step that helps most.
///
/// # Errors
/// Where a posting does not come, or `out` takes no more.
pub fn ranking(listing: Listing<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let columns = (style.width >= layout::NARROW).then(|| Columns::of(style.width));
    let mut paper = Paper::new(style);
    let count = counted(listing.count, style);
    paper.ends(&style.say("rank-title", &[("name", &listing.head.candidate)]), &count);
    paper.rule();
    if listing.count == 0 {
        paper.note("html-none", &[]);
        return paper.hand(out);
    }
    heading(&mut paper, columns.as_ref());
    let mut qualified = false;
    for (place, listed) in listing.postings.enumerate() {
        let Listed { posting, names } = listed?;
        match &columns {
            Some(columns) => row(&mut paper, columns, place + 1, &posting),
            None => lines(&mut paper, place + 1, &posting),
        }
        next(&mut paper, &posting, &names);
        paper.hand(out)?;
        qualified |= posting.qualified;
    }
    paper.rule();
    if qualified {
        paper.note("rank-qualified", &[]);
    }
    if columns.is_some() {
        paper.note("rank-coverage", &[]);
    }
    if listing.head.as_of_mattered {
        paper.note("rank-as-of", &[("month", &listing.head.as_of)]);
    }
    paper.hand(out)
}

fn heading(paper: &mut Paper, columns: Option<&Columns>) {
    let style = paper.style;
    let say = |key| style.say(key, &[]);
    let mut line = head(&say("rank-place"), &say("rank-fit"));
    if let Some(columns) = columns {
        if columns.bar > 0 {
            line.push_str(&" ".repeat(columns.bar + 2));
        }
        for list in ["rank-required", "rank-preferred"] {
            line.push_str(&cell(&say(list), columns.list, Side::Left));
            line.push_str("  ");
        }
    }
    line.push_str("  ");
    line.push_str(&say("rank-posting"));
    paper.line(&style.tone(Tone::Faint, &line));
}

/// The first two columns.
fn head(place: &str, fit: &str) -> String {
    format!("{}  {}  ", cell(place, PLACE, Side::Right), cell(fit, FIT, Side::Right))
}

fn row(paper: &mut Paper, columns: &Columns, place: usize, posting: &Ranked) {
    let style = paper.style;
    let tone = fit_tone(posting.fit);
    let mut line = format!("{}  ", cell(&place.to_string(), PLACE, Side::Right));
    line.push_str(&style.tone(tone, &cell(&fit_text(posting.fit), FIT, Side::Right)));
    line.push_str("  ");
    if columns.bar > 0 {
        line.push_str(&style.tone(tone, &Style::bar(posting.fit.unwrap_or(0.0) / 100.0, columns.bar)));
        line.push_str("  ");
    }
    for list in [&posting.required, &posting.preferred] {
        line.push_str(&coverage(list, columns.list, style));
        line.push_str("  ");
    }
    line.push_str(&style.tone(Tone::Good, mark(posting)));
    let room = columns.posting.saturating_sub(2);
    for (at, part) in layout::wrap(&name(posting, style), room).iter().enumerate() {
        let before = if at == 0 { line.clone() } else { " ".repeat(style.width - room) };
        paper.line(&(before + &style.tone(Tone::Strong, part)));
    }
}

/// The same without columns, for a terminal that is too narrow for them.
fn lines(paper: &mut Paper, place: usize, posting: &Ranked) {
    let style = paper.style;
    let fit = style.tone(fit_tone(posting.fit), &cell(&fit_text(posting.fit), FIT, Side::Right));
    let before = format!("{}  {fit}  {}", cell(&place.to_string(), PLACE, Side::Right), style.tone(Tone::Good, mark(posting)));
    let columns = style.width.saturating_sub(HEAD + 2);
    for (at, part) in layout::wrap(&name(posting, style), columns).iter().enumerate() {
        let before = if at == 0 { before.clone() } else { " ".repeat(HEAD + 2) };
        paper.line(&(before + &style.tone(Tone::Strong, part)));
    }
    let list = |key, list: &ListReport| format!("{} {}", style.say(key, &[]), label::met_of(list));
    let lists = [list("rank-required", &posting.required), list("rank-preferred", &posting.preferred)];
    paper.paragraph(PLACE + 2, &lists.join(" · "), None);
}

const fn mark(posting: &Ranked) -> &'static str {
    if posting.qualified { "✓ " } else { "  " }
}

fn name(posting: &Ranked, style: Style) -> String {
    let name = label::posting(posting.company.as_deref(), posting.title.as_deref(), &posting.id);
    if posting.thin { format!("{} {name}", style.say("rank-thin", &[])) } else { name }
}

/// The step that helps most, with what it adds below the fit that it adds to.
fn next(paper: &mut Paper, posting: &Ranked, names: &Names) {
    let Some(step) = &posting.next else { return };
    let style = paper.style;
    let gain = style.tone(Tone::Good, &cell(&gain_text(step.gain), FIT, Side::Right));
    let before = format!("{}{gain}  {}", " ".repeat(PLACE + 2), style.tone(Tone::Faint, "↳ "));
    let text = words::step(step, names, style.lang);
    for (at, part) in layout::wrap(&text, style.width.saturating_sub(HEAD + 2)).iter().enumerate() {
        let before = if at == 0 { before.clone() } else { " ".repeat(HEAD + 2) };
        paper.line(&(before + &style.tone(Tone::Faint, part)));
    }
}

/// A bar and the lines met.
fn coverage(list: &ListReport, columns: usize, style: Style) -> String {
    let Some(score) = list.score else {
        return style.tone(Tone::Faint, &cell("–", columns, Side::Left));
    };
    let bar = columns.saturating_sub(6).max(3);
    cell(&format!("{} {}", Style::bar(score, bar), label::met_of(list)), columns, Side::Left)
}
