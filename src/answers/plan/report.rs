//! The plan as answers give it.

use serde::Serialize;

use crate::answers::step::StepReport;
use crate::answers::{Names, Versions};

/// What a plan raises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Goal {
    /// The sum of fits.
    #[default]
    Fit,
    /// The number of postings that the candidate is qualified for.
    Qualified,
    /// The number of postings with at least the target fit.
    Target,
}

impl Goal {
    /// The goal that a call means: the one it names; else a target that it names; else the fit.
    #[must_use]
    pub fn wanted(goal: Option<Self>, target: Option<f64>) -> Self {
        goal.unwrap_or(if target.is_some() { Self::Target } else { Self::Fit })
    }
}

/// The answer of `jobmatch plan`: `jobmatch/plan/1`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    /// Name and version of this form.
    pub schema: &'static str,
    /// Name of the candidate.
    pub candidate: String,
    /// What `present` means, as `YYYY-MM`.
    pub as_of: String,
    /// Whether that mattered.
    #[serde(skip)]
    pub as_of_mattered: bool,
    /// Versions of all that the answer depends on.
    pub versions: Versions,
    /// Names of all ids that the answer mentions.
    #[serde(flatten)]
    pub names: Names,
    /// What it raises.
    pub goal: Goal,
    /// The fit that postings should reach, where one was given.
    pub target: Option<f64>,
    /// The effort that the steps may cost together, where one was given.
    pub budget: Option<f64>,
    /// Before the first step.
    pub before: Totals,
    /// After the last one.
    pub after: Totals,
    /// The steps in order.
    pub steps: Vec<PlanStep>,
    /// The postings, those that gain most first.
    pub postings: Vec<PlanPosting>,
    /// Skills that the postings ask for, most asked first, and how the candidate stands at each.
    pub demand: Vec<Demand>,
}

/// All postings in figures.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Totals {
    /// Postings.
    pub postings: usize,
    /// Sum of fits; a posting in which nothing is assessed adds nothing.
    pub fit: f64,
    /// Mean of the fits that there are.
    pub mean: Option<f64>,
    /// Postings that the candidate is qualified for.
    pub qualified: usize,
    /// Postings with at least the target fit; absent without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reached: Option<usize>,
}

/// One step of the plan.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlanStep {
    /// The step; `gain` is what it adds to the sum of fits after the steps before it.
    #[serde(flatten)]
    pub step: StepReport,
    /// The postings that it raises, those that gain most first.
    pub unlocks: Vec<Unlocked>,
    /// Running total after the step.
    pub total: Totals,
    /// Effort of all steps up to here.
    pub spent: f64,
}

/// A posting that a step raises.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unlocked {
    /// Id of the posting.
    pub id: String,
    /// Fit before the step.
    pub before: Option<f64>,
    /// Fit after it.
    pub after: Option<f64>,
    /// Whether the step makes the candidate qualified.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub qualified: bool,
    /// Whether the step lifts the posting over the target.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub reached: bool,
}

/// A posting before and after the plan.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlanPosting {
    /// Id.
    pub id: String,
    /// Company.
    pub company: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Fit before.
    pub before: Option<f64>,
    /// Fit after.
    pub after: Option<f64>,
    /// Whether qualified before.
    pub qualified_before: bool,
    /// Whether qualified after.
    pub qualified_after: bool,
}

/// How often a skill is asked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Demand {
    /// Id of the skill.
    pub skill: String,
    /// Postings that name it in a required line.
    pub required: usize,
    /// Postings that name it only in a preferred line.
    pub preferred: usize,
    /// The credit that the candidate has for it now, 0…1.
    pub credit: f64,
    /// The credit after the plan.
    pub after: f64,
}
