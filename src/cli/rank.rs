//! `jobmatch --profile me.yaml`: the ranking.

use std::path::PathBuf;

use jobmatch::answers::Context;
use jobmatch::answers::ranking;
use jobmatch::index::Doc;
use jobmatch::matching::{Holdings, Judge};
use jobmatch::output::Answer;
use jobmatch::score::{Cut, Kept, Scorer, Understood, roles::Roles};

use super::format::FormatArgs;
use super::load::{self, CandidateArgs, PostingArgs};
use super::options::Common;
use super::progress::Progress;
use super::{Ended, Failure, stream, write};

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
    let taxonomy = load::taxonomy(&args.common)?;
    let policy = load::policy(&args.candidate)?;
    let roles = Roles::read(&taxonomy)?;
    let candidate = load::candidate(path, &args.candidate, &taxonomy, &args.common)?;
    let context = Context { taxonomy: &taxonomy, policy: &policy, roles: &roles, as_of: load::as_of(&args.candidate) };
    let holdings = Holdings::new(&candidate, &taxonomy);
    let scorer = Scorer { judge: Judge { taxonomy: &taxonomy, policy: &policy, holdings: &holdings } };
    let cut = Cut { top: args.top, min_fit: args.min_fit };
    let kept = match load::index(&args.postings, &taxonomy)? {
        Some(index) => {
            let best = index.best(std::slice::from_ref(&scorer), cut, stream::threads(&args.postings))?.pop().unwrap_or_default();
            let docs: Vec<Doc> = best.into_iter().map(|(_, doc)| doc).collect();
            index.take(&docs)?
        }
        None => stream::shortlist(&args.postings, &args.common, (&taxonomy, &roles), &scorer, cut)?,
    };
    let chosen: Vec<Understood<'_>> = kept.iter().map(Kept::understood).collect();
    let progress = Progress::new(&args.common);
    let ranking = ranking::rank(&context, &candidate, &chosen, Cut::default(), &mut |done, of| progress.tell(done, of));
    drop(progress);
    let text = args.format.write(Answer::Ranking(&ranking), args.common.style());
    write::to(args.common.output.as_deref(), &text)?;
    Ok(Ended::Done)
}
