//! Words of grammar: short lists that are compared with whole words or endings. The words are data (`data/words.txt`).

use std::sync::LazyLock;

use crate::text::words;

const DATA: &str = include_str!("data/words.txt");

/// One section of the data file.
#[derive(Debug)]
pub(super) struct List(LazyLock<Words>);

/// Words in the order of their bytes. Most words that are looked up are none of them, which their first or last byte tells.
#[derive(Debug)]
struct Words {
    sorted: Vec<&'static str>,
    first: Bytes,
    last: Bytes,
}

/// A set of bytes.
#[derive(Debug)]
struct Bytes([u64; 4]);

impl Bytes {
    fn of(bytes: impl Iterator<Item = u8>) -> Self {
        let mut set = [0; 4];
        bytes.for_each(|byte| set[usize::from(byte >> 6)] |= 1 << (byte & 63));
        Self(set)
    }

    fn has(&self, byte: Option<&u8>) -> bool {
        byte.is_some_and(|byte| self.0[usize::from(byte >> 6)] >> (byte & 63) & 1 == 1)
    }
}

impl Words {
    fn new(section: &str) -> Self {
        let words = words::sorted(DATA, section);
        let first = Bytes::of(words.iter().filter_map(|word| word.bytes().next()));
        let last = Bytes::of(words.iter().filter_map(|word| word.bytes().next_back()));
        Self { sorted: words, first, last }
    }
}

/// Words with a number each.
#[derive(Debug)]
pub(super) struct Numbers(LazyLock<Vec<(&'static str, f64)>>);

impl List {
    /// Whether the word is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        self.0.last.has(word.as_bytes().last()) && self.0.sorted.binary_search(&word).is_ok()
    }

    /// Whether one of them stands in the text.
    pub(super) fn any_in(&self, text: &str) -> bool {
        self.0.sorted.iter().any(|word| text.contains(word))
    }

    /// Whether the word begins with one of them.
    pub(super) fn starts(&self, word: &str) -> bool {
        self.0.first.has(word.as_bytes().first()) && self.0.sorted.iter().any(|beginning| word.starts_with(beginning))
    }

    /// Whether the word ends with one of them.
    pub(super) fn ends(&self, word: &str) -> bool {
        self.0.last.has(word.as_bytes().last()) && self.0.sorted.iter().any(|ending| word.ends_with(ending))
    }
}

impl Numbers {
    /// The number that the word says.
    pub(super) fn get(&self, word: &str) -> Option<f64> {
        self.0.iter().find(|(name, _)| *name == word).map(|(_, number)| *number)
    }
}

macro_rules! lists {
    ($($name:ident = $section:literal),* $(,)?) => {
        $(pub(super) static $name: List = List(LazyLock::new(|| Words::new($section)));)*

        #[cfg(test)]
        static SECTIONS: &[(&str, &List)] = &[$(($section, &$name)),*];
    };
}

lists! {
    LIGHT = "light",
    STUDY_LIGHT = "study-light",
    STUDY_HEAD = "study-head",
    STUDY_NAME = "study-name",
    DEGREE_WORD = "degree-word",
    NOT_BARE = "not-bare",
    BARE = "bare",
    AND_PARTICLE = "and-particle",
    OR_PARTICLE = "or-particle",
    ATTRIBUTIVE = "attributive",
    AND_ENDING = "and-ending",
    COUNTER = "counter",
    UNIT_TAIL = "unit-tail",
    RANGE = "range",
    NO_WORK = "no-work",
    NO_WORK_BEFORE = "no-work-before",
    WANTING = "wanting",
    TOOL = "tool",
    NEED = "need",
    SPAN = "span",
    FINE = "fine",
    TERM_TAIL = "term-tail",
}

pub(super) static NUMBER: Numbers = Numbers(LazyLock::new(|| numbers("number")));
pub(super) static KOREAN_NUMBER: Numbers = Numbers(LazyLock::new(|| numbers("korean-number")));

fn numbers(section: &str) -> Vec<(&'static str, f64)> {
    words::pairs(DATA, section).into_iter().filter_map(|(word, number)| Some((word, number.parse().ok()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_section_of_the_file_is_used_and_names_each_word_once() {
        let titles: Vec<&str> = DATA.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']')).collect();
        let mut known: Vec<&str> = SECTIONS.iter().map(|(section, _)| *section).chain(["number", "korean-number"]).collect();
        for title in &titles {
            let at = known.iter().position(|name| name == title);
            known.swap_remove(at.unwrap_or_else(|| panic!("[{title}] is read by nothing")));
        }
        assert!(known.is_empty(), "{known:?} are not in the file");
        for title in titles {
            let mut words = words::section(DATA, title);
            let count = words.len();
            words.sort_unstable();
            words.dedup();
            assert!(count > 0 && words.len() == count, "[{title}] is empty or says a word twice");
        }
        assert_eq!((NUMBER.get("three"), KOREAN_NUMBER.get("세")), (Some(3.0), Some(3.0)));
    }
}
