//! Postings that were read before.

use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::HashSet;
use foldhash::quality::FixedState;

use super::model::Posting;

/// Knows which postings were read: only a number of each is kept, so that millions fit.
#[derive(Debug, Default)]
pub struct Seen(HashSet<u64>);

impl Seen {
    /// Whether a posting with the same names, address and lines was seen before. One without lines is never the same as another.
    pub fn again(&mut self, posting: &Posting) -> bool {
        Self::number(posting).is_some_and(|number| self.number_again(number))
    }

    /// Whether a posting with the same [number](Seen::number) was seen before.
    pub fn number_again(&mut self, number: u64) -> bool {
        !self.0.insert(number)
    }

    /// What postings are told apart by; none for one without lines.
    #[must_use]
    pub fn number(posting: &Posting) -> Option<u64> {
        if posting.lines.is_empty() {
            return None;
        }
        let names = [&posting.company, &posting.title, &posting.url].map(|name| name.as_deref().unwrap_or_default());
        let lines = posting.lines.iter().map(|line| line.text.as_str());
        let mut hasher = FixedState::default().build_hasher();
        names.into_iter().chain(lines).for_each(|text| text.hash(&mut hasher));
        Some(hasher.finish())
    }
}
