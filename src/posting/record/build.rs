//! From the fields of a record to a posting.

use std::borrow::Cow;

use super::fields::{self, Fields};
use super::node::{Map, Node};
use super::site::{Path, Site};
use super::texts::Texts;
use crate::posting::identity;
use crate::posting::markup;
use crate::posting::model::{Line, Posting, Section};
use crate::posting::prose;
use crate::span::Span;
use crate::text::boundary::is_alphanumeric;

/// Lines in lists below which the sentences of a description are looked at too.
const LEAST: usize = 3;

/// Where a record stands, and whether all of it stands in that one line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) path: &'a str,
    pub(super) line: usize,
}

/// The posting of a record.
pub(super) fn posting(map: &Map<'_>, site: &Site, place: Place<'_>) -> Posting {
    let fields = Fields { map, line: place.line };
    let origin = fields.all(&site.origin).find_map(fields::origin);
    // Lines that were read once are taken as they are.
    let exact = origin.is_some();
    let mut lines = Vec::new();
    let mut texts = Texts::default();
    for part in fields.all(&site.lists) {
        fields::parts(part, &mut texts, place.line);
    }
    for (section, title, paths) in
        [(Section::Required, "Requirements", &site.required), (Section::Preferred, "Preferred qualifications", &site.preferred)]
    {
        for node in fields.all(paths) {
            match node {
                Node::Text(text) if !text.trim().is_empty() => {
                    texts.heading(title, place.line);
                    texts.push(text, place.line);
                }
                Node::List(nodes) => lines.extend(nodes.iter().filter_map(|node| line(node, section, place.line, exact))),
                _ => {}
            }
        }
    }
    lines.extend(texts.lines());
    let mut posting = Posting {
        id: String::new(),
        company: fields.name(&site.company),
        title: fields.name(&site.title),
        url: fields.name(&site.url),
        family: fields.name(&site.family),
        path: place.path.to_owned(),
        line: place.line,
        described: false,
        lines,
    };
    if posting.lines.is_empty() && !exact {
        describe(&fields, site, &mut posting);
    }
    posting.lines.extend(fields.said(site, &posting));
    posting.lines.sort_by_key(|line| (line.line, line.section));
    if let Some((path, line)) = origin {
        (posting.path, posting.line) = (path, line);
        posting.described = fields.all(&site.described).any(|node| matches!(node, Node::Flag(true)));
    }
    posting.id = identity::base(&posting);
    if posting.company.is_none() && posting.title.is_none() {
        // Its own key tells a record from others better than the name of the file.
        posting.id = fields.name(&site.key).map_or(posting.id, |key| identity::slug([key.as_str()]));
    }
    posting
}

/// Reads the one text of a posting: its lists where it has some, else its sentences.
fn describe(fields: &Fields<'_, '_>, site: &Site, posting: &mut Posting) {
    let text = |paths: &[Path]| paths.iter().find_map(|path| fields.map.at(path).and_then(fields::text));
    let mut texts = Texts::default();
    for text in text(&site.description).into_iter().chain(text(&site.duties)) {
        texts.push(&text, posting.line);
    }
    posting.described = !texts.is_empty();
    posting.lines = texts.lines();
    if posting.title.is_none() {
        posting.title = texts.beginning();
    }
    if posting.lines.len() < LEAST {
        let sentences = prose::lines(texts.rows());
        // A word in a sentence may look like a heading: then nearly all of the text would be lost.
        if sentences.len() > 4 * posting.lines.len() {
            posting.lines = sentences.into_iter().map(|line| Line { span: Span::default(), ..line }).collect();
        }
    }
}

/// A line that stands alone: no layout has to be guessed.
fn line(node: &Node<'_>, section: Section, line: usize, exact: bool) -> Option<Line> {
    let read = |text| if exact { Cow::Borrowed(text) } else { fields::folded(bare(text)) };
    let (text, line) = match node {
        Node::Text(text) => (text.as_ref(), line),
        Node::Map(map) => fields::placed(map, line)?,
        _ => return None,
    };
    let mut breaks = Vec::new();
    let text = if text.contains('\n') {
        let mut out = String::with_capacity(text.len());
        for part in text.lines().map(read).filter(|part| !part.is_empty()) {
            if !out.is_empty() {
                out.push(' ');
                breaks.push(out.len());
            }
            out.push_str(&part);
        }
        out
    } else {
        read(text).into_owned()
    };
    text.contains(is_alphanumeric).then(|| Line { section, text, breaks, line, span: Span::default() })
}

/// A text without its bullet sign.
fn bare(text: &str) -> &str {
    let text = text.trim_start();
    if text.starts_with(is_alphanumeric) { text } else { markup::without_sign(text) }
}
