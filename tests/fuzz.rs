//! The checks of the fuzz targets over the inputs that are kept in `fuzz/seeds`, and over changes of them: what `fuzz/run.sh` does for
//! as long as one likes, in a few seconds and the same each time.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "../fuzz/checks.rs"]
mod checks;

use std::fs;
use std::path::Path;

/// Changed inputs of each target.
const CHANGED: usize = 1500;

/// A small generator, so that the same inputs come each time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

fn seeds(target: &str) -> Vec<String> {
    let mut files: Vec<_> = fs::read_dir(folder().join("seeds").join(target)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| String::from_utf8_lossy(&fs::read(file).unwrap()).into_owned()).collect()
}

/// The words of the dictionary, `\xNN` resolved.
fn words() -> Vec<String> {
    let text = fs::read_to_string(folder().join("words.dict")).unwrap();
    let quoted = text.lines().filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
    let bytes = quoted.map(|word| {
        let mut out = Vec::new();
        let mut rest = word;
        while let Some(c) = rest.chars().next() {
            if let Some(hex) = rest.strip_prefix("\\x") {
                out.push(u8::from_str_radix(&hex[..2], 16).unwrap());
                rest = &hex[2..];
            } else {
                out.push(u8::try_from(c).unwrap());
                rest = &rest[1..];
            }
        }
        out
    });
    bytes.map(|word| String::from_utf8(word).unwrap()).collect()
}

/// One input made of others: pieces cut, doubled, exchanged, with words between.
fn changed(random: &mut Random, seeds: &[String], words: &[String]) -> String {
    let mut text: Vec<char> = seeds[random.below(seeds.len())].chars().collect();
    for _ in 0..=random.below(6) {
        let (a, b) = (random.below(text.len() + 1), random.below(text.len() + 1));
        let (from, to) = (a.min(b), a.max(b));
        match random.below(5) {
            0 => drop(text.drain(from..to.min(from + 12))),
            1 => {
                let word: Vec<char> = words[random.below(words.len())].chars().collect();
                drop(text.splice(from..from, word));
            }
            2 => {
                let piece: Vec<char> = text[from..to.min(from + 40)].to_vec();
                drop(text.splice(to..to, piece));
            }
            3 => {
                let other: Vec<char> = seeds[random.below(seeds.len())].chars().collect();
                let at = random.below(other.len() + 1);
                text.truncate(from);
                text.extend(&other[at..]);
            }
            _ => {
                let sign = ['\u{200b}', '\u{301}', '\u{1100}', 'İ', 'ﬁ', '🦀', '\t', '\\', '`', '\u{feff}', '％', '\0'][random.below(12)];
                text.insert(from, sign);
            }
        }
    }
    text.into_iter().collect()
}

#[test]
fn every_kept_input_passes_the_checks() {
    for (target, check) in checks::TARGETS {
        for seed in &seeds(target) {
            check(seed);
        }
    }
}

#[test]
fn changes_of_the_kept_inputs_pass_the_checks() {
    let words = words();
    for (target, check) in checks::TARGETS {
        let seeds = seeds(target);
        let mut random = Random(11);
        for _ in 0..CHANGED {
            check(&changed(&mut random, &seeds, &words));
        }
    }
}

#[test]
fn each_target_has_its_file_and_its_inputs() {
    for (target, _) in checks::TARGETS {
        assert!(folder().join("fuzz_targets").join(target).with_extension("rs").is_file(), "{target}");
        assert!(!seeds(target).is_empty(), "{target}");
    }
    assert_eq!(fs::read_dir(folder().join("fuzz_targets")).unwrap().count(), checks::TARGETS.len());
}
