//! Which fields of study a posting's family and title call for, so that "관련 학과" has a meaning.

use std::sync::LazyLock;

use crate::taxonomy::{SkillId, Taxonomy};
use crate::text::boundary::{self, is_alphanumeric, is_hangul};
use crate::text::trie::Trie;
use crate::text::{Folded, Packed};

// `FIELDS`: ids of fields of study; `GROUPS`: for each group of words its fields by their places there.
include!(concat!(env!("OUT_DIR"), "/roles.rs"));

/// The words with the numbers of their groups, folded and packed when the crate was built (`build.rs`).
static WORDS: LazyLock<Trie> = LazyLock::new(|| Trie::of(UNITS));
static UNITS: &Packed<[u8]> = &Packed(*include_bytes!(concat!(env!("OUT_DIR"), "/roles.bin")));

/// Role words with their fields of study.
#[derive(Debug)]
pub struct Roles {
    /// The fields of study of each group.
    groups: Vec<Vec<SkillId>>,
}

impl Roles {
    /// The embedded table, with the fields that a taxonomy knows.
    #[must_use]
    pub fn new(taxonomy: &Taxonomy) -> Self {
        let fields: Vec<Option<SkillId>> = FIELDS.iter().map(|id| taxonomy.by_id(id)).collect();
        let known = |group: &&[usize]| group.iter().filter_map(|at| fields[*at]).collect();
        Self { groups: GROUPS.iter().map(known).collect() }
    }

    /// The fields of the first group of which a word stands in one of the texts; the earlier text decides first.
    #[must_use]
    pub fn fields(&self, texts: [Option<&str>; 2]) -> &[SkillId] {
        for text in texts.into_iter().flatten() {
            let folded = Folded::new(text);
            let text: &str = &folded.text;
            let group = text.char_indices().filter_map(|(at, _)| first(text, at)).min();
            if let Some(fields) = group.and_then(|group| self.groups.get(group)) {
                return fields;
            }
        }
        &[]
    }
}

/// The first group of which a word stands at a place of a text; Latin words at edges of their own.
fn first(text: &str, start: usize) -> Option<usize> {
    let latin = |c: char| is_alphanumeric(c) && !is_hangul(c);
    if text[start..].starts_with(latin) && boundary::before(text, start).is_some_and(latin) {
        return None;
    }
    let mut best: Option<u32> = None;
    let mut node = WORDS.root();
    for (at, &byte) in text.as_bytes().iter().enumerate().skip(start) {
        let Some(next) = WORDS.step(node, byte) else { break };
        node = next;
        let end = at + 1;
        let ends = || !text[..end].ends_with(latin) || boundary::after(text, end).is_none_or(|c| !latin(c) || c == 's');
        let group = WORDS.value(node).filter(|_| ends());
        best = best.into_iter().chain(group).min();
    }
    best.map(|group| group as usize)
}
