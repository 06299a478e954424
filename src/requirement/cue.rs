//! Cue words: their kinds, and how they are found. The words are data (`data/cues.txt`).

use std::sync::LazyLock;

use daachorse::DoubleArrayAhoCorasick;

use crate::levels::{Degree, LanguageLevel, Level};
use crate::span::Span;
use crate::text::boundary::{self, is_hangul};
use crate::text::{korean, words};

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
    automaton: DoubleArrayAhoCorasick<u32>,
}

static TABLE: LazyLock<Table> = LazyLock::new(load);

fn load() -> Table {
    let mut all: Vec<(String, bool, bool, Cue)> = Vec::new();
    for &(section, cue) in PLAIN {
        all.extend(words::section(DATA, section).into_iter().map(|word| read(word, cue)));
    }
    for (word, level) in words::pairs(DATA, "level") {
        all.extend(find(Level::WORDS, level).map(|level| read(word, Cue::Level(level))));
    }
    all.extend(words::pairs(DATA, "role").into_iter().map(|(word, skill)| read(word, Cue::Role(skill))));
    for (word, level) in words::pairs(DATA, "degree") {
        all.extend(find(Degree::WORDS, level).map(|level| read(word, Cue::Degree(level))));
    }
    for (word, level) in words::pairs(DATA, "language-level") {
        all.extend(find(LanguageLevel::WORDS, level).map(|level| read(word, Cue::LanguageLevel(level))));
    }
    // A stable sort: among the meanings of one word those of the earlier section come first.
    all.sort_by(|a, b| a.0.cmp(&b.0));
    let mut words: Vec<Word> = Vec::new();
    let mut patterns: Vec<String> = Vec::new();
    for (text, left, right, cue) in all {
        if patterns.last() == Some(&text)
            && let Some(word) = words.last_mut()
        {
            word.cues.push(cue);
            word.left |= left;
            word.right |= right;
        } else {
            patterns.push(text);
            words.push(Word { left, right, cues: vec![cue] });
        }
    }
    let automaton = DoubleArrayAhoCorasick::with_values(patterns.iter().zip(0_u32..)).expect("the cue words are distinct and not empty");
    Table { words, automaton }
}

fn find<T: Copy>(words: &[(&str, T)], word: &str) -> Option<T> {
    words.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
}

fn read(word: &str, cue: Cue) -> (String, bool, bool, Cue) {
    let left = word.starts_with('^');
    let right = word.ends_with('$');
    let text = word.trim_start_matches('^').trim_end_matches('$').replace("\\,", ",");
    (text, left, right, cue)
}

impl CueHit {
    /// All that the word can be.
    #[must_use]
    pub fn cues(&self) -> &'static [Cue] {
        &TABLE.words[self.word as usize].cues
    }
}

/// Appends the cue words of a folded text that pass their edges: of overlapping ones the longest, left to right.
pub fn collect(text: &str, scratch: &mut Vec<CueHit>, out: &mut Vec<CueHit>) {
    scratch.clear();
    for hit in TABLE.automaton.find_overlapping_iter(text) {
        let span = Span::new(hit.start(), hit.end());
        if fits(text, span, &TABLE.words[hit.value() as usize]) {
            scratch.push(CueHit { span, word: hit.value() });
        }
    }
    scratch.sort_unstable_by(|a, b| (a.span.start, b.span.end).cmp(&(b.span.start, a.span.end)));
    let mut end = 0;
    for hit in scratch.iter() {
        if hit.span.start >= end {
            end = hit.span.end;
            out.push(*hit);
        }
    }
}

fn fits(text: &str, span: Span, word: &Word) -> bool {
    if !text.is_char_boundary(span.start) || !text.is_char_boundary(span.end) {
        return false;
    }
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
