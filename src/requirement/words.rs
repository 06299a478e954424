//! Words of grammar: short lists that are compared with whole words or endings. The words are data (`data/words.txt`).

/// One section of the data file: words in the order of their bytes. Most words that are looked up are none of them, which their first or
/// last byte tells.
#[derive(Debug)]
pub(super) struct List {
    sorted: &'static [&'static str],
    first: Bytes,
    last: Bytes,
}

/// A set of bytes.
#[derive(Debug)]
struct Bytes([u64; 4]);

impl Bytes {
    const fn add(&mut self, byte: u8) {
        self.0[(byte >> 6) as usize] |= 1 << (byte & 63);
    }

    fn has(&self, byte: Option<&u8>) -> bool {
        byte.is_some_and(|byte| self.0[usize::from(byte >> 6)] >> (byte & 63) & 1 == 1)
    }
}

/// Words with a number each.
#[derive(Debug)]
pub(super) struct Numbers(&'static [(&'static str, f64)]);

// Each section of the data file under its name.
include!(concat!(env!("OUT_DIR"), "/words.rs"));

impl List {
    const fn of(sorted: &'static [&'static str]) -> Self {
        let (mut first, mut last) = (Bytes([0; 4]), Bytes([0; 4]));
        let mut at = 0;
        while at < sorted.len() {
            let word = sorted[at].as_bytes();
            first.add(word[0]);
            last.add(word[word.len() - 1]);
            at += 1;
        }
        Self { sorted, first, last }
    }

    /// Whether the word is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        self.last.has(word.as_bytes().last()) && self.sorted.binary_search(&word).is_ok()
    }

    /// Whether one of them stands in the text.
    pub(super) fn any_in(&self, text: &str) -> bool {
        self.sorted.iter().any(|word| text.contains(word))
    }

    /// Whether the word begins with one of them.
    pub(super) fn starts(&self, word: &str) -> bool {
        let first = word.as_bytes().first();
        let begins = |beginning: &&str| beginning.as_bytes().first() == first && word.starts_with(*beginning);
        self.first.has(first) && self.sorted.iter().any(begins)
    }

    /// Whether the word ends with one of them.
    pub(super) fn ends(&self, word: &str) -> bool {
        let last = word.as_bytes().last();
        let ends = |ending: &&str| ending.as_bytes().last() == last && word.ends_with(*ending);
        self.last.has(last) && self.sorted.iter().any(ends)
    }
}

impl Numbers {
    const fn of(numbers: &'static [(&'static str, f64)]) -> Self {
        Self(numbers)
    }

    /// The number that the word says.
    pub(super) fn get(&self, word: &str) -> Option<f64> {
        self.0.iter().find(|(name, _)| *name == word).map(|(_, number)| *number)
    }
}

#[cfg(test)]
mod tests {
    use super::{KOREAN_NUMBER, NUMBER};
    use crate::text::words;

    #[test]
    fn each_section_of_the_file_names_each_word_once() {
        let data = include_str!("data/words.txt");
        for title in data.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']')) {
            let mut words = words::section(data, title);
            let count = words.len();
            words.sort_unstable();
            words.dedup();
            assert!(count > 0 && words.len() == count, "[{title}] is empty or says a word twice");
        }
        assert_eq!((NUMBER.get("three"), KOREAN_NUMBER.get("세")), (Some(3.0), Some(3.0)));
    }
}
