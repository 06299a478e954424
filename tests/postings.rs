//! Walks `tests/cases/postings`: each `NAME.md` is read, and must give what `NAME.expected.json` says.
//! With `UPDATE=1` the expected files are written anew; look at the difference before you keep it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

use jobmatch::messages::Lang;
use jobmatch::posting::{self, Posting, Reading, Section};
use jobmatch::source::Source;
use serde_json::{Value, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/postings")
}

fn shown(reading: &Reading) -> Value {
    let lines = |posting: &Posting, section: Section| -> Vec<String> {
        let of = posting.lines.iter().filter(|line| line.section == section);
        of.map(|line| format!("{}: {}", line.line, line.text)).collect()
    };
    let postings: Vec<Value> = reading
        .postings
        .iter()
        .map(|posting| {
            json!({
                "id": posting.id, "company": posting.company, "title": posting.title, "url": posting.url, "family": posting.family,
                "line": posting.line, "required": lines(posting, Section::Required), "preferred": lines(posting, Section::Preferred),
            })
        })
        .collect();
    let told: Vec<String> = reading
        .diagnostics
        .iter()
        .map(|one| format!("{}: {}", one.location.as_ref().map_or(0, |place| place.line), one.message.text(Lang::En)))
        .collect();
    json!({ "postings": postings, "diagnostics": told })
}

#[test]
fn every_case_reads_as_expected() {
    let mut files: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    files.sort();
    assert!(!files.is_empty());
    let mut wrong = Vec::new();
    for file in files {
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        let source = Source::decode(name.clone(), fs::read(&file).unwrap()).unwrap();
        let found = serde_json::to_string_pretty(&shown(&posting::read(&[source]))).unwrap() + "\n";
        let expected = file.with_extension("expected.json");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &found).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != found {
            wrong.push(format!("{name}:\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn line_ends_and_byte_order_marks_change_nothing() {
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "md") {
            let text = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
            let plain = shown(&posting::read(&[Source::new("a.md", text.clone())]));
            let bytes = format!("\u{FEFF}{}", text.replace('\n', "\r\n")).into_bytes();
            let other = shown(&posting::read(&[Source::decode("a.md".into(), bytes).unwrap()]));
            assert_eq!(plain, other, "{}", path.display());
        }
    }
}

#[test]
fn spans_hold_what_the_line_says() {
    let text = "# A\n\n## 자격요건\n- Java 3년\n- 다음 언어\n  - Go\n\n## 우대사항\n• AWS\n";
    let reading = posting::read(&[Source::new("a.md", text)]);
    let spans: Vec<&str> = reading.postings[0].lines.iter().map(|line| line.span.of(text)).collect();
    assert_eq!(spans, ["Java 3년", "다음 언어\n  - Go", "AWS"]);
    let nested = &reading.postings[0].lines[1];
    assert_eq!(&nested.text[nested.breaks[0]..], "Go");
}

#[test]
fn every_line_with_text_is_traced() {
    let text = "# A\n\nhello\n\n## Requirements\n- Java\n\n## Benefits\n- lunch\n";
    let lines: Vec<usize> = posting::read(&[Source::new("a.md", text)]).traces.iter().map(|trace| trace.line).collect();
    assert_eq!(lines, [1, 3, 5, 6, 8, 9]);
}

#[test]
fn ids_are_unique_over_sources() {
    let source = || Source::new("a.md", "# Acme - Backend engineer\n## Requirements\n- Java\n");
    let ids: Vec<String> = posting::read(&[source(), source(), source()]).postings.into_iter().map(|posting| posting.id).collect();
    assert_eq!(ids, ["acme-backend-engineer", "acme-backend-engineer-2", "acme-backend-engineer-3"]);
}

#[test]
fn empty_and_foreign_files_are_told() {
    let reading = posting::read(&[Source::new("empty.md", " \n"), Source::new("poem.md", "roses are red\n")]);
    let keys: Vec<&str> = reading.diagnostics.iter().map(|one| one.message.key).collect();
    assert_eq!(keys, ["posting-empty-file", "no-posting"]);
}

#[test]
fn folders_are_walked_in_order_and_links_in_circles_end() {
    let root = std::env::temp_dir().join(format!("jobmatch-gather-{}", std::process::id()));
    fs::create_dir_all(root.join("b/c")).unwrap();
    for (name, text) in [("z.md", "z"), ("b/y.txt", "y"), ("b/c/x.markdown", "x"), ("b/no.rs", "no"), ("b/.hidden.md", "no")] {
        fs::write(root.join(name), text).unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(&root, root.join("b/c/loop")).unwrap();
    let texts = |paths: &[PathBuf]| -> Vec<String> {
        posting::gather(paths).unwrap().into_iter().map(|path| fs::read_to_string(path).unwrap()).collect()
    };
    assert_eq!(texts(std::slice::from_ref(&root)), ["x", "y", "z"]);
    assert_eq!(texts(&[root.join("z.md"), root.clone(), root.join("z.md")]), ["z", "x", "y"]);
    fs::create_dir_all(root.join("none")).unwrap();
    assert_eq!(posting::gather(&[root.join("none")]).unwrap_err().message.key, "folder-without-postings");
    assert_eq!(posting::gather(&[root.join("missing")]).unwrap_err().message.key, "not-found");
    fs::remove_dir_all(&root).unwrap();
}

/// A small generator, so that the same bytes come each time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

#[test]
fn any_text_is_read_without_panic_and_with_right_spans() {
    const PIECES: &[&str] = &[
        "# ",
        "## ",
        "- ",
        "  - ",
        "* ",
        "1. ",
        "• ",
        "**",
        "_",
        "`",
        "[",
        "](u)",
        "<br>",
        "|",
        "---",
        "|---|",
        "\n",
        "\n",
        "\n\n",
        "자격요건",
        "우대사항",
        "Requirements",
        ": ",
        "Nice to have",
        "Java",
        "<",
        ">",
        "\\",
        "&amp;",
        "\u{200b}",
        "\u{3000}",
        "①",
        "😀",
        "혜택",
        "[우대] ",
        "\t",
        "(",
        ")",
        "~",
        "- A- B- C",
        "\r\n",
        "key: v",
        "이런 분을 찾",
        "가",
        "\u{1100}\u{1161}",
        "=",
        "```\n",
        "<!--",
        "-->",
    ];
    let mut random = Random(7);
    for _ in 0..6_000 {
        let text: String = (0..random.below(40)).map(|_| PIECES[random.below(PIECES.len())]).collect();
        let source = Source::new("a.md", text.clone());
        let first = posting::read(std::slice::from_ref(&source));
        for line in first.postings.iter().flat_map(|posting| &posting.lines) {
            assert!(text.get(line.span.start..line.span.end).is_some(), "{text:?}");
            assert!(line.breaks.iter().all(|at| line.text.is_char_boundary(*at)), "{text:?}");
            assert!(!line.text.trim().is_empty());
        }
        assert_eq!(first, posting::read(&[source]));
    }
}

#[test]
fn monstrous_input_is_read() {
    let many = |piece: &str, count: usize| piece.repeat(count);
    let inputs = [
        many("- ", 100_000) + "x",
        many("> ", 100_000) + "x",
        format!("자격요건\n- {}", many("가", 2_000_000)),
        format!("자격요건\n{}", many("- Java\n", 100_000)),
        format!("자격요건\n- {}", many("*_[", 20_000)),
        format!("자격요건\n{}", many("| a | b |\n", 50_000)),
        (0..2_000).flat_map(|depth| [" ".repeat(depth), "- x\n".to_owned()]).collect(),
        many("자격요건\n- a\n우대사항\n- b\n", 20_000),
        format!("# A\n{}", many("자격요건\n- a\n우대사항\n- b\n", 20_000)),
        many("# A\n## 자격요건\n- a\n", 20_000),
        many("[필수] a\n", 50_000),
        (0..50_000).map(|at| format!("[필수] a{at}\n")).chain(["[우대] b\n".to_owned()]).collect(),
        many("1. A\n", 50_000) + "자격요건\n- a\n",
        many("<br>", 200_000),
        many("<!--\n", 100_000),
        format!("---\n{}---\n", many("a: b\n", 50_000)),
    ];
    for input in inputs {
        // No clock: what is not linear makes this test hang, and the input printed last is the one.
        eprintln!("{:?} …", input.chars().take(20).collect::<String>());
        let _ = posting::read(&[Source::new("a.md", input)]);
    }
}
