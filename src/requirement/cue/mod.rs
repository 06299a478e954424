//! Cue words: their kinds, and how they are found. The words are data (`data/cues.txt`).

mod kinds;

use std::sync::LazyLock;

use crate::levels::{Degree, LanguageLevel, Level};
use crate::span::Span;
use crate::text::boundary::{self, is_alphanumeric, is_hangul};
use crate::text::trie::Trie;
use crate::text::{Packed, korean};

pub use kinds::Cue;
use kinds::PLAIN;

/// A cue word in a text. A word may be a cue in several ways: what it is beside the others decides.
#[derive(Debug, Clone, Copy)]
pub struct CueHit {
    /// Bytes of the folded text.
    pub span: Span,
    /// Index into the table of words.
    word: u32,
}

struct Word {
    left: bool,
    right: bool,
    /// All that it can be: of sections that are named first in [`PLAIN`] first.
    cues: &'static [Cue],
}

// `WORDS`, in the order of their numbers in the trie.
include!(concat!(env!("OUT_DIR"), "/cues.rs"));

/// The trie over all words of the file, packed when the crate was built.
static PACKED: &Packed<[u8]> = &Packed(*include_bytes!(concat!(env!("OUT_DIR"), "/cues.bin")));
static TRIE: LazyLock<Trie> = LazyLock::new(|| Trie::of(PACKED));

impl CueHit {
    /// All that the word can be.
    #[must_use]
    pub fn cues(&self) -> &'static [Cue] {
        WORDS[self.word as usize].cues
    }
}

/// Appends the cue words of a folded text that pass their edges: of overlapping ones the longest, left to right.
pub fn collect(text: &str, out: &mut Vec<CueHit>) {
    let trie = &*TRIE;
    let (mut end, mut before) = (0, None);
    for (start, first) in text.char_indices() {
        if start >= end && may_begin(before, first) {
            let (mut node, mut longest) = (trie.root(), None);
            for (at, &byte) in text.as_bytes().iter().enumerate().skip(start) {
                let Some(next) = trie.step(node, byte) else { break };
                node = next;
                if let Some(word) = trie.value(node) {
                    let span = Span::new(start, at + 1);
                    if fits(text, span, &WORDS[word as usize]) {
                        longest = Some(CueHit { span, word });
                    }
                }
            }
            if let Some(hit) = longest {
                end = hit.span.end;
                out.push(hit);
            }
        }
        before = Some(first);
    }
}

/// Whether a word may begin with a character, by the one before it; [`fits`] tests the rest.
const fn may_begin(before: Option<char>, first: char) -> bool {
    match before {
        Some(before) if first.is_ascii_alphabetic() => !before.is_ascii_alphanumeric(),
        Some(before) if first.is_ascii_digit() => !before.is_ascii_digit(),
        _ => true,
    }
}

fn fits(text: &str, span: Span, word: &Word) -> bool {
    let surface = span.of(text);
    let (Some(first), Some(last)) = (surface.chars().next(), surface.chars().next_back()) else {
        return false;
    };
    let (before, after) = (boundary::before(text, span.start), boundary::after(text, span.end));
    let latin = |c: char| is_alphanumeric(c) && !is_hangul(c);
    if first.is_ascii_alphabetic() && before.is_some_and(|c| latin(c) || c == '-' && !surface.contains(' ')) {
        return false;
    }
    if first.is_ascii_digit() && before.is_some_and(|c| c.is_ascii_digit() || c == '.') {
        return false;
    }
    if last.is_ascii_alphabetic() && after.is_some_and(latin) {
        return false;
    }
    if word.left && before.is_some_and(is_hangul) {
        return false;
    }
    !word.right || korean::only_particles(&text[span.end..])
}
