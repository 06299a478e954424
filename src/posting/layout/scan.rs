//! One pass over the rows: which are headings, which are lines of which list, and what each row was taken for.

use super::list::{List, Open, Opener, Shape};
use super::names::{Facts, Names};
use super::{close, glued, heads};
use crate::posting::heading::{Head, Role};
use crate::posting::markup::{Kind, Row};
use crate::posting::model::{Line, Section};
use crate::posting::reading::Taken;
use crate::span::Span;

/// What the pass found.
#[derive(Debug, Default)]
pub(crate) struct Scanned {
    /// The lists in order.
    pub(crate) lists: Vec<List>,
    /// What each row was taken for.
    pub(crate) taken: Vec<Taken>,
    /// Company, title and address where a label names them.
    pub(crate) facts: Facts,
}

/// Reads the rows of one document.
pub(crate) fn scan(rows: &[Row]) -> Scanned {
    let mut scan = Scan {
        rows,
        out: Scanned { taken: vec![Taken::Ignored; rows.len()], ..Scanned::default() },
        open: None,
        headings: [None; 7],
        items: Vec::new(),
        number: None,
        columns: Vec::new(),
        cell_role: None,
    };
    for at in 0..rows.len() {
        scan.step(at);
    }
    scan.out
}

pub(super) struct Scan<'a> {
    pub(super) rows: &'a [Row],
    pub(super) out: Scanned,
    pub(super) open: Option<Open>,
    /// The heading of each level that is in force, unless it is a known one.
    headings: [Option<usize>; 7],
    /// Items that are no lines, each nested in the one before: indentation and row.
    items: Vec<(usize, usize)>,
    /// The last numbered item that is no line.
    pub(super) number: Option<usize>,
    /// What the columns of the current table hold.
    pub(super) columns: Vec<super::table::Column>,
    /// The section of the last table row whose first cell was a heading.
    pub(super) cell_role: Option<usize>,
}

impl Scan<'_> {
    fn step(&mut self, at: usize) {
        let row = &self.rows[at];
        if !matches!(row.kind, Kind::Table(..)) {
            self.columns.clear();
            self.cell_role = None;
        }
        match &row.kind {
            Kind::Rule => {
                let empty = self.list().is_some_and(|list| list.lines.is_empty());
                if !empty {
                    self.open = None;
                }
            }
            Kind::Table(cells, header) => self.table_row(at, cells, *header),
            Kind::Key => self.key(at),
            _ => self.text(at),
        }
    }

    fn text(&mut self, at: usize) {
        let row = &self.rows[at];
        self.out.facts.note(at, row);
        if let Some(found) = heads::find(self.rows, at, self.open.as_ref()) {
            if self.is_label(found.head, found.shape) {
                self.label(at);
                return;
            }
            if let Kind::Heading(level) = row.kind {
                self.leave_headings(level);
            }
            self.begin(at, found.head, found.shape);
            if found.rest < row.text.len() && self.open.is_some_and(|open| open.list.is_some()) {
                self.rest(at, found.rest);
            }
            return;
        }
        if let Some(open) = &self.open
            && close::ends(self.rows, at, open, self.list(), self.number)
        {
            self.open = None;
            self.out.taken[at] = Taken::Ended;
        }
        if let Kind::Heading(level) = row.kind {
            if self.open.is_some_and(|open| open.list.is_some()) {
                self.label(at);
            } else {
                self.leave_headings(level);
                self.headings[usize::from(level)] = Some(at);
                self.out.taken[at] = Taken::Heading;
                self.open = None;
            }
        } else if self.open.is_some_and(|open| open.list.is_some()) {
            self.line(at);
        } else if row.is_item() {
            self.outer_item(at);
        }
    }

    /// A heading of `level` ends those of its level and below, and the items above it.
    fn leave_headings(&mut self, level: u8) {
        for slot in &mut self.headings[usize::from(level)..] {
            *slot = None;
        }
        self.items.clear();
        self.number = None;
    }

    /// Whether a heading names a part of the open list ("Education" under "Requirements").
    fn is_label(&self, head: Head, shape: Shape) -> bool {
        let Some(open) = self.open.filter(|open| open.list.is_some()) else { return false };
        if head.role != Role::Group {
            return false;
        }
        let required = self.list().is_some_and(|list| list.section == Section::Required);
        // A heading that weighs as much as that of a preferred list begins a list of its own.
        let lighter = shape.weight() < open.shape.weight();
        lighter || required && shape.weight() == open.shape.weight() || shape == Shape::Plain
    }

    fn outer_item(&mut self, at: usize) {
        let row = &self.rows[at];
        while self.items.last().is_some_and(|&(indent, _)| indent >= row.indent) {
            self.items.pop();
        }
        self.items.push((row.indent, at));
        let next_counts = self.rows.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Number(_)) && next.indent == row.indent);
        let named = super::names::is_name(&row.text);
        if matches!(row.kind, Kind::Number(_))
            && named
            && !next_counts
            && self.open.is_none_or(|open| open.shape == Shape::Item && row.indent <= open.indent)
        {
            self.number = Some(at);
            self.open = None;
        }
    }

    /// Opens the section of a heading.
    pub(super) fn begin(&mut self, at: usize, head: Head, shape: Shape) {
        let row = &self.rows[at];
        let section = match head.role {
            Role::Required | Role::Group => Some(Section::Required),
            Role::Preferred => Some(Section::Preferred),
            Role::Duties | Role::End => None,
        };
        if shape == Shape::Item {
            while self.items.last().is_some_and(|&(indent, _)| indent >= row.indent) {
                self.items.pop();
            }
        } else {
            // A heading that is no item names a posting's list only under an item, not beside it.
            while self.items.last().is_some_and(|&(indent, _)| indent + 2 > row.indent) {
                self.items.pop();
            }
        }
        let flat = shape == Shape::Item && !heads::has_children(self.rows, at);
        let list = section.map(|section| {
            let opener = self.opener();
            self.push_list(at, section, head.shared, opener)
        });
        self.out.taken[at] = section.map_or(Taken::OtherHeading, Taken::SectionHeading);
        self.open = Some(Open { list, shape, indent: row.indent, sign: row.sign, flat, items: None, base: None });
    }

    pub(super) fn push_list(&mut self, row: usize, section: Section, shared: bool, opener: Opener) -> usize {
        let chain = self.headings.iter().flatten().copied().collect();
        self.out.lists.push(List { row, last: row, section, shared, opener, chain, names: Names::default(), lines: Vec::new() });
        self.out.lists.len() - 1
    }

    pub(super) fn opener(&self) -> Opener {
        if let Some(&(_, row)) = self.items.first() {
            return Opener::Item(row);
        }
        if let Some(row) = self.number {
            return Opener::Item(row);
        }
        self.headings.iter().flatten().last().map_or(Opener::Nothing, |&row| Opener::Heading(row))
    }

    pub(super) fn list(&self) -> Option<&List> {
        self.open.and_then(|open| open.list).and_then(|list| self.out.lists.get(list))
    }

    fn label(&mut self, at: usize) {
        self.out.taken[at] = Taken::Label;
        if let Some(open) = &mut self.open {
            open.base = None;
        }
    }

    /// The first line of a list behind its heading.
    fn rest(&mut self, at: usize, from: usize) {
        let row = &self.rows[at];
        let parts = glued::split(&row.text[from..]);
        for part in parts {
            self.push_line(at, part.to_owned(), row.span);
        }
    }

    fn line(&mut self, at: usize) {
        let row = &self.rows[at];
        let Some(open) = self.open else { return };
        if heads::is_part_label(self.rows, at) {
            self.label(at);
            return;
        }
        // Behind an item without a blank line between, text goes on with the item.
        let goes_on = row.kind == Kind::Plain && !row.gap && open.base.is_some() && self.rows[at - 1].is_item();
        if goes_on {
            self.go_on(at);
            return;
        }
        let deeper = open.base.is_some_and(|base| row.indent >= base + 2);
        if deeper && self.list().is_some_and(|list| !list.lines.is_empty()) {
            self.append(at);
            return;
        }
        let section = self.list().map(|list| list.section);
        let quoted = open.shape == Shape::Key && row.text.len() > 1;
        let unquoted = |sign| row.text.strip_prefix(sign).and_then(|rest| rest.strip_suffix(sign)).filter(|_| quoted);
        let text = unquoted('"').or_else(|| unquoted('\'')).unwrap_or(&row.text);
        for part in glued::split(text) {
            self.push_line(at, part.to_owned(), row.span);
        }
        if let (Some(section), Some(open)) = (section, &mut self.open) {
            self.out.taken[at] = Taken::Line(section);
            open.base = row.is_item().then_some(row.indent);
            if row.is_item() {
                open.items = Some(row.sign);
            }
        }
    }

    pub(super) fn push_line(&mut self, at: usize, text: String, span: Span) {
        let line = self.rows[at].line;
        let Some(list) = self.open.and_then(|open| open.list).and_then(|list| self.out.lists.get_mut(list)) else { return };
        list.last = at;
        if text.chars().any(char::is_alphanumeric) {
            list.lines.push(Line { section: list.section, text, breaks: Vec::new(), line, span });
        }
    }

    /// A nested bullet belongs to the line above it.
    fn append(&mut self, at: usize) {
        let row = &self.rows[at];
        let Some(list) = self.open.and_then(|open| open.list).and_then(|list| self.out.lists.get_mut(list)) else { return };
        list.last = at;
        self.out.taken[at] = Taken::Nested(list.section);
        if let Some(line) = list.lines.last_mut() {
            line.text.push(' ');
            line.breaks.push(line.text.len());
            line.text.push_str(&row.text);
            line.span = line.span.to(row.span);
        }
    }

    /// A line that was broken belongs to the line above it.
    fn go_on(&mut self, at: usize) {
        let breaks = self.list().and_then(|list| list.lines.last()).map_or(0, |line| line.breaks.len());
        self.append(at);
        if let Some(line) =
            self.open.and_then(|open| open.list).and_then(|list| self.out.lists.get_mut(list)).and_then(|list| list.lines.last_mut())
        {
            line.breaks.truncate(breaks);
        }
    }

    /// `key: value` of front matter: each key ends the list before it.
    fn key(&mut self, at: usize) {
        use crate::posting::heading::{Look, head};

        let row = &self.rows[at];
        self.out.facts.note(at, row);
        self.open = None;
        let (key, value) = row.text.split_once(':').unwrap_or((&row.text, ""));
        let Some(head) = head(key, Look::Marked).filter(|head| matches!(head.role, Role::Required | Role::Preferred)) else { return };
        self.begin(at, head, Shape::Key);
        let value = value.trim().trim_matches(['"', '\'']);
        if !matches!(value, "" | "|" | ">" | "[]" | "-" | "null" | "~") {
            let inner = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
            let span = row.span;
            for part in inner.map_or(vec![value], |list| list.split(',').collect()) {
                self.push_line(at, part.trim().trim_matches(['"', '\'']).to_owned(), span);
            }
        }
    }
}
