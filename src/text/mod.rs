//! Text as the matchers see it: folded to one form, with the way back to the original bytes, and its edges.

pub mod boundary;
pub mod columns;
pub mod fold;
pub mod korean;
pub mod near;
pub mod trie;
pub mod words;

pub use fold::Folded;
pub use trie::Packed;
