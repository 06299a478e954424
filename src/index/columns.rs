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

/// Bytes of a part among the heads, about.
const PART: usize = 24;
/// Bytes of a posting among the places.
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

struct Part {
    expr: (u32, u32),
    list: (u32, u32),
    families: u32,
    class: Class,
}

/// A segment, ready to be searched.
pub(super) struct Columns<'s> {
    pub segment: &'s Segment,
    skills: usize,
    keys: Vec<(u64, u32, u32)>,
    key_parts: Vec<u32>,
    parts: Vec<Part>,
    heads: Vec<u8>,
    lists: Vec<u8>,
    places: Vec<u8>,
    store: &'s Store,
    /// Read when the first posting is judged: in many segments none is.
    trees: OnceLock<Vec<u8>>,
    /// Where the trees of each posting begin.
    starts: Vec<u32>,
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
            parts: Vec::new(),
            heads: store.read(segment.parts)?,
            lists: Vec::new(),
            places: store.read(segment.places)?,
            store,
            trees: OnceLock::new(),
            starts: Vec::new(),
            removed: vec![false; segment.docs as usize],
        };
        columns.read_parts().map_err(bad)?;
        columns.read_places().map_err(bad)?;
        for doc in &segment.removed {
            *columns.removed.get_mut(*doc as usize).ok_or(Damaged).map_err(bad)? = true;
        }
        Ok(columns)
    }

    fn read_parts(&mut self) -> Result<(), Damaged> {
        let mut bytes = Bytes(&self.heads);
        let (mut list, whole) = (0_u32, self.heads.len());
        self.parts.reserve(whole / PART);
        while !bytes.is_empty() {
            let (expr, len) = (bytes.small()?, bytes.small()?);
            let families = bytes.small()?;
            let class = *Class::ALL.get(usize::from(bytes.byte()?)).ok_or(Damaged)?;
            let at = u32::try_from(whole - bytes.0.len()).map_err(|_| Damaged)?;
            bytes.take(expr as usize)?;
            let end = list.checked_add(len).ok_or(Damaged)?;
            self.parts.push(Part { expr: (at, at + expr), list: (list, end), families, class });
            list = end;
        }
        if u64::from(list) == self.segment.lists.len { Ok(()) } else { Err(Damaged) }
    }

    fn read_keys(&mut self, bytes: &[u8]) -> Result<(), Damaged> {
        // A number takes a byte at least.
        self.key_parts.reserve(bytes.len());
        let mut bytes = Bytes(bytes);
        let mut key = 0_u64;
        while !bytes.is_empty() {
            key = key.checked_add(bytes.number()?).ok_or(Damaged)?;
            let count = bytes.small()?;
            let start = u32::try_from(self.key_parts.len()).map_err(|_| Damaged)?;
            let mut part = 0_u32;
            for _ in 0..count {
                part = part.checked_add(bytes.small()?).filter(|part| (*part as usize) < self.parts.len()).ok_or(Damaged)?;
                self.key_parts.push(part);
            }
            self.keys.push((key, start, start + count));
        }
        Ok(())
    }

    fn read_places(&mut self) -> Result<(), Damaged> {
        let mut start = 0_u32;
        self.starts.reserve(self.segment.docs as usize);
        let (places, _) = self.places.as_chunks::<PLACE>();
        for place in places {
            self.starts.push(start);
            let len = u32::from_le_bytes([place[3], place[4], place[5], place[6]]);
            start = start.checked_add(len).ok_or(Damaged)?;
        }
        if u64::from(start) == self.segment.trees.len { Ok(()) } else { Err(Damaged) }
    }

    /// Postings, those that were removed too.
    pub(super) fn docs(&self) -> usize {
        self.removed.len()
    }

    /// Parts.
    pub(super) fn parts(&self) -> usize {
        self.parts.len()
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
    pub(super) fn class(&self, part: u32) -> Class {
        self.parts.get(part as usize).map_or(Class::Never, |part| part.class)
    }

    /// The postings in which a part stands, each with a byte that says how much it weighs there.
    pub(super) fn list(&self, part: u32) -> Bytes<'_> {
        let (start, end) = self.parts[part as usize].list;
        Bytes(&self.lists[start as usize..end as usize])
    }

    /// The tree of a part, and what the posting is about where that matters.
    pub(super) fn expr(&self, part: u32) -> Result<(Expr, &[SkillId]), Damaged> {
        let entry = self.parts.get(part as usize).ok_or(Damaged)?;
        let (start, end) = entry.expr;
        let expr = postcard::from_bytes(&self.heads[start as usize..end as usize]).map_err(|_| Damaged)?;
        sound::tree(&expr, self.skills)?;
        let families = match entry.families.checked_sub(1) {
            Some(at) => self.segment.families.get(at as usize).ok_or(Damaged)?.as_slice(),
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
        let start = self.starts[doc] as usize;
        let end = self.starts.get(doc + 1).map_or(trees.len(), |next| *next as usize);
        let mut bytes = Bytes(&trees[start..end]);
        let families = self.segment.families.get(bytes.len()?).ok_or(Damaged)?;
        let mut headed = Headed { described: self.places[doc * PLACE + 2] & 2 != 0, ..Headed::default() };
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
