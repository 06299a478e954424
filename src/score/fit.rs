//! What the fit of a candidate for a posting is told in.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::posting::{Line, Posting, Section};
use crate::requirement::{Memory, Parsed, Parser};
use crate::score::roles::Roles;
use crate::score::standing::counts_in;
use crate::taxonomy::SkillId;

/// A posting whose lines are understood.
#[derive(Debug)]
pub struct Understood<'p> {
    /// As it was read.
    pub posting: &'p Posting,
    /// Its lines' trees, in the order of `posting.lines`.
    pub lines: Cow<'p, [Parsed]>,
    /// Fields of study that its family and title call for.
    pub families: Cow<'p, [SkillId]>,
}

impl<'p> Understood<'p> {
    /// Parses the lines of a posting.
    #[must_use]
    pub fn new(posting: &'p Posting, parser: &mut Parser<'_>, roles: &Roles) -> Self {
        let lines = posting.lines.iter().map(|line| parser.parse(&line.text, &line.breaks)).collect();
        let families = roles.fields([posting.title.as_deref(), posting.family.as_deref()]).to_vec();
        Self { posting, lines: Cow::Owned(lines), families: Cow::Owned(families) }
    }

    /// As [`Self::new`], with lines that were met before taken from memory; what they name is not kept.
    #[must_use]
    pub fn remembered(posting: &'p Posting, memory: &mut Memory<'_>, roles: &Roles) -> Self {
        let lines = posting.lines.iter().map(|line| memory.parse(&line.text, &line.breaks)).collect();
        let families = roles.fields([posting.title.as_deref(), posting.family.as_deref()]);
        Self { posting, lines: Cow::Owned(lines), families: Cow::Owned(families.to_vec()) }
    }

    /// The list in which a line counts: the one it stands in, unless it says otherwise.
    #[must_use]
    pub fn counts_in(line: &Line, parsed: &Parsed) -> Section {
        counts_in(line.section, parsed.strength)
    }
}

/// Status of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Satisfied in full.
    Met,
    /// In part.
    Partial,
    /// Not at all.
    Missing,
    /// Nothing that the profile could show, or does speak of.
    Unassessed,
}

impl Status {
    /// The word that the contract's JSON uses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partial => "partial",
            Self::Missing => "missing",
            Self::Unassessed => "unassessed",
        }
    }
}

/// What a line comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LineScore {
    /// Status.
    pub status: Status,
    /// Credit 0…1; absent where unassessed.
    pub credit: Option<f64>,
    /// Whether the line weighs: one that asks nothing is met without weight.
    pub weighs: bool,
    /// The list in which it counts.
    pub section: Section,
}

/// What a deal-breaker is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GateKind {
    /// Working time.
    Years,
    /// A degree.
    Degree,
    /// A spoken language.
    Language,
    /// A certificate, a licence or a test.
    Certificate,
    /// A portfolio.
    Portfolio,
}

impl GateKind {
    /// The word that the contract's JSON uses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Years => "years",
            Self::Degree => "degree",
            Self::Language => "language",
            Self::Certificate => "certificate",
            Self::Portfolio => "portfolio",
        }
    }
}

/// How a candidate stands at a deal-breaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GateStatus {
    /// Satisfied.
    Met,
    /// Not satisfied.
    NotMet,
    /// The profile does not speak of it.
    Unknown,
}

impl GateStatus {
    /// The word that the contract's JSON uses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not-met",
            Self::Unknown => "unknown",
        }
    }
}

/// A line that people treat as a deal-breaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gate {
    /// What it is about.
    pub kind: GateKind,
    /// Index of the line.
    pub line: usize,
    /// How the candidate stands.
    pub status: GateStatus,
}

/// Sums over the lines of one list.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sums {
    /// Sum of credits.
    pub credit: f64,
    /// Lines met, those that ask nothing included.
    pub met: usize,
    /// Lines met in part.
    pub partial: usize,
    /// Lines missing.
    pub missing: usize,
    /// Lines not assessed.
    pub unassessed: usize,
    /// Lines that weigh.
    pub assessed: usize,
}

impl Sums {
    /// Mean credit of the lines that weigh.
    #[must_use]
    pub fn score(&self) -> Option<f64> {
        #[allow(clippy::cast_precision_loss, reason = "a count of lines")]
        let lines = self.assessed as f64;
        (self.assessed > 0).then(|| self.credit / lines)
    }

    pub(super) fn add(&mut self, score: &LineScore) {
        match score.status {
            Status::Met => self.met += 1,
            Status::Partial => self.partial += 1,
            Status::Missing => self.missing += 1,
            Status::Unassessed => self.unassessed += 1,
        }
        if score.weighs {
            self.assessed += 1;
            self.credit += score.credit.unwrap_or(0.0);
        }
    }
}

/// What a posting comes to for a candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct PostingScore {
    /// 0…100 with one decimal; absent where nothing could be assessed.
    pub fit: Option<f64>,
    /// Whether no required line is missing and no required gate fails.
    pub qualified: bool,
    /// Whether fewer lines were assessed than the policy's minimum.
    pub thin: bool,
    /// Lines that weigh.
    pub assessed: usize,
    /// Sums of the required lines.
    pub required: Sums,
    /// Sums of the preferred lines.
    pub preferred: Sums,
    /// Each line, in the order of the posting.
    pub lines: Vec<LineScore>,
    /// The gates among them.
    pub gates: Vec<Gate>,
}
