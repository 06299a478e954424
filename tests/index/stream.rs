//! Large inputs: what is wrong with one record, and how a call ends.

use std::time::Duration;

use crate::program::{Folder, jobmatch};
use crate::{generated, rank};

#[test]
fn a_broken_record_ends_the_call_or_is_skipped() {
    let folder = Folder::new();
    let good = generated(5, 1);
    let mut lines: Vec<&str> = good.lines().collect();
    lines.insert(2, "{\"company\": \"A\", \"title\": ");
    folder.write("postings.jsonl", lines.join("\n"));
    rank(&folder, "postings.jsonl", "9").done().fails_with("postings.jsonl:3:");
    let done = rank(&folder, "postings.jsonl", "9").args(["--keep-going"]).done();
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.err.contains("warning: ") && done.err.contains("postings.jsonl:3:"), "{}", done.err);
    folder.write("good.jsonl", good);
    let without = rank(&folder, "good.jsonl", "9").done().out;
    let ids = |out: &str| out.lines().filter(|line| line.starts_with("      \"id\": ")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(ids(&done.out), ids(&without));
    assert_eq!(ids(&without).len(), 5);

    let index = ["index", "postings.jsonl", "-o", "postings.index"];
    jobmatch(&folder).args(index).done().fails_with("postings.jsonl:3:");
    assert!(!folder.path("postings.index").exists(), "an index is whole or not there");
    assert_eq!(jobmatch(&folder).args(index).args(["--keep-going"]).done().code, 0);
    assert!(rank(&folder, "postings.index", "9").done().out == done.out);
    let profile = crate::program::sample();
    let pairs = ["match", "--profiles", &profile, "--postings", "postings.jsonl"];
    jobmatch(&folder).args(pairs).done().fails_with("postings.jsonl:3:");
    assert_eq!(jobmatch(&folder).args(pairs).args(["--keep-going"]).done().out.lines().count(), 5);
}

/// Ctrl-C while a long input comes: the call ends by itself, says so, and leaves no half-written file.
#[cfg(unix)]
#[test]
fn an_interrupted_call_ends_cleanly() {
    let folder = Folder::new();
    folder.write("postings.jsonl", generated(3_000, 41));
    let mut call = jobmatch(&folder).args(["index", "postings.jsonl", "-o", "postings.index", "--jobs", "1"]).command();
    let child = call.spawn().unwrap();
    std::thread::sleep(Duration::from_millis(150));
    let pid = child.id().to_string();
    assert!(std::process::Command::new("sh").args(["-c", &format!("kill -INT {pid}")]).status().unwrap().success());
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(130), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(String::from_utf8_lossy(&done.stderr).contains("interrupted"));
    let left: Vec<_> = std::fs::read_dir(folder.path(".")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["postings.jsonl"], "nothing was written");
}
