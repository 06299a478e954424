//! From what was typed to ready objects: taxonomy, policy, postings, candidate.

use std::num::NonZero;
use std::path::{Path, PathBuf};

use clap::Args;
use jobmatch::diagnostic::Diagnostic;
use jobmatch::index::{self, Index};
use jobmatch::output::message;
use jobmatch::posting::feed::{self, Piece};
use jobmatch::posting::{self, Posting, Reading};
use jobmatch::profile::import::{self, Imported, Kind};
use jobmatch::profile::{Candidate, Month};
use jobmatch::score::Policy;
use jobmatch::seeds;
use jobmatch::source::{self, Source};
use jobmatch::taxonomy::{Taxonomy, overlay};

use super::options::Common;
use super::progress::Progress;
use super::{Failure, write};

/// Options that choose postings.
#[derive(Debug, Clone, Default, Args)]
pub struct PostingArgs {
    /// Postings: a file, a folder, `-` for standard input (repeatable), or an index [default: the sample postings]
    #[arg(long, value_name = "PATH", help_heading = "Input")]
    pub postings: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// Options that say how postings are read.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct ReadingArgs {
    /// Skip records that cannot be read, with a warning, instead of ending there
    #[arg(long, help_heading = "Input")]
    pub keep_going: bool,
    /// Threads that work [default: one for each core]
    #[arg(long, value_name = "N", help_heading = "Input")]
    pub jobs: Option<NonZero<usize>>,
}

/// Options that change how a candidate is read or judged.
#[derive(Debug, Clone, Default, Args)]
pub struct CandidateArgs {
    /// What `present` means in a profile [default: this month]
    #[arg(long, value_name = "YYYY-MM", value_parser = month, help_heading = "Input")]
    pub as_of: Option<Month>,
    /// What if the candidate had this skill (repeatable)
    #[arg(long, value_name = "SKILL", help_heading = "What if")]
    pub add: Vec<String>,
    /// What if the candidate had not this skill (repeatable)
    #[arg(long, value_name = "SKILL", help_heading = "What if")]
    pub without: Vec<String>,
    /// Weights and credits of your own
    #[arg(long, value_name = "POLICY.yaml", help_heading = "Rules")]
    pub policy: Option<PathBuf>,
}

/// Reads a file, or standard input for `-`.
///
/// # Errors
/// As [`Source::read`].
pub fn source(path: &Path) -> Result<Source, Diagnostic> {
    if path == Path::new("-") { Source::read_from("-".to_owned(), std::io::stdin().lock()) } else { Source::read(path) }
}

/// The bytes of a file, or of standard input for `-`.
///
/// # Errors
/// As [`source::bytes`].
pub fn bytes(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    if path == Path::new("-") { source::bytes_from("-", std::io::stdin().lock()) } else { source::bytes(path) }
}

/// A profile of any format.
///
/// # Errors
/// Where the file is of no known format, or faults of the profile.
pub fn profile(path: &Path, bytes: Vec<u8>, taxonomy: &Taxonomy) -> Result<Imported, Failure> {
    Ok(import::read(&path.display().to_string(), bytes, taxonomy)?)
}

/// The taxonomy with its overlays.
///
/// # Errors
/// Faults of the overlays.
pub fn taxonomy(common: &Common) -> Result<Taxonomy, Failure> {
    if common.taxonomy.is_empty() {
        return Ok(Taxonomy::embedded());
    }
    let overlays: Result<Vec<Source>, Diagnostic> = common.taxonomy.iter().map(|path| source(path)).collect();
    Ok(overlay::load(overlays?)?)
}

/// The policy.
///
/// # Errors
/// Faults of the policy file.
pub fn policy(args: &CandidateArgs) -> Result<Policy, Failure> {
    match &args.policy {
        Some(path) => Ok(Policy::read(source(path)?)?),
        None => Ok(Policy::default()),
    }
}

/// The postings that were named, or the sample ones.
///
/// # Errors
/// Where a path cannot be read.
fn reading(args: &PostingArgs) -> Result<Reading, Failure> {
    if args.postings.is_empty() {
        return Ok(posting::read(&seeds::sources()));
    }
    Ok(feed::read(&args.postings)?)
}

/// The postings; warnings go to standard error.
///
/// # Errors
/// Where a source holds no posting.
pub fn postings(args: &PostingArgs, common: &Common) -> Result<Vec<Posting>, Failure> {
    let progress = Progress::new(common);
    let reading = reading(args);
    // Warnings are not written across it.
    drop(progress);
    let reading = reading?;
    let (postings, warnings) = reading.usable(args.reading.keep_going)?;
    warn(warnings.into_iter(), common);
    Ok(postings)
}

/// The index that the call names, where it names one.
///
/// # Errors
/// Where it stands beside other postings, is damaged, or was made for another taxonomy.
pub fn index(args: &PostingArgs, taxonomy: &Taxonomy) -> Result<Option<Index>, Failure> {
    let Some(path) = args.postings.iter().find(|path| index::is_index(path)) else { return Ok(None) };
    if args.postings.len() > 1 {
        let error = Diagnostic::error("index-not-alone", &[]).in_file(&path.display().to_string());
        return Err(error.help("help-index-not-alone", &[]).into());
    }
    Ok(Some(Index::open(path, taxonomy)?))
}

/// The pieces of what the call names, or the sample postings.
///
/// # Errors
/// Where a path does not exist or a folder holds no file of postings.
pub fn pieces(args: &PostingArgs) -> Result<Box<dyn Iterator<Item = Result<Piece, Diagnostic>> + Send>, Failure> {
    if args.postings.is_empty() {
        return Ok(Box::new(seeds::FILES.into_iter().map(|(path, text)| Ok(Piece::document(path, text.into())))));
    }
    Ok(Box::new(feed::open(&args.postings)?))
}

/// Most warnings that are shown in full.
pub const MOST_WARNINGS: usize = 20;

/// Shows warnings on standard error. They are made only when shown: looking for near names takes time.
pub fn warn(warnings: impl ExactSizeIterator<Item = Diagnostic>, common: &Common) {
    let more = warnings.len().saturating_sub(MOST_WARNINGS);
    warn_of(warnings.take(MOST_WARNINGS), more, common);
}

/// Shows the first warnings, and how many more there are.
pub fn warn_of(warnings: impl Iterator<Item = Diagnostic>, more: usize, common: &Common) {
    use std::io::IsTerminal;
    if common.quiet {
        return;
    }
    let color = common.color(std::io::stderr().is_terminal());
    for warning in warnings {
        write::to_stderr(&message::render(&warning, common.lang(), color));
    }
    if more > 0 {
        let text = common.lang().format("more-warnings", &[("count", &more.to_string())]);
        write::to_stderr(&format!("{text}\n"));
    }
}

/// The path of the profile.
///
/// # Errors
/// Where none was given.
pub fn profile_path(path: Option<&Path>) -> Result<&Path, Failure> {
    path.ok_or_else(|| Diagnostic::error("no-profile", &[]).help("help-no-profile", &[]).into())
}

/// The candidate of a profile, with `--add` and `--without`.
///
/// # Errors
/// Faults of the profile; a `--without` that names no skill.
pub fn candidate(path: &Path, args: &CandidateArgs, taxonomy: &Taxonomy, common: &Common) -> Result<Candidate, Failure> {
    resolved(path, bytes(path)?, args, taxonomy, common)
}

/// The candidate of a profile that is read already.
///
/// # Errors
/// As [`candidate`].
pub fn resolved(path: &Path, bytes: Vec<u8>, args: &CandidateArgs, taxonomy: &Taxonomy, common: &Common) -> Result<Candidate, Failure> {
    let Imported { profile, notes, .. } = profile(path, bytes, taxonomy)?;
    let mut candidate = Candidate::resolve(&profile, taxonomy, as_of(args));
    let doubts: Vec<Diagnostic> =
        notes.iter().filter(|note| note.kind == Kind::Doubt).map(|note| note.diagnostic(&profile.source)).collect();
    warn(doubts.into_iter(), common);
    warn(candidate.warnings.iter().map(|warning| warning.diagnostic(taxonomy)), common);
    candidate.what_if(taxonomy, &args.add, &args.without)?;
    Ok(candidate)
}

/// What `present` means.
#[must_use]
pub fn as_of(args: &CandidateArgs) -> Month {
    args.as_of.unwrap_or_else(this_month)
}

/// The month that the clock shows.
fn this_month() -> Month {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Month::from_unix(since.as_secs())
}

/// Reads `--as-of`.
///
/// # Errors
/// Where the text is no month.
pub fn month(text: &str) -> Result<Month, String> {
    Month::parse(text).ok_or_else(|| "expected YYYY-MM".to_owned())
}

/// Reads a figure from 0 to 100.
///
/// # Errors
/// Where the text is none.
pub fn percent(text: &str) -> Result<f64, String> {
    figure(text, 100.0)
}

/// Reads an effort.
///
/// # Errors
/// Where the text is no figure from 0.
pub fn effort(text: &str) -> Result<f64, String> {
    figure(text, 1e6)
}

fn figure(text: &str, most: f64) -> Result<f64, String> {
    text.parse().ok().filter(|figure| (0.0..=most).contains(figure)).ok_or_else(|| format!("expected a number from 0 to {most}"))
}
