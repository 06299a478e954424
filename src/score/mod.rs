//! From line outcomes to the fit of a posting: weights, gates, references between lines.

pub mod fit;
mod fresh;
mod kept;
pub mod place;
pub mod roles;
mod scorer;
pub mod standing;

pub use crate::policy::Policy;
pub use fit::{Gate, GateKind, GateStatus, LineScore, PostingScore, Status, Understood};
pub use fresh::{Fresh, Prospect};
pub use kept::Kept;
pub use place::{Best, Cut, Place};
pub use scorer::{Headed, Scorer};
pub use standing::{Desk, Standing};
