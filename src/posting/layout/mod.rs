//! The section layer: rows become lists of requirement lines, and lists become postings.
//!
//! It sees rows only, so that whatever can be written as rows can be read as postings.

mod assemble;
mod close;
mod glued;
mod heads;
mod list;
mod names;
mod scan;
mod table;

pub(crate) use assemble::{Draft, assemble};
pub(crate) use scan::scan;
