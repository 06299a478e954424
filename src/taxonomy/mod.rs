//! The taxonomy: canonical skills, the spellings by which text names them, and how they relate.
//!
//! Data files (`data/*.yaml`, one family a file) are parsed and checked by [`entry`] and [`validate`], compiled to columns by
//! [`compile`] and packed by [`pack`] when the crate is built; [`Taxonomy::embedded`] borrows them where they lie in the program. A
//! user's overlay takes the same way at run time ([`overlay`]), without the packing.

pub mod compile;
mod context;
mod embedded;
pub mod entry;
pub mod export;
pub mod find;
pub mod model;
pub mod overlay;
pub mod pack;
pub mod resolve;
mod search;
mod spelling;
pub mod validate;
pub mod variants;

pub use entry::{Entry, Kind};
pub use find::Mention;
pub use model::{Skill, SkillId, Taxonomy};
