//! A ranking that may be longer than memory: its postings come one after the other.

use std::borrow::Cow;
use std::io;

use super::Names;
use super::ranking::{Head, Ranked, Ranking};

/// A posting of a listing, with the names of at least the ids that it mentions.
#[derive(Debug)]
pub struct Listed<'p> {
    /// The posting judged.
    pub posting: Cow<'p, Ranked>,
    /// Names of its ids.
    pub names: Cow<'p, Names>,
}

/// A ranking on its way.
pub struct Listing<'p> {
    /// For whom, and by what.
    pub head: &'p Head,
    /// How many postings come.
    pub count: usize,
    /// The postings, best first. None comes behind an error.
    pub postings: Box<dyn Iterator<Item = io::Result<Listed<'p>>> + 'p>,
}

impl<'p> Listing<'p> {
    /// The postings of a ranking that is there already.
    #[must_use]
    pub fn of(ranking: &'p Ranking) -> Self {
        let listed = |posting| Ok(Listed { posting: Cow::Borrowed(posting), names: Cow::Borrowed(&ranking.names) });
        Self { head: &ranking.head, count: ranking.postings.len(), postings: Box::new(ranking.postings.iter().map(listed)) }
    }

    /// The ranking in memory.
    ///
    /// # Errors
    /// Where a posting does not come.
    pub fn collect(self) -> io::Result<Ranking> {
        let (mut postings, mut names) = (Vec::with_capacity(self.count), Names::default());
        for listed in self.postings {
            let listed = listed?;
            names.extend(&listed.names, |_| true);
            postings.push(listed.posting.into_owned());
        }
        Ok(Ranking { head: self.head.clone(), postings, names })
    }
}
