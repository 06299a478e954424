//! `jobmatch gap --profile me.yaml`: what is missing, and the cheapest way to close it.

use std::path::PathBuf;

use jobmatch::answers::ranking::Cut;
use jobmatch::answers::{gap, pick};
use jobmatch::output::Answer;

use super::format::FormatArgs;
use super::judged::Inputs;
use super::load::{self, CandidateArgs, PostingArgs};
use super::options::Common;
use super::progress::Progress;
use super::{Ended, Failure, write};

/// Options of the gap report.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The candidate's profile
    #[arg(long, short, value_name = "FILE", help_heading = "Input")]
    pub profile: Option<PathBuf>,
    /// Only this posting: its id, or a part of its name
    #[arg(long, value_name = "ID", help_heading = "Input")]
    pub posting: Option<String>,
    #[command(flatten)]
    pub postings: PostingArgs,
    #[command(flatten)]
    pub candidate: CandidateArgs,
    /// At most so many postings
    #[arg(long, value_name = "N", help_heading = "Output")]
    pub top: Option<usize>,
    /// Only postings with at least this fit, 0 to 100
    #[arg(long, value_name = "F", value_parser = load::percent, help_heading = "Output")]
    pub min_fit: Option<f64>,
    #[command(flatten)]
    pub format: FormatArgs,
    #[command(flatten)]
    pub common: Common,
}

/// Reports and prints.
///
/// # Errors
/// Where an input is wrong or the output cannot be written.
pub fn run(args: &Args) -> Result<Ended, Failure> {
    let path = load::profile_path(args.profile.as_deref())?;
    let mut inputs = Inputs::read(&args.postings, &args.candidate, &args.common)?;
    if let Some(wanted) = &args.posting {
        pick::retain(wanted, &mut inputs.postings, |kept| &kept.posting)?;
    }
    let candidate = load::candidate(path, &args.candidate, &inputs.taxonomy, &args.common)?;
    let cut = Cut { top: args.top, min_fit: args.min_fit };
    let progress = Progress::new(&args.common);
    let report = gap::gap(&inputs.context(), &candidate, &inputs.understood(), cut, &mut |done, of| progress.tell(done, of));
    drop(progress);
    let text = args.format.write(Answer::Gap(&report), args.common.style());
    write::to(args.common.output.as_deref(), &text)?;
    Ok(Ended::Done)
}
