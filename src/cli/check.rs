//! `jobmatch check`: validates profiles and postings.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use jobmatch::diagnostic::Diagnostic;
use jobmatch::output::message;
use jobmatch::posting::feed::{self, Piece};
use jobmatch::posting::{Line, Reading, Seen, Taken, Trace};
use jobmatch::profile::Candidate;
use jobmatch::profile::import::{self, Format, Imported};
use jobmatch::source;
use jobmatch::taxonomy::Taxonomy;
use jobmatch::text::columns::columns;

use super::load::CandidateArgs;
use super::options::Common;
use super::{Ended, Failure, load, people, write};

/// Options of `check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Profiles and resumes of any format, and postings (files or folders)
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Show what each line of the postings was taken for
    #[arg(long)]
    pub explain: bool,
    #[command(flatten)]
    pub common: Common,
}

/// Endings of the profiles and resumes of a folder.
const RESUMES: &[&str] = &["yaml", "yml", "pdf", "docx"];

/// Before what is said of a file below its name.
const INDENT: &str = "  ";

/// Names of unread fields that are shown of a file.
const MOST_FIELDS: usize = 30;

/// Checks and prints. A name that no skill covers deserves a look, and is no fault: a profile that holds some passes.
///
/// # Errors
/// Where a file cannot be read at all or the output cannot be written.
pub fn run(args: &Args) -> Result<Ended, Failure> {
    let mut report = Report { args, out: String::new(), problems: Vec::new(), seen: Seen::default(), pending: Vec::new() };
    let mut taxonomy = None;
    for path in &args.files {
        let resumes = if path.is_dir() { people::in_folder(path, RESUMES)? } else { vec![path.clone()] };
        let mut postings = path.is_dir() && (resumes.is_empty() || feed::gather(std::slice::from_ref(path)).is_ok());
        for file in &resumes {
            match resume(file)? {
                Some(bytes) => {
                    let taxonomy = match &mut taxonomy {
                        Some(known) => known,
                        none => none.insert(load::taxonomy(&args.common)?),
                    };
                    report.profile(file, bytes, taxonomy);
                }
                None => postings = true,
            }
        }
        if postings {
            report.postings(path)?;
        }
    }
    report.finish()
}

/// The bytes of a file that is a profile or a resume. Folders, standard input and what is too large for one are postings.
fn resume(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    let large = std::fs::metadata(path).is_ok_and(|meta| meta.is_dir() || meta.len() > source::MAX_BYTES);
    if large || path == Path::new("-") {
        return Ok(None);
    }
    let bytes = load::bytes(path)?;
    Ok(import::is_resume(&path.display().to_string(), &bytes).then_some(bytes))
}

/// What was found so far.
struct Report<'a> {
    args: &'a Args,
    out: String,
    problems: Vec<Diagnostic>,
    seen: Seen,
    /// Pieces of the file that is being read, to be explained behind its counts.
    pending: Vec<(Piece, Reading)>,
}

/// What was found in one file.
#[derive(Default)]
struct Counts {
    path: String,
    format: feed::Format,
    postings: usize,
    lines: usize,
    repeated: usize,
    described: usize,
    empty: usize,
    /// Lines that are no requirement, by the message that says what they were taken for.
    others: BTreeMap<&'static str, usize>,
    /// Fields of records that nothing reads.
    unread: BTreeSet<String>,
}

impl Counts {
    fn add(&mut self, piece: &Piece, reading: &Reading, repeated: usize) {
        piece.unread(&mut self.unread);
        for trace in &reading.traces {
            if !matches!(trace.taken, Taken::Line(_) | Taken::Nested(_)) {
                *self.others.entry(trace.taken.key()).or_default() += 1;
            }
        }
        self.postings += reading.postings.len();
        self.lines += reading.postings.iter().map(|posting| posting.lines.len()).sum::<usize>();
        self.described += reading.postings.iter().filter(|posting| posting.described).count();
        self.empty += reading.postings.iter().filter(|posting| posting.lines.is_empty()).count();
        self.repeated += repeated;
    }
}

impl Report<'_> {
    fn say(&mut self, key: &str, args: &[(&str, &str)]) {
        self.out.push_str(&self.args.common.lang().format(key, args));
        self.out.push('\n');
    }

    fn show(&mut self, found: &Diagnostic) {
        let common = &self.args.common;
        self.out.push_str(&message::render(found, common.lang(), common.style().color));
    }

    fn profile(&mut self, path: &Path, bytes: Vec<u8>, taxonomy: &Taxonomy) {
        let name = path.display().to_string();
        let Imported { profile: read, format, notes } = match import::read(&name, bytes, taxonomy) {
            Ok(read) => read,
            Err(faults) => {
                self.problems.extend(faults);
                return;
            }
        };
        if format == Format::Own {
            self.say("check-profile", &[("path", &name), ("skills", &read.skills.len().to_string())]);
        } else {
            let format = self.args.common.lang().template(format.key());
            let (skills, jobs, studies) =
                (read.skills.len().to_string(), read.experience.len().to_string(), read.education.len().to_string());
            self.say("check-resume", &[("path", &name), ("format", format), ("skills", &skills), ("jobs", &jobs), ("studies", &studies)]);
        }
        for note in &notes {
            self.show(&note.diagnostic(&read.source));
        }
        let as_of = load::as_of(&CandidateArgs::default());
        let warnings = Candidate::resolve(&read, taxonomy, as_of).warnings;
        for warning in warnings.iter().take(load::MOST_WARNINGS) {
            self.show(&warning.diagnostic(taxonomy));
        }
        if let Some(more) = warnings.len().checked_sub(load::MOST_WARNINGS).filter(|more| *more > 0) {
            self.say("more-warnings", &[("count", &more.to_string())]);
        }
    }

    fn postings(&mut self, path: &PathBuf) -> Result<(), Failure> {
        let mut file: Option<Counts> = None;
        for piece in feed::open(std::slice::from_ref(path))? {
            let piece = match piece {
                Ok(piece) => piece,
                Err(error) => {
                    self.problems.push(error);
                    continue;
                }
            };
            if file.as_ref().is_none_or(|counts| counts.path != piece.path()) {
                self.counts(file.take());
                file = Some(Counts { path: piece.path().to_owned(), format: piece.format(), ..Counts::default() });
            }
            let mut reading = piece.read();
            let again: Vec<usize> = (0..reading.postings.len()).filter(|at| self.seen.again(&reading.postings[*at])).collect();
            reading.leave_out(&again);
            if let Some(counts) = &mut file {
                counts.add(&piece, &reading, again.len());
            }
            self.problems.append(&mut reading.diagnostics);
            if self.args.explain {
                self.pending.push((piece, reading));
            }
        }
        self.counts(file);
        Ok(())
    }

    /// What was found in a file.
    fn counts(&mut self, counts: Option<Counts>) {
        let Some(counts) = counts else { return };
        let lang = self.args.common.lang();
        let format = lang.template(counts.format.key()).to_owned();
        let (postings, lines) = (counts.postings.to_string(), counts.lines.to_string());
        self.say("check-postings", &[("path", &counts.path), ("format", &format), ("postings", &postings), ("lines", &lines)]);
        for (key, count) in [("check-repeated", counts.repeated), ("check-described", counts.described), ("check-empty", counts.empty)] {
            if count > 0 {
                self.out.push_str(INDENT);
                self.say(key, &[("count", &count.to_string())]);
            }
        }
        if !counts.others.is_empty() {
            let others: Vec<String> = counts.others.iter().map(|(key, count)| format!("{} {count}", lang.template(key))).collect();
            self.out.push_str(INDENT);
            self.say("check-others", &[("lines", &others.join(", "))]);
        }
        if !counts.unread.is_empty() {
            let names: Vec<&str> = counts.unread.iter().map(String::as_str).take(MOST_FIELDS).collect();
            let more = if counts.unread.len() > MOST_FIELDS { ", …" } else { "" };
            self.out.push_str(INDENT);
            self.say("check-unread", &[("fields", &format!("{}{more}", names.join(", ")))]);
        }
        for (piece, reading) in std::mem::take(&mut self.pending) {
            self.explain(&piece, &reading);
        }
    }

    /// What each line of a piece was taken for; of records, which have no lines of their own, the requirements.
    fn explain(&mut self, piece: &Piece, reading: &Reading) {
        let lang = self.args.common.lang();
        let traces = &reading.traces;
        if traces.is_empty() {
            let lines = reading.postings.iter().flat_map(|posting| &posting.lines);
            let said = |line: &Line| lang.template(Taken::Line(line.section).key());
            let widest = lines.clone().map(|line| columns(said(line))).max().unwrap_or(0);
            for line in lines {
                let padding = " ".repeat(widest - columns(said(line)));
                let _ = writeln!(self.out, "{:>5}  {}{padding}  {}", line.line, said(line), line.text);
            }
            return;
        }
        let words = |trace: &Trace| lang.template(trace.taken.key());
        let Ok(source) = jobmatch::input::decode(piece.path(), piece.bytes()) else { return };
        let widest = traces.iter().map(|trace| columns(words(trace))).max().unwrap_or(0);
        for trace in traces {
            let padding = " ".repeat(widest - columns(words(trace)));
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
