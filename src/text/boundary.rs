//! Edges of names by script. `Python으로` ends a name after `n`, because the script changes; 일러스트 does not begin
//! one before 러, because a Hangul syllable stands there.

/// Whether a character is a composed Hangul syllable.
#[must_use]
pub const fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣')
}

/// `char::is_alphanumeric`, quick for ASCII and for Hangul, which the general one looks up in tables.
#[must_use]
pub fn is_alphanumeric(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { is_hangul(c) || c.is_alphanumeric() }
}

/// The character before a byte offset.
#[must_use]
pub fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character at a byte offset.
#[must_use]
pub fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { !is_hangul(c) && c.is_alphanumeric() }
}

/// Whether a name that begins at `at` with `first` may begin there.
///
/// Latin names need a non-letter before them; very short ones (`short`) also no hyphen, dot, `&`, `'`, `_`, `@` or `#`, so that
/// the C of "A-C" and the R of "H&R" are none. Hangul names may not follow a Hangul syllable.
#[must_use]
pub fn opens(text: &str, at: usize, first: char, short: bool) -> bool {
    let Some(previous) = before(text, at) else {
        return true;
    };
    if is_hangul(first) {
        return !is_hangul(previous);
    }
    if short && matches!(previous, '-' | '.' | '&' | '\'' | '_' | '@' | '#' | '+') {
        return false;
    }
    !is_word(previous) || !first.is_alphanumeric() && first != '.'
}

/// Second halves of English compounds that leave the name before the hyphen what it is (`LLM-based`).
const COMPOUNDS: &[&str] = &[
    "based",
    "powered",
    "driven",
    "enabled",
    "native",
    "related",
    "specific",
    "focused",
    "oriented",
    "ready",
    "first",
    "centric",
    "heavy",
    "enhanced",
    "assisted",
    "compatible",
    "compliant",
    "backed",
    "generated",
    "aware",
    "side",
];

/// Whether the word behind a hyphen makes another name of a short one (`C-level`).
fn goes_on(rest: &str) -> bool {
    let word = &rest[..rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len())];
    rest.starts_with(char::is_alphabetic) && !COMPOUNDS.contains(&word)
}

/// Where a Latin name that ends at `at` really ends: the same place, or behind a plural ending or a version number.
/// `None` where the name goes on, and so is another.
#[must_use]
pub fn closes_latin(text: &str, at: usize, last: char, short: bool) -> Option<usize> {
    let rest = &text[at..];
    let mut chars = rest.chars();
    let Some(next) = chars.next() else {
        return Some(at);
    };
    if short && matches!(next, '&' | '\'' | '_' | '@') || short && next == '-' && goes_on(chars.as_str()) {
        return None;
    }
    if last.is_alphanumeric() {
        if next == '#' || next == '+' && chars.clone().next() == Some('+') {
            return None;
        }
        if next == '+' && short {
            return None;
        }
    }
    if short && next == '.' && chars.clone().next().is_some_and(char::is_alphanumeric) {
        return None;
    }
    if !is_word(next) || !last.is_alphanumeric() {
        return Some(at);
    }
    let initials = short && text[..at].bytes().rev().take_while(u8::is_ascii_alphabetic).count() == 3;
    if short && !(initials && next == 's') {
        return None;
    }
    if last.is_alphabetic() {
        let plural = if rest.starts_with("es") { 2 } else { 1 };
        for len in [plural, 1] {
            if rest.starts_with('s') || rest.starts_with("es") {
                let end = at + len;
                if text.is_char_boundary(end) && after(text, end).is_none_or(|c| !is_word(c)) {
                    return Some(end);
                }
            }
        }
        let digits = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        let version = rest[..digits].trim_end_matches('.').len();
        if version > 0 && rest.as_bytes()[0].is_ascii_digit() && after(text, at + version).is_none_or(|c| !is_word(c)) {
            return Some(at);
        }
    }
    None
}
