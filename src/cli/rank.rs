//! `jobmatch --profile me.yaml`: the ranking.

use std::borrow::Cow;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::mpsc;
use std::{io, slice, thread};

use jobmatch::answers::ranking::{Head, Reporter};
use jobmatch::answers::{Context, Listed, Listing, Names};
use jobmatch::matching::{Holdings, Judge};
use jobmatch::pipeline;
use jobmatch::score::{Cut, Scorer, roles::Roles};

use super::format::FormatArgs;
use super::load::{self, CandidateArgs, PostingArgs};
use super::options::Common;
use super::progress::Progress;
use super::stream::Found;
use super::{Ended, Failure, interrupt, stream, write};

/// Reports that may wait to be written.
const AHEAD: usize = 64;
/// Reports that are made sooner than threads are started.
const FEW: usize = 32;

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
    let roles = Roles::new(&taxonomy);
    let candidate = load::candidate(path, &args.candidate, &taxonomy, &args.common)?;
    let context = Context { taxonomy: &taxonomy, policy: &policy, roles: &roles, as_of: load::as_of(&args.candidate) };
    let holdings = Holdings::new(&candidate, &taxonomy);
    let scorer = Scorer { judge: Judge { taxonomy: &taxonomy, policy: &policy, holdings: &holdings } };
    let cut = Cut { top: args.top, min_fit: args.min_fit };
    let (shelf, found) = match load::index(&args.postings, &taxonomy)? {
        Some(index) => stream::shortlist_of(&index, &scorer, cut, stream::threads(&args.postings))?,
        None => stream::shortlist(&args.postings, &args.common, (&taxonomy, &roles), &scorer, cut)?,
    };
    let whole = args.format.lists_lines();
    let report = |reporter: &mut Reporter<'_>, found: &Found| {
        let mut kept = shelf.take(found.slot)?;
        found.id.iter().for_each(|id| kept.posting.id = id.to_string());
        let understood = kept.understood();
        let posting = if whole { reporter.report(&understood) } else { reporter.outline(&understood) };
        let names = Names::of_postings(&taxonomy, slice::from_ref(&posting));
        Ok(Listed { posting: Cow::Owned(posting), names: Cow::Owned(names) })
    };
    // Rows that come on a terminal show how far it is; nothing is drawn across them.
    let shown = args.common.output.is_none() && io::stdout().is_terminal();
    let progress = (!shown).then(|| Progress::new(&args.common));
    let found = found.as_slice();
    let reporter = || Reporter::new(&context, &scorer);
    let list = |reports: &mut dyn Iterator<Item = io::Result<Listed<'_>>>| {
        // As many as were found: were one missing, the answer would not be whole, and is an error.
        let told = (1..=found.len()).map(|done| {
            if let Some(progress) = &progress {
                progress.tell(done, found.len());
            }
            interrupt::check().map_err(|_| io::Error::from(io::ErrorKind::Interrupted))?;
            reports.next().unwrap_or_else(|| Err(io::ErrorKind::UnexpectedEof.into()))
        });
        let listing = Listing { head: &Head::new(&context, &candidate), count: found.len(), postings: Box::new(told) };
        write::by(args.common.output.as_deref(), |out| args.format.list(listing, args.common.style(), out))
    };
    let threads = if found.len() > FEW { stream::threads(&args.postings) } else { 1 };
    if threads <= 1 {
        let mut reporter = reporter();
        list(&mut found.iter().map(|found| report(&mut reporter, found)))
    } else {
        thread::scope(|scope| {
            // Whoever writes is waited for; whoever cannot write any more is not written for.
            let (send, received) = mpsc::sync_channel(AHEAD);
            scope.spawn(move || pipeline::ordered(found.iter(), || threads, reporter, report, |listed| send.send(listed).map_err(drop)));
            list(&mut received.into_iter())
        })
    }
    .map_err(|failure| interrupt::check().err().unwrap_or(failure))?;
    Ok(Ended::Done)
}
