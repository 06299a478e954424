//! The command line: what was typed becomes ready objects, the library answers, a writer draws.

mod check;
mod compare;
mod failure;
mod format;
mod gap;
mod import;
mod index;
mod init;
mod interrupt;
mod judged;
mod later;
mod load;
mod options;
mod pairs;
mod parse;
mod people;
mod plan;
mod postings;
mod progress;
mod rank;
mod schema;
mod stream;
mod taxonomy;
mod write;

use clap::{CommandFactory, Parser, Subcommand};

pub use failure::Failure;
use later::Later;
use options::Common;
pub use write::to_stderr;

/// Which command, with its options.
#[derive(Debug, Parser)]
#[command(name = "jobmatch", version, about, long_about = None, args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub struct Cli {
    #[command(flatten)]
    rank: rank::Args,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show what is missing in each posting, and the cheapest way to close it
    Gap(Later<gap::Args>),
    /// Show what to learn next, and what each step unlocks
    Plan(Later<plan::Args>),
    /// Show candidates side by side
    Compare(Later<compare::Args>),
    /// Find the best postings for each of many candidates, or the best candidates for each posting
    Match(Later<pairs::Args>),
    /// Understand postings once, to rank from them again and again (`--postings FILE.index`)
    Index(Later<index::Args>),
    /// Show how lines of requirement text are understood
    Parse(Later<parse::Args>),
    /// Validate profiles and postings, with the place of each problem
    Check(Later<check::Args>),
    /// Export postings as they were read
    Postings(Later<postings::Args>),
    /// Turn a resume (PDF, DOCX, JSON Resume, Markdown, text) into a profile
    Import(Later<import::Args>),
    /// Write a commented starter profile
    Init(Later<init::Args>),
    /// Look skills up, validate an overlay, list what no skill covers
    Taxonomy(Later<taxonomy::Args>),
    /// Print the JSON Schemas of the profile and of every JSON output
    Schema(Later<schema::Args>),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// How a command ended, beside errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Done.
    Done,
    /// Done, and problems were found (`check`, `taxonomy check`).
    Problems,
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// Where the call, a file or its content is wrong.
    pub fn run(self) -> Result<Ended, Failure> {
        match self.command {
            None => rank::run(&self.rank),
            Some(Command::Gap(args)) => gap::run(&args),
            Some(Command::Plan(args)) => plan::run(&args),
            Some(Command::Compare(args)) => compare::run(&args),
            Some(Command::Match(args)) => pairs::run(&args),
            Some(Command::Index(args)) => index::run(&args),
            Some(Command::Parse(args)) => parse::run(&args),
            Some(Command::Check(args)) => check::run(&args),
            Some(Command::Postings(args)) => postings::run(&args),
            Some(Command::Import(args)) => import::run(&args),
            Some(Command::Init(args)) => init::run(&args),
            Some(Command::Taxonomy(args)) => taxonomy::run(&args),
            Some(Command::Schema(args)) => schema::run(&args),
            Some(Command::Completions { shell }) => {
                let mut script = Vec::new();
                clap_complete::generate(shell, &mut Self::command(), "jobmatch", &mut script);
                write::to_stdout(&script)?;
                Ok(Ended::Done)
            }
        }
    }

    /// The options that say how errors are shown.
    #[must_use]
    pub fn common(&self) -> Common {
        match &self.command {
            None => self.rank.common.clone(),
            Some(Command::Gap(args)) => args.common.clone(),
            Some(Command::Plan(args)) => args.common.clone(),
            Some(Command::Compare(args)) => args.common.clone(),
            Some(Command::Match(args)) => args.common.clone(),
            Some(Command::Index(args)) => args.common().clone(),
            Some(Command::Parse(args)) => args.common.clone(),
            Some(Command::Check(args)) => args.common.clone(),
            Some(Command::Postings(args)) => args.common().clone(),
            Some(Command::Import(args)) => args.common.clone(),
            Some(Command::Init(args)) => args.common.clone(),
            Some(Command::Taxonomy(args)) => args.common().clone(),
            Some(Command::Schema(_) | Command::Completions { .. }) => Common::default(),
        }
    }
}
