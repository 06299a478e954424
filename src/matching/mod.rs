//! Trees judged against a candidate: credit 0…1 for each leaf with the evidence for it, then for the whole.

mod degree;
pub mod holdings;
mod leaf;
mod terms;
pub mod verdict;

pub use holdings::Holdings;
pub use verdict::{Because, Judge, Outcome, Reasons, Relation};
