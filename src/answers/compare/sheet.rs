//! What a comparison knows of a candidate: judged now, or read from a saved gap report.

use std::collections::BTreeSet;

use super::Origin;
use crate::answers::pick::{self, Named};
use crate::answers::ranking::{Cut, Ranked, chosen};
use crate::answers::{Context, Gap, Names};
use crate::diagnostic::Diagnostic;
use crate::matching::{Because, Holdings, Judge};
use crate::posting::Section;
use crate::profile::Candidate;
use crate::score::{Scorer, Status, Understood};

/// One candidate at all postings.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Name of the candidate.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The file.
    pub path: String,
    /// What `present` meant.
    pub as_of: String,
    /// Names of the ids that are met.
    pub names: Names,
    /// The postings.
    pub postings: Vec<SheetPosting>,
}

/// One candidate at one posting.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetPosting {
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
    /// 0…100.
    pub fit: Option<f64>,
    /// Whether no required line is missing and no required gate fails.
    pub qualified: bool,
    /// Whether too few lines were assessed.
    pub thin: bool,
    /// Its lines.
    pub lines: Vec<SheetLine>,
    /// What is met in full of all that it needs: ids and words.
    pub met: BTreeSet<String>,
}

/// One candidate at one line.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetLine {
    /// The list that it stands in.
    pub section: Section,
    /// The line as rendered.
    pub text: String,
    /// Line number.
    pub line: usize,
    /// How the candidate stands.
    pub status: Status,
    /// Credit 0…1.
    pub credit: Option<f64>,
}

impl Sheet {
    /// Mean of the fits that there are.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        let fits: Vec<f64> = self.postings.iter().filter_map(|posting| posting.fit).collect();
        #[allow(clippy::cast_precision_loss, reason = "a count of postings")]
        let mean = (!fits.is_empty()).then(|| fits.iter().sum::<f64>() / fits.len() as f64);
        mean.map(|mean| (mean * 10.0).round() / 10.0)
    }

    /// Judges a candidate at postings, which stay as read.
    #[must_use]
    pub fn judged(context: &Context<'_>, candidate: &Candidate, path: &str, postings: &[Understood<'_>]) -> Self {
        let holdings = Holdings::new(candidate, context.taxonomy);
        let scorer = Scorer { judge: Judge { taxonomy: context.taxonomy, policy: context.policy, holdings: &holdings } };
        let mut ranked = chosen(&scorer, postings, Cut::default());
        ranked.sort_by_key(|(at, _)| *at);
        let mut names = Names::default();
        let mut sheets = Vec::with_capacity(ranked.len());
        for (at, score) in &ranked {
            let understood = &postings[*at];
            let posting = understood.posting;
            let mut reasons: Vec<Because> = Vec::new();
            (0..posting.lines.len()).for_each(|line| scorer.explain(understood, line, &mut reasons));
            let met: BTreeSet<String> = reasons.into_iter().filter(|because| full(because.credit)).map(|because| because.need).collect();
            for need in &met {
                names.add(context.taxonomy, need);
            }
            let line = |(line, judged): (&crate::posting::Line, &crate::score::LineScore)| SheetLine {
                section: line.section,
                text: line.text.clone(),
                line: line.line,
                status: judged.status,
                credit: judged.credit.map(crate::answers::rounded),
            };
            sheets.push(SheetPosting {
                id: posting.id.clone(),
                company: posting.company.clone(),
                title: posting.title.clone(),
                url: posting.url.clone(),
                family: posting.family.clone(),
                fit: score.fit,
                qualified: score.qualified,
                thin: score.thin,
                lines: posting.lines.iter().zip(&score.lines).map(line).collect(),
                met,
            });
        }
        Self {
            name: candidate.name.clone(),
            origin: Origin::Profile,
            path: path.to_owned(),
            as_of: context.as_of.to_string(),
            names,
            postings: sheets,
        }
    }

    /// What a saved gap report says.
    #[must_use]
    pub fn saved(report: Gap, path: &str) -> Self {
        Self {
            name: report.candidate,
            origin: Origin::Report,
            path: path.to_owned(),
            as_of: report.as_of,
            names: report.names,
            postings: report.postings.into_iter().map(posting).collect(),
        }
    }

    /// What is met in full of all that the postings need: ids and words.
    #[must_use]
    pub fn met(&self) -> BTreeSet<&str> {
        self.postings.iter().flat_map(|posting| &posting.met).map(String::as_str).collect()
    }

    /// Only the postings that `keep` keeps.
    pub fn retain(&mut self, keep: impl Fn(&SheetPosting) -> bool) {
        self.postings.retain(keep);
    }
}

fn full(credit: f64) -> bool {
    credit >= 1.0 - 1e-9
}

fn posting(ranked: Ranked) -> SheetPosting {
    let reasons = ranked.requirements.iter().flat_map(|line| &line.because).filter(|reason| full(reason.credit));
    let met = reasons.map(|reason| reason.need.clone()).collect();
    let line = |line: crate::answers::ranking::Requirement| SheetLine {
        section: line.section,
        text: line.text,
        line: line.line,
        status: line.status,
        credit: line.credit,
    };
    SheetPosting {
        id: ranked.id,
        company: ranked.company,
        title: ranked.title,
        url: ranked.url,
        family: ranked.family,
        fit: ranked.fit,
        qualified: ranked.qualified,
        thin: ranked.thin,
        lines: ranked.requirements.into_iter().map(line).collect(),
        met,
    }
}

/// Keeps of all sheets the postings that are meant; what they need is all that then counts.
///
/// # Errors
/// As [`pick::pick`].
pub fn keep(wanted: &str, sheets: &mut [Sheet]) -> Result<(), Diagnostic> {
    let mut named: Vec<Named<'_>> = Vec::new();
    for posting in sheets.iter().flat_map(|sheet| &sheet.postings) {
        if !named.iter().any(|known| known.id == posting.id) {
            named.push(Named { id: &posting.id, company: posting.company.as_deref(), title: posting.title.as_deref() });
        }
    }
    let kept = pick::pick(wanted, &named)?;
    let ids: Vec<String> = named.iter().zip(kept).filter(|(_, kept)| *kept).map(|(posting, _)| posting.id.to_owned()).collect();
    for sheet in sheets {
        sheet.retain(|posting| ids.contains(&posting.id));
    }
    Ok(())
}
