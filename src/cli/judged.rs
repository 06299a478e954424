//! What every answer needs: taxonomy, policy, postings, and what `present` means.

use jobmatch::answers::Context;
use jobmatch::posting::Ids;
use jobmatch::profile::Month;
use jobmatch::score::{Fresh, Kept, Policy, Understood, roles::Roles};
use jobmatch::taxonomy::Taxonomy;

use super::load::{self, CandidateArgs, PostingArgs};
use super::options::Common;
use super::{Failure, stream};

/// Inputs that are read.
pub struct Inputs {
    pub taxonomy: Taxonomy,
    pub postings: Vec<Kept>,
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
        let roles = Roles::new(&taxonomy);
        let postings = match load::index(postings, &taxonomy)? {
            Some(index) => index.take(&index.docs())?,
            None => all(postings, common, (&taxonomy, &roles))?,
        };
        Ok(Self { taxonomy, postings, policy, roles, as_of: load::as_of(candidate) })
    }

    /// The postings with their lines understood.
    #[must_use]
    pub fn understood(&self) -> Vec<Understood<'_>> {
        self.postings.iter().map(Kept::understood).collect()
    }

    /// What answers depend on.
    #[must_use]
    pub const fn context(&self) -> Context<'_> {
        Context { taxonomy: &self.taxonomy, policy: &self.policy, roles: &self.roles, as_of: self.as_of }
    }
}

/// All postings of the call.
///
/// # Errors
/// Where an input is wrong.
pub fn all(args: &PostingArgs, common: &Common, resources: (&Taxonomy, &Roles)) -> Result<Vec<Kept>, Failure> {
    let (mut ids, mut all) = (Ids::default(), Vec::new());
    stream::run(args, common, resources, |fresh: Fresh<'_, '_>| fresh.understood(), &mut |mut kept: Kept| {
        ids.settle(&mut kept.posting);
        all.push(kept);
        Ok(())
    })?;
    Ok(all)
}
