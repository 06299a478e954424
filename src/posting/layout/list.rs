//! A list of requirement lines under one heading, before it is known which posting it belongs to.

use super::names::Names;
use crate::posting::model::{Line, Section};

/// What stands above a list and so names its posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opener {
    /// Nothing.
    Nothing,
    /// An item of a list, by row.
    Item(usize),
    /// A heading, by row.
    Heading(usize),
    /// A row of a table.
    Table(usize),
}

/// A list of requirement lines.
#[derive(Debug)]
pub(crate) struct List {
    /// Row of its heading.
    pub(crate) row: usize,
    /// Last row that belongs to it.
    pub(crate) last: usize,
    /// What its lines are.
    pub(crate) section: Section,
    /// Whether it holds for all postings of the file.
    pub(crate) shared: bool,
    /// What stands above it.
    pub(crate) opener: Opener,
    /// Headings that it stands under, by row, the highest first.
    pub(crate) chain: Vec<usize>,
    /// Names that are known already.
    pub(crate) names: Names,
    /// Its lines.
    pub(crate) lines: Vec<Line>,
}

/// How a heading was written, and so what ends its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Heading(u8),
    Bold,
    Plain,
    Item,
    Key,
}

impl Shape {
    /// How much it stands out.
    pub(super) const fn weight(self) -> u8 {
        match self {
            Self::Heading(level) => 10 - level,
            Self::Bold => 3,
            Self::Key => 2,
            Self::Plain | Self::Item => 1,
        }
    }
}

/// The list (or other section) that is being read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    /// Index of its list, for requirements.
    pub(super) list: Option<usize>,
    pub(super) shape: Shape,
    pub(super) indent: usize,
    pub(super) sign: char,
    /// Whether its items stand beside the heading, not under it.
    pub(super) flat: bool,
    /// The sign of its items, once there was one.
    pub(super) items: Option<char>,
    /// Indentation of the line to which deeper items belong.
    pub(super) base: Option<usize>,
}
