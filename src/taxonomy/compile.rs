//! From checked entries to the packed taxonomy, and back from packed bytes.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::entry::{Entry, Kind};
use super::model::{AliasRow, Automaton, GateRow, Lists, Rows, SkillId, SkillRow, Taxonomy, Text};
use super::variants;
use crate::text::fold::Folded;

/// Month of the data, the first half of the version.
const MONTH: &str = "2026.11";

/// Builds the taxonomy of entries that passed [`super::validate::check`]. `digest` is what the version tells the data by.
///
/// # Panics
/// Where the automaton cannot be built: with more than 16 million spellings.
#[must_use]
pub fn compile(mut entries: Vec<Entry>, digest: &str) -> Taxonomy {
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    let places: HashMap<String, SkillId> = entries.iter().zip(0..).map(|(entry, at)| (entry.id.clone(), SkillId(at))).collect();
    let mut pool = Pool::default();
    let mut rows = Rows {
        pool: Cow::Borrowed(""),
        version: Cow::Owned(format!("{MONTH}+sha256:{digest}")),
        skills: Vec::with_capacity(entries.len()),
        broader: Lists::default(),
        implies: Lists::default(),
        closure: Lists::default(),
        similar: Lists::default(),
        evidence: Lists::default(),
        external: Lists::default(),
        was: Vec::new(),
        aliases: Vec::new(),
        gates: Vec::new(),
        patterns: Lists::default(),
    };
    let similar = both_ways(&entries, &places);
    for (entry, at) in entries.iter().zip(0..) {
        let key = SkillId(at);
        rows.skills.push(SkillRow {
            id: pool.add(&entry.id),
            name: pool.add(&entry.name),
            code: pool.add(entry.code.as_deref().unwrap_or_default()),
            kind: entry.kind,
        });
        let known = |id: &str| places.get(id).copied();
        rows.broader.push(entry.broader.iter().filter_map(|to| known(&to.id)));
        rows.implies.push(entry.implies.iter().filter_map(|to| known(&to.id)));
        rows.similar.push(similar.get(&key).into_iter().flatten().copied());
        let evidence: Vec<_> = entry.evidence.iter().filter_map(|to| Some((known(&to.id)?, pool.add(to.level.as_deref()?)))).collect();
        rows.evidence.push(evidence);
        let external: Vec<_> = entry.ids.iter().map(|(scheme, id)| (pool.add(scheme), pool.add(id))).collect();
        rows.external.push(external);
        rows.was.extend(entry.was.iter().map(|old| (pool.add(old), key)));
        aliases(entry, key, &places, &mut rows, &mut pool);
    }
    for at in 0..entries.len() {
        let closure = closure(&rows, at);
        rows.closure.push(closure);
    }
    rows.pool = Cow::Owned(pool.text);
    let automaton = patterns(&mut rows);
    Taxonomy { rows, automaton }
}

/// The digest of data files for the version: the first 12 hexadecimal digits of SHA-256.
#[must_use]
pub fn digest<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().take(6).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn both_ways(entries: &[Entry], places: &HashMap<String, SkillId>) -> BTreeMap<SkillId, BTreeSet<(SkillId, u8)>> {
    let mut out: BTreeMap<SkillId, BTreeSet<(SkillId, u8)>> = BTreeMap::new();
    for entry in entries {
        for to in &entry.similar {
            let (Some(&a), Some(&b)) = (places.get(&entry.id), places.get(&to.id)) else { continue };
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "degrees are at most 0.7")]
            let hundredths = (to.degree * 100.0).round() as u8;
            out.entry(a).or_default().insert((b, hundredths));
            out.entry(b).or_default().insert((a, hundredths));
        }
    }
    out
}

fn aliases(entry: &Entry, key: SkillId, places: &HashMap<String, SkillId>, rows: &mut Rows<'_>, pool: &mut Pool) {
    let denied: BTreeSet<String> = entry.aliases.iter().filter(|alias| alias.deny).map(|alias| variants::key(&alias.text)).collect();
    for alias in &entry.aliases {
        if denied.contains(&variants::key(&alias.text)) {
            continue;
        }
        let gate = if alias.need.is_empty() && alias.not_near.is_empty() {
            0
        } else {
            let (skills, words): (Vec<_>, Vec<_>) = alias.need.iter().partition(|need| places.contains_key(*need));
            let mut folded = |word: &String| pool.add(&Folded::new(word).text);
            let row = GateRow {
                need_words: words.into_iter().map(&mut folded).collect(),
                not_near: alias.not_near.iter().map(&mut folded).collect(),
                need_skills: skills.into_iter().map(|id| places[id]).collect(),
            };
            rows.gates.push(row);
            u32::try_from(rows.gates.len()).unwrap_or(0)
        };
        rows.aliases.push(AliasRow { skill: key, text: pool.add(&alias.text), exact: alias.exact, only: alias.only, gate });
    }
}

fn closure(rows: &Rows<'_>, at: usize) -> Vec<SkillId> {
    let mut seen = vec![SkillId(u32::try_from(at).unwrap_or(u32::MAX))];
    let mut next = 0;
    while let Some(&key) = seen.get(next) {
        next += 1;
        for list in [&rows.broader, &rows.implies] {
            for to in list.get(key.index()) {
                if !seen.contains(to) {
                    seen.push(*to);
                }
            }
        }
    }
    seen
}

/// Expands every alias to its spellings and builds the automaton over them.
fn patterns(rows: &mut Rows<'_>) -> Automaton {
    let mut by_text: BTreeMap<String, BTreeSet<(u32, u64)>> = BTreeMap::new();
    for (alias, at) in rows.aliases.iter().zip(0..) {
        let text = &rows.pool[alias.text.at as usize..][..alias.text.len as usize];
        for spelling in variants::expand(text) {
            by_text.entry(spelling.letters).or_default().insert((at, spelling.seams));
        }
    }
    for owners in by_text.values() {
        rows.patterns.push(owners.iter().copied());
    }
    let patterns = by_text.keys().zip(0_u32..);
    Automaton::with_values(patterns).expect("the spellings are distinct, not empty and fewer than 2^24")
}

/// Text written once.
#[derive(Default)]
struct Pool {
    text: String,
    places: HashMap<String, Text>,
}

impl Pool {
    fn add(&mut self, text: &str) -> Text {
        if let Some(&place) = self.places.get(text) {
            return place;
        }
        let place = Text { at: u32::try_from(self.text.len()).unwrap_or(u32::MAX), len: u32::try_from(text.len()).unwrap_or(u32::MAX) };
        self.text.push_str(text);
        self.places.insert(text.to_owned(), place);
        place
    }
}

/// The taxonomy as bytes: length of the rows, the rows, the automaton.
///
/// # Panics
/// Never: rows of integers and text always serialize.
#[must_use]
pub fn pack(taxonomy: &Taxonomy) -> Vec<u8> {
    let rows = postcard::to_stdvec(&taxonomy.rows).expect("rows of integers and text serialize");
    let mut out = Vec::with_capacity(rows.len() + 8);
    out.extend((rows.len() as u64).to_le_bytes());
    out.extend(rows);
    out.extend(taxonomy.automaton.serialize());
    out
}

/// Reads what [`pack`] wrote; `None` where the bytes are damaged.
#[must_use]
pub fn unpack(bytes: &'static [u8]) -> Option<Taxonomy> {
    let (len, rest) = bytes.split_first_chunk::<8>()?;
    let len = usize::try_from(u64::from_le_bytes(*len)).ok()?;
    let (rows, automaton) = rest.split_at_checked(len)?;
    let rows = postcard::from_bytes(rows).ok()?;
    let (automaton, _) = Automaton::deserialize(automaton).ok()?;
    Some(Taxonomy { rows, automaton })
}

/// Counts by kind, for reports.
#[must_use]
pub fn census(taxonomy: &Taxonomy) -> Vec<(Kind, usize)> {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for skill in taxonomy.skills() {
        *counts.entry(skill.kind()).or_default() += 1;
    }
    counts.into_iter().collect()
}
