//! Files that are broken, huge or made to do harm: one clear message and exit 2, or right handling; soon, and never a panic.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod program;

use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::process::Stdio;

use program::{Folder, SEEDS, jobmatch};

/// The postings of a file, or of a folder, under the sample profile.
fn ranked(folder: &Folder, postings: &str) -> program::Done {
    jobmatch(folder).args(["--profile", &program::sample(), "--format", "json", "--as-of", "2026-11", "--postings", postings]).done()
}

/// A postings file with these bytes.
fn posting(bytes: impl AsRef<[u8]>) -> program::Done {
    let folder = Folder::new();
    folder.write("list.md", bytes);
    ranked(&folder, "list.md")
}

/// A profile with these bytes.
fn profile(bytes: impl AsRef<[u8]>) -> program::Done {
    let folder = Folder::new();
    folder.write("me.yaml", bytes);
    jobmatch(&folder).args(["--profile", "me.yaml"]).done()
}

/// The answer without the place that it was read from.
fn answer(done: &program::Done) -> serde_json::Value {
    let mut answer: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    for posting in answer["postings"].as_array_mut().unwrap() {
        posting.as_object_mut().unwrap().remove("source");
    }
    answer
}

#[test]
fn a_missing_file() {
    ranked(&Folder::new(), "nowhere.md").fails_with("nowhere.md: no such file or folder");
}

#[test]
fn a_missing_profile() {
    jobmatch(&Folder::new()).args(["--profile", "nobody.yaml"]).done().fails_with("nobody.yaml: no such file or folder");
}

#[test]
fn a_folder_without_postings() {
    let folder = Folder::new();
    folder.write("list.rst", "자격요건");
    ranked(&folder, ".").fails_with("no posting in this folder");
}

#[test]
fn an_empty_file() {
    posting("").fails_with("the file is empty");
    posting(" \n\n").fails_with("the file is empty");
    profile("").fails_with("expected a map of keys, found nothing");
}

#[test]
fn fifty_megabytes_on_one_line() {
    posting("Python and Java ".repeat((50 << 20) / 16)).fails_with("no posting found");
}

#[test]
fn a_requirement_of_fifty_megabytes() {
    let folder = Folder::new();
    folder.write("list.md", format!("# A\n## Requirements\n- Python\n- {}\n", "Java and Kotlin ".repeat((50 << 20) / 16)));
    let done = jobmatch(&folder).args(["--profile", &program::sample(), "--postings", "list.md"]).done();
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.err.contains("list.md:4:3") && done.err.contains("longer than a line may be"), "{}", done.err);
}

#[test]
fn bullets_nested_deeply_on_one_line() {
    let text = format!("1. Somewhere\n    - 자격요건\n        {}Python\n", "- ".repeat(100_000));
    let done = posting(text);
    assert!(done.code == 0 || done.code == 2, "{}", done.err);
}

#[test]
fn bullets_nested_deeply_on_many_lines() {
    let mut text = String::from("1. Somewhere\n    - 자격요건\n");
    for depth in 0..3000 {
        text.push_str(&" ".repeat(8 + depth));
        text.push_str("- Python\n");
    }
    assert_eq!(posting(text).code, 0);
}

#[test]
fn bytes_that_are_no_utf8() {
    let done = posting(b"# A\n## Requirements\n- Python \xff\xfe\n");
    done.fails_with("not UTF-8: byte 0xFF begins no character");
    assert!(done.err.contains("list.md:3:10"), "{}", done.err);
}

#[test]
fn utf16_a_byte_order_mark_and_windows_lines_change_nothing() {
    let plain = posting(SEEDS);
    let wide = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> { format!("\u{FEFF}{SEEDS}").encode_utf16().flat_map(unit).collect() };
    for bytes in
        [wide(u16::to_le_bytes), wide(u16::to_be_bytes), format!("\u{FEFF}{SEEDS}").into_bytes(), SEEDS.replace('\n', "\r\n").into_bytes()]
    {
        let done = posting(bytes);
        assert_eq!(done.code, 0, "{}", done.err);
        assert_eq!(answer(&done), answer(&plain));
    }
}

#[test]
fn utf16_that_is_cut_off() {
    posting(b"\xff\xfeP\0y").fails_with("broken UTF-16");
}

#[test]
fn nul_bytes() {
    posting(format!("{SEEDS}\0\0")).fails_with("holds a NUL byte");
    profile("name: x\0\n").fails_with("holds a NUL byte");
}

#[test]
fn yaml_that_expands_a_thousand_million_times() {
    let mut text = String::from("name: x\nx-a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (from, to) in ('a'..='i').zip('b'..='j') {
        let aliases = vec![format!("*{from}"); 10].join(", ");
        writeln!(text, "x-{to}: &{to} [{aliases}]").unwrap();
    }
    profile(text).fails_with("nests or expands too far");
}

#[test]
fn a_megabyte_of_yaml_nesting() {
    profile(format!("name: x\nskills: {}", "[".repeat(1 << 20))).fails_with("nests or expands too far");
    profile(format!("name: x\nskills:\n  {}x\n", "- ".repeat(1 << 19))).fails_with("nests or expands too far");
    profile(format!("name: x\nnotes: {}1{}\n", "{a: ".repeat(1 << 18), "}".repeat(1 << 18))).fails_with("nests or expands too far");
}

#[test]
fn a_profile_that_is_a_list() {
    let done = profile("- Python\n- Java\n");
    done.fails_with("expected a map of keys, found a list");
    assert!(done.err.contains("me.yaml:1:1"), "{}", done.err);
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_a_circle() {
    let folder = Folder::new();
    folder.write("list/list.md", SEEDS);
    std::os::unix::fs::symlink("../list", folder.path("list/again")).unwrap();
    let done = ranked(&folder, "list");
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(answer(&done)["postings"].as_array().unwrap().len(), 10);
    std::os::unix::fs::symlink("two", folder.path("one")).unwrap();
    std::os::unix::fs::symlink("one", folder.path("two")).unwrap();
    ranked(&folder, "one").fails_with("one: cannot be read");
}

#[test]
fn a_pipe_that_closes() {
    let folder = Folder::new();
    folder.write("lines.txt", "Python 3년 이상\n".repeat(20_000));
    let mut child = jobmatch(&folder).args(["parse", "--format", "json", "lines.txt"]).command().stdout(Stdio::piped()).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0; 16]).unwrap();
    drop(out);
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(0));
    assert!(done.stderr.is_empty(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk() {
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let folder = Folder::new();
    let done = jobmatch(&folder).args(["--profile", &program::sample()]).stdout(full()).done();
    done.fails_with("standard output: cannot be written");
    jobmatch(&folder).args(["completions", "bash"]).stdout(full()).done().fails_with("standard output: cannot be written");
    let done = jobmatch(&folder).args(["--profile", &program::sample(), "--output", "/dev/full"]).done();
    done.fails_with("/dev/full: cannot be written");
}

#[test]
fn an_output_that_cannot_be_written() {
    let folder = Folder::new();
    let write = || jobmatch(&folder).args(["--profile", &program::sample(), "--output", "no/such/folder/out.txt"]).done();
    let done = write();
    done.fails_with("no/such/folder/out.txt: cannot be written");
    assert_eq!(done.err, write().err);
    jobmatch(&folder).args(["--profile", &program::sample(), "--output", "."]).done().fails_with("cannot be written");
    assert_eq!(fs::read_dir(folder.path(".")).unwrap().count(), 0, "nothing is left behind");
}

#[test]
fn an_output_stays_as_it_was_where_the_call_is_wrong() {
    let folder = Folder::new();
    folder.write("out.txt", "before");
    folder.write("me.yaml", "name: [\n");
    assert_eq!(jobmatch(&folder).args(["--profile", "me.yaml", "--output", "out.txt"]).done().code, 2);
    assert_eq!(fs::read_to_string(folder.path("out.txt")).unwrap(), "before");
}

#[test]
fn the_same_call_twice_gives_the_same_bytes() {
    let folder = Folder::new();
    folder.write("list.md", SEEDS);
    for format in ["table", "json"] {
        let call = || {
            jobmatch(&folder)
                .args(["--profile", &program::sample(), "--postings", "list.md", "--format", format, "--as-of", "2026-11"])
                .done()
        };
        let (first, second) = (call(), call());
        assert_eq!(first.code, 0, "{}", first.err);
        assert!(first.out == second.out && first.err == second.err);
    }
}
