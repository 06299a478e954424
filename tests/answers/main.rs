//! Gap reports, plans and comparisons over the sample profiles and postings.

mod calls;
mod many;
#[path = "../program/mod.rs"]
mod program;
mod steps;
mod tables;
mod world;
