//! The formats: what they look like, that JSON is as its schema says, and that nothing from outside acts.

mod fixtures;
mod hostile;
mod schema;

mod snapshots;
