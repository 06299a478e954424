//! From checked entries to the columns of the taxonomy.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::entry::{Entry, Kind, Only};
use super::model::{AliasRow, Evidence, External, Lists, Rows, Similar, SkillId, SkillRow, Strict, Taxonomy, Text, Was, table};
use super::spelling::{Deciding, Spelled, Spellings};
use super::variants;
use crate::text::fold::Folded;

/// Month of the data, the first half of the version.
const MONTH: &str = "2026.11";

/// Builds the taxonomy of entries that passed [`super::validate::check`]. `digest` is what the version tells the data by.
///
/// # Panics
/// Where there are more than half a billion letters.
#[must_use]
pub fn compile(mut entries: Vec<Entry>, digest: &str) -> Taxonomy {
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    let places: HashMap<String, SkillId> = entries.iter().zip(0..).map(|(entry, at)| (entry.id.clone(), SkillId(at))).collect();
    let mut pool = Pool::default();
    // Looked up often: those that are compared, or shown, lie together.
    for text in entries.iter().map(|entry| &entry.id).chain(entries.iter().map(|entry| &entry.name)) {
        pool.add(text);
    }
    for alias in entries.iter().flat_map(|entry| &entry.aliases).filter(|alias| alias.exact) {
        pool.add(&alias.text);
    }
    let mut rows = Rows { version: format!("{MONTH}+sha256:{digest}").into_bytes().into(), ..Rows::default() };
    let similar = both_ways(&entries, &places);
    let mut deciding = Vec::new();
    for (entry, at) in entries.iter().zip(0..) {
        let key = SkillId(at);
        rows.skills.to_mut().push(SkillRow {
            id: pool.add(&entry.id),
            name: pool.add(&entry.name),
            code: pool.add(entry.code.as_deref().unwrap_or_default()),
            kind: Kind::ALL.iter().zip(0..).find(|((_, kind), _)| *kind == entry.kind).map_or(0, |(_, at)| at),
        });
        let known = |id: &str| places.get(id).copied();
        rows.broader.push(entry.broader.iter().filter_map(|to| known(&to.id)));
        rows.implies.push(entry.implies.iter().filter_map(|to| known(&to.id)));
        rows.parts.push(entry.parts.iter().filter_map(|to| known(&to.id)));
        rows.similar.push(similar.get(&key).into_iter().flatten().copied());
        let evidence: Vec<_> = entry
            .evidence
            .iter()
            .filter_map(|to| Some(Evidence { skill: known(&to.id)?, level: pool.add(to.level.as_deref()?) }))
            .collect();
        rows.evidence.push(evidence);
        let external: Vec<_> = entry.ids.iter().map(|(scheme, id)| External { scheme: pool.add(scheme), id: pool.add(id) }).collect();
        rows.external.push(external);
        rows.was.to_mut().extend(entry.was.iter().map(|old| Was { id: pool.add(old), skill: key }));
        aliases(entry, &places, &mut rows, &mut pool, &mut deciding);
    }
    let ids: Vec<&str> =
        entries.iter().map(|entry| &*entry.id).chain(entries.iter().flat_map(|entry| &entry.was).map(String::as_str)).collect();
    rows.ids = table(ids.into_iter()).into();
    for at in 0..entries.len() {
        let (closure, wider) = closure(&rows, at);
        rows.closure.push(closure);
        rows.wider.to_mut().push(u16::try_from(wider).unwrap_or(u16::MAX));
    }
    rows.under = turned(&rows.closure);
    rows.pool = pool.text.into();
    let spellings = spellings(&mut rows, &deciding);
    Taxonomy { rows, spellings }
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

fn both_ways(entries: &[Entry], places: &HashMap<String, SkillId>) -> BTreeMap<SkillId, BTreeSet<Similar>> {
    let mut out: BTreeMap<SkillId, BTreeSet<Similar>> = BTreeMap::new();
    for entry in entries {
        for to in &entry.similar {
            let (Some(&a), Some(&b)) = (places.get(&entry.id), places.get(&to.id)) else { continue };
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "degrees are at most 0.7")]
            let hundredths = (to.degree * 100.0).round() as u32;
            out.entry(a).or_default().insert(Similar { skill: b, hundredths });
            out.entry(b).or_default().insert(Similar { skill: a, hundredths });
        }
    }
    out
}

fn aliases(entry: &Entry, places: &HashMap<String, SkillId>, rows: &mut Rows, pool: &mut Pool, deciding: &mut Vec<Deciding>) {
    let mut found = Vec::with_capacity(entry.aliases.len());
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
            rows.need_words.push(words.into_iter().map(&mut folded).collect::<Vec<_>>());
            rows.not_near.push(alias.not_near.iter().map(&mut folded).collect::<Vec<_>>());
            rows.need_skills.push(skills.into_iter().map(|id| places[id]));
            u32::try_from(rows.not_near.ends.len()).unwrap_or(0)
        };
        let (exact, only, text) = (alias.exact, alias.only, pool.add(&alias.text));
        let mut strict = 0;
        if exact || gate > 0 {
            strict = u32::try_from(rows.strict.len()).unwrap_or(u32::MAX);
            rows.strict.to_mut().push(Strict { text, gate });
        }
        deciding.push(Deciding { exact, only, gate, strict });
        found.push(AliasRow { text, gated: u32::from(exact || gate > 0 || only != Only::Anywhere) });
    }
    rows.aliases.push(found);
}

/// All that a skill is or entails, what it is first, and how many these are.
fn closure(rows: &Rows, at: usize) -> (Vec<SkillId>, usize) {
    let mut seen = vec![SkillId(u32::try_from(at).unwrap_or(u32::MAX))];
    add_all(&mut seen, &[&rows.broader]);
    let wider = seen.len();
    add_all(&mut seen, &[&rows.broader, &rows.implies]);
    (seen, wider)
}

/// For each skill those in whose list it stands.
fn turned(lists: &Lists<SkillId>) -> Lists<SkillId> {
    let mut out = vec![Vec::new(); lists.ends.len()];
    for at in 0..lists.ends.len() {
        for to in lists.get(at) {
            out[to.index()].push(SkillId(u32::try_from(at).unwrap_or(u32::MAX)));
        }
    }
    let mut turned = Lists::default();
    for list in out {
        turned.push(list);
    }
    turned
}

/// Adds all that the skills of a list lead to by some relations.
fn add_all(seen: &mut Vec<SkillId>, relations: &[&Lists<SkillId>]) {
    let mut next = 0;
    while let Some(&key) = seen.get(next) {
        next += 1;
        for to in relations.iter().flat_map(|relation| relation.get(key.index())) {
            if !seen.contains(to) {
                seen.push(*to);
            }
        }
    }
}

/// Expands every alias to its spellings.
fn spellings(rows: &mut Rows, deciding: &[Deciding]) -> Spellings {
    let mut by_text: BTreeMap<String, BTreeSet<Spelled>> = BTreeMap::new();
    let mut seams: BTreeMap<u64, u32> = BTreeMap::new();
    let mut deciding = deciding.iter();
    for (row, skill) in rows.skills.iter().zip(0..) {
        let is_field = Kind::ALL[row.kind as usize].1 == Kind::DegreeField;
        for (alias, deciding) in rows.aliases.get(skill as usize).iter().zip(&mut deciding) {
            let text = &rows.pool[alias.text.at as usize..][..alias.text.len as usize];
            for spelling in variants::expand(text) {
                let next = u32::try_from(seams.len()).unwrap_or(u32::MAX);
                let seams = *seams.entry(spelling.seams).or_insert(next);
                by_text.entry(spelling.letters).or_default().insert(Spelled::new(SkillId(skill), is_field, deciding, seams));
            }
        }
    }
    rows.seams = vec![0; seams.len()].into();
    for (bits, at) in seams {
        rows.seams.to_mut()[at as usize] = bits;
    }
    Spellings::build(&by_text).expect("the spellings are not empty and few enough")
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

/// Counts by kind, for reports.
#[must_use]
pub fn census(taxonomy: &Taxonomy) -> Vec<(Kind, usize)> {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for skill in taxonomy.skills() {
        *counts.entry(skill.kind()).or_default() += 1;
    }
    counts.into_iter().collect()
}
