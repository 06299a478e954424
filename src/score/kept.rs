//! Postings that outlive the reading of their file.

use std::borrow::Cow;

use crate::posting::Posting;
use crate::requirement::{Parsed, Parser};
use crate::score::Understood;
use crate::score::roles::Roles;
use crate::taxonomy::SkillId;

/// A posting with its lines understood, taken from an index or kept from a stream.
#[derive(Debug)]
pub struct Kept {
    /// As it was read.
    pub posting: Posting,
    /// Its lines' trees.
    pub lines: Vec<Parsed>,
    /// Fields of study that its family and title call for.
    pub families: Vec<SkillId>,
}

impl Kept {
    /// Parses the lines of a posting.
    #[must_use]
    pub fn new(posting: Posting, parser: &mut Parser<'_>, roles: &Roles) -> Self {
        let Understood { lines, families, .. } = Understood::new(&posting, parser, roles);
        let (lines, families) = (lines.into_owned(), families.into_owned());
        Self { posting, lines, families }
    }

    /// Ready to be judged.
    #[must_use]
    pub fn understood(&self) -> Understood<'_> {
        Understood { posting: &self.posting, lines: Cow::Borrowed(&self.lines), families: Cow::Borrowed(&self.families) }
    }
}
