//! Changing an index gives what making it anew would give.

use crate::program::{Done, Folder, jobmatch};
use crate::{generated, make, rank};

fn update(folder: &Folder, args: &[&str]) -> Done {
    let done = jobmatch(folder).args(["index", "update", "postings.index"]).args(args).done();
    assert_eq!(done.code, 0, "{}", done.err);
    done
}

/// Lines `from..to` of generated postings.
fn some(all: &str, from: usize, to: usize) -> String {
    all.split_inclusive('\n').skip(from).take(to - from).collect()
}

/// An answer without the places in files, which differ where postings come from several.
fn placeless(answer: &str) -> String {
    let mut value: serde_json::Value = serde_json::from_str(answer).unwrap();
    for posting in value["postings"].as_array_mut().unwrap() {
        posting["source"] = serde_json::Value::Null;
        for list in ["requirements", "gates"] {
            posting[list].as_array_mut().unwrap().iter_mut().for_each(|line| line["line"] = serde_json::Value::Null);
        }
    }
    value.to_string()
}

fn same(folder: &Folder, postings: &str) {
    folder.write("now.jsonl", postings);
    for top in ["5", "500"] {
        let wanted = rank(folder, "now.jsonl", top).done();
        let found = rank(folder, "postings.index", top).done();
        assert_eq!((wanted.code, found.code), (0, 0), "{} {}", wanted.err, found.err);
        assert!(placeless(&wanted.out) == placeless(&found.out), "top {top}");
    }
}

#[test]
fn postings_are_added_replaced_and_removed() {
    let folder = Folder::new();
    let all = generated(300, 11);
    folder.write("first.jsonl", some(&all, 0, 200));
    make(&folder, "first.jsonl", "postings.index");

    folder.write("more.jsonl", some(&all, 200, 300));
    let done = update(&folder, &["more.jsonl"]);
    done.says("100 added, 0 replaced, 0 removed");
    same(&folder, &all);

    // The same posting again takes the place of the old one, and comes last.
    folder.write("again.jsonl", some(&all, 10, 20));
    let done = update(&folder, &["again.jsonl"]);
    done.says("0 added, 10 replaced, 0 removed");
    let now = [some(&all, 0, 10), some(&all, 20, 300), some(&all, 10, 20)].concat();
    same(&folder, &now);

    let first: serde_json::Value = serde_json::from_str(&rank(&folder, "postings.index", "1").done().out).unwrap();
    let id = first["postings"][0]["id"].as_str().unwrap();
    let done = update(&folder, &["--remove", id, "--remove", "nobody"]);
    done.says("0 added, 0 replaced, 1 removed");
    assert!(done.err.contains("`nobody`"), "{}", done.err);
    let company = first["postings"][0]["company"].as_str().unwrap();
    let without: String = now.split_inclusive('\n').filter(|line| !line.contains(company)).collect();
    same(&folder, &without);
}

#[test]
fn many_small_changes_are_merged() {
    let folder = Folder::new();
    let all = generated(130, 13);
    folder.write("first.jsonl", some(&all, 0, 20));
    make(&folder, "first.jsonl", "postings.index");
    for at in 1..12 {
        folder.write("more.jsonl", some(&all, at * 10 + 10, at * 10 + 20));
        update(&folder, &["more.jsonl"]);
    }
    same(&folder, &some(&all, 0, 130));
}

#[test]
fn an_update_needs_something_to_do() {
    let folder = Folder::new();
    folder.write("first.jsonl", generated(5, 1));
    make(&folder, "first.jsonl", "postings.index");
    jobmatch(&folder).args(["index", "update", "postings.index"]).done().fails_with("nothing to add and nothing to remove");
    jobmatch(&folder).args(["index", "update", "first.jsonl", "--remove", "x"]).done().fails_with("damaged");
}
