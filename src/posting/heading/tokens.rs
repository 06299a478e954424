//! Headings as words, without case, decoration and emoji.

use std::borrow::Cow;

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
pub(crate) fn beginning(text: &str) -> Option<Cow<'_, str>> {
    let text = &text[text.find(is_alphanumeric)?..];
    // Most words are of ASCII or Hangul, and are told by themselves.
    let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if plain > 0 && text.as_bytes().get(plain).is_none_or(|byte| byte.is_ascii() && *byte != b'\'') {
        let word = &text[..plain];
        let capital = word.bytes().any(|byte| byte.is_ascii_uppercase());
        return Some(if capital { Cow::Owned(word.to_ascii_lowercase()) } else { Cow::Borrowed(word) });
    }
    if text.starts_with(is_hangul) {
        return Some(Cow::Borrowed(begun(text)));
    }
    let word = text.split(char::is_whitespace).next()?;
    let mut tokens = tokens(word).into_iter();
    let first = tokens.find_map(|token| if let Token::Word(word) = token { Some(word) } else { None })?;
    Some(Cow::Owned(begun(&first).to_owned()))
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
