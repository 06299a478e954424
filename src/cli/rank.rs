//! `jobmatch --profile me.yaml`: the ranking.

use std::path::PathBuf;

use jobmatch::answers::Context;
use jobmatch::answers::ranking::{self, Cut};
use jobmatch::diagnostic::Diagnostic;
use jobmatch::output::Answer;
use jobmatch::requirement::Parser;
use jobmatch::score::{Understood, roles::Roles};

use super::format::FormatArgs;
use super::load::{self, CandidateArgs, PostingArgs};
use super::options::Common;
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
    #[arg(long, value_name = "F", help_heading = "Output")]
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
    let Some(path) = &args.profile else {
        return Err(Diagnostic::error("no-profile", &[]).help("help-no-profile", &[]).into());
    };
    let taxonomy = load::taxonomy(&args.common)?;
    let policy = load::policy(&args.candidate)?;
    let roles = Roles::read(&taxonomy)?;
    let candidate = load::candidate(path, &args.candidate, &taxonomy, &args.common)?;
    let postings = load::postings(&args.postings, &args.common)?;
    let mut parser = Parser::new(&taxonomy);
    let understood: Vec<Understood<'_>> = postings.iter().map(|posting| Understood::new(posting, &mut parser, &roles)).collect();
    let context = Context { taxonomy: &taxonomy, policy: &policy, roles: &roles, as_of: load::as_of(&args.candidate) };
    let ranking = ranking::rank(&context, &candidate, &understood, Cut { top: args.top, min_fit: args.min_fit });
    let text = args.format.write(Answer::Ranking(&ranking), args.common.style());
    write::to(args.common.output.as_deref(), &text)?;
    Ok(Ended::Done)
}
