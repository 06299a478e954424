//! Steps that a candidate may take: what each changes, what it costs, and which close a requirement most cheaply.

mod cost;
mod demand;
mod report;
mod ways;

pub use cost::{Costs, Reach};
pub use demand::Demand;
pub use report::{Form, StepKind, StepReport};
pub use ways::{PostingWays, Way, Ways};

use crate::levels::{Degree, LanguageLevel, Level};
use crate::profile::Candidate;
use crate::profile::candidate::{HeldCertificate, HeldDegree, HeldLanguage, own_words};
use crate::requirement::StudyField;
use crate::taxonomy::{SkillId, Taxonomy};

/// What stands as evidence for a step that is not taken yet.
const EVIDENCE: &str = "step";

/// One step. Applying it never takes anything away, so it never lowers a fit.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Has this skill, as `--add` says it.
    Skill(SkillId),
    /// Has this skill at this level.
    Level(SkillId, Level),
    /// Has worked so many months, with this skill where one is named.
    Time(Option<SkillId>, f64),
    /// Has a degree, in any of these fields where some are named.
    Degree(Option<Degree>, Vec<StudyField>),
    /// Speaks this language.
    Language(SkillId, Option<LanguageLevel>),
    /// Has this certificate.
    Certificate(String, Option<SkillId>),
    /// Has done what these words say, for so many months where a time is asked.
    Term(String, Option<f64>),
    /// Has a portfolio.
    Portfolio,
}

impl Step {
    /// The candidate after the step.
    #[must_use]
    pub fn taken_by(&self, candidate: &Candidate, taxonomy: &Taxonomy) -> Candidate {
        let mut after = candidate.clone();
        self.apply(&mut after, taxonomy);
        after
    }

    /// Takes the step.
    pub fn apply(&self, candidate: &mut Candidate, taxonomy: &Taxonomy) {
        match self {
            Self::Skill(skill) => candidate.add(*skill, EVIDENCE),
            Self::Level(skill, level) => {
                candidate.add(*skill, EVIDENCE);
                candidate.raise(*skill, *level);
            }
            Self::Time(within, months) => work(candidate, taxonomy, *within, *months),
            Self::Degree(level, fields) => candidate.degrees.push(degree(*level, fields.first())),
            Self::Language(language, level) => speak(candidate, *language, *level),
            Self::Certificate(name, id) => candidate.certificates.push(HeldCertificate {
                words: own_words(name),
                text: name.clone(),
                skills: id.iter().copied().collect(),
                evidence: EVIDENCE.to_owned(),
            }),
            Self::Term(text, months) => {
                candidate.add_term(text, EVIDENCE);
                let words = own_words(text);
                for term in candidate.terms.iter_mut().filter(|term| term.words == words) {
                    term.months = longer(term.months, *months);
                }
                candidate.months = longer(candidate.months, *months);
            }
            Self::Portfolio => candidate.portfolio = candidate.portfolio.take().or_else(|| Some(EVIDENCE.to_owned())),
        }
    }
}

/// More time with a skill is more time in all.
fn work(candidate: &mut Candidate, taxonomy: &Taxonomy, within: Option<SkillId>, months: f64) {
    let Some(skill) = within else {
        candidate.months = longer(candidate.months, Some(months));
        return;
    };
    let has = |held: SkillId| held == skill || taxonomy.is_under(held, skill);
    let total = candidate.months;
    let have = candidate.skills.iter().filter(|held| has(held.skill)).filter_map(|held| held.months.or(total)).fold(0.0, f64::max);
    candidate.add(skill, EVIDENCE);
    for held in candidate.skills.iter_mut().filter(|held| held.skill == skill) {
        held.months = Some(held.months.or(total).unwrap_or(0.0).max(months));
    }
    candidate.months = Some((total.unwrap_or(0.0) + (months - have).max(0.0)).max(months));
}

fn degree(level: Option<Degree>, field: Option<&StudyField>) -> HeldDegree {
    let (fields, words) = match field {
        Some(StudyField::Known(id)) => (vec![*id], None),
        Some(StudyField::Words(words)) => (Vec::new(), Some(own_words(words))),
        None => (Vec::new(), None),
    };
    HeldDegree { degree: Some(level.unwrap_or(Degree::Associate)), fields, words, evidence: EVIDENCE.to_owned() }
}

fn speak(candidate: &mut Candidate, language: SkillId, level: Option<LanguageLevel>) {
    if let Some(held) = candidate.languages.iter_mut().find(|held| held.language == language) {
        held.level = held.level.max(level);
    } else {
        let at = candidate.languages.partition_point(|held| held.language < language);
        candidate.languages.insert(at, HeldLanguage { language, level, evidence: EVIDENCE.to_owned() });
    }
}

fn longer(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.max(b)),
        (a, b) => a.or(b),
    }
}
