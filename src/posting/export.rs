//! Postings in one neutral form, which is read again as what was read first.

use std::fmt::Write as _;

use serde::Serialize;

use super::model::{Line, Posting, Section};

/// Name and version of the form.
pub const SCHEMA: &str = "jobmatch/posting/1";

#[derive(Serialize)]
struct Record<'a> {
    schema: &'static str,
    id: &'a str,
    company: Option<&'a str>,
    title: Option<&'a str>,
    url: Option<&'a str>,
    family: Option<&'a str>,
    source: Place<'a>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    described: bool,
    required: Vec<Item>,
    preferred: Vec<Item>,
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    line: usize,
}

#[derive(Serialize)]
struct Item {
    text: String,
    line: usize,
}

/// A posting as one line of JSON Lines, with its end: names, both lists, and the places where all was read.
#[must_use]
pub fn json_line(posting: &Posting) -> String {
    let of = |section| posting.lines.iter().filter(move |line| line.section == section);
    let items = |section| of(section).map(|line| Item { text: unfolded(line), line: line.line }).collect();
    let record = Record {
        schema: SCHEMA,
        id: &posting.id,
        company: posting.company.as_deref(),
        title: posting.title.as_deref(),
        url: posting.url.as_deref(),
        family: posting.family.as_deref(),
        source: Place { path: &posting.path, line: posting.line },
        described: posting.described,
        required: items(Section::Required),
        preferred: items(Section::Preferred),
    };
    // A structure of texts and numbers can always be written.
    serde_json::to_string(&record).unwrap_or_default() + "\n"
}

/// A posting in Markdown: for people. Read again it has the same lists; what was read where is not kept.
#[must_use]
pub fn markdown(posting: &Posting) -> String {
    let mut out = String::new();
    let name = posting.title.as_deref().or(posting.company.as_deref()).unwrap_or(&posting.id);
    let _ = writeln!(out, "# {}\n", escaped(name));
    for (label, value) in [("Company", &posting.company), ("Title", &posting.title), ("URL", &posting.url)] {
        if let Some(value) = value {
            let _ = writeln!(out, "- {label}: {}", escaped(value));
        }
    }
    for (section, heading) in [(Section::Required, "Requirements"), (Section::Preferred, "Preferred qualifications")] {
        let lines: Vec<&Line> = posting.lines.iter().filter(|line| line.section == section).collect();
        if !lines.is_empty() {
            let _ = writeln!(out, "\n## {heading}\n");
        }
        for line in lines {
            for (at, part) in parts(line).into_iter().enumerate() {
                let _ = writeln!(out, "{}- {}", if at == 0 { "" } else { "  " }, escaped(part));
            }
        }
    }
    out.push('\n');
    out
}

/// A line with each bullet under it on a line of its own: it is read again as it was.
#[must_use]
pub fn unfolded(line: &Line) -> String {
    parts(line).join("\n")
}

/// A line and the bullets under it.
fn parts(line: &Line) -> Vec<&str> {
    let ends = line.breaks.iter().copied().chain([line.text.len()]);
    let mut start = 0;
    ends.map(|end| line.text[std::mem::replace(&mut start, end)..end].trim_end()).collect()
}

/// A text whose signs mean nothing to Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '!' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
