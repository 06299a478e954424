//! A segment in memory: all of it but the texts.

use std::io::Read;
use std::sync::OnceLock;

use super::error::Fault;
use super::file::{Segment, Store};
use super::part::Class;
use super::stored::Flags;
use super::wire::Bytes;
use super::{Damaged, error, sound};
use crate::diagnostic::Diagnostic;
use crate::posting::Posting;
use crate::requirement::{Expr, Parsed};
use crate::score::{Headed, Standing};
use crate::taxonomy::SkillId;

/// Bytes of a part among the heads: where its tree ends, where its list ends, what the posting is about (0, or a number and 1), its class.
pub(super) const HEAD: usize = 13;
/// Bytes of a posting among the places: lines of both kinds, flags, where its trees end.
pub(super) const PLACE: usize = 7;

/// What is known of a posting before a candidate is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Static {
    /// Lines that are assessed for every candidate, required and preferred.
    pub lines: [u8; 2],
    /// Whether nothing can be said of its fit before it is judged.
    pub loose: bool,
    /// Whether its title may have a share in the fit.
    pub described: bool,
}

/// A segment, ready to be searched.
pub(super) struct Columns<'s> {
    pub segment: &'s Segment,
    skills: usize,
    keys: Vec<(u64, u32, u32)>,
    key_parts: Vec<u32>,
    heads: Vec<u8>,
    exprs: Vec<u8>,
    lists: Vec<u8>,
    places: Vec<u8>,
    store: &'s Store,
    /// Read when the first posting is judged: in many segments none is.
    trees: OnceLock<Vec<u8>>,
    removed: Vec<bool>,
}

impl<'s> Columns<'s> {
    /// All that is searched.
    pub(super) fn read(store: &'s Store, segment: &'s Segment) -> Result<Self, Diagnostic> {
        let mut columns = Self::of_postings(store, segment)?;
        columns.lists = store.read(segment.lists)?;
        columns.read_keys(&store.read(segment.keys)?).map_err(|Damaged| error::damaged(&store.path))?;
        Ok(columns)
    }

    /// Without what leads from parts to postings: enough for postings that are known.
    pub(super) fn of_postings(store: &'s Store, segment: &'s Segment) -> Result<Self, Diagnostic> {
        let bad = |Damaged| error::damaged(&store.path);
        let mut columns = Self {
            segment,
            skills: store.skills,
            keys: Vec::new(),
            key_parts: Vec::new(),
            heads: store.read(segment.heads)?,
            exprs: store.read(segment.exprs)?,
            lists: Vec::new(),
            places: store.read(segment.places)?,
            store,
            trees: OnceLock::new(),
            removed: vec![false; segment.docs as usize],
        };
        columns.whole().map_err(bad)?;
        for doc in &segment.removed {
            *columns.removed.get_mut(*doc as usize).ok_or(Damaged).map_err(bad)? = true;
        }
        Ok(columns)
    }

    fn read_keys(&mut self, bytes: &[u8]) -> Result<(), Damaged> {
        // A number takes a byte at least.
        self.key_parts.reserve(bytes.len());
        let (mut bytes, parts) = (Bytes(bytes), self.parts());
        let mut key = 0_u64;
        while !bytes.is_empty() {
            key = key.checked_add(bytes.number()?).ok_or(Damaged)?;
            let count = bytes.small()?;
            let start = u32::try_from(self.key_parts.len()).map_err(|_| Damaged)?;
            let mut part = 0_u32;
            for _ in 0..count {
                part = part.checked_add(bytes.small()?).filter(|part| (*part as usize) < parts).ok_or(Damaged)?;
                self.key_parts.push(part);
            }
            self.keys.push((key, start, start + count));
        }
        Ok(())
    }

    /// Postings, those that were removed too.
    pub(super) fn docs(&self) -> usize {
        self.removed.len()
    }

    /// Parts.
    pub(super) fn parts(&self) -> usize {
        self.heads.len() / HEAD
    }

    /// That what parts and postings are made of ends where the last of them does.
    fn whole(&self) -> Result<(), Damaged> {
        let (heads, _) = self.heads.as_chunks::<HEAD>();
        let (places, _) = self.places.as_chunks::<PLACE>();
        let [exprs, lists] = [0, 4].map(|at| heads.last().map_or(0, |head| number(head, at)) as u64);
        let trees = places.last().map_or(0, |place| number(place, 3)) as u64;
        let sections = [self.segment.exprs, self.segment.lists, self.segment.trees].map(|section| section.len);
        if sections == [exprs, lists, trees] { Ok(()) } else { Err(Damaged) }
    }

    /// The head of a part, and those of all before it.
    fn head(&self, part: u32) -> Result<(Option<&[u8; HEAD]>, &[u8; HEAD]), Damaged> {
        let (heads, _) = self.heads.as_chunks::<HEAD>();
        let (head, before) = heads.get(..=part as usize).and_then(<[_]>::split_last).ok_or(Damaged)?;
        Ok((before.last(), head))
    }

    /// Whether a posting is there no more.
    pub(super) fn is_removed(&self, doc: usize) -> bool {
        self.removed[doc]
    }

    /// What is known of each posting, in order.
    pub(super) fn statics(&self) -> impl Iterator<Item = Static> + '_ {
        let (places, _) = self.places.as_chunks::<PLACE>();
        places.iter().map(|place| Static { lines: [place[0], place[1]], loose: place[2] & 1 != 0, described: place[2] & 2 != 0 })
    }

    /// The parts that a key may meet.
    pub(super) fn met_by(&self, key: u64) -> &[u32] {
        match self.keys.binary_search_by_key(&key, |(key, ..)| *key) {
            Ok(at) => &self.key_parts[self.keys[at].1 as usize..self.keys[at].2 as usize],
            Err(_) => &[],
        }
    }

    /// Whether a part is assessed for every candidate, whatever it holds.
    pub(super) fn class(&self, part: u32) -> Result<Class, Damaged> {
        let (_, head) = self.head(part)?;
        Class::ALL.get(usize::from(head[HEAD - 1])).copied().ok_or(Damaged)
    }

    /// The postings in which a part stands, each with a byte that says how much it weighs there.
    pub(super) fn list(&self, part: u32) -> Result<Bytes<'_>, Damaged> {
        let (before, head) = self.head(part)?;
        piece(&self.lists, before.map(|before| number(before, 4)), number(head, 4)).map(Bytes)
    }

    /// The tree of a part, and what the posting is about where that matters.
    pub(super) fn expr(&self, part: u32) -> Result<(Expr, &[SkillId]), Damaged> {
        let (before, head) = self.head(part)?;
        let expr = piece(&self.exprs, before.map(|before| number(before, 0)), number(head, 0))?;
        let expr = postcard::from_bytes(expr).map_err(|_| Damaged)?;
        sound::tree(&expr, self.skills)?;
        let families = match number(head, 8).checked_sub(1) {
            Some(at) => self.segment.families.get(at).ok_or(Damaged)?.as_slice(),
            None => &[],
        };
        Ok((expr, families))
    }

    fn tree_bytes(&self) -> Result<&[u8], Fault> {
        if let Some(trees) = self.trees.get() {
            return Ok(trees);
        }
        let read = self.store.read(self.segment.trees).map_err(|unread| Fault::Unread(Box::new(unread)))?;
        Ok(self.trees.get_or_init(|| read))
    }

    /// Calls `line` for each line of a posting with its parts; gives what the posting is about, and its heading.
    pub(super) fn lines(
        &self,
        doc: usize,
        mut line: impl FnMut(Flags, Standing, &[u32]) -> Result<(), Damaged>,
    ) -> Result<(&'s [SkillId], Headed<'_>), Fault> {
        let trees = self.tree_bytes()?;
        let (places, _) = self.places.as_chunks::<PLACE>();
        let (place, before) = places.get(..=doc).and_then(<[_]>::split_last).ok_or(Damaged)?;
        let mut bytes = Bytes(piece(trees, before.last().map(|before| number(before, 3)), number(place, 3))?);
        let families = self.segment.families.get(bytes.len()?).ok_or(Damaged)?;
        let mut headed = Headed { described: place[2] & 2 != 0, ..Headed::default() };
        if headed.described {
            headed.title = text(&mut bytes)?;
            headed.family = text(&mut bytes)?;
        }
        let mut parts = Vec::new();
        for _ in 0..bytes.len()? {
            let (flags, standing) = Flags::read(&mut bytes)?;
            parts.clear();
            for _ in 0..bytes.len()? {
                parts.push(bytes.small()?);
            }
            line(flags, standing, &parts)?;
        }
        Ok((families, headed))
    }

    /// The trees of a posting's lines, which must be so many, and what it is about.
    pub(super) fn trees(&self, doc: usize, lines: usize) -> Result<(Vec<Parsed>, Vec<SkillId>), Fault> {
        let mut out = Vec::new();
        let (families, _) = self.lines(doc, |flags, _, parts| {
            let exprs: Result<Vec<Expr>, Damaged> = parts.iter().map(|part| Ok(self.expr(*part)?.0)).collect();
            let mut exprs = exprs?;
            let expr = if exprs.len() == 1 { exprs.remove(0) } else { Expr::All(exprs) };
            out.push(Parsed { mentions: Vec::new(), expr, strength: flags.strength() });
            Ok(())
        })?;
        if out.len() == lines { Ok((out, families.to_vec())) } else { Err(Damaged.into()) }
    }
}

/// The number of four bytes that stands at a place.
fn number<const N: usize>(bytes: &[u8; N], at: usize) -> usize {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]) as usize
}

/// What lies between two ends.
fn piece(bytes: &[u8], start: Option<usize>, end: usize) -> Result<&[u8], Damaged> {
    bytes.get(start.unwrap_or(0)..end).ok_or(Damaged)
}

/// A text that may be absent.
fn text<'a>(bytes: &mut Bytes<'a>) -> Result<Option<&'a str>, Damaged> {
    let Some(len) = bytes.len()?.checked_sub(1) else { return Ok(None) };
    std::str::from_utf8(bytes.take(len)?).map(Some).map_err(|_| Damaged)
}

/// Texts of a block, unpacked.
pub(super) struct Texts {
    first: usize,
    postings: Vec<Posting>,
}

impl Texts {
    /// Reads the block in which a posting's text stands.
    pub(super) fn of(store: &Store, segment: &Segment, doc: usize) -> Result<Self, Diagnostic> {
        let bad = || error::damaged(&store.path);
        let at = segment.texts.partition_point(|block| block.first as usize <= doc).checked_sub(1).ok_or_else(bad)?;
        let block = segment.texts.get(at).ok_or_else(bad)?;
        let packed = store.read(block.extent)?;
        let mut bytes = Vec::new();
        let unpacked = zstd::Decoder::new(packed.as_slice()).and_then(|texts| texts.take(block.raw + 1).read_to_end(&mut bytes));
        if unpacked.is_err() || bytes.len() as u64 != block.raw {
            return Err(bad());
        }
        let mut bytes = Bytes(&bytes);
        let mut postings = Vec::new();
        while !bytes.is_empty() {
            let mut one = || {
                let len = bytes.len()?;
                let stored: super::stored::Stored<'_> = postcard::from_bytes(bytes.take(len)?).map_err(|_| Damaged)?;
                Posting::try_from(stored)
            };
            postings.push(one().map_err(|Damaged| bad())?);
        }
        Ok(Self { first: block.first as usize, postings })
    }

    /// The posting, where it stands in this block.
    pub(super) fn get(&self, doc: usize) -> Option<&Posting> {
        self.postings.get(doc.checked_sub(self.first)?)
    }
}
