//! Indexes: the same answers as from text, whatever was added, replaced and removed; and never a wrong one.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod answers;
#[path = "../common/mod.rs"]
mod common;
mod faults;
#[path = "../../examples/generate_postings/generator.rs"]
mod generator;
mod pairs;
#[path = "../program/mod.rs"]
mod program;
mod stream;
mod updates;

use jobmatch::taxonomy::Taxonomy;
use program::{Call, Folder, jobmatch};

/// Generated postings as JSON Lines.
fn generated(count: usize, seed: u64) -> String {
    let taxonomy = Taxonomy::embedded();
    let mut generator = generator::Generator::new(&taxonomy, seed);
    (0..count).map(|at| generator.posting(at)).collect()
}

/// The ranking of some postings for the sample profile.
fn rank(folder: &Folder, postings: &str, top: &str) -> Call {
    let profile = program::sample();
    let args = ["--profile", &profile, "--postings", postings, "--top", top, "--format", "json", "--as-of", "2026-11"];
    jobmatch(folder).args(args)
}

fn make(folder: &Folder, postings: &str, index: &str) {
    let done = jobmatch(folder).args(["index", postings, "-o", index]).done();
    assert_eq!(done.code, 0, "{}", done.err);
}
