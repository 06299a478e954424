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

/// What the words of a text begin with, as a heading's would: the first word, or of Hangul its first syllable. None where only reading
/// all of it tells.
pub(crate) fn beginning(text: &str) -> Option<String> {
    let start = text.find(is_alphanumeric)?;
    let word = text[start..].split(char::is_whitespace).next()?;
    let mut tokens = tokens(word).into_iter();
    let first = tokens.find_map(|token| if let Token::Word(word) = token { Some(word) } else { None })?;
    Some(begun(&first).to_owned())
}

/// The first word of a key, or its first syllable.
pub(crate) fn begun(key: &str) -> &str {
    match key.chars().next() {
        Some(first) if is_hangul(first) => &key[..first.len_utf8()],
        _ => key.split(' ').next().unwrap_or(key),
    }
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
