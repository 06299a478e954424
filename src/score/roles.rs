//! Which fields of study a posting's family and title call for, so that "관련 학과" has a meaning.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::span::Span;
use crate::taxonomy::{SkillId, Taxonomy};
use crate::text::Folded;
use crate::text::boundary::{self, is_hangul};

const DATA: &str = include_str!("../taxonomy/data/roles.txt");

/// Role words with their fields of study.
#[derive(Debug)]
pub struct Roles {
    /// The fields of study of each group.
    groups: Vec<Vec<SkillId>>,
    /// The words by their first letter, each with its group: a title is looked through once, however many words there are.
    words: HashMap<char, Vec<(String, usize)>>,
}

impl Roles {
    /// The embedded table.
    ///
    /// # Errors
    /// Faults of the table; a test reads it, so that a program never sees one.
    pub fn read(taxonomy: &Taxonomy) -> Result<Self, Vec<Diagnostic>> {
        let source = Source::new("roles.txt", DATA);
        let (mut groups, mut problems) = (Vec::new(), Vec::new());
        let mut known: HashMap<char, Vec<(String, usize)>> = HashMap::new();
        let place = |part: &str| {
            let start = part.as_ptr().addr() - DATA.as_ptr().addr();
            Span::new(start, start + part.len())
        };
        for line in DATA.lines().filter(|line| !line.starts_with('#')) {
            let Some((ids, words)) = line.split_once('=') else { continue };
            let mut keys = Vec::new();
            for id in ids.split(',').map(str::trim) {
                match taxonomy.by_id(id) {
                    Some(key) => keys.push(key),
                    None => problems.push(source.error(place(id), "unknown-skill", &[("id", id)])),
                }
            }
            for word in words.split(',').map(|word| Folded::new(word.trim()).text.into_owned()) {
                if let Some(first) = word.chars().next() {
                    known.entry(first).or_default().push((word, groups.len()));
                }
            }
            groups.push(keys);
        }
        if problems.is_empty() { Ok(Self { groups, words: known }) } else { Err(problems) }
    }

    /// The fields of the first group of which a word stands in one of the texts; the earlier text decides first.
    #[must_use]
    pub fn fields(&self, texts: [Option<&str>; 2]) -> &[SkillId] {
        for text in texts.into_iter().flatten() {
            let folded = Folded::new(text);
            let text: &str = &folded.text;
            let begins = text.char_indices().filter_map(|(at, first)| Some((at, self.words.get(&first)?)));
            let here = begins.flat_map(|(at, words)| words.iter().filter(move |(word, _)| stands(text, at, word)));
            if let Some(group) = here.map(|(_, group)| *group).min() {
                return &self.groups[group];
            }
        }
        &[]
    }
}

/// Whether a word stands at a place of a text; Latin words at edges of their own.
fn stands(text: &str, at: usize, word: &str) -> bool {
    let latin = |c: char| c.is_alphanumeric() && !is_hangul(c);
    text[at..].starts_with(word)
        && (!word.starts_with(latin) || boundary::before(text, at).is_none_or(|c| !latin(c)))
        && (!word.ends_with(latin) || boundary::after(text, at + word.len()).is_none_or(|c| !latin(c) || c == 's'))
}
