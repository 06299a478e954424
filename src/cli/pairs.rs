//! `jobmatch match`: many candidates and many postings, the best of one side for each of the other.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use clap::ValueEnum;
use jobmatch::answers::Pair;
use jobmatch::index::{Doc, Index, Maker};
use jobmatch::matching::{Holdings, Judge};
use jobmatch::output::{csv, json};
use jobmatch::posting::Ids;
use jobmatch::profile::Candidate;
use jobmatch::score::roles::Roles;
use jobmatch::score::{Best, Cut, Fresh, Kept, Place, Scorer};
use jobmatch::taxonomy::Taxonomy;

use super::load::{self, CandidateArgs, PostingArgs};
use super::options::Common;
use super::people::{self, Profiled};
use super::{Ended, Failure, stream, write};

/// Pairs whose postings are held at one time.
const TAKEN: usize = 1 << 14;

/// How to print pairs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum PairFormat {
    /// A JSON object a line
    #[default]
    Jsonl,
    /// For spreadsheets
    Csv,
}

/// For which side the best of the other are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Side {
    /// The best postings for each candidate
    #[default]
    Candidate,
    /// The best candidates for each posting
    Posting,
}

/// Options of `match`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Candidates: a profile, a folder of profiles, or a file of JSON Lines with a profile a line (repeatable)
    #[arg(long, value_name = "PATH", required = true, help_heading = "Input")]
    pub profiles: Vec<PathBuf>,
    #[command(flatten)]
    pub postings: PostingArgs,
    #[command(flatten)]
    pub candidate: CandidateArgs,
    /// For which side the best of the other are wanted
    #[arg(long, value_enum, default_value_t, help_heading = "Output")]
    pub by: Side,
    /// At most so many for each
    #[arg(long, value_name = "N", default_value_t = 10, help_heading = "Output")]
    pub top: usize,
    /// Only pairs with at least this fit, 0 to 100
    #[arg(long, value_name = "F", value_parser = load::percent, help_heading = "Output")]
    pub min_fit: Option<f64>,
    /// How to print the pairs
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t, help_heading = "Output")]
    pub format: PairFormat,
    #[command(flatten)]
    pub common: Common,
}

/// A chosen pair, by numbers.
struct Chosen {
    candidate: usize,
    doc: Doc,
    place: Place,
    rank: usize,
}

/// Matches and prints.
///
/// # Errors
/// Where an input is wrong or the output cannot be written.
pub fn run(args: &Args) -> Result<Ended, Failure> {
    let taxonomy = load::taxonomy(&args.common)?;
    let policy = load::policy(&args.candidate)?;
    let people = people::profiles(&args.profiles, &args.candidate, &taxonomy, &args.common)?;
    let index = match load::index(&args.postings, &taxonomy)? {
        Some(index) => index,
        None => made(args, &taxonomy)?,
    };
    let candidates: Vec<&Candidate> = people.iter().map(|person| &person.candidate).collect();
    let holdings: Vec<Holdings<'_>> = candidates.iter().map(|candidate| Holdings::new(candidate, &taxonomy)).collect();
    let scorer = |holdings| Scorer { judge: Judge { taxonomy: &taxonomy, policy: &policy, holdings } };
    let scorers: Vec<Scorer<'_>> = holdings.iter().map(scorer).collect();
    let cut = Cut { top: Some(args.top), min_fit: args.min_fit };
    let threads = stream::threads(&args.postings);
    let chosen = match args.by {
        Side::Candidate => by_candidate(&index, &scorers, cut, threads)?,
        Side::Posting => by_posting(&index, &scorers, cut, threads)?,
    };
    let text = written(args, &people, &chosen, &index)?;
    write::to(args.common.output.as_deref(), &text)?;
    Ok(Ended::Done)
}

/// Postings as text are understood once, into an index that goes with the call.
fn made(args: &Args, taxonomy: &Taxonomy) -> Result<Index, Failure> {
    let roles = Roles::new(taxonomy);
    let failed = |error| Failure::Output("-".to_owned(), error);
    let file = tempfile::NamedTempFile::new().map_err(failed)?;
    let mut maker = Maker::new(file.as_file().try_clone().map_err(failed)?, taxonomy).map_err(failed)?;
    let mut ids = Ids::default();
    stream::run(&args.postings, &args.common, (taxonomy, &roles), |fresh: Fresh<'_, '_>| fresh.understood(), &mut |mut kept: Kept| {
        ids.settle(&mut kept.posting);
        maker.add(&kept.posting, &kept.lines, &kept.families).map_err(failed)
    })?;
    maker.finish().map_err(failed)?;
    // The open file stays readable when its name is gone.
    Ok(Index::open(file.path(), taxonomy)?)
}

fn by_candidate(index: &Index, scorers: &[Scorer<'_>], cut: Cut, threads: usize) -> Result<Vec<Chosen>, Failure> {
    let best = index.best(scorers, cut, threads)?;
    let ranked = |(candidate, best): (usize, Vec<(Place, Doc)>)| {
        best.into_iter().zip(1..).map(move |((place, doc), rank)| Chosen { candidate, doc, place, rank })
    };
    Ok(best.into_iter().enumerate().flat_map(ranked).collect())
}

/// Every candidate is judged for every posting: no bound tells beforehand who is the best of many.
fn by_posting(index: &Index, scorers: &[Scorer<'_>], cut: Cut, threads: usize) -> Result<Vec<Chosen>, Failure> {
    let best: Mutex<BTreeMap<Doc, Best<usize>>> = Mutex::new(BTreeMap::new());
    index.places(scorers, threads, &|candidate, doc, place| {
        let mut best = best.lock().unwrap_or_else(PoisonError::into_inner);
        best.entry(doc).or_insert_with(|| Best::new(cut)).offer(place, candidate as u64, candidate);
    })?;
    let best = best.into_inner().unwrap_or_else(PoisonError::into_inner);
    let ranked = |(doc, best): (Doc, Best<usize>)| {
        best.into_sorted().into_iter().zip(1..).map(move |((place, candidate), rank)| Chosen { candidate, doc, place, rank })
    };
    Ok(best.into_iter().flat_map(ranked).collect())
}

/// A row for each pair. Postings are taken out of the index some at a time: there may be as many as it holds.
fn written(args: &Args, people: &[Profiled], chosen: &[Chosen], index: &Index) -> Result<String, Failure> {
    let (mut lines, mut sheet) = (String::new(), csv::Pairs::new(args.common.lang()));
    for some in chosen.chunks(TAKEN) {
        let docs: Vec<Doc> = some.iter().map(|pair| pair.doc).collect();
        let kept = index.take(&docs)?;
        let pairs = some.iter().zip(&kept).map(|(pair, kept)| {
            let person = &people[pair.candidate];
            Pair::new((&person.candidate.name, &person.place), &kept.posting, pair.place, pair.rank)
        });
        match args.format {
            PairFormat::Jsonl => lines.push_str(&json::lines(pairs)),
            PairFormat::Csv => pairs.for_each(|pair| sheet.add(&pair)),
        }
    }
    Ok(match args.format {
        PairFormat::Jsonl => lines,
        PairFormat::Csv => sheet.finish(),
    })
}
