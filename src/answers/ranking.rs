//! Postings in the order of their fit, each with its lines explained.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::gap;
use super::step::{Demand, StepReport, Ways};
use super::{Context, Names, Versions, rounded};
use crate::matching::{Because, Holdings, Judge, Relation};
use crate::posting::{Posting, Section};
use crate::profile::Candidate;
use crate::requirement::Strength;
pub use crate::score::Cut;
use crate::score::fit::{GateKind, GateStatus, PostingScore, Status, Sums, Understood};
use crate::score::{self, Scorer};

/// What stands above the postings of a ranking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head {
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
}

impl Head {
    /// Of a candidate's ranking.
    #[must_use]
    pub fn new(context: &Context<'_>, candidate: &Candidate) -> Self {
        Self {
            schema: "jobmatch/rank/1",
            candidate: candidate.name.clone(),
            as_of: context.as_of.to_string(),
            as_of_mattered: candidate.as_of_mattered,
            versions: context.versions(),
        }
    }
}

/// The answer of the main command: `jobmatch/rank/1`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranking {
    /// For whom, and by what.
    #[serde(flatten)]
    pub head: Head,
    /// The postings, best first; thin ones after the others.
    pub postings: Vec<Ranked>,
    /// Names of all ids that the answer mentions.
    #[serde(flatten)]
    pub names: Names,
}

/// Where a posting was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// File as the user named it.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
}

/// How many of its lines count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// All lines.
    pub lines: usize,
    /// Lines that weigh.
    pub assessed: usize,
    /// Lines that nothing in a profile can prove, or that this one does not speak of.
    pub unassessed: usize,
}

/// A deal-breaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateReport {
    /// What it is about.
    pub kind: GateKind,
    /// The list that the line stands in.
    pub section: Section,
    /// Its line number.
    pub line: usize,
    /// How the candidate stands.
    pub status: GateStatus,
}

/// One of the two lists in figures.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ListReport {
    /// Mean credit of the lines that weigh, 0…1.
    pub score: Option<f64>,
    /// Lines met.
    pub met: usize,
    /// Lines met in part.
    pub partial: usize,
    /// Lines missing.
    pub missing: usize,
    /// Lines not assessed.
    pub unassessed: usize,
}

impl From<&Sums> for ListReport {
    fn from(sums: &Sums) -> Self {
        Self { score: sums.score().map(rounded), met: sums.met, partial: sums.partial, missing: sums.missing, unassessed: sums.unassessed }
    }
}

/// Why a leaf has its credit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// What is needed: an id, or words.
    pub need: String,
    /// What is held.
    pub have: Option<String>,
    /// How the two relate.
    pub relation: Relation,
    /// Credit 0…1.
    pub credit: f64,
    /// Place in the profile.
    pub evidence: Option<String>,
    /// Whether the profile only shows signs of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub to_prove: bool,
}

impl From<Because> for Reason {
    fn from(because: Because) -> Self {
        Self {
            need: because.need,
            have: because.have,
            relation: because.relation,
            credit: rounded(because.credit),
            evidence: because.evidence,
            to_prove: because.to_prove,
        }
    }
}

/// A requirement line judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Requirement {
    /// The list that it stands in.
    pub section: Section,
    /// The line as rendered.
    pub text: String,
    /// Line number in the source.
    pub line: usize,
    /// How the candidate stands.
    pub status: Status,
    /// Credit 0…1; null where unassessed.
    pub credit: Option<f64>,
    /// Strength said in the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength: Option<Section>,
    /// The tree that the line means.
    pub expr: Value,
    /// Why.
    pub because: Vec<Reason>,
    /// The cheapest steps that together close the gap; only in a gap report, and empty where the line is met or nothing can be done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepReport>,
    /// What all `steps` together add to the fit; absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gain: Option<f64>,
}

impl Requirement {
    /// The list that it counts in: what the line says of itself goes before where it stands.
    #[must_use]
    pub fn counts_in(&self) -> Section {
        self.strength.unwrap_or(self.section)
    }
}

/// A posting judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ranked {
    /// Id, unique in the answer.
    pub id: String,
    /// Company.
    pub company: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Job family.
    pub family: Option<String>,
    /// Where it was read.
    pub source: Place,
    /// 0…100, one decimal; null where nothing could be assessed.
    pub fit: Option<f64>,
    /// Whether no required line is missing and no required gate fails.
    pub qualified: bool,
    /// Whether too few lines were assessed to trust the fit.
    pub thin: bool,
    /// How many lines count.
    pub read: Read,
    /// Deal-breakers.
    pub gates: Vec<GateReport>,
    /// The required list.
    pub required: ListReport,
    /// The preferred list.
    pub preferred: ListReport,
    /// The step that helps most for this posting: one that a required line needs where there is such a line, of these the one that adds
    /// most to the fit, of equals the cheapest. Absent where nothing is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<StepReport>,
    /// Every line.
    pub requirements: Vec<Requirement>,
}

/// Ranks postings for a candidate: by fit, then by more assessed lines, then as read; thin ones after the others.
#[must_use]
pub fn rank(context: &Context<'_>, candidate: &Candidate, postings: &[Understood<'_>], cut: Cut) -> Ranking {
    let holdings = Holdings::new(candidate, context.taxonomy);
    let scorer = Scorer { judge: Judge { taxonomy: context.taxonomy, policy: context.policy, holdings: &holdings } };
    let reporter = Reporter::new(context, &scorer);
    let chosen = chosen(&scorer, postings, cut);
    let postings: Vec<Ranked> = chosen.iter().map(|(at, score)| reporter.judged(&postings[*at], score)).collect();
    let names = Names::of_postings(context.taxonomy, &postings);
    let head = Head::new(context, candidate);
    Ranking { head, postings, names }
}

/// Reports on postings for one candidate, one at a time.
pub struct Reporter<'a> {
    context: &'a Context<'a>,
    scorer: &'a Scorer<'a>,
    ways: Ways<'a>,
}

impl<'a> Reporter<'a> {
    /// For the candidate of a scorer.
    #[must_use]
    pub fn new(context: &'a Context<'a>, scorer: &'a Scorer<'a>) -> Self {
        Self { context, scorer, ways: Ways::new(&scorer.judge) }
    }

    /// A posting with every line explained, and the step that helps most.
    #[must_use]
    pub fn report(&self, posting: &Understood<'_>) -> Ranked {
        self.judged(posting, &self.scorer.score(posting))
    }

    /// The same without its lines, for whoever shows none of them.
    #[must_use]
    pub fn outline(&self, posting: &Understood<'_>) -> Ranked {
        let score = self.scorer.score(posting);
        Ranked { next: self.next(posting, &score), ..outline(posting.posting, &score) }
    }

    fn judged(&self, posting: &Understood<'_>, score: &PostingScore) -> Ranked {
        Ranked { next: self.next(posting, score), ..ranked(self.context, self.scorer, posting, score) }
    }

    fn next(&self, posting: &Understood<'_>, score: &PostingScore) -> Option<StepReport> {
        let demand = Demand::within(posting);
        gap::next(&self.ways.of_posting(posting, score, &demand))
    }
}

/// The postings that the cut leaves, in the order of the ranking, each by its index.
#[must_use]
pub fn chosen(scorer: &Scorer<'_>, postings: &[Understood<'_>], cut: Cut) -> Vec<(usize, PostingScore)> {
    let mut ranked: Vec<(usize, PostingScore)> = postings.iter().map(|posting| scorer.score(posting)).enumerate().collect();
    let thin = scorer.judge.policy.thin;
    ranked.sort_by_key(|(_, score)| score::Place::new(score.fit, score.assessed, thin));
    ranked.retain(|(_, score)| cut.min_fit.is_none_or(|least| score.fit.is_some_and(|fit| fit >= least)));
    ranked.truncate(cut.top.unwrap_or(usize::MAX));
    ranked
}

/// As [`chosen`], for a candidate: only the indices.
#[must_use]
pub fn chosen_of(context: &Context<'_>, candidate: &Candidate, postings: &[Understood<'_>], cut: Cut) -> Vec<usize> {
    let holdings = Holdings::new(candidate, context.taxonomy);
    let scorer = Scorer { judge: Judge { taxonomy: context.taxonomy, policy: context.policy, holdings: &holdings } };
    chosen(&scorer, postings, cut).into_iter().map(|(at, _)| at).collect()
}

/// A posting with every line explained.
#[must_use]
pub fn ranked(context: &Context<'_>, scorer: &Scorer<'_>, understood: &Understood<'_>, score: &PostingScore) -> Ranked {
    let requirements = (0..understood.posting.lines.len()).map(|at| requirement(context, scorer, understood, score, at)).collect();
    Ranked { requirements, ..outline(understood.posting, score) }
}

/// A posting in figures, without its lines.
fn outline(posting: &Posting, score: &PostingScore) -> Ranked {
    let gates = score.gates.iter().map(|gate| GateReport {
        kind: gate.kind,
        section: posting.lines[gate.line].section,
        line: posting.lines[gate.line].line,
        status: gate.status,
    });
    Ranked {
        id: posting.id.clone(),
        company: posting.company.clone(),
        title: posting.title.clone(),
        url: posting.url.clone(),
        family: posting.family.clone(),
        source: Place { path: posting.path.clone(), line: posting.line },
        fit: score.fit,
        qualified: score.qualified,
        thin: score.thin,
        read: Read {
            lines: posting.lines.len(),
            assessed: score.assessed,
            unassessed: score.required.unassessed + score.preferred.unassessed,
        },
        gates: gates.collect(),
        required: (&score.required).into(),
        preferred: (&score.preferred).into(),
        next: None,
        requirements: Vec::new(),
    }
}

fn requirement(context: &Context<'_>, scorer: &Scorer<'_>, understood: &Understood<'_>, score: &PostingScore, at: usize) -> Requirement {
    let line = &understood.posting.lines[at];
    let parsed = &understood.lines[at];
    let judged = &score.lines[at];
    let mut reasons: Vec<Because> = Vec::new();
    scorer.explain(understood, at, &mut reasons);
    Requirement {
        section: line.section,
        text: line.text.clone(),
        line: line.line,
        status: judged.status,
        credit: judged.credit.map(rounded),
        strength: parsed.strength.map(|strength| match strength {
            Strength::Required => Section::Required,
            Strength::Preferred => Section::Preferred,
        }),
        expr: parsed.expr.to_json(context.taxonomy),
        because: reasons.into_iter().map(Reason::from).collect(),
        steps: Vec::new(),
        gain: None,
    }
}
