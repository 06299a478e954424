//! Postings put aside as they come, to be taken back in another order: what a ranking holds of each is where it lies.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use tempfile::SpooledTempFile;

use super::stored::Stored;
use crate::posting::Posting;
use crate::requirement::{Expr, Parsed, Strength};
use crate::score::Kept;
use crate::taxonomy::SkillId;

/// Bytes that are held in memory; beyond them a temporary file is used, which nobody else sees and which goes with the program.
const HELD: usize = 16 << 20;

/// Where postings lie.
#[derive(Debug)]
pub struct Shelf {
    file: Mutex<SpooledTempFile>,
    end: u64,
}

/// A posting of a shelf.
#[derive(Debug, Clone, Copy)]
pub struct Slot {
    at: u64,
    len: usize,
}

/// A posting ready to be put aside.
#[derive(Debug)]
pub struct Packed(Vec<u8>);

#[derive(Serialize, Deserialize)]
struct Whole<'a> {
    #[serde(borrow)]
    posting: Stored<'a>,
    families: Vec<SkillId>,
}

impl Packed {
    /// Packs a posting; what its lines mention is left out.
    ///
    /// # Errors
    /// Never as things are; a posting that cannot be packed.
    pub fn new(kept: &Kept) -> io::Result<Self> {
        let whole = Whole { posting: Stored::from(&kept.posting), families: kept.families.clone() };
        let lines: Vec<(Option<Strength>, &Expr)> = kept.lines.iter().map(|line| (line.strength, &line.expr)).collect();
        postcard::to_stdvec(&(whole, lines)).map(Self).map_err(io::Error::other)
    }

    fn unpack(bytes: &[u8]) -> io::Result<Kept> {
        type Lines = Vec<(Option<Strength>, Expr)>;
        let broken = || io::Error::from(io::ErrorKind::InvalidData);
        let (whole, lines): (Whole<'_>, Lines) = postcard::from_bytes(bytes).map_err(|_| broken())?;
        let posting = Posting::try_from(whole.posting).map_err(|_| broken())?;
        let lines = lines.into_iter().map(|(strength, expr)| Parsed { mentions: Vec::new(), expr, strength });
        Ok(Kept { posting, lines: lines.collect(), families: whole.families })
    }
}

impl Default for Shelf {
    fn default() -> Self {
        Self { file: Mutex::new(SpooledTempFile::new(HELD)), end: 0 }
    }
}

impl Shelf {
    /// Puts a posting aside.
    ///
    /// # Errors
    /// Where the temporary file takes no more.
    pub fn put(&mut self, packed: &Packed) -> io::Result<Slot> {
        let file = self.file.get_mut().unwrap_or_else(PoisonError::into_inner);
        file.write_all(&packed.0)?;
        let slot = Slot { at: self.end, len: packed.0.len() };
        self.end += slot.len as u64;
        Ok(slot)
    }

    /// Takes a posting back. Nothing may be put aside any more when the first is taken.
    ///
    /// # Errors
    /// Where the temporary file cannot be read, or was changed by others.
    pub fn take(&self, slot: Slot) -> io::Result<Kept> {
        let mut bytes = vec![0; slot.len];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(slot.at))?;
        file.read_exact(&mut bytes)?;
        drop(file);
        Packed::unpack(&bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::{HELD, Packed, Shelf};
    use crate::posting::{self, Ids};
    use crate::requirement::Memory;
    use crate::score::Kept;
    use crate::score::roles::Roles;
    use crate::seeds;
    use crate::taxonomy::Taxonomy;

    #[test]
    fn postings_come_back_from_memory_and_from_a_file() {
        let taxonomy = Taxonomy::embedded();
        let roles = Roles::new(&taxonomy);
        let mut memory = Memory::new(&taxonomy);
        let mut ids = Ids::default();
        let read = posting::read(&seeds::sources()).postings.into_iter();
        let kept: Vec<Kept> = read
            .map(|mut posting| {
                ids.settle(&mut posting);
                Kept::new(posting, &mut memory, &roles)
            })
            .collect();
        let packed: Vec<Packed> = kept.iter().map(|kept| Packed::new(kept).unwrap()).collect();
        let round: usize = packed.iter().map(|packed| packed.0.len()).sum();
        for rounds in [1, HELD / round + 2] {
            let mut shelf = Shelf::default();
            let slots: Vec<_> = (0..rounds).flat_map(|_| &packed).map(|packed| shelf.put(packed).unwrap()).collect();
            for (at, slot) in slots.iter().enumerate().rev().take(2 * kept.len()) {
                let own = &kept[at % kept.len()];
                let back = shelf.take(*slot).unwrap();
                assert_eq!((&back.posting.id, &back.posting.title, &back.families), (&own.posting.id, &own.posting.title, &own.families));
                assert!(back.posting.lines.iter().zip(&own.posting.lines).all(|(back, own)| back.text == own.text));
                assert_eq!(back.lines, own.lines);
            }
        }
    }
}
