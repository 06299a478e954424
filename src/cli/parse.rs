//! `jobmatch parse`: how lines are understood.

use std::path::PathBuf;

use clap::ValueEnum;
use jobmatch::matching::{Holdings, Judge};
use jobmatch::output::tree;
use jobmatch::requirement::{Parser, report};

use super::load::CandidateArgs;
use super::options::Common;
use super::{Ended, Failure, load, write};

/// Formats of parsed lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person.
    #[default]
    Table,
    /// One object a line.
    Json,
}

/// Options of `parse`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files with one requirement a line; `-` or nothing reads standard input
    pub files: Vec<PathBuf>,
    /// Show what this candidate brings for each part
    #[arg(long, short, value_name = "FILE", help_heading = "Input")]
    pub profile: Option<PathBuf>,
    #[command(flatten)]
    pub candidate: CandidateArgs,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Table, help_heading = "Output")]
    pub format: Format,
    #[command(flatten)]
    pub common: Common,
}

/// Parses and prints.
///
/// # Errors
/// Where a file cannot be read or the output cannot be written.
pub fn run(args: &Args) -> Result<Ended, Failure> {
    let taxonomy = load::taxonomy(&args.common)?;
    let policy = load::policy(&args.candidate)?;
    let candidate = match &args.profile {
        Some(path) => Some(load::candidate(path, &args.candidate, &taxonomy, &args.common)?),
        None => None,
    };
    let holdings = candidate.as_ref().map(|candidate| Holdings::new(candidate, &taxonomy));
    let judge = holdings.as_ref().map(|holdings| Judge { taxonomy: &taxonomy, policy: &policy, holdings });
    let style = args.common.style();
    let mut parser = Parser::new(&taxonomy);
    let stdin = [PathBuf::from("-")];
    let files = if args.files.is_empty() { &stdin[..] } else { &args.files };
    let mut out = String::new();
    for path in files {
        let source = load::source(path)?;
        for line in source.text.lines() {
            let parsed = parser.parse(line, &[]);
            match args.format {
                Format::Json => out.push_str(&report::to_json(line, &parsed, &taxonomy).to_string()),
                Format::Table => out.push_str(&tree::draw(line, &parsed, &taxonomy, judge.as_ref(), style)),
            }
            out.push('\n');
        }
    }
    write::to(args.common.output.as_deref(), &out)?;
    Ok(Ended::Done)
}
