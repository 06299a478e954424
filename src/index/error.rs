//! Why an index is refused.

use std::io;

use crate::diagnostic::Diagnostic;

/// Bytes that are not what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Damaged;

/// Why an index cannot be read or written.
#[derive(Debug)]
pub enum Trouble {
    /// It is no index, a stale one, or a damaged one.
    Refused(Diagnostic),
    /// It cannot be written.
    Write(io::Error),
}

impl From<Diagnostic> for Trouble {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Refused(diagnostic)
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

/// Why something of an index is not to be had.
pub(super) enum Fault {
    /// What was read is damaged.
    Damaged,
    /// It could not be read.
    Unread(Box<Diagnostic>),
}

impl Fault {
    /// What is said of it, for the index at a path.
    pub(super) fn of(self, path: &str) -> Diagnostic {
        match self {
            Self::Damaged => damaged(path),
            Self::Unread(why) => *why,
        }
    }
}

impl From<Damaged> for Fault {
    fn from(_: Damaged) -> Self {
        Self::Damaged
    }
}

/// That an index is damaged.
pub(super) fn damaged(path: &str) -> Diagnostic {
    Diagnostic::error("index-damaged", &[]).in_file(path).help("help-index-rebuild", &[])
}

/// That an index was made by another program or for another taxonomy.
pub(super) fn stale(path: &str, what: &'static str, found: &str, wanted: &str) -> Diagnostic {
    Diagnostic::error(what, &[("found", found), ("wanted", wanted)]).in_file(path).help("help-index-rebuild", &[])
}

/// That an index cannot be read.
pub(super) fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    match error.kind() {
        io::ErrorKind::NotFound => Diagnostic::error("not-found", &[]).in_file(path),
        io::ErrorKind::PermissionDenied => Diagnostic::error("not-permitted", &[]).in_file(path),
        io::ErrorKind::UnexpectedEof => damaged(path),
        _ => Diagnostic::error("cannot-read", &[("why", &error.to_string())]).in_file(path),
    }
}
