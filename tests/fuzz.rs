//! The checks of the fuzz targets over the inputs that are kept in `fuzz/seeds`, and over changes of them: what `fuzz/run.sh` does for
//! as long as one likes, in a few seconds and the same each time.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "../fuzz/checks/mod.rs"]
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

fn seeds(target: &str) -> Vec<Vec<u8>> {
    let mut files: Vec<_> = fs::read_dir(folder().join("seeds").join(target)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

/// The words of the dictionary, `\xNN` resolved.
fn words() -> Vec<Vec<u8>> {
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
    bytes.collect()
}

/// What is moved as one: a character, or a byte that belongs to none.
fn units(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut out = Vec::new();
    for chunk in bytes.utf8_chunks() {
        out.extend(chunk.valid().chars().map(|c| c.to_string().into_bytes()));
        out.extend(chunk.invalid().iter().map(|byte| vec![*byte]));
    }
    out
}

/// One input made of others: pieces cut, doubled, exchanged, with words between, and bytes bent.
fn changed(random: &mut Random, seeds: &[Vec<Vec<u8>>], words: &[Vec<u8>]) -> Vec<u8> {
    let mut input = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.below(6) {
        let (a, b) = (random.below(input.len() + 1), random.below(input.len() + 1));
        let (from, to) = (a.min(b), a.max(b));
        match random.below(6) {
            0 => drop(input.drain(from..to.min(from + 12))),
            1 => drop(input.splice(from..from, units(&words[random.below(words.len())]))),
            2 => {
                let piece = input[from..to.min(from + 40)].to_vec();
                drop(input.splice(to..to, piece));
            }
            3 => {
                let other = &seeds[random.below(seeds.len())];
                let at = random.below(other.len() + 1);
                input.truncate(from);
                input.extend_from_slice(&other[at..]);
            }
            4 => {
                let bend = u8::try_from(1 + random.below(255)).unwrap();
                input.get_mut(from).into_iter().for_each(|unit| unit[0] = unit[0].wrapping_add(bend));
            }
            _ => {
                let sign = ['\u{200b}', '\u{301}', '\u{1100}', 'İ', 'ﬁ', '🦀', '\t', '\\', '`', '\u{feff}', '％', '\0'][random.below(12)];
                input.insert(from, sign.to_string().into_bytes());
            }
        }
    }
    input.concat()
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
        let seeds: Vec<_> = seeds(target).iter().map(|seed| units(seed)).collect();
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
