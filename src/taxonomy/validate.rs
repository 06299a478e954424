//! The checks that every taxonomy file passes, the project's own when it is built and a user's with `taxonomy check`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::entry::{Entry, Kind, Reference};
use super::variants;
use crate::diagnostic::{Diagnostic, Message};
use crate::source::Source;
use crate::span::Span;
use crate::text::boundary::is_hangul;
use crate::text::near;

/// Where a fact may come from. `field` is the curator's own knowledge.
pub const SOURCES: &[&str] = &["field", "gh", "onet", "esco", "linguist", "si", "cncf", "trove", "ko_aliases"];

const SKILL_LEVELS: &[&str] = &["beginner", "intermediate", "advanced", "expert"];
const LANGUAGE_LEVELS: &[&str] = &["basic", "conversational", "business", "fluent", "native"];

/// The longest spelling, in characters: nobody writes a longer name.
const LONGEST: usize = 200;

/// Faults of order: in the project's own files ids are sorted, so that two people who add a skill do not meet at the end of the file.
/// Overlays may be in any order.
#[must_use]
pub fn check_order(entries: &[Entry], files: &[Source]) -> Vec<Diagnostic> {
    let pairs = entries.iter().zip(entries.iter().skip(1));
    pairs
        .filter(|(before, entry)| before.file == entry.file && before.id > entry.id)
        .map(|(before, entry)| files[entry.file].error(entry.span, "not-sorted", &[("id", &entry.id), ("before", &before.id)]))
        .collect()
}

struct Checker<'a> {
    files: &'a [Source],
    by_id: HashMap<&'a str, &'a Entry>,
    problems: Vec<Diagnostic>,
}

/// All faults of the entries, in the order of files and places.
#[must_use]
pub fn check(entries: &[Entry], files: &[Source]) -> Vec<Diagnostic> {
    let mut checker = Checker { files, by_id: HashMap::new(), problems: Vec::new() };
    checker.ids(entries);
    for entry in entries {
        checker.entry(entry);
    }
    checker.pairs(entries);
    checker.cycles(entries);
    checker.surfaces(entries);
    checker.problems.sort_by_key(|problem| problem.location.as_ref().map(|at| (at.path.clone(), at.line, at.column)));
    checker.problems
}

impl<'a> Checker<'a> {
    fn fault(&mut self, (file, span): (usize, Span), key: &'static str, args: &[(&'static str, &str)]) -> &mut Diagnostic {
        self.problems.push(self.files[file].error(span, key, args));
        self.problems.last_mut().expect("one was pushed just now")
    }

    fn ids(&mut self, entries: &'a [Entry]) {
        for entry in entries {
            let form = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
            if !entry.id.split('-').all(form) {
                self.fault((entry.file, entry.span), "bad-id", &[("id", &entry.id)]);
            }
            if let Some(first) = self.by_id.insert(&entry.id, entry) {
                let there = self.files[first.file].locate(first.span);
                let there = format!("{}:{}", there.path, there.line);
                self.fault((entry.file, entry.span), "skill-twice", &[("id", &entry.id), ("there", &there)]);
            }
        }
    }

    fn entry(&mut self, entry: &Entry) {
        for to in entry.broader.iter().chain(&entry.implies).chain(&entry.similar).chain(&entry.evidence) {
            self.reference(entry, to);
        }
        if let [alone] = entry.parts.as_slice() {
            self.fault((alone.file, alone.span), "part-alone", &[("id", &alone.id)]);
        }
        for to in &entry.evidence {
            let known = self.by_id.get(to.id.as_str()).map(|skill| skill.kind);
            let levels = if known == Some(Kind::SpokenLanguage) { LANGUAGE_LEVELS } else { SKILL_LEVELS };
            let level = to.level.as_deref().unwrap_or_default();
            if !levels.contains(&level) {
                self.fault((to.file, to.span), "unknown-word", &[("word", level)]).help =
                    Some(Message::new("help-words", &[("words", &levels.join(", "))]));
            }
        }
        if entry.kind == Kind::SpokenLanguage && entry.code.as_deref().is_none_or(|code| code.len() != 2) {
            self.fault((entry.file, entry.span), "language-needs-code", &[("id", &entry.id)]);
        }
        if entry.kind != Kind::Certificate && !entry.evidence.is_empty() {
            self.fault((entry.file, entry.span), "evidence-of-certificate", &[("id", &entry.id)]);
        }
        for (tag, span) in &entry.sources {
            if !SOURCES.contains(&tag.as_str()) {
                self.fault((entry.file, *span), "unknown-source", &[("tag", tag), ("known", &SOURCES.join(", "))]);
            }
        }
        self.aliases(entry);
    }

    fn reference(&mut self, entry: &Entry, to: &Reference) {
        if to.id == entry.id {
            self.fault((to.file, to.span), "refers-to-itself", &[("id", &to.id)]);
        } else if !self.by_id.contains_key(to.id.as_str()) {
            let mut known: Vec<&str> = self.by_id.keys().copied().collect();
            known.sort_unstable();
            let near = near::nearest(&to.id, known).map(str::to_owned);
            let problem = self.fault((to.file, to.span), "unknown-skill", &[("id", &to.id)]);
            problem.help = Some(match near {
                Some(near) => Message::new("help-nearest", &[("near", &near)]),
                None => Message::new("help-search-skill", &[("id", &to.id)]),
            });
        }
    }

    fn aliases(&mut self, entry: &Entry) {
        let mut seen = BTreeSet::new();
        for alias in &entry.aliases {
            if alias.deny {
                if alias.note.is_none() {
                    self.fault((alias.file, alias.span), "deny-needs-note", &[("text", &alias.text)]);
                }
                continue;
            }
            if alias.text.chars().count() > LONGEST {
                self.fault((alias.file, alias.span), "alias-long", &[("limit", &LONGEST.to_string())]);
                continue;
            }
            let key = variants::key(&alias.text);
            if key.is_empty() {
                self.fault((alias.file, alias.span), "alias-empty", &[("text", &alias.text)]);
                continue;
            }
            // Spellings that differ in letter case alone are two where case counts (Go, GO).
            if !seen.insert((key.clone(), alias.exact.then(|| alias.text.clone()))) {
                self.fault((alias.file, alias.span), "alias-by-rule", &[("text", &alias.text)]);
            }
            let letters = key.chars().count();
            let short = letters == 1 || letters == 2 && key.chars().all(|c| c.is_ascii_alphabetic());
            let hangul = key.chars().any(is_hangul);
            if short && !alias.is_gated() {
                let fault = if hangul { "short-hangul" } else { "short-latin" };
                self.fault((alias.file, alias.span), fault, &[("text", &alias.text)]);
            }
        }
    }

    /// A pair of substitutes is written once, so that its degree has one place.
    fn pairs(&mut self, entries: &[Entry]) {
        let mut seen = BTreeSet::new();
        for entry in entries {
            for to in &entry.similar {
                let pair = if entry.id < to.id { (&entry.id, &to.id) } else { (&to.id, &entry.id) };
                if !seen.insert(pair) {
                    self.fault((to.file, to.span), "pair-twice", &[("a", &entry.id), ("b", &to.id)]);
                }
            }
        }
    }

    /// `broader` and `implies` together must not lead back.
    fn cycles(&mut self, entries: &[Entry]) {
        let mut done: BTreeSet<&str> = BTreeSet::new();
        for entry in entries {
            let mut path: Vec<(&str, usize)> = vec![(&entry.id, 0)];
            while let Some((id, next)) = path.last().copied() {
                let Some(at) = self.by_id.get(id).copied() else {
                    path.pop();
                    continue;
                };
                let Some(to) = edges(at).nth(next).filter(|_| !done.contains(id)) else {
                    done.insert(&at.id);
                    path.pop();
                    continue;
                };
                if let Some(top) = path.last_mut() {
                    top.1 += 1;
                }
                if let Some(from) = path.iter().position(|(id, _)| *id == to.id) {
                    let ring: Vec<&str> = path[from..].iter().map(|(id, _)| *id).chain([to.id.as_str()]).collect();
                    // An overlay closed the ring where one of its steps is the overlay's: the fault is shown there.
                    let steps = path[from..].iter().filter_map(|(id, next)| edges(self.by_id.get(*id).copied()?).nth(next - 1));
                    let shown = steps.max_by_key(|step| step.file).unwrap_or(to);
                    let help = Message::new("help-cycle", &[]);
                    self.fault((shown.file, shown.span), "cycle", &[("ring", &ring.join(" → "))]).help = Some(help);
                } else if let Some((known, _)) = self.by_id.get_key_value(to.id.as_str()) {
                    path.push((known, 0));
                }
            }
        }
    }

    /// A spelling belongs to one skill, or every owner gates it. Degree fields may share the name of a skill.
    fn surfaces(&mut self, entries: &[Entry]) {
        let mut owners: BTreeMap<(bool, String), Vec<(&Entry, usize)>> = BTreeMap::new();
        for entry in entries {
            for (at, alias) in entry.aliases.iter().enumerate() {
                if !alias.deny {
                    let key = (entry.kind == Kind::DegreeField, variants::key(&alias.text));
                    owners.entry(key).or_default().push((entry, at));
                }
            }
        }
        for claims in owners.values_mut().filter(|claims| claims.len() > 1) {
            // The last file that claims a spelling is the one to mend: an overlay rather than the data that it lies over.
            claims.sort_by_key(|(entry, at)| entry.aliases[*at].file);
            let gated = claims.iter().all(|(entry, at)| entry.aliases[*at].is_gated());
            for (entry, at) in &claims[1..] {
                if !gated && entry.id != claims[0].0.id {
                    let (alias, other) = (&entry.aliases[*at], claims[0].0.id.as_str());
                    let args = [("text", alias.text.as_str()), ("other", other)];
                    self.fault((alias.file, alias.span), "surface-twice", &args).help = Some(Message::new("help-surface-twice", &args));
                }
            }
        }
    }
}

/// The steps towards the general: `broader` and `implies`.
fn edges(entry: &Entry) -> impl Iterator<Item = &Reference> {
    entry.broader.iter().chain(&entry.implies)
}
