//! What every answer needs: taxonomy, policy, postings, and what `present` means.

use jobmatch::answers::Context;
use jobmatch::posting::Posting;
use jobmatch::profile::Month;
use jobmatch::requirement::Parser;
use jobmatch::score::{Policy, Understood, roles::Roles};
use jobmatch::taxonomy::Taxonomy;

use super::Failure;
use super::load::{self, CandidateArgs, PostingArgs};
use super::options::Common;
use super::progress::Progress;

/// Inputs that are read.
pub struct Inputs {
    pub taxonomy: Taxonomy,
    pub postings: Vec<Posting>,
    policy: Policy,
    roles: Roles,
    as_of: Month,
}

impl Inputs {
    /// Reads all but the candidates.
    ///
    /// # Errors
    /// Where an input is wrong.
    pub fn read(postings: &PostingArgs, candidate: &CandidateArgs, common: &Common) -> Result<Self, Failure> {
        let taxonomy = load::taxonomy(common)?;
        let policy = load::policy(candidate)?;
        let roles = Roles::read(&taxonomy)?;
        let postings = load::postings(postings, common)?;
        Ok(Self { taxonomy, postings, policy, roles, as_of: load::as_of(candidate) })
    }

    /// The postings with their lines understood.
    #[must_use]
    pub fn understood(&self, progress: &Progress) -> Vec<Understood<'_>> {
        let mut parser = Parser::new(&self.taxonomy);
        let count = self.postings.len();
        let understood = self.postings.iter().enumerate().map(|(done, posting)| {
            progress.tell(done, count);
            Understood::new(posting, &mut parser, &self.roles)
        });
        understood.collect()
    }

    /// What answers depend on.
    #[must_use]
    pub const fn context(&self) -> Context<'_> {
        Context { taxonomy: &self.taxonomy, policy: &self.policy, roles: &self.roles, as_of: self.as_of }
    }
}
