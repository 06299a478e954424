//! Folding: lower case, half width, composed Hangul, plain dashes, quotes and single spaces; each byte knows where it came from.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::boundary::is_alphanumeric;
use crate::span::Span;

/// A folded text with the map back to the bytes of the original.
#[derive(Debug, Clone)]
pub struct Folded<'a> {
    /// The text as it was given.
    pub original: &'a str,
    /// The folded text.
    pub text: Cow<'a, str>,
    /// For each byte of `text` (and one past it) the byte of `original` it stands for; `None` where they are the same.
    map: Option<Vec<u32>>,
}

impl<'a> Folded<'a> {
    /// Folds a text. Texts of plain lower-case ASCII and composed Hangul, as most are, are borrowed as they are.
    ///
    /// ```
    /// use jobmatch::text::Folded;
    /// let folded = Folded::new("Ｐｙｔｈｏｎ · C–D");
    /// assert_eq!(folded.text, "python · c-d");
    /// assert_eq!(folded.original(0..6), 0..18);
    /// let folded = Folded::new("하나 \t 이상");
    /// assert_eq!(folded.text, "하나 이상");
    /// assert_eq!(folded.original(7..13), 9..15);
    /// ```
    #[must_use]
    pub fn new(original: &'a str) -> Self {
        match look(original.as_bytes()) {
            Look::Folded => return Self { original, text: Cow::Borrowed(original), map: None },
            Look::Capitals => return Self { original, text: Cow::Owned(original.to_ascii_lowercase()), map: None },
            Look::Other => {}
        }
        let mut out = Builder { text: String::with_capacity(original.len()), map: None };
        let mut rest = original.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            let composes = rest.peek().is_some_and(|&(_, next)| joins(next));
            if composes {
                let mut end = at + c.len_utf8();
                while let Some(&(next_at, next)) = rest.peek() {
                    if !joins(next) {
                        break;
                    }
                    end = next_at + next.len_utf8();
                    rest.next();
                }
                for composed in original[at..end].nfc() {
                    out.push(&fold_char(composed), at, end);
                }
            } else {
                let folded = match fold_char(c) {
                    // Only the first of several spaces counts, so that words are the same however far apart they stand.
                    Fold::Char(' ') if out.text.ends_with(' ') => Fold::Nothing,
                    folded => folded,
                };
                out.push(&folded, at, at + c.len_utf8());
            }
        }
        if let Some(map) = &mut out.map {
            map.push(offset(original.len()));
        }
        Self { original, text: Cow::Owned(out.text), map: out.map }
    }

    /// The bytes of the original that a range of the folded text stands for.
    #[must_use]
    pub fn original(&self, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        match &self.map {
            None => range,
            Some(map) => {
                let back = |at: usize| map.get(at).map_or(self.original.len(), |&to| to as usize);
                back(range.start)..back(range.end).max(back(range.start))
            }
        }
    }

    /// The same for a [`Span`].
    #[must_use]
    pub fn span(&self, span: Span) -> Span {
        self.original(span.start..span.end).into()
    }
}

/// What a text looks like at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// As folding would leave it.
    Folded,
    /// So but for capital letters of ASCII.
    Capitals,
    /// Anything else.
    Other,
}

/// Looks at the bytes of a text. Only ASCII and composed Hangul syllables (`EA B0 80` to `ED 9E A3`) are told here.
fn look(bytes: &[u8]) -> Look {
    let (mut look, mut at, mut before) = (Look::Folded, 0, 0);
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() {
            match byte {
                b'A'..=b'Z' => look = Look::Capitals,
                b'\t' => return Look::Other,
                b' ' if before == b' ' => return Look::Other,
                _ => {}
            }
            at += 1;
        } else {
            let syllable = match (byte, bytes.get(at + 1), bytes.get(at + 2)) {
                (0xEA, Some(0xB0..), _) | (0xEB | 0xEC, ..) | (0xED, Some(..0x9E), _) => true,
                (0xED, Some(0x9E), Some(last)) => *last <= 0xA3,
                _ => false,
            };
            if !syllable {
                return Look::Other;
            }
            at += 3;
        }
        before = byte;
    }
    look
}

struct Builder {
    text: String,
    map: Option<Vec<u32>>,
}

impl Builder {
    /// Appends what `start..end` of the original folds to. The map is only built from the first place where lengths differ.
    fn push(&mut self, folded: &Fold, start: usize, end: usize) {
        let before = self.text.len();
        match folded {
            Fold::Char(c) => self.text.push(*c),
            Fold::Text(text) => self.text.push_str(text),
            Fold::Nothing => {}
        }
        let after = self.text.len();
        if let Some(map) = &mut self.map {
            map.extend((before..after).map(|at| if at == before { offset(start) } else { offset(end.min(start + at - before)) }));
        } else if before != start || after != end {
            let mut map: Vec<u32> = (0..before).map(offset).collect();
            map.extend((before..after).map(|_| offset(start)));
            self.map = Some(map);
        }
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Whether a character joins the one before it under composition: a combining mark, or a vowel or final of conjoining Hangul.
fn joins(c: char) -> bool {
    !c.is_ascii() && (matches!(c, '\u{1160}'..='\u{11FF}') || is_combining_mark(c))
}

enum Fold {
    Char(char),
    Text(&'static str),
    Nothing,
}

fn fold_char(c: char) -> Fold {
    if c.is_ascii() {
        return Fold::Char(if c == '\t' { ' ' } else { c.to_ascii_lowercase() });
    }
    if matches!(c, '가'..='힣') {
        return Fold::Char(c);
    }
    Fold::Char(match c {
        '\u{FF01}'..='\u{FF5E}' => {
            let half = char::from_u32(c as u32 - 0xFEE0).unwrap_or(c);
            half.to_ascii_lowercase()
        }
        '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            return Fold::Nothing;
        }
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => ' ',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹣' => '-',
        '∼' | '〜' => '~',
        '‘' | '’' | '‚' | '‛' | '′' | '´' => '\'',
        '“' | '”' | '„' | '‟' | '″' => '"',
        '․' => '.',
        '∕' | '⁄' => '/',
        'ㆍ' | '\u{119E}' | '・' | '･' | '∙' | '•' | '⋅' => '·',
        '…' => return Fold::Text("..."),
        '①'..='⑳' => return Fold::Text(" "),
        other => {
            let mut lower = other.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) => one,
                _ => other,
            }
        }
    })
}

/// The key under which two spellings of a name are the same: folded, spelling variants resolved, without the separators
/// that people leave out or exchange (space, hyphen, dot, underscore, middle dot).
///
/// ```
/// use jobmatch::text::fold::key;
/// assert_eq!(key("Node JS"), key("node.js"));
/// assert_eq!(key("데이터 분석"), key("데이터분석"));
/// assert_ne!(key("C++"), key("C"));
/// ```
#[must_use]
pub fn key(name: &str) -> String {
    let folded = Folded::new(name);
    let text = folded.text.trim();
    text.char_indices().filter(|&(at, c)| !is_seam(text, at, c)).map(|(_, c)| c).collect()
}

/// Whether the character at a byte offset of a folded text separates the parts of a name. The dot before a name (.NET) is part of it.
#[must_use]
pub fn is_seam(text: &str, at: usize, c: char) -> bool {
    is_separator(c) && !(c == '.' && !text[..at].ends_with(is_alphanumeric) && text[at + 1..].starts_with(is_alphanumeric))
}

/// Whether a character stands between the parts of a name and may be exchanged for another such, or left out.
#[must_use]
pub const fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '-' | '.' | '_' | '·')
}

#[cfg(test)]
mod tests {
    use super::{Folded, Look, look};

    #[test]
    fn a_glance_tells_what_folding_would_leave() {
        for c in ('\0'..=char::MAX).filter(|c| !c.is_control()) {
            let text = format!("a{c}b");
            let whole = Folded::new(&text).text.into_owned();
            match look(text.as_bytes()) {
                Look::Folded => assert_eq!(whole, text),
                Look::Capitals => assert_eq!(whole, text.to_ascii_lowercase()),
                // Nothing that is common is looked at twice.
                Look::Other => assert!(!c.is_ascii() && !matches!(c, '가'..='힣'), "{text}"),
            }
        }
        for text in ["a  b", "a\tb", "한\u{1161}", "e\u{301}"] {
            assert_eq!(look(text.as_bytes()), Look::Other, "{text:?}");
        }
    }
}
