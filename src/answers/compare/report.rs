//! The comparison as answers give it.

use serde::Serialize;

use crate::answers::Names;
use crate::posting::Section;
use crate::score::Status;

/// The answer of `jobmatch compare`: `jobmatch/compare/1`. Candidates are told by their place in `candidates`, from 0.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Name and version of this form.
    pub schema: &'static str,
    /// Names of all ids that the answer mentions.
    #[serde(flatten)]
    pub names: Names,
    /// The candidates, those with the higher mean fit first.
    pub candidates: Vec<Compared>,
    /// The postings × candidates matrix, postings as read.
    pub postings: Vec<ComparedPosting>,
    /// What one has and the other lacks, both ways: every pair of up to five candidates, else each with the first.
    pub differences: Vec<Difference>,
    /// What changed between reports of the same candidate.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

impl Comparison {
    /// Whether it is about one candidate at two times: then what changed says all that tells the two apart.
    #[must_use]
    pub fn is_history(&self) -> bool {
        self.candidates.len() == 2 && !self.changes.is_empty()
    }
}

/// Where a candidate was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// A profile, judged now.
    Profile,
    /// A saved gap report.
    Report,
}

/// One candidate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compared {
    /// Name as written; several may have the same.
    pub name: String,
    /// Where it was read from.
    #[serde(rename = "from")]
    pub origin: Origin,
    /// The file.
    pub path: String,
    /// What `present` meant, as `YYYY-MM`.
    pub as_of: String,
    /// Mean of the fits that there are.
    pub mean: Option<f64>,
    /// Postings that the candidate is qualified for.
    pub qualified: usize,
    /// Postings for which no other candidate fits better.
    pub best: usize,
    /// What only this candidate meets in full of all that the postings need: ids and words.
    pub only: Vec<String>,
}

/// One posting: a row of the matrix.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparedPosting {
    /// Id.
    pub id: String,
    /// Company.
    pub company: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Job family.
    pub family: Option<String>,
    /// A cell for each candidate; null where the report of a candidate does not hold the posting.
    pub cells: Vec<Option<Cell>>,
    /// The candidates with the best fit.
    pub best: Vec<usize>,
    /// The smallest team that covers it.
    pub team: Team,
    /// The requirement × candidate matrix; only where one posting was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<ComparedLine>,
}

/// One candidate at one posting.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Cell {
    /// 0…100; null where nothing could be assessed.
    pub fit: Option<f64>,
    /// Whether no required line is missing and no required gate fails.
    pub qualified: bool,
    /// Whether too few lines were assessed to trust the fit.
    pub thin: bool,
}

/// Candidates who together meet a posting's lines.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Team {
    /// The candidates; as few as can be.
    pub members: Vec<usize>,
    /// Lines that they meet together.
    pub covered: usize,
    /// Lines that anyone could be asked for.
    pub of: usize,
    /// Line numbers that nobody meets in full.
    pub open: Vec<usize>,
}

/// One requirement line: a row of the matrix of one posting.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparedLine {
    /// The list that it stands in.
    pub section: Section,
    /// The line as rendered.
    pub text: String,
    /// Line number in the source.
    pub line: usize,
    /// A cell for each candidate; null where a report does not hold the line.
    pub cells: Vec<Option<LineCell>>,
}

/// One candidate at one line.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LineCell {
    /// How the candidate stands.
    pub status: Status,
    /// Credit 0…1; null where unassessed.
    pub credit: Option<f64>,
}

/// Two candidates: what one meets in full and the other does not, of all that the postings need. Ids and words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// One candidate.
    pub a: usize,
    /// The other one.
    pub b: usize,
    /// What only `a` has.
    pub only_a: Vec<String>,
    /// What only `b` has.
    pub only_b: Vec<String>,
}

/// The same candidate earlier and later.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// The candidate's name.
    pub candidate: String,
    /// The earlier one of `candidates`.
    pub from: usize,
    /// The later one.
    pub to: usize,
    /// What is met in full now and was not.
    pub gained: Vec<String>,
    /// What was met in full and is not now.
    pub lost: Vec<String>,
    /// Postings whose fit or lines changed.
    pub postings: Vec<PostingChange>,
}

/// A posting earlier and later.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PostingChange {
    /// Id.
    pub id: String,
    /// Fit before; null also where the earlier one does not hold the posting.
    pub before: Option<f64>,
    /// Fit after.
    pub after: Option<f64>,
    /// Lines whose status changed.
    pub lines: Vec<LineChange>,
}

/// A line earlier and later.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LineChange {
    /// The list that it stands in.
    pub section: Section,
    /// The line as rendered.
    pub text: String,
    /// Status before.
    pub before: Status,
    /// Status after.
    pub after: Status,
}
