//! Postings as they come: files, folders and standard input are cut into pieces that can be read apart, on any thread.
//!
//! A piece is a whole document, or some hundred kilobytes of records. What is held at one time is one piece, however large
//! the file. [`Piece::read`] depends on nothing but the piece; only the numbering of equal ids ([`Ids`](super::Ids)) needs the order.

mod cut;
mod format;
mod gather;
mod piece;

use std::path::PathBuf;
use std::sync::Arc;
use std::vec;

use crate::diagnostic::Diagnostic;
use crate::input::Stream;
use crate::posting::{Ids, Reading, Seen};

use cut::Cutter;
pub use format::Format;
pub use gather::gather;
pub use piece::Piece;

/// The pieces of some files, in the order of the paths; files of a folder in sorted order.
pub struct Feed {
    paths: vec::IntoIter<PathBuf>,
    open: Option<Cutter>,
}

/// Opens files, folders, and standard input for `-`.
///
/// # Errors
/// Where a path does not exist or a folder holds no file of postings.
pub fn open(paths: &[PathBuf]) -> Result<Feed, Diagnostic> {
    Ok(Feed { paths: gather(paths)?.into_iter(), open: None })
}

/// Reads all postings of files, folders, and standard input for `-`: each posting once, ids unique over all of them.
///
/// # Errors
/// Where a path cannot be read.
pub fn read(paths: &[PathBuf]) -> Result<Reading, Diagnostic> {
    let (mut all, mut ids, mut seen) = (Reading::default(), Ids::default(), Seen::default());
    for (at, piece) in open(paths)?.enumerate() {
        let mut reading = piece?.read();
        let again: Vec<usize> = (0..reading.postings.len()).filter(|at| seen.again(&reading.postings[*at])).collect();
        reading.leave_out(&again);
        reading.postings.iter_mut().for_each(|posting| ids.settle(posting));
        all.append(reading, at);
    }
    Ok(all)
}

impl Feed {
    /// A feed of one stream.
    ///
    /// # Errors
    /// Where the stream is of a kind that is not read.
    pub fn of(stream: Stream) -> Result<Self, Diagnostic> {
        Ok(Self { paths: Vec::new().into_iter(), open: Some(Cutter::new(stream)?) })
    }

    fn next_piece(&mut self) -> Result<Option<Piece>, Diagnostic> {
        loop {
            if let Some(cutter) = &mut self.open {
                if let Some(piece) = cutter.next()? {
                    return Ok(Some(piece));
                }
                self.open = None;
            }
            let Some(path) = self.paths.next() else { return Ok(None) };
            self.open = Some(Cutter::new(Stream::open(&path)?)?);
        }
    }
}

impl Iterator for Feed {
    type Item = Result<Piece, Diagnostic>;

    /// The next piece. After an error the feed goes on with the next file.
    fn next(&mut self) -> Option<Self::Item> {
        let next = self.next_piece();
        if next.is_err() {
            self.open = None;
        }
        next.transpose()
    }
}

/// The path of a file as pieces share it.
type Path = Arc<str>;
