//! Tables: columns that are lists, rows that are lists, or rows that are postings.

use super::list::{Open, Opener, Shape};
use super::names::Names;
use super::scan::Scan;
use crate::posting::heading::{Fact, Head, Look, Role, fact, head};
use crate::posting::markup::Cell;
use crate::posting::model::Section;
use crate::posting::reading::Taken;

/// What a column of a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    List(Section),
    Name(Fact),
    Other,
}

fn section(head: Head) -> Option<Section> {
    match head.role {
        Role::Required => Some(Section::Required),
        Role::Preferred => Some(Section::Preferred),
        _ => None,
    }
}

fn column(cell: &Cell) -> Column {
    let text = cell.text();
    if let Some(fact) = fact(&text) {
        return Column::Name(fact);
    }
    head(&text, Look::Marked).and_then(section).map_or(Column::Other, Column::List)
}

impl Scan<'_> {
    /// Reads a row of a table.
    pub(super) fn table_row(&mut self, at: usize, cells: &[Cell], header: bool) {
        let columns: Vec<Column> = cells.iter().map(column).collect();
        let lists = columns.iter().filter(|column| matches!(column, Column::List(_))).count();
        if header && (lists >= 2 || lists == 1 && columns.iter().any(|column| matches!(column, Column::Name(_)))) {
            self.columns = columns;
            self.open = None;
            self.out.taken[at] = Taken::OtherHeading;
        } else if !self.columns.is_empty() {
            self.body(at, cells);
        } else if let Some(first) = cells.first() {
            self.labelled_row(at, first, &cells[1..], header);
        }
    }

    /// A row under headings of columns.
    fn body(&mut self, at: usize, cells: &[Cell]) {
        let columns = self.columns.clone();
        let mut names = Names::default();
        for (cell, column) in cells.iter().zip(&columns) {
            names.url = names.url.or_else(|| cell.link.as_ref().map(|link| link.url.clone()));
            let text = Some(cell.text()).filter(|text| !text.is_empty());
            match column {
                Column::Name(Fact::Company) => names.company = text,
                Column::Name(Fact::Title) => names.title = text,
                Column::Name(Fact::Url) => names.url = names.url.or(text),
                _ => {}
            }
        }
        let opener = if names.is_empty() { self.opener() } else { Opener::Table(at) };
        for (cell, column) in cells.iter().zip(&columns) {
            if let Column::List(section) = *column {
                let same = |list: &super::list::List| list.section == section && list.opener == opener;
                let before = self.out.lists.iter().rposition(same).filter(|_| names.is_empty());
                let list = before.unwrap_or_else(|| self.push_list(at, section, false, opener));
                self.out.lists[list].names = names.clone();
                self.fill(at, list, section, cell);
            }
        }
        self.open = None;
    }

    /// A row whose first cell may be a heading: the other cells are its lines.
    fn labelled_row(&mut self, at: usize, first: &Cell, rest: &[Cell], header: bool) {
        let text = first.text();
        if let Some(fact) = fact(&text) {
            if let Some(cell) = rest.first() {
                self.out.facts.push(at, fact, cell);
            }
            self.cell_role = None;
            return;
        }
        let head = head(&text, Look::Marked);
        if let Some(head) = head.filter(|head| head.role != Role::Group) {
            self.cell_role = None;
            self.open = None;
            self.out.taken[at] = Taken::OtherHeading;
            let Some(section) = section(head) else { return };
            let opener = self.opener();
            let list = self.push_list(at, section, head.shared, opener);
            self.cell_role = Some(list);
            for cell in rest {
                self.fill(at, list, section, cell);
            }
            self.out.taken[at] = Taken::SectionHeading(section);
        } else if let (Some(list), true) = (self.cell_role, text.is_empty()) {
            let section = self.out.lists[list].section;
            for cell in rest {
                self.fill(at, list, section, cell);
            }
        } else if let (Some(open), false) = (self.open.filter(|open| open.list.is_some()), header) {
            // A table inside a list: each of its rows is a line.
            let cells: Vec<String> = std::iter::once(text).chain(rest.iter().map(Cell::text)).filter(|text| !text.is_empty()).collect();
            let span = self.rows[at].span;
            self.push_line(at, cells.join(" "), span);
            if let Some(list) = open.list {
                self.out.taken[at] = Taken::Line(self.out.lists[list].section);
            }
        }
    }

    fn fill(&mut self, at: usize, list: usize, section: Section, cell: &Cell) {
        let before =
            self.open.replace(Open { list: Some(list), shape: Shape::Plain, indent: 0, sign: ' ', flat: false, items: None, base: None });
        for (text, span) in &cell.parts {
            for part in super::glued::split(text) {
                self.push_line(at, part.to_owned(), *span);
            }
        }
        self.open = before;
        self.out.taken[at] = Taken::Line(section);
    }
}
