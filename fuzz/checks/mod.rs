//! What must hold for every input of a fuzz target. The targets call it with what libFuzzer finds; `tests/fuzz.rs` calls it with the
//! kept inputs (`fuzz/seeds/TARGET`) and with changes of them, so that a find stays found.

#![allow(unreachable_pub, reason = "a module of the targets and of a test")]

mod feeds;
mod index;
mod profiles;

use std::sync::LazyLock;

use jobmatch::diagnostic::Diagnostic;
use jobmatch::messages::Lang;
use jobmatch::output::message;
use jobmatch::posting::{self, Line};
use jobmatch::requirement::Parser;
use jobmatch::source::Source;
use jobmatch::span::Span;
use jobmatch::taxonomy::find::Finder;
use jobmatch::taxonomy::{Taxonomy, export, overlay};
use jobmatch::text::Folded;

pub use feeds::feed;
pub use index::index;
pub use profiles::{import, profile};

static TAXONOMY: LazyLock<Taxonomy> = LazyLock::new(Taxonomy::embedded);

/// What must hold for any input of a target; it panics where it does not.
pub type Check = fn(&[u8]);

/// Every target by its name: the file in `fuzz_targets`, the folder in `seeds`.
#[allow(dead_code, reason = "a fuzz target calls its own check only")]
pub const TARGETS: &[(&str, Check)] = &[
    ("feeds", feed),
    ("imports", import),
    ("index", index),
    ("lines", line),
    ("overlays", overlay),
    ("postings", postings),
    ("profiles", profile),
];

/// The part at the front that is text.
fn text(bytes: &[u8]) -> &str {
    bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid())
}

/// Errors and warnings can be shown, whatever they are about.
fn told(problems: &[Diagnostic]) {
    for problem in problems {
        assert!(!message::render(problem, Lang::Ko, false).trim().is_empty(), "nothing is said of {problem:?}");
    }
}

/// A place is one of the text.
fn inside(span: Span, text: &str) {
    assert!(text.get(span.start..span.end).is_some(), "{span:?} is no part of {text:?}");
}

/// A requirement line holds words, and its breaks stand between characters.
fn sound(line: &Line) {
    assert!(!line.text.trim().is_empty(), "an empty line: {line:?}");
    assert!(line.breaks.iter().all(|at| line.text.is_char_boundary(*at)), "a break cuts a character: {line:?}");
}

/// Any text as a requirement line: parsed twice alike, with mentions in order and on borders of characters, and written as JSON.
pub fn line(bytes: &[u8]) {
    let text = text(bytes);
    let mut parser = Parser::new(&TAXONOMY);
    let parsed = parser.parse(text, &[]);
    let mut end = 0;
    for mention in &parsed.mentions {
        assert!(mention.span.start >= end && mention.span.start < mention.span.end, "mentions overlap in {text:?}");
        inside(mention.span, text);
        end = mention.span.end;
    }
    let _ = parsed.expr.to_json(&TAXONOMY);
    assert_eq!(parser.parse(text, &[]), parsed, "{text:?} is not read twice alike");
    let kept = postcard::to_stdvec(&parsed.expr).and_then(|bytes| postcard::from_bytes(&bytes));
    assert_eq!(kept.as_ref(), Ok(&parsed.expr), "{text:?} is not kept as it was read");
}

/// Any text as a file of postings: each line with its span inside the text, and each line parsed.
pub fn postings(bytes: &[u8]) {
    let text = text(bytes);
    let reading = posting::read(&[Source::new("fuzz.md", text)]);
    told(&reading.diagnostics);
    let mut parser = Parser::new(&TAXONOMY);
    for posting in &reading.postings {
        assert!(!posting.id.is_empty(), "a posting without an id in {text:?}");
        for line in &posting.lines {
            inside(line.span, text);
            sound(line);
            parser.parse(&line.text, &line.breaks);
        }
    }
}

/// Taxonomy small enough to be laid over again and again.
const BASE: &str = "\
django: {name: Django, kind: framework, implies: [python], similar: {flask: 0.6}, ko: [장고]}
english: {name: English, kind: spoken-language, code: en}
flask: {name: Flask, kind: framework, implies: [python]}
python: {name: Python, kind: language, ko: [파이썬]}
";

/// For messages that look for the nearest of all names, which takes too long to be done for each input.
static SMALL: LazyLock<Taxonomy> = LazyLock::new(|| {
    overlay::load_over(vec![Source::new("base.yaml", BASE)], Vec::new()).unwrap_or_else(|problems| panic!("{problems:?}"))
});

/// Any text as an overlay: faults with their places, or a taxonomy whose skills can be written and found, twice alike.
pub fn overlay(bytes: &[u8]) {
    let text = text(bytes);
    let load = || overlay::load_over(vec![Source::new("base.yaml", BASE)], vec![Source::new("fuzz.yaml", text)]);
    let (taxonomy, again) = match (load(), load()) {
        (Ok(taxonomy), Ok(again)) => (taxonomy, again),
        (Err(problems), again) => {
            assert!(!problems.is_empty(), "{text:?} is refused without a word");
            assert_eq!(again.err().as_ref(), Some(&problems), "{text:?} is not refused twice alike");
            return told(&problems);
        }
        (Ok(_), Err(problems)) => panic!("{text:?} is read once: {problems:?}"),
    };
    assert_eq!(export::skos(&taxonomy), export::skos(&again), "{text:?} is not read twice alike");
    let mut finder = Finder::new(&taxonomy);
    let mut mentions = Vec::new();
    for skill in taxonomy.skills() {
        let record = export::record(&taxonomy, skill);
        assert!(!record.id.is_empty() && !record.name.is_empty(), "a skill without a name in {text:?}");
        assert_eq!(taxonomy.by_id(record.id), Some(skill.key), "{text:?}");
        finder.find(&Folded::new(record.name), &mut mentions);
    }
    finder.find(&Folded::new(text), &mut mentions);
    Parser::new(&taxonomy).parse(text, &[]);
}
