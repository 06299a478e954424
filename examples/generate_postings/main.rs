//! Writes generated postings as JSON Lines: the same for the same seed, as many as wanted.
//!
//! `cargo run --release --example generate_postings -- 1000000 --seed 1 > postings.jsonl`
#![allow(clippy::print_stderr, reason = "a program")]

mod generator;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use jobmatch::taxonomy::Taxonomy;

use generator::Generator;

fn main() -> ExitCode {
    let mut count = 1_000_usize;
    let mut seed = 1_u64;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let read = match arg.as_str() {
            "--seed" => args.next().and_then(|seed| seed.parse().ok()).map(|given| seed = given),
            number => number.parse().ok().map(|given| count = given),
        };
        if read.is_none() {
            eprintln!("usage: generate_postings [COUNT] [--seed SEED]");
            return ExitCode::from(2);
        }
    }
    match write(count, seed) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
        _ => ExitCode::SUCCESS,
    }
}

fn write(count: usize, seed: u64) -> io::Result<()> {
    let taxonomy = Taxonomy::embedded();
    let mut generator = Generator::new(&taxonomy, seed);
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    for at in 0..count {
        out.write_all(generator.posting(at).as_bytes())?;
    }
    out.flush()
}
