//! What single fields say: names, short lines, figures of working time, a degree.

use std::borrow::Cow;

use super::node::{Map, Node};
use super::site::{Path, Site, sites};
use super::texts::Texts;
use crate::posting::markup;
use crate::posting::model::{Line, Posting, Section};
use crate::span::Span;
use crate::text::boundary::is_hangul;
use crate::text::words;

const SAID: &str = include_str!("../data/said.txt");

/// Years from which an upper bound is none.
const NO_BOUND: f64 = 50.0;
/// Bytes of a short field that is one line.
const SHORT: usize = 300;

/// The fields of one record.
pub(super) struct Fields<'m, 'a> {
    pub(super) map: &'m Map<'a>,
    pub(super) line: usize,
}

impl<'m, 'a> Fields<'m, 'a> {
    /// The fields that are there.
    pub(super) fn all<'p>(&self, paths: &'p [Path]) -> impl Iterator<Item = &'m Node<'a>> + use<'m, 'a, 'p> {
        let map = self.map;
        paths.iter().filter_map(move |path| map.at(path))
    }

    /// The first of some fields as a name.
    pub(super) fn name(&self, paths: &[Path]) -> Option<String> {
        self.all(paths).find_map(name)
    }

    fn figure(&self, paths: &[Path]) -> Option<f64> {
        let figure = |node: &Node<'_>| match node {
            Node::Number(figure) => Some(*figure),
            Node::Text(text) => text.trim().parse().ok(),
            _ => None,
        };
        self.all(paths).find_map(figure).filter(|figure| (0.0..=1_200.0).contains(figure))
    }

    /// Lines that fields say without a list: working time, degree, tools.
    pub(super) fn said(&self, site: &Site, posting: &Posting) -> Vec<Line> {
        let korean = |text: &Option<String>| text.as_deref().is_some_and(|text| text.contains(is_hangul));
        let is_korean = korean(&posting.title) || posting.lines.first().is_some_and(|line| line.text.contains(is_hangul));
        let say = |key: &str, name: &str, value: &str| template(is_korean, key).replace(name, value);
        let mut out = Vec::new();
        let months = self.figure(&site.months);
        let years = self.figure(&site.years).or(months.map(|months| months / 12.0)).filter(|years| *years > 0.0);
        if let Some(years) = years {
            let to = self.figure(&site.years_to).filter(|to| *to < NO_BOUND && *to > years);
            out.push(match (to, months) {
                (Some(to), _) => say("range", "{from}", &years.to_string()).replace("{to}", &to.to_string()),
                (None, Some(months)) if months % 12.0 != 0.0 => say("months", "{from}", &months.to_string()),
                _ => say("years", "{from}", &years.to_string()),
            });
        }
        let degrees: Vec<String> = self.all(&site.education).flat_map(names).collect();
        if !degrees.is_empty() {
            let stands_in = self.all(&site.in_place).any(|node| matches!(node, Node::Flag(true)));
            out.push(say(if stands_in { "in-place" } else { "degree" }, "{degree}", &degrees.join(" / ")));
        }
        out.extend(self.all(&site.lines).filter_map(name).filter(|text| text.len() <= SHORT && text.contains(char::is_alphabetic)));
        let has_required = !out.is_empty() || posting.lines.iter().any(|line| line.section == Section::Required);
        let line = |section| move |(text, line)| Line { section, text, breaks: Vec::new(), line, span: Span::default() };
        let mut lines: Vec<Line> = out.into_iter().map(|text| (text, self.line)).map(line(Section::Required)).collect();
        let tools: Vec<String> = self.all(&site.skills).flat_map(names).collect();
        if !tools.is_empty() {
            let section = if has_required { Section::Preferred } else { Section::Required };
            lines.push(line(section)((say("stack", "{names}", &tools.join(", ")), self.line)));
        }
        lines
    }
}

fn template(korean: bool, key: &str) -> &'static str {
    let said = words::pairs(SAID, if korean { "ko" } else { "en" });
    said.into_iter().find(|(name, _)| *name == key).map_or("", |(_, template)| template)
}

/// A text on one line; of an object its name, of a list its first.
fn name(node: &Node<'_>) -> Option<String> {
    match node {
        Node::Text(text) => Some(folded(text).into_owned()).filter(|text| !text.is_empty()),
        Node::Number(figure) => Some(figure.to_string()),
        Node::List(nodes) => nodes.iter().find_map(name),
        Node::Map(map) => map.at(&sites().name).and_then(name),
        _ => None,
    }
}

/// The names in a field: a list of texts or of objects, or one text.
fn names(node: &Node<'_>) -> Vec<String> {
    match node {
        Node::List(nodes) => nodes.iter().flat_map(names).collect(),
        Node::Map(map) => {
            let own = sites().names.iter().filter_map(|path| map.at(path)).find_map(name);
            own.into_iter().chain(map.at(&sites().keywords).into_iter().flat_map(names)).collect()
        }
        node => name(node).into_iter().collect(),
    }
}

/// All of a field as a text: that of a list in lines.
pub(super) fn text<'a>(node: &'a Node<'_>) -> Option<Cow<'a, str>> {
    match node {
        Node::Text(text) if !text.trim().is_empty() => Some(Cow::Borrowed(text)),
        Node::List(nodes) => {
            let parts: Vec<Cow<'_, str>> = nodes.iter().filter_map(text).collect();
            (!parts.is_empty()).then(|| Cow::Owned(parts.join("\n")))
        }
        _ => None,
    }
}

/// Parts with a heading and their lines.
pub(super) fn parts(node: &Node<'_>, texts: &mut Texts, line: usize) {
    let Node::List(nodes) = node else { return };
    for node in nodes {
        if let Node::Map(map) = node
            && let (Some(heading), Some(content)) = (map.at(&sites().heading).and_then(name), map.at(&sites().content).and_then(text))
        {
            texts.heading(&heading, line);
            texts.push(&content, line);
        }
    }
}

/// A line with its own place: `{"text": …, "line": …}`.
pub(super) fn placed<'m>(map: &'m Map<'_>, line: usize) -> Option<(&'m str, usize)> {
    let Some(Node::Text(text)) = map.at(&sites().heading).or_else(|| map.at(&sites().name)) else { return None };
    Some((text, placed_line(map).unwrap_or(line)))
}

/// Where a posting was read first: `{"path": …, "line": …}`.
pub(super) fn origin(node: &Node<'_>) -> Option<(String, usize)> {
    let Node::Map(map) = node else { return None };
    let path = map.at(&sites().path).and_then(name)?;
    placed_line(map).map(|line| (path, line))
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a line number")]
fn placed_line(map: &Map<'_>) -> Option<usize> {
    match map.at(&sites().line) {
        Some(Node::Number(line)) if (1.0..1e15).contains(line) => Some(*line as usize),
        _ => None,
    }
}

/// White space folded; what is folded already is borrowed.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let mut spaced = false;
    let odd = |c: char| {
        let again = spaced && c == ' ';
        spaced = c == ' ';
        // Most signs are told quickly from white space and from what is invisible.
        again || !matches!(c, ' '..='~' | '가'..='힣') && (c.is_whitespace() || markup::is_invisible(c))
    };
    if !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !markup::is_invisible(*c)) {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn what_is_folded_begins_and_ends_with_what_is_seen() {
        for (text, wanted) in [("  a\t b ", "a b"), ("\u{1}\t a", "a"), ("\u{200B} a \u{200B}", "a"), ("a \u{200B} b", "a b")] {
            assert_eq!(folded(text), wanted, "{text:?}");
            assert_eq!(folded(&folded(text)), wanted, "{text:?}");
        }
    }
}
