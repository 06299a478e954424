//! What the markup layer hands on.

use crate::span::Span;

/// One visible line of a document, whatever its markup was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// What it looks like.
    pub(crate) kind: Kind,
    /// Column at which it begins; a bullet sign counts as the beginning.
    pub(crate) indent: usize,
    /// The bullet sign; a space where there is none.
    pub(crate) sign: char,
    /// The text as rendered.
    pub(crate) text: String,
    /// Bytes of `text` from its start that are bold, slanted or code.
    pub(crate) bold: usize,
    /// The first link.
    pub(crate) link: Option<Link>,
    /// Whether blank lines stand before it.
    pub(crate) gap: bool,
    /// Line number, from 1.
    pub(crate) line: usize,
    /// Bytes of the source, without bullet sign.
    pub(crate) span: Span,
}

impl Row {
    /// Whether all of the text is bold; punctuation behind it does not count.
    pub(crate) fn is_bold(&self) -> bool {
        self.bold > 0 && !self.text[self.bold..].contains(char::is_alphanumeric)
    }

    /// Whether it is an item of a list.
    pub(crate) const fn is_item(&self) -> bool {
        matches!(self.kind, Kind::Bullet | Kind::Number(_))
    }
}

/// What a row looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A heading and its level, 1 to 6.
    Heading(u8),
    /// An item with a bullet sign.
    Bullet,
    /// A numbered item and its number.
    Number(u32),
    /// A line of text, bold or not.
    Plain,
    /// `key:` in the front matter of a file, with its value as text behind it.
    Key,
    /// A line across the page.
    Rule,
    /// A table row; `true` for the header.
    Table(Vec<Cell>, bool),
}

/// A cell of a table: its text, in parts where it has several lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Cell {
    /// The lines of the cell.
    pub(crate) parts: Vec<(String, Span)>,
    /// The first link.
    pub(crate) link: Option<Link>,
}

impl Cell {
    /// All of its text.
    pub(crate) fn text(&self) -> String {
        let parts: Vec<&str> = self.parts.iter().map(|(text, _)| text.as_str()).collect();
        parts.join(" ")
    }
}

/// A link: what is shown and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    /// The shown text.
    pub(crate) text: String,
    /// The address.
    pub(crate) url: String,
}
