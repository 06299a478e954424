//! Words that no skill covers, compared as words.

use crate::text::Folded;
use crate::text::boundary::{is_alphanumeric, is_hangul};
use crate::text::{fold, korean};

/// A phrase, folded and split once, so that it can be compared with many.
#[derive(Debug)]
pub(super) struct Words {
    each: Vec<String>,
    joined: String,
    letters: usize,
    hangul: bool,
}

impl Words {
    /// Folds a phrase. Case, width, separators and Korean particles do not matter.
    #[must_use]
    pub(super) fn new(text: &str) -> Self {
        let folded = Folded::new(text);
        let each: Vec<String> = folded
            .text
            .split(|c: char| !is_alphanumeric(c) && !matches!(c, '+' | '#'))
            .filter(|word| !word.is_empty())
            .map(|word| word[..word.len() - korean::trailing_particle(word)].to_owned())
            .map(|word| fold::key(&word))
            .collect();
        let joined = each.concat();
        Self { letters: joined.chars().count(), hangul: joined.chars().any(is_hangul), joined, each }
    }

    /// Whether two phrases name the same thing: one's words stand in a row in the other.
    ///
    /// A single letter, or two Latin ones, must be the whole phrase.
    #[must_use]
    pub(super) fn same(&self, other: &Self) -> bool {
        let (short, long) = if self.joined.len() <= other.joined.len() { (self, other) } else { (other, self) };
        match short.letters {
            0 => false,
            1 => short.each == long.each,
            2 if !short.hangul => short.each == long.each,
            _ => long.joined.contains(&short.joined) && long.holds_in_a_row(&short.joined),
        }
    }

    fn holds_in_a_row(&self, joined: &str) -> bool {
        (0..self.each.len()).any(|from| {
            let mut rest = joined;
            for word in &self.each[from..] {
                match rest.strip_prefix(word.as_str()) {
                    Some("") => return true,
                    Some(more) => rest = more,
                    None => return false,
                }
            }
            false
        })
    }
}

/// [`Words::same`] for phrases that are compared once.
#[must_use]
pub(super) fn same(a: &str, b: &str) -> bool {
    Words::new(a).same(&Words::new(b))
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn a_phrase_is_found_inside_a_longer_one() {
        assert!(same("해외 상표 출원 업무", "해외 상표 출원"));
        assert!(same("고객사 관리", "주요 고객사관리"));
        assert!(same("Internal Communications", "internal-communications"));
    }

    #[test]
    fn parts_of_words_are_not_the_same() {
        assert!(!same("Corel", "Core"));
        assert!(!same("R", "Rust"));
        assert!(!same("", "Rust"));
    }
}
