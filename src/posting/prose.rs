//! Sentences as evidence: what a posting without lists says about the work and the person.

use super::heading;
use super::markup::{Kind, Row};
use super::model::{Line, Section};

/// Characters beyond which a sentence without an end is cut at a comma or a space.
const LONGEST: usize = 400;

/// The sentences of some rows, each a required line: nothing says that one weighs less than another.
pub(super) fn lines(rows: &[Row]) -> Vec<Line> {
    let mut lines = Vec::new();
    for row in rows {
        let cells = match &row.kind {
            Kind::Table(cells, _) => cells.iter().map(super::markup::Cell::text).collect::<Vec<_>>().join(" "),
            _ => String::new(),
        };
        let text = if cells.is_empty() { &row.text } else { &cells };
        for sentence in sentences(text) {
            if sentence.contains(char::is_alphanumeric) && !heading::is_boilerplate(sentence) {
                let text = sentence.to_owned();
                lines.push(Line { section: Section::Required, text, breaks: Vec::new(), line: row.line, span: row.span });
            }
        }
    }
    lines
}

/// The sentences of a text.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut start, mut comma, mut count) = (0, None, 0);
    for (at, c) in text.char_indices() {
        count += 1;
        let end = at + c.len_utf8();
        if matches!(c, ',' | ';' | ' ' | '/') && count > LONGEST / 2 {
            comma = Some(end);
        }
        let next = text[end..].trim_start();
        let parted = next.len() < text.len() - end && next.starts_with(|next: char| !next.is_lowercase());
        let ends = match c {
            '.' | '!' | '?' | ':' | ';' => parted,
            '•' | '●' | '▪' | '■' | '·' | '∙' | '。' => true,
            _ => false,
        };
        let cut = if ends { Some(end) } else { (count > LONGEST).then(|| comma.unwrap_or(end)) };
        if let Some(cut) = cut {
            out.push(trimmed(&text[start..cut]));
            count = text[cut..end.max(cut)].chars().count();
            (start, comma) = (cut, None);
        }
    }
    out.push(trimmed(&text[start..]));
    out.retain(|sentence| !sentence.is_empty());
    out
}

fn trimmed(text: &str) -> &str {
    text.trim().trim_matches(['•', '●', '▪', '■', '∙']).trim()
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_end_where_another_begins() {
        let text =
            "We use Node.js, e.g. with Express. You know SQL; Python 3.11 helps. 백엔드 개발 경험이 있어야 합니다. 협업이 중요합니다.";
        assert_eq!(
            sentences(text),
            [
                "We use Node.js, e.g. with Express.",
                "You know SQL;",
                "Python 3.11 helps.",
                "백엔드 개발 경험이 있어야 합니다.",
                "협업이 중요합니다."
            ]
        );
        assert_eq!(sentences("• Java • Go"), ["Java", "Go"]);
    }

    #[test]
    fn a_text_without_ends_is_cut() {
        let text = "word ".repeat(1_000);
        let parts = sentences(&text);
        assert!(parts.len() > 10 && parts.iter().all(|part| part.chars().count() <= 400));
    }
}
