//! The sample postings with all that judging them needs, for tests that run the library in their own process.
#![allow(dead_code, unreachable_pub, clippy::expect_used, missing_docs, reason = "each test uses a part; a test may fail loudly")]

use std::path::{Path, PathBuf};

use jobmatch::answers::ranking::{self, Cut};
use jobmatch::answers::{Context, Gap, Ranking, gap};
use jobmatch::posting::{self, Posting};
use jobmatch::profile::{self, Candidate, Month};
use jobmatch::requirement::Parser;
use jobmatch::score::roles::Roles;
use jobmatch::score::{Policy, Understood};
use jobmatch::seeds;
use jobmatch::source::Source;
use jobmatch::taxonomy::Taxonomy;

/// What `present` means in tests.
pub const AS_OF: Month = Month { year: 2026, month: 11 };

pub struct World {
    pub taxonomy: Taxonomy,
    pub policy: Policy,
    pub roles: Roles,
    pub sources: Vec<Source>,
    pub postings: Vec<Posting>,
}

impl World {
    /// The sample postings.
    pub fn new() -> Self {
        Self::of(seeds::sources())
    }

    /// Postings of other sources.
    pub fn of(sources: Vec<Source>) -> Self {
        let taxonomy = Taxonomy::embedded();
        let roles = Roles::new(&taxonomy);
        let postings = posting::read(&sources).postings;
        Self { taxonomy, policy: Policy::default(), roles, sources, postings }
    }

    pub fn understood(&self) -> Vec<Understood<'_>> {
        let mut parser = Parser::new(&self.taxonomy);
        self.postings.iter().map(|posting| Understood::new(posting, &mut parser, &self.roles)).collect()
    }

    pub fn candidate(&self, profile: &str) -> Candidate {
        let profile = profile::load(Source::new("profile.yaml", profile)).unwrap_or_else(|faults| panic!("{faults:?} in {profile}"));
        Candidate::resolve(&profile, &self.taxonomy, AS_OF)
    }

    pub fn rank(&self, candidate: &Candidate, postings: &[Understood<'_>]) -> Ranking {
        let context = Context { taxonomy: &self.taxonomy, policy: &self.policy, roles: &self.roles, as_of: AS_OF };
        ranking::rank(&context, candidate, postings, Cut::default())
    }

    pub fn gap(&self, candidate: &Candidate, postings: &[Understood<'_>]) -> Gap {
        let context = Context { taxonomy: &self.taxonomy, policy: &self.policy, roles: &self.roles, as_of: AS_OF };
        gap::gap(&context, candidate, postings, Cut::default(), &mut |_, _| ())
    }

    /// The ranking of the postings for a profile.
    pub fn rank_profile(&self, profile: &str) -> Ranking {
        self.rank(&self.candidate(profile), &self.understood())
    }
}

/// The sample profiles, by path.
pub fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles");
    let entries = std::fs::read_dir(folder).expect("the samples are there");
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    paths.sort();
    paths
}
