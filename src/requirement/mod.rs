//! Requirement lines as trees: tokens (mentions, cue words, numbers, signs) → pieces → clauses → one expression.

pub mod chain;
pub mod clause;
pub mod cue;
pub mod display;
pub mod lex;
mod memory;
pub mod nested;
mod parse;
pub mod piece;
pub mod report;
mod shared;
mod study;
mod term;
pub mod tree;
pub mod unmapped;
mod words;

pub use memory::Memory;
pub use parse::{LONGEST, Parsed, Parser, Strength};
pub use tree::{Expr, Grade, RefTo, StudyField};
