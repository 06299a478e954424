//! The sample postings that come with the program; ranked where no others are given.

use crate::source::Source;

/// The sample postings as sources, by the paths that they have in the project.
#[must_use]
pub fn sources() -> Vec<Source> {
    vec![Source::new("seeds/backend-python.md", include_str!("../seeds/backend-python.md"))]
}
