//! Making an index, and changing one: what is new is written behind what is there; small segments are merged when they grow many.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::build::{Builder, SEGMENT};
use super::columns::{Columns, Texts};
use super::error::{self, Trouble};
use super::file::{Manifest, Segment, Store, Writer};
use super::wire::id_number;
use crate::posting::Posting;
use crate::requirement::Parsed;
use crate::score::Kept;
use crate::taxonomy::{SkillId, Taxonomy};

/// Small segments that may stand side by side.
const SMALL_SEGMENTS: usize = 8;
/// Postings from which a segment is no small one.
const SMALL: usize = 1 << 15;

/// Makes the file of an index from postings as they come.
pub struct Maker {
    writer: Writer,
    builder: Builder,
    manifest: Manifest,
}

impl Maker {
    /// A new index in an empty file.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn new(file: File, taxonomy: &Taxonomy) -> io::Result<Self> {
        let manifest =
            Manifest { jobmatch: env!("CARGO_PKG_VERSION").to_owned(), taxonomy: taxonomy.version().to_owned(), segments: Vec::new() };
        Ok(Self { writer: Writer::new(file)?, builder: Builder::default(), manifest })
    }

    /// Adds a posting. Its id must be its own.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn add(&mut self, posting: &Posting, lines: &[Parsed], families: &[SkillId]) -> io::Result<()> {
        self.builder.add(posting, lines, families, &mut self.writer)?;
        if self.builder.docs() >= SEGMENT { self.close() } else { Ok(()) }
    }

    fn close(&mut self) -> io::Result<()> {
        let builder = std::mem::take(&mut self.builder);
        if builder.docs() > 0 {
            self.manifest.segments.push(builder.finish(&mut self.writer)?);
        }
        Ok(())
    }

    /// Writes what is left, and waits until all is on the disk.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.close()?;
        self.writer.finish(&self.manifest)
    }
}

/// How an index is to change.
#[derive(Debug, Default)]
pub struct Change {
    /// Postings to add; one that has the id of one that is there takes its place.
    pub add: Vec<Kept>,
    /// Ids of postings to remove.
    pub remove: Vec<String>,
}

/// How an index changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changed {
    /// Postings that are new.
    pub added: usize,
    /// Postings that took the place of others.
    pub replaced: usize,
    /// Postings that went.
    pub removed: usize,
    /// Ids that were to go and are not there.
    pub unknown: Vec<String>,
}

/// Changes an index. Until the last write it is as it was.
///
/// # Errors
/// Where it is refused, or cannot be written; it is then as it was.
pub fn change(path: &Path, taxonomy: &Taxonomy, change: &Change) -> Result<Changed, Trouble> {
    let name = path.display().to_string();
    let file = OpenOptions::new().read(true).write(true).open(path).map_err(|error| error::unreadable(&name, &error))?;
    file.lock()?;
    let (store, mut manifest) = Store::open(&name, file.try_clone()?, taxonomy)?;
    let mut edit = Edit { store: &store, manifest: &mut manifest, changed: Changed::default() };
    edit.drop_old(change)?;
    let mut writer = Writer::behind(&store, file)?;
    edit.append(change, &mut writer)?;
    edit.merge(&mut writer)?;
    let changed = edit.changed;
    let wasted = writer.len().saturating_sub(manifest.segments.iter().map(Segment::bytes).sum());
    writer.finish(&manifest)?;
    if wasted > store_room(&manifest) {
        tidy(path, &store.path, taxonomy)?;
    }
    Ok(changed)
}

/// Bytes of no use that an index may carry: as many as it holds of use, and a little.
fn store_room(manifest: &Manifest) -> u64 {
    manifest.segments.iter().map(Segment::bytes).sum::<u64>() + (1 << 20)
}

/// Writes an index anew without what is no longer of use.
fn tidy(path: &Path, name: &str, taxonomy: &Taxonomy) -> Result<(), Trouble> {
    let file = File::open(path).map_err(|error| error::unreadable(name, &error))?;
    let (store, manifest) = Store::open(name, file, taxonomy)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).map_or_else(|| PathBuf::from("."), Path::to_owned);
    let fresh = tempfile::Builder::new().prefix(".jobmatch-").tempfile_in(folder)?;
    let mut maker = Maker::new(fresh.as_file().try_clone()?, taxonomy)?;
    for segment in &manifest.segments {
        replay(&store, segment, &mut |posting, lines, families| maker.add(posting, lines, families))?;
    }
    maker.finish()?;
    if let Ok(meta) = fs::metadata(path) {
        fresh.as_file().set_permissions(meta.permissions())?;
    }
    fresh.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// What takes postings out of a segment, with their lines and the fields that they call for.
type Take<'t> = dyn FnMut(&Posting, &[Parsed], &[SkillId]) -> io::Result<()> + 't;

/// Goes through the postings of a segment that are still there.
fn replay(store: &Store, segment: &Segment, take: &mut Take<'_>) -> Result<(), Trouble> {
    let columns = Columns::of_postings(store, segment)?;
    let mut texts: Option<Texts> = None;
    for doc in (0..columns.docs()).filter(|doc| !columns.is_removed(*doc)) {
        if texts.as_ref().is_none_or(|texts| texts.get(doc).is_none()) {
            texts = Some(Texts::of(store, segment, doc)?);
        }
        let posting = texts.as_ref().and_then(|texts| texts.get(doc)).ok_or_else(|| error::damaged(&store.path))?;
        let (lines, families) = columns.trees(doc, posting.lines.len()).map_err(|fault| fault.of(&store.path))?;
        take(posting, &lines, &families)?;
    }
    Ok(())
}

struct Edit<'e> {
    store: &'e Store,
    manifest: &'e mut Manifest,
    changed: Changed,
}

impl Edit<'_> {
    /// Marks the postings that go or make place as removed.
    fn drop_old(&mut self, change: &Change) -> Result<(), Trouble> {
        let incoming: HashSet<u64> = change.add.iter().map(|kept| id_number(&kept.posting.id)).collect();
        let going: HashSet<u64> = change.remove.iter().map(|id| id_number(id)).collect();
        let mut gone: HashSet<u64> = HashSet::new();
        for segment in &mut self.manifest.segments {
            let bytes = self.store.read(segment.ids)?;
            let (ids, _) = bytes.as_chunks::<8>();
            let mut found: Vec<u32> = Vec::new();
            for (id, doc) in ids.iter().map(|id| u64::from_le_bytes(*id)).zip(0_u32..) {
                let goes = going.contains(&id) || incoming.contains(&id);
                if goes && segment.removed.binary_search(&doc).is_err() {
                    found.push(doc);
                    gone.insert(id);
                    let count = if incoming.contains(&id) { &mut self.changed.replaced } else { &mut self.changed.removed };
                    *count += 1;
                }
            }
            segment.removed.extend(found);
            segment.removed.sort_unstable();
        }
        self.changed.added = change.add.len() - self.changed.replaced.min(change.add.len());
        self.changed.unknown = change.remove.iter().filter(|id| !gone.contains(&id_number(id))).cloned().collect();
        Ok(())
    }

    fn append(&mut self, change: &Change, writer: &mut Writer) -> io::Result<()> {
        let mut builder = Builder::default();
        for Kept { posting, lines, families } in &change.add {
            builder.add(posting, lines, families, writer)?;
            if builder.docs() >= SEGMENT {
                self.manifest.segments.push(std::mem::take(&mut builder).finish(writer)?);
            }
        }
        if builder.docs() > 0 {
            self.manifest.segments.push(builder.finish(writer)?);
        }
        Ok(())
    }

    /// Makes one segment of the small ones at the end, where they are many. The order of postings stays.
    fn merge(&mut self, writer: &mut Writer) -> Result<(), Trouble> {
        self.manifest.segments.retain(|segment| segment.live() > 0);
        let small = self.manifest.segments.iter().rev().take_while(|segment| segment.live() < SMALL).count();
        if small <= SMALL_SEGMENTS {
            return Ok(());
        }
        let old = self.manifest.segments.split_off(self.manifest.segments.len() - small);
        let mut builder = Builder::default();
        for segment in &old {
            replay(self.store, segment, &mut |posting, lines, families| builder.add(posting, lines, families, writer))?;
        }
        self.manifest.segments.push(builder.finish(writer)?);
        Ok(())
    }
}
