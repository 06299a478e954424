//! Postings understood once, in a file that is ranked from again and again.
//!
//! An index holds segments. A segment holds the parts of all its lines, each once, with the postings in which it stands; what a
//! candidate holds leads to parts, parts to postings, and bounds on the fit to the best of them, so that few are judged. Texts are
//! packed apart and read only of postings that are shown.

mod build;
mod columns;
mod error;
mod file;
mod part;
mod search;
pub mod shelf;
mod sound;
mod stored;
mod update;
mod wire;

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::diagnostic::Diagnostic;
use crate::score::{Best, Cut, Kept, Place, Scorer};
use crate::taxonomy::Taxonomy;

use columns::{Columns, Texts};
pub use error::Trouble;
use error::{Damaged, Fault};
pub use file::MAGIC;
use file::{Manifest, Store};
use search::{Room, Search};
pub use update::{Change, Changed, Maker, change};

/// Whether a file is an index, by its first bytes.
#[must_use]
pub fn is_index(path: &Path) -> bool {
    let mut head = [0; MAGIC.len()];
    path.is_file() && File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && &head == MAGIC
}

/// An open index.
#[derive(Debug)]
pub struct Index {
    store: Store,
    manifest: Manifest,
}

/// A posting of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Doc {
    segment: usize,
    doc: usize,
}

impl Index {
    /// Opens an index.
    ///
    /// # Errors
    /// Where it is none, is damaged, or was made by another version or for another taxonomy.
    pub fn open(path: &Path, taxonomy: &Taxonomy) -> Result<Self, Diagnostic> {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|error| error::unreadable(&name, &error))?;
        let (store, manifest) = Store::open(&name, file, taxonomy)?;
        Ok(Self { store, manifest })
    }

    /// Postings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.manifest.segments.iter().map(file::Segment::live).sum()
    }

    /// Whether it holds no posting.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn bad(&self, fault: impl Into<Fault>) -> Diagnostic {
        fault.into().of(&self.store.path)
    }

    /// The best postings for each candidate, on so many threads.
    ///
    /// # Errors
    /// Where the index is damaged.
    pub fn best(&self, scorers: &[Scorer<'_>], cut: Cut, threads: usize) -> Result<Vec<Vec<(Place, Doc)>>, Diagnostic> {
        let keys: Vec<Vec<u64>> = scorers.iter().map(search::keys).collect();
        let all: Vec<Mutex<Best<Doc>>> = scorers.iter().map(|_| Mutex::new(Best::new(cut))).collect();
        let search = |columns: &Columns<'_>, segment: usize, first: u64, at: usize, room: &mut Room| -> Result<(), Diagnostic> {
            let lock = || all[at].lock().unwrap_or_else(PoisonError::into_inner);
            let bar = lock().worst();
            let mut best = Best::new(cut);
            let search = Search { columns, scorer: &scorers[at], keys: &keys[at], first };
            search.offer(&mut best, bar, |doc| Doc { segment, doc }, room).map_err(|fault| self.bad(fault))?;
            let mut all = lock();
            best.into_sorted().into_iter().for_each(|(place, doc)| all.offer(place, first + doc.doc as u64, doc));
            Ok(())
        };
        if scorers.len() < threads {
            // Few candidates: threads share the segments.
            let firsts = self.firsts();
            each(firsts.len(), threads, |segment, room| {
                let columns = Columns::read(&self.store, &self.manifest.segments[segment])?;
                (0..scorers.len()).try_for_each(|at| search(&columns, segment, firsts[segment], at, room))
            })?;
        } else {
            self.segments(|columns, segment, first| each(scorers.len(), threads, |at, room| search(columns, segment, first, at, room)))?;
        }
        let sorted = |best: Mutex<Best<Doc>>| best.into_inner().unwrap_or_else(PoisonError::into_inner).into_sorted();
        Ok(all.into_iter().map(sorted).collect())
    }

    /// The place of every posting for each candidate, without bounds: `take` gets the candidate, the posting and its place.
    /// Postings come in order for each candidate.
    ///
    /// # Errors
    /// Where the index is damaged.
    pub fn places(&self, scorers: &[Scorer<'_>], threads: usize, take: &(dyn Fn(usize, Doc, Place) + Sync)) -> Result<(), Diagnostic> {
        self.segments(|columns, segment, first| {
            each(scorers.len(), threads, |at, room| {
                let search = Search { columns, scorer: &scorers[at], keys: &[], first };
                search.all(room, |doc, place| take(at, Doc { segment, doc }, place)).map_err(|fault| self.bad(fault))
            })
        })
    }

    /// Number of the first posting of each segment.
    fn firsts(&self) -> Vec<u64> {
        let docs = self.manifest.segments.iter().scan(0, |next, segment| {
            let first = *next;
            *next += u64::from(segment.docs);
            Some(first)
        });
        docs.collect()
    }

    fn segments(&self, mut search: impl FnMut(&Columns<'_>, usize, u64) -> Result<(), Diagnostic>) -> Result<(), Diagnostic> {
        for ((segment, first), number) in self.manifest.segments.iter().zip(self.firsts()).zip(0..) {
            search(&Columns::read(&self.store, segment)?, number, first)?;
        }
        Ok(())
    }

    /// All postings, in the order in which they were read.
    #[must_use]
    pub fn docs(&self) -> Vec<Doc> {
        let segments = self.manifest.segments.iter().enumerate();
        let live = |(at, segment): (usize, &file::Segment)| {
            let removed = segment.removed.clone();
            (0..segment.docs as usize)
                .filter(move |doc| u32::try_from(*doc).is_ok_and(|doc| removed.binary_search(&doc).is_err()))
                .map(move |doc| Doc { segment: at, doc })
        };
        segments.flat_map(live).collect()
    }

    /// Postings with all that is shown of them, in the order in which they are asked for.
    ///
    /// # Errors
    /// Where the index is damaged.
    pub fn take(&self, docs: &[Doc]) -> Result<Vec<Kept>, Diagnostic> {
        let out: Mutex<Vec<Option<Kept>>> = Mutex::new(std::iter::repeat_with(|| None).take(docs.len()).collect());
        self.visit(docs, 1, |at, kept| -> Result<(), Diagnostic> {
            out.lock().unwrap_or_else(PoisonError::into_inner)[at] = Some(kept);
            Ok(())
        })?;
        Ok(out.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().flatten().collect())
    }

    /// As [`Index::take`], as they lie in the file, on so many threads: `visit` gets the place of each among `docs`, and the posting.
    ///
    /// # Errors
    /// Where the index is damaged, or the visitor wants no more.
    pub fn visit<E: From<Diagnostic> + Send>(
        &self,
        docs: &[Doc],
        threads: usize,
        visit: impl Fn(usize, Kept) -> Result<(), E> + Sync,
    ) -> Result<(), E> {
        let mut order: Vec<usize> = (0..docs.len()).collect();
        order.sort_unstable_by_key(|at| docs[*at]);
        let segments: Vec<&[usize]> = order.chunk_by(|a, b| docs[*a].segment == docs[*b].segment).collect();
        each(segments.len(), threads, |number, (): &mut ()| {
            let some = segments[number];
            let segment = &self.manifest.segments[docs[some[0]].segment];
            let columns = Columns::of_postings(&self.store, segment)?;
            let mut texts: Option<Texts> = None;
            for &at in some {
                let doc = docs[at].doc;
                if texts.as_ref().is_none_or(|texts| texts.get(doc).is_none()) {
                    texts = Some(Texts::of(&self.store, segment, doc)?);
                }
                let posting = texts.as_ref().and_then(|texts| texts.get(doc)).ok_or(Damaged).map_err(|fault| self.bad(fault))?;
                let (lines, families) = columns.trees(doc, posting.lines.len()).map_err(|fault| self.bad(fault))?;
                visit(at, Kept { posting: posting.clone(), lines, families })?;
            }
            Ok(())
        })
    }
}

/// Does something for each of a number of things, on so many threads, each with a room of its own.
fn each<R: Default, E: Send>(count: usize, threads: usize, work: impl Fn(usize, &mut R) -> Result<(), E> + Sync) -> Result<(), E> {
    let next = AtomicUsize::new(0);
    let run = || {
        let mut room = R::default();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                return Ok(());
            }
            work(at, &mut room)?;
        }
    };
    if threads <= 1 || count <= 1 {
        return run();
    }
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads.min(count)).map(|_| scope.spawn(run)).collect();
        // A thread that panicked panics here too: it is a fault of the program, not of the index.
        running.into_iter().try_for_each(|thread| thread.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)))
    })
}
