//! What a file is, by its content.

use crate::diagnostic::Diagnostic;
use crate::source::Source;

use super::text;

/// Endings of names that mean YAML and JSON.
const STRICT: &[&str] = &["yaml", "yml", "json"];

/// Files that people send as resumes and that are not read: how they begin, and what they are.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", ".doc, .hwp"),
    (b"{\\rtf", "RTF"),
    (b"HWP Document File", ".hwp"),
    (b"<!DOCTYPE html", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
];

/// Why a file is none that is read, where its first bytes say so.
pub(super) fn foreign(name: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let other = |kind: &str| Diagnostic::error("import-foreign", &[("kind", kind)]).in_file(name).help("help-import-foreign", &[]);
    let starts = |sign: &[u8]| bytes.get(..sign.len()).is_some_and(|start| start.eq_ignore_ascii_case(sign));
    if let Some((_, kind)) = FOREIGN.iter().find(|(sign, _)| starts(sign)) {
        return Some(other(kind));
    }
    if is_zip(bytes) {
        let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
        if holds(b"application/hwp+zip") {
            return Some(other(".hwpx"));
        }
        if !holds(b"word/") {
            return Some(other("ZIP"));
        }
        if cfg!(not(feature = "docx")) {
            return Some(other(".docx"));
        }
    }
    (cfg!(not(feature = "pdf")) && is_pdf(bytes)).then(|| other(".pdf"))
}

/// Whether bytes are a PDF; some programs write a few bytes before its mark.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-")
}

/// Whether bytes are an archive, as Word documents are.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Whether a file is called JSON.
pub(super) fn says_json(source: &Source) -> bool {
    ending(source) == "json"
}

/// Whether a text is YAML: by its name, or since each line at the margin is a key, as in the project's own profiles.
pub(super) fn is_yaml(source: &Source) -> bool {
    if STRICT.contains(&ending(source).as_str()) {
        return true;
    }
    let key = |line: &str| {
        let name = line.split(':').next().unwrap_or_default();
        line.len() > name.len() && !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '_' | '-'))
    };
    let margin = source.text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with([' ', '#', '-', '\t']));
    let mut lines = margin.take(200).peekable();
    lines.peek().is_some() && lines.all(key) && (source.text.lines().any(|line| line.starts_with("name:")) || names_cv(source))
}

/// Whether a line at the margin is `cv:`, the top of `RenderCV`'s files.
pub(super) fn names_cv(source: &Source) -> bool {
    source.text.lines().any(|line| line.trim_end() == "cv:" || line.starts_with("cv: {"))
}

/// Whether bytes are a resume or a profile, where a list of postings could be given as well.
#[must_use]
pub fn is_resume(name: &str, bytes: &[u8]) -> bool {
    if is_pdf(bytes) || is_zip(bytes) {
        return true;
    }
    let Ok(source) = Source::decode(name.to_owned(), bytes.to_vec()) else { return false };
    if source.text.trim_start().starts_with('{') {
        return crate::json::parse(source).is_ok_and(|document| super::json_resume::is_one(&document.root));
    }
    // A profile with faults is still one.
    matches!(ending(&source).as_str(), "yaml" | "yml") || is_yaml(&source) && !says_json(&source) || text::looks_like(&source)
}

fn ending(source: &Source) -> String {
    let ending = std::path::Path::new(&source.path).extension();
    ending.map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}
