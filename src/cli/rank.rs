//! `jobmatch --profile me.yaml`: the ranking.

use std::path::PathBuf;

use jobmatch::answers::ranking::{self, Cut};
use jobmatch::output::Answer;

use super::format::FormatArgs;
use super::judged::Inputs;
use super::load::{self, CandidateArgs, PostingArgs};
use super::options::Common;
use super::progress::Progress;
use super::{Ended, Failure, write};

/// Options of the ranking.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The candidate's profile
    #[arg(long, short, value_name = "FILE", help_heading = "Input")]
    pub profile: Option<PathBuf>,
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

/// Ranks and prints.
///
/// # Errors
/// Where an input is wrong or the output cannot be written.
pub fn run(args: &Args) -> Result<Ended, Failure> {
    let path = load::profile_path(args.profile.as_deref())?;
    let inputs = Inputs::read(&args.postings, &args.candidate, &args.common)?;
    let candidate = load::candidate(path, &args.candidate, &inputs.taxonomy, &args.common)?;
    let cut = Cut { top: args.top, min_fit: args.min_fit };
    let progress = Progress::new(&args.common);
    let understood = inputs.understood(&progress);
    let ranking = ranking::rank(&inputs.context(), &candidate, &understood, cut, &mut |done, of| progress.tell(done, of));
    drop(progress);
    let text = args.format.write(Answer::Ranking(&ranking), args.common.style());
    write::to(args.common.output.as_deref(), &text)?;
    Ok(Ended::Done)
}
