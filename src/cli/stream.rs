//! Postings one after the other, from text: problems told, ids settled, in memory that does not grow with their number.

use std::io;
use std::num::NonZero;
use std::slice;
use std::sync::{Mutex, PoisonError};

use jobmatch::diagnostic::{Diagnostic, Severity};
use jobmatch::index::shelf::{Packed, Shelf, Slot};
use jobmatch::index::{Doc, Index};
use jobmatch::pipeline::{self, Belt, Taker};
use jobmatch::posting::Ids;
use jobmatch::posting::feed::Piece;
use jobmatch::score::roles::Roles;
use jobmatch::score::{Best, Cut, Desk, Fresh, Place, Prospect, Scorer};
use jobmatch::taxonomy::Taxonomy;

use super::load::{self, PostingArgs};
use super::options::Common;
use super::progress::Progress;
use super::{Failure, interrupt};

/// Threads that work: as the call says, else one for each core.
#[must_use]
pub fn threads(args: &PostingArgs) -> usize {
    args.reading.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZero::get)
}

/// Has `work` understand each posting of the call and look at it; what comes of it goes to `take`, in order.
///
/// # Errors
/// Where an input is wrong, or `take` fails.
pub fn run<R: Send>(
    args: &PostingArgs,
    common: &Common,
    (taxonomy, roles): (&Taxonomy, &Roles),
    work: impl Fn(Fresh<'_, '_>) -> R + Sync,
    take: &mut dyn FnMut(R) -> Result<(), Failure>,
) -> Result<usize, Failure> {
    interrupt::listen();
    let belt = Belt { taxonomy, roles, threads: &|| threads(args) };
    let mut counter =
        Counter { take, keep_going: args.reading.keep_going, warnings: Vec::new(), more: 0, postings: 0, progress: Progress::new(common) };
    let done = belt.run(load::pieces(args)?, |piece: Piece| piece.read(), work, &mut counter);
    let Counter { warnings, more, postings, .. } = counter;
    done?;
    if postings == 0 {
        // What would only deserve a look beside postings leaves nothing to do here.
        let fatal = warnings.into_iter().map(|warning| Diagnostic { severity: Severity::Error, ..warning });
        return Err(fatal.collect::<Vec<_>>().into());
    }
    load::warn_of(warnings.into_iter(), more, common);
    Ok(postings)
}

/// Counts postings and keeps the first warnings.
struct Counter<'t, R> {
    take: &'t mut dyn FnMut(R) -> Result<(), Failure>,
    keep_going: bool,
    warnings: Vec<Diagnostic>,
    more: usize,
    postings: usize,
    progress: Progress,
}

impl<R> Taker<R> for Counter<'_, R> {
    type Stop = Failure;

    fn take(&mut self, posting: R) -> Result<(), Failure> {
        self.postings += 1;
        (self.take)(posting)
    }

    fn problems(&mut self, problems: Vec<Diagnostic>) -> Result<(), Failure> {
        if !self.keep_going && pipeline::has_error(&problems) {
            let errors: Vec<_> = problems.into_iter().filter(|problem| problem.severity == Severity::Error).collect();
            return Err(errors.into());
        }
        for problem in problems {
            if self.warnings.len() < load::MOST_WARNINGS {
                self.warnings.push(Diagnostic { severity: Severity::Warning, ..problem });
            } else {
                self.more += 1;
            }
        }
        Ok(())
    }

    fn done(&mut self) -> Result<(), Failure> {
        self.progress.count(self.postings);
        interrupt::check()
    }
}

/// What a thread found out about a posting: its id, and where it comes and itself where it may be among the best.
struct Judged {
    id: String,
    wanted: Option<(Place, io::Result<Packed>)>,
}

/// A posting that is to be reported.
#[derive(Debug)]
pub struct Found {
    /// Where it lies.
    pub slot: Slot,
    /// Its id, where it is another than it was read with.
    pub id: Option<Box<str>>,
}

/// The postings that the cut leaves, best first, put aside on a shelf.
///
/// # Errors
/// Where an input is wrong, or nothing can be put aside.
pub fn shortlist(
    args: &PostingArgs,
    common: &Common,
    resources: (&Taxonomy, &Roles),
    scorer: &Scorer<'_>,
    cut: Cut,
) -> Result<(Shelf, Vec<Found>), Failure> {
    let bar: Mutex<Option<Place>> = Mutex::new(None);
    let lock = || bar.lock().unwrap_or_else(PoisonError::into_inner);
    let work = |fresh: Fresh<'_, '_>| {
        // The bar only rises, and those that set it were read before: what stands at it comes too late.
        let bar = *lock();
        let hopeless = |place: Place| bar.is_some_and(|bar| place >= bar) || !cut.admits(place);
        match fresh.judged(scorer, &mut Desk::default(), hopeless) {
            Prospect::Wanted(place, kept) => Judged { wanted: Some((place, Packed::new(&kept))), id: kept.posting.id },
            Prospect::Hopeless(posting) => Judged { id: posting.id, wanted: None },
        }
    };
    let (mut ids, mut best, mut shelf, mut number) = (Ids::default(), Best::new(cut), Shelf::default(), 0);
    run(args, common, resources, work, &mut |judged: Judged| {
        let mut id = judged.id.clone();
        ids.settle_id(&mut id);
        if let Some((place, packed)) = judged.wanted.filter(|(place, _)| best.wants(*place, number)) {
            let id = (id != judged.id).then(|| id.into_boxed_str());
            best.offer(place, number, Found { slot: packed.and_then(|packed| shelf.put(&packed)).map_err(unwritable)?, id });
            *lock() = best.worst().map(|(place, _)| place);
        }
        number += 1;
        Ok(())
    })?;
    Ok((shelf, best.into_sorted().into_iter().map(|(_, found)| found).collect()))
}

/// The same from an index.
///
/// # Errors
/// Where the index is damaged, or nothing can be put aside.
pub fn shortlist_of(index: &Index, scorer: &Scorer<'_>, cut: Cut, threads: usize) -> Result<(Shelf, Vec<Found>), Failure> {
    let best = index.best(slice::from_ref(scorer), cut, threads)?.pop().unwrap_or_default();
    let docs: Vec<Doc> = best.into_iter().map(|(_, doc)| doc).collect();
    let aside = Mutex::new((Shelf::default(), Vec::with_capacity(docs.len())));
    index.visit(&docs, threads, |at, kept| {
        let packed = Packed::new(&kept).map_err(unwritable)?;
        let (shelf, slots) = &mut *aside.lock().unwrap_or_else(PoisonError::into_inner);
        slots.push((at, shelf.put(&packed).map_err(unwritable)?));
        interrupt::check()
    })?;
    let (shelf, mut slots) = aside.into_inner().unwrap_or_else(PoisonError::into_inner);
    slots.sort_unstable_by_key(|(at, _)| *at);
    Ok((shelf, slots.into_iter().map(|(_, slot)| Found { slot, id: None }).collect()))
}

/// That the temporary file takes no more.
fn unwritable(error: io::Error) -> Failure {
    Failure::Output(std::env::temp_dir().display().to_string(), error)
}
