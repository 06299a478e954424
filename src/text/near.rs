//! "Did you mean": likeness of words on their letters, for Hangul on its jamo (데이타 is near 데이터 only so).
//! Suggestions are for people and never satisfy a requirement.

use unicode_normalization::UnicodeNormalization;

/// Likeness below which nothing is suggested, 0…1.
const LEAST: f64 = 0.65;

/// How alike two words are, 0…1: Damerau-Levenshtein on decomposed, folded letters, relative to the longer.
#[must_use]
pub fn likeness(a: &str, b: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(&letters(a), &letters(b))
}

/// The candidate nearest to `word`, where one is near enough; the first of equals.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = letters(word);
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let likeness = strsim::normalized_damerau_levenshtein(&word, &letters(candidate));
        if likeness >= LEAST && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn letters(word: &str) -> String {
    super::fold::key(word).nfd().collect()
}
