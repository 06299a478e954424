//! The taxonomy: canonical skills, the spellings by which text names them, and how they relate.
//!
//! Data files (`data/*.yaml`, one family a file) are parsed and checked by [`entry`] and [`validate`], packed by [`compile`] when
//! the crate is built, and read back by [`Taxonomy::embedded`] in a few hundred microseconds. A user's overlay takes the same way
//! at run time ([`overlay`]).

pub mod compile;
mod embedded;
pub mod entry;
pub mod export;
pub mod find;
pub mod model;
pub mod overlay;
pub mod resolve;
pub mod validate;
pub mod variants;

pub use entry::{Entry, Kind};
pub use find::Mention;
pub use model::{Skill, SkillId, Taxonomy};
