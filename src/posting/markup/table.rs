//! Pipe tables.

use super::inline::render;
use super::row::Cell;
use crate::span::Span;

/// Whether a line is the rule between header and body.
pub(super) fn is_delimiter(line: &str) -> bool {
    let line = line.trim();
    line.contains('|') && line.contains("--") && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
}

/// The cells of a line that begins at byte `start` of the source.
pub(super) fn cells(line: &str, start: usize) -> Vec<Cell> {
    let inner_start = line.len() - line.trim_start().len();
    let body = line.trim();
    let lead = usize::from(body.starts_with('|'));
    let body = &body[lead..];
    let body = body.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(body);
    let mut cells = Vec::new();
    let (mut from, mut escaped) = (0, false);
    for (at, byte) in body.bytes().enumerate() {
        match byte {
            b'\\' => escaped = !escaped,
            b'|' if !escaped => {
                cells.push(cell(&body[from..at], start + inner_start + lead + from));
                from = at + 1;
            }
            _ => escaped = false,
        }
    }
    cells.push(cell(&body[from..], start + inner_start + lead + from));
    cells
}

fn cell(text: &str, start: usize) -> Cell {
    let mut cell = Cell::default();
    for (at, part) in lines(text) {
        let trimmed = part.trim_start();
        let skip = super::marker::marker(trimmed).map_or(0, |marker| marker.len);
        let from = start + at + part.len() - trimmed.len() + skip;
        let body = trimmed[skip..].trim_end();
        let rendered = render(&body.replace("\\|", "|"));
        cell.link = cell.link.or(rendered.link);
        if !rendered.text.is_empty() {
            cell.parts.push((rendered.text, Span::new(from, from + body.len())));
        }
    }
    cell
}

/// The parts of a text between `<br>` tags, with their offsets.
pub(super) fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices('<') {
        if at < from {
            continue;
        }
        let tag = &text.as_bytes()[at..];
        if tag.len() > 3 && tag[1..3].eq_ignore_ascii_case(b"br") {
            let spaces = tag[3..].iter().take(3).take_while(|byte| matches!(byte, b' ' | b'/')).count();
            if tag.get(3 + spaces) == Some(&b'>') {
                parts.push((from, &text[from..at]));
                from = at + 4 + spaces;
            }
        }
    }
    parts.push((from, &text[from..]));
    parts
}

#[cfg(test)]
mod tests {
    #[test]
    fn splits_cells_and_their_lines() {
        let line = "| 자격요건 | Java<br>- SQL \\| PL<br/> |";
        let cells = super::cells(line, 100);
        let texts: Vec<Vec<&str>> = cells.iter().map(|cell| cell.parts.iter().map(|(text, _)| text.as_str()).collect()).collect();
        assert_eq!(texts, [vec!["자격요건"], vec!["Java", "SQL | PL"]]);
        let span = cells[1].parts[0].1;
        assert_eq!(&line[span.start - 100..span.end - 100], "Java");
    }
}
