//! Spoken languages: names, ISO codes, tests and certificates.

use crate::levels::{LanguageLevel, Level};
use crate::profile::exam::{self, Exam};
use crate::profile::model::{Language, Text};
use crate::taxonomy::find::Finder;
use crate::taxonomy::resolve::Resolved;
use crate::taxonomy::{Kind, SkillId, Taxonomy};
use crate::text::Folded;

use super::build::{Builder, Claim};
use super::{HeldCertificate, HeldLanguage, Strength, own_words};

// `CODES`: an ISO 639 code, and the code that the taxonomy knows the language by.
include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// A language with one piece of evidence.
#[derive(Debug, Clone)]
pub(super) struct Spoken {
    pub language: SkillId,
    pub level: Option<LanguageLevel>,
    /// Whether only a certificate without a score speaks of it: that never overrides what is stated.
    pub pointed: bool,
    pub evidence: String,
}

impl Builder<'_> {
    /// An entry of `languages`.
    pub(super) fn language(&mut self, entry: &Language) {
        let named = language_of(self.taxonomy, &entry.name.text);
        if named.is_empty() {
            match self.taxonomy.resolve(&entry.name.text) {
                Resolved::Skills(_) => self.name(&entry.name, &Claim::default()),
                Resolved::Within(_) | Resolved::Unknown => {
                    self.own(&entry.name, &Claim::default());
                    self.unknown(&entry.name, "unknown-language");
                }
            }
        }
        let mut level = entry.level;
        let exam = entry.test.as_ref().and_then(|test| self.taken(entry, test, &named));
        if let Some(exam) = exam {
            level = level.or(exam.score.and_then(|score| score.level));
        }
        if let (Some(score), None) = (&entry.score, &entry.test) {
            self.warn(&score.place, "score-without-test", &[("score", &score.text)]);
        }
        for &language in &named {
            self.spoken.push(Spoken { language, level, pointed: false, evidence: entry.name.place.path.clone() });
        }
        if let Some(test) = &entry.test {
            let text =
                [Some(test), entry.score.as_ref()].into_iter().flatten().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" ");
            let skills = self.mentions(&text);
            let evidence = entry.name.place.path.clone();
            self.out.certificates.push(HeldCertificate { words: own_words(&text), text, skills, evidence });
        }
    }

    /// The test of a language entry, where it is one of that language; what is wrong with it is warned of.
    fn taken(&mut self, entry: &Language, test: &Text, named: &[SkillId]) -> Option<Exam> {
        let score = entry.score.as_ref().map_or("", |score| score.text.as_str());
        let exam = exam::read(&format!("{} {score}", test.text));
        let Some(exam) = exam else {
            if entry.level.is_none() {
                self.warn(&test.place, "unknown-test", &[("name", &test.text)]);
            }
            return None;
        };
        let other =
            exam.language.filter(|_| exam.fixed).and_then(|id| self.taxonomy.by_id(id)).filter(|language| !named.contains(language));
        if other.is_some() && !named.is_empty() {
            self.warn(&test.place, "test-of-other-language", &[("test", exam.name), ("language", &entry.name.text)]);
            return None;
        }
        if let (Some(score), None, None) = (&entry.score, exam.score, entry.level) {
            self.warn(&score.place, "unknown-score", &[("score", &score.text), ("test", exam.name)]);
        }
        Some(exam)
    }

    /// A certificate: what the taxonomy says that it points to, and the level that a score in its name implies.
    pub(super) fn certificate(&mut self, name: &Text) {
        let taxonomy = self.taxonomy;
        let skills = self.mentions(&name.text);
        if skills.is_empty() {
            self.unknown(name, "unknown-certificate");
        }
        let evidence = &name.place.path;
        let kind = |key: SkillId| taxonomy.skill(key).kind();
        let scored = exam::read(&name.text).filter(|exam| exam.score.is_some());
        let language = scored.and_then(|exam| {
            let named = skills.iter().copied().find(|&key| kind(key) == Kind::SpokenLanguage).filter(|_| !exam.fixed);
            named.or_else(|| taxonomy.by_id(exam.language?))
        });
        if let Some(language) = language {
            let level = scored.and_then(|exam| exam.score).and_then(|score| score.level);
            self.spoken.push(Spoken { language, level, pointed: false, evidence: evidence.clone() });
        }
        for &key in &skills {
            if kind(key).is_hard() {
                self.hold(key, Strength::Pointed(None), &Claim::default(), evidence);
            }
            for (to, word) in taxonomy.skill(key).evidence() {
                if kind(to) == Kind::SpokenLanguage {
                    let level = LanguageLevel::WORDS.iter().find(|(known, _)| *known == word).map(|(_, level)| *level);
                    if scored.is_none() {
                        self.spoken.push(Spoken { language: to, level, pointed: true, evidence: evidence.clone() });
                    }
                } else if kind(to).is_hard() {
                    let level = Level::WORDS.iter().find(|(known, _)| *known == word).map(|(_, level)| *level);
                    self.hold(to, Strength::Pointed(level), &Claim::default(), evidence);
                }
            }
        }
        self.out.certificates.push(HeldCertificate {
            words: own_words(&name.text),
            text: name.text.clone(),
            skills,
            evidence: evidence.clone(),
        });
    }

    /// Certificates, hard skills and spoken languages that a text names, by id.
    fn mentions(&self, text: &str) -> Vec<SkillId> {
        if let Some(key) = self.taxonomy.by_id(text) {
            return vec![key];
        }
        let mut found = Vec::new();
        Finder::new(self.taxonomy).find(&Folded::new(text), &mut found);
        let mut keys: Vec<SkillId> = found.iter().map(|mention| mention.skill).collect();
        keys.retain(|&key| !matches!(self.taxonomy.skill(key).kind(), Kind::Trait | Kind::DegreeField));
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// One entry a language: the highest level of those that are stated or scored; else of those that are pointed to.
pub(super) fn merged(mut spoken: Vec<Spoken>) -> Vec<HeldLanguage> {
    // Stable, so that of equals the first in the profile is the evidence.
    spoken.sort_by(|a, b| {
        let weight = |one: &Spoken| (one.level.is_none(), one.pointed);
        a.language.cmp(&b.language).then(weight(a).cmp(&weight(b))).then(b.level.cmp(&a.level))
    });
    spoken.dedup_by_key(|one| one.language);
    spoken.into_iter().map(|Spoken { language, level, evidence, .. }| HeldLanguage { language, level, evidence }).collect()
}

/// The level of a language that was listed among the skills.
pub(super) const fn language_level(level: Level) -> LanguageLevel {
    match level {
        Level::Beginner => LanguageLevel::Basic,
        Level::Intermediate => LanguageLevel::Conversational,
        Level::Advanced | Level::Expert => LanguageLevel::Fluent,
    }
}

/// The spoken languages that a name or an ISO code means: one as a rule.
fn language_of(taxonomy: &Taxonomy, name: &str) -> Vec<SkillId> {
    if let Some(key) = by_code(taxonomy, name) {
        return vec![key];
    }
    let (Resolved::Skills(keys) | Resolved::Within(keys)) = taxonomy.resolve(name) else { return Vec::new() };
    keys.into_iter().filter(|&key| taxonomy.skill(key).kind() == Kind::SpokenLanguage).collect()
}

/// A language by its ISO 639 code of two or three letters, a region behind it or not (`en`, `kor`, `pt-BR`).
fn by_code(taxonomy: &Taxonomy, name: &str) -> Option<SkillId> {
    let code = name.split(['-', '_']).next()?.to_ascii_lowercase();
    if !matches!(code.len(), 2 | 3) || !code.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let mut wanted = code.as_str();
    for _ in 0..2 {
        wanted = CODES.iter().find(|(from, _)| *from == wanted).map_or(wanted, |(_, to)| to);
    }
    let by_id = taxonomy.by_id(wanted).filter(|&key| taxonomy.skill(key).kind() == Kind::SpokenLanguage);
    by_id.or_else(|| taxonomy.skills().find(|skill| skill.code() == wanted).map(|skill| skill.key))
}
