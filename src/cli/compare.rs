//! `jobmatch compare A B …`: candidates side by side.

use std::path::PathBuf;

use jobmatch::answers::compare::{self, Sheet};
use jobmatch::answers::ranking::Cut;
use jobmatch::diagnostic::Diagnostic;
use jobmatch::output::Answer;

use super::format::FormatArgs;
use super::judged::Inputs;
use super::load::{self, CandidateArgs, PostingArgs};
use super::options::Common;
use super::people::{self, Person};
use super::progress::Progress;
use super::{Ended, Failure, write};

/// Options of the comparison.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Profiles, gap reports saved as JSON, or folders of them
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// Only this posting, requirement by requirement: its id, or a part of its name
    #[arg(long, value_name = "ID", help_heading = "Input")]
    pub posting: Option<String>,
    #[command(flatten)]
    pub postings: PostingArgs,
    #[command(flatten)]
    pub candidate: CandidateArgs,
    /// At most so many candidates, those with the highest mean fit
    #[arg(long, value_name = "N", help_heading = "Output")]
    pub top: Option<usize>,
    /// Only postings that some candidate fits at least so well, 0 to 100
    #[arg(long, value_name = "F", value_parser = load::percent, help_heading = "Output")]
    pub min_fit: Option<f64>,
    #[command(flatten)]
    pub format: FormatArgs,
    #[command(flatten)]
    pub common: Common,
}

/// Compares and prints.
///
/// # Errors
/// Where an input is wrong or the output cannot be written.
pub fn run(args: &Args) -> Result<Ended, Failure> {
    let inputs = Inputs::read(&args.postings, &args.candidate, &args.common)?;
    let people = people::read(&args.paths, &args.candidate, &inputs.taxonomy, &args.common)?;
    if people.len() < 2 {
        return Err(Diagnostic::error("compare-needs-two", &[]).help("help-compare", &[]).into());
    }
    let progress = Progress::new(&args.common);
    let understood = inputs.understood();
    let mut sheets: Vec<Sheet> = Vec::with_capacity(people.len());
    let count = people.len();
    for (done, person) in people.into_iter().enumerate() {
        progress.tell(done, count);
        sheets.push(match person {
            Person::Profile(candidate, path) => Sheet::judged(&inputs.context(), &candidate, &path, &understood),
            Person::Report(report, path) => Sheet::saved(*report, &path),
        });
    }
    drop(progress);
    if let Some(wanted) = &args.posting {
        compare::keep(wanted, &mut sheets)?;
    }
    let comparison = compare::compare(sheets, Cut { top: args.top, min_fit: args.min_fit }, args.posting.is_some());
    let text = args.format.write(Answer::Comparison(&comparison), args.common.style());
    write::to(args.common.output.as_deref(), &text)?;
    Ok(Ended::Done)
}
