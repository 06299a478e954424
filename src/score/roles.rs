//! Which fields of study a posting's family and title call for, so that "관련 학과" has a meaning.

use std::sync::LazyLock;

use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::span::Span;
use crate::taxonomy::{SkillId, Taxonomy};
use crate::text::boundary::{self, is_alphanumeric, is_hangul};
use crate::text::trie::Trie;
use crate::text::{Folded, Packed};

const DATA: &str = include_str!("../taxonomy/data/roles.txt");

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
    /// The embedded table.
    ///
    /// # Errors
    /// Faults of the table; a test reads it, so that a program never sees one.
    pub fn read(taxonomy: &Taxonomy) -> Result<Self, Vec<Diagnostic>> {
        let source = Source::new("roles.txt", DATA);
        let (mut groups, mut problems) = (Vec::new(), Vec::new());
        // Few families, named often.
        let mut known: Vec<(&str, SkillId)> = Vec::new();
        let place = |part: &str| {
            let start = part.as_ptr().addr() - DATA.as_ptr().addr();
            Span::new(start, start + part.len())
        };
        for (ids, _) in DATA.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('=')) {
            let mut keys = Vec::new();
            for id in ids.split(',').map(str::trim) {
                let seen = known.iter().find(|(seen, _)| *seen == id).map(|(_, key)| *key);
                match seen.or_else(|| taxonomy.by_id(id)) {
                    Some(key) => {
                        keys.push(key);
                        if seen.is_none() {
                            known.push((id, key));
                        }
                    }
                    None => problems.push(source.error(place(id), "unknown-skill", &[("id", id)])),
                }
            }
            groups.push(keys);
        }
        if problems.is_empty() { Ok(Self { groups }) } else { Err(problems) }
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
