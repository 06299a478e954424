//! Headings that are phrases of the data, whole or with an open end.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::tokens::{Token, begun};
use super::{Look, Role};
use crate::text::boundary::is_hangul;
use crate::text::words::section;

/// Words that may follow an open Latin phrase.
const TAIL_WORDS: usize = 10;

/// The phrases of `data/headings.txt`, folded when the crate was built (`build.rs`): a word list of the same sections.
const DATA: &str = include_str!(concat!(env!("OUT_DIR"), "/headings.txt"));

struct Phrases {
    exact: HashMap<&'static str, Role>,
    open: HashMap<&'static str, Role>,
    /// Bytes of the longest open one.
    longest: usize,
    /// Beginning and end.
    framed: Vec<(String, String, Role)>,
    endings: HashSet<&'static str>,
    shared: HashSet<&'static str>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases {
        exact: HashMap::new(),
        open: HashMap::new(),
        longest: 0,
        framed: Vec::new(),
        endings: HashSet::new(),
        shared: HashSet::new(),
    };
    // Of two entries that are spelt alike the first list wins.
    for (name, role) in [("required", Role::Required), ("preferred", Role::Preferred), ("duties", Role::Duties), ("end", Role::End)] {
        for phrase in section(DATA, name) {
            if let Some((front, back)) = phrase.split_once('~').filter(|(_, back)| !back.is_empty()) {
                phrases.framed.push((format!("{front} "), format!(" {back}"), role));
                continue;
            }
            let key = phrase.trim_end_matches('~');
            if phrase.ends_with('~') {
                phrases.open.entry(key).or_insert(role);
                phrases.longest = phrases.longest.max(key.len());
            }
            phrases.exact.entry(key).or_insert(role);
        }
    }
    phrases.endings = section(DATA, "endings").into_iter().collect();
    phrases.shared = section(DATA, "shared").into_iter().collect();
    phrases
});

/// What phrases begin with.
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    let phrases = &*PHRASES;
    let framed = phrases.framed.iter().map(|(front, ..)| front.as_str());
    phrases.exact.keys().copied().chain(framed).map(begun)
}

/// The role of a phrase.
pub(super) fn find(text: &str, look: Look) -> Option<Role> {
    let phrases = &*PHRASES;
    if let Some(&role) = phrases.exact.get(text) {
        return Some(role);
    }
    // The longest first. Most texts are no heading: what can be no phrase, or be followed by no tail, is not looked up.
    let open = text.char_indices().rev().map(|(end, _)| end).filter(|end| (1..=phrases.longest).contains(end)).find_map(|end| {
        let (front, rest) = text.split_at(end);
        if !rest.starts_with(' ') && !front.ends_with(is_hangul) {
            return None;
        }
        let role = *phrases.open.get(front)?;
        tail_fits(front, rest, look).then_some(role)
    });
    let framed =
        || phrases.framed.iter().find(|(front, back, _)| text.len() > front.len() && text.starts_with(front) && text.ends_with(back));
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
                reached[end] |= PHRASES.endings.contains(&text[start..end]);
            }
        }
    }
    reached[text.len()]
}

/// Whether the words of a heading say that it holds for every posting.
pub(super) fn is_shared(tokens: &[Token], text: &str) -> bool {
    let words = || tokens.iter().filter_map(|token| if let Token::Word(word) = token { Some(word.as_str()) } else { None });
    if PHRASES.shared.contains(text) || words().next().is_some_and(|word| word == "common" || word == "shared") {
        return true;
    }
    PHRASES.shared.iter().any(|phrase| {
        let hangul = phrase.ends_with(is_hangul);
        (hangul || phrase.contains(' ')) && (text.starts_with(phrase) || text.ends_with(phrase))
    })
}
