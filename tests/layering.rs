//! Data flows one way, and so do the `use` paths: a module of the library uses only those to its left.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

/// From left to right. What shares an entry does not know of each other.
const ORDER: &[&[&str]] = &[
    &["phrasebook"],
    &["span", "messages", "levels"],
    &["diagnostic"],
    &["source"],
    &["text", "seeds", "input"],
    &["yaml"],
    &["json"],
    &["taxonomy", "policy", "occupation"],
    &["requirement"],
    &["posting", "profile"],
    &["matching"],
    &["score"],
    &["pipeline", "index"],
    &["answers"],
    &["output"],
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn place(module: &str) -> Option<usize> {
    ORDER.iter().position(|modules| modules.contains(&module))
}

/// The modules of the crate that a line of code names: `crate::text`, and each of `crate::{text, span}`.
fn named(line: &str) -> Vec<String> {
    let code = line.split("//").next().unwrap_or_default();
    let word = |text: &str| text.trim().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>();
    let paths =
        code.match_indices("crate::").filter(|(at, _)| !code[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$'));
    paths
        .flat_map(|(at, found)| {
            let rest = &code[at + found.len()..];
            match rest.strip_prefix('{') {
                Some(list) => list.split(',').map(word).collect(),
                None => vec![word(rest)],
            }
        })
        .filter(|module| !module.is_empty())
        .collect()
}

#[test]
fn each_module_uses_only_those_to_its_left() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&root, &mut all);
    let (mut seen, mut wrong) = (0, Vec::new());
    for path in all {
        let inside = path.strip_prefix(&root).unwrap();
        let own = inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned();
        // The program and the crate's own front page stand to the right of everything.
        if ["main", "lib", "cli"].contains(&own.as_str()) {
            continue;
        }
        let here = place(&own).unwrap_or_else(|| panic!("`{own}` has no place in the order: give it one"));
        for (number, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            for other in named(line).iter().filter(|other| **other != own) {
                seen += 1;
                if place(other).is_none_or(|there| there >= here) {
                    wrong.push(format!("src/{}:{}: {own} uses {other}: {}", inside.display(), number + 1, line.trim()));
                }
            }
        }
    }
    assert!(seen > 100, "only {seen} paths were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_library_does_not_print_exit_or_read_the_clock() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&root, &mut all);
    let banned = ["println!", "eprintln!", "print!(", "process::exit", "SystemTime", "Instant::now", "std::env::var", "static mut"];
    let mut wrong = Vec::new();
    for path in all {
        let inside = path.strip_prefix(&root).unwrap();
        if inside.starts_with("cli") || inside.starts_with("main.rs") {
            continue;
        }
        for (number, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if banned.iter().any(|word| code.contains(word)) {
                wrong.push(format!("src/{}:{}: {}", inside.display(), number + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
