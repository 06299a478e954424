//! Cue words: their kinds, and how they are found. The words are data (`data/cues.txt`).

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::levels::{Degree, LanguageLevel, Level};
use crate::span::Span;
use crate::text::boundary::{self, is_hangul};
use crate::text::trie::Trie;
use crate::text::{Packed, korean, words};

/// What a cue word does to a line; the sections of the data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each section of the data file says what its words do")]
pub enum Cue {
    Or,
    And,
    Etc,
    AndOther,
    Example,
    Including,
    OneOf,
    OneOfThem,
    LanguageWord,
    OfThem,
    Experience,
    Ask,
    Praise,
    Level(Level),
    Year,
    Month,
    AtLeast,
    OrMore,
    AtMost,
    OrLess,
    Degree(Degree),
    Study,
    Field,
    Related,
    Equivalent,
    NotNeeded,
    No,
    Except,
    Ideally,
    Preferred,
    Required,
    Interest,
    Wish,
    Learn,
    Purpose,
    Sake,
    ReferenceHere,
    ReferenceAbove,
    AllOf,
    RequiredSection,
    PreferredSection,
    Portfolio,
    Certificate,
    Newcomer,
    LanguageLevel(LanguageLevel),
    Remark,
    /// What happens to those who apply.
    Process,
    Generic,
    Role(&'static str),
}

const DATA: &str = include_str!("data/cues.txt");

/// Sections without values, in the order in which a word that stands in several is taken.
const PLAIN: &[(&str, Cue)] = &[
    ("etc", Cue::Etc),
    ("and-other", Cue::AndOther),
    ("or", Cue::Or),
    ("and", Cue::And),
    ("example", Cue::Example),
    ("including", Cue::Including),
    ("one-of", Cue::OneOf),
    ("one-of-them", Cue::OneOfThem),
    ("language-word", Cue::LanguageWord),
    ("of-them", Cue::OfThem),
    ("equivalent", Cue::Equivalent),
    ("experience", Cue::Experience),
    ("ask", Cue::Ask),
    ("praise", Cue::Praise),
    ("year", Cue::Year),
    ("month", Cue::Month),
    ("at-least", Cue::AtLeast),
    ("or-more", Cue::OrMore),
    ("at-most", Cue::AtMost),
    ("or-less", Cue::OrLess),
    ("study", Cue::Study),
    ("field", Cue::Field),
    ("related", Cue::Related),
    ("not-needed", Cue::NotNeeded),
    ("no", Cue::No),
    ("except", Cue::Except),
    ("ideally", Cue::Ideally),
    ("preferred", Cue::Preferred),
    ("required", Cue::Required),
    ("interest", Cue::Interest),
    ("wish", Cue::Wish),
    ("learn", Cue::Learn),
    ("purpose", Cue::Purpose),
    ("sake", Cue::Sake),
    ("reference-here", Cue::ReferenceHere),
    ("reference-above", Cue::ReferenceAbove),
    ("all-of", Cue::AllOf),
    ("required-section", Cue::RequiredSection),
    ("preferred-section", Cue::PreferredSection),
    ("portfolio", Cue::Portfolio),
    ("certificate", Cue::Certificate),
    ("newcomer", Cue::Newcomer),
    ("remark", Cue::Remark),
    ("process", Cue::Process),
    ("generic", Cue::Generic),
];

/// A cue word in a text. A word may be a cue in several ways: what it is beside the others decides.
#[derive(Debug, Clone, Copy)]
pub struct CueHit {
    /// Bytes of the folded text.
    pub span: Span,
    /// Index into the table of words.
    word: u32,
}

struct Word {
    left: bool,
    right: bool,
    /// Where its cues begin and end among those of the table.
    cues: (usize, usize),
}

struct Table {
    words: Vec<Word>,
    cues: Vec<Cue>,
    trie: Trie,
}

static TABLE: LazyLock<Table> = LazyLock::new(load);

/// The trie over all words of the file, packed when the crate was built.
static PACKED: &Packed<[u8]> = &Packed(*include_bytes!(concat!(env!("OUT_DIR"), "/cues.bin")));

/// A word of the file in one of its sections.
struct Entry {
    word: u32,
    order: usize,
    cue: Cue,
    left: bool,
    right: bool,
}

fn load() -> Table {
    let trie = Trie::packed(Cow::Borrowed(PACKED.units()));
    let mut entries: Vec<Entry> = Vec::new();
    let mut section = Section::of("");
    for (name, entry) in words::entries(DATA) {
        if section.name != name {
            section = Section::of(name);
        }
        let (text, value) = entry.split_once('=').map_or((entry, ""), |(text, value)| (text.trim(), value.trim()));
        if let (Some(word), Some(cue)) = (trie.get(&words::bare(text)), section.cue(value)) {
            entries.push(Entry { word, order: section.order, cue, left: text.starts_with('^'), right: text.ends_with('$') });
        }
    }
    // The words in the order of their numbers. Among the meanings of one those of the sections that are named first come first.
    entries.sort_by_key(|entry| (entry.word, entry.order));
    let mut end = 0;
    let words = entries.chunk_by(|a, b| a.word == b.word).map(|same| {
        end += same.len();
        Word { left: same.iter().any(|entry| entry.left), right: same.iter().any(|entry| entry.right), cues: (end - same.len(), end) }
    });
    Table { words: words.collect(), cues: entries.iter().map(|entry| entry.cue).collect(), trie }
}

/// A section of the file, looked up once for all its words.
struct Section {
    name: &'static str,
    order: usize,
    plain: Option<Cue>,
}

impl Section {
    fn of(name: &'static str) -> Self {
        let at = PLAIN.iter().position(|(plain, _)| *plain == name);
        Self { name, order: at.unwrap_or(PLAIN.len()), plain: at.map(|at| PLAIN[at].1) }
    }

    /// The cue of a word, with its value where the section has values.
    fn cue(&self, value: &'static str) -> Option<Cue> {
        fn named<T: Copy>(words: &[(&str, T)], word: &str) -> Option<T> {
            words.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
        }
        match self.name {
            "level" => named(Level::WORDS, value).map(Cue::Level),
            "role" => Some(Cue::Role(value)),
            "degree" => named(Degree::WORDS, value).map(Cue::Degree),
            "language-level" => named(LanguageLevel::WORDS, value).map(Cue::LanguageLevel),
            _ => self.plain,
        }
    }
}

impl CueHit {
    /// All that the word can be.
    #[must_use]
    pub fn cues(&self) -> &'static [Cue] {
        let (start, end) = TABLE.words[self.word as usize].cues;
        &TABLE.cues[start..end]
    }
}

/// Appends the cue words of a folded text that pass their edges: of overlapping ones the longest, left to right.
pub fn collect(text: &str, out: &mut Vec<CueHit>) {
    let Table { words, trie, .. } = &*TABLE;
    let (mut end, mut before) = (0, None);
    for (start, first) in text.char_indices() {
        if start >= end && may_begin(before, first) {
            let (mut node, mut longest) = (trie.root(), None);
            for (at, &byte) in text.as_bytes().iter().enumerate().skip(start) {
                let Some(next) = trie.step(node, byte) else { break };
                node = next;
                if let Some(word) = trie.value(node) {
                    let span = Span::new(start, at + 1);
                    if fits(text, span, &words[word as usize]) {
                        longest = Some(CueHit { span, word });
                    }
                }
            }
            if let Some(hit) = longest {
                end = hit.span.end;
                out.push(hit);
            }
        }
        before = Some(first);
    }
}

/// Whether a word may begin with a character, by the one before it; [`fits`] tests the rest.
const fn may_begin(before: Option<char>, first: char) -> bool {
    match before {
        Some(before) if first.is_ascii_alphabetic() => !before.is_ascii_alphanumeric(),
        Some(before) if first.is_ascii_digit() => !before.is_ascii_digit(),
        _ => true,
    }
}

fn fits(text: &str, span: Span, word: &Word) -> bool {
    let surface = span.of(text);
    let (Some(first), Some(last)) = (surface.chars().next(), surface.chars().next_back()) else {
        return false;
    };
    let (before, after) = (boundary::before(text, span.start), boundary::after(text, span.end));
    let latin = |c: char| c.is_alphanumeric() && !is_hangul(c);
    if first.is_ascii_alphabetic() && before.is_some_and(|c| latin(c) || c == '-' && !surface.contains(' ')) {
        return false;
    }
    if first.is_ascii_digit() && before.is_some_and(|c| c.is_ascii_digit() || c == '.') {
        return false;
    }
    if last.is_ascii_alphabetic() && after.is_some_and(latin) {
        return false;
    }
    if word.left && before.is_some_and(is_hangul) {
        return false;
    }
    !word.right || korean::only_particles(&text[span.end..])
}
