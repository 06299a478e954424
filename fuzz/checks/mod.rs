//! What must hold for every input of a fuzz target. The targets call it with what libFuzzer finds; `tests/fuzz.rs` calls it with the
//! kept inputs (`fuzz/seeds/TARGET`) and with changes of them, so that a find stays found.

#![allow(unreachable_pub, reason = "a module of the targets and of a test")]

use std::sync::LazyLock;

use jobmatch::posting;
use jobmatch::requirement::Parser;
use jobmatch::source::Source;
use jobmatch::taxonomy::Taxonomy;

static TAXONOMY: LazyLock<Taxonomy> = LazyLock::new(Taxonomy::embedded);

/// What must hold for any input of a target; it panics where it does not.
pub type Check = fn(&str);

/// Every target by its name: the file in `fuzz_targets`, the folder in `seeds`.
#[allow(dead_code, reason = "a fuzz target calls its own check only")]
pub const TARGETS: &[(&str, Check)] = &[("lines", line), ("postings", postings)];

/// Any text as a requirement line: parsed twice alike, with mentions in order and on borders of characters, and written as JSON.
pub fn line(text: &str) {
    let mut parser = Parser::new(&TAXONOMY);
    let parsed = parser.parse(text, &[]);
    let mut end = 0;
    for mention in &parsed.mentions {
        assert!(mention.span.start >= end && mention.span.start < mention.span.end, "mentions overlap in {text:?}");
        assert!(text.get(mention.span.start..mention.span.end).is_some(), "a mention cuts a character in {text:?}");
        end = mention.span.end;
    }
    let _ = parsed.expr.to_json(&TAXONOMY);
    assert_eq!(parser.parse(text, &[]), parsed, "{text:?} is not read twice alike");
}

/// Any text as a file of postings: each line with its span inside the text, and each line parsed.
pub fn postings(text: &str) {
    let reading = posting::read(&[Source::new("fuzz.md", text)]);
    let mut parser = Parser::new(&TAXONOMY);
    for posting in &reading.postings {
        assert!(!posting.id.is_empty(), "a posting without an id in {text:?}");
        for line in &posting.lines {
            assert!(text.get(line.span.start..line.span.end).is_some(), "a span cuts a character in {text:?}");
            assert!(!line.text.trim().is_empty(), "an empty line in {text:?}");
            assert!(line.breaks.iter().all(|at| line.text.is_char_boundary(*at)), "a break cuts a character in {text:?}");
            parser.parse(&line.text, &line.breaks);
        }
    }
}
