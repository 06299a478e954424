//! Tables for a terminal, one file an answer.

mod compare;
mod gap;
mod layout;
mod plan;
mod ranking;
mod skills;
mod unmapped;

pub use compare::comparison;
pub use gap::gap;
pub use plan::plan;
pub use ranking::ranking;
pub use skills::skills;
pub use unmapped::unmapped;
