//! All spellings, and the aliases that each stands for: a trie over their beginnings, as far as each is told from all others, and the
//! rest of each as it is written. A trie over whole spellings would be four times as large, most of it rests with a unit a letter.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use bytemuck::{Pod, Zeroable};

use super::entry::Only;
use super::model::{Column, SkillId};
use crate::text::trie::Trie;

/// An alias that a spelling stands for, with all that most texts need to know of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Spelled {
    /// Row of what decides over it, where its marks say that there is one.
    pub strict: u32,
    pub skill: SkillId,
    /// The marks below, and above them the row of the seams.
    marks: u32,
}

/// What decides over an alias.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deciding {
    pub exact: bool,
    pub only: Only,
    /// Row of the gates, plus one; 0 for none.
    pub gate: u32,
    /// Its row, where letter case or a gate decides.
    pub strict: u32,
}

const FIELD: u32 = 1;
const EXACT: u32 = 2;
const TOKEN: u32 = 4;
const LIST: u32 = 8;
const GATE: u32 = 16;
const MARKS: u32 = 5;

impl Spelled {
    pub(super) fn new(skill: SkillId, field: bool, deciding: &Deciding, seams: u32) -> Self {
        let Deciding { exact, only, gate, strict } = *deciding;
        let marks = [(field, FIELD), (exact, EXACT), (only == Only::Token, TOKEN), (only == Only::List, LIST), (gate > 0, GATE)];
        let marks = marks.into_iter().filter(|(is, _)| *is).fold(seams << MARKS, |marks, (_, mark)| marks | mark);
        Self { strict, skill, marks }
    }

    /// Whether it is a field of study.
    pub(super) const fn field(&self) -> bool {
        self.marks & FIELD > 0
    }

    /// Whether letter case must agree.
    pub(super) const fn exact(&self) -> bool {
        self.marks & EXACT > 0
    }

    /// Whether nothing but particles may follow.
    pub(super) const fn token(&self) -> bool {
        self.marks & TOKEN > 0
    }

    /// Whether it counts only inside an enumeration.
    pub(super) const fn list(&self) -> bool {
        self.marks & LIST > 0
    }

    /// Whether its row names a gate.
    pub(super) const fn gate(&self) -> bool {
        self.marks & GATE > 0
    }

    /// Row of the seams.
    pub(super) const fn seams(&self) -> usize {
        (self.marks >> MARKS) as usize
    }
}

/// The spellings of a taxonomy.
#[derive(Debug, Clone)]
pub(super) struct Spellings {
    /// Beginnings, and where the record of each lies.
    pub trie: Trie,
    /// For each spelling the number of its aliases and the bytes of its rest in one word, the aliases, and the rest.
    pub records: Column<u32>,
}

/// Bits of a record's first word for the length of the rest: spellings are far shorter ([`super::validate`]).
const REST: u32 = 12;
/// Words of an alias.
const WORDS: usize = size_of::<Spelled>() / size_of::<u32>();

impl Spellings {
    /// The spellings with what each stands for; `None` where one is too long, or they have more than half a billion letters.
    pub(super) fn build(owners: &BTreeMap<String, BTreeSet<Spelled>>) -> Option<Self> {
        let (mut beginnings, mut records) = (Vec::with_capacity(owners.len()), Vec::new());
        let mut before = "";
        let mut spellings = owners.iter().peekable();
        while let Some((letters, aliases)) = spellings.next() {
            let after = spellings.peek().map_or("", |(letters, _)| letters.as_str());
            let telling = shared(before, letters).max(shared(letters, after)) + 1;
            let (beginning, rest) = letters.split_at(letters.ceil_char_boundary(telling.min(letters.len())));
            if rest.len() >> REST > 0 {
                return None;
            }
            beginnings.push((beginning, u32::try_from(records.len()).ok()?));
            records.push(u32::try_from(aliases.len() << REST | rest.len()).ok()?);
            records.extend(aliases.iter().flat_map(|spelled| [spelled.strict, spelled.skill.0, spelled.marks]));
            records.extend(rest.as_bytes().chunks(size_of::<u32>()).map(|bytes| {
                let mut word = [0; size_of::<u32>()];
                word[..bytes.len()].copy_from_slice(bytes);
                u32::from_ne_bytes(word)
            }));
            before = letters;
        }
        Some(Self { trie: Trie::build(&beginnings)?, records: records.into() })
    }

    /// What a number of the trie stands for: the aliases of the spelling, and how it goes on.
    #[inline]
    pub(super) fn record(&self, at: u32) -> Option<(&[Spelled], &[u8])> {
        let (head, words) = self.records.get(at as usize..)?.split_first()?;
        let (aliases, rest) = words.split_at_checked((head >> REST) as usize * WORDS)?;
        Some((bytemuck::cast_slice(aliases), bytemuck::cast_slice(rest).get(..(head & ((1 << REST) - 1)) as usize)?))
    }
}

impl Default for Spellings {
    fn default() -> Self {
        Self { trie: Trie::packed(Cow::default()), records: Cow::default() }
    }
}

/// Bytes with which two words both begin.
fn shared(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Spelled, Spellings};
    use crate::taxonomy::SkillId;

    #[test]
    fn each_spelling_leads_to_its_aliases_and_no_other_text_does() {
        let words = ["a", "ab", "abstract", "abstracts", "c", "c#", "머리", "머신러닝", "머신비전"];
        let owners: BTreeMap<_, _> = words
            .into_iter()
            .zip(0..)
            .map(|(word, at)| (word.to_owned(), [Spelled { strict: at, skill: SkillId(9), marks: 7 }].into()))
            .collect();
        let spellings = Spellings::build(&owners).expect("few letters");
        let find = |text: &str| {
            let mut node = spellings.trie.root();
            let mut found = Vec::new();
            for (at, byte) in text.bytes().enumerate() {
                let Some(next) = spellings.trie.step(node, byte) else { break };
                node = next;
                let record = spellings.trie.value(node).and_then(|at| spellings.record(at));
                found.extend(record.filter(|(_, rest)| text.as_bytes()[at + 1..] == **rest).map(|(aliases, _)| aliases[0].strict));
            }
            found
        };
        for (word, at) in words.into_iter().zip(0..) {
            assert_eq!(find(word), [at], "{word}");
        }
        for other in ["", "b", "abs", "abstrac", "abstractx", "머신", "머신러", "머신러님"] {
            assert!(find(other).is_empty(), "{other}");
        }
    }
}
