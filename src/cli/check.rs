//! `jobmatch check`: validates profiles and postings.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use jobmatch::diagnostic::Diagnostic;
use jobmatch::posting::{self, Reading, Trace};
use jobmatch::profile::{self, Candidate};
use jobmatch::source::Source;
use jobmatch::taxonomy::Taxonomy;
use unicode_width::UnicodeWidthStr;

use super::load::CandidateArgs;
use super::options::Common;
use super::{Ended, Failure, failure, load, write};

/// Options of `check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Profiles (.yaml, .yml) and postings (files or folders)
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Show what each line of the postings was taken for
    #[arg(long)]
    pub explain: bool,
    #[command(flatten)]
    pub common: Common,
}

/// Checks and prints. A name that no skill covers deserves a look, and is no fault: a profile that holds some passes.
///
/// # Errors
/// Where a file cannot be read at all or the output cannot be written.
pub fn run(args: &Args) -> Result<Ended, Failure> {
    let mut report = Report { args, out: String::new(), problems: Vec::new() };
    let mut taxonomy = None;
    for path in &args.files {
        if path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") {
            let taxonomy = match &mut taxonomy {
                Some(known) => known,
                none => none.insert(load::taxonomy(&args.common)?),
            };
            report.profile(path, taxonomy)?;
        } else {
            report.postings(path)?;
        }
    }
    report.finish()
}

/// What was found so far.
struct Report<'a> {
    args: &'a Args,
    out: String,
    problems: Vec<Diagnostic>,
}

impl Report<'_> {
    fn say(&mut self, key: &str, args: &[(&str, &str)]) {
        self.out.push_str(&self.args.common.lang().format(key, args));
        self.out.push('\n');
    }

    fn show(&mut self, found: &Diagnostic) {
        let common = &self.args.common;
        self.out.push_str(&failure::render(found, common.lang(), common.style().color));
    }

    fn profile(&mut self, path: &Path, taxonomy: &Taxonomy) -> Result<(), Failure> {
        let read = match profile::load(load::source(path)?) {
            Ok(read) => read,
            Err(faults) => {
                self.problems.extend(faults);
                return Ok(());
            }
        };
        self.say("check-profile", &[("path", &path.display().to_string()), ("skills", &read.skills.len().to_string())]);
        let as_of = load::as_of(&CandidateArgs::default());
        let warnings = Candidate::resolve(&read, taxonomy, as_of).warnings;
        for warning in warnings.iter().take(load::MOST_WARNINGS) {
            self.show(&warning.diagnostic(taxonomy));
        }
        if let Some(more) = warnings.len().checked_sub(load::MOST_WARNINGS).filter(|more| *more > 0) {
            self.say("more-warnings", &[("count", &more.to_string())]);
        }
        Ok(())
    }

    fn postings(&mut self, path: &PathBuf) -> Result<(), Failure> {
        let sources: Vec<Source> =
            posting::gather(std::slice::from_ref(path))?.iter().map(|path| load::source(path)).collect::<Result<_, _>>()?;
        let reading = posting::read(&sources);
        for (at, source) in sources.iter().enumerate() {
            let own: Vec<_> = reading.postings.iter().filter(|posting| posting.path == source.path).collect();
            let lines: usize = own.iter().map(|posting| posting.lines.len()).sum();
            let counts = [("path", source.path.as_str()), ("postings", &own.len().to_string()), ("lines", &lines.to_string())];
            self.say("check-postings", &counts);
            if self.args.explain {
                self.explain(at, source, &reading);
            }
        }
        self.problems.extend(reading.diagnostics);
        Ok(())
    }

    /// What each line of a source was taken for.
    fn explain(&mut self, at: usize, source: &Source, reading: &Reading) {
        let lang = self.args.common.lang();
        let words = |trace: &Trace| lang.template(trace.taken.key());
        let own: Vec<&Trace> = reading.traces.iter().filter(|trace| trace.source == at).collect();
        let widest = own.iter().map(|trace| words(trace).width()).max().unwrap_or(0);
        for trace in own {
            let padding = " ".repeat(widest - words(trace).width());
            let text = source.line_text(trace.line).trim();
            let _ = writeln!(self.out, "{:>5}  {}{padding}  {text}", trace.line, words(trace));
        }
    }

    fn finish(mut self) -> Result<Ended, Failure> {
        let problems = std::mem::take(&mut self.problems);
        for problem in &problems {
            self.show(problem);
        }
        write::to(self.args.common.output.as_deref(), &self.out)?;
        Ok(if problems.is_empty() { Ended::Done } else { Ended::Problems })
    }
}
