//! What a candidate holds, spread over all that it is or entails, so that a leaf is judged by one look-up.

use crate::levels::Level;
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
}

impl<'c> Holdings<'c> {
    /// Spreads a candidate's skills over the taxonomy.
    #[must_use]
    pub fn new(candidate: &'c Candidate, taxonomy: &Taxonomy) -> Self {
        let mut rows = Vec::new();
        for (held, at) in candidate.skills.iter().zip(0..) {
            let wider = broader_closure(taxonomy, held.skill);
            for &skill in taxonomy.skill(held.skill).closure() {
                let way = if skill == held.skill {
                    Way::Exact
                } else if wider.contains(&skill) {
                    Way::Narrower
                } else {
                    Way::Implies
                };
                rows.push(Holding { skill, held: at, way });
            }
        }
        rows.sort_unstable_by_key(|row| (row.skill, row.way, row.held));
        Self { candidate, rows }
    }

    /// What satisfies a skill.
    #[must_use]
    pub fn of(&self, skill: SkillId) -> &[Holding] {
        let start = self.rows.partition_point(|row| row.skill < skill);
        let len = self.rows[start..].iter().take_while(|row| row.skill == skill).count();
        &self.rows[start..start + len]
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

/// All that a skill is, by `broader` alone.
#[must_use]
pub fn broader_closure(taxonomy: &Taxonomy, skill: SkillId) -> Vec<SkillId> {
    let mut out = vec![skill];
    let mut next = 0;
    while let Some(&key) = out.get(next) {
        next += 1;
        for &wider in taxonomy.skill(key).broader() {
            if !out.contains(&wider) {
                out.push(wider);
            }
        }
    }
    out
}
