//! From line outcomes to the fit of a posting: weights, gates, references between lines.

pub mod fit;
pub mod roles;

pub use crate::policy::Policy;
pub use fit::{Gate, GateKind, GateStatus, LineScore, PostingScore, Scorer, Status, Understood};
