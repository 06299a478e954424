//! The fit of a candidate for a posting.

use serde::{Deserialize, Serialize};

use crate::matching::verdict::{self, Judge, Outcome, Reasons, Setting};
use crate::occupation::{self, Occupations};
use crate::policy::Policy;
use crate::posting::{Line, Posting, Section};
use crate::requirement::{Expr, Parsed, Parser, RefTo, Strength};
use crate::score::roles::Roles;
use crate::taxonomy::SkillId;

/// A posting whose lines are understood.
#[derive(Debug)]
pub struct Understood<'p> {
    /// As it was read.
    pub posting: &'p Posting,
    /// Its lines' trees, in the order of `posting.lines`.
    pub lines: Vec<Parsed>,
    /// Fields of study that its family and title call for.
    pub families: Vec<SkillId>,
}

impl<'p> Understood<'p> {
    /// Parses the lines of a posting.
    #[must_use]
    pub fn new(posting: &'p Posting, parser: &mut Parser<'_>, roles: &Roles) -> Self {
        let lines = posting.lines.iter().map(|line| parser.parse(&line.text, &line.breaks)).collect();
        let families = roles.fields([posting.title.as_deref(), posting.family.as_deref()]).to_vec();
        Self { posting, lines, families }
    }

    /// The list in which a line counts: the one it stands in, unless it says otherwise.
    #[must_use]
    pub fn counts_in(line: &Line, parsed: &Parsed) -> Section {
        match parsed.strength {
            Some(Strength::Required) => Section::Required,
            Some(Strength::Preferred) => Section::Preferred,
            None => line.section,
        }
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

    fn add(&mut self, score: &LineScore) {
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

/// Scores postings for one candidate.
pub struct Scorer<'a> {
    /// Judges the trees.
    pub judge: Judge<'a>,
}

impl Scorer<'_> {
    fn policy(&self) -> &Policy {
        self.judge.policy
    }

    /// Scores a posting.
    #[must_use]
    pub fn score(&self, posting: &Understood<'_>) -> PostingScore {
        let setting = Setting { families: &posting.families, months: None };
        let outcomes: Vec<Outcome> = posting.lines.iter().map(|line| self.judge.judge(&line.expr, setting, &mut ())).collect();
        let lines: Vec<LineScore> = (0..outcomes.len()).map(|at| line_score(posting, &outcomes, at)).collect();
        let (mut required, mut preferred) = (Sums::default(), Sums::default());
        for line in &lines {
            match line.section {
                Section::Required => required.add(line),
                Section::Preferred => preferred.add(line),
            }
        }
        let gates = self.gates(posting, &lines);
        let fails = |gate: &Gate| lines[gate.line].section == Section::Required && gate.status != GateStatus::Met;
        let assessed = required.assessed + preferred.assessed;
        PostingScore {
            fit: self.fit(posting.posting, &required, &preferred),
            qualified: required.missing == 0 && !gates.iter().any(fails) && assessed > 0,
            thin: assessed < self.policy().thin,
            assessed,
            required,
            preferred,
            lines,
            gates,
        }
    }

    /// Fit = 100 · (w·ΣR + v·ΣP) / (w·nR + v·nP), rounded half up to one decimal at the very end. Of a posting that came as one text
    /// the title has a share in it.
    fn fit(&self, posting: &Posting, required: &Sums, preferred: &Sums) -> Option<f64> {
        let (w, v) = (self.policy().required_weight, self.policy().preferred_weight);
        #[allow(clippy::cast_precision_loss, reason = "counts of lines")]
        let (r, p) = (required.assessed as f64, preferred.assessed as f64);
        let weight = w * r + v * p;
        let lines = (weight > 0.0).then(|| (w * required.credit + v * preferred.credit) / weight);
        let mean = match (lines, self.title(posting)) {
            (Some(lines), Some(title)) => {
                let share = self.policy().title_share;
                Some((1.0 - share) * lines + share * title)
            }
            (lines, title) => lines.or(title),
        };
        // The small addition keeps a mean that is a half in decimals from falling below it in binary.
        mean.map(|mean| (1000.0 * mean + 0.5 + 1e-9).floor() / 10.0)
    }

    /// How near the title of a posting that came as one text is to what the candidate works as, 0…1.
    fn title(&self, posting: &Posting) -> Option<f64> {
        let candidate = self.judge.holdings.candidate;
        if !posting.described || candidate.occupations.is_empty() {
            return None;
        }
        let title = posting.title.as_deref().unwrap_or_default();
        let own = Occupations::of(title);
        let asked = if own.is_empty() { Occupations::of(posting.family.as_deref().unwrap_or_default()) } else { own };
        let likeness = asked.likeness(candidate.occupations).unwrap_or(self.policy().title_unknown);
        Some(likeness * occupation::suits(title, candidate.months))
    }

    /// The reasons of one line.
    pub fn explain(&self, posting: &Understood<'_>, line: usize, reasons: &mut impl Reasons) {
        let setting = Setting { families: &posting.families, months: None };
        self.judge.judge(&posting.lines[line].expr, setting, reasons);
    }

    fn gates(&self, posting: &Understood<'_>, lines: &[LineScore]) -> Vec<Gate> {
        let candidate = self.judge.holdings.candidate;
        let mut out = Vec::new();
        for (at, parsed) in posting.lines.iter().enumerate() {
            let mut kinds: Vec<GateKind> = Vec::new();
            parsed.expr.walk(&mut |node| {
                let kind = match node {
                    Expr::Experience { months, .. } if *months > 1.0 => GateKind::Years,
                    Expr::Degree { .. } => GateKind::Degree,
                    Expr::Language(..) => GateKind::Language,
                    Expr::Certificate(..) => GateKind::Certificate,
                    Expr::Portfolio => GateKind::Portfolio,
                    _ => return,
                };
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            });
            for kind in kinds {
                let unknown = match kind {
                    GateKind::Years => candidate.months.is_none(),
                    GateKind::Degree => candidate.degrees.is_empty(),
                    GateKind::Language => candidate.languages.is_empty(),
                    GateKind::Certificate => candidate.certificates.is_empty(),
                    GateKind::Portfolio => candidate.portfolio.is_none(),
                };
                let status = match lines[at].status {
                    Status::Met => GateStatus::Met,
                    _ if unknown => GateStatus::Unknown,
                    _ => GateStatus::NotMet,
                };
                out.push(Gate { kind, line: at, status });
            }
        }
        out
    }
}

/// The score of a line, a reference to other lines resolved.
fn line_score(posting: &Understood<'_>, outcomes: &[Outcome], at: usize) -> LineScore {
    let line = &posting.posting.lines[at];
    let parsed = &posting.lines[at];
    let outcome = match &parsed.expr {
        Expr::Ref { to, min } => referred(posting, outcomes, at, *to, *min),
        _ => outcomes[at],
    };
    let (status, credit, weighs) = match outcome {
        Outcome::Assessed(_, true) => (Status::Met, Some(1.0), true),
        Outcome::Assessed(credit, false) if credit > 0.0 => (Status::Partial, Some(credit), true),
        Outcome::Assessed(..) => (Status::Missing, Some(0.0), true),
        Outcome::Free => (Status::Met, Some(1.0), false),
        Outcome::Unassessed => (Status::Unassessed, None, false),
    };
    LineScore { status, credit, weighs, section: Understood::counts_in(line, parsed) }
}

fn referred(posting: &Understood<'_>, outcomes: &[Outcome], at: usize, to: RefTo, min: Option<usize>) -> Outcome {
    let own = posting.posting.lines[at].section;
    let wanted = |other: usize| {
        let section = posting.posting.lines[other].section;
        other != at
            && match to {
                RefTo::Required => section == Section::Required,
                RefTo::Preferred => section == Section::Preferred,
                RefTo::Above => section == own && other < at,
            }
    };
    let is_reference = |other: usize| matches!(posting.lines[other].expr, Expr::Ref { .. });
    let mut others: Vec<Outcome> =
        (0..outcomes.len()).filter(|other| wanted(*other) && !is_reference(*other)).map(|other| outcomes[other]).collect();
    match min {
        None => verdict::all(others),
        Some(min) => {
            others.retain(|outcome| !matches!(outcome, Outcome::Unassessed | Outcome::Free));
            if others.is_empty() { Outcome::Unassessed } else { verdict::any(&mut others, min) }
        }
    }
}
