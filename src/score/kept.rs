//! Postings that outlive the reading of their file.

use std::borrow::Cow;

use crate::posting::Posting;
use crate::requirement::{Memory, Parsed};
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
    /// Parses the lines of a posting; what they name is not kept, only what they ask.
    #[must_use]
    pub fn new(posting: Posting, memory: &mut Memory<'_>, roles: &Roles) -> Self {
        let lines = posting.lines.iter().map(|line| memory.parse(&line.text, &line.breaks)).collect();
        let families = roles.fields([posting.title.as_deref(), posting.family.as_deref()]).to_vec();
        Self { posting, lines, families }
    }

    /// Ready to be judged.
    #[must_use]
    pub fn understood(&self) -> Understood<'_> {
        Understood { posting: &self.posting, lines: Cow::Borrowed(&self.lines), families: Cow::Borrowed(&self.families) }
    }
}
