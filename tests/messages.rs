//! The catalogue of messages: the same keys in both languages, each used, each used one there.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jobmatch::messages::{self, Lang};

fn code() -> String {
    let mut text = String::new();
    let mut folders: Vec<PathBuf> = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "html") {
                text.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    text
}

/// Literals that are handed over as a key: followed by a slice of arguments, or given to `template`.
fn used(code: &str) -> BTreeSet<&str> {
    let is_key = |text: &&str| text.contains('-') && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let before_arguments = code.match_indices("\", &[").filter_map(|(at, _)| code[..at].rsplit('"').next());
    let templates = code.match_indices("template(\"").filter_map(|(at, found)| code[at + found.len()..].split('"').next());
    before_arguments.chain(templates).filter(is_key).collect()
}

fn arguments(template: &str) -> BTreeSet<&str> {
    template.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

#[test]
fn both_languages_have_the_same_keys_and_arguments() {
    assert_eq!(messages::keys(Lang::En), messages::keys(Lang::Ko));
    for key in messages::keys(Lang::En) {
        assert_eq!(arguments(Lang::En.template(key)), arguments(Lang::Ko.template(key)), "{key}");
    }
}

#[test]
fn each_key_is_said_once() {
    for lang in ["en", "ko"] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/messages/{lang}.txt"))).unwrap();
        let mut seen = BTreeSet::new();
        for key in text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| Some(line.split_once(" = ")?.0)) {
            assert!(seen.insert(key), "{lang}: {key}");
        }
        assert!(seen.len() > 100);
    }
}

#[test]
fn korean_is_korean() {
    // Names of tests, formats and signs are the same in both; sentences are not.
    let same: Vec<&str> = messages::keys(Lang::En).into_iter().filter(|key| Lang::En.template(key) == Lang::Ko.template(key)).collect();
    let bare = |text: &str| text.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect::<String>();
    let letters = |key: &&str| bare(Lang::Ko.template(key)).chars().filter(|c| c.is_alphabetic()).count() > 12;
    assert!(!same.iter().any(letters), "{same:?}");
}

#[test]
fn every_key_that_code_uses_exists() {
    let code = code();
    let known: BTreeSet<&str> = messages::keys(Lang::En).into_iter().collect();
    let missing: Vec<&str> = used(&code).into_iter().filter(|key| !known.contains(key)).collect();
    assert!(used(&code).len() > 50);
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_key_is_used() {
    let code = code();
    // `format!("level-{}", …)` uses all keys that begin so.
    let is_used = |key: &str| {
        let begun = key.match_indices('-').any(|(at, _)| code.contains(&format!("\"{}{{", &key[..=at])));
        begun || code.contains(&format!("\"{key}\""))
    };
    let idle: Vec<&str> = messages::keys(Lang::En).into_iter().filter(|key| !is_used(key)).collect();
    assert!(idle.is_empty(), "{idle:?}");
}
