//! The ranking: two lines a posting, the second one its nearest gap.

use super::layout::{Paper, Side, cell, counted, fit_text, fit_tone, gain_text, posting_name};
use crate::answers::ranking::{ListReport, Ranked, Ranking};
use crate::output::style::{Style, Tone};
use crate::output::words;

/// Columns of the parts of a row.
struct Columns {
    bar: usize,
    list: usize,
    posting: usize,
}

/// Place and fit with their blanks: ` 1  82.4  `.
const HEAD: usize = 3 + 2 + 5 + 2;

impl Columns {
    /// A narrow terminal does without the bar of the fit.
    fn of(width: usize) -> Self {
        let bar = if width >= 76 { 10 } else { 0 };
        let list = if width >= 96 { 14 } else { 9 };
        let used = HEAD + if bar > 0 { bar + 2 } else { 0 } + 2 * (list + 2);
        Self { bar, list, posting: width.saturating_sub(used).max(8) }
    }
}

/// The ranking: place, fit, coverage of both lists, posting; below it the step that helps most.
#[must_use]
pub fn ranking(ranking: &Ranking, style: Style) -> String {
    let columns = Columns::of(style.width);
    let mut paper = Paper::new(style);
    let count = counted(ranking.postings.len(), style);
    paper.ends(&style.say("rank-title", &[("name", &ranking.candidate)]), &count);
    paper.rule();
    let say = |key| style.say(key, &[]);
    let mut heading = format!("{}  {}  ", cell(&say("rank-place"), 3, Side::Right), cell(&say("rank-fit"), 5, Side::Right));
    if columns.bar > 0 {
        heading.push_str(&" ".repeat(columns.bar + 2));
    }
    for list in ["rank-required", "rank-preferred"] {
        heading.push_str(&cell(&say(list), columns.list, Side::Left));
        heading.push_str("  ");
    }
    heading.push_str("  ");
    heading.push_str(&say("rank-posting"));
    paper.line(&style.tone(Tone::Faint, &heading));
    for (place, posting) in ranking.postings.iter().enumerate() {
        row(&mut paper, &columns, place + 1, posting, ranking);
    }
    paper.rule();
    paper.note("rank-qualified", &[]);
    paper.note("rank-coverage", &[]);
    if ranking.as_of_mattered {
        paper.note("rank-as-of", &[("month", &ranking.as_of)]);
    }
    paper.done()
}

fn row(paper: &mut Paper, columns: &Columns, place: usize, posting: &Ranked, ranking: &Ranking) {
    let style = paper.style;
    let tone = fit_tone(posting.fit);
    let mut line = format!("{}  ", cell(&place.to_string(), 3, Side::Right));
    line.push_str(&style.tone(tone, &cell(&fit_text(posting.fit), 5, Side::Right)));
    line.push_str("  ");
    if columns.bar > 0 {
        line.push_str(&style.tone(tone, &Style::bar(posting.fit.unwrap_or(0.0) / 100.0, columns.bar)));
        line.push_str("  ");
    }
    line.push_str(&coverage(&posting.required, columns.list, style));
    line.push_str("  ");
    line.push_str(&coverage(&posting.preferred, columns.list, style));
    line.push_str("  ");
    let mark = if posting.qualified { "✓ " } else { "  " };
    let mut name = posting_name(posting.company.as_deref(), posting.title.as_deref(), &posting.id);
    if posting.thin {
        name = format!("{} {name}", style.say("rank-thin", &[]));
    }
    let name = Style::clip(&name, columns.posting.saturating_sub(2));
    line.push_str(&style.tone(Tone::Good, mark));
    line.push_str(&style.tone(Tone::Strong, &name));
    paper.line(&line);
    if let Some(step) = &posting.next {
        let what = words::step(step, &ranking.names, style.lang);
        let gain = cell(&gain_text(step.gain), 6, Side::Right);
        let text = Style::clip(&what, style.width.saturating_sub(HEAD + 2));
        paper.line(&format!(
            "{}{}  {}",
            " ".repeat(HEAD - 8),
            style.tone(Tone::Good, &gain),
            style.tone(Tone::Faint, &format!("↳ {text}"))
        ));
    }
}

/// A bar and the lines met of all that are assessed.
fn coverage(list: &ListReport, columns: usize, style: Style) -> String {
    let all = list.met + list.partial + list.missing;
    let Some(score) = list.score else {
        return style.tone(Tone::Faint, &cell("–", columns, Side::Left));
    };
    let count = format!("{}/{all}", list.met);
    let bar = columns.saturating_sub(6).max(3);
    cell(&format!("{} {count}", Style::bar(score, bar)), columns, Side::Left)
}
