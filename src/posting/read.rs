//! From sources to postings.

use super::heading::{Look, head, is_title};
use super::identity::{Ids, base};
use super::layout::{self, Draft};
use super::markup::{self, Row};
use super::model::{Posting, Section};
use super::prose;
use super::reading::{Reading, Taken, Trace};
use crate::diagnostic::{Diagnostic, Severity};
use crate::requirement::LONGEST;
use crate::source::Source;
use crate::span::Span;

/// Sentences that a text without lists has at least, so that it is a posting.
const LEAST: usize = 3;

/// Reads all postings of the sources. Ids are unique over all of them.
#[must_use]
pub fn read(sources: &[Source]) -> Reading {
    let mut all = Reading::default();
    let mut ids = Ids::default();
    for (index, source) in sources.iter().enumerate() {
        let mut reading = document(source);
        reading.postings.iter_mut().for_each(|posting| ids.settle(posting));
        all.append(reading, index);
    }
    all
}

/// Reads the postings of one document of text; their ids are not yet unique.
pub(super) fn document(source: &Source) -> Reading {
    of_rows(source, &markup::rows(source, &|text| head(text, Look::Plain).is_some()))
}

/// Reads the postings of the rows of a document.
pub(super) fn of_rows(source: &Source, rows: &[Row]) -> Reading {
    let mut reading = Reading::default();
    if source.text.trim().is_empty() {
        reading.diagnostics.push(Diagnostic::warning("posting-empty-file", &[]).in_file(&source.path));
        return reading;
    }
    let mut scanned = layout::scan(rows);
    let assembled = layout::assemble(rows, &mut scanned);
    if assembled.postings.is_empty()
        && let Some(posting) = described(source, rows)
    {
        scanned.taken.fill(Taken::Line(Section::Required));
        reading.traces = traces(rows, &scanned.taken, &vec![Some(0); rows.len()]);
        reading.postings.push(posting);
        return reading;
    }
    for at in &assembled.bare {
        let mut warning = source.error(rows[*at].span, "posting-without-lists", &[("name", &shown(&rows[*at].text))]);
        warning.severity = Severity::Warning;
        reading.diagnostics.push(warning.help("help-posting-headings", &[]));
    }
    if assembled.postings.is_empty() {
        let error = Diagnostic::error("no-posting", &[]).in_file(&source.path);
        reading.diagnostics.push(error.help("help-posting-headings", &[]));
    }
    for line in assembled.postings.iter().flat_map(|draft| &draft.lines).filter(|line| line.text.len() > LONGEST) {
        let mut warning =
            source.error(Span::new(line.span.start, line.span.start), "line-too-long", &[("limit", &format!("{} KiB", LONGEST >> 10))]);
        warning.severity = Severity::Warning;
        reading.diagnostics.push(warning);
    }
    let mut owners = vec![None; rows.len()];
    for (at, draft) in assembled.postings.into_iter().enumerate() {
        owners[draft.rows.clone()].fill(Some(at));
        reading.postings.push(posting(draft, source));
    }
    reading.traces = traces(rows, &scanned.taken, &owners);
    reading
}

fn posting(draft: Draft, source: &Source) -> Posting {
    let Draft { names, line, lines, .. } = draft;
    let mut posting = Posting {
        id: String::new(),
        company: names.company,
        title: names.title,
        url: names.url,
        family: names.family,
        path: source.path.clone(),
        line,
        described: false,
        lines,
    };
    posting.id = base(&posting);
    posting
}

/// A posting without lists: its first line is the title of a job, and sentences follow.
fn described(source: &Source, rows: &[Row]) -> Option<Posting> {
    let first = rows.first().filter(|row| is_title(&row.text) && row.text.len() <= 200)?;
    let lines = prose::lines(&rows[1..]);
    if lines.len() < LEAST {
        return None;
    }
    let mut posting = Posting {
        id: String::new(),
        company: None,
        title: Some(first.text.clone()),
        url: None,
        family: None,
        path: source.path.clone(),
        line: first.line,
        described: true,
        lines,
    };
    posting.id = base(&posting);
    Some(posting)
}

fn traces(rows: &[Row], taken: &[Taken], owners: &[Option<usize>]) -> Vec<Trace> {
    let each = rows.iter().zip(taken).zip(owners);
    each.map(|((row, &taken), &posting)| Trace { source: 0, line: row.line, taken, posting }).collect()
}

/// The beginning of a text, for a message.
fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
