//! The best postings of an index, without judging them all.
//!
//! The fit is a weighted mean of parts. The parts that a candidate can have credit for are found by what is held, each is judged
//! once, and its credit is spread over the postings in which it stands: that is the fit of each posting, as near as sums of floats
//! and lines that speak of other lines allow, and never less than it. Postings are then judged in the order of these bounds until
//! no bound is better than what was found.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Damaged;
use super::columns::{Columns, Static};
use super::error::Fault;
use super::part::{Class, Key};
use crate::matching::verdict::{self, Outcome, Setting};
use crate::score::{Best, Desk, Place, Policy, Scorer};

/// Room for searching, used again for each candidate.
#[derive(Default)]
pub(super) struct Room {
    /// Outcomes of parts, valid where the stamp is the present one.
    outcomes: Vec<(u32, Outcome)>,
    stamp: u32,
    /// Whether every part that can have credit is judged already.
    spread: bool,
    /// Weight times credit of each posting.
    sums: Vec<f32>,
    /// Weight that claims of the candidate add to each posting, with the lines; empty where there are none.
    more: Vec<(f32, u8)>,
    desk: Desk,
}

impl Room {
    fn begin(&mut self, columns: &Columns<'_>) {
        if self.outcomes.len() != columns.parts() || self.stamp == u32::MAX {
            self.outcomes.clear();
            self.outcomes.resize(columns.parts(), (0, Outcome::Unassessed));
            self.stamp = 0;
        }
        self.stamp += 1;
        self.spread = false;
        self.sums.clear();
        self.sums.resize(columns.docs(), 0.0);
        self.more.clear();
    }

    fn known(&self, part: u32) -> Option<Outcome> {
        let (stamp, outcome) = *self.outcomes.get(part as usize)?;
        (stamp == self.stamp).then_some(outcome)
    }
}

/// The keys that a candidate can meet anything by.
pub(super) fn keys(scorer: &Scorer<'_>) -> Vec<u64> {
    let judge = &scorer.judge;
    let candidate = judge.holdings.candidate;
    let kinds = [
        (Key::Term, !candidate.terms.is_empty()),
        (Key::Certificate, !candidate.certificates.is_empty()),
        (Key::Degree, !candidate.degrees.is_empty()),
        (Key::Language, !candidate.languages.is_empty()),
        (Key::Portfolio, candidate.portfolio.is_some()),
        (Key::Trait, !candidate.traits.is_empty()),
        (Key::Other, true),
    ];
    let kinds = kinds.into_iter().filter(|(_, held)| *held).map(|(kind, _)| kind);
    let skills = judge.taxonomy.skills().map(|skill| skill.key).filter(|skill| judge.reaches(*skill)).map(Key::Skill);
    kinds.chain(skills).map(Key::number).collect()
}

/// Searches one segment for one candidate.
pub(super) struct Search<'s> {
    pub columns: &'s Columns<'s>,
    pub scorer: &'s Scorer<'s>,
    /// What [`keys`] gave for the candidate.
    pub keys: &'s [u64],
    /// Number of the first posting of the segment in the index.
    pub first: u64,
}

impl Search<'_> {
    /// Offers every posting that may be among the best, and few others. Nothing at the bar or behind it is wanted.
    pub(super) fn offer<T>(
        &self,
        best: &mut Best<T>,
        bar: Option<(Place, u64)>,
        item: impl Fn(usize) -> T,
        room: &mut Room,
    ) -> Result<(), Fault> {
        self.spread(room)?;
        let weights = Weights::of(self.scorer.judge.policy);
        // Without an occupation of the candidate no title counts.
        let titles = !self.scorer.judge.holdings.candidate.worked.occupations().is_empty();
        let mut open: BinaryHeap<Reverse<(Place, usize)>> = BinaryHeap::new();
        for (doc, known) in self.columns.statics().enumerate() {
            let headed = titles && known.described;
            let place = weights.bound(known, headed, room.sums[doc], room.more.get(doc).copied());
            let early = bar.is_none_or(|bar| (place, self.first + doc as u64) < bar);
            if early && best.wants(place, self.first + doc as u64) && !self.columns.is_removed(doc) {
                open.push(Reverse((place, doc)));
            }
        }
        while let Some(Reverse((bound, doc))) = open.pop() {
            // The bounds come in order: once none is wanted, only what stands at the same place and earlier may be.
            if best.wants(bound, self.first + doc as u64) {
                best.offer(self.place(doc, room)?, self.first + doc as u64, item(doc));
            } else if best.worst().is_some_and(|(worst, _)| bound > worst) {
                break;
            }
        }
        Ok(())
    }

    /// The place of every posting, in order, without bounds; removed ones are left out.
    pub(super) fn all(&self, room: &mut Room, mut take: impl FnMut(usize, Place)) -> Result<(), Fault> {
        room.begin(self.columns);
        for doc in (0..self.columns.docs()).filter(|doc| !self.columns.is_removed(*doc)) {
            let place = self.place(doc, room)?;
            take(doc, place);
        }
        Ok(())
    }

    /// Judges the parts that the candidate can have credit for, and spreads it over the postings.
    fn spread(&self, room: &mut Room) -> Result<(), Damaged> {
        room.begin(self.columns);
        let weights = Weights::of(self.scorer.judge.policy);
        for key in self.keys {
            for &part in self.columns.met_by(*key) {
                if room.known(part).is_some() {
                    continue;
                }
                let credit = match self.judged(part, room)? {
                    Outcome::Assessed(_, true) => 1.0,
                    Outcome::Assessed(credit, false) => credit,
                    // What a line refers to may all be met.
                    Outcome::Unassessed if self.columns.class(part)? == Class::Refers => 1.0,
                    Outcome::Free | Outcome::Unassessed => 0.0,
                };
                if credit > 0.0 {
                    self.add(part, credit, &weights, room)?;
                }
            }
        }
        room.spread = true;
        Ok(())
    }

    fn add(&self, part: u32, credit: f64, weights: &Weights, room: &mut Room) -> Result<(), Damaged> {
        let mut list = self.columns.list(part)?;
        let mut doc = 0_usize;
        let varies = self.columns.class(part)? == Class::Varies;
        #[allow(clippy::cast_possible_truncation, reason = "bounds have slack for it")]
        let credit = credit as f32;
        while !list.is_empty() {
            doc = doc.checked_add(list.len()?).ok_or(Damaged)?;
            let shape = list.byte()?;
            let counted = shape & 0x7F;
            let sum = room.sums.get_mut(doc).ok_or(Damaged)?;
            if varies && counted == 0 {
                // The claim makes a line count that else would not: at most it is met.
                let weight = weights.lines[usize::from(shape >> 7)];
                *sum += weight;
                if room.more.is_empty() {
                    room.more.resize(self.columns.docs(), (0.0, 0));
                }
                let more = &mut room.more[doc];
                *more = (more.0 + weight, more.1.saturating_add(1));
            } else {
                *sum += weights.shares[usize::from(shape)] * credit;
            }
        }
        Ok(())
    }

    /// The outcome of a part, judged once.
    fn judged(&self, part: u32, room: &mut Room) -> Result<Outcome, Damaged> {
        if let Some(known) = room.known(part) {
            return Ok(known);
        }
        if room.spread && self.columns.class(part)? == Class::Always {
            return Ok(Outcome::leaf(0.0));
        }
        let (expr, families) = self.columns.expr(part)?;
        let outcome = self.scorer.judge.judge(&expr, Setting { families, months: None }, &mut ());
        room.outcomes[part as usize] = (room.stamp, outcome);
        Ok(outcome)
    }

    /// The place of a posting, exactly.
    fn place(&self, doc: usize, room: &mut Room) -> Result<Place, Fault> {
        let mut desk = std::mem::take(&mut room.desk);
        desk.clear();
        let mut outcomes = Vec::new();
        let (_, headed) = self.columns.lines(doc, |_, standing, parts| {
            let outcome = match parts {
                [part] => self.judged(*part, room)?,
                parts => {
                    outcomes.clear();
                    for part in parts {
                        outcomes.push(self.judged(*part, room)?);
                    }
                    verdict::all(outcomes.iter().copied())
                }
            };
            desk.push(standing, outcome);
            Ok(())
        })?;
        let place = self.scorer.place_of(&desk, headed);
        room.desk = desk;
        Ok(place)
    }
}

/// What lines weigh by the policy.
struct Weights {
    /// A required and a preferred line.
    lines: [f32; 2],
    /// A part, by the byte that stands beside a posting in its list.
    shares: [f32; 256],
    thin: usize,
    /// What a title may have of the fit.
    title_share: f64,
}

impl Weights {
    #[allow(clippy::cast_possible_truncation, reason = "bounds have slack for it")]
    fn of(policy: &Policy) -> Self {
        let lines = [policy.required_weight as f32, policy.preferred_weight as f32];
        let mut shares = [0.0; 256];
        for (shape, share) in (0_u8..=u8::MAX).zip(&mut shares) {
            *share = lines[usize::from(shape >> 7)] / f32::from((shape & 0x7F).max(1));
        }
        Self { lines, shares, thin: policy.thin, title_share: policy.title_share }
    }

    /// The best place that a posting can have.
    fn bound(&self, known: Static, titled: bool, sum: f32, more: Option<(f32, u8)>) -> Place {
        if known.loose {
            return Place::new(Some(100.0), usize::MAX, self.thin);
        }
        let (more, claims) = more.unwrap_or_default();
        let [required, preferred] = known.lines;
        let weight = self.lines[0] * f32::from(required) + self.lines[1] * f32::from(preferred) + more;
        let assessed = usize::from(required) + usize::from(preferred) + usize::from(claims);
        if weight <= 0.0 {
            return Place::new(titled.then_some(100.0), assessed, self.thin);
        }
        let lines = f64::from(sum) / f64::from(weight);
        let mean = if titled { (1.0 - self.title_share) * lines + self.title_share } else { lines };
        Place::at_best(mean, assessed, self.thin)
    }
}

#[cfg(test)]
mod tests {
    use super::Weights;
    use crate::score::Policy;

    #[test]
    fn shares_follow_the_list_and_the_parts() {
        let weights = Weights::of(&Policy::default());
        assert_eq!((weights.shares[1], weights.shares[3], weights.shares[0x81]), (3.0, 1.0, 1.0));
    }
}
