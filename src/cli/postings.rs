//! `jobmatch postings export`: what was read, in one neutral form.

use clap::{Subcommand, ValueEnum};
use jobmatch::posting::export;

use super::load::PostingArgs;
use super::options::Common;
use super::{Ended, Failure, load, write};

/// Options of `postings`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

impl Args {
    /// What holds for every command.
    pub const fn common(&self) -> &Common {
        let Command::Export { common, .. } = &self.command;
        common
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the postings as they were understood, in a form that is read again
    Export {
        #[command(flatten)]
        postings: PostingArgs,
        /// JSON Lines keep every place; Markdown is for people
        #[arg(long, value_enum, default_value_t = Format::Jsonl)]
        format: Format,
        #[command(flatten)]
        common: Common,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Jsonl,
    Markdown,
}

/// Runs a subcommand.
///
/// # Errors
/// Where an input is wrong or the output cannot be written.
pub fn run(args: &Args) -> Result<Ended, Failure> {
    let Command::Export { postings, format, common } = &args.command;
    let postings = load::postings(postings, common)?;
    let write = match format {
        Format::Jsonl => export::json_line,
        Format::Markdown => export::markdown,
    };
    let text: String = postings.iter().map(write).collect();
    write::to(common.output.as_deref(), &text)?;
    Ok(Ended::Done)
}
