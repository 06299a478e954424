//! `jobmatch index`: postings understood once, to be ranked from again and again.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use jobmatch::diagnostic::Diagnostic;
use jobmatch::index::{self, Change, Maker, Trouble};
use jobmatch::posting::Ids;
use jobmatch::score::roles::Roles;
use jobmatch::score::{Fresh, Kept};

use super::load::{self, PostingArgs, ReadingArgs};
use super::options::Common;
use super::{Ended, Failure, judged, stream, write};

/// Options of `index`.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Args {
    /// Postings: files, folders, or `-` for standard input
    #[arg(value_name = "POSTINGS", required = true)]
    pub postings: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do with an index that is there.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add, replace and remove postings of an index
    Update(UpdateArgs),
}

/// Options of `index update`.
#[derive(Debug, clap::Args)]
pub struct UpdateArgs {
    /// The index
    #[arg(value_name = "INDEX")]
    pub index: PathBuf,
    /// Postings to add; one that has the id of one that is there takes its place
    #[arg(value_name = "POSTINGS")]
    pub postings: Vec<PathBuf>,
    /// Remove the posting with this id (repeatable)
    #[arg(long, value_name = "ID")]
    pub remove: Vec<String>,
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    pub common: Common,
}

impl Args {
    /// The options that say how errors are shown.
    pub fn common(&self) -> &Common {
        match &self.command {
            Some(Command::Update(args)) => &args.common,
            None => &self.common,
        }
    }
}

/// Makes or changes an index.
///
/// # Errors
/// Where an input is wrong or the index cannot be written.
pub fn run(args: &Args) -> Result<Ended, Failure> {
    match &args.command {
        Some(Command::Update(args)) => update(args),
        None => make(args),
    }
}

fn make(args: &Args) -> Result<Ended, Failure> {
    let Some(path) = args.common.output.as_deref().filter(|path| *path != Path::new("-")) else {
        return Err(Diagnostic::error("index-needs-output", &[]).help("help-index-needs-output", &[]).into());
    };
    let taxonomy = load::taxonomy(&args.common)?;
    let roles = Roles::new(&taxonomy);
    let failed = |error| Failure::Output(path.display().to_string(), error);
    let file = write::beside(path)?;
    let mut maker = Maker::new(file.as_file().try_clone().map_err(failed)?, &taxonomy).map_err(failed)?;
    let mut ids = Ids::default();
    let postings = PostingArgs { postings: args.postings.clone(), reading: args.reading };
    let count =
        stream::run(&postings, &args.common, (&taxonomy, &roles), |fresh: Fresh<'_, '_>| fresh.understood(), &mut |mut kept: Kept| {
            ids.settle(&mut kept.posting);
            maker.add(&kept.posting, &kept.lines, &kept.families).map_err(failed)
        })?;
    maker.finish().map_err(failed)?;
    write::moved(file, path)?;
    let bytes = fs::metadata(path).map_or(0, |meta| meta.len());
    let mebibytes = format!("{:.1}", mebi(bytes));
    say(&args.common, "index-made", &[("count", &count.to_string()), ("size", &mebibytes)])?;
    Ok(Ended::Done)
}

fn update(args: &UpdateArgs) -> Result<Ended, Failure> {
    if args.postings.is_empty() && args.remove.is_empty() {
        return Err(Diagnostic::error("index-update-nothing", &[]).help("help-index-update", &[]).into());
    }
    let taxonomy = load::taxonomy(&args.common)?;
    let mut change = Change { add: Vec::new(), remove: args.remove.clone() };
    if !args.postings.is_empty() {
        let roles = Roles::new(&taxonomy);
        let postings = PostingArgs { postings: args.postings.clone(), reading: args.reading };
        change.add = judged::all(&postings, &args.common, (&taxonomy, &roles))?;
    }
    let changed = index::change(&args.index, &taxonomy, &change).map_err(|trouble| match trouble {
        Trouble::Refused(diagnostic) => diagnostic.into(),
        Trouble::Write(error) => Failure::Output(args.index.display().to_string(), error),
    })?;
    if let Some(first) = changed.unknown.first() {
        let more = (changed.unknown.len() - 1).to_string();
        let unknown = Diagnostic::warning("index-unknown-ids", &[("id", first), ("more", &more)]);
        load::warn(std::iter::once(unknown), &args.common);
    }
    let counts = [changed.added, changed.replaced, changed.removed].map(|count| count.to_string());
    say(&args.common, "index-changed", &[("added", &counts[0]), ("replaced", &counts[1]), ("removed", &counts[2])])?;
    Ok(Ended::Done)
}

#[allow(clippy::cast_precision_loss, reason = "a size for reading")]
fn mebi(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}

/// Tells what was done.
fn say(common: &Common, key: &str, args: &[(&str, &str)]) -> Result<(), Failure> {
    if common.quiet {
        return Ok(());
    }
    write::to_stdout(format!("{}\n", common.lang().format(key, args)).as_bytes())
}
