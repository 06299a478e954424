//! Lines that stand in many postings are parsed once: advertisements are written from each other.

use std::mem;

use foldhash::{HashMap, HashMapExt};

use crate::requirement::{Parsed, Parser};
use crate::taxonomy::Taxonomy;

/// Lines after which those that were not met again are forgotten.
const LINES: usize = 1 << 15;
/// Lines of a short list of postings: there is room for them from the beginning.
const FEW: usize = 100;
/// The longest line that is remembered, in bytes: long ones seldom come again.
const LONGEST: usize = 512;

/// A parser that remembers the trees of lines, up to a bound.
#[derive(Debug)]
pub struct Memory<'t> {
    parser: Parser<'t>,
    mentions: bool,
    young: HashMap<Box<str>, Parsed>,
    old: HashMap<Box<str>, Parsed>,
}

impl<'t> Memory<'t> {
    /// A parser over the names of a taxonomy, and no lines yet.
    #[must_use]
    pub fn new(taxonomy: &'t Taxonomy) -> Self {
        Self { parser: Parser::new(taxonomy), mentions: false, young: HashMap::with_capacity(FEW), old: HashMap::new() }
    }

    /// One that remembers what lines mention, too.
    #[must_use]
    pub fn of_mentions(taxonomy: &'t Taxonomy) -> Self {
        Self { mentions: true, ..Self::new(taxonomy) }
    }

    /// As [`Parser::parse`]; without the mentions, but where they are wanted.
    pub fn parse(&mut self, text: &str, breaks: &[usize]) -> Parsed {
        if !breaks.is_empty() || text.len() > LONGEST {
            return self.fresh(text, breaks);
        }
        if let Some(known) = self.young.get(text) {
            return known.clone();
        }
        let (text, parsed) = match self.old.remove_entry(text) {
            Some(known) => known,
            None => (Box::from(text), self.fresh(text, breaks)),
        };
        if self.young.len() >= LINES {
            self.old = mem::take(&mut self.young);
        }
        self.young.insert(text, parsed.clone());
        parsed
    }

    fn fresh(&mut self, text: &str, breaks: &[usize]) -> Parsed {
        let parsed = self.parser.parse(text, breaks);
        if self.mentions { parsed } else { Parsed { mentions: Vec::new(), ..parsed } }
    }
}

#[cfg(test)]
mod tests {
    use super::{LINES, Memory};
    use crate::requirement::{Parsed, Parser};
    use crate::taxonomy::Taxonomy;

    #[test]
    fn what_is_remembered_is_what_would_be_parsed() {
        let taxonomy = Taxonomy::embedded();
        let (mut memory, mut parser) = (Memory::new(&taxonomy), Parser::new(&taxonomy));
        let mut whole = Memory::of_mentions(&taxonomy);
        let mut same = |text: &str| {
            let wanted = parser.parse(text, &[]);
            assert_eq!(whole.parse(text, &[]), wanted, "{text}");
            let wanted = Parsed { mentions: Vec::new(), ..wanted };
            assert_eq!(memory.parse(text, &[]), wanted, "{text}");
            memory.young.len() + memory.old.len()
        };
        for text in ["Python, Kotlin, Java 중 하나 이상", "React (필수)", "Python, Kotlin, Java 중 하나 이상"] {
            same(text);
        }
        let most = (0..3 * LINES).map(|at| same(&format!("Go {}", at % (LINES + 9)))).max();
        assert!(most.is_some_and(|most| most <= 2 * LINES));
    }
}
