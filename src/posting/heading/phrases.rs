//! Headings that are phrases of the data, whole or with an open end.

use std::sync::LazyLock;

use super::tokens::Token;
use super::{Look, Role};
use crate::text::Packed;
use crate::text::boundary::is_hangul;
use crate::text::trie::Trie;
use crate::text::words::section;

/// Words that may follow an open Latin phrase.
const TAIL_WORDS: usize = 10;

/// Sections of `data/headings.txt` that are roles: of two entries that are spelt alike the first wins. Packed tries number them so.
const ROLES: [(&str, Role); 4] =
    [("required", Role::Required), ("preferred", Role::Preferred), ("duties", Role::Duties), ("end", Role::End)];

/// What was folded when the crate was built (`build.rs`): whole phrases, those with an open end, endings.
static EXACT: LazyLock<Trie> = LazyLock::new(|| Trie::of(EXACT_UNITS));
static EXACT_UNITS: &Packed<[u8]> = &Packed(*include_bytes!(concat!(env!("OUT_DIR"), "/headings_exact.bin")));
static OPEN: LazyLock<Trie> = LazyLock::new(|| Trie::of(OPEN_UNITS));
static OPEN_UNITS: &Packed<[u8]> = &Packed(*include_bytes!(concat!(env!("OUT_DIR"), "/headings_open.bin")));
static ENDINGS: LazyLock<Trie> = LazyLock::new(|| Trie::of(ENDINGS_UNITS));
static ENDINGS_UNITS: &Packed<[u8]> = &Packed(*include_bytes!(concat!(env!("OUT_DIR"), "/headings_endings.bin")));

/// What is no trie: phrases with any words in their middle, by their role, and those that are shared.
const REST: &str = include_str!(concat!(env!("OUT_DIR"), "/headings.txt"));

/// Beginning, end and role.
static FRAMED: LazyLock<Vec<(String, String, Role)>> = LazyLock::new(|| {
    let of = |(name, role): (&str, Role)| section(REST, name).into_iter().map(move |phrase| (phrase, role));
    let split = |(phrase, role): (&str, Role)| {
        let (front, back) = phrase.split_once('~')?;
        Some((format!("{front} "), format!(" {back}"), role))
    };
    ROLES.into_iter().flat_map(of).filter_map(split).collect()
});

static SHARED: LazyLock<Vec<&str>> = LazyLock::new(|| section(REST, "shared"));

fn role(number: u32) -> Option<Role> {
    ROLES.get(number as usize).map(|(_, role)| *role)
}

/// The role of a phrase.
pub(super) fn find(text: &str, look: Look) -> Option<Role> {
    if let Some(number) = EXACT.get(text) {
        return role(number);
    }
    // Where open phrases end that the text begins with; the longest counts first.
    let mut ends = Vec::new();
    let mut node = OPEN.root();
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        let Some(next) = OPEN.step(node, byte) else { break };
        node = next;
        ends.extend(OPEN.value(node).map(|number| (at + 1, number)));
    }
    let open = ends.into_iter().rev().find_map(|(end, number)| {
        let (front, rest) = text.split_at(end);
        let follows = rest.starts_with(' ') || !rest.is_empty() && front.ends_with(is_hangul);
        role(number).filter(|_| follows && tail_fits(front, rest, look))
    });
    let framed = || FRAMED.iter().find(|(front, back, _)| text.len() > front.len() && text.starts_with(front) && text.ends_with(back));
    open.or_else(|| if look == Look::Marked { framed().map(|(.., role)| *role) } else { None })
}

/// Whether `rest` may follow an open phrase: endings in Korean, a few words in English.
fn tail_fits(front: &str, rest: &str, look: Look) -> bool {
    if front.ends_with(is_hangul) {
        return is_ending(&rest.replace(' ', ""));
    }
    let Some(tail) = rest.strip_prefix(' ') else { return false };
    // "about" and "pay" begin many a sentence: so short a phrase needs the look of a heading.
    let known = front.split(' ').count();
    let behind = tail.split(' ').count();
    let said = known >= 3 || known == 2 && behind <= 3;
    (look == Look::Marked || said) && behind <= TAIL_WORDS
}

/// Whether a text is a chain of endings.
fn is_ending(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    for (start, _) in text.char_indices() {
        if reached[start] {
            let ends = text[start..].char_indices().skip(1).map(|(at, _)| start + at).chain([text.len()]);
            for end in ends.take(8) {
                reached[end] |= ENDINGS.get(&text[start..end]).is_some();
            }
        }
    }
    reached[text.len()]
}

/// Whether the words of a heading say that it holds for every posting.
pub(super) fn is_shared(tokens: &[Token], text: &str) -> bool {
    let words = || tokens.iter().filter_map(|token| if let Token::Word(word) = token { Some(word.as_str()) } else { None });
    if SHARED.contains(&text) || words().next().is_some_and(|word| word == "common" || word == "shared") {
        return true;
    }
    SHARED.iter().any(|phrase| {
        let hangul = phrase.ends_with(is_hangul);
        (hangul || phrase.contains(' ')) && (text.starts_with(*phrase) || text.ends_with(*phrase))
    })
}
