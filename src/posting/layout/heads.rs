//! Whether a row is a heading where it stands. The same words are a heading in one place and a line in another.

use super::list::{Open, Shape};
use crate::posting::heading::{Head, Look, Role, by_colon, head, labelled};
use crate::posting::markup::{Kind, Row};

/// A heading and where the line behind it begins (the end of the text where there is none).
pub(super) struct Found {
    pub(super) head: Head,
    pub(super) shape: Shape,
    pub(super) rest: usize,
}

/// The heading that a row is.
pub(super) fn find(rows: &[Row], at: usize, open: Option<&Open>) -> Option<Found> {
    let row = &rows[at];
    let bold = row.is_bold();
    match row.kind {
        Kind::Heading(level) => {
            let found = head(&row.text, Look::Marked).or_else(|| labelled(&row.text, row.bold).map(|found| found.head))?;
            Some(Found { head: found, shape: Shape::Heading(level), rest: row.text.len() })
        }
        Kind::Plain => {
            let shape = if bold { Shape::Bold } else { Shape::Plain };
            let look = if bold { Look::Marked } else { Look::Plain };
            if let Some(found) = by_colon(&row.text).filter(|found| found.head.role != Role::Group) {
                let shape = if row.bold > 0 { Shape::Bold } else { Shape::Plain };
                return Some(Found { head: found.head, shape, rest: found.rest });
            }
            if let Some(found) = head(&row.text, look) {
                return Some(Found { head: found, shape, rest: row.text.len() });
            }
            let glued = || super::glued::heading(&row.text);
            let found = labelled(&row.text, row.bold).filter(|found| found.head.role != Role::Group).or_else(glued)?;
            if is_lone_tag(rows, at, open) {
                return None;
            }
            let shape = if row.bold > 0 { Shape::Bold } else { Shape::Plain };
            Some(Found { head: found.head, shape, rest: found.rest })
        }
        Kind::Bullet | Kind::Number(_) => item(rows, at, open),
        Kind::Key | Kind::Rule | Kind::Table(..) => None,
    }
}

/// An item is a heading where items stand under it, or where the heading before it is an item beside it.
/// A lone item inside a list stays a line, even if it reads like a heading.
fn item(rows: &[Row], at: usize, open: Option<&Open>) -> Option<Found> {
    let row = &rows[at];
    let in_list = open.is_some_and(|open| open.list.is_some());
    let beside = open.is_some_and(|open| open.shape == Shape::Item && open.indent == row.indent && open.sign == row.sign);
    let marked = row.is_bold() || row.text.ends_with([':', '：']);
    let look = if marked { Look::Marked } else { Look::Plain };
    if let Some(found) = head(&row.text, look) {
        let list = matches!(found.role, Role::Required | Role::Preferred);
        let stands = found.role != Role::Group && (beside || has_children(rows, at) || marked && list || !in_list && list);
        return stands.then_some(Found { head: found, shape: Shape::Item, rest: row.text.len() });
    }
    let found = labelled(&row.text, row.bold)?;
    let list = matches!(found.head.role, Role::Required | Role::Preferred);
    let stands = found.head.role != Role::Group && (beside || !in_list && list);
    stands.then_some(Found { head: found.head, shape: Shape::Item, rest: found.rest })
}

/// Whether a row is a line with a tag in front ("[필수] 이력서") that no line tagged as preferred answers.
fn is_lone_tag(rows: &[Row], at: usize, open: Option<&Open>) -> bool {
    const NEAR: usize = 30;
    let alike = rows[at].is_item();
    let tagged = |row: &Row| row.is_item() == alike && row.text.starts_with(['[', '(', '【', '<']);
    if !tagged(&rows[at]) || open.is_some_and(|open| open.list.is_some()) {
        return false;
    }
    let role = |row: &Row| head(&row.text, Look::Plain).or_else(|| labelled(&row.text, 0).map(|found| found.head)).map(|head| head.role);
    let near = rows.iter().skip(at.saturating_sub(NEAR)).take(2 * NEAR).filter(|row| tagged(row));
    !near.into_iter().any(|row| role(row) == Some(Role::Preferred))
}

/// Whether rows stand under an item: deeper ones, or items of another sign behind it.
pub(super) fn has_children(rows: &[Row], at: usize) -> bool {
    let row = &rows[at];
    rows.get(at + 1).is_some_and(|next| match next.kind {
        Kind::Bullet | Kind::Number(_) => next.indent >= row.indent + 2 || next.indent >= row.indent && next.sign != row.sign,
        Kind::Plain => next.indent >= row.indent + 2,
        _ => false,
    })
}

/// Whether a row inside a list only names a part of it ("**Technical skills**", "Soft skills:").
pub(super) fn is_part_label(rows: &[Row], at: usize) -> bool {
    let row = &rows[at];
    let short = row.text.chars().count() <= 70 && !row.text.ends_with(['.', '!', ';', ',']);
    if !short {
        return false;
    }
    let colon = row.text.ends_with([':', '：']);
    let next_item = rows.get(at + 1).is_some_and(Row::is_item);
    if row.is_item() {
        let deeper = rows.get(at + 1).is_some_and(|next| next.is_item() && next.indent >= row.indent + 2);
        // "Experience with:" is the first half of a line.
        let last = row.text.trim_end_matches([':', '：']).rsplit(' ').next().unwrap_or_default();
        let leads_in = || matches!(last, "with" | "in" | "of" | "for" | "to" | "and" | "or");
        let group = || colon && !leads_in() && head(&row.text, Look::Marked).is_some();
        return deeper && (row.is_bold() && row.text.split(' ').count() <= 6 || group());
    }
    next_item && (row.is_bold() || colon || !row.text.contains(' '))
}
