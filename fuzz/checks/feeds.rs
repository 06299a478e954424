//! Postings of every form, as bytes.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use jobmatch::input::{self, Stream};
use jobmatch::posting::feed::{Feed, Format};
use jobmatch::posting::{Ids, Line, Posting, Reading, export};
use jobmatch::span::Span;

use super::{inside, sound, told};

/// Endings that an input may ask to be read under.
const ENDINGS: &[&str] = &["csv", "html", "json", "jsonl", "md", "tsv", "txt"];

/// Any bytes as a file of postings, whose content says what it is: lines of words with their places, ids that are not empty, the
/// same when packed, and postings that are read again from what is written of them. A first line `.csv` is the ending of the name.
pub fn feed(bytes: &[u8]) {
    let ending =
        ENDINGS.iter().find_map(|ending| Some((ending, bytes.strip_prefix(b".")?.strip_prefix(ending.as_bytes())?.strip_prefix(b"\n")?)));
    let (name, bytes) = ending.map_or(("-".to_owned(), bytes), |(ending, rest)| (format!("fuzz.{ending}"), rest));
    let reading = read(&name, bytes);
    let again = read(&name, bytes);
    assert!(reading == again, "not read twice alike: {bytes:?}");
    let is_packed = bytes.starts_with(&[0x1F, 0x8B]) || matches!(bytes, [0x28, 0xB5, ..] | [0x50..=0x5F, 0x2A, ..]);
    if !is_packed {
        assert!(read(&name, &packed(bytes)) == reading, "not the same when packed: {bytes:?}");
    }
    // A file with a fault is refused as a whole, unless one asks to go on.
    let mut postings = reading.postings;
    let mut ids = Ids::default();
    for posting in &mut postings {
        ids.settle(posting);
    }
    let written: String = postings.iter().map(export::json_line).collect();
    let mut ids = Ids::default();
    let mut again = read("again.jsonl", written.as_bytes()).postings;
    for posting in &mut again {
        ids.settle(posting);
    }
    let plain = |posting: &Posting| {
        let line = |line: &Line| Line { span: Span::default(), ..line.clone() };
        let mut lines: Vec<Line> = posting.lines.iter().map(line).collect();
        // Both lists are written apart.
        lines.sort_by_key(|line| (line.line, line.section));
        Posting { lines, ..posting.clone() }
    };
    let (wanted, found): (Vec<Posting>, Vec<Posting>) = (postings.iter().map(plain).collect(), again.iter().map(plain).collect());
    assert_eq!(found, wanted, "not the same read again:\n{written}");
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::none());
    packed.write_all(bytes).and_then(|()| packed.finish()).unwrap_or_else(|error| panic!("{error}"))
}

/// All postings of an input, each looked at.
fn read(name: &str, bytes: &[u8]) -> Reading {
    let mut all = Reading::default();
    let feed = Stream::new(name.to_owned(), Cursor::new(bytes.to_vec())).and_then(Feed::of);
    let feed = match feed {
        Ok(feed) => feed,
        Err(problem) => {
            all.diagnostics.push(problem);
            told(&all.diagnostics);
            return all;
        }
    };
    for (at, piece) in feed.enumerate() {
        match piece {
            Ok(piece) => {
                let reading = piece.read();
                let source = input::decode(name, piece.bytes()).ok().filter(|_| piece.format() == Format::Text);
                for posting in &reading.postings {
                    assert!(!posting.id.is_empty() && posting.line > 0, "a posting without an id or a line: {posting:?}");
                    posting.lines.iter().for_each(sound);
                    if let Some(source) = &source {
                        posting.lines.iter().for_each(|line| inside(line.span, &source.text));
                    }
                }
                all.append(reading, at);
            }
            Err(problem) => all.diagnostics.push(problem),
        }
    }
    told(&all.diagnostics);
    all
}
