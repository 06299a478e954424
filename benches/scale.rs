//! Many postings: from text, into an index, from an index, and for many candidates; each beside a baseline of the same run.
//!
//! `cargo bench --bench scale` measures generated postings, or those of the file or folder that `JOBMATCH_BENCH_POSTINGS` names;
//! `-- --quick` only shows that everything runs, and `-- 100000` takes so many.
#![allow(clippy::print_stdout, clippy::expect_used, clippy::unwrap_used, clippy::cast_precision_loss)]

#[path = "../examples/generate_postings/generator.rs"]
mod generator;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use aho_corasick::AhoCorasick;
use jobmatch::diagnostic::Diagnostic;
use jobmatch::index::{self, Change, Doc, Index, Maker};
use jobmatch::matching::{Holdings, Judge};
use jobmatch::pipeline::{Belt, Taker};
use jobmatch::posting::feed::{self, Piece};
use jobmatch::profile::{self, Candidate, Month};
use jobmatch::score::roles::Roles;
use jobmatch::score::{Best, Cut, Desk, Fresh, Kept, Place, Policy, Prospect, Scorer};
use jobmatch::source::Source;
use jobmatch::taxonomy::variants::expand;
use jobmatch::taxonomy::{Skill, Taxonomy};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const AS_OF: Month = Month { year: 2026, month: 11 };
const PROFILES: [&str; 2] =
    [include_str!("../profiles/junior-python-backend.yaml"), "name: B\nskills: [Java, Spring, MySQL, AWS]\nexperience_years: 5\n"];

/// The shortest of some runs: what disturbs a run only makes it longer.
fn shortest(runs: usize, mut run: impl FnMut()) -> Duration {
    let timed = (0..runs).map(|_| {
        let began = Instant::now();
        run();
        began.elapsed()
    });
    timed.min().expect("at least one run")
}

struct World {
    taxonomy: Taxonomy,
    roles: Roles,
    policy: Policy,
    paths: Vec<PathBuf>,
    bytes: u64,
    folder: tempfile::TempDir,
}

/// Takes what comes off the belt.
struct Each<F>(F);

impl<R, F: FnMut(R)> Taker<R> for Each<F> {
    type Stop = Diagnostic;

    fn take(&mut self, posting: R) -> Result<(), Diagnostic> {
        (self.0)(posting);
        Ok(())
    }

    fn problems(&mut self, _: Vec<Diagnostic>) -> Result<(), Diagnostic> {
        Ok(())
    }

    fn done(&mut self) -> Result<(), Diagnostic> {
        Ok(())
    }
}

impl World {
    fn new(count: usize) -> Self {
        let taxonomy = Taxonomy::embedded();
        let roles = Roles::new(&taxonomy);
        let folder = tempfile::tempdir().expect("a folder");
        let paths = if let Some(path) = std::env::var_os("JOBMATCH_BENCH_POSTINGS") {
            feed::gather(&[PathBuf::from(path)]).expect("postings")
        } else {
            let path = folder.path().join("postings.jsonl");
            let mut out = std::io::BufWriter::new(File::create(&path).expect("a file"));
            let mut generator = generator::Generator::new(&taxonomy, 1);
            (0..count).for_each(|at| out.write_all(generator.posting(at).as_bytes()).expect("room"));
            out.flush().expect("room");
            vec![path]
        };
        let bytes = paths.iter().map(|path| fs::metadata(path).expect("a file").len()).sum();
        Self { taxonomy, roles, policy: Policy::default(), paths, bytes, folder }
    }

    fn run<R: Send>(&self, threads: usize, work: impl Fn(Fresh<'_, '_>) -> R + Sync, take: impl FnMut(R)) {
        let belt = Belt { taxonomy: &self.taxonomy, roles: &self.roles, threads: &|| threads };
        let pieces = feed::open(&self.paths).expect("postings");
        belt.run(pieces, |piece: Piece| piece.read(), work, &mut Each(take)).expect("postings");
    }

    fn index(&self, path: &Path, threads: usize) -> usize {
        let mut maker = Maker::new(File::create(path).expect("a file"), &self.taxonomy).expect("room");
        let mut count = 0;
        self.run(
            threads,
            |fresh: Fresh<'_, '_>| fresh.understood(),
            |kept: Kept| {
                count += 1;
                maker.add(&kept.posting, &kept.lines, &kept.families).expect("room");
            },
        );
        maker.finish().expect("room");
        count
    }

    fn candidate(&self, at: usize) -> Candidate {
        let mut candidate = Candidate::resolve(
            &profile::load(Source::new("sample.yaml", PROFILES[at % 2])).expect("a good profile"),
            &self.taxonomy,
            AS_OF,
        );
        // Each candidate has a few skills that others have not.
        let skills: Vec<_> = self.taxonomy.skills().filter(|skill| skill.kind().is_hard()).map(|skill| skill.key).collect();
        for step in 0..6 {
            candidate.add(skills[(at * 7_919 + step * 104_729) % skills.len()], "bench");
        }
        candidate
    }
}

fn say(what: &str, value: f64, unit: &str) {
    println!("{what:<58} {value:>10.2} {unit}");
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let quick = args.iter().any(|arg| arg == "--quick");
    let count = args.iter().find_map(|arg| arg.parse().ok()).unwrap_or(if quick { 300 } else { 20_000 });
    let runs = if quick { 1 } else { 5 };
    let world = World::new(count);
    let megabytes = world.bytes as f64 / 1e6;

    let count_lines = || {
        for path in &world.paths {
            let bytes = fs::read(path).expect("a file");
            black_box(memchr::memchr_iter(b'\n', &bytes).count());
        }
    };
    let lines = shortest(runs, count_lines);
    say("baseline: reading the files and counting lines", lines.as_secs_f64() * 1e3, "ms");
    let beside = |what: &str, took: Duration| {
        say(what, took.as_secs_f64() * 1e3, "ms");
        say("  of the baseline", took.as_secs_f64() / lines.as_secs_f64(), "times");
    };

    let texts: Vec<Vec<u8>> = world.paths.iter().map(|path| fs::read(path).expect("a file")).collect();
    let aliases = world.taxonomy.skills().flat_map(Skill::aliases).flat_map(|(alias, _)| expand(alias));
    let spellings: BTreeSet<String> = aliases.map(|spelling| spelling.letters).collect();
    // Names are found in any case, so the automaton has to, too.
    let automaton =
        AhoCorasick::builder().ascii_case_insensitive(true).build(&spellings).expect("no more spellings than there is room for");
    let bare = shortest(runs, || texts.iter().for_each(|text| _ = black_box(automaton.find_overlapping_iter(text).count())));
    say("bare automaton over the same bytes", megabytes / bare.as_secs_f64(), "MB/s");
    drop((texts, automaton));

    let read = shortest(runs, || {
        feed::open(&world.paths).expect("postings").for_each(|piece| drop(black_box(piece.expect("a piece").read())));
    });
    say("files to postings, one core", megabytes / read.as_secs_f64(), "MB/s");

    let candidate = world.candidate(0);
    let holdings = Holdings::new(&candidate, &world.taxonomy);
    let scorer = Scorer { judge: Judge { taxonomy: &world.taxonomy, policy: &world.policy, holdings: &holdings } };
    let ranked = |threads: usize| {
        shortest(runs, || {
            let mut best = Best::new(Cut { top: Some(20), min_fit: None });
            let mut at = 0;
            world.run(
                threads,
                |fresh| scorer.place(&fresh.understood().understood(), &mut Desk::default()),
                |place| {
                    best.offer(place, at, at);
                    at += 1;
                },
            );
            black_box(best.into_sorted());
        })
    };
    let on_cores = |what: &str, run: &dyn Fn(usize) -> Duration| {
        let (one, two) = (run(1), run(2));
        say(&format!("{what}, one core"), megabytes / one.as_secs_f64(), "MB/s");
        say("  of the bare automaton", bare.as_secs_f64() / one.as_secs_f64(), "");
        beside(&format!("{what}, one core"), one);
        say("  two cores, of the speed of one", one.as_secs_f64() / two.as_secs_f64(), "times");
    };
    on_cores("files to fits", &ranked);

    let top = |threads: usize| {
        shortest(runs, || {
            let bar = Mutex::new(None);
            let lock = || bar.lock().expect("no thread has failed");
            let mut best = Best::new(Cut { top: Some(20), min_fit: None });
            let mut at = 0;
            let work = |fresh: Fresh<'_, '_>| {
                let bar: Option<Place> = *lock();
                fresh.judged(&scorer, &mut Desk::default(), |place| bar.is_some_and(|bar| place >= bar))
            };
            world.run(threads, work, |judged| {
                if let Prospect::Wanted(place, kept) = judged {
                    best.offer(place, at, kept);
                    *lock() = best.worst().map(|(place, _)| place);
                }
                at += 1;
            });
            black_box(best.into_sorted());
        })
    };
    on_cores("files to the top 20", &top);

    indexed(&world, &scorer, runs, &beside, quick);
}

fn indexed(world: &World, scorer: &Scorer<'_>, runs: usize, beside: &dyn Fn(&str, Duration), quick: bool) {
    let path = world.folder.path().join("postings.index");
    let began = Instant::now();
    let count = world.index(&path, 2);
    let build = began.elapsed();
    say("postings", count as f64, "");
    beside("making the index, two cores", build);
    say("  size, of the text", fs::metadata(&path).expect("a file").len() as f64 / world.bytes as f64, "");

    let cut = Cut { top: Some(20), min_fit: None };
    let top = shortest(runs, || {
        let index = Index::open(&path, &world.taxonomy).expect("an index");
        let best = index.best(std::slice::from_ref(scorer), cut, 1).expect("an index").pop().unwrap_or_default();
        let docs: Vec<Doc> = best.into_iter().map(|(_, doc)| doc).collect();
        black_box(index.take(&docs).expect("an index"));
    });
    beside("top 20 from the index", top);

    let index = Index::open(&path, &world.taxonomy).expect("an index");
    let all = index.take(&index.docs()).expect("an index");
    let full = shortest(runs, || {
        let mut desk = Desk::default();
        for kept in &all {
            black_box(scorer.place(&kept.understood(), &mut desk));
        }
    });
    beside("judging all postings for one candidate, one core", full);
    drop(all);

    let candidates: Vec<Candidate> = (0..if quick { 4 } else { 100 }).map(|at| world.candidate(at)).collect();
    let holdings: Vec<Holdings<'_>> = candidates.iter().map(|candidate| Holdings::new(candidate, &world.taxonomy)).collect();
    let scorers: Vec<Scorer<'_>> =
        holdings.iter().map(|holdings| Scorer { judge: Judge { taxonomy: &world.taxonomy, policy: &world.policy, holdings } }).collect();
    let cut = Cut { top: Some(10), min_fit: None };
    let batch = shortest(runs, || drop(black_box(index.best(&scorers, cut, 1).expect("an index"))));
    beside("top 10 for each of many candidates, one core", batch);
    let each = batch.as_secs_f64() / scorers.len() as f64;
    say("  for one, of judging all postings", each / full.as_secs_f64(), "");

    let some: Vec<Kept> = index.take(&index.docs()[..count.min(1_000).min(count / 10 + 1)]).expect("an index");
    let added = some.len();
    let change = Change { add: some, remove: Vec::new() };
    let began = Instant::now();
    index::change(&path, &world.taxonomy, &change).map_err(|trouble| format!("{trouble:?}")).expect("an index");
    say(&format!("replacing {added} postings, of making the index"), began.elapsed().as_secs_f64() / build.as_secs_f64(), "");
}
