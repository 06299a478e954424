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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// The skill satisfied.
    pub skill: SkillId,
    /// Index into [`Candidate::skills`].
    pub held: u32,
    /// Why.
    pub way: Way,
}

impl Holding {
    /// By the skill satisfied, then the nearest way, as one number.
    fn order(&self) -> u64 {
        u64::from(self.skill.0) << 34 | (self.way as u64) << 32 | u64::from(self.held)
    }
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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
        let mut rows = Vec::new();
        for (held, at) in candidate.skills.iter().zip(0..) {
            rows.extend(spread(taxonomy, held.skill, at));
        }
        rows.sort_unstable_by_key(Holding::order);
        Self::laid(candidate, rows, taxonomy)
    }

    /// Those of the same candidate after more was learnt. One more step of many is tried so: what was there is only moved.
    #[must_use]
    pub fn after<'d>(&self, candidate: &'d Candidate, taxonomy: &Taxonomy) -> Holdings<'d> {
        let mut before = self.candidate.skills.iter().peekable();
        let (mut moved, mut more) = (Vec::with_capacity(candidate.skills.len()), Vec::new());
        for (held, at) in candidate.skills.iter().zip(0..) {
            if before.next_if(|known| known.skill == held.skill).is_some() {
                moved.push(at);
            } else {
                more.extend(spread(taxonomy, held.skill, at));
            }
        }
        if before.next().is_some() {
            return Holdings::new(candidate, taxonomy);
        }
        more.sort_unstable_by_key(Holding::order);
        let mut rows = Vec::with_capacity(self.rows.len() + more.len());
        let mut more = more.into_iter().peekable();
        for row in &self.rows {
            let row = Holding { held: moved[row.held as usize], ..*row };
            while let Some(new) = more.next_if(|new| new.order() < row.order()) {
                rows.push(new);
            }
            rows.push(row);
        }
        rows.extend(more);
        Holdings::laid(candidate, rows, taxonomy)
    }

    /// Lays out rows that are in their order.
    fn laid(candidate: &'c Candidate, rows: Vec<Holding>, taxonomy: &Taxonomy) -> Self {
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

/// All that a held skill satisfies.
fn spread(taxonomy: &Taxonomy, skill: SkillId, held: u32) -> impl Iterator<Item = Holding> {
    let wider = taxonomy.skill(skill).wider().len();
    taxonomy.skill(skill).closure().iter().enumerate().map(move |(place, &skill)| {
        let way = match place {
            0 => Way::Exact,
            place if place < wider => Way::Narrower,
            _ => Way::Implies,
        };
        Holding { skill, held, way }
    })
}

/// Whether a skill is another one or a kind of it, by `broader` alone.
#[must_use]
pub fn is_kind_of(taxonomy: &Taxonomy, skill: SkillId, wide: SkillId) -> bool {
    taxonomy.skill(skill).wider().contains(&wide)
}

#[cfg(test)]
mod tests {
    use super::Holdings;
    use crate::profile::Candidate;
    use crate::profile::month::Month;
    use crate::source::Source;
    use crate::taxonomy::Taxonomy;

    #[test]
    fn what_is_held_after_a_step_is_what_would_be_spread_anew() {
        let taxonomy = Taxonomy::embedded();
        let candidate = |text: &str| {
            let profile = crate::profile::load(Source::new("me.yaml", format!("name: A\n{text}"))).expect("a profile");
            Candidate::resolve(&profile, &taxonomy, Month { year: 2024, month: 3 })
        };
        let before = candidate("skills: [Python, Django, React, {name: Kubernetes, level: advanced}]");
        let holdings = Holdings::new(&before, &taxonomy);
        for id in ["flask", "aws", "java", "python", "vue-js"] {
            let mut after = before.clone();
            after.add(taxonomy.by_id(id).expect("a skill"), "step");
            let (moved, anew) = (holdings.after(&after, &taxonomy), Holdings::new(&after, &taxonomy));
            assert_eq!((&moved.rows, &moved.ends, &moved.marks), (&anew.rows, &anew.ends, &anew.marks), "{id}");
        }
        let fewer = candidate("skills: [Python]");
        assert_eq!(holdings.after(&fewer, &taxonomy).rows, Holdings::new(&fewer, &taxonomy).rows);
    }
}
