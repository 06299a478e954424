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
    ("reference-here", Cue::ReferenceHere),
    ("reference-above", Cue::ReferenceAbove),
    ("all-of", Cue::AllOf),
    ("required-section", Cue::RequiredSection),
    ("preferred-section", Cue::PreferredSection),
    ("portfolio", Cue::Portfolio),
    ("certificate", Cue::Certificate),
    ("newcomer", Cue::Newcomer),
    ("remark", Cue::Remark),
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
    cues: Vec<Cue>,
}

struct Table {
    words: Vec<Word>,
    trie: Trie,
}

static TABLE: LazyLock<Table> = LazyLock::new(load);

/// The trie over all words of the file, packed when the crate was built.
static PACKED: &Packed<[u8]> = &Packed(*include_bytes!(concat!(env!("OUT_DIR"), "/cues.bin")));

fn load() -> Table {
    let texts = words::all(DATA);
    let mut table: Vec<Word> = texts.iter().map(|_| Word { left: false, right: false, cues: Vec::new() }).collect();
    let plain = PLAIN.iter().flat_map(|&(section, cue)| words::section(DATA, section).into_iter().map(move |word| (word, cue)));
    let levels = valued("level", Level::WORDS, Cue::Level);
    let roles = words::pairs(DATA, "role").into_iter().map(|(word, skill)| (word, Cue::Role(skill)));
    let degrees = valued("degree", Degree::WORDS, Cue::Degree);
    let language_levels = valued("language-level", LanguageLevel::WORDS, Cue::LanguageLevel);
    // Among the meanings of one word those that are added first come first.
    for (text, cue) in plain.chain(levels).chain(roles).chain(degrees).chain(language_levels) {
        if let Ok(at) = texts.binary_search(&words::bare(text)) {
            table[at].left |= text.starts_with('^');
            table[at].right |= text.ends_with('$');
            table[at].cues.push(cue);
        }
    }
    Table { words: table, trie: Trie::packed(Cow::Borrowed(PACKED.units())) }
}

/// The words of a section whose values are among `known`.
fn valued<T: Copy>(section: &str, known: &'static [(&str, T)], cue: fn(T) -> Cue) -> impl Iterator<Item = (&'static str, Cue)> {
    let value = move |word: &str| known.iter().find(|(name, _)| *name == word).map(|(_, value)| cue(*value));
    words::pairs(DATA, section).into_iter().filter_map(move |(word, name)| Some((word, value(name)?)))
}

impl CueHit {
    /// All that the word can be.
    #[must_use]
    pub fn cues(&self) -> &'static [Cue] {
        &TABLE.words[self.word as usize].cues
    }
}

/// Appends the cue words of a folded text that pass their edges: of overlapping ones the longest, left to right.
pub fn collect(text: &str, out: &mut Vec<CueHit>) {
    let Table { words, trie } = &*TABLE;
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
