//! Words that no skill covers, compared as words.

use crate::text::Folded;
use crate::text::boundary::is_hangul;
use crate::text::{fold, korean};

/// Whether two phrases name the same thing: one's words stand in a row in the other. Case, width, separators and Korean particles
/// do not matter.
///
/// A single letter, or two Latin ones, must be the whole phrase.
#[must_use]
pub(super) fn same(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.concat().len() <= b.concat().len() { (&a, &b) } else { (&b, &a) };
    let letters: usize = short.iter().map(|word| word.chars().count()).sum();
    if letters == 0 {
        return false;
    }
    if letters < 2 || letters < 3 && !short.concat().chars().any(is_hangul) {
        return short == long;
    }
    let joined = short.concat();
    (0..long.len()).any(|from| {
        let mut row = String::new();
        long[from..].iter().any(|word| {
            row.push_str(word);
            row == joined
        })
    })
}

fn words(text: &str) -> Vec<String> {
    let folded = Folded::new(text);
    folded
        .text
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '#'))
        .filter(|word| !word.is_empty())
        .map(|word| word[..word.len() - korean::trailing_particle(word)].to_owned())
        .map(|word| fold::key(&word))
        .collect()
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
