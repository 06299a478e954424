//! Texts of a record in which lines are found by their layout, as in a document.

use crate::posting::heading::{Look, head};
use crate::posting::layout;
use crate::posting::markup::{self, Kind, Row};
use crate::posting::model::Line;
use crate::source::Source;
use crate::span::Span;

/// Words of a text that stand for its title, where nothing else does.
const TITLE_WORDS: usize = 12;
/// Letters of such a title, at most.
const TITLE_LETTERS: usize = 120;

/// The rows of some texts.
#[derive(Default)]
pub(super) struct Texts {
    rows: Vec<Row>,
    /// Bytes of the texts so far, so that places in them stay in order.
    bytes: usize,
}

impl Texts {
    /// Adds a text of a record that stands in a line of the file: Markdown, plain, or HTML.
    pub(super) fn push(&mut self, text: &str, line: usize) {
        let unescaped = markup::unescaped(text);
        let text = unescaped.as_deref().unwrap_or(text);
        let rows = if markup::is_html(text) {
            markup::page(text).rows
        } else {
            markup::rows(&Source::new("", text), &|text| head(text, Look::Plain).is_some())
        };
        let at = self.bytes;
        self.rows.extend(rows.into_iter().map(|row| Row { line, span: row.span.shifted(at), ..row }));
        self.bytes += text.len() + 1;
    }

    /// Adds the heading of what follows.
    pub(super) fn heading(&mut self, text: &str, line: usize) {
        let (kind, span) = (Kind::Heading(1), Span::new(self.bytes, self.bytes));
        self.rows.push(Row { kind, indent: 0, sign: ' ', text: text.to_owned(), bold: 0, link: None, gap: true, line, span });
        self.bytes += 1;
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The requirement lines.
    pub(super) fn lines(&self) -> Vec<Line> {
        if self.rows.is_empty() {
            return Vec::new();
        }
        let mut scanned = layout::scan(&self.rows);
        let drafts = layout::assemble(&self.rows, &mut scanned).postings;
        drafts.into_iter().flat_map(|draft| draft.lines).map(|line| Line { span: Span::default(), ..line }).collect()
    }

    /// The first words, which are the title where it was glued to the text.
    pub(super) fn beginning(&self) -> Option<String> {
        let text = self.rows.iter().map(|row| row.text.as_str()).find(|text| text.contains(char::is_alphanumeric))?;
        let mut words = text.split_whitespace();
        let mut title = words.by_ref().take(TITLE_WORDS).collect::<Vec<_>>().join(" ");
        let cut = title.char_indices().nth(TITLE_LETTERS).map(|(end, _)| title[..end].trim_end().len());
        if let Some(end) = cut {
            title.truncate(end);
        }
        if cut.is_some() || words.next().is_some() {
            title.push('…');
        }
        Some(title)
    }
}

#[cfg(test)]
mod tests {
    use super::Texts;

    #[test]
    fn a_title_that_is_cut_says_so_and_ends_with_a_letter() {
        let beginning = |text: &str| {
            let mut texts = Texts::default();
            texts.push(text, 1);
            texts.beginning().expect("a text")
        };
        assert_eq!(beginning("Backend engineer"), "Backend engineer");
        let long = format!("{} {} c", "a".repeat(100), "b".repeat(18));
        assert_eq!(beginning(&long), format!("{} {}…", "a".repeat(100), "b".repeat(18)));
    }
}
