//! From the fields of a record to a posting.

use std::borrow::Cow;

use super::node::{Map, Node};
use super::site::{Path, Site};
use crate::posting::heading::{Look, head};
use crate::posting::identity;
use crate::posting::layout;
use crate::posting::markup::{self, Kind, Row};
use crate::posting::model::{Line, Posting, Section};
use crate::source::Source;
use crate::span::Span;

/// Where a record stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) path: &'a str,
    pub(super) line: usize,
}

/// Texts of a record in which lines are found by their layout.
#[derive(Default)]
pub(super) struct Texts {
    rows: Vec<Row>,
    /// Bytes of the texts so far, so that places in them stay in order.
    bytes: usize,
}

impl Texts {
    /// Adds a text that begins at a line of the file; `whole` where all of it stands in that line.
    pub(super) fn push(&mut self, text: &str, line: usize, whole: bool) {
        let source = Source::new("", text);
        let rows = markup::rows(&source, &|text| head(text, Look::Plain).is_some());
        let at = self.bytes;
        self.rows.extend(rows.into_iter().map(|mut row| {
            row.line = if whole { line } else { line + row.line - 1 };
            row.span = row.span.shifted(at);
            row
        }));
        self.bytes += text.len() + 1;
    }

    /// Adds the heading of what follows.
    pub(super) fn heading(&mut self, text: &str, line: usize) {
        let span = Span::new(self.bytes, self.bytes);
        self.rows.push(Row {
            kind: Kind::Heading(1),
            indent: 0,
            sign: ' ',
            text: text.to_owned(),
            bold: 0,
            link: None,
            gap: true,
            line,
            span,
        });
        self.bytes += 1;
    }

    fn lines(&self) -> Vec<Line> {
        if self.rows.is_empty() {
            return Vec::new();
        }
        let mut scanned = layout::scan(&self.rows);
        let drafts = layout::assemble(&self.rows, &mut scanned).postings;
        drafts.into_iter().flat_map(|draft| draft.lines).map(|line| Line { span: Span::default(), ..line }).collect()
    }
}

/// The posting of a record.
pub(super) fn posting(map: &Map<'_>, site: &Site, place: Place<'_>) -> Posting {
    let name = |paths: &[Path]| paths.iter().find_map(|path| map.at(path).and_then(short));
    let mut lines = Vec::new();
    let mut texts = Texts::default();
    let described = site.description.iter().find_map(|path| map.at(path).filter(|node| !is_empty(node)));
    if let Some(Node::Text(text)) = described {
        texts.push(text, place.line, true);
    }
    for (section, title, paths) in
        [(Section::Required, "Requirements", &site.required), (Section::Preferred, "Preferred qualifications", &site.preferred)]
    {
        for node in paths.iter().filter_map(|path| map.at(path)) {
            match node {
                Node::Text(text) if !text.trim().is_empty() => {
                    texts.heading(title, place.line);
                    texts.push(text, place.line, true);
                }
                Node::List(nodes) => lines.extend(nodes.iter().filter_map(|node| line(node, section, place.line))),
                _ => {}
            }
        }
    }
    lines.extend(texts.lines());
    lines.sort_by_key(|line| (line.line, line.section));
    let mut posting = Posting {
        id: String::new(),
        company: name(&site.company),
        title: name(&site.title),
        url: name(&site.url),
        family: name(&site.family),
        path: place.path.to_owned(),
        line: place.line,
        lines,
    };
    posting.id = identity::base(&posting);
    posting
}

fn is_empty(node: &Node<'_>) -> bool {
    match node {
        Node::Text(text) => text.trim().is_empty(),
        Node::List(nodes) => nodes.is_empty(),
        _ => false,
    }
}

/// A text on one line; of an object its name.
fn short(node: &Node<'_>) -> Option<String> {
    match node {
        Node::Text(text) => Some(folded(text).into_owned()).filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// A line that stands alone: no layout has to be guessed.
fn line(node: &Node<'_>, section: Section, line: usize) -> Option<Line> {
    let Node::Text(text) = node else { return None };
    let mut breaks = Vec::new();
    let text = if text.contains('\n') {
        let mut out = String::with_capacity(text.len());
        for part in text.lines().map(|part| folded(bare(part))).filter(|part| !part.is_empty()) {
            if !out.is_empty() {
                out.push(' ');
                breaks.push(out.len());
            }
            out.push_str(&part);
        }
        out
    } else {
        folded(bare(text)).into_owned()
    };
    text.contains(char::is_alphanumeric).then(|| Line { section, text, breaks, line, span: Span::default() })
}

/// A text without its bullet sign.
fn bare(text: &str) -> &str {
    let text = text.trim_start();
    if text.starts_with(|c: char| c.is_alphanumeric()) { text } else { markup::without_sign(text) }
}

/// White space folded; what is folded already is borrowed.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let odd = |c: char| c != ' ' && (c.is_whitespace() || markup::is_invisible(c));
    if !text.contains("  ") && !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !markup::is_invisible(*c)) {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    Cow::Owned(out)
}
