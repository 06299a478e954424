//! Builds a segment: postings become parts, and parts lists of the postings that hold them.

use std::collections::{BTreeMap, HashMap};
use std::io;

use super::columns::HEAD;
use super::file::{Block, Segment, Writer};
use super::part::{Class, Key, parts};
use super::stored::{Flags, Stored};
use super::wire::{id_number, put, put_len};
use crate::posting::{Posting, Section};
use crate::requirement::{Expr, Parsed, RefTo};
use crate::score::Standing;
use crate::score::standing::meant;
use crate::taxonomy::SkillId;

/// Postings of a segment at most. A segment is held in memory while it is searched or built.
pub(super) const SEGMENT: usize = 1 << 17;
/// Bytes of texts that are packed together: the larger, the smaller the index, and the more is unpacked for one posting.
const TEXTS: usize = 128 << 10;
/// How hard texts are packed.
const EFFORT: i32 = 4;
/// Parts of a line that are told apart in its weight.
const MOST_PARTS: usize = 127;

/// A part of some lines, and where it stands.
struct Part {
    class: Class,
    families: u64,
    expr: Vec<u8>,
    /// Postings with the weight of the part in each.
    list: Vec<u8>,
    last: u32,
}

/// A segment that grows.
#[derive(Default)]
pub(super) struct Builder {
    docs: u32,
    families: Vec<Vec<SkillId>>,
    known: HashMap<Vec<u8>, u32>,
    parts: Vec<Part>,
    keys: BTreeMap<u64, Vec<u32>>,
    places: Vec<u8>,
    trees: Vec<u8>,
    ids: Vec<u8>,
    texts: Vec<u8>,
    first: u32,
    blocks: Vec<Block>,
}

impl Builder {
    /// Postings so far.
    pub(super) const fn docs(&self) -> usize {
        self.docs as usize
    }

    /// Adds a posting whose lines are understood.
    pub(super) fn add(&mut self, posting: &Posting, lines: &[Parsed], families: &[SkillId], out: &mut Writer) -> io::Result<()> {
        let families = self.families(families);
        put(&mut self.trees, families);
        self.heading(posting);
        put_len(&mut self.trees, lines.len());
        let standings: Vec<Standing> = posting.lines.iter().zip(lines).map(|(line, parsed)| Standing::new(line.section, parsed)).collect();
        let mut weight = [0_u8; 2];
        let mut loose = false;
        for (at, (standing, parsed)) in standings.iter().zip(lines).enumerate() {
            let flags = Flags::of(standing.section, parsed);
            self.trees.push(flags.0);
            let mut counted = 0;
            if let Some((to, min)) = standing.refers {
                put(&mut self.trees, min.map_or(0, |min| min as u64 + 1));
                let known = meant(&standings, at, to).any(|other| Class::of_part(&lines[other].expr) == Class::Always);
                loose |= !known;
                counted = usize::from(known);
            } else {
                counted += parts(&parsed.expr).iter().filter(|part| Class::of_part(part) == Class::Always).count();
            }
            let heavy = standing.counts == Section::Required;
            let slot = &mut weight[usize::from(!heavy)];
            *slot = slot.saturating_add(u8::from(counted > 0));
            loose |= *slot == u8::MAX;
            let parts = parts(&parsed.expr);
            put_len(&mut self.trees, parts.len());
            for part in parts {
                let id = self.part(part, families)?;
                put(&mut self.trees, id.into());
                self.list(id, heavy, counted);
            }
        }
        self.places.extend(weight);
        self.places.push(u8::from(loose) | u8::from(posting.described) << 1);
        self.places.extend(end(&self.trees)?);
        self.ids.extend(id_number(&posting.id).to_le_bytes());
        self.docs += 1;
        let text = postcard::to_stdvec(&Stored::from(posting)).map_err(io::Error::other)?;
        put_len(&mut self.texts, text.len());
        self.texts.extend(text);
        if self.texts.len() >= TEXTS {
            self.pack(out)?;
        }
        Ok(())
    }

    /// What the heading has to do with the fit: nothing as a rule.
    fn heading(&mut self, posting: &Posting) {
        let texts = [&posting.title, &posting.family].map(Option::as_deref);
        for text in texts.into_iter().filter(|_| posting.described) {
            put(&mut self.trees, text.map_or(0, |text| text.len() as u64 + 1));
            self.trees.extend(text.unwrap_or_default().bytes());
        }
    }

    fn families(&mut self, families: &[SkillId]) -> u64 {
        let known = self.families.iter().position(|known| known == families);
        let at = known.unwrap_or_else(|| {
            self.families.push(families.to_vec());
            self.families.len() - 1
        });
        at as u64
    }

    /// The number of a part, a new one where it is seen first.
    fn part(&mut self, part: &Expr, families: u64) -> io::Result<u32> {
        let families = if part.asks_related() { families + 1 } else { 0 };
        let mut bytes = Vec::new();
        put(&mut bytes, families);
        let bytes = postcard::to_extend(part, bytes).map_err(io::Error::other)?;
        if let Some(known) = self.known.get(&bytes) {
            return Ok(*known);
        }
        let id = u32::try_from(self.parts.len()).map_err(io::Error::other)?;
        for key in Key::of(part) {
            self.keys.entry(key.number()).or_default().push(id);
        }
        let expr = postcard::to_stdvec(part).map_err(io::Error::other)?;
        self.parts.push(Part { class: Class::of_part(part), families, expr, list: Vec::new(), last: 0 });
        self.known.insert(bytes, id);
        Ok(id)
    }

    /// Notes that a part stands in this posting, in a line of so many parts that are always assessed.
    fn list(&mut self, id: u32, heavy: bool, counted: usize) {
        let Some(part) = self.parts.get_mut(id as usize).filter(|part| !matches!(part.class, Class::Free | Class::Never)) else {
            return;
        };
        put(&mut part.list, (self.docs - part.last).into());
        part.last = self.docs;
        let counted = u8::try_from(counted.min(MOST_PARTS)).unwrap_or(0);
        part.list.push(counted | if heavy { 0 } else { 0x80 });
    }

    fn pack(&mut self, out: &mut Writer) -> io::Result<()> {
        if !self.texts.is_empty() {
            let packed = zstd::bulk::compress(&self.texts, EFFORT)?;
            self.blocks.push(Block { extent: out.put(&packed)?, raw: self.texts.len() as u64, first: self.first });
            self.first = self.docs;
            self.texts.clear();
        }
        Ok(())
    }

    /// Writes what is left.
    pub(super) fn finish(mut self, out: &mut Writer) -> io::Result<Segment> {
        self.pack(out)?;
        let (mut heads, mut exprs, mut lists) = (Vec::with_capacity(self.parts.len() * HEAD), Vec::new(), Vec::new());
        for part in &self.parts {
            exprs.extend(&part.expr);
            lists.extend(&part.list);
            heads.extend(end(&exprs)?);
            heads.extend(end(&lists)?);
            heads.extend(u32::try_from(part.families).map_err(io::Error::other)?.to_le_bytes());
            heads.push(part.class as u8);
        }
        let mut keys = Vec::new();
        let mut last = 0;
        for (key, parts) in &self.keys {
            put(&mut keys, key - last);
            last = *key;
            put_len(&mut keys, parts.len());
            let mut before = 0;
            for part in parts {
                put(&mut keys, (part - before).into());
                before = *part;
            }
        }
        Ok(Segment {
            docs: self.docs,
            families: self.families,
            keys: out.put(&keys)?,
            heads: out.put(&heads)?,
            exprs: out.put(&exprs)?,
            lists: out.put(&lists)?,
            places: out.put(&self.places)?,
            trees: out.put(&self.trees)?,
            ids: out.put(&self.ids)?,
            texts: self.blocks,
            removed: Vec::new(),
        })
    }
}

/// Where some bytes end, as it is stored.
fn end(bytes: &[u8]) -> io::Result<[u8; 4]> {
    u32::try_from(bytes.len()).map(u32::to_le_bytes).map_err(io::Error::other)
}

/// What a reference means, as a number.
pub(super) const fn target(to: RefTo) -> u8 {
    match to {
        RefTo::Required => 0,
        RefTo::Preferred => 1,
        RefTo::Above => 2,
    }
}
