//! The file of an index: a header with two slots, sections behind it, and a manifest that names them.
//!
//! A new index is written beside its place and moved there when it is whole. An update writes behind what is there, and then
//! exchanges one slot: whatever interrupts it, the header still names what it named before. Each section has a checksum, which
//! is looked at whenever the section is read.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};

use serde::{Deserialize, Serialize};

use super::error::{damaged, stale, unreadable};
use super::sound;
use crate::diagnostic::Diagnostic;
use crate::taxonomy::{SkillId, Taxonomy};

/// The first bytes of every index.
pub const MAGIC: &[u8; 16] = b"jobmatch index\n\0";
/// Version of the form of the file.
const FORMAT: u32 = 2;
const SLOTS: [u64; 2] = [32, 80];
const SLOT: usize = 40;
/// Bytes of the header.
pub(super) const HEADER: u64 = 128;

/// Bytes of the file with their checksum.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(super) struct Extent {
    pub at: u64,
    pub len: u64,
    pub sum: u32,
}

/// Texts of some postings, packed.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Block {
    pub extent: Extent,
    /// Bytes when unpacked.
    pub raw: u64,
    /// Postings before it in its segment.
    pub first: u32,
}

/// A segment: postings that were added together.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Segment {
    pub docs: u32,
    /// Lists of families of study that postings call for.
    pub families: Vec<Vec<SkillId>>,
    pub keys: Extent,
    pub heads: Extent,
    pub exprs: Extent,
    pub lists: Extent,
    pub places: Extent,
    pub trees: Extent,
    pub ids: Extent,
    pub texts: Vec<Block>,
    /// Postings that are there no more, in rising order.
    pub removed: Vec<u32>,
}

impl Segment {
    /// Postings that are still there.
    pub(super) fn live(&self) -> usize {
        self.docs as usize - self.removed.len()
    }

    /// Bytes in the file.
    pub(super) fn bytes(&self) -> u64 {
        let sections = [self.keys, self.heads, self.exprs, self.lists, self.places, self.trees, self.ids];
        sections.iter().chain(self.texts.iter().map(|block| &block.extent)).map(|extent| extent.len).fold(0, u64::saturating_add)
    }
}

/// All that an index holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Version of the program that understood the lines.
    pub jobmatch: String,
    /// Version of the taxonomy by whose names they were understood.
    pub taxonomy: String,
    /// In the order in which the postings were read.
    pub segments: Vec<Segment>,
}

/// An open index file.
#[derive(Debug)]
pub(super) struct Store {
    pub path: String,
    file: File,
    generation: u64,
    /// Where what the header names ends.
    end: u64,
    /// Skills of the taxonomy.
    pub skills: usize,
}

impl Store {
    /// Opens an index and reads its manifest.
    pub(super) fn open(path: &str, file: File, taxonomy: &Taxonomy) -> Result<(Self, Manifest), Diagnostic> {
        let mut store = Self { path: path.to_owned(), file, generation: 0, end: 0, skills: taxonomy.len() };
        let mut header = vec![0; usize::try_from(HEADER).unwrap_or(0)];
        store.read_at(&mut header, 0)?;
        if !header.starts_with(MAGIC) {
            return Err(damaged(path));
        }
        let format = number(&header[16..20]);
        if format != u64::from(FORMAT) {
            return Err(stale(path, "index-other-format", &format.to_string(), &FORMAT.to_string()));
        }
        let mut newest = None;
        for at in SLOTS {
            let at = usize::try_from(at).unwrap_or(0);
            let slot = Slot::read(&header[at..at + SLOT]).ok_or_else(|| damaged(path))?;
            if newest.is_none_or(|other: Slot| slot.generation > other.generation) {
                newest = Some(slot);
            }
        }
        // Behind the last generation there would be none to write.
        let slot = newest.filter(|slot| slot.generation < u64::MAX).ok_or_else(|| damaged(path))?;
        store.generation = slot.generation;
        store.end = slot.manifest.at.saturating_add(slot.manifest.len);
        let bytes = store.read(slot.manifest)?;
        let manifest: Manifest = postcard::from_bytes(&bytes).map_err(|_| damaged(path))?;
        let own = env!("CARGO_PKG_VERSION");
        if manifest.jobmatch != own {
            return Err(stale(path, "index-other-version", &manifest.jobmatch, own));
        }
        if manifest.taxonomy != taxonomy.version() {
            return Err(stale(path, "index-other-taxonomy", &manifest.taxonomy, taxonomy.version()));
        }
        sound::manifest(&manifest, store.len()?, store.skills).map_err(|_| damaged(path))?;
        Ok((store, manifest))
    }

    /// Bytes of the file.
    fn len(&self) -> Result<u64, Diagnostic> {
        self.file.metadata().map(|meta| meta.len()).map_err(|error| unreadable(&self.path, &error))
    }

    /// Reads a section and looks at its checksum.
    pub(super) fn read(&self, extent: Extent) -> Result<Vec<u8>, Diagnostic> {
        let len = self.len()?;
        if extent.at.checked_add(extent.len).is_none_or(|end| end > len) {
            return Err(damaged(&self.path));
        }
        let mut bytes = vec![0; usize::try_from(extent.len).map_err(|_| damaged(&self.path))?];
        self.read_at(&mut bytes, extent.at)?;
        if crc32fast::hash(&bytes) == extent.sum { Ok(bytes) } else { Err(damaged(&self.path)) }
    }

    #[cfg(unix)]
    fn read_at(&self, bytes: &mut [u8], at: u64) -> Result<(), Diagnostic> {
        use std::os::unix::fs::FileExt;
        self.file.read_exact_at(bytes, at).map_err(|error| unreadable(&self.path, &error))
    }

    #[cfg(not(unix))]
    fn read_at(&self, bytes: &mut [u8], at: u64) -> Result<(), Diagnostic> {
        use std::io::Read;
        // A handle of its own has a position of its own.
        let read = || {
            let mut file = File::open(&self.path)?;
            file.seek(SeekFrom::Start(at))?;
            file.read_exact(bytes)
        };
        read().map_err(|error| unreadable(&self.path, &error))
    }
}

/// What one slot of the header says.
#[derive(Debug, Clone, Copy)]
struct Slot {
    generation: u64,
    manifest: Extent,
}

impl Slot {
    fn read(bytes: &[u8]) -> Option<Self> {
        let (body, sum) = bytes.split_at_checked(SLOT - 4)?;
        let manifest = Extent { at: number(&body[8..16]), len: number(&body[16..24]), sum: u32::try_from(number(&body[24..28])).ok()? };
        (u64::from(crc32fast::hash(body)) == number(sum)).then_some(Self { generation: number(&body[..8]), manifest })
    }

    fn write(self) -> Vec<u8> {
        let mut out = Vec::with_capacity(SLOT);
        out.extend(self.generation.to_le_bytes());
        out.extend(self.manifest.at.to_le_bytes());
        out.extend(self.manifest.len.to_le_bytes());
        out.extend(self.manifest.sum.to_le_bytes());
        out.resize(SLOT - 4, 0);
        let sum = crc32fast::hash(&out);
        out.extend(sum.to_le_bytes());
        out
    }
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

/// Writes sections one behind the other.
pub(super) struct Writer {
    file: File,
    at: u64,
    generation: u64,
}

impl Writer {
    /// A new index.
    pub(super) fn new(mut file: File) -> io::Result<Self> {
        file.write_all(&vec![0; usize::try_from(HEADER).unwrap_or(0)])?;
        Ok(Self { file, at: HEADER, generation: 0 })
    }

    /// Goes on behind what an index holds. Bytes that an update left which did not come to its end are dropped.
    pub(super) fn behind(store: &Store, mut file: File) -> io::Result<Self> {
        file.set_len(store.end)?;
        file.seek(SeekFrom::Start(store.end))?;
        Ok(Self { file, at: store.end, generation: store.generation })
    }

    /// Bytes so far.
    pub(super) const fn len(&self) -> u64 {
        self.at
    }

    /// Writes a section.
    pub(super) fn put(&mut self, bytes: &[u8]) -> io::Result<Extent> {
        self.file.write_all(bytes)?;
        let extent = Extent { at: self.at, len: bytes.len() as u64, sum: crc32fast::hash(bytes) };
        self.at += extent.len;
        Ok(extent)
    }

    /// Writes the manifest, waits until all is on the disk, and names it in the header.
    pub(super) fn finish(mut self, manifest: &Manifest) -> io::Result<()> {
        let bytes = postcard::to_stdvec(manifest).map_err(io::Error::other)?;
        let slot = Slot { generation: self.generation + 1, manifest: self.put(&bytes)? };
        self.file.sync_data()?;
        let mut write = |at: u64, bytes: &[u8]| self.file.seek(SeekFrom::Start(at)).and_then(|_| self.file.write_all(bytes));
        if self.generation == 0 {
            write(0, MAGIC)?;
            write(16, &FORMAT.to_le_bytes())?;
            write(SLOTS[1], &slot.write())?;
        }
        write(SLOTS[usize::from(self.generation % 2 == 1)], &slot.write())?;
        self.file.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::{FORMAT, MAGIC, Manifest, Store, Writer};
    use crate::taxonomy::Taxonomy;

    fn refused(jobmatch: &str, taxonomy: &str, format: u32) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("index");
        let manifest = Manifest { jobmatch: jobmatch.to_owned(), taxonomy: taxonomy.to_owned(), segments: Vec::new() };
        Writer::new(File::create(&path).unwrap()).unwrap().finish(&manifest).unwrap();
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[MAGIC.len()..MAGIC.len() + 4].copy_from_slice(&format.to_le_bytes());
        std::fs::write(&path, bytes).unwrap();
        let opened = Store::open("index", File::open(&path).unwrap(), &Taxonomy::embedded());
        opened.err().map(|problem| problem.message.key.to_owned()).unwrap_or_default()
    }

    #[test]
    fn what_another_version_wrote_is_refused() {
        let own = env!("CARGO_PKG_VERSION");
        let taxonomy = Taxonomy::embedded();
        let names = taxonomy.version();
        assert_eq!(refused(own, names, FORMAT), "");
        assert_eq!(refused("0.0.1", names, FORMAT), "index-other-version");
        assert_eq!(refused(own, "t/2", FORMAT), "index-other-taxonomy");
        assert_eq!(refused(own, names, FORMAT - 1), "index-other-format");
        assert_eq!(refused(own, names, FORMAT + 1), "index-other-format");
    }
}
