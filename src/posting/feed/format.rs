//! What an input is, by its content; its name decides only where the content does not.

use std::path::Path;

use serde::de::IgnoredAny;

use crate::posting::record::sites;

/// The form of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Markdown or plain text.
    #[default]
    Text,
    /// A page.
    Html,
    /// One JSON document.
    Json,
    /// A JSON document a line.
    JsonLines,
    /// A table with a header; the byte parts its columns.
    Csv(u8),
}

impl Format {
    /// Key of the message that names it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Text => "format-text",
            Self::Html => "format-html",
            Self::Json => "format-json",
            Self::JsonLines => "format-json-lines",
            Self::Csv(_) => "format-csv",
        }
    }

    /// Tells the form by the first bytes.
    pub(super) fn of(name: &str, head: &[u8], is_all: bool) -> Self {
        let ending = ending(name);
        let body = head.trim_ascii_start();
        match body.first() {
            Some(b'{') => return json(body, is_all, &ending),
            Some(b'[') if is_json_list(body) => return Self::Json,
            Some(b'<') if is_page(body) || matches!(ending.as_str(), "html" | "htm" | "xhtml") => return Self::Html,
            _ if ending == "jsonl" || ending == "ndjson" => return Self::JsonLines,
            _ => {}
        }
        match ending.as_str() {
            "json" | "jsonld" => return Self::Json,
            "html" | "htm" | "xhtml" => return Self::Html,
            _ => {}
        }
        if matches!(ending.as_str(), "md" | "markdown") {
            return Self::Text;
        }
        table(head, &ending).map_or(Self::Text, Self::Csv)
    }
}

/// The ending of a name, that of compression left off.
fn ending(name: &str) -> String {
    let mut path = Path::new(name);
    let is = |path: &Path, wanted: &str| path.extension().is_some_and(|found| found.eq_ignore_ascii_case(wanted));
    if (is(path, "gz") || is(path, "zst"))
        && let Some(stem) = path.file_stem()
    {
        path = Path::new(stem);
    }
    path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase()
}

/// One document, or one a line: the first line tells. Where it is no whole value, the second may still begin another.
fn json(body: &[u8], is_all: bool, ending: &str) -> Format {
    let mut lines = body.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let first = lines.next().unwrap_or_default();
    let rest = lines.find(|line| !line.is_empty());
    // The first line may be longer than what was looked at: then it is one record, or the only one.
    let cut = !is_all && body.len() == first.len();
    let parsed = serde_json::from_slice::<IgnoredAny>(first);
    // A document that goes on in the next line ends too early; a broken record does not.
    let begins = rest.is_some_and(|rest| rest.starts_with(b"{")) && !parsed.as_ref().is_err_and(serde_json::Error::is_eof);
    match ending {
        "jsonl" | "ndjson" => Format::JsonLines,
        _ if cut || begins || rest.is_some() && parsed.is_ok() => Format::JsonLines,
        _ => Format::Json,
    }
}

/// Whether a text that begins with `[` is JSON: `[Company] Title` is not.
fn is_json_list(body: &[u8]) -> bool {
    body[1..].trim_ascii_start().first().is_none_or(|next| matches!(next, b'{' | b'[' | b']' | b'"'))
}

fn is_page(body: &[u8]) -> bool {
    let starts = |word: &str| body.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()));
    ["<!doctype html", "<html", "<head", "<body", "<script", "<div", "<p>", "<h1", "<h2", "<ul", "<article", "<main", "<section", "<meta"]
        .into_iter()
        .any(starts)
        || starts("<?xml") && body.windows(5).take(1_000).any(|window| window.eq_ignore_ascii_case(b"<html"))
}

/// The byte that parts the columns, where the first line is the header of a table of postings.
fn table(head: &[u8], ending: &str) -> Option<u8> {
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let first = std::str::from_utf8(first).ok()?;
    let known = |separator: char| {
        let names = first.split(separator).map(|name| name.trim().trim_matches('"'));
        names.filter(|name| sites().is_column(name)).count()
    };
    let separators = [',', '\t', ';', '|'];
    let best = separators.into_iter().max_by_key(|separator| (known(*separator), *separator == ','))?;
    let least = if matches!(ending, "csv" | "tsv") { 1 } else { 2 };
    // A row of a Markdown table begins with its sign.
    let named = known(best) >= least && !(best == '|' && first.starts_with('|'));
    let fallback = if ending == "tsv" { b'\t' } else { b',' };
    if named { u8::try_from(best).ok() } else { matches!(ending, "csv" | "tsv").then_some(fallback) }
}
