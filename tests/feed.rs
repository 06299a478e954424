//! Files of all forms as a feed of pieces: cut where a record ends, read apart, with the places of the file.
#![allow(clippy::unwrap_used, missing_docs)]

use std::io::Cursor;

use jobmatch::input::Stream;
use jobmatch::posting::feed::{Feed, Piece};
use jobmatch::posting::{Ids, Posting};

fn pieces(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<Piece> {
    let stream = Stream::new(name.to_owned(), Cursor::new(bytes.into())).unwrap();
    Feed::of(stream).unwrap().map(Result::unwrap).collect()
}

fn postings(name: &str, text: &str) -> Vec<Posting> {
    let mut ids = Ids::default();
    let mut all: Vec<Posting> = pieces(name, text).iter().flat_map(|piece| piece.read().postings).collect();
    for posting in &mut all {
        ids.settle(posting);
    }
    all
}

fn lines(posting: &Posting) -> Vec<&str> {
    posting.lines.iter().map(|line| line.text.as_str()).collect()
}

#[test]
fn json_lines_are_cut_into_pieces_that_know_their_line() {
    let record =
        |at: usize| format!("{{\"title\":\"Engineer {at}\",\"company\":\"Acme\",\"requirements\":[\"Java\",\"{}\"]}}\n", "x".repeat(300));
    let text: String = (0..4_000).map(record).collect();
    let pieces = pieces("feed.jsonl", text);
    assert!(pieces.len() > 3);
    let all: Vec<Posting> = pieces.iter().flat_map(|piece| piece.read().postings).collect();
    assert_eq!(all.len(), 4_000);
    for (at, posting) in all.iter().enumerate() {
        assert_eq!((posting.line, posting.title.as_deref()), (at + 1, Some(format!("Engineer {at}").as_str())));
        assert_eq!(posting.lines.len(), 2);
    }
}

#[test]
fn ids_are_made_unique_in_order() {
    let text = "{\"title\":\"A\",\"requirements\":[\"x\"]}\n".repeat(3);
    let ids: Vec<String> = postings("-", &text).into_iter().map(|posting| posting.id).collect();
    assert_eq!(ids, ["a", "a-2", "a-3"]);
}

#[test]
fn a_broken_record_is_told_with_its_line_and_the_others_are_read() {
    let text = "{\"title\":\"A\",\"requirements\":[\"x\"]}\n{\"title\": nope}\n\n{\"title\":\"B\"}\n";
    let reading = pieces("feed.jsonl", text)[0].read();
    assert_eq!(reading.postings.len(), 2);
    assert!(reading.diagnostics[0].to_string().starts_with("feed.jsonl:2:"), "{}", reading.diagnostics[0]);
}

#[test]
fn rows_of_a_table_keep_their_lines_behind_cells_of_many() {
    let text = "title,company,Job Description\nA,Acme,\"Requirements\n- Java, \"\"good\"\"\n- SQL\"\nB,Beta,\"Requirements\n- Go\"\n";
    let all = postings("feed.csv", text);
    assert_eq!(all.iter().map(|posting| posting.line).collect::<Vec<_>>(), [2, 5]);
    assert_eq!(lines(&all[0]), ["Java, \"good\"", "SQL"]);
    assert_eq!(lines(&all[1]), ["Go"]);
}

#[test]
fn a_list_gives_lines_as_they_stand() {
    let text = r#"{"title":"A","requirements":["- Java  3년","*args 경험","다음 중 하나\n- Go\n- Rust"],"nice_to_have":["AWS"]}"#;
    let all = postings("one.json", text);
    assert_eq!(lines(&all[0]), ["Java 3년", "*args 경험", "다음 중 하나 Go Rust", "AWS"]);
    assert_eq!(&all[0].lines[2].text[all[0].lines[2].breaks[0]..], "Go Rust");
}

#[test]
fn packed_and_wide_input_is_read_as_plain() {
    use std::io::Write;
    let text = "{\"title\":\"개발자\",\"requirements\":[\"자바\"]}\n".repeat(20_000);
    let plain = postings("-", &text);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(text.as_bytes()).unwrap();
    let wide: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [gzip.finish().unwrap(), wide] {
        let read: Vec<Posting> = pieces("-", bytes).iter().flat_map(|piece| piece.read().postings).collect();
        assert_eq!(read.len(), plain.len());
        assert_eq!(read[7].title, plain[7].title);
    }
}

#[test]
fn a_record_without_end_is_refused_with_its_line() {
    let text = format!("{{\"title\":\"A\"}}\n{{\"title\":\"{}", "x".repeat(65 << 20));
    let stream = Stream::new("big.jsonl".to_owned(), Cursor::new(text.into_bytes())).unwrap();
    let errors: Vec<String> = Feed::of(stream).unwrap().filter_map(Result::err).map(|error| error.to_string()).collect();
    assert_eq!(errors.len(), 1);
    assert!(errors[0].contains("64 MiB"), "{}", errors[0]);
}

#[test]
fn nesting_beyond_all_use_is_an_error() {
    let text = format!("{{\"jobs\":{}{}}}", "[".repeat(10_000), "]".repeat(10_000));
    let reading = pieces("deep.json", text)[0].read();
    assert_eq!(reading.diagnostics[0].message.key, "json-too-deep");
}

fn format_cases() -> Vec<std::path::PathBuf> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/formats");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| !path.to_str().unwrap().ends_with(".expected.json"));
    files.sort();
    files
}

fn read_file(path: &std::path::Path) -> (Vec<Posting>, Vec<String>, &'static str) {
    let name = path.file_name().unwrap().to_str().unwrap();
    let (mut postings, mut told, mut ids, mut format) = (Vec::new(), Vec::new(), Ids::default(), "");
    for piece in pieces(name, std::fs::read(path).unwrap()) {
        format = piece.format().key();
        let reading = piece.read();
        postings.extend(reading.postings);
        told.extend(reading.diagnostics.iter().map(ToString::to_string));
    }
    for posting in &mut postings {
        ids.settle(posting);
    }
    (postings, told, format)
}

/// Each file of `tests/cases/formats` is read as `NAME.expected.json` says; with `UPDATE=1` these are written anew.
#[test]
fn every_format_is_read_as_expected() {
    use jobmatch::posting::Section;
    use serde_json::json;
    let mut wrong = Vec::new();
    for path in format_cases() {
        let (postings, told, format) = read_file(&path);
        let of = |posting: &Posting, section| -> Vec<String> {
            let lines = posting.lines.iter().filter(|line| line.section == section);
            lines.map(|line| format!("{}: {}", line.line, line.text)).collect()
        };
        let shown: Vec<_> = postings
            .iter()
            .map(|posting| {
                json!({
                    "id": posting.id, "company": posting.company, "title": posting.title, "url": posting.url, "family": posting.family,
                    "line": posting.line, "described": posting.described,
                    "required": of(posting, Section::Required), "preferred": of(posting, Section::Preferred),
                })
            })
            .collect();
        let found = serde_json::to_string_pretty(&json!({ "format": format, "postings": shown, "diagnostics": told })).unwrap() + "\n";
        let expected = std::path::PathBuf::from(format!("{}.expected.json", path.display()));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&expected, &found).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != found {
            wrong.push(format!("{}:\n{found}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_exported_is_read_as_it_was() {
    use jobmatch::posting::export;
    let seeds = jobmatch::posting::read(&jobmatch::seeds::sources()).postings;
    let cases = format_cases().into_iter().flat_map(|path| read_file(&path).0);
    for (at, posting) in seeds.into_iter().chain(cases).enumerate() {
        let again = postings("export.jsonl", &export::json_line(&posting));
        let plain = |posting: &Posting| {
            let lines: Vec<_> =
                posting.lines.iter().map(|line| (line.section, line.text.clone(), line.breaks.clone(), line.line)).collect();
            (
                posting.company.clone(),
                posting.title.clone(),
                posting.url.clone(),
                posting.path.clone(),
                posting.line,
                posting.described,
                lines,
            )
        };
        assert_eq!(plain(&again[0]), plain(&posting), "{at}");
        let shown = export::markdown(&posting);
        if !posting.lines.is_empty() {
            let again = &postings("export.md", &shown)[0];
            let texts = |posting: &Posting, section| -> Vec<String> {
                posting.lines.iter().filter(|line| line.section == section).map(|line| line.text.clone()).collect()
            };
            for section in [jobmatch::posting::Section::Required, jobmatch::posting::Section::Preferred] {
                assert_eq!(texts(again, section), texts(&posting, section), "{shown}");
            }
        }
    }
}

#[test]
fn fields_that_nothing_reads_are_named() {
    let unread = |name: &str, text: &str| {
        let mut names = std::collections::BTreeSet::new();
        for piece in pieces(name, text) {
            piece.unread(&mut names);
        }
        names.into_iter().collect::<Vec<_>>().join(" ")
    };
    let json = r#"{"jobs": [{"title": "A", "requirements": ["Rust"], "salary": {"low": 1}, "company": {"name": "B", "founded": 1999}}]}"#;
    assert_eq!(unread("a.json", json), "founded salary", "what stands inside an unread field is not looked at");
    assert_eq!(unread("a.jsonl", "{\"title\": \"A\", \"required\": [\"Go\"]}\n{\"title\": \"B\", \"mood\": 1}\n"), "mood");
    assert_eq!(unread("a.csv", "title,description,is_remote\nA,Rust,yes\n"), "is_remote");
    assert_eq!(unread("a.md", "# A\n\n## Requirements\n\n- Rust\n"), "");
}
