//! Files and folders become a list of files.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// Endings of files that a folder is searched for, compressed or not.
const ENDINGS: &[&str] = &["md", "markdown", "txt", "json", "jsonl", "ndjson", "jsonld", "csv", "tsv", "html", "htm", "xhtml"];
/// Endings of compressed files.
const PACKED: &[&str] = &["gz", "zst"];
/// Endings of profiles, which are no postings.
const PROFILES: &[&str] = &["yaml", "yml"];
/// Folders in folders that are followed.
const DEEPEST: usize = 64;

/// The files that the paths name, and those under the folders that they name, in sorted order. A file that is reached
/// twice is named once; `-` stays as it is.
///
/// # Errors
/// Where a path cannot be read, or a folder holds no file of postings.
pub fn gather(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Diagnostic> {
    let mut found = Found::default();
    for path in paths {
        if path == Path::new("-") {
            found.file(path);
            continue;
        }
        let meta = fs::metadata(path).map_err(|error| failed(path, &error))?;
        if !meta.is_dir() {
            if ending(path).is_some_and(|ending| PROFILES.contains(&ending.as_str())) {
                let name = path.display().to_string();
                return Err(Diagnostic::error("no-postings-in-yaml", &[]).in_file(&name).help("help-no-postings-in-yaml", &[]));
            }
            found.file(path);
            continue;
        }
        let before = found.reached;
        found.folder(path, 0)?;
        if found.reached == before {
            let name = path.display().to_string();
            return Err(Diagnostic::error("folder-without-postings", &[]).in_file(&name).help("help-folder-without-postings", &[]));
        }
    }
    Ok(found.files)
}

#[derive(Default)]
struct Found {
    files: Vec<PathBuf>,
    seen: HashSet<PathBuf>,
    /// Files reached, those seen before too.
    reached: usize,
}

impl Found {
    fn file(&mut self, path: &Path) {
        self.reached += 1;
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if self.seen.insert(real) {
            self.files.push(path.to_owned());
        }
    }

    fn folder(&mut self, path: &Path, depth: usize) -> Result<(), Diagnostic> {
        let real = fs::canonicalize(path).map_err(|error| failed(path, &error))?;
        // A folder that links lead back to is walked once.
        if depth > DEEPEST || !self.seen.insert(real) {
            return Ok(());
        }
        let entries = fs::read_dir(path).map_err(|error| failed(path, &error))?;
        let mut entries: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
        entries.sort();
        for entry in entries {
            let hidden = entry.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with('.'));
            // A link that leads nowhere is no posting.
            let Ok(meta) = fs::metadata(&entry) else { continue };
            if hidden {
                continue;
            }
            if meta.is_dir() {
                self.folder(&entry, depth + 1)?;
            } else if meta.is_file() && is_read(&entry) {
                self.file(&entry);
            }
        }
        Ok(())
    }
}

fn is_read(path: &Path) -> bool {
    match ending(path) {
        Some(packed) if PACKED.contains(&packed.as_str()) => path.file_stem().is_some_and(|stem| is_read(Path::new(stem))),
        Some(plain) => ENDINGS.contains(&plain.as_str()),
        None => false,
    }
}

fn ending(path: &Path) -> Option<String> {
    path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase)
}

fn failed(path: &Path, error: &std::io::Error) -> Diagnostic {
    // Reading it as a file says why in the words of every other file.
    let name = path.display().to_string();
    match Source::read(path) {
        Err(diagnostic) if diagnostic.message.key != "is-folder" => diagnostic,
        _ => Diagnostic::error("cannot-read", &[("why", &error.to_string())]).in_file(&name),
    }
}
