//! From sources to postings.

use super::heading::{Look, head};
use super::identity::Ids;
use super::layout::{self, Draft};
use super::markup::{self, Row};
use super::model::Posting;
use super::reading::{Reading, Taken, Trace};
use crate::diagnostic::{Diagnostic, Severity};
use crate::requirement::LONGEST;
use crate::source::Source;
use crate::span::Span;

/// Reads all postings of the sources. Ids are unique over all of them.
#[must_use]
pub fn read(sources: &[Source]) -> Reading {
    let mut reading = Reading::default();
    let mut ids = Ids::default();
    for (index, source) in sources.iter().enumerate() {
        one(index, source, &mut ids, &mut reading);
    }
    reading
}

fn one(index: usize, source: &Source, ids: &mut Ids, reading: &mut Reading) {
    if source.text.trim().is_empty() {
        reading.diagnostics.push(Diagnostic::warning("posting-empty-file", &[]).in_file(&source.path));
        return;
    }
    let rows = markup::rows(source, &|text| head(text, Look::Plain).is_some());
    let mut scanned = layout::scan(&rows);
    let assembled = layout::assemble(&rows, &mut scanned);
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
    let first = reading.postings.len();
    let mut owners = vec![None; rows.len()];
    for (at, draft) in assembled.postings.into_iter().enumerate() {
        owners[draft.rows.clone()].fill(Some(first + at));
        reading.postings.push(posting(draft, source, ids));
    }
    reading.traces.extend(traces(index, &rows, &scanned.taken, &owners));
}

fn posting(draft: Draft, source: &Source, ids: &mut Ids) -> Posting {
    let names = draft.names;
    let parts: Vec<&str> = [&names.company, &names.title].into_iter().flatten().map(String::as_str).collect();
    // Without a name the file's is better than none.
    let stem = std::path::Path::new(&source.path).file_stem().and_then(|stem| stem.to_str()).filter(|stem| *stem != "-");
    let id = if parts.is_empty() { ids.give(names.family.as_deref().or(stem)) } else { ids.give(parts) };
    Posting {
        id,
        company: names.company,
        title: names.title,
        url: names.url,
        family: names.family,
        path: source.path.clone(),
        line: draft.line,
        lines: draft.lines,
    }
}

fn traces<'a>(source: usize, rows: &'a [Row], taken: &'a [Taken], owners: &'a [Option<usize>]) -> impl Iterator<Item = Trace> + 'a {
    rows.iter().zip(taken).zip(owners).map(move |((row, &taken), &posting)| Trace { source, line: row.line, taken, posting })
}

/// The beginning of a text, for a message.
fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
