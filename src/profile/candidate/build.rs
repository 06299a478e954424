//! Puts a candidate together, one part of the profile after the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::levels::Level;
use crate::occupation::Worked;
use crate::profile::model::{Experience, Place, Profile, Text};
use crate::profile::month::Month;
use crate::taxonomy::find::Finder;
use crate::taxonomy::resolve::Resolved;
use crate::taxonomy::{Kind, SkillId, Taxonomy};
use crate::text::Folded;

use super::languages::{self, Spoken};
use super::time::{self, Period, Span};
use super::{Candidate, Held, HeldDegree, OwnTerm, Strength, Warning, own_words};

/// What is said beside a name.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Claim {
    pub level: Option<Level>,
    /// Months as stated.
    pub months: Option<f64>,
    /// Time of the job that lists the name.
    pub period: Option<Period>,
}

/// A skill with the times of the jobs that list it.
struct Tally {
    held: Held,
    periods: Vec<Period>,
}

/// A name of the candidate's own with the times of the jobs that list it.
struct OwnTally {
    term: OwnTerm,
    periods: Vec<Period>,
}

/// A candidate in the making.
pub(super) struct Builder<'a> {
    pub profile: &'a Profile,
    pub taxonomy: &'a Taxonomy,
    as_of: Month,
    pub out: Candidate,
    pub spoken: Vec<Spoken>,
    skills: BTreeMap<SkillId, Tally>,
    terms: BTreeMap<String, OwnTally>,
    traits: BTreeMap<SkillId, String>,
    /// Names that were warned of.
    warned: BTreeSet<(&'static str, String)>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(profile: &'a Profile, taxonomy: &'a Taxonomy, as_of: Month) -> Self {
        let out = Candidate {
            name: profile.name.text.clone(),
            worked: worked(profile),
            skills: Vec::new(),
            terms: Vec::new(),
            months: None,
            as_of_mattered: false,
            degrees: Vec::new(),
            languages: Vec::new(),
            certificates: Vec::new(),
            traits: Vec::new(),
            portfolio: profile.portfolio.as_ref().map(|portfolio| portfolio.text.clone()),
            warnings: Vec::new(),
        };
        Self {
            profile,
            taxonomy,
            as_of,
            out,
            spoken: Vec::new(),
            skills: BTreeMap::new(),
            terms: BTreeMap::new(),
            traits: BTreeMap::new(),
            warned: BTreeSet::new(),
        }
    }

    pub(super) fn build(mut self) -> Candidate {
        let profile = self.profile;
        for skill in &profile.skills {
            let claim = Claim { level: skill.level, months: skill.years.map(|years| years * 12.0), period: None };
            self.name(&skill.name, &claim);
        }
        let mut periods = Vec::new();
        for job in &profile.experience {
            let period = self.period(job);
            periods.extend(period);
            for name in &job.skills {
                self.name(name, &Claim { period, ..Claim::default() });
            }
        }
        for name in profile.projects.iter().flat_map(|project| &project.skills) {
            self.name(name, &Claim::default());
        }
        for study in &profile.education {
            self.study(study);
        }
        for language in &profile.languages {
            self.language(language);
        }
        for certificate in &profile.certificates {
            self.certificate(certificate);
        }
        for name in &profile.traits {
            self.claimed_trait(name);
        }
        self.free_texts();
        self.finish(&periods)
    }

    fn finish(mut self, periods: &[Period]) -> Candidate {
        let stated = self.profile.experience_years.map(|years| years * 12.0);
        let longest = self.profile.skills.iter().filter_map(|skill| skill.years).map(|years| years * 12.0).reduce(f64::max);
        let mut mattered = stated.is_none() && time::goes_on(periods);
        self.out.months = stated.or_else(|| time::months(periods)).or(longest);
        for Tally { mut held, periods } in self.skills.into_values() {
            if held.months.is_none() {
                held.months = time::months(&periods);
                mattered |= time::goes_on(&periods);
            }
            self.out.skills.push(held);
        }
        for OwnTally { mut term, periods } in self.terms.into_values() {
            if term.months.is_none() {
                term.months = time::months(&periods);
                mattered |= time::goes_on(&periods);
            }
            self.out.terms.push(term);
        }
        self.out.as_of_mattered |= mattered;
        self.out.languages = languages::merged(self.spoken);
        self.out.traits = self.traits.into_iter().collect();
        self.out
    }

    /// Puts a name that is listed as a skill where it belongs.
    pub(super) fn name(&mut self, name: &Text, claim: &Claim) {
        match self.taxonomy.resolve(&name.text) {
            Resolved::Skills(keys) => {
                for key in keys {
                    self.belongs(key, name, claim, true);
                }
            }
            Resolved::Within(keys) => {
                for key in keys {
                    self.belongs(key, name, claim, false);
                }
                self.own(name, claim);
            }
            Resolved::Unknown => {
                self.own(name, claim);
                self.unknown(name, "own-skill");
            }
        }
    }

    /// Puts a skill by its kind. A study or a certificate must be named as a `whole`: "SQLD class" is no SQLD.
    fn belongs(&mut self, key: SkillId, name: &Text, claim: &Claim, whole: bool) {
        let evidence = &name.place.path;
        match self.taxonomy.skill(key).kind() {
            Kind::Trait => {
                self.traits.entry(key).or_insert_with(|| evidence.clone());
            }
            Kind::SpokenLanguage => {
                let level = claim.level.map(languages::language_level);
                self.spoken.push(Spoken { language: key, level, pointed: false, evidence: evidence.clone() });
            }
            Kind::Certificate if whole => {
                if !self.out.certificates.iter().any(|known| known.evidence == *evidence) {
                    self.certificate(name);
                }
            }
            Kind::DegreeField if whole => {
                let words = Some(own_words(&name.text));
                self.out.degrees.push(HeldDegree { degree: None, fields: vec![key], words, evidence: evidence.clone() });
            }
            Kind::Certificate | Kind::DegreeField => {}
            _ => self.hold(key, Strength::Claimed, claim, evidence),
        }
    }

    /// Adds one piece of evidence for a hard skill. What is stated is joined; the strongest evidence is kept, of equals the first.
    pub(super) fn hold(&mut self, key: SkillId, strength: Strength, claim: &Claim, evidence: &str) {
        let tally = self.skills.entry(key).or_insert_with(|| Tally {
            held: Held { skill: key, level: None, months: None, strength, evidence: evidence.into() },
            periods: Vec::new(),
        });
        if rank(strength) > rank(tally.held.strength) {
            tally.held.strength = strength;
            tally.held.evidence = evidence.into();
        }
        tally.held.level = tally.held.level.max(claim.level);
        tally.held.months = larger(tally.held.months, claim.months);
        tally.periods.extend(claim.period);
    }

    /// Keeps a name as the candidate's own.
    pub(super) fn own(&mut self, name: &Text, claim: &Claim) {
        let words = own_words(&name.text);
        let tally = self.terms.entry(words.clone()).or_insert_with(|| OwnTally {
            term: OwnTerm { words, text: name.text.clone(), months: None, level: None, evidence: name.place.path.clone() },
            periods: Vec::new(),
        });
        tally.term.level = tally.term.level.max(claim.level);
        tally.term.months = larger(tally.term.months, claim.months);
        tally.periods.extend(claim.period);
    }

    /// A trait that is claimed. A name that is no trait goes where it belongs.
    fn claimed_trait(&mut self, name: &Text) {
        if self.taxonomy.resolve(&name.text) == Resolved::Unknown {
            self.own(name, &Claim::default());
            self.unknown(name, "unknown-trait");
        } else {
            self.name(name, &Claim::default());
        }
    }

    /// The time of a job; what is doubtful about it is warned of.
    fn period(&mut self, job: &Experience) -> Option<Period> {
        match time::span(job, self.as_of) {
            Span::Time { period, bare } => {
                if bare {
                    self.warn(&job.place, "no-end", &[]);
                }
                return Some(period);
            }
            Span::NoStart => self.warn(&job.place, "no-start", &[]),
            Span::Later => {
                let month = self.as_of.to_string();
                self.warn(&job.place, "starts-later", &[("month", &month)]);
                self.out.as_of_mattered |= self.profile.experience_years.is_none() || !job.skills.is_empty();
            }
            Span::Unknown => {}
        }
        None
    }

    /// Hard skills that are named in free text, line by line, since the gates of names look at a line.
    fn free_texts(&mut self) {
        let profile = self.profile;
        let jobs = profile.experience.iter().flat_map(|job| [&job.title, &job.summary]);
        let projects = profile.projects.iter().map(|project| &project.summary);
        let mut finder = Finder::new(self.taxonomy);
        let mut found = Vec::new();
        for text in std::iter::once(&profile.headline).chain(jobs).chain(projects).flatten() {
            for line in text.text.lines() {
                found.clear();
                finder.find(&Folded::new(line), &mut found);
                for mention in &found {
                    if self.taxonomy.skill(mention.skill).kind().is_hard() {
                        self.hold(mention.skill, Strength::Seen, &Claim::default(), &text.place.path);
                    }
                }
            }
        }
    }

    /// Warns of a name that the taxonomy does not know, once for the same words.
    pub(super) fn unknown(&mut self, name: &Text, key: &'static str) {
        if self.warned.insert((key, own_words(&name.text))) {
            let warning = Warning::new(self.profile, &name.place, key, &[("name", &name.text)]);
            self.out.warnings.push(warning.about(&name.text));
        }
    }

    pub(super) fn warn(&mut self, place: &Place, key: &'static str, args: &[(&'static str, &str)]) {
        self.out.warnings.push(Warning::new(self.profile, place, key, args));
    }
}

/// Titles of jobs and the headline say it; a name only where these do not.
fn worked(profile: &Profile) -> Worked {
    let titles = profile.experience.iter().filter_map(|job| job.title.as_ref());
    Worked::new(titles.chain(&profile.headline).map(|text| text.text.clone()).collect(), profile.name.text.clone())
}

/// Order of strength, the higher the stronger.
fn rank(strength: Strength) -> (u8, Option<Level>) {
    match strength {
        Strength::Claimed => (2, None),
        Strength::Seen => (1, None),
        Strength::Pointed(level) => (0, level),
    }
}

fn larger(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.max(b)),
        (a, b) => a.or(b),
    }
}
