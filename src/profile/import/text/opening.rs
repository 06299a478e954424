//! What stands before the first heading: the name, a headline, ways to reach the person, free text.

use crate::profile::import::draft::Draft;
use crate::text::fold::key;

use super::lexicon::{Label, lexicon};
use super::row::Row;
use super::{dates, sections};

/// Most characters of a name.
const MOST_NAME: usize = 40;

/// Reads the rows before the first heading.
pub(super) fn opening(draft: &mut Draft<'_>, rows: &[Row]) {
    let mut rest = Vec::new();
    let mut bare = true;
    for row in rows {
        if total(draft, row) || portfolio(draft, row) || is_title(row) {
            continue;
        }
        if let Some((label, behind)) = lexicon().label(&row.text) {
            match label {
                Label::Name if draft.name.is_none() => {
                    draft.name = draft.text(behind, row.span);
                    continue;
                }
                Label::Contact if !row.contact => {
                    draft.left_out(row.span, "import-contact", &[]);
                    continue;
                }
                Label::Contact => continue,
                _ => {}
            }
        }
        if is_contact(row) {
            if !row.contact {
                draft.left_out(row.span, "import-contact", &[]);
            }
            continue;
        }
        if bare && draft.name.is_none() && is_name(row) {
            // "Kim | Backend developer" in one line.
            let (name, more) = row.text.split_once(" | ").unwrap_or((row.text.as_str(), ""));
            draft.name = draft.text(name, row.span);
            if !more.is_empty() {
                rest.push(Row { text: more.to_owned(), ..row.clone() });
            }
            continue;
        }
        bare = false;
        rest.push(row.clone());
    }
    sections::free_text(draft, &rest);
}

/// Reads a section of contact details: nothing of it is kept but a name and a portfolio.
pub(super) fn contact(draft: &mut Draft<'_>, rows: &[Row]) {
    for row in rows {
        if portfolio(draft, row) || total(draft, row) {
            continue;
        }
        match lexicon().label(&row.text) {
            Some((Label::Name, name)) if draft.name.is_none() => draft.name = draft.text(name, row.span),
            _ if !row.contact => draft.left_out(row.span, "import-contact", &[]),
            _ => {}
        }
    }
}

/// Total working time, where a row states it: `총 경력: 5년 3개월`, `경력 (총 5년 3개월)`.
pub(super) fn total(draft: &mut Draft<'_>, row: &Row) -> bool {
    let behind = if let Some((Label::Total, behind)) = lexicon().label(&row.text) {
        behind
    } else {
        let text = row.text.trim_matches(|c: char| !c.is_alphanumeric() && c != '(');
        let inner = text.split_once('(').map_or(text, |(_, inner)| inner);
        let words = ["총 ", "총", "total ", "Total "];
        let Some(rest) = words.iter().find_map(|word| inner.strip_prefix(word)).filter(|_| inner.chars().count() < 30) else {
            return false;
        };
        rest.strip_prefix("경력").unwrap_or(rest).trim_start_matches([' ', ':'])
    };
    let Some(months) = dates::length(behind).filter(|months| *months > 0.0 && *months < 840.0) else { return false };
    draft.experience_years = draft.experience_years.or(Some((months / 12.0 * 100.0).round() / 100.0));
    true
}

fn portfolio(draft: &mut Draft<'_>, row: &Row) -> bool {
    let Some((Label::Portfolio, address)) = lexicon().label(&row.text) else { return false };
    draft.portfolio = draft.portfolio.take().or_else(|| draft.text(address, row.span));
    true
}

/// Whether a row is the kind of the document: "이력서", "Resume".
fn is_title(row: &Row) -> bool {
    lexicon().titles.contains(&key(row.text.trim_matches(|c: char| !c.is_alphanumeric())))
}

fn is_contact(row: &Row) -> bool {
    let lower = row.text.to_lowercase();
    let address =
        ["http://", "https://", "www.", "linkedin.com", "github.com", "github.io", "gitlab.com", "notion.so", "tistory.com", "velog.io"];
    row.contact || address.iter().any(|sign| lower.contains(sign))
}

fn is_name(row: &Row) -> bool {
    let name = row.text.split(" | ").next().unwrap_or_default();
    !row.bullet && !name.contains(':') && !name.is_empty() && name.chars().count() <= MOST_NAME && !super::row::is_sentence(name)
}
