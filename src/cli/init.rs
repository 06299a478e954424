//! `jobmatch init`: a commented starter profile.

use std::path::Path;

use jobmatch::diagnostic::Diagnostic;
use jobmatch::messages::Lang;

use super::options::Common;
use super::{Ended, Failure, write};

/// Options of `init`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where to write it [default: standard output]
    pub file: Option<std::path::PathBuf>,
    /// Write over a file that exists
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub common: Common,
}

/// Writes the starter profile.
///
/// # Errors
/// Where the file exists already or cannot be written.
pub fn run(args: &Args) -> Result<Ended, Failure> {
    let text = match args.common.lang() {
        Lang::En => include_str!("init/en.yaml"),
        Lang::Ko => include_str!("init/ko.yaml"),
    };
    let target = args.file.as_deref();
    // `--output` names the file to write over, as everywhere; a file named plainly may be there by chance.
    if let Some(path) = target.filter(|path| *path != Path::new("-") && path.exists() && !args.force) {
        let name = path.display().to_string();
        return Err(Diagnostic::error("file-exists", &[]).in_file(&name).help("help-force", &[]).into());
    }
    write::to(target.or(args.common.output.as_deref()), text)?;
    Ok(Ended::Done)
}
