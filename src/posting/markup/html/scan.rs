//! Tags and texts, one after the other, become rows.

use html5gum::{EndTag, StartTag};

use super::Page;
use crate::posting::markup::inline::is_invisible;
use crate::posting::markup::marker::marker;
use crate::posting::markup::row::{Cell, Kind, Link, Row};
use crate::span::Span;

/// Lists in lists that indent.
const DEEPEST: usize = 32;

/// Lines of a table row beyond which the table only lays out a page.
const MOST_PARTS: usize = 40;

/// What the tags before opened.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "a handful of switches that tags flip")]
pub(super) struct Scan<'a> {
    text: &'a str,
    page: Page,
    /// The text of the row so far.
    row: String,
    from: usize,
    to: usize,
    /// White space stands before what comes.
    space: bool,
    /// Bytes of the row that are bold, while nothing else was seen.
    bold: usize,
    plain: bool,
    emphasis: usize,
    link: Option<Link>,
    opened: Option<usize>,
    heading: Option<u8>,
    /// The number of the next item of each open list; none where it has bullets.
    lists: Vec<Option<u32>>,
    item: Option<Kind>,
    gap: bool,
    /// The tag whose inside is left out, and how often it is open.
    skip: Option<(String, usize)>,
    /// Where the text of a script or of the title goes.
    inside: Inside,
    cells: Option<Vec<Vec<Row>>>,
    header: bool,
    /// Up to where lines were counted, and how many.
    counted: (usize, usize),
}

#[derive(Default, PartialEq)]
enum Inside {
    #[default]
    Body,
    Data,
    Title,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, ..Self::default() }
    }

    pub(super) fn finish(mut self) -> Page {
        self.flush();
        self.end_row();
        self.page
    }

    pub(super) fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if let Some((skipped, depth)) = &mut self.skip {
            *depth += usize::from(*skipped == name && !tag.self_closing);
            return;
        }
        let attribute = |wanted: &str| {
            tag.attributes
                .iter()
                .find(|(name, _)| name.as_slice() == wanted.as_bytes())
                .map(|(_, value)| String::from_utf8_lossy(value).into_owned())
        };
        match name.as_str() {
            "script" => {
                let kind = attribute("type").unwrap_or_default();
                self.inside = if kind.contains("json") { Inside::Data } else { Inside::Body };
                if self.inside == Inside::Body {
                    self.skip = Some((name, 1));
                }
            }
            "title" if self.page.title.is_none() => self.inside = Inside::Title,
            "style" | "noscript" | "template" | "svg" | "nav" | "footer" | "form" | "button" | "select" | "iframe" | "textarea" => {
                self.flush();
                self.skip = (!tag.self_closing).then_some((name, 1));
            }
            "link" if attribute("rel").as_deref() == Some("canonical") => {
                self.page.url = self.page.url.take().or_else(|| attribute("href"));
            }
            "meta" if attribute("property").as_deref() == Some("og:url") => {
                self.page.url = self.page.url.take().or_else(|| attribute("content"));
            }
            "br" => {
                let empty = self.row.is_empty();
                self.flush();
                self.gap |= empty;
            }
            "hr" => self.block(),
            "b" | "strong" | "em" | "i" | "u" => self.emphasis += 1,
            "a" if self.link.is_none() => {
                self.opened = Some(self.row.len());
                self.link = attribute("href").map(|url| Link { text: String::new(), url });
            }
            "ul" | "ol" => {
                self.flush();
                self.gap |= self.lists.is_empty();
                if self.lists.len() < DEEPEST {
                    self.lists.push((name == "ol").then_some(1));
                }
            }
            "li" => {
                self.flush();
                self.item = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        Kind::Number(*number - 1)
                    }
                    _ => Kind::Bullet,
                });
            }
            "dd" => {
                self.flush();
                self.item = Some(Kind::Bullet);
            }
            "dt" => {
                self.block();
                self.emphasis += 1;
            }
            "tr" => {
                self.block();
                self.end_row();
                self.cells = Some(Vec::new());
                self.header = true;
            }
            "td" | "th" => {
                self.flush();
                self.header &= name == "th";
                if let Some(cells) = &mut self.cells {
                    cells.push(Vec::new());
                }
            }
            _ if level(&name).is_some() => {
                self.block();
                self.heading = level(&name);
            }
            _ if is_block(&name) => {
                // A paragraph in an item is the item.
                let in_item = self.item.is_some();
                self.flush();
                self.gap |= !in_item;
            }
            _ => {}
        }
    }

    pub(super) fn end(&mut self, tag: &EndTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if let Some((skipped, depth)) = &mut self.skip {
            if *skipped == name {
                *depth -= 1;
                if *depth == 0 {
                    self.skip = None;
                }
            }
            return;
        }
        match name.as_str() {
            "script" | "title" => self.inside = Inside::Body,
            "b" | "strong" | "em" | "i" | "u" => self.emphasis = self.emphasis.saturating_sub(1),
            "a" => {
                if let (Some(at), Some(link)) = (self.opened.take(), &mut self.link) {
                    self.row.get(at..).unwrap_or_default().trim().clone_into(&mut link.text);
                }
            }
            "ul" | "ol" => {
                self.flush();
                self.lists.pop();
                self.item = None;
                self.gap |= self.lists.is_empty();
            }
            "li" | "dd" => {
                self.flush();
                self.item = None;
            }
            "dt" => {
                self.flush();
                self.emphasis = self.emphasis.saturating_sub(1);
            }
            "tr" | "table" => {
                self.flush();
                self.end_row();
                self.gap = true;
            }
            _ if level(&name).is_some() => {
                self.flush();
                self.heading = None;
                self.gap = true;
            }
            _ if is_block(&name) => {
                self.flush();
                self.gap |= self.item.is_none();
            }
            _ => {}
        }
    }

    fn block(&mut self) {
        self.flush();
        self.gap = true;
    }

    pub(super) fn string(&mut self, text: &str, from: usize, to: usize) {
        if self.skip.is_some() {
            return;
        }
        match self.inside {
            Inside::Data => {
                self.page.data.push((text.to_owned(), from));
                return;
            }
            Inside::Title => {
                let title = text.split_whitespace().collect::<Vec<_>>().join(" ");
                self.page.title = Some(title).filter(|title| !title.is_empty());
                return;
            }
            Inside::Body => {}
        }
        for c in text.chars() {
            if c.is_whitespace() {
                self.space = true;
                continue;
            }
            if is_invisible(c) {
                continue;
            }
            if self.row.is_empty() {
                self.from = from + (text.len() - text.trim_start().len()).min(to.saturating_sub(from));
            } else if self.space {
                self.row.push(' ');
            }
            self.space = false;
            self.row.push(c);
            self.to = to;
            if self.emphasis == 0 && c.is_alphanumeric() {
                self.plain = true;
            } else if self.emphasis > 0 && !self.plain {
                self.bold = self.row.len();
            }
        }
    }

    /// Ends the row.
    fn flush(&mut self) {
        self.space = false;
        if let (Some(at), Some(link)) = (self.opened.take(), &mut self.link) {
            self.row.get(at..).unwrap_or_default().trim().clone_into(&mut link.text);
        }
        let text = std::mem::take(&mut self.row);
        let (bold, link) = (std::mem::take(&mut self.bold), self.link.take());
        self.plain = false;
        if text.is_empty() {
            return;
        }
        let depth = self.lists.len().saturating_sub(1);
        let span = Span::new(self.floor(self.from), self.floor(self.to.max(self.from)));
        let kind = match (self.heading, self.item.take()) {
            (Some(level), _) => Kind::Heading(level),
            (None, Some(kind)) => kind,
            (None, None) => Kind::Plain,
        };
        let indent = if kind == Kind::Plain && !self.lists.is_empty() { 2 * depth + 2 } else { 2 * depth };
        let number = self.line(span.start);
        let gap = std::mem::take(&mut self.gap);
        let sign = if matches!(kind, Kind::Bullet) { '-' } else { ' ' };
        let mut row = Row { kind, indent, sign, text, bold, link, gap, line: number, span };
        // Many pages write their bullets as text.
        if !matches!(row.kind, Kind::Heading(_))
            && !row.text.starts_with(char::is_alphanumeric)
            && let Some(found) = marker(&row.text)
            && found.len < row.text.len()
        {
            row.text.drain(..found.len);
            row.bold = row.bold.saturating_sub(found.len);
            if row.kind == Kind::Plain {
                row.kind = found.number.map_or(Kind::Bullet, Kind::Number);
                row.sign = found.sign;
            }
        }
        match &mut self.cells {
            Some(cells) if !cells.is_empty() => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(row);
                }
            }
            _ => self.page.rows.push(row),
        }
    }

    /// Ends a row of a table: cells side by side, unless the table only lays out a page.
    fn end_row(&mut self) {
        let Some(cells) = self.cells.take() else { return };
        let rows = cells.iter().flatten();
        let lays_out = cells.len() < 2 || rows.clone().count() > MOST_PARTS || rows.clone().any(|row| matches!(row.kind, Kind::Heading(_)));
        let (Some(first), false) = (rows.clone().next(), lays_out) else {
            self.page.rows.extend(cells.into_iter().flatten());
            return;
        };
        let (line, from, gap) = (first.line, first.span, first.gap);
        let span = rows.fold(from, |all, row| all.to(row.span));
        let cell = |rows: Vec<Row>| Cell {
            link: rows.iter().find_map(|row| row.link.clone()),
            parts: rows.into_iter().map(|row| (row.text, row.span)).collect(),
        };
        let kind = Kind::Table(cells.into_iter().map(cell).collect(), self.header);
        self.page.rows.push(Row { kind, indent: 0, sign: ' ', text: String::new(), bold: 0, link: None, gap, line, span });
    }

    fn floor(&self, at: usize) -> usize {
        self.text.floor_char_boundary(at.min(self.text.len()))
    }

    /// The line of a byte; bytes come in order, so that each is counted once.
    fn line(&mut self, at: usize) -> usize {
        let (from, lines) = self.counted;
        if at > from {
            self.counted = (at, lines + memchr::memchr_iter(b'\n', &self.text.as_bytes()[from..at]).count());
        }
        self.counted.1 + 1
    }
}

fn level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "aside",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "dl",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "address",
        "details",
        "summary",
        "body",
        "html",
        "head",
        "fieldset",
        "center",
        "caption",
        "legend",
        "label",
    ];
    BLOCKS.contains(&name)
}
