//! `jobmatch taxonomy`: look skills up, validate an overlay.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use jobmatch::diagnostic::Diagnostic;
use jobmatch::output::{json, message, table};
use jobmatch::requirement::unmapped::{self, Unmapped};
use jobmatch::taxonomy::export::{self, Record};
use jobmatch::taxonomy::{SkillId, Taxonomy, overlay};

use super::load::PostingArgs;
use super::options::Common;
use super::{Ended, Failure, load, write};

/// Options of `taxonomy`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show a skill: spellings, relations, external ids
    Show {
        /// Id or any spelling
        #[arg(required = true)]
        skills: Vec<String>,
        /// How to print the answer
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
        #[command(flatten)]
        common: Common,
    },
    /// Search skills by a part of a spelling, nearest first
    Search {
        /// What to look for
        text: String,
        /// How to print the answer
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
        #[command(flatten)]
        common: Common,
    },
    /// Validate overlays, with the place of each fault
    Check {
        /// Overlay files
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        common: Common,
    },
    /// List what postings ask for that no skill covers, most frequent first
    Unmapped {
        #[command(flatten)]
        postings: PostingArgs,
        /// At most so many terms
        #[arg(long, value_name = "N", default_value_t = 50)]
        top: usize,
        /// How to print the answer; `yaml` is an overlay to fill in
        #[arg(long, value_enum, default_value_t = UnmappedFormat::Table)]
        format: UnmappedFormat,
        #[command(flatten)]
        common: Common,
    },
    /// Print the whole taxonomy
    Export {
        /// How to print it
        #[arg(long, value_enum)]
        format: ExportFormat,
        #[command(flatten)]
        common: Common,
    },
}

impl Args {
    /// The options that all commands have.
    #[must_use]
    pub const fn common(&self) -> &Common {
        match &self.command {
            Command::Show { common, .. }
            | Command::Search { common, .. }
            | Command::Check { common, .. }
            | Command::Unmapped { common, .. }
            | Command::Export { common, .. } => common,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum UnmappedFormat {
    Table,
    Json,
    Yaml,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    Json,
    Csv,
    Skos,
}

/// Runs a subcommand.
///
/// # Errors
/// Where a skill is unknown, a file cannot be read, or the output cannot be written.
pub fn run(args: &Args) -> Result<Ended, Failure> {
    let common = args.common();
    let target = common.output.as_deref();
    match &args.command {
        Command::Show { skills, format, .. } => {
            let taxonomy = load::taxonomy(common)?;
            let mut keys = Vec::new();
            for name in skills {
                keys.extend(taxonomy.named(name)?);
            }
            write::to(target, &records(&taxonomy, &keys, *format, common))?;
        }
        Command::Search { text, format, .. } => {
            let taxonomy = load::taxonomy(common)?;
            let keys = taxonomy.search(text);
            write::to(target, &records(&taxonomy, &keys, *format, common))?;
        }
        Command::Unmapped { postings, top, format, .. } => {
            let taxonomy = load::taxonomy(common)?;
            let postings = load::postings(postings, common)?;
            let lines = postings.iter().flat_map(|posting| posting.lines.iter().map(|line| line.text.as_str()));
            let mut found = unmapped::count(&taxonomy, lines);
            found.truncate(*top);
            let text = match format {
                UnmappedFormat::Json => json::write(&found),
                UnmappedFormat::Yaml => stub(&taxonomy, &found, common),
                UnmappedFormat::Table => table::unmapped(&found, common.style()),
            };
            write::to(target, &text)?;
        }
        Command::Check { files, .. } => return check(files, common),
        Command::Export { format, .. } => {
            let taxonomy = load::taxonomy(common)?;
            let all: Vec<Record<'_>> = taxonomy.skills().map(|skill| export::record(&taxonomy, skill)).collect();
            let text = match format {
                ExportFormat::Json => json::write(&all),
                ExportFormat::Csv => export::csv(&all),
                ExportFormat::Skos => export::skos(&taxonomy),
            };
            write::to(target, &text)?;
        }
    }
    Ok(Ended::Done)
}

fn records(taxonomy: &Taxonomy, keys: &[SkillId], format: Format, common: &Common) -> String {
    let all: Vec<Record<'_>> = keys.iter().map(|key| export::record(taxonomy, taxonomy.skill(*key))).collect();
    match format {
        Format::Json => json::write(&all),
        Format::Table => table::skills(&all, common.style()),
    }
}

/// An overlay to fill in: one skill a term, with the line it was found in. What it writes passes the validator as it stands: ids are
/// new, and names of two letters keep their case.
fn stub(taxonomy: &Taxonomy, found: &[Unmapped], common: &Common) -> String {
    let mut out = format!("# {}\n", common.lang().template("unmapped-stub"));
    let mut taken = BTreeSet::new();
    for one in found {
        let id = free_id(taxonomy, &one.term, &mut taken);
        let example = one.example.replace(['\n', '\r'], " ");
        let name = serde_json::Value::from(one.term.as_str());
        let _ = writeln!(out, "\n# {}× {example}\n{id}:\n  name: {name}\n  kind: concept", one.lines);
        if one.term.chars().filter(|c| c.is_alphanumeric()).count() <= 2 {
            let _ = writeln!(out, "  aliases: [{{t: {name}, case: exact}}]");
        }
    }
    out
}

/// The id that a term would have, or the first free one after it.
fn free_id(taxonomy: &Taxonomy, term: &str, taken: &mut BTreeSet<String>) -> String {
    let letters: String = term.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let plain = letters.split_whitespace().collect::<Vec<_>>().join("-");
    let stem = if plain.is_empty() { "term" } else { &plain };
    let numbered = (2..).map(|number| format!("{stem}-{number}"));
    let mut ids = std::iter::once(stem.to_owned()).chain(numbered);
    let id = ids.find(|id| taxonomy.by_id(id).is_none() && !taken.contains(id)).unwrap_or_default();
    taken.insert(id.clone());
    id
}

fn check(files: &[PathBuf], common: &Common) -> Result<Ended, Failure> {
    let sources: Result<Vec<_>, Diagnostic> = files.iter().map(|path| load::source(path)).collect();
    let lang = common.lang();
    match overlay::load(sources?) {
        Ok(taxonomy) => {
            let skills = taxonomy.len().to_string();
            let mut text = lang.format("overlay-good", &[("skills", &skills)]);
            text.push('\n');
            write::to(common.output.as_deref(), &text)?;
            Ok(Ended::Done)
        }
        Err(problems) => {
            let color = common.style().color;
            let text: String = problems.iter().map(|problem| message::render(problem, lang, color)).collect();
            write::to(common.output.as_deref(), &text)?;
            Ok(Ended::Problems)
        }
    }
}
