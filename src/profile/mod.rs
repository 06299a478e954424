//! Profiles: what a candidate wrote ([`model`]), read strictly ([`load()`]), and resolved against the taxonomy ([`candidate`]).

pub mod candidate;
pub mod date;
mod exam;
pub mod import;
mod load;
pub mod model;
pub mod month;

pub use candidate::Candidate;
pub use load::load;
pub use model::Profile;
pub use month::Month;
