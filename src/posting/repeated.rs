//! Postings that were read before.

use foldhash::HashSet;

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
        let sum = names.into_iter().chain(lines).fold(0xCBF2_9CE4_8422_2325, |sum, text| {
            let add = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
            add(text.bytes().fold(sum, add), 0xFF)
        });
        Some(sum)
    }
}
