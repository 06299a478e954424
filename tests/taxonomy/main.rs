//! The taxonomy as its users meet it: what its validator says, what an overlay may do, what the exports hold.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod export;
mod faults;
mod overlay;

use jobmatch::diagnostic::Diagnostic;
use jobmatch::source::Source;
use jobmatch::taxonomy::{Taxonomy, overlay as lay};

/// A taxonomy small enough to be read anew for each case.
const BASE: &str = "\
ada:
  name: Ada
  kind: language
django:
  name: Django
  kind: framework
  implies: [python]
  similar: {flask: 0.6}
  ko: [장고]
flask:
  name: Flask
  kind: framework
  implies: [python]
git:
  name: Git
  kind: tool
kubernetes:
  name: Kubernetes
  kind: platform
python:
  name: Python
  kind: language
  ko: [파이썬]
sql:
  name: SQL
  kind: language
";

/// The small taxonomy with overlays over it.
fn over_base(overlays: &[(&str, &str)]) -> Result<Taxonomy, Vec<Diagnostic>> {
    let overlays = overlays.iter().map(|(name, text)| Source::new(*name, *text)).collect();
    lay::load_over(vec![Source::new("base.yaml", BASE)], overlays)
}
