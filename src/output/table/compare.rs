//! The comparison: candidates, the matrix of their fits, one posting line by line, and what tells them apart.

use super::layout::{self, Paper, Side, cell, fit_text, fit_tone, names, posting_name};
use crate::answers::Comparison;
use crate::answers::compare::{Change, Compared, ComparedPosting, Origin};
use crate::output::style::{Style, Tone};
use crate::output::words;

/// Columns of a candidate in a matrix.
const COLUMN: usize = 8;

/// The comparison.
#[must_use]
pub fn comparison(comparison: &Comparison, style: Style) -> String {
    let mut paper = Paper::new(style);
    let count = comparison.candidates.len().to_string();
    let postings = layout::counted(comparison.postings.len(), style);
    paper.ends(&style.say("compare-title", &[("count", &count)]), &postings);
    paper.rule();
    candidates(&mut paper, comparison);
    let matrix = Matrix::of(comparison, style);
    paper.blank();
    matrix.fits(&mut paper);
    for posting in comparison.postings.iter().filter(|posting| !posting.requirements.is_empty()) {
        paper.blank();
        matrix.lines(&mut paper, posting);
    }
    paper.rule();
    differences(&mut paper, comparison);
    for change in &comparison.changes {
        changed(&mut paper, comparison, change);
    }
    paper.note("compare-best-note", &[]);
    if matrix.hidden > 0 {
        paper.note("compare-hidden", &[("count", &matrix.hidden.to_string())]);
    }
    paper.done()
}

fn candidates(paper: &mut Paper, comparison: &Comparison) {
    let style = paper.style;
    let name = style.width.saturating_sub(3 + 2 + 3 * (10 + 2)).max(12);
    let say = |key| style.say(key, &[]);
    let heading = [
        cell(&say("rank-place"), 3, Side::Right),
        cell(&say("compare-candidate"), name, Side::Left),
        cell(&say("compare-mean"), 10, Side::Right),
        cell(&say("compare-qualified"), 10, Side::Right),
        cell(&say("compare-best"), 10, Side::Right),
    ];
    paper.line(&style.tone(Tone::Faint, &heading.join("  ")));
    for (at, candidate) in comparison.candidates.iter().enumerate() {
        let line = [
            cell(&(at + 1).to_string(), 3, Side::Right),
            style.tone(Tone::Strong, &cell(&label(comparison, candidate, style), name, Side::Left)),
            style.tone(fit_tone(candidate.mean), &cell(&fit_text(candidate.mean), 10, Side::Right)),
            cell(&candidate.qualified.to_string(), 10, Side::Right),
            cell(&candidate.best.to_string(), 10, Side::Right),
        ];
        paper.line(&line.join("  "));
    }
}

/// The name, with the month of a saved report, and the file where others have the same name.
fn label(comparison: &Comparison, candidate: &Compared, style: Style) -> String {
    let mut name = match candidate.origin {
        Origin::Profile => candidate.name.clone(),
        Origin::Report => format!("{} ({})", candidate.name, style.say("compare-saved", &[("month", &candidate.as_of)])),
    };
    let same = |other: &&Compared| (&other.name, other.origin, &other.as_of) == (&candidate.name, candidate.origin, &candidate.as_of);
    if comparison.candidates.iter().filter(same).count() > 1 {
        name = format!("{name} {}", candidate.path);
    }
    name
}

/// Candidates as columns, as many as the width holds.
struct Matrix<'c> {
    comparison: &'c Comparison,
    head: usize,
    columns: usize,
    hidden: usize,
}

impl<'c> Matrix<'c> {
    fn of(comparison: &'c Comparison, style: Style) -> Self {
        let least = (style.width / 3).clamp(18, 40);
        let columns = comparison.candidates.len().min(style.width.saturating_sub(least + COLUMN + 2) / COLUMN).max(1);
        // The team takes a column of its own at the end.
        let head = style.width.saturating_sub(columns * COLUMN + COLUMN + 2);
        Self { comparison, head, columns, hidden: comparison.candidates.len() - columns }
    }

    fn heading(&self, style: Style, first: &str, last: &str) -> String {
        let mut line = cell(first, self.head, Side::Left);
        for column in 0..self.columns {
            line.push_str(&cell(&format!("{} ", column + 1), COLUMN, Side::Right));
        }
        line.push_str("  ");
        line.push_str(last);
        style.tone(Tone::Faint, &line)
    }

    fn fits(&self, paper: &mut Paper) {
        let style = paper.style;
        paper.line(&self.heading(style, &style.say("rank-posting", &[]), &style.say("compare-team", &[])));
        for posting in &self.comparison.postings {
            let name = posting_name(posting.company.as_deref(), posting.title.as_deref(), &posting.id);
            let mut line = cell(&name, self.head, Side::Left);
            for (column, found) in posting.cells.iter().take(self.columns).enumerate() {
                let (text, tone) = match found {
                    Some(found) => {
                        let best = if posting.best.contains(&column) { "★" } else { "" };
                        let qualified = if found.qualified { "✓" } else { " " };
                        (format!("{best}{}{qualified}", fit_text(found.fit)), fit_tone(found.fit))
                    }
                    None => ("  ".to_owned(), Tone::Faint),
                };
                line.push_str(&style.tone(tone, &cell(&text, COLUMN, Side::Right)));
            }
            line.push_str("  ");
            line.push_str(&cell(&team(posting), COLUMN, Side::Left));
            paper.line(&line);
        }
    }

    fn lines(&self, paper: &mut Paper, posting: &ComparedPosting) {
        let style = paper.style;
        let name = posting_name(posting.company.as_deref(), posting.title.as_deref(), &posting.id);
        paper.paragraph(0, &name, Some(Tone::Strong));
        let mut section = None;
        for line in &posting.requirements {
            if section != Some(line.section) {
                section = Some(line.section);
                let key = match line.section {
                    crate::posting::Section::Required => "rank-required",
                    crate::posting::Section::Preferred => "rank-preferred",
                };
                paper.line(&self.heading(style, &style.say(key, &[]), ""));
            }
            let mut row = cell(&line.text, self.head.saturating_sub(1), Side::Left);
            row.push(' ');
            for found in line.cells.iter().take(self.columns) {
                let (text, tone) = match found {
                    Some(found) => (format!("{} ", words::sign(found.status)), tone(found.status)),
                    None => ("  ".to_owned(), Tone::Faint),
                };
                row.push_str(&style.tone(tone, &cell(&text, COLUMN, Side::Right)));
            }
            paper.line(&row);
        }
        let found = &posting.team;
        let (covered, of) = (found.covered.to_string(), found.of.to_string());
        paper.paragraph(0, &style.say("compare-covers", &[("team", team(posting).as_str()), ("covered", &covered), ("of", &of)]), None);
        if !found.open.is_empty() {
            let lines: Vec<String> = found.open.iter().map(ToString::to_string).collect();
            paper.paragraph(0, &style.say("compare-open", &[("lines", &lines.join(", "))]), Some(Tone::Faint));
        }
    }
}

const fn tone(status: crate::score::Status) -> Tone {
    match status {
        crate::score::Status::Met => Tone::Good,
        crate::score::Status::Partial => Tone::Middling,
        crate::score::Status::Missing => Tone::Bad,
        crate::score::Status::Unassessed => Tone::Faint,
    }
}

/// The members of a team by their places.
fn team(posting: &ComparedPosting) -> String {
    let places: Vec<String> = posting.team.members.iter().map(|member| (member + 1).to_string()).collect();
    if places.is_empty() { "–".to_owned() } else { places.join("+") }
}

/// What is held in words.
fn things(comparison: &Comparison, style: Style, ids: &[String]) -> String {
    if ids.is_empty() {
        return style.say("compare-nothing", &[]);
    }
    let things: Vec<String> = ids.iter().map(|id| words::thing(id, &comparison.names, style.lang)).collect();
    names(style, &things, style.width * 2)
}

/// Of two, both ways; of more, what only each has.
fn differences(paper: &mut Paper, comparison: &Comparison) {
    let style = paper.style;
    let place = |at: usize| (at + 1).to_string();
    if comparison.candidates.len() <= 2 {
        for difference in &comparison.differences {
            for (a, b, only) in [(difference.a, difference.b, &difference.only_a), (difference.b, difference.a, &difference.only_b)] {
                let things = things(comparison, style, only);
                paper.paragraph(0, &style.say("compare-has", &[("a", place(a).as_str()), ("b", &place(b)), ("things", &things)]), None);
            }
        }
        return;
    }
    for (at, candidate) in comparison.candidates.iter().enumerate().filter(|(_, candidate)| !candidate.only.is_empty()) {
        let name = format!("{} {}", place(at), candidate.name);
        let things = things(comparison, style, &candidate.only);
        paper.paragraph(0, &style.say("compare-only", &[("name", name.as_str()), ("things", &things)]), None);
    }
}

fn changed(paper: &mut Paper, comparison: &Comparison, change: &Change) {
    let style = paper.style;
    let month = |at: usize| comparison.candidates.get(at).map_or("", |candidate| candidate.as_of.as_str());
    paper.blank();
    let title = [("name", change.candidate.as_str()), ("from", month(change.from)), ("to", month(change.to))];
    paper.paragraph(0, &style.say("compare-change", &title), Some(Tone::Strong));
    for (key, sign, ids) in [("compare-gained", "+ ", &change.gained), ("compare-lost", "- ", &change.lost)] {
        if !ids.is_empty() {
            paper.hanging(2, sign, &style.say(key, &[("things", &things(comparison, style, ids))]), None);
        }
    }
    for posting in &change.postings {
        let found = comparison.postings.iter().find(|other| other.id == posting.id);
        let name =
            found.map_or_else(|| posting.id.clone(), |found| posting_name(found.company.as_deref(), found.title.as_deref(), &found.id));
        paper.paragraph(2, &format!("{} → {}  {name}", fit_text(posting.before), fit_text(posting.after)), None);
        for line in &posting.lines {
            let lead = format!("{}→{} ", words::sign(line.before), words::sign(line.after));
            paper.hanging(4, &lead, &line.text, Some(Tone::Faint));
        }
    }
}
