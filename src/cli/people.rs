//! Candidates for a comparison: profiles, saved gap reports, folders of both.

use std::fs;
use std::path::{Path, PathBuf};

use jobmatch::answers::{Gap, gap};
use jobmatch::diagnostic::Diagnostic;
use jobmatch::profile::Candidate;
use jobmatch::taxonomy::Taxonomy;

use super::Failure;
use super::load::{self, CandidateArgs};
use super::options::Common;

/// Endings of files that a folder is searched for.
const ENDINGS: &[&str] = &["yaml", "yml", "json", "pdf", "docx"];

/// A candidate as it was given.
pub enum Person {
    /// A profile, with its file.
    Profile(Box<Candidate>, String),
    /// A saved gap report, with its file.
    Report(Box<Gap>, String),
}

/// Reads candidates in the order in which they are named; those of a folder by name.
///
/// # Errors
/// Where a file is neither a profile nor a gap report, or a folder holds none.
pub fn read(paths: &[PathBuf], args: &CandidateArgs, taxonomy: &Taxonomy, common: &Common) -> Result<Vec<Person>, Failure> {
    let mut people = Vec::new();
    for path in paths {
        for file in files(path)? {
            people.push(person(&file, args, taxonomy, common)?);
        }
    }
    Ok(people)
}

fn files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let files = in_folder(path, ENDINGS)?;
    if files.is_empty() {
        let name = path.display().to_string();
        return Err(Diagnostic::error("folder-without-people", &[]).in_file(&name).help("help-folder-without-people", &[]).into());
    }
    Ok(files)
}

/// The files of a folder with one of the endings, by name.
///
/// # Errors
/// Where the folder cannot be read.
pub fn in_folder(path: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let name = path.display().to_string();
    let failed = |error: std::io::Error| Diagnostic::error("cannot-read", &[("why", &error.to_string())]).in_file(&name);
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(failed)? {
        let file = entry.map_err(failed)?.path();
        let hidden = file.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with('.'));
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
        if !hidden && endings.contains(&ending.as_str()) && file.is_file() {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

fn person(file: &Path, args: &CandidateArgs, taxonomy: &Taxonomy, common: &Common) -> Result<Person, Failure> {
    let path = file.display().to_string();
    let bytes = load::bytes(file)?;
    Ok(match gap::saved(&path, &bytes)? {
        Some(report) => Person::Report(Box::new(report), path),
        None => Person::Profile(Box::new(load::resolved(file, bytes, args, taxonomy, common)?), path),
    })
}

/// A candidate and where the profile was read.
pub struct Profiled {
    pub candidate: Candidate,
    /// A file, or a file and a line.
    pub place: String,
}

/// Reads profiles: files, folders of them, and JSON Lines with a profile a line.
///
/// # Errors
/// Where one cannot be read, or a folder holds none.
pub fn profiles(paths: &[PathBuf], args: &CandidateArgs, taxonomy: &Taxonomy, common: &Common) -> Result<Vec<Profiled>, Failure> {
    let mut people = Vec::new();
    for path in paths {
        let lines = path.extension().is_some_and(|ending| ending == "jsonl" || ending == "ndjson");
        for file in files(path)? {
            if !lines {
                let candidate = load::resolved(&file, load::bytes(&file)?, args, taxonomy, common)?;
                people.push(Profiled { candidate, place: file.display().to_string() });
                continue;
            }
            let source = load::source(&file)?;
            for (text, line) in source.text.lines().zip(1..).filter(|(text, _)| !text.trim().is_empty()) {
                let resolved = load::resolved(&file, text.as_bytes().to_vec(), args, taxonomy, common);
                people.push(Profiled {
                    candidate: resolved.map_err(|failure| failure.on_line(line))?,
                    place: format!("{}:{line}", source.path),
                });
            }
        }
    }
    if people.is_empty() {
        let name = paths.first().map(|path| path.display().to_string()).unwrap_or_default();
        return Err(Diagnostic::error("no-profiles", &[]).in_file(&name).help("help-no-profiles", &[]).into());
    }
    Ok(people)
}
