//! The answers: plain structs that serialize to the contract's JSON. Writers only draw them.

pub mod compare;
pub mod gap;
pub mod listing;
pub mod matches;
mod names;
pub mod pick;
pub mod plan;
pub mod ranking;
pub mod step;

pub use compare::Comparison;
pub use gap::Gap;
pub use listing::{Listed, Listing};
pub use matches::Pair;
pub use names::Names;
pub use plan::Plan;
pub use ranking::{Ranked, Ranking};
pub use step::StepReport;

use serde::{Deserialize, Serialize};

use crate::profile::month::Month;
use crate::score::{Policy, roles::Roles};
use crate::taxonomy::Taxonomy;

/// Everything beside candidates and postings that an answer depends on.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Names and relations.
    pub taxonomy: &'a Taxonomy,
    /// Weights and credits.
    pub policy: &'a Policy,
    /// Role words.
    pub roles: &'a Roles,
    /// What `present` means.
    pub as_of: Month,
}

/// Versions of all that an answer depends on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// Of the program.
    pub jobmatch: String,
    /// Of the taxonomy with its overlays.
    pub taxonomy: String,
    /// Of the policy.
    pub policy: String,
}

impl Context<'_> {
    /// The versions.
    #[must_use]
    pub fn versions(&self) -> Versions {
        Versions {
            jobmatch: env!("CARGO_PKG_VERSION").to_owned(),
            taxonomy: self.taxonomy.version().to_owned(),
            policy: self.policy.version.clone(),
        }
    }
}

/// The difference of two printed fits.
#[must_use]
pub fn points(before: Option<f64>, after: Option<f64>) -> f64 {
    ((after.unwrap_or(0.0) - before.unwrap_or(0.0)) * 10.0).round() / 10.0
}

/// Rounds to three decimals, as credits are printed.
#[must_use]
pub fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
