//! The gap report: for each posting what is met, partial and missing, why, and the cheapest way to close it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::ranking::{Cut, Ranked, chosen, ranked};
use super::step::{Demand, PostingWays, Step, StepReport, Ways};
use super::{Context, Names, Versions};
use crate::diagnostic::Diagnostic;
use crate::matching::{Holdings, Judge};
use crate::profile::Candidate;
use crate::score::{Scorer, Understood};

/// Name and version of the report's form.
pub const SCHEMA: &str = "jobmatch/gap/1";

/// The answer of `jobmatch gap`: `jobmatch/gap/1`. Can be read back, by `compare` for one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    /// Name and version of this form.
    pub schema: String,
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
    /// The postings as in the ranking, each requirement with the `steps` that close it.
    pub postings: Vec<Ranked>,
}

/// Tells how much of an answer is done: so many of so many.
pub type Watch<'w> = &'w mut dyn FnMut(usize, usize);

/// The gap report for postings, in the order of the ranking.
#[must_use]
pub fn gap(context: &Context<'_>, candidate: &Candidate, postings: &[Understood<'_>], cut: Cut, watch: Watch<'_>) -> Gap {
    let holdings = Holdings::new(candidate, context.taxonomy);
    let scorer = Scorer { judge: Judge { taxonomy: context.taxonomy, policy: context.policy, holdings: &holdings } };
    let ways = Ways::new(&scorer.judge);
    let chosen = chosen(&scorer, postings, cut);
    let mut reports = Vec::with_capacity(chosen.len());
    for (done, (at, score)) in chosen.iter().enumerate() {
        watch(done, chosen.len());
        let mut report = ranked(context, &scorer, &postings[*at], score);
        let demand = Demand::within(&postings[*at]);
        let found = ways.of_posting(&postings[*at], score, &demand);
        for (line, way) in report.requirements.iter_mut().enumerate().filter_map(|(line, row)| Some((row, found.line(line)?))) {
            line.steps = found.reports(way);
            let all: Vec<&Step> = way.steps.iter().map(|(step, _)| step).collect();
            line.gain = Some(found.gain(&all));
        }
        report.next = next(&found);
        reports.push(report);
    }
    Gap {
        schema: SCHEMA.to_owned(),
        candidate: candidate.name.clone(),
        as_of: context.as_of.to_string(),
        as_of_mattered: candidate.as_of_mattered,
        versions: context.versions(),
        names: Names::of_postings(context.taxonomy, &reports),
        postings: reports,
    }
}

/// The step that helps most: of the line that costs the most fit, required lines first, the step that adds most.
#[must_use]
pub fn next(found: &PostingWays<'_>) -> Option<StepReport> {
    let reports = found.reports(found.first()?);
    reports.into_iter().reduce(|best, other| if other.gain > best.gain { other } else { best })
}

/// The gap report that a file holds; nothing where it holds no answer of this program at all.
///
/// # Errors
/// Where it holds another answer, or one that is broken.
pub fn saved(path: &str, bytes: &[u8]) -> Result<Option<Gap>, Diagnostic> {
    let value = bytes.trim_ascii_start().starts_with(b"{").then(|| serde_json::from_slice::<Value>(bytes).ok()).flatten();
    match value.as_ref().and_then(|value| value.get("schema")).and_then(Value::as_str) {
        None => Ok(None),
        Some(SCHEMA) => serde_json::from_slice(bytes)
            .map(Some)
            .map_err(|error| Diagnostic::error("broken-report", &[("why", &error.to_string())]).in_file(path).help("help-report", &[])),
        Some(other) => Err(Diagnostic::error("other-report", &[("schema", other)]).in_file(path).help("help-report", &[])),
    }
}
