//! Spoken languages with levels and tests: `English: native`, `영어 (비즈니스 회화)`, `TOEIC 880 (2022.04)`.

use crate::profile::import::draft::Draft;
use crate::profile::import::text::lexicon;
use crate::profile::model::Language;
use crate::taxonomy::Kind;
use crate::taxonomy::resolve::Resolved;

use super::certificates::without_dates;
use super::row::Row;
use super::skills;

/// Reads a section of languages. Programming languages go to the skills, tests to the certificates.
pub(in crate::profile::import) fn languages(draft: &mut Draft<'_>, rows: &[Row]) {
    for row in rows {
        let text = without_dates(&row.text);
        let several: Vec<&str> = text.split([',', ';', '/', '|']).map(str::trim).filter(|part| !part.is_empty()).collect();
        let all = several.len() > 1 && several.iter().all(|part| spoken(draft, part).is_some());
        for part in if all { several } else { vec![text.as_str()] } {
            one(draft, row, part);
        }
    }
}

fn one(draft: &mut Draft<'_>, row: &Row, part: &str) {
    if let Some((name, rest)) = spoken(draft, part) {
        let level = lexicon().spoken_level(rest);
        if level.is_none() && rest.chars().filter(|c| c.is_alphabetic()).count() > 1 && !has_test(draft, rest) {
            draft.doubt(row.span, "import-level", &[("text", rest.trim())]);
        }
        if has_test(draft, rest) {
            draft.certificates.extend(draft.text(rest.trim_matches(|c: char| !c.is_alphanumeric()), row.span));
        }
        if let Some(name) = draft.text(name, row.span) {
            draft.languages.push(Language { name, level, test: None, score: None });
        }
    } else if has_test(draft, part) {
        draft.certificates.extend(draft.text(part, row.span));
    } else if skills::is_list(draft.taxonomy, part) || matches!(draft.taxonomy.resolve(part), Resolved::Skills(_)) {
        skills::skills(draft, &[Row { text: part.to_owned(), ..row.clone() }]);
    } else {
        draft.doubt(row.span, "import-not-read", &[]);
        draft.about.extend(draft.text(part, row.span));
    }
}

/// A spoken language at the start of a text, and what stands behind it.
fn spoken<'a>(draft: &Draft<'_>, text: &'a str) -> Option<(&'a str, &'a str)> {
    let end = text.find([':', '：', '(', '[', '-', '–', '—', '|', ',', '/']).unwrap_or(text.len());
    let first = text.find(char::is_whitespace).unwrap_or(text.len());
    [end, first].into_iter().find_map(|end| {
        let Resolved::Skills(found) = draft.taxonomy.resolve(text[..end].trim()) else { return None };
        let language = found.iter().all(|&key| draft.taxonomy.skill(key).kind() == Kind::SpokenLanguage);
        language.then(|| (text[..end].trim(), text[end..].trim_start_matches(|c: char| !c.is_alphanumeric())))
    })
}

/// Whether a text names a certificate or a test.
fn has_test(draft: &Draft<'_>, text: &str) -> bool {
    let (Resolved::Skills(found) | Resolved::Within(found)) = draft.taxonomy.resolve(text) else { return false };
    found.iter().any(|&key| draft.taxonomy.skill(key).kind() == Kind::Certificate)
}
