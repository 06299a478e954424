//! Headings with the first line behind them: "Requirements: Java, SQL", "[우대] AWS".

use super::{Head, Look, Role, head};

/// Characters within which the label of a line must end.
const LABEL: usize = 70;

/// A heading and where the rest of its line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Labelled {
    /// The heading.
    pub(crate) head: Head,
    /// Byte at which the rest begins.
    pub(crate) rest: usize,
}

/// A text that begins with a heading and goes on. `bold` bytes at its start are bold.
pub(crate) fn labelled(text: &str, bold: usize) -> Option<Labelled> {
    let found = by_colon(text).or_else(|| by_bracket(text)).or_else(|| by_bold(text, bold));
    found.filter(|found| found.rest < text.len())
}

/// A label, a colon, and something behind it.
pub(crate) fn by_colon(text: &str) -> Option<Labelled> {
    // The colon of ASCII, or the first byte of the full-width one: most texts hold neither.
    memchr::memchr2(b':', 0xEF, text.as_bytes())?;
    let reach = text.char_indices().nth(LABEL).map_or(text.len(), |(at, _)| at);
    let (at, sign) = text[..reach].char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let after = at + sign.len_utf8();
    let rest = &text[after..];
    if rest.starts_with("//") {
        return None;
    }
    let found = head(&text[..after], Look::Marked)?;
    let rest = skip(text, after);
    (rest < text.len()).then_some(Labelled { head: found, rest })
}

fn by_bracket(text: &str) -> Option<Labelled> {
    let first = text.chars().next()?;
    let close = match first {
        '[' => ']',
        '【' => '】',
        '<' => '>',
        '〈' => '〉',
        '《' => '》',
        '「' => '」',
        '『' => '』',
        _ => return None,
    };
    let reach = text.char_indices().nth(LABEL).map_or(text.len(), |(at, _)| at);
    let end = text[..reach].find(close)? + close.len_utf8();
    let found = head(&text[..end], Look::Marked)?;
    Some(Labelled { head: found, rest: skip(text, end) })
}

fn by_bold(text: &str, bold: usize) -> Option<Labelled> {
    if bold == 0 || bold >= text.len() {
        return None;
    }
    let found = head(&text[..bold], Look::Marked)?;
    let rest = skip(text, bold);
    // "**Requirements** gathering": a bold word of a sentence, unless a sign parts it.
    let parted = text[bold..rest].contains([':', '-', '–', '—', '|']);
    (parted && matches!(found.role, Role::Required | Role::Preferred)).then_some(Labelled { head: found, rest })
}

fn skip(text: &str, from: usize) -> usize {
    let rest = text[from..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '-' | '–' | '—' | '|' | '•'));
    text.len() - rest.len()
}
