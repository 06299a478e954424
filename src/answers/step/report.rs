//! A step that a candidate may take, as answers give it.

use serde::{Deserialize, Serialize};

use super::{Costs, Reach, Step};
use crate::levels::Degree;
use crate::requirement::StudyField;
use crate::taxonomy::SkillId;

/// From where a step starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StepKind {
    /// The profile shows signs of it: show it.
    Prove,
    /// A part, something similar or something broader is there: build on it.
    Bridge,
    /// It is new.
    Learn,
}

impl StepKind {
    /// The word that the JSON uses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Prove => "prove",
            Self::Bridge => "bridge",
            Self::Learn => "learn",
        }
    }
}

/// What a step brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// A skill: `what` is its id.
    Skill,
    /// A skill at `level`.
    Level,
    /// Working time of `months` in all, of which `more` are to come: with the skill `what`, or at all where `what` is `work`.
    Time,
    /// A degree: `what` is its level, or `degree` for any; `fields` says in what.
    Degree,
    /// A spoken language: `what` is its id, `level` how well.
    Language,
    /// A certificate: `what` is its id or its name.
    Certificate,
    /// Something that no skill covers: `what` are the posting's words.
    Term,
    /// A portfolio: `what` is `portfolio`.
    Portfolio,
}

/// A step with its cost and what it brings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepReport {
    /// From where it starts.
    pub kind: StepKind,
    /// What it brings.
    pub form: Form,
    /// An id or words, as [`Form`] says.
    pub what: String,
    /// The level to reach: of a skill or of a spoken language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Working time to reach, in months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<f64>,
    /// Working time still to come, in months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more: Option<f64>,
    /// Fields of study, ids or words; any of them is enough.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// What is held that it starts from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Where the profile shows that, or shows signs of the skill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// Effort: 1 is a skill learnt from nothing, about three months.
    pub cost: f64,
    /// Points of fit that the step adds when it is taken alone: to the posting in a gap report, over all postings in a plan.
    pub gain: f64,
}

impl StepReport {
    /// A step with its reach and what it adds.
    #[must_use]
    pub fn new(costs: Costs<'_>, step: &Step, reach: &Reach, gain: f64) -> Self {
        let id = |skill: SkillId| costs.judge.taxonomy.skill(skill).id().to_owned();
        let mut out = Self {
            kind: reach.kind,
            form: Form::Skill,
            what: String::new(),
            level: None,
            months: None,
            more: None,
            fields: Vec::new(),
            from: reach.from.clone(),
            evidence: reach.evidence.clone(),
            cost: (reach.cost * 100.0).round() / 100.0,
            gain,
        };
        match step {
            Step::Skill(skill) => out.what = id(*skill),
            Step::Level(skill, level) => {
                (out.form, out.what, out.level) = (Form::Level, id(*skill), Some(level.word().to_owned()));
            }
            Step::Time(within, months) => {
                (out.form, out.what) = (Form::Time, within.map_or_else(|| "work".to_owned(), id));
                (out.months, out.more) = (Some(*months), Some(costs.months_to_come(*within, *months)));
            }
            Step::Degree(level, fields) => {
                (out.form, out.what) = (Form::Degree, level.map_or("degree", Degree::word).to_owned());
                out.fields = fields
                    .iter()
                    .map(|field| match field {
                        StudyField::Known(skill) => id(*skill),
                        StudyField::Words(words) => words.clone(),
                    })
                    .collect();
            }
            Step::Language(language, level) => {
                (out.form, out.what, out.level) = (Form::Language, id(*language), level.map(|level| level.word().to_owned()));
            }
            Step::Certificate(name, skill) => {
                (out.form, out.what) = (Form::Certificate, skill.map_or_else(|| name.clone(), id));
            }
            Step::Term(text, months) => {
                (out.form, out.what) = (Form::Term, text.clone());
                (out.months, out.more) = (*months, months.map(|months| costs.months_to_come(None, months)));
            }
            Step::Portfolio => (out.form, out.what) = (Form::Portfolio, "portfolio".to_owned()),
        }
        out
    }
}
