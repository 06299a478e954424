//! Certificates, licences and tests: a name a row, without dates and numbers.

use crate::profile::import::draft::Draft;

use super::dates;
use super::row::Row;

/// Most dates of a row.
const MOST_DATES: usize = 8;

/// Reads a section of certificates.
pub(in crate::profile::import) fn certificates(draft: &mut Draft<'_>, rows: &[Row]) {
    let mut rows = rows.iter().peekable();
    while let Some(row) = rows.next() {
        let mut text = without_dates(&row.text);
        // A name that a narrow column broke is known as a whole only.
        while let Some(next) = rows.peek().filter(|next| !next.bullet && !next.fresh && !is_name(draft, &text)) {
            let whole = format!("{text} {}", without_dates(&next.text));
            if !is_name(draft, &whole) {
                break;
            }
            text = whole;
            rows.next();
        }
        let several: Vec<&str> = if text.contains('(') { vec![&text] } else { text.split([',', '·', ';']).collect() };
        // "Name, issuer" is one certificate, "SQLD, ADsP" are two: what the taxonomy knows stands for itself.
        let whole = several.len() < 2 || several.iter().skip(1).any(|part| !is_name(draft, part));
        for part in if whole { vec![several.first().copied().unwrap_or_default()] } else { several } {
            let part = part.split(" | ").map(str::trim).find(|part| !part.is_empty()).unwrap_or_default();
            draft
                .certificates
                .extend(draft.text(part.trim_matches(|c: char| matches!(c, ' ' | ',' | '-' | '–' | '|' | ':' | '/')), row.span));
        }
    }
}

/// A text without its dates and the brackets that held them.
pub(super) fn without_dates(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..MOST_DATES {
        let Some(time) = dates::find(&text) else { break };
        text.replace_range(time.place, "");
    }
    for empty in ["()", "[]", "( )", "(, ", "(,"] {
        text = text.replace(empty, if empty.contains(',') { "(" } else { "" });
    }
    text.trim().trim_matches(|c: char| matches!(c, ',' | '-' | '–' | '|' | '~')).trim().to_owned()
}

fn is_name(draft: &Draft<'_>, text: &str) -> bool {
    matches!(draft.taxonomy.resolve(text.trim()), crate::taxonomy::resolve::Resolved::Skills(_))
}
