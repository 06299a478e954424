//! Word documents as lines: headings and items of lists keep a sign of what they are. The archive and its XML are bounded.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// Most bytes of one part when unpacked, and of all parts.
const MAX_PART: u64 = 16 << 20;
/// Most bytes of text.
const MAX_TEXT: usize = 1 << 20;
/// Most files in the archive.
const MAX_FILES: usize = 4096;
/// Deepest nesting of elements.
const MAX_DEPTH: usize = 256;

/// The text of a document: what repeats above the pages first (names often stand there), then the body.
///
/// # Errors
/// Where the archive is broken or beyond the bounds, holds no document, or its XML is broken.
pub(super) fn text(name: &str, bytes: &[u8]) -> Result<Source, Diagnostic> {
    let broken = |why: &str| Diagnostic::error("docx-broken", &[("why", why)]).in_file(name);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error.to_string()))?;
    if archive.len() > MAX_FILES {
        return Err(broken(&format!("> {MAX_FILES}")));
    }
    let mut parts: Vec<String> = archive
        .file_names()
        .filter_map(Result::ok)
        .filter(|part| part.starts_with("word/header") && part.ends_with(".xml"))
        .map(std::borrow::Cow::into_owned)
        .collect();
    parts.sort();
    parts.truncate(4);
    parts.push("word/document.xml".to_owned());
    let mut lines = Vec::new();
    let mut left = MAX_PART;
    for part in parts {
        let Ok(file) = archive.by_name(&part) else { return Err(broken(&part)) };
        let mut xml = Vec::new();
        file.take(left + 1).read_to_end(&mut xml).map_err(|error| broken(&error.to_string()))?;
        left = left
            .checked_sub(xml.len() as u64)
            .ok_or_else(|| Diagnostic::error("too-large", &[("limit", &format!("{} MiB", MAX_PART >> 20))]).in_file(name))?;
        let xml = String::from_utf8(xml).map_err(|_| broken("UTF-8"))?;
        lines.extend(paragraphs(&xml).map_err(|why| broken(&why))?);
    }
    if lines.iter().all(|line| line.trim().is_empty()) {
        return Err(Diagnostic::error("import-empty", &[]).in_file(name));
    }
    let text = lines.join("\n");
    if text.len() > MAX_TEXT {
        return Err(Diagnostic::error("too-large", &[("limit", "1 MiB")]).in_file(name));
    }
    Ok(Source::new(name, text.replace('\0', " ")))
}

/// A paragraph in the making.
#[derive(Default)]
struct Paragraph {
    text: String,
    heading: usize,
    item: bool,
}

impl Paragraph {
    fn line(self) -> String {
        let text = self.text.trim();
        match (self.heading, self.item) {
            _ if text.is_empty() => String::new(),
            (level @ 1.., _) => format!("{} {}", "#".repeat(level.min(6)), text.replace('\n', " ")),
            (0, true) => format!("- {}", text.replace('\n', "\n  ")),
            (0, false) => text.to_owned(),
        }
    }
}

/// What is open: a body of lines that a cell, a text box or the document fills.
#[derive(Default)]
struct Walk {
    /// Paragraphs that are open, the innermost last: text boxes stand inside paragraphs.
    open: Vec<Paragraph>,
    /// Lines of the document and of each open cell.
    lines: Vec<Vec<String>>,
    /// Cells of each open row.
    rows: Vec<Vec<Vec<String>>>,
    /// Elements that are open; inside the fallback of a choice all is a repetition.
    depth: usize,
    skip: Option<usize>,
    /// Whether the text of a run is open.
    text: bool,
}

fn paragraphs(xml: &str) -> Result<Vec<String>, String> {
    let mut reader = Reader::from_str(xml);
    let mut walk = Walk { lines: vec![Vec::new()], ..Walk::default() };
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Eof => break,
            Event::Start(tag) => {
                walk.depth += 1;
                if walk.depth > MAX_DEPTH {
                    return Err(format!("> {MAX_DEPTH}"));
                }
                walk.start(&tag);
            }
            Event::Empty(tag) if tag.local_name().into_inner() != "Fallback" => {
                walk.start(&tag);
                walk.end(tag.local_name().into_inner());
            }
            Event::End(tag) => {
                if walk.skip == Some(walk.depth) {
                    walk.skip = None;
                } else {
                    walk.end(tag.local_name().into_inner());
                }
                walk.depth = walk.depth.saturating_sub(1);
            }
            Event::Text(text) if walk.text => walk.push(&text.xml10_content()),
            Event::GeneralRef(name) if walk.text => {
                // Only the entities of XML itself; those of a DTD are not resolved.
                let named = quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned);
                let code = name.resolve_char_ref().ok().flatten().map(String::from);
                walk.push(&named.or(code).unwrap_or_default());
            }
            _ => {}
        }
    }
    Ok(walk.lines.into_iter().flatten().collect())
}

impl Walk {
    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.open.last_mut().filter(|_| self.skip.is_none()) {
            paragraph.text.push_str(text);
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        if self.skip.is_some() {
            return;
        }
        match tag.local_name().into_inner() {
            "Fallback" => self.skip = Some(self.depth),
            "p" => self.open.push(Paragraph::default()),
            "t" => self.text = true,
            "tab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "numPr" => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.item = true;
                }
            }
            "pStyle" => self.style(tag),
            "tr" => self.rows.push(Vec::new()),
            "tc" => self.lines.push(Vec::new()),
            _ => {}
        }
    }

    /// Headings and lists by the name of their style.
    fn style(&mut self, tag: &BytesStart<'_>) {
        let value = tag.attributes().flatten().find(|attribute| attribute.key.local_name().into_inner() == "val");
        let name = value.map(|value| value.value.to_lowercase()).unwrap_or_default();
        let Some(paragraph) = self.open.last_mut() else { return };
        if name == "title" || name == "제목" {
            paragraph.heading = 1;
        } else if name.starts_with("heading") || name.starts_with("제목") {
            paragraph.heading = name.chars().find_map(|c| c.to_digit(10)).map_or(1, |level| level.max(1) as usize);
        } else if name.starts_with("list") {
            paragraph.item = true;
        }
    }

    fn end(&mut self, name: &str) {
        if self.skip.is_some() {
            return;
        }
        match name {
            "t" => self.text = false,
            "p" => {
                let line = self.open.pop().unwrap_or_default().line();
                if let Some(lines) = self.lines.last_mut() {
                    lines.push(line);
                }
            }
            "tc" => {
                let cell = self.lines.pop().unwrap_or_default();
                match self.rows.last_mut() {
                    Some(row) => row.push(cell),
                    None => self.lines.push(cell),
                }
            }
            "tr" => {
                let row = self.rows.pop().unwrap_or_default();
                if let Some(lines) = self.lines.last_mut() {
                    lines.extend(joined(row));
                }
            }
            _ => {}
        }
    }
}

/// A row of short cells is one line; cells that hold several lines are columns of a page, one after the other.
fn joined(row: Vec<Vec<String>>) -> Vec<String> {
    let filled = |cell: &[String]| cell.iter().filter(|line| !line.trim().is_empty()).count();
    if row.iter().all(|cell| filled(cell) <= 1) {
        let cells: Vec<String> = row.into_iter().flatten().filter(|line| !line.trim().is_empty()).collect();
        return vec![cells.join(" | ")];
    }
    row.into_iter()
        .flat_map(|mut cell| {
            cell.push(String::new());
            cell
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Vec<String> {
        paragraphs(body).expect("it is XML")
    }

    #[test]
    fn paragraphs_lists_and_headings() {
        let body = "<w:p><w:pPr><w:pStyle w:val=\"Heading2\"/></w:pPr><w:r><w:t>Skills</w:t></w:r></w:p>\
            <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>R&amp;D, </w:t><w:tab/><w:t>C&#43;&#43;</w:t></w:r></w:p><w:p/>";
        assert_eq!(read(body), ["## Skills", "- R&D, \tC++", ""]);
    }

    #[test]
    fn rows_are_lines_or_columns() {
        let p = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        let row = format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("a"), p("b"));
        assert_eq!(read(&row), ["a | b"]);
        let row = format!("<w:tbl><w:tr><w:tc>{}{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("a"), p("b"), p("c"));
        assert_eq!(read(&row), ["a", "b", "", "c", ""]);
    }

    #[test]
    fn a_fallback_repeats_and_is_skipped() {
        let body = "<w:p><w:r><w:t>x</w:t></w:r><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Choice>\
            <mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:p>";
        assert_eq!(read(body), ["box", "x"]);
    }

    #[test]
    fn entities_of_a_dtd_are_not_resolved() {
        let body = "<!DOCTYPE x [<!ENTITY a \"boom\"><!ENTITY b \"&a;&a;\">]><w:p><w:r><w:t>x&b;y</w:t></w:r></w:p>";
        assert_eq!(read(body), ["xy"]);
    }

    #[test]
    fn nesting_is_bounded() {
        assert!(paragraphs(&"<w:p>".repeat(100_000)).is_err());
    }
}
