//! Headings as words, without case, decoration and emoji.

use crate::text::Folded;
use crate::text::boundary::{is_alphanumeric, is_hangul};

/// A word, or a sign that joins two headings (`/`, `&`, a comma, a bracket).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    Word(String),
    Join,
}

/// The words of a text. Apostrophes are left out (`we're` is `were`).
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let folded = Folded::new(text);
    let mut tokens = Vec::new();
    let mut word = String::new();
    for c in folded.text.chars() {
        // Hangul and Latin beside each other are two words.
        let turns = word.chars().next_back().is_some_and(|last| is_alphanumeric(c) && is_hangul(last) != is_hangul(c));
        if !word.is_empty() && (turns || !is_alphanumeric(c) && c != '\'') {
            tokens.push(Token::Word(std::mem::take(&mut word)));
        }
        if is_alphanumeric(c) {
            word.push(c);
        } else if matches!(c, '/' | '&' | '+' | '|' | ',' | '·' | '(' | ')' | '[' | ']') {
            tokens.push(Token::Join);
        }
    }
    if !word.is_empty() {
        tokens.push(Token::Word(word));
    }
    tokens
}

/// The words as one text: Latin words parted by a space, Hangul without any.
pub(crate) fn key(tokens: &[Token]) -> String {
    let mut key = String::new();
    for token in tokens {
        let Token::Word(word) = token else { continue };
        let hangul = |c: Option<char>| c.is_some_and(is_hangul);
        let joined = hangul(key.chars().next_back()) && hangul(word.chars().next());
        if !key.is_empty() && !joined {
            key.push(' ');
        }
        key.push_str(word);
    }
    key
}
