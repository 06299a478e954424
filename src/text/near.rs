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

/// A word that many others are compared with, of which only near ones matter.
#[derive(Debug)]
pub struct Word {
    letters: String,
    count: usize,
}

impl Word {
    /// Prepares a word.
    #[must_use]
    pub fn new(word: &str) -> Self {
        let letters = letters(word);
        let count = letters.chars().count();
        Self { letters, count }
    }

    /// As [`likeness`], 0 where another word is not near.
    #[must_use]
    pub fn nearness(&self, other: &str) -> f64 {
        let other = letters(other);
        let count = other.chars().count();
        // Each letter that one has more must be put in: comparing long words with short ones would be most of the work.
        #[allow(clippy::cast_precision_loss, reason = "a count of letters")]
        if (self.count.min(count) as f64) < LEAST * self.count.max(count) as f64 {
            return 0.0;
        }
        let likeness = strsim::normalized_damerau_levenshtein(&self.letters, &other);
        if likeness >= LEAST { likeness } else { 0.0 }
    }
}

/// The candidate nearest to `word`, where one is near enough; the first of equals.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = Word::new(word);
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let likeness = word.nearness(candidate);
        if likeness > best.map_or(0.0, |(most, _)| most) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn letters(word: &str) -> String {
    super::fold::key(word).nfd().collect()
}

#[cfg(test)]
mod tests {
    use super::{LEAST, Word, likeness};

    #[test]
    fn words_of_other_lengths_are_left_out_only_where_they_are_not_near() {
        let words =
            ["", "a", "데이터", "데이타", "데이터베이스", "kafka", "kafkas", "apache kafka", "kubernetes", "kubernets", "쿠버네티스"];
        for a in words {
            for b in words {
                let whole = likeness(a, b);
                let wanted = if whole >= LEAST { whole } else { 0.0 };
                assert!((Word::new(a).nearness(b) - wanted).abs() < 1e-12, "{a:?} and {b:?}");
            }
        }
    }
}
