//! The sample postings that come with the program; ranked where no others are given.

use crate::source::Source;

/// The sample postings: the paths that they have in the project, and what stands there.
pub const FILES: [(&str, &str); 1] = [("seeds/backend-python.md", include_str!("../seeds/backend-python.md"))];

/// The sample postings as sources.
#[must_use]
pub fn sources() -> Vec<Source> {
    FILES.map(|(path, text)| Source::new(path, text)).into()
}
