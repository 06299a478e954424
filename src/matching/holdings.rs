//! What a candidate holds, spread over all that it is or entails, so that a leaf is judged by one look-up.

use std::sync::OnceLock;

use crate::levels::Level;
use crate::matching::terms::Words;
use crate::profile::candidate::{Candidate, Strength};
use crate::taxonomy::{SkillId, Taxonomy};

/// Why a held skill satisfies another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// It is the one.
    Exact,
    /// It is a kind of it.
    Narrower,
    /// It entails it.
    Implies,
}

/// A held skill that satisfies another one.
#[derive(Debug, Clone, Copy)]
pub struct Holding {
    /// The skill satisfied.
    pub skill: SkillId,
    /// Index into [`Candidate::skills`].
    pub held: u32,
    /// Why.
    pub way: Way,
}

/// All holdings of a candidate, sorted by the skill satisfied.
#[derive(Debug)]
pub struct Holdings<'c> {
    /// Whose.
    pub candidate: &'c Candidate,
    rows: Vec<Holding>,
    /// Which skills have rows, by [`SkillId::index`]: most leaves ask for what is not held, and one look at a bit says so.
    marks: Vec<Marks>,
    /// Where the rows of each such skill end, one after the other.
    ends: Vec<u32>,
    /// Words of names that no skill covers, folded once; most postings ask for none.
    own: OnceLock<OwnWords>,
}

/// Some skills side by side, and how many skills before them have rows.
#[derive(Debug, Clone, Copy, Default)]
struct Marks {
    bits: u64,
    before: u32,
}

impl Marks {
    /// The place of a skill among those that have rows.
    #[inline]
    fn place(self, skill: SkillId) -> Option<usize> {
        let bit = 1 << (skill.index() % 64);
        (self.bits & bit > 0).then(|| (self.before + (self.bits & (bit - 1)).count_ones()) as usize)
    }
}

/// The candidate's own words, ready to be compared.
#[derive(Debug)]
struct OwnWords {
    terms: Vec<Words>,
    certificates: Vec<Words>,
}

impl<'c> Holdings<'c> {
    /// Spreads a candidate's skills over the taxonomy.
    #[must_use]
    pub fn new(candidate: &'c Candidate, taxonomy: &Taxonomy) -> Self {
        let closures = candidate.skills.iter().map(|held| taxonomy.skill(held.skill).closure());
        let mut rows = Vec::with_capacity(closures.clone().map(<[_]>::len).sum());
        for ((held, closure), at) in candidate.skills.iter().zip(closures).zip(0..) {
            let wider = taxonomy.skill(held.skill).wider().len();
            rows.extend(closure.iter().enumerate().map(|(place, &skill)| {
                let way = match place {
                    0 => Way::Exact,
                    place if place < wider => Way::Narrower,
                    _ => Way::Implies,
                };
                Holding { skill, held: at, way }
            }));
        }
        // One number each: one more step of many is tried by holdings of its own.
        rows.sort_unstable_by_key(|row| u64::from(row.skill.0) << 34 | (row.way as u64) << 32 | u64::from(row.held));
        let mut marks = vec![Marks::default(); taxonomy.len().div_ceil(64)];
        let mut ends: Vec<u32> = Vec::with_capacity(rows.len());
        for (row, end) in rows.iter().zip(1..) {
            let marks = &mut marks[row.skill.index() / 64];
            let bit = 1 << (row.skill.index() % 64);
            if let Some(last) = ends.last_mut().filter(|_| marks.bits & bit > 0) {
                *last = end;
                continue;
            }
            if marks.bits == 0 {
                marks.before = u32::try_from(ends.len()).unwrap_or(u32::MAX);
            }
            marks.bits |= bit;
            ends.push(end);
        }
        Self { candidate, rows, marks, ends, own: OnceLock::new() }
    }

    /// What satisfies a skill.
    #[must_use]
    pub fn of(&self, skill: SkillId) -> &[Holding] {
        let Some(at) = self.marks[skill.index() / 64].place(skill) else { return &[] };
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.rows[start as usize..self.ends[at] as usize]
    }

    /// Whether the skill itself is held, and not only something that is or entails it.
    #[must_use]
    pub fn has_exactly(&self, skill: SkillId) -> bool {
        self.of(skill).first().is_some_and(|row| row.way == Way::Exact)
    }

    /// Whether something broader is held, near or far.
    #[must_use]
    pub fn has_broader(&self, taxonomy: &Taxonomy, skill: SkillId) -> bool {
        taxonomy.skill(skill).wider()[1..].iter().any(|wider| self.has_exactly(*wider))
    }

    fn own(&self) -> &OwnWords {
        self.own.get_or_init(|| OwnWords {
            terms: self.candidate.terms.iter().map(|term| Words::new(&term.text)).collect(),
            certificates: self.candidate.certificates.iter().map(|held| Words::new(&held.text)).collect(),
        })
    }

    /// The words of each entry of [`Candidate::terms`].
    pub(super) fn terms(&self) -> &[Words] {
        &self.own().terms
    }

    /// The words of each entry of [`Candidate::certificates`].
    pub(super) fn certificates(&self) -> &[Words] {
        &self.own().certificates
    }

    /// The skills satisfied, each once.
    pub fn skills(&self) -> impl Iterator<Item = SkillId> {
        self.rows.chunk_by(|a, b| a.skill == b.skill).map(|rows| rows[0].skill)
    }

    /// The level that a holding has, where one is stated.
    #[must_use]
    pub fn level(&self, holding: &Holding) -> Option<Level> {
        let held = &self.candidate.skills[holding.held as usize];
        match held.strength {
            Strength::Pointed(level) => held.level.or(level),
            Strength::Claimed | Strength::Seen => held.level,
        }
    }

    /// The working time behind a holding: its own, else the total.
    #[must_use]
    pub fn months(&self, holding: &Holding) -> Option<f64> {
        self.candidate.skills[holding.held as usize].months.or(self.candidate.months)
    }
}

/// Whether a skill is another one or a kind of it, by `broader` alone.
#[must_use]
pub fn is_kind_of(taxonomy: &Taxonomy, skill: SkillId, wide: SkillId) -> bool {
    taxonomy.skill(skill).wider().contains(&wide)
}
