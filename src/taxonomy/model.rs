//! The taxonomy as it is used: rows of small integers over one pool of text, and one automaton over all spellings.

use std::borrow::Cow;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use serde::{Deserialize, Serialize};

use super::entry::{Kind, Only};

/// Over characters, not bytes: Hangul takes a third of the states.
pub(super) type Automaton = CharwiseDoubleArrayAhoCorasick<u32>;

/// A skill, by its place in the taxonomy. Only meaningful together with the taxonomy that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SkillId(pub u32);

impl SkillId {
    /// As an index into tables with one row a skill.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A piece of the text pool.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(super) struct Text {
    pub at: u32,
    pub len: u32,
}

/// A list for each row, in two flat arrays.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Lists<T> {
    pub ends: Vec<u32>,
    pub items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), items: Vec::new() }
    }
}

impl<T> Lists<T> {
    pub(super) fn push(&mut self, items: impl IntoIterator<Item = T>) {
        self.items.extend(items);
        self.ends.push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
    }

    pub(super) fn get(&self, row: usize) -> &[T] {
        let start = if row == 0 { 0 } else { self.ends[row - 1] as usize };
        &self.items[start..self.ends[row] as usize]
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct SkillRow {
    pub id: Text,
    pub name: Text,
    pub code: Text,
    pub kind: Kind,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct AliasRow {
    pub skill: SkillId,
    pub text: Text,
    pub exact: bool,
    pub only: Only,
    /// Row of `needs`, plus one; 0 for none.
    pub gate: u32,
}

/// What must, or must not, stand in the same line.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct GateRow {
    pub need_skills: Vec<SkillId>,
    pub need_words: Vec<Text>,
    pub not_near: Vec<Text>,
}

/// Everything but the automaton.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Rows<'a> {
    #[serde(borrow)]
    pub pool: Cow<'a, str>,
    #[serde(borrow)]
    pub version: Cow<'a, str>,
    pub skills: Vec<SkillRow>,
    pub broader: Lists<SkillId>,
    pub implies: Lists<SkillId>,
    /// All that a skill is or entails, itself first.
    pub closure: Lists<SkillId>,
    /// Substitutes with their degree in hundredths.
    pub similar: Lists<(SkillId, u8)>,
    /// What a certificate points to, with a level word.
    pub evidence: Lists<(SkillId, Text)>,
    pub external: Lists<(Text, Text)>,
    pub was: Vec<(Text, SkillId)>,
    pub aliases: Vec<AliasRow>,
    pub gates: Vec<GateRow>,
    /// Aliases of each pattern of the automaton, with the seams of the spelling.
    pub patterns: Lists<(u32, u64)>,
}

/// Canonical skills with their spellings and relations.
pub struct Taxonomy {
    pub(super) rows: Rows<'static>,
    pub(super) automaton: Automaton,
}

/// One skill, read through its taxonomy.
#[derive(Clone, Copy)]
pub struct Skill<'t> {
    taxonomy: &'t Taxonomy,
    /// Its place.
    pub key: SkillId,
}

impl Taxonomy {
    /// Number of skills; ids run from 0 to one less.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.skills.len()
    }

    /// Whether it holds no skill.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.skills.is_empty()
    }

    /// Version: the month of the data and a hash of it; with overlays, of both.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.rows.version
    }

    /// All skills in the order of their ids.
    pub fn skills(&self) -> impl Iterator<Item = Skill<'_>> {
        (0..self.len()).map(|at| self.skill(SkillId(u32::try_from(at).unwrap_or(u32::MAX))))
    }

    /// A skill by its place.
    #[must_use]
    pub const fn skill(&self, key: SkillId) -> Skill<'_> {
        Skill { taxonomy: self, key }
    }

    /// A skill by its id, or by an id that it had once.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<SkillId> {
        let found = self.rows.skills.binary_search_by(|row| self.text(row.id).cmp(id));
        match found {
            Ok(at) => Some(SkillId(u32::try_from(at).ok()?)),
            Err(_) => self.rows.was.iter().find(|(old, _)| self.text(*old) == id).map(|&(_, key)| key),
        }
    }

    pub(super) fn text(&self, text: Text) -> &str {
        &self.rows.pool[text.at as usize..][..text.len as usize]
    }

    /// Whether `narrow` is `wide`, or is or entails it by way of others.
    #[must_use]
    pub fn is_under(&self, narrow: SkillId, wide: SkillId) -> bool {
        self.rows.closure.get(narrow.index()).contains(&wide)
    }

    /// How often any spelling stands in a text, edges and conditions aside: the bare pass of the automaton, the least that
    /// reading a text can cost. Only for measuring.
    #[must_use]
    pub fn bare_hits(&self, text: &str) -> usize {
        self.automaton.find_overlapping_iter(text).count()
    }

    /// Number of spellings as the data files write them.
    #[must_use]
    pub fn surfaces(&self) -> usize {
        self.rows.aliases.len()
    }
}

impl<'t> Skill<'t> {
    fn row(self) -> &'t SkillRow {
        &self.taxonomy.rows.skills[self.key.index()]
    }

    /// Stable id.
    #[must_use]
    pub fn id(self) -> &'t str {
        self.taxonomy.text(self.row().id)
    }

    /// Usual name.
    #[must_use]
    pub fn name(self) -> &'t str {
        self.taxonomy.text(self.row().name)
    }

    /// Kind.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.row().kind
    }

    /// ISO 639-1 code of a spoken language, else empty.
    #[must_use]
    pub fn code(self) -> &'t str {
        self.taxonomy.text(self.row().code)
    }

    /// More general skills and categories, direct ones.
    #[must_use]
    pub fn broader(self) -> &'t [SkillId] {
        self.taxonomy.rows.broader.get(self.key.index())
    }

    /// Entailed skills, direct ones.
    #[must_use]
    pub fn implies(self) -> &'t [SkillId] {
        self.taxonomy.rows.implies.get(self.key.index())
    }

    /// All that it is or entails, itself first.
    #[must_use]
    pub fn closure(self) -> &'t [SkillId] {
        self.taxonomy.rows.closure.get(self.key.index())
    }

    /// Fair substitutes with their degree, 0…1.
    pub fn similar(self) -> impl Iterator<Item = (SkillId, f64)> {
        let list = self.taxonomy.rows.similar.get(self.key.index());
        list.iter().map(|&(key, hundredths)| (key, f64::from(hundredths) / 100.0))
    }

    /// What a certificate points to, with the word of the level.
    pub fn evidence(self) -> impl Iterator<Item = (SkillId, &'t str)> {
        let list = self.taxonomy.rows.evidence.get(self.key.index());
        list.iter().map(|&(key, level)| (key, self.taxonomy.text(level)))
    }

    /// External ids: scheme and id.
    pub fn external(self) -> impl Iterator<Item = (&'t str, &'t str)> {
        let list = self.taxonomy.rows.external.get(self.key.index());
        list.iter().map(|&(scheme, id)| (self.taxonomy.text(scheme), self.taxonomy.text(id)))
    }

    /// Spellings as the data files write them, with whether a gate decides over them.
    pub fn aliases(self) -> impl Iterator<Item = (&'t str, bool)> {
        let rows = &self.taxonomy.rows.aliases;
        let from = rows.partition_point(|alias| alias.skill < self.key);
        rows[from..].iter().take_while(move |alias| alias.skill == self.key).map(|alias| {
            let gated = alias.exact || alias.only != Only::Anywhere || alias.gate > 0;
            (self.taxonomy.text(alias.text), gated)
        })
    }
}

impl std::fmt::Debug for Taxonomy {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Taxonomy({}, {} skills)", self.version(), self.len())
    }
}
