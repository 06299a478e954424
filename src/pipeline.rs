//! Postings as they come: read, understood and worked on by several threads, taken in the order of the input.
//!
//! What is in memory at one time is a few pieces of the input for each thread, however long it is, and what comes out does not
//! depend on the number of threads.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::diagnostic::{Diagnostic, Severity};
use crate::posting::{Posting, Reading, Seen, repeat_warning};
use crate::requirement::Memory;
use crate::score::Fresh;
use crate::score::roles::Roles;
use crate::taxonomy::Taxonomy;

/// Pieces that may be on their way for each thread.
const AHEAD: usize = 4;

/// How postings are worked on.
#[derive(Clone, Copy)]
pub struct Belt<'a> {
    /// Names in lines.
    pub taxonomy: &'a Taxonomy,
    /// Role words.
    pub roles: &'a Roles,
    /// How many threads work: asked only where there is enough to do for more than one, since a machine is slow to say how many cores it has.
    pub threads: &'a dyn Fn() -> usize,
}

/// What comes of a piece.
struct Worked<R> {
    postings: Vec<(Origin, R)>,
    problems: Vec<Diagnostic>,
}

/// What tells whether a posting was read before, and where it stands.
struct Origin {
    number: Option<u64>,
    name: String,
    path: String,
    line: usize,
}

impl Origin {
    fn of(posting: &Posting) -> Self {
        let name = posting.title.as_ref().or(posting.company.as_ref()).unwrap_or(&posting.id);
        Self { number: Seen::number(posting), name: name.clone(), path: posting.path.clone(), line: posting.line }
    }
}

/// Takes what comes off the belt, in order. A posting that stands in the input again is left out, with a warning.
pub trait Taker<R> {
    /// Why it can stop.
    type Stop;

    /// A posting that was worked on.
    ///
    /// # Errors
    /// Where no more is wanted.
    fn take(&mut self, posting: R) -> Result<(), Self::Stop>;

    /// Errors and warnings of a piece.
    ///
    /// # Errors
    /// Where no more is wanted.
    fn problems(&mut self, problems: Vec<Diagnostic>) -> Result<(), Self::Stop>;

    /// A piece is done.
    ///
    /// # Errors
    /// Where no more is wanted.
    fn done(&mut self) -> Result<(), Self::Stop>;
}

impl Belt<'_> {
    /// Reads pieces of an input, has `work` understand each posting and look at it, and gives what comes of it to `taker`.
    ///
    /// # Errors
    /// Where the taker wants no more.
    pub fn run<P: Send, R: Send, S>(
        &self,
        pieces: impl Iterator<Item = Result<P, Diagnostic>> + Send,
        read: impl Fn(P) -> Reading + Sync,
        work: impl Fn(Fresh<'_, '_>) -> R + Sync,
        taker: &mut dyn Taker<R, Stop = S>,
    ) -> Result<(), S> {
        let one = |memory: &mut Memory<'_>, piece: Result<P, Diagnostic>| match piece {
            Ok(piece) => {
                let reading = read(piece);
                let postings = reading
                    .postings
                    .into_iter()
                    .map(|posting| (Origin::of(&posting), work(Fresh::new(posting, memory, self.roles))))
                    .collect();
                Worked { postings, problems: reading.diagnostics }
            }
            Err(problem) => Worked { postings: Vec::new(), problems: vec![problem] },
        };
        let mut seen = Seen::default();
        let bring = |worked: Worked<R>| {
            let mut problems = worked.problems;
            for (origin, posting) in worked.postings {
                if origin.number.is_some_and(|number| seen.number_again(number)) {
                    problems.push(repeat_warning(&origin.name, &origin.path, origin.line));
                } else {
                    taker.take(posting)?;
                }
            }
            if !problems.is_empty() {
                taker.problems(problems)?;
            }
            taker.done()
        };
        ordered(pieces, self.threads, || Memory::new(self.taxonomy), one, bring)
    }
}

/// Whether any of some problems is more than a warning.
#[must_use]
pub fn has_error(problems: &[Diagnostic]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}

/// What threads share.
struct Shared<I, R> {
    source: I,
    /// Items that were handed out.
    handed: usize,
    /// Items that were taken.
    taken: usize,
    /// Whether the source has ended, or nobody wants more of it.
    ended: bool,
    ready: BTreeMap<usize, R>,
    /// Threads that may still bring something.
    busy: usize,
}

/// Maps items by several threads, and gives the results to `take` in the order of the items, on the calling thread. How many `threads` is
/// only asked where there are several items.
///
/// # Errors
/// Where `take` wants no more.
pub fn ordered<T: Send, R: Send, W, S>(
    source: impl Iterator<Item = T> + Send,
    threads: impl FnOnce() -> usize,
    worker: impl Fn() -> W + Sync,
    map: impl Fn(&mut W, T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), S>,
) -> Result<(), S> {
    let mut source = source.peekable();
    let first = source.next();
    // One piece is done sooner than threads are started.
    let threads = if source.peek().is_some() { threads() } else { 1 };
    if threads <= 1 {
        let mut worker = worker();
        return first.into_iter().chain(source).try_for_each(|item| take(map(&mut worker, item)));
    }
    let source = first.into_iter().chain(source);
    let shared = Mutex::new(Shared { source, handed: 0, taken: 0, ended: false, ready: BTreeMap::new(), busy: threads });
    let (room, filled) = (Condvar::new(), Condvar::new());
    let work = || {
        let _leave = Leave { shared: &shared, room: &room, filled: &filled };
        let mut worker = worker();
        while let Some((at, item)) = next(&shared, &room, threads * AHEAD) {
            let result = map(&mut worker, item);
            lock(&shared).ready.insert(at, result);
            filled.notify_one();
        }
    };
    std::thread::scope(|scope| {
        (0..threads).for_each(|_| drop(scope.spawn(work)));
        let mut result = Ok(());
        while let Some(ready) = receive(&shared, &filled) {
            result = take(ready);
            let mut shared = lock(&shared);
            shared.taken += 1;
            shared.ended |= result.is_err();
            drop(shared);
            room.notify_all();
            if result.is_err() {
                break;
            }
        }
        result
    })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The next item with its number, as soon as there is room for it.
fn next<T, R>(shared: &Mutex<Shared<impl Iterator<Item = T>, R>>, room: &Condvar, window: usize) -> Option<(usize, T)> {
    let mut shared = lock(shared);
    while !shared.ended && shared.handed >= shared.taken + window {
        shared = room.wait(shared).unwrap_or_else(PoisonError::into_inner);
    }
    if shared.ended {
        return None;
    }
    let Some(item) = shared.source.next() else {
        shared.ended = true;
        return None;
    };
    shared.handed += 1;
    Some((shared.handed - 1, item))
}

/// The next result in order; none when no thread brings any more.
fn receive<I, R>(shared: &Mutex<Shared<I, R>>, filled: &Condvar) -> Option<R> {
    let mut shared = lock(shared);
    loop {
        let at = shared.taken;
        if let Some(ready) = shared.ready.remove(&at) {
            return Some(ready);
        }
        if shared.busy == 0 {
            return None;
        }
        shared = filled.wait(shared).unwrap_or_else(PoisonError::into_inner);
    }
}

/// Says that a thread has gone, however it went, so that nobody waits for it.
struct Leave<'s, I, R> {
    shared: &'s Mutex<Shared<I, R>>,
    room: &'s Condvar,
    filled: &'s Condvar,
}

impl<I, R> Drop for Leave<'_, I, R> {
    fn drop(&mut self) {
        let mut shared = lock(self.shared);
        shared.busy -= 1;
        if std::thread::panicking() {
            shared.ended = true;
        }
        drop(shared);
        self.room.notify_all();
        self.filled.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::ordered;

    fn squares(threads: usize, stop_at: usize) -> (Vec<usize>, Result<(), usize>) {
        let mut out = Vec::new();
        let slow = |(): &mut (), item: usize| {
            // Later items are done sooner.
            std::thread::sleep(std::time::Duration::from_micros((200 - item as u64 % 200) * 5));
            item * item
        };
        let result = ordered(
            0..200_usize,
            || threads,
            || (),
            slow,
            |square| {
                out.push(square);
                if out.len() == stop_at { Err(square) } else { Ok(()) }
            },
        );
        (out, result)
    }

    #[test]
    fn results_come_in_order_whatever_the_threads() {
        let (one, _) = squares(1, usize::MAX);
        for threads in [2, 3, 8] {
            assert_eq!(squares(threads, usize::MAX), (one.clone(), Ok(())));
        }
    }

    #[test]
    fn a_taker_may_stop() {
        for threads in [1, 4] {
            let (out, result) = squares(threads, 10);
            assert_eq!((out.len(), result), (10, Err(81)));
        }
    }
}
