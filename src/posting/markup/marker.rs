//! Bullet signs and numbers at the start of a line.

use super::inline::is_invisible;
use crate::text::boundary::is_hangul;

/// Signs that are a bullet wherever a line begins with them.
const SIGNS: &str = "•·■□∙▷▶►▸▹※✓✔✅☑ㆍ▪▫◦○●◎‣⁃◆◇★☆➢➤➔→⇒‧・･⋅￭\u{f0b7}\u{f0a7}\u{25AA}✨❖✦👉📌🔹🔸";
/// Signs that are a bullet only with a space behind them.
const SPACED: &str = "-*+–—−ー~";

/// A bullet or number: its sign (`1` for numbers), its number, and the bytes to skip.
pub(super) struct Marker {
    pub(super) sign: char,
    pub(super) number: Option<u32>,
    pub(super) len: usize,
}

/// Whether a character is a bullet sign that stands for nothing else.
pub(super) fn is_sign(c: char) -> bool {
    SIGNS.contains(c)
}

/// A text without the bullet sign in front of it. `*args` begins with a sign that is no bullet: white space must follow an ASCII one.
pub(crate) fn without_sign(text: &str) -> &str {
    let parted = |len: usize| !text.starts_with(|c: char| c.is_ascii()) || text[..len].ends_with(char::is_whitespace);
    marker(text).filter(|marker| marker.number.is_none() && parted(marker.len)).map_or(text, |marker| &text[marker.len..])
}

/// The marker at the start of `text`, which has no leading space.
pub(super) fn marker(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    if first.is_ascii_alphabetic() || is_hangul(first) {
        return None;
    }
    if first == '\\' {
        // Pages turned into Markdown write the bullets of their text as `\- x`.
        let inner = text[1..].chars().next().filter(|c| matches!(c, '-' | '*' | '+'))?;
        return text[2..].starts_with(' ').then(|| Marker { sign: inner, number: None, len: skip_space(text, 2) });
    }
    if first.is_ascii_digit() || first == '(' {
        return number(text);
    }
    if let '①'..='⑳' = first {
        let value = first as u32 - '①' as u32 + 1;
        return Some(Marker { sign: '1', number: Some(value), len: skip_space(text, first.len_utf8()) });
    }
    let len = first.len_utf8();
    let rest = &text[len..];
    let bullet = if SPACED.contains(first) {
        let next = rest.chars().next();
        next.is_none_or(|c| c.is_whitespace() || is_invisible(c)) || tight(first, rest)
    } else {
        // An emoji variation mark belongs to its sign; a sign alone between words is none.
        is_sign(first)
    };
    bullet.then(|| Marker { sign: first, number: None, len: skip_space(text, len) })
}

/// A dash or a star without a space behind it: `-Java` is an item, `--x`, `-5` and `*slanted*` are none.
fn tight(sign: char, rest: &str) -> bool {
    match sign {
        '-' | '–' => rest.starts_with(|c: char| c.is_alphabetic() || c == '(' || c == '[' || c == '*'),
        '*' => rest.starts_with(char::is_alphanumeric) && !rest.contains('*'),
        _ => false,
    }
}

fn number(text: &str) -> Option<Marker> {
    let bracket = text.starts_with('(');
    let digits = &text[usize::from(bracket)..];
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    if count == 0 || count > 3 {
        return None;
    }
    let rest = &digits[count..];
    let closed = if bracket { rest.starts_with(')') } else { rest.starts_with(['.', ')']) };
    let next = rest.chars().nth(1);
    let free = next.is_none_or(|c| c.is_whitespace() || c.is_alphabetic() || matches!(c, '[' | '*'));
    if !closed || !free {
        return None;
    }
    let len = usize::from(bracket) + count + 1;
    Some(Marker { sign: '1', number: digits[..count].parse().ok(), len: skip_space(text, len) })
}

fn skip_space(text: &str, from: usize) -> usize {
    let rest = text[from..].trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c) || c == '\u{FE0F}');
    text.len() - rest.len()
}

#[cfg(test)]
mod tests {
    use super::marker;

    #[test]
    fn tells_bullets_from_text() {
        for bullet in ["- a", "• a", "•a", "\u{2022}\u{200b} a", "-자바", "▪a", "1. a", "1) a", "(2) a", "① a", "+\ta", "* a", "-"]
        {
            assert!(marker(bullet).is_some(), "{bullet}");
        }
        for text in ["3.5년", "2024. 3", "*slanted*", "**bold**", "--flag", "-5", "C++", "3년 이상", "(주)회사", "+82"] {
            assert!(marker(text).is_none(), "{text}");
        }
    }
}
