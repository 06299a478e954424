//! The taxonomy as it is used: columns of small integers over one pool of text, and all spellings.

use std::borrow::Cow;

use bytemuck::{Pod, Zeroable};
use serde::{Deserialize, Serialize};

use super::entry::Kind;
use super::spelling::Spellings;

/// A skill, by its place in the taxonomy. Only meaningful together with the taxonomy that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default, Pod, Zeroable)]
#[repr(transparent)]
pub struct SkillId(pub u32);

impl SkillId {
    /// As an index into tables with one row a skill.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Rows of one shape: borrowed from the program where they were packed with it, owned where an overlay made them.
pub(super) type Column<T> = Cow<'static, [T]>;

/// A piece of the text pool.
#[derive(Debug, Clone, Copy, Default, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Text {
    pub at: u32,
    pub len: u32,
}

/// A list for each row, in two flat arrays.
#[derive(Debug, Clone)]
pub(super) struct Lists<T: Pod> {
    pub ends: Column<u32>,
    pub items: Column<T>,
}

impl<T: Pod> Default for Lists<T> {
    fn default() -> Self {
        Self { ends: Cow::default(), items: Cow::default() }
    }
}

impl<T: Pod> Lists<T> {
    pub(super) fn push(&mut self, items: impl IntoIterator<Item = T>) {
        self.items.to_mut().extend(items);
        self.ends.to_mut().push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
    }

    #[inline]
    pub(super) fn get(&self, row: usize) -> &[T] {
        let start = if row == 0 { 0 } else { self.ends[row - 1] as usize };
        &self.items[start..self.ends[row] as usize]
    }
}

#[derive(Debug, Clone, Copy, Default, Pod, Zeroable)]
#[repr(C)]
pub(super) struct SkillRow {
    pub id: Text,
    pub name: Text,
    pub code: Text,
    /// Place in [`Kind::ALL`].
    pub kind: u32,
}

#[derive(Debug, Clone, Copy, Default, Pod, Zeroable)]
#[repr(C)]
pub(super) struct AliasRow {
    pub text: Text,
    /// Whether anything but its edges decides if it counts: 1, else 0.
    pub gated: u32,
}

/// What decides over an alias whose letter case or surroundings do. These are few and often met, so that they lie together.
#[derive(Debug, Clone, Copy, Default, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Strict {
    pub text: Text,
    /// Row of the gates, plus one; 0 for none.
    pub gate: u32,
}

/// A substitute, with the degree in hundredths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Similar {
    pub skill: SkillId,
    pub hundredths: u32,
}

/// A skill that a certificate points to, with the word of the level.
#[derive(Debug, Clone, Copy, Default, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Evidence {
    pub skill: SkillId,
    pub level: Text,
}

/// An id elsewhere.
#[derive(Debug, Clone, Copy, Default, Pod, Zeroable)]
#[repr(C)]
pub(super) struct External {
    pub scheme: Text,
    pub id: Text,
}

/// An id that a skill had once.
#[derive(Debug, Clone, Copy, Default, Pod, Zeroable)]
#[repr(C)]
pub(super) struct Was {
    pub id: Text,
    pub skill: SkillId,
}

/// Where an id is looked for first in a table of ids: FNV-1a (Fowler, Noll, Vo), which is short and spreads such words well.
fn place(id: &str, size: usize) -> usize {
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    usize::try_from(hash % size.max(1) as u64).unwrap_or_default()
}

/// The table of ids, of skills and of those that skills had once, in this order.
pub(super) fn table<'i>(ids: impl ExactSizeIterator<Item = &'i str>) -> Vec<u32> {
    let mut table = vec![0; 2 * ids.len()];
    for (id, row) in ids.zip(1..) {
        let mut at = place(id, table.len());
        while table[at] != 0 {
            at = (at + 1) % table.len();
        }
        table[at] = row;
    }
    table
}

/// Everything but the spellings.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    pub pool: Cow<'static, str>,
    /// UTF-8.
    pub version: Column<u8>,
    pub skills: Column<SkillRow>,
    pub broader: Lists<SkillId>,
    pub implies: Lists<SkillId>,
    pub parts: Lists<SkillId>,
    /// All that a skill is or entails: itself first, then what it is, then the rest.
    pub closure: Lists<SkillId>,
    /// How many of the closure it is, itself among them.
    pub wider: Column<u16>,
    /// The other way round: the skills that are or entail it, itself among them, by id.
    pub under: Lists<SkillId>,
    pub similar: Lists<Similar>,
    pub evidence: Lists<Evidence>,
    pub external: Lists<External>,
    pub was: Column<Was>,
    /// Where each id, also one that a skill had once, may stand: a table with room for twice as many, walked on from the place that the
    /// hash of the id says. A row plus one; behind all rows come those of `was`; 0 where none stands.
    pub ids: Column<u32>,
    pub aliases: Lists<AliasRow>,
    pub strict: Column<Strict>,
    /// What must stand in the same line: one of these skills, or of these words.
    pub need_skills: Lists<SkillId>,
    pub need_words: Lists<Text>,
    /// What must not stand in the same line.
    pub not_near: Lists<Text>,
    /// Where separators may stand in a spelling; few differ.
    pub seams: Column<u64>,
}

/// Canonical skills with their spellings and relations.
pub struct Taxonomy {
    pub(super) rows: Rows,
    pub(super) spellings: Spellings,
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
        std::str::from_utf8(&self.rows.version).unwrap_or_default()
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
        let Rows { ids, skills, was, .. } = &self.rows;
        let mut at = place(id, ids.len());
        loop {
            let row = (*ids.get(at)? as usize).checked_sub(1)?;
            let (known, skill) = match skills.get(row) {
                Some(skill) => (skill.id, SkillId(u32::try_from(row).ok()?)),
                None => was.get(row - skills.len()).map(|was| (was.id, was.skill))?,
            };
            if self.text(known) == id {
                return Some(skill);
            }
            at = (at + 1) % ids.len();
        }
    }

    /// The text of all rows, for packing.
    #[must_use]
    pub fn pool(&self) -> &str {
        &self.rows.pool
    }

    pub(super) fn text(&self, text: Text) -> &str {
        self.rows.pool.get(text.at as usize..text.at as usize + text.len as usize).unwrap_or_default()
    }

    /// Whether `narrow` is `wide`, or is or entails it by way of others.
    #[must_use]
    pub fn is_under(&self, narrow: SkillId, wide: SkillId) -> bool {
        self.rows.closure.get(narrow.index()).contains(&wide)
    }

    /// The skills of which [`Taxonomy::is_under`] holds, itself among them, in the order of their ids.
    #[must_use]
    pub fn under(&self, wide: SkillId) -> &[SkillId] {
        self.rows.under.get(wide.index())
    }

    /// Number of spellings as the data files write them.
    #[must_use]
    pub fn surfaces(&self) -> usize {
        self.rows.aliases.items.len()
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

    /// The name that Korean text uses: of ideas, fields, languages and the like. Products keep their own names in Korean too, and so do
    /// abbreviations.
    #[must_use]
    pub fn korean(self) -> Option<&'t str> {
        let hangul = |c: char| matches!(c, '가'..='힣');
        if !self.kind().is_translated() || self.name().contains(hangul) || !self.name().contains(char::is_lowercase) {
            return None;
        }
        self.aliases().map(|(text, _)| text).find(|text| text.contains(hangul))
    }

    /// Kind.
    #[must_use]
    pub fn kind(self) -> Kind {
        Kind::ALL.get(self.row().kind as usize).map_or(Kind::Concept, |(_, kind)| *kind)
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

    /// What it is made of, for a skill that names several at once (ELK); empty for all others.
    #[must_use]
    pub fn parts(self) -> &'t [SkillId] {
        self.taxonomy.rows.parts.get(self.key.index())
    }

    /// All that it is or entails: itself first, then what it is, then the rest.
    #[must_use]
    pub fn closure(self) -> &'t [SkillId] {
        self.taxonomy.rows.closure.get(self.key.index())
    }

    /// All that it is, by `broader` alone: itself first.
    #[must_use]
    pub fn wider(self) -> &'t [SkillId] {
        let count = self.taxonomy.rows.wider[self.key.index()];
        &self.closure()[..usize::from(count)]
    }

    /// Fair substitutes with their degree, 0…1.
    #[must_use]
    pub fn similar(self) -> impl ExactSizeIterator<Item = (SkillId, f64)> {
        let list = self.taxonomy.rows.similar.get(self.key.index());
        list.iter().map(|to| (to.skill, f64::from(to.hundredths) / 100.0))
    }

    /// What a certificate points to, with the word of the level.
    pub fn evidence(self) -> impl Iterator<Item = (SkillId, &'t str)> {
        let list = self.taxonomy.rows.evidence.get(self.key.index());
        list.iter().map(|to| (to.skill, self.taxonomy.text(to.level)))
    }

    /// External ids: scheme and id.
    #[must_use]
    pub fn external(self) -> impl ExactSizeIterator<Item = (&'t str, &'t str)> {
        let list = self.taxonomy.rows.external.get(self.key.index());
        list.iter().map(|to| (self.taxonomy.text(to.scheme), self.taxonomy.text(to.id)))
    }

    /// Spellings as the data files write them, with whether a gate decides over them.
    #[must_use]
    pub fn aliases(self) -> impl ExactSizeIterator<Item = (&'t str, bool)> {
        let rows = self.taxonomy.rows.aliases.get(self.key.index());
        rows.iter().map(|alias| (self.taxonomy.text(alias.text), alias.gated > 0))
    }
}

impl std::fmt::Debug for Taxonomy {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Taxonomy({}, {} skills)", self.version(), self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::{SkillId, Taxonomy};

    #[test]
    fn what_is_under_a_skill_is_told_from_above_as_from_below() {
        let taxonomy = Taxonomy::embedded();
        for wide in ["programming-language", "python", "linux", "django"] {
            let wide = taxonomy.by_id(wide).expect("a skill");
            let below = taxonomy.skills().map(|skill| skill.key).filter(|skill| taxonomy.is_under(*skill, wide));
            assert_eq!(taxonomy.under(wide), below.collect::<Vec<SkillId>>());
        }
    }
}
