//! The comparison: candidates, the matrix of their fits, one posting line by line, and what tells them apart.

use super::layout::{self, Paper, Side, cell, fit_text, fit_tone, names};
use crate::answers::Comparison;
use crate::answers::compare::{Change, ComparedLine, ComparedPosting};
use crate::output::style::{Style, Tone};
use crate::output::{label, words};
use crate::score::Status;
use crate::text::columns::columns;

/// Columns of a candidate in a matrix.
const COLUMN: usize = 8;
/// Columns of the figures of a candidate.
const FIGURES: [usize; 3] = [7, 9, 5];

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
    let whole = comparison.postings.iter().any(|posting| !posting.requirements.is_empty());
    // Of one posting the candidates' figures are its fits.
    if !comparison.postings.is_empty() && (!whole || comparison.postings.len() > 1) {
        paper.blank();
        matrix.fits(&mut paper);
    }
    for posting in comparison.postings.iter().filter(|posting| !posting.requirements.is_empty()) {
        paper.blank();
        matrix.lines(&mut paper, posting);
    }
    paper.rule();
    only(&mut paper, comparison, matrix.columns);
    for change in &comparison.changes {
        changed(&mut paper, comparison, change);
    }
    paper.note(if matrix.team > 0 { "compare-team-note" } else { "compare-best-note" }, &[]);
    match matrix.hidden {
        0 => {}
        1 => paper.note("compare-hidden-1", &[]),
        hidden => paper.note("compare-hidden", &[("count", &hidden.to_string())]),
    }
    paper.done()
}

fn candidates(paper: &mut Paper, comparison: &Comparison) {
    let style = paper.style;
    let say = |key| style.say(key, &[]);
    let fit = if comparison.postings.len() == 1 { "rank-fit" } else { "compare-mean" };
    let keys = [fit, "compare-qualified", "compare-best"];
    let wide = style.width >= layout::NARROW;
    let longest =
        comparison.candidates.iter().map(|candidate| columns(&label::candidate(comparison, candidate, style.lang))).max().unwrap_or(0);
    let columns = if wide { (style.width - 5 - FIGURES.iter().sum::<usize>() - 6).min(longest.max(20)) } else { style.width - 5 };
    if wide {
        let mut heading = format!("{}  {}", cell(&say("rank-place"), 3, Side::Right), cell(&say("compare-candidate"), columns, Side::Left));
        for (key, columns) in keys.into_iter().zip(FIGURES) {
            heading.push_str("  ");
            heading.push_str(&cell(&say(key), columns, Side::Right));
        }
        paper.line(&style.tone(Tone::Faint, &heading));
    }
    for (at, candidate) in comparison.candidates.iter().enumerate() {
        let lead = format!("{}  ", cell(&(at + 1).to_string(), 3, Side::Right));
        let figures = [fit_text(candidate.mean), candidate.qualified.to_string(), candidate.best.to_string()];
        let name = label::candidate(comparison, candidate, style.lang);
        if wide {
            let cells = figures.iter().zip(FIGURES).enumerate().map(|(at, (figure, columns))| {
                let text = cell(figure, columns, Side::Right);
                format!("  {}", if at == 0 { style.tone(fit_tone(candidate.mean), &text) } else { text })
            });
            paper.column(&lead, &name, columns, Some(Tone::Strong), &cells.collect::<String>());
        } else {
            paper.column(&lead, &name, columns, Some(Tone::Strong), "");
            let said: Vec<String> = keys.iter().zip(&figures).map(|(key, figure)| format!("{} {figure}", say(key))).collect();
            paper.paragraph(5, &said.join(" · "), None);
        }
    }
}

/// Candidates as columns, as many as the width holds, and a last one for the team.
struct Matrix<'c> {
    comparison: &'c Comparison,
    /// Columns that are left for the words of a row.
    room: usize,
    columns: usize,
    hidden: usize,
    /// Columns of the team; none on a narrow terminal.
    team: usize,
}

impl<'c> Matrix<'c> {
    fn of(comparison: &'c Comparison, style: Style) -> Self {
        let longest = comparison.postings.iter().map(|posting| columns(&places(&posting.team.members))).max().unwrap_or(0);
        let heading = columns(&style.say("compare-team", &[]));
        let team = if style.width >= layout::NARROW { longest.clamp(heading, 12) } else { 0 };
        let last = if team > 0 { team + 2 } else { 0 };
        let narrowest = (style.width * 28 / 100).clamp(14, 40);
        let columns = comparison.candidates.len().min(style.width.saturating_sub(narrowest + last) / COLUMN).max(1);
        let room = style.width.saturating_sub(columns * COLUMN + last);
        Self { comparison, room, columns, hidden: comparison.candidates.len() - columns, team }
    }

    fn heading(&self, paper: &mut Paper, first: &str, head: usize) {
        let style = paper.style;
        let mut line = cell(first, head, Side::Left);
        for column in 0..self.columns {
            line.push_str(&cell(&format!("{} ", column + 1), COLUMN, Side::Right));
        }
        if self.team > 0 {
            line.push_str("  ");
            line.push_str(&style.say("compare-team", &[]));
        }
        paper.line(&style.tone(Tone::Faint, &line));
    }

    fn team(&self, members: &[usize]) -> String {
        if self.team > 0 { format!("  {}", Style::clip(&places(members), self.team)) } else { String::new() }
    }

    fn fits(&self, paper: &mut Paper) {
        let style = paper.style;
        let names: Vec<String> = self.comparison.postings.iter().map(posting_label).collect();
        let first = style.say("rank-posting", &[]);
        let head = names.iter().map(|name| columns(name)).max().unwrap_or(0).max(columns(&first)).min(self.room);
        self.heading(paper, &first, head);
        for (posting, name) in self.comparison.postings.iter().zip(&names) {
            let mut cells = String::new();
            for (column, found) in posting.cells.iter().take(self.columns).enumerate() {
                let (text, tone) = match found {
                    Some(found) => {
                        let best = if posting.best.contains(&column) { "★" } else { "" };
                        let qualified = if found.qualified { "✓" } else { " " };
                        (format!("{best}{}{qualified}", fit_text(found.fit)), fit_tone(found.fit))
                    }
                    None => ("  ".to_owned(), Tone::Faint),
                };
                cells.push_str(&style.tone(tone, &cell(&text, COLUMN, Side::Right)));
            }
            cells.push_str(&self.team(&posting.team.members));
            paper.column("", name, head, None, &cells);
        }
    }

    fn lines(&self, paper: &mut Paper, posting: &ComparedPosting) {
        let style = paper.style;
        paper.paragraph(0, &posting_label(posting), Some(Tone::Strong));
        let longest = posting.requirements.iter().map(|line| columns(&line.text)).max().unwrap_or(0);
        let head = (longest + 1).max(16).min(self.room);
        let mut section = None;
        for line in &posting.requirements {
            if section != Some(line.section) {
                section = Some(line.section);
                self.heading(paper, label::section(line.section, style.lang), head);
            }
            let mut cells = " ".to_owned();
            for found in line.cells.iter().take(self.columns) {
                let (text, tone) = match found {
                    Some(found) => (format!("{} ", words::sign(found.status)), tone(found.status)),
                    None => ("  ".to_owned(), Tone::Faint),
                };
                cells.push_str(&style.tone(tone, &cell(&text, COLUMN, Side::Right)));
            }
            cells.push_str(&self.team(&meeting(line, &posting.team.members)));
            paper.column("", &line.text, head - 1, None, &cells);
        }
        let found = &posting.team;
        let (covered, of) = (found.covered.to_string(), found.of.to_string());
        let team = places(&found.members);
        paper.paragraph(0, &style.say("compare-covers", &[("team", team.as_str()), ("covered", &covered), ("of", &of)]), None);
    }
}

/// The members of a team who meet a line.
fn meeting(line: &ComparedLine, members: &[usize]) -> Vec<usize> {
    let meets = |member: &usize| line.cells.get(*member).copied().flatten().is_some_and(|cell| cell.status == Status::Met);
    members.iter().copied().filter(meets).collect()
}

fn posting_label(posting: &ComparedPosting) -> String {
    label::posting(posting.company.as_deref(), posting.title.as_deref(), &posting.id)
}

const fn tone(status: Status) -> Tone {
    match status {
        Status::Met => Tone::Good,
        Status::Partial => Tone::Middling,
        Status::Missing => Tone::Bad,
        Status::Unassessed => Tone::Faint,
    }
}

/// Candidates by their places.
fn places(members: &[usize]) -> String {
    let places: Vec<String> = members.iter().map(|member| (member + 1).to_string()).collect();
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

/// What only one of the candidates has: of two, what the other lacks, both ways.
fn only(paper: &mut Paper, comparison: &Comparison, columns: usize) {
    let style = paper.style;
    let two = comparison.candidates.len() == 2;
    if comparison.is_history() {
        return;
    }
    for (at, candidate) in comparison.candidates.iter().enumerate().take(columns).filter(|(_, candidate)| two || !candidate.only.is_empty())
    {
        let name = format!("{} {}", at + 1, label::candidate(comparison, candidate, style.lang));
        let things = things(comparison, style, &candidate.only);
        paper.paragraph(0, &style.say("compare-only", &[("name", name.as_str()), ("things", &things)]), None);
    }
}

fn changed(paper: &mut Paper, comparison: &Comparison, change: &Change) {
    let style = paper.style;
    let of = |at: usize| comparison.candidates.get(at);
    let month = |at: usize| of(at).map_or("", |candidate| candidate.as_of.as_str());
    let path = |at: usize| of(at).map_or("", |candidate| candidate.path.as_str());
    // Two of the same month are told apart by their files.
    let (from, to) = match (month(change.from), month(change.to)) {
        (from, to) if from == to => (path(change.from), path(change.to)),
        months => months,
    };
    paper.blank();
    paper.paragraph(
        0,
        &style.say("compare-change", &[("name", change.candidate.as_str()), ("from", from), ("to", to)]),
        Some(Tone::Strong),
    );
    if change.gained.is_empty() && change.lost.is_empty() && change.postings.is_empty() {
        paper.paragraph(2, &style.say("compare-no-change", &[]), None);
    }
    for (key, sign, ids) in [("compare-gained", "+ ", &change.gained), ("compare-lost", "- ", &change.lost)] {
        if !ids.is_empty() {
            paper.hanging(2, sign, &style.say(key, &[("things", &things(comparison, style, ids))]), None);
        }
    }
    for posting in &change.postings {
        let found = comparison.postings.iter().find(|other| other.id == posting.id);
        let name = found.map_or_else(|| posting.id.clone(), posting_label);
        let lead = format!("{} → {}  ", cell(&fit_text(posting.before), 5, Side::Right), cell(&fit_text(posting.after), 5, Side::Right));
        paper.hanging(2, &lead, &name, None);
        for line in &posting.lines {
            let lead = format!("{}→{} ", words::sign(line.before), words::sign(line.after));
            paper.hanging(4, &lead, &line.text, Some(Tone::Faint));
        }
    }
}
