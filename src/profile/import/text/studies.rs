//! Studies: the degree that was reached and its field, read from whatever order a resume gives them in.

use crate::levels::Degree;
use crate::profile::import::draft::Draft;
use crate::profile::load::degree::{self, Said};
use crate::profile::model::{Education, Place, Text};
use crate::taxonomy::find::Finder;
use crate::text::Folded;

use super::certificates::without_dates;
use super::lexicon::{Label, has_word, lexicon};
use super::row::Row;

/// Reads the section of education.
pub(in crate::profile::import) fn studies(draft: &mut Draft<'_>, rows: &[Row]) {
    for rows in grouped(rows) {
        study(draft, &rows);
    }
}

/// Rows of one study each: a new one begins behind an empty line, at a heading, and at a second school.
fn grouped(rows: &[Row]) -> Vec<Vec<Row>> {
    let school = |row: &Row| lexicon().schools.iter().any(|word| has_word(&row.text.to_lowercase(), word));
    let mut groups: Vec<Vec<Row>> = Vec::new();
    for row in rows {
        let named = |group: &[Row]| group.iter().any(school);
        let item = |group: &[Row]| row.bullet && group.first().is_some_and(|first| first.bullet && row.indent <= first.indent);
        match groups.last_mut() {
            Some(group) if !(row.level > 0 || item(group) || school(row) && named(group) || row.fresh && named(group) && !row.bullet) => {
                group.push(row.clone());
            }
            _ => groups.push(vec![row.clone()]),
        }
    }
    groups
}

fn study(draft: &mut Draft<'_>, rows: &[Row]) {
    let span = rows.iter().map(|row| row.span).reduce(crate::span::Span::to).unwrap_or_default();
    let lines: Vec<(String, &Row)> = rows.iter().map(|row| (without_dates(&row.text), row)).collect();
    let parts: Vec<(&str, &Row)> = lines.iter().flat_map(|(line, row)| split(line).into_iter().map(move |part| (part, *row))).collect();
    let (said, unfinished) = said(&parts);
    let whole = lines.iter().map(|(line, _)| line.to_lowercase()).collect::<Vec<_>>().join(" ");
    let has = |words: &[&str]| words.iter().any(|word| has_word(&whole, word));
    let school = lexicon().school_degrees.iter().find(|(word, _)| has_word(&whole, word)).map(|&(_, degree)| degree);
    let mut degree = said.filter(|_| !unfinished);
    if degree.is_none() && !unfinished && has(&lexicon().finished) {
        degree = school;
        if degree.is_some() {
            draft.doubt(span, "import-degree-of-school", &[]);
        }
    }
    let field = parts.iter().find_map(|(part, row)| field(draft, part, row));
    if degree.is_none() && field.is_none() {
        if unfinished {
            draft.left_out(span, "import-unfinished", &[]);
        } else {
            draft.doubt(span, "import-no-degree", &[]);
        }
        return;
    }
    if unfinished {
        draft.doubt(span, "import-unfinished", &[]);
    }
    let place = Place { path: String::new(), span: Some(span) };
    draft.education.push(Education { place, degree, field });
}

/// The highest degree that the parts name, and whether they say that it was not reached.
fn said(parts: &[(&str, &Row)]) -> (Option<Degree>, bool) {
    let mut best = None;
    let mut unfinished = false;
    for (part, _) in parts {
        // Whole, and word by word: "한빛대학교 컴퓨터공학과 학사 졸업".
        let words: Vec<&str> = part.split_whitespace().collect();
        let texts = std::iter::once(*part)
            .chain(words.iter().copied())
            .chain(words.windows(2).map(|pair| &part[at(part, pair[0])..at(part, pair[1]) + pair[1].len()]));
        for text in texts {
            match degree::read(text) {
                Said::Degree(degree) if !is_small_word(text) => best = best.max(Some(degree)),
                Said::Unfinished => unfinished = true,
                Said::Degree(_) | Said::Unknown => {}
            }
        }
    }
    (best, unfinished)
}

/// Whether a text may be another word than the short name of a degree: "be", "ma".
fn is_small_word(text: &str) -> bool {
    text.len() < 3 && text.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn at(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize)
}

/// The field of study that a part names.
fn field(draft: &Draft<'_>, part: &str, row: &Row) -> Option<Text> {
    let lower = part.to_lowercase();
    if lexicon().grades.iter().any(|word| has_word(&lower, word)) {
        return None;
    }
    let part = match lexicon().label(part) {
        Some((Label::Field, rest)) => return draft.text(rest, row.span),
        _ => part,
    };
    // "B.S. in Computer Science", "Bachelor of Science in Physics": what stands behind the last "in".
    if let Some((before, after)) = part.rsplit_once(" in ")
        && degree::read(before) != Said::Unknown
    {
        return draft.text(after, row.span);
    }
    // The word of a Korean line that names it: 컴퓨터공학과.
    let tail = |word: &&str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let school = lexicon().schools.iter().any(|school| bare.ends_with(school));
        !school && bare.chars().count() > 2 && lexicon().field_tails.iter().any(|tail| bare.ends_with(tail))
    };
    if let Some(word) = part.split_whitespace().find(tail) {
        let next = part[at(part, word) + word.len()..].split_whitespace().next().filter(|next| *next == "전공");
        return draft
            .text(&part[at(part, word)..next.map_or(at(part, word), |next| at(part, next)) + next.unwrap_or(word).len()], row.span);
    }
    let mut found = Vec::new();
    Finder::new(draft.taxonomy).find(&Folded::new(part), &mut found);
    let first = found.iter().find(|mention| mention.field.is_some())?;
    let degreeless = degree::read(part) == Said::Unknown && !lexicon().schools.iter().any(|word| has_word(&lower, word));
    draft.text(if degreeless { part } else { first.span.of(part) }, row.span)
}

/// Parts of a line: at commas, bars and brackets.
fn split(line: &str) -> Vec<&str> {
    let parts =
        line.split([',', '|', '(', ')', '[', ']', '·', '/', ';']).flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" – "));
    parts.flat_map(|part| part.split(" — ")).map(str::trim).filter(|part| !part.is_empty()).collect()
}
