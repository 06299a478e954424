//! The sample profiles, the sample postings and a fixture of two postings, ready to be judged.

use std::path::Path;

use jobmatch::answers::Context;
use jobmatch::posting::{self, Posting};
use jobmatch::profile::{self, Candidate, Month};
use jobmatch::requirement::Parser;
use jobmatch::score::{Policy, Understood, roles::Roles};
use jobmatch::seeds;
use jobmatch::source::Source;
use jobmatch::taxonomy::Taxonomy;

pub(crate) const PROFILES: [&str; 6] =
    ["data-engineer", "frontend-ko", "java-to-python", "junior-python-backend", "marketer", "senior-platform-engineer"];

pub(crate) struct World {
    pub taxonomy: Taxonomy,
    policy: Policy,
    roles: Roles,
    postings: Vec<Posting>,
}

impl World {
    pub(crate) fn seeds() -> Self {
        Self::of(&seeds::sources())
    }

    pub(crate) fn fixture() -> Self {
        Self::of(&[Source::new("postings.md", include_str!("postings.md"))])
    }

    fn of(sources: &[Source]) -> Self {
        let taxonomy = Taxonomy::embedded();
        let roles = Roles::new(&taxonomy);
        Self { roles, policy: Policy::default(), postings: posting::read(sources).postings, taxonomy }
    }

    pub(crate) fn context(&self) -> Context<'_> {
        Context { taxonomy: &self.taxonomy, policy: &self.policy, roles: &self.roles, as_of: Month { year: 2026, month: 11 } }
    }

    pub(crate) fn understood(&self) -> Vec<Understood<'_>> {
        let mut parser = Parser::new(&self.taxonomy);
        self.postings.iter().map(|posting| Understood::new(posting, &mut parser, &self.roles)).collect()
    }

    pub(crate) fn candidate(&self, profile: &str) -> Candidate {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles").join(format!("{profile}.yaml"));
        let profile = profile::load(Source::read(&path).expect("a sample profile")).expect("a sound profile");
        Candidate::resolve(&profile, &self.taxonomy, self.context().as_of)
    }
}
