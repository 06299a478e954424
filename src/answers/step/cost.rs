//! What a step costs, by what the candidate holds and how the taxonomy relates it.

use smallvec::{SmallVec, smallvec};

use super::{Step, StepKind};
use crate::levels::{Degree, LanguageLevel, Level};
use crate::matching::holdings::Way as Held;
use crate::matching::{Holdings, Judge};
use crate::profile::candidate::Strength;
use crate::requirement::StudyField;
use crate::taxonomy::{Kind, SkillId};

/// Showing what is there already.
const PROVE: f64 = 0.1;
/// Going from something directly broader to the skill, and from what is broader than that. Farther away it is no help.
const FROM_BROADER: [f64; 2] = [0.7, 0.85];
/// A skill whose prerequisites are held.
const PREPARED: f64 = 0.8;
/// Each prerequisite that is not held, beside the skill itself.
const PREREQUISITE: f64 = 0.5;
/// One step of a skill's level.
const LEVEL: f64 = 0.4;
/// One step of a spoken language's level.
const LANGUAGE: f64 = 2.0;
/// Months that make up one unit of effort.
const MONTHS: f64 = 3.0;

/// How far away a step is, and from what it starts.
#[derive(Debug, Clone, PartialEq)]
pub struct Reach {
    /// From where it starts.
    pub kind: StepKind,
    /// What it starts from: an id or words.
    pub from: Option<String>,
    /// Place of that in the profile.
    pub evidence: Option<String>,
    /// Effort; 1 is a skill learnt from nothing, about three months.
    pub cost: f64,
}

impl Reach {
    fn learn(cost: f64) -> Self {
        Self { kind: StepKind::Learn, from: None, evidence: None, cost }
    }

    /// The same from farther away.
    fn and(mut self, cost: f64) -> Self {
        self.cost += cost;
        self
    }
}

/// How far away a skill is: a [`Reach`] without its words.
#[derive(Debug, Clone, Copy)]
struct Near {
    kind: StepKind,
    /// Index into [`Candidate::skills`](crate::profile::Candidate::skills).
    held: Option<u32>,
    cost: f64,
}

impl Near {
    const fn from(kind: StepKind, held: u32, cost: f64) -> Self {
        Self { kind, held: Some(held), cost }
    }
}

/// Tells what steps cost for one candidate.
#[derive(Clone, Copy)]
pub struct Costs<'a> {
    /// Who, and by which relations.
    pub judge: &'a Judge<'a>,
}

impl<'a> Costs<'a> {
    fn holdings(self) -> &'a Holdings<'a> {
        self.judge.holdings
    }

    /// The reach of a step.
    #[must_use]
    pub fn of(&self, step: &Step) -> Reach {
        match step {
            Step::Skill(skill) => self.skill(*skill),
            Step::Level(skill, level) => self.level(*skill, *level),
            Step::Time(None, months) => self.time(*months),
            Step::Time(Some(skill), months) => self.time_with(*skill, *months),
            Step::Degree(level, fields) => self.degree(*level, fields),
            Step::Language(language, level) => self.language(*language, *level),
            Step::Certificate(_, id) => self.certificate(*id),
            Step::Term(_, months) => {
                let more = months.map_or(0.0, |months| self.more(months));
                Reach::learn(1.0 + more / MONTHS)
            }
            Step::Portfolio => Reach::learn(1.0),
        }
    }

    fn at(self, kind: StepKind, held: u32, cost: f64) -> Reach {
        let held = &self.holdings().candidate.skills[held as usize];
        let from = self.judge.taxonomy.skill(held.skill).id().to_owned();
        Reach { kind, from: Some(from), evidence: Some(held.evidence.to_string()), cost }
    }

    fn claimed(self, held: u32) -> bool {
        self.holdings().candidate.skills[held as usize].strength == Strength::Claimed
    }

    fn skill(self, skill: SkillId) -> Reach {
        let near = self.near(skill);
        near.held.map_or_else(|| Reach::learn(near.cost), |held| self.at(near.kind, held, near.cost))
    }

    /// Effort for a skill that is there itself, by signs, or of which a substitute is there.
    pub(super) fn at_hand(self, skill: SkillId) -> Option<f64> {
        self.shown_or_similar(skill).map(|near| near.cost)
    }

    fn shown_or_similar(self, skill: SkillId) -> Option<Near> {
        let rows = self.holdings().of(skill);
        if let Some(row) = rows.iter().find(|row| self.claimed(row.held)) {
            return Some(Near::from(StepKind::Bridge, row.held, 0.0));
        }
        if let Some(row) = rows.first() {
            return Some(Near::from(StepKind::Prove, row.held, PROVE));
        }
        let similar = self.judge.taxonomy.skill(skill).similar().filter_map(|(other, degree)| {
            let row = self.holdings().of(other).first()?;
            Some(Near::from(StepKind::Bridge, row.held, (1.0 - degree).clamp(0.2, 0.9)))
        });
        similar.min_by(|a, b| a.cost.total_cmp(&b.cost))
    }

    /// A skill: shown by signs, near something similar or broader, or new.
    fn near(self, skill: SkillId) -> Near {
        let taxonomy = self.judge.taxonomy;
        let mut best = self.shown_or_similar(skill);
        let mut wider: SmallVec<[SkillId; 8]> = smallvec![skill];
        for cost in FROM_BROADER {
            if best.is_some_and(|best| best.cost <= cost) {
                break;
            }
            wider = wider.iter().flat_map(|key| taxonomy.skill(*key).broader()).copied().collect();
            let held = wider.iter().flat_map(|key| self.holdings().of(*key)).find(|row| row.way == Held::Exact);
            best = held.map(|row| Near::from(StepKind::Bridge, row.held, cost)).or(best);
        }
        best.unwrap_or_else(|| self.new_skill(skill))
    }

    /// A skill of which nothing is there: easier where its prerequisites are.
    fn new_skill(self, skill: SkillId) -> Near {
        let taxonomy = self.judge.taxonomy;
        let mut needed: SmallVec<[SkillId; 8]> = smallvec![skill];
        let (mut next, mut missing, mut held) = (0, 0.0, None);
        while let Some(&key) = needed.get(next) {
            next += 1;
            for &before in taxonomy.skill(key).implies() {
                if needed.contains(&before) || taxonomy.skill(before).kind() == Kind::Category {
                    continue;
                }
                if let Some(row) = self.holdings().of(before).first() {
                    held = held.or(Some(row.held));
                } else {
                    missing += 1.0;
                    needed.push(before);
                }
            }
        }
        let alone = if held.is_some() { PREPARED } else { 1.0 };
        Near { kind: StepKind::Learn, held, cost: alone + PREREQUISITE * f64::min(missing, 3.0) }
    }

    fn level(self, skill: SkillId, level: Level) -> Reach {
        let rows = self.holdings().of(skill).iter().filter(|row| self.claimed(row.held));
        let best = rows.map(|row| (self.holdings().level(row), row)).max_by_key(|(held, _)| held.map_or(level.step(), Level::step));
        match best {
            None => self.skill(skill).and(LEVEL * f64::from(level.step())),
            Some((None, row)) => self.at(StepKind::Prove, row.held, PROVE),
            Some((Some(held), row)) => {
                let short = level.step().saturating_sub(held.step());
                self.at(StepKind::Bridge, row.held, LEVEL * f64::from(short))
            }
        }
    }

    /// Months still to come until the total is reached.
    fn more(self, months: f64) -> f64 {
        (months - self.holdings().candidate.months.unwrap_or(0.0)).max(0.0)
    }

    /// Months still to come with a skill, or at all.
    #[must_use]
    pub fn months_to_come(&self, within: Option<SkillId>, months: f64) -> f64 {
        let Some(skill) = within else { return self.more(months) };
        let held = self.holdings().of(skill).iter().filter_map(|row| self.holdings().months(row));
        (months - held.fold(0.0, f64::max)).max(0.0)
    }

    fn time(self, months: f64) -> Reach {
        let cost = self.more(months) / MONTHS;
        match self.holdings().candidate.months {
            Some(have) if have > 0.0 => {
                let from = Some(format!("{} months", have.round()));
                Reach { kind: StepKind::Bridge, from, evidence: Some("experience".to_owned()), cost }
            }
            _ => Reach::learn(cost),
        }
    }

    /// Effort of the time still to come with a skill, without that of the skill itself.
    #[must_use]
    pub fn time_alone(&self, skill: SkillId, months: f64) -> f64 {
        self.months_to_come(Some(skill), months) / MONTHS
    }

    fn time_with(self, skill: SkillId, months: f64) -> Reach {
        let reach = self.skill(skill);
        let more = self.months_to_come(Some(skill), months);
        let kind = if reach.kind == StepKind::Prove && more > 0.0 { StepKind::Bridge } else { reach.kind };
        Reach { kind, ..reach }.and(more / MONTHS)
    }

    fn degree(self, level: Option<Degree>, fields: &[StudyField]) -> Reach {
        let months = |degree: Degree| self.judge.policy.equivalent_degree[usize::from(degree.step())];
        let asked = level.unwrap_or(Degree::Associate);
        let held = self.holdings().candidate.degrees.iter().filter(|held| held.degree.is_some()).max_by_key(|held| held.degree);
        let Some((held, degree)) = held.and_then(|held| Some((held, held.degree?))) else {
            return Reach::learn(months(asked) / MONTHS);
        };
        // Where the level is there already, another field takes the last degree once more.
        let to_come = if degree >= asked && !fields.is_empty() {
            let below = Degree::WORDS.iter().map(|(_, other)| *other).filter(|other| *other < asked).max();
            months(asked) - below.map_or(0.0, months)
        } else {
            months(asked) - months(degree)
        };
        let from = Some(degree.word().to_owned());
        Reach { kind: StepKind::Bridge, from, evidence: Some(held.evidence.clone()), cost: to_come.max(0.0) / MONTHS }
    }

    fn language(self, language: SkillId, level: Option<LanguageLevel>) -> Reach {
        let asked = level.map_or(0, LanguageLevel::step);
        let Some(held) = self.holdings().candidate.languages.iter().find(|held| held.language == language) else {
            return Reach::learn(LANGUAGE * f64::from(asked + 1));
        };
        let (kind, cost) = match held.level {
            None => (StepKind::Prove, PROVE),
            Some(have) => (StepKind::Bridge, LANGUAGE * f64::from(asked.saturating_sub(have.step()))),
        };
        let from = Some(self.judge.taxonomy.skill(language).id().to_owned());
        Reach { kind, from, evidence: Some(held.evidence.clone()), cost }
    }

    /// A certificate is nearer where what it certifies is held.
    fn certificate(self, id: Option<SkillId>) -> Reach {
        let shown = id.into_iter().flat_map(|id| self.judge.taxonomy.skill(id).evidence());
        let held = shown.flat_map(|(skill, _)| self.holdings().of(skill)).next();
        match held {
            Some(row) => self.at(StepKind::Bridge, row.held, FROM_BROADER[0]),
            None => Reach::learn(1.0),
        }
    }
}
