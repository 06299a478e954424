//! How fast: a cold start beside that of Python, reading lines beside the bare automaton, ranking many postings.
//!
//! `cargo bench` measures for some seconds, `cargo bench -- --quick` only shows that everything runs.
#![allow(clippy::print_stdout, clippy::expect_used, clippy::unwrap_used, clippy::cast_precision_loss)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use aho_corasick::AhoCorasick;
use jobmatch::answers::Context;
use jobmatch::answers::ranking::{self, Cut};
use jobmatch::posting::{self, Posting};
use jobmatch::profile::{self, Candidate, Month};
use jobmatch::requirement::Parser;
use jobmatch::score::roles::Roles;
use jobmatch::score::{Policy, Understood};
use jobmatch::seeds;
use jobmatch::source::Source;
use jobmatch::taxonomy::variants::expand;
use jobmatch::taxonomy::{Skill, Taxonomy};

const AS_OF: Month = Month { year: 2026, month: 11 };

/// The same numbers each time (xorshift), so that every run reads the same lines.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).expect("53 bits") % bound
    }
}

/// Lines of the sample postings, each skill that they name exchanged for another of the taxonomy.
fn lines(taxonomy: &Taxonomy, postings: &[Posting], bytes: usize) -> Vec<String> {
    let names: Vec<&str> = taxonomy.skills().filter(|skill| skill.kind().is_hard()).map(Skill::name).collect();
    let mut parser = Parser::new(taxonomy);
    let seeds: Vec<_> = postings
        .iter()
        .flat_map(|posting| &posting.lines)
        .map(|line| (line.text.as_str(), parser.parse(&line.text, &[]).mentions))
        .collect();
    let (mut dice, mut out, mut sum) = (Dice(0x9E37_79B9_7F4A_7C15), Vec::new(), 0);
    while sum < bytes {
        let (text, mentions) = &seeds[dice.below(seeds.len())];
        let (mut line, mut from) = (String::new(), 0);
        for mention in mentions {
            line.push_str(&text[from..mention.span.start]);
            line.push_str(names[dice.below(names.len())]);
            from = mention.span.end;
        }
        line.push_str(&text[from..]);
        sum += line.len() + 1;
        out.push(line);
    }
    out
}

/// The shortest of some runs: what disturbs a run only makes it longer.
fn shortest(runs: usize, mut run: impl FnMut()) -> Duration {
    let timed = (0..runs).map(|_| {
        let began = Instant::now();
        run();
        began.elapsed()
    });
    timed.min().expect("at least one run")
}

fn cold_start(runs: usize) {
    let profile = Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles/junior-python-backend.yaml");
    let call = |program: &str, args: &[&str]| {
        let status = Command::new(program).args(args).stdout(Stdio::null()).stderr(Stdio::null()).status();
        assert!(status.expect("the program runs").success(), "{program}");
    };
    let ours = shortest(runs, || call(env!("CARGO_BIN_EXE_jobmatch"), &["--profile", profile.to_str().expect("a usual path")]));
    println!("cold start, ranking the sample postings   {:>9.2} ms", ours.as_secs_f64() * 1e3);
    let python = "/usr/bin/python3";
    if Path::new(python).exists() {
        let theirs = shortest(runs, || call(python, &["-I", "-c", "pass"]));
        println!("cold start, `python3 -I -c pass`          {:>9.2} ms", theirs.as_secs_f64() * 1e3);
        println!("  ratio                                   {:>9.2}", ours.as_secs_f64() / theirs.as_secs_f64());
    }
}

fn reading(taxonomy: &Taxonomy, lines: &[String], runs: usize) {
    let bytes: usize = lines.iter().map(|line| line.len() + 1).sum();
    let rate = |took: Duration| bytes as f64 / 1e6 / took.as_secs_f64();
    let spellings: BTreeSet<String> =
        taxonomy.skills().flat_map(Skill::aliases).flat_map(|(alias, _)| expand(alias)).map(|spelling| spelling.letters).collect();
    let automaton = AhoCorasick::new(&spellings).expect("no more spellings than there is memory for");
    let bare = shortest(runs, || {
        for line in lines {
            black_box(automaton.find_overlapping_iter(line).count());
        }
    });
    let mut parser = Parser::new(taxonomy);
    let parsed = shortest(runs, || {
        for line in lines {
            black_box(parser.parse(line, &[]));
        }
    });
    println!("reading lines, bare automaton             {:>9.2} MB/s", rate(bare));
    println!("reading lines, to trees                   {:>9.2} MB/s", rate(parsed));
    println!("  ratio                                   {:>9.2}", parsed.as_secs_f64() / bare.as_secs_f64());
}

fn ranking_many(taxonomy: &Taxonomy, lines: &[String], count: usize, runs: usize) {
    let mut dice = Dice(0xD1B5_4A32_D192_ED03);
    let mut text = String::new();
    for at in 0..count {
        let _ = writeln!(text, "# Company {at}");
        for (heading, least) in [("Requirements", 4), ("Nice to have", 3)] {
            let _ = writeln!(text, "## {heading}");
            for _ in 0..least + dice.below(4) {
                let _ = writeln!(text, "- {}", lines[dice.below(lines.len())]);
            }
        }
    }
    let postings = posting::read(&[Source::new("generated.md", text)]).postings;
    let roles = Roles::new(taxonomy);
    let policy = Policy::default();
    let sample = include_str!("../profiles/junior-python-backend.yaml");
    let candidate = Candidate::resolve(&profile::load(Source::new("sample.yaml", sample)).expect("a good profile"), taxonomy, AS_OF);
    let context = Context { taxonomy, policy: &policy, roles: &roles, as_of: AS_OF };
    let mut parser = Parser::new(taxonomy);
    let mut understood = Vec::new();
    let understanding =
        shortest(runs, || understood = postings.iter().map(|posting| Understood::new(posting, &mut parser, &roles)).collect::<Vec<_>>());
    let ranked = shortest(runs, || {
        drop(black_box(ranking::rank(&context, &candidate, &understood, Cut { top: Some(20), min_fit: None })));
    });
    let each = |took: Duration| took.as_secs_f64() * 1e6 / postings.len() as f64;
    println!("{:>6} postings, understanding one          {:>9.2} µs", postings.len(), each(understanding));
    println!("{:>6} postings, judging one                {:>9.2} µs", postings.len(), each(ranked));
}

fn main() {
    let quick = std::env::args().any(|arg| arg == "--quick");
    let (bytes, runs, starts, count) = if quick { (200_000, 2, 3, 200) } else { (4_000_000, 10, 40, 10_000) };
    let taxonomy = Taxonomy::embedded();
    let postings = posting::read(&seeds::sources()).postings;
    let lines = lines(&taxonomy, &postings, bytes);
    cold_start(starts);
    reading(&taxonomy, &lines, runs);
    ranking_many(&taxonomy, &lines, count, runs);
}
