//! Compares what the reader finds in real documents with the lines expected of them.
//!
//! `cargo run --release --example score_documents -- FILE.jsonl [--verbose] [--min-precision F] [--min-recall F]`
//! where each line of the file is an object with `raw`, `required` and `preferred`.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::cast_precision_loss)]

use std::process::ExitCode;

use anyhow::{Context, Result};
use jobmatch::posting::{self, Line, Section};
use jobmatch::source::Source;
use jobmatch::text::Folded;
use serde::Deserialize;

#[derive(Deserialize)]
struct Document {
    raw: String,
    #[serde(default)]
    required: Vec<String>,
    #[serde(default)]
    preferred: Vec<String>,
    layout: Option<String>,
}

#[derive(Default, Clone, Copy)]
struct Count {
    read: usize,
    right: usize,
    expected: usize,
    found: usize,
}

impl Count {
    fn precision(self) -> f64 {
        if self.read == 0 { 1.0 } else { self.right as f64 / self.read as f64 }
    }

    fn recall(self) -> f64 {
        if self.expected == 0 { 1.0 } else { self.found as f64 / self.expected as f64 }
    }

    fn add(&mut self, other: Self) {
        self.read += other.read;
        self.right += other.right;
        self.expected += other.expected;
        self.found += other.found;
    }
}

fn main() -> Result<ExitCode> {
    let (mut file, mut verbose, mut least) = (None, false, [0.0, 0.0]);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut number = || args.next().context("a number is missing")?.parse::<f64>().context("not a number");
        match arg.as_str() {
            "--verbose" => verbose = true,
            "--min-precision" => least[0] = number()?,
            "--min-recall" => least[1] = number()?,
            _ => file = Some(arg),
        }
    }
    let file = file.context("which file?")?;
    let text = std::fs::read_to_string(&file).with_context(|| file.clone())?;
    let mut sections = [Count::default(); 2];
    for (index, line) in text.lines().filter(|line| !line.trim().is_empty()).enumerate() {
        let document: Document = serde_json::from_str(line).with_context(|| format!("{file}:{}", index + 1))?;
        let reading = posting::read(&[Source::new(format!("{index}.md"), document.raw.clone())]);
        let lines: Vec<Line> = reading.postings.into_iter().flat_map(|posting| posting.lines).collect();
        let mut differences = Vec::new();
        for (at, section) in [Section::Required, Section::Preferred].into_iter().enumerate() {
            let expected = if at == 0 { &document.required } else { &document.preferred };
            sections[at].add(compare(section, expected, &lines, &document.raw, &mut differences));
        }
        if verbose && !differences.is_empty() {
            println!("== {index} ({})", document.layout.as_deref().unwrap_or("?"));
            for difference in differences {
                println!("  {difference}");
            }
        }
    }
    let mut all = sections[0];
    all.add(sections[1]);
    for (name, count) in [("required", sections[0]), ("preferred", sections[1]), ("all", all)] {
        let (precision, recall) = (count.precision(), count.recall());
        println!(
            "{name:>9}: precision {precision:.4} ({}/{})  recall {recall:.4} ({}/{})",
            count.right, count.read, count.found, count.expected
        );
    }
    let good = all.precision() >= least[0] && all.recall() >= least[1];
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn compare(section: Section, expected: &[String], lines: &[Line], raw: &str, differences: &mut Vec<String>) -> Count {
    let folded: Vec<String> = expected.iter().map(|line| fold(line)).filter(|line| !line.is_empty()).collect();
    let read: Vec<(&Line, String)> = lines.iter().filter(|line| line.section == section).map(|line| (line, fold(&line.text))).collect();
    let mut count = Count { read: read.len(), expected: folded.len(), ..Count::default() };
    // A line of several lines (nested bullets, broken for width) counts as each of its parts, and a part as the line that holds it.
    let long = |line: &Line| line.span.of(raw).contains('\n');
    let holds = |line: &Line, text: &str, wanted: &str| text == wanted || long(line) && text.contains(wanted);
    let part = |text: &str, wanted: &str| wanted.contains(text) && text.len() * 10 >= wanted.len() * 3;
    for (line, text) in &read {
        if folded.iter().any(|wanted| holds(line, text, wanted) || part(text, wanted)) {
            count.right += 1;
        } else {
            differences.push(format!("+{section:?} {}: {}", line.line, line.text));
        }
    }
    for (wanted, shown) in folded.iter().zip(expected.iter().filter(|line| !fold(line).is_empty())) {
        if read.iter().any(|(line, text)| holds(line, text, wanted) || part(text, wanted)) {
            count.found += 1;
        } else {
            differences.push(format!("-{section:?}: {shown}"));
        }
    }
    count
}

/// Letters and digits only: how bullets, spaces, markup and punctuation are written does not matter here.
fn fold(line: &str) -> String {
    Folded::new(line).text.chars().filter(|c| c.is_alphanumeric()).collect()
}
