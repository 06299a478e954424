//! Lines of a source become rows.

use super::inline::{is_invisible, render};
use super::marker::marker;
use super::row::{Kind, Row};
use super::{table, wrap};
use crate::source::Source;
use crate::span::Span;
use crate::text::columns::columns;

/// Quotes and bullets on one line that are peeled off; what nests deeper is text.
const DEEPEST: usize = 16;

/// Rows for which there is room from the beginning: most documents have fewer.
const ROOM: usize = 500;

/// A row before its text is rendered: where its raw text stands.
pub(super) struct Draft {
    pub(super) kind: Kind,
    pub(super) indent: usize,
    pub(super) sign: char,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) line: usize,
    pub(super) gap: bool,
    /// Columns of its last line in the source.
    pub(super) width: usize,
}

/// The rows of a source. `is_head` says whether a text is a heading that must not be joined to the line before it.
pub(crate) fn rows(source: &Source, is_head: &dyn Fn(&str) -> bool) -> Vec<Row> {
    let drafts = Vec::with_capacity(source.lines().min(ROOM));
    let mut scan = Scan { text: &source.text, drafts, gap: false, table: false, comment: false, front: Front::Unknown, quoted: false };
    let (mut start, mut number) = (0, 1);
    for line in source.text.split_inclusive('\n') {
        scan.line(start, line.trim_end_matches(['\n', '\r']), number);
        start += line.len();
        number += 1;
    }
    wrap::join(&source.text, &mut scan.drafts, is_head);
    scan.drafts.into_iter().map(|draft| finish(&source.text, draft)).collect()
}

fn finish(text: &str, draft: Draft) -> Row {
    let raw = &text[draft.start..draft.end];
    let rendered = if matches!(draft.kind, Kind::Table(..) | Kind::Rule) { super::inline::Rendered::default() } else { render(raw) };
    let mut row = Row {
        kind: draft.kind,
        indent: draft.indent,
        sign: draft.sign,
        bold: rendered.bold,
        link: rendered.link,
        text: rendered.text,
        gap: draft.gap,
        line: draft.line,
        span: Span::new(draft.start, draft.end),
    };
    if row.is_item() {
        strip_escaped_sign(&mut row);
    }
    row
}

/// A bullet whose text begins with another, escaped sign (`- \- x`).
fn strip_escaped_sign(row: &mut Row) {
    if row.text.starts_with(|c: char| c.is_ascii_punctuation() || !c.is_ascii() && c != 'ㆍ')
        && let Some(inner) = marker(&row.text)
        && inner.number.is_none()
        && inner.len < row.text.len()
    {
        row.text.drain(..inner.len);
        row.bold = row.bold.saturating_sub(inner.len);
    }
}

#[derive(PartialEq)]
enum Front {
    Unknown,
    Inside,
    Over,
}

/// The state is a handful of switches that lines flip.
#[allow(clippy::struct_excessive_bools)]
struct Scan<'a> {
    text: &'a str,
    drafts: Vec<Draft>,
    gap: bool,
    table: bool,
    comment: bool,
    front: Front,
    quoted: bool,
}

impl Scan<'_> {
    fn line(&mut self, start: usize, line: &str, number: usize) {
        let body = line.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
        if self.comment || body.starts_with("<!--") {
            self.comment = !body.contains("-->");
            return;
        }
        if body.is_empty() || body.starts_with("```") || body.starts_with("~~~") {
            self.gap = true;
            self.table = false;
            return;
        }
        if self.front_matter(start, line, number) {
            return;
        }
        if table::is_delimiter(body) {
            self.delimiter();
            return;
        }
        if body.starts_with('|') && body.len() > 1 || self.table && body.contains('|') {
            self.push_table(start, line, number);
            return;
        }
        self.table = false;
        for (index, (at, part)) in table::lines(line).into_iter().enumerate() {
            self.part(start + at, part, number, index > 0);
        }
    }

    fn part(&mut self, start: usize, line: &str, number: usize, broken: bool) {
        let mut cursor = Cursor { line, at: 0, column: 0 };
        cursor.spaces();
        let mut quoted = false;
        for _ in 0..DEEPEST {
            if !cursor.rest().starts_with('>') {
                break;
            }
            quoted = true;
            cursor.skip(1);
            cursor.spaces();
        }
        if quoted != self.quoted {
            self.quoted = quoted;
            self.gap = true;
        }
        let body = cursor.rest().trim_end();
        if body.is_empty() {
            self.gap |= !broken;
            return;
        }
        let under = self.drafts.last().map_or(0, |last| last.indent + 2);
        let indent = if broken { under } else { cursor.column };
        let width = columns(line.trim_end());
        if let Some(rule) = rule(body) {
            self.rule(rule, start + cursor.at, body.len(), number);
            return;
        }
        let mut draft = Draft {
            kind: Kind::Plain,
            indent,
            sign: ' ',
            start: start + cursor.at,
            end: start + cursor.at + body.len(),
            line: number,
            gap: std::mem::take(&mut self.gap),
            width,
        };
        if let Some((level, from, to)) = heading(body) {
            draft.kind = Kind::Heading(level);
            draft.end = draft.start + to;
            draft.start += from;
            self.drafts.push(draft);
            return;
        }
        self.items(draft, body);
    }

    /// Peels bullets off a line: `- - x` is an item in an item, of which only the inner one has text.
    fn items(&mut self, mut draft: Draft, body: &str) {
        let mut rest = body;
        for depth in 0..DEEPEST {
            let Some(marker) = marker(rest) else { break };
            // The araea is a letter to Unicode: behind a bullet it belongs to the text.
            if depth > 0 && rest.starts_with(['[', '(', 'ㆍ']) {
                break;
            }
            if depth == 0 || marker.number.is_none() {
                draft.kind = marker.number.map_or(Kind::Bullet, Kind::Number);
                draft.sign = marker.sign;
                draft.indent += if depth > 0 { 2 } else { 0 };
            }
            draft.start += marker.len;
            rest = &rest[marker.len..];
            if let Some((level, from, to)) = heading(rest) {
                draft.kind = Kind::Heading(level);
                draft.end = draft.start + to;
                draft.start += from;
                break;
            }
        }
        // A bullet alone on its line: its text follows on the next.
        if !rest.is_empty() {
            self.drafts.push(draft);
        } else if draft.kind == Kind::Bullet {
            draft.end = draft.start;
            self.drafts.push(draft);
        }
    }

    fn rule(&mut self, sign: char, start: usize, len: usize, number: usize) {
        if let Some(last) = self.drafts.last_mut()
            && !self.gap
            && matches!(sign, '=' | '-')
            && last.kind == Kind::Plain
            && last.width <= 80
        {
            last.kind = Kind::Heading(if sign == '=' { 1 } else { 2 });
            return;
        }
        self.gap = true;
        self.push(Kind::Rule, start, start + len, number);
    }

    fn push(&mut self, kind: Kind, start: usize, end: usize, line: usize) {
        let gap = std::mem::take(&mut self.gap);
        self.drafts.push(Draft { kind, indent: 0, sign: ' ', start, end, line, gap, width: 0 });
    }

    fn delimiter(&mut self) {
        self.table = true;
        let Some(last) = self.drafts.last_mut() else { return };
        match &mut last.kind {
            Kind::Table(_, header) => *header = true,
            Kind::Plain if self.text[last.start..last.end].contains('|') => {
                last.kind = Kind::Table(table::cells(&self.text[last.start..last.end], last.start), true);
            }
            _ => {}
        }
    }

    fn push_table(&mut self, start: usize, line: &str, number: usize) {
        let cells = table::cells(line, start);
        self.push(Kind::Table(cells, false), start, start + line.len(), number);
    }

    /// Front matter: `---`, keys, `---` at the very start. Whether the line belonged to it.
    fn front_matter(&mut self, start: usize, line: &str, number: usize) -> bool {
        let fence = line.trim_end() == "---";
        match self.front {
            Front::Unknown if fence => {
                let rest = &self.text[start + line.len()..];
                let mut lines = rest.lines().skip(1).take(300);
                let keyed = lines.next().is_some_and(|line| key_end(line).is_some());
                self.front = if keyed && lines.any(|line| line.trim_end() == "---") { Front::Inside } else { Front::Over };
                self.front == Front::Inside
            }
            Front::Unknown => {
                self.front = Front::Over;
                false
            }
            Front::Inside if fence => {
                self.front = Front::Over;
                self.push(Kind::Rule, start, start + 3, number);
                true
            }
            Front::Inside if key_end(line).is_some() => {
                self.push(Kind::Key, start, start + line.trim_end().len(), number);
                true
            }
            _ => false,
        }
    }
}

/// Where the key of a line `key: value` without indentation ends.
fn key_end(line: &str) -> Option<usize> {
    let end = line.find(':')?;
    let key = &line[..end];
    let rest = &line[end + 1..];
    let plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
    (plain && !key.starts_with(' ') && (rest.is_empty() || rest.starts_with(' '))).then_some(end)
}

/// The sign of a line across the page.
fn rule(body: &str) -> Option<char> {
    let first = body.chars().next()?;
    let count = body.chars().take_while(|c| *c == first || *c == ' ').filter(|c| *c == first).count();
    let whole = || body.chars().all(|c| c == first || c == ' ');
    ("-*_=─━~–—".contains(first) && count >= 3 && whole()).then_some(if body.contains(' ') { ' ' } else { first })
}

/// Level of a heading and the range of its text.
fn heading(body: &str) -> Option<(u8, usize, usize)> {
    let level = body.bytes().take_while(|byte| *byte == b'#').count();
    let rest = &body[level..];
    if !(1..=6).contains(&level) || rest.is_empty() || level == 1 && !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let text = rest.trim_start();
    let end = text.trim_end_matches('#').trim_end();
    let from = body.len() - text.len();
    (!end.is_empty()).then(|| (u8::try_from(level).unwrap_or(6), from, from + end.len()))
}

struct Cursor<'a> {
    line: &'a str,
    at: usize,
    column: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        &self.line[self.at..]
    }

    fn skip(&mut self, bytes: usize) {
        self.at += bytes;
        self.column += bytes;
    }

    fn spaces(&mut self) {
        for c in self.rest().chars() {
            match c {
                '\t' => self.column += 4 - self.column % 4,
                '\u{3000}' => self.column += 2,
                c if c.is_whitespace() => self.column += 1,
                c if is_invisible(c) => {}
                _ => break,
            }
            self.at += c.len_utf8();
        }
    }
}
