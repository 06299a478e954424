//! Many candidates and many postings: the best of one side for each of the other, a row a pair.

use serde::Serialize;

use crate::posting::Posting;
use crate::score::Place;

/// A candidate and a posting: a line of `jobmatch match`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair<'a> {
    /// Name of the candidate.
    pub candidate: &'a str,
    /// Where the profile was read: a file, or a file and a line.
    pub profile: &'a str,
    /// Place among those that were chosen for the same candidate, or for the same posting, from 1.
    pub rank: usize,
    /// 0…100, one decimal; null where nothing could be assessed.
    pub fit: Option<f64>,
    /// Whether too few lines were assessed to trust the fit.
    pub thin: bool,
    /// Lines that weigh.
    pub assessed: usize,
    /// Id of the posting.
    pub id: &'a str,
    /// Company.
    pub company: Option<&'a str>,
    /// Title.
    pub title: Option<&'a str>,
    /// Address.
    pub url: Option<&'a str>,
}

impl<'a> Pair<'a> {
    /// A pair at a place.
    #[must_use]
    pub fn new((candidate, profile): (&'a str, &'a str), posting: &'a Posting, place: Place, rank: usize) -> Self {
        Self {
            candidate,
            profile,
            rank,
            fit: place.fit(),
            thin: place.is_last(),
            assessed: place.assessed(),
            id: &posting.id,
            company: posting.company.as_deref(),
            title: posting.title.as_deref(),
            url: posting.url.as_deref(),
        }
    }
}
