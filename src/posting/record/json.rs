//! JSON documents and JSON Lines.

use super::build::{self, Place};
use super::node::{Map, Node};
use super::site::sites;
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::posting::model::Posting;
use crate::posting::reading::Reading;
use crate::source::Source;
use crate::span::Span;

/// Reads one JSON document.
pub(in crate::posting) fn document(source: &Source) -> Reading {
    let mut reading = Reading::default();
    match serde_json::from_str::<Node<'_>>(&source.text) {
        Ok(node) => take(&node, Place { path: &source.path, line: 1 }, false, &mut reading.postings),
        Err(error) => {
            let line = source.line_text(error.line());
            reading.diagnostics.push(fault(&error, &source.path, line, error.line()));
            return reading;
        }
    }
    if reading.postings.is_empty() {
        let error = Diagnostic::error("no-posting", &[]).in_file(&source.path);
        reading.diagnostics.push(error.help("help-posting-fields", &[]));
    }
    reading
}

/// Reads documents, one a line, of which the first stands in line `first` of the file.
pub(in crate::posting) fn lines(path: &str, first: usize, bytes: &[u8]) -> Reading {
    let mut reading = Reading::default();
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]);
    for (at, end) in ends.enumerate() {
        let raw = bytes[start..end].trim_ascii();
        start = end + 1;
        if raw.is_empty() {
            continue;
        }
        let line = first + at;
        // Text that is known to be UTF-8 is not looked at again for each string.
        let parsed = match simdutf8::basic::from_utf8(raw) {
            Ok(text) => serde_json::from_str::<Node<'_>>(text),
            Err(_) => serde_json::from_slice(raw),
        };
        match parsed {
            Ok(node) => {
                let before = reading.postings.len();
                take(&node, Place { path, line }, false, &mut reading.postings);
                if reading.postings.len() == before {
                    let mut found = Diagnostic::error("record-without-posting", &[]).at(place(path, line, "", 1));
                    found.severity = Severity::Warning;
                    reading.diagnostics.push(found.help("help-posting-fields", &[]));
                }
            }
            Err(error) => {
                let text = String::from_utf8_lossy(raw);
                reading.diagnostics.push(fault(&error, path, &text, line));
            }
        }
    }
    reading
}

/// Reads the postings in the data of a page: objects that say of themselves that they are one.
pub(in crate::posting) fn data(source: &Source, scripts: &[(String, usize)]) -> Reading {
    let mut reading = Reading::default();
    for (text, at) in scripts {
        // Line ends and tabs stand raw in the texts of many pages, which no JSON allows.
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let line = source.line_of(*at);
        match serde_json::from_str::<Node<'_>>(text.trim()) {
            Ok(node) => take(&node, Place { path: &source.path, line }, true, &mut reading.postings),
            Err(error) if text.contains("JobPosting") => {
                let mut found = fault(&error, &source.path, "", line);
                found.severity = Severity::Warning;
                reading.diagnostics.push(found);
            }
            Err(_) => {}
        }
    }
    reading
}

/// The postings of a value: itself, or those that stand in it. Where they must be `typed`, only what JSON-LD calls a posting is one.
fn take(node: &Node<'_>, place: Place<'_>, typed: bool, postings: &mut Vec<Posting>) {
    match node {
        Node::List(nodes) => nodes.iter().for_each(|node| take(node, place, typed, postings)),
        Node::Map(map) => object(map, place, typed, postings),
        _ => {}
    }
}

fn object(map: &Map<'_>, place: Place<'_>, typed: bool, postings: &mut Vec<Posting>) {
    let kind = map.at(&sites().kind);
    let may_be = kind.map_or(!typed, is_posting);
    if let Some(any) = sites().any().filter(|_| kind.is_none() || !may_be) {
        let before = postings.len();
        let inner = any.within.iter().filter_map(|path| map.at(path)).filter(|node| matches!(node, Node::List(_) | Node::Map(_)));
        inner.for_each(|node| take(node, place, typed, postings));
        if postings.len() > before {
            return;
        }
    }
    if let Some(site) = sites().of(&map.keys).filter(|_| may_be) {
        postings.push(build::posting(map, site, place));
    }
}

/// Whether a `@type` is that of a posting.
fn is_posting(kind: &Node<'_>) -> bool {
    match kind {
        Node::Text(text) => text.rsplit(['/', ':']).next() == Some("JobPosting"),
        Node::List(kinds) => kinds.iter().any(is_posting),
        _ => false,
    }
}

fn fault(error: &serde_json::Error, path: &str, text: &str, line: usize) -> Diagnostic {
    let why = error.to_string();
    let why = why.split(" at line ").next().unwrap_or_default();
    let deep = why.contains("recursion limit");
    let diagnostic = if deep { Diagnostic::error("json-too-deep", &[]) } else { Diagnostic::error("json-syntax", &[("why", why)]) };
    diagnostic.at(place(path, line, text, error.column()))
}

/// A place in a line, of which only the part around it is kept.
fn place(path: &str, line: usize, text: &str, column: usize) -> Location {
    let inside = text.floor_char_boundary(column.saturating_sub(1).min(text.len()));
    let shown = Source::new(path, text.replace(['\n', '\r'], " "));
    let mut location = shown.locate(Span::new(inside, inside + 1));
    location.line = line;
    location
}
