//! What ends a list without a heading that is known.

use super::list::{List, Open, Shape};
use crate::posting::heading::{Look, head, is_boilerplate, is_title, speaks_of_other, speaks_of_requirements};
use crate::posting::markup::{Kind, Row};

/// Characters up to which a line may be an unknown heading.
const SHORT: usize = 60;

/// Whether the row at `at`, which is no known heading, ends the open section.
pub(super) fn ends(rows: &[Row], at: usize, open: &Open, list: Option<&List>, number: Option<usize>) -> bool {
    let row = &rows[at];
    if open.shape == Shape::Item && !matches!(row.kind, Kind::Heading(_)) {
        let out = if open.flat { row.indent < open.indent } else { row.indent <= open.indent };
        // Items of another sign beside the heading are its list.
        let beside = row.is_item() && row.indent == open.indent && row.sign != open.sign && !matches!(row.kind, Kind::Number(_));
        if out && !beside {
            return true;
        }
    }
    let Some(list) = list else { return false };
    match row.kind {
        Kind::Heading(level) => heading(row, level, open),
        Kind::Plain => plain(rows, at, open, list),
        Kind::Number(count) => next_in_sequence(rows, row, count, open, number),
        _ => false,
    }
}

fn heading(row: &Row, level: u8, open: &Open) -> bool {
    let other = speaks_of_other(&row.text);
    let same = !other && speaks_of_requirements(&row.text);
    match open.shape {
        Shape::Heading(above) => level <= above || other,
        _ => !same,
    }
}

fn plain(rows: &[Row], at: usize, open: &Open, list: &List) -> bool {
    let row = &rows[at];
    let started = !list.lines.is_empty();
    if is_boilerplate(&row.text) {
        return true;
    }
    if row.text.chars().count() > SHORT || row.text.ends_with(['.', ';', ',']) {
        return started && prose_behind_items(row, open);
    }
    let other = || speaks_of_other(&row.text);
    let same = || speaks_of_requirements(&row.text);
    if row.is_bold() {
        return match open.shape {
            Shape::Heading(_) => other() && !same(),
            _ => started && (other() || !same()),
        };
    }
    if row.text.ends_with([':', '：']) {
        return started && other() && !same();
    }
    // A title stands between the list of one posting and the heading of the next.
    let next = rows.get(at + 1).filter(|next| next.kind == Kind::Plain);
    if started && row.gap && is_title(&row.text) && next.is_some_and(|next| head(&next.text, Look::Plain).is_some()) {
        return true;
    }
    // A short line about something else above a paragraph is the heading of that.
    let heads_prose = rows.get(at + 1).is_some_and(|next| next.kind == Kind::Plain && next.text.chars().count() > SHORT);
    if started && row.gap && open.items.is_none() && heads_prose && other() && !same() {
        return true;
    }
    // A short line between two lists is the heading of the second.
    let heads_items = rows.get(at + 1).is_some_and(Row::is_item) && open.items.is_some();
    heads_items && (other() || row.gap && !same())
}

/// A paragraph behind the items of a list is about something else.
fn prose_behind_items(row: &Row, open: &Open) -> bool {
    open.items.is_some() && row.gap && open.base.is_none_or(|base| row.indent < base + 2)
}

/// A number that goes on counting postings, not lines.
fn next_in_sequence(rows: &[Row], row: &Row, count: u32, open: &Open, number: Option<usize>) -> bool {
    let Some(last) = number.map(|at| &rows[at]) else { return false };
    let counts = matches!(last.kind, Kind::Number(before) if before.checked_add(1) == Some(count));
    counts && last.indent == row.indent && open.items != Some('1')
}
