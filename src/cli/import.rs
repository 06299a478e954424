//! `jobmatch import`: a resume becomes a profile.

use std::path::PathBuf;

use clap::ValueEnum;
use jobmatch::diagnostic::{Diagnostic, Severity};
use jobmatch::output::profile::{Remarks, json_resume, yaml};
use jobmatch::profile::import::Kind;

use super::options::Common;
use super::{Ended, Failure, load, write};

/// What to write.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum To {
    /// A profile, with comments on where each thing was read
    #[default]
    Yaml,
    /// JSON Resume 1.0
    JsonResume,
}

/// Options of `import`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A resume or a profile; `-` for standard input
    pub file: PathBuf,
    /// Fail where anything is doubtful
    #[arg(long)]
    pub strict: bool,
    /// What to write
    #[arg(long, value_enum, default_value_t, help_heading = "Output")]
    pub to: To,
    #[command(flatten)]
    pub common: Common,
}

/// Reads, and writes the profile.
///
/// # Errors
/// Where the file cannot be read, or with `--strict` where anything is doubtful.
pub fn run(args: &Args) -> Result<Ended, Failure> {
    let taxonomy = load::taxonomy(&args.common)?;
    let imported = load::profile(&args.file, load::bytes(&args.file)?, &taxonomy)?;
    if args.strict {
        let doubts = imported.notes.iter().filter(|note| note.kind == Kind::Doubt).map(|note| note.diagnostic(&imported.profile.source));
        let faults: Vec<Diagnostic> = doubts.map(|doubt| Diagnostic { severity: Severity::Error, ..doubt }).collect();
        if !faults.is_empty() {
            return Err(faults.into());
        }
    }
    let text = match args.to {
        To::Yaml => yaml(&imported, Remarks { lang: args.common.lang() }),
        To::JsonResume => json_resume(&imported.profile),
    };
    write::to(args.common.output.as_deref(), &text)?;
    Ok(Ended::Done)
}
