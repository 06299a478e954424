//! A candidate: a profile resolved against the taxonomy. Pure: the same profile, taxonomy and month give the same candidate.

mod build;
mod education;
mod languages;
mod time;
mod warning;
mod what_if;

use std::sync::Arc;

use crate::levels::{Degree, LanguageLevel, Level};
use crate::occupation::Worked;
use crate::taxonomy::{SkillId, Taxonomy};
use crate::text::Folded;

use super::model::Profile;
use super::month::Month;

pub use warning::Warning;

/// What a candidate can show.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Name as written.
    pub name: String,
    /// What the name, the headline and the titles of jobs say that the candidate works as.
    pub worked: Worked,
    /// Hard skills, one entry a skill, by id.
    pub skills: Vec<Held>,
    /// Names that no skill covers, one entry for the same words, by words.
    pub terms: Vec<OwnTerm>,
    /// Total working time in months: as stated; else of all experience; else the longest stated for a skill; else unknown.
    pub months: Option<f64>,
    /// Whether another month for `present` would have given another candidate.
    pub as_of_mattered: bool,
    /// Degrees and studies, in the order of the profile.
    pub degrees: Vec<HeldDegree>,
    /// Spoken languages, one entry a language, by id.
    pub languages: Vec<HeldLanguage>,
    /// Certificates, licences and tests, in the order of the profile.
    pub certificates: Vec<HeldCertificate>,
    /// Claimed traits with the evidence, by id.
    pub traits: Vec<(SkillId, String)>,
    /// Portfolio as written.
    pub portfolio: Option<String>,
    /// What deserves a look, in the order of the profile's keys.
    pub warnings: Vec<Warning>,
}

/// How well a skill is shown, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// Listed among the skills of the profile, of a job or of a project.
    Claimed,
    /// Only named in free text.
    Seen,
    /// Only pointed to by a certificate, at a level where the taxonomy says one.
    Pointed(Option<Level>),
}

/// A hard skill of a candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The skill.
    pub skill: SkillId,
    /// Its highest stated level.
    pub level: Option<Level>,
    /// Months of use: as stated, else of the jobs that list it.
    pub months: Option<f64>,
    /// How well it is shown.
    pub strength: Strength,
    /// Path of the strongest evidence.
    pub evidence: Arc<str>,
}

/// A name that no skill covers.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnTerm {
    /// The name [folded](own_words).
    pub words: String,
    /// The name as written.
    pub text: String,
    /// Months, as for [`Held`].
    pub months: Option<f64>,
    /// Its highest stated level.
    pub level: Option<Level>,
    /// Path of its place.
    pub evidence: String,
}

/// A study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldDegree {
    /// The degree, where one is named.
    pub degree: Option<Degree>,
    /// Fields of study of the taxonomy.
    pub fields: Vec<SkillId>,
    /// The field as written, [folded](own_words).
    pub words: Option<String>,
    /// Path of its place.
    pub evidence: String,
}

/// A spoken language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldLanguage {
    /// The language.
    pub language: SkillId,
    /// Its level: the highest that is stated or that a score implies, else what a certificate points to.
    pub level: Option<LanguageLevel>,
    /// Path of the evidence for the level.
    pub evidence: String,
}

/// A certificate, a licence or a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldCertificate {
    /// The name [folded](own_words).
    pub words: String,
    /// The name as written.
    pub text: String,
    /// Certificates of the taxonomy and skills that the name holds.
    pub skills: Vec<SkillId>,
    /// Path of its place.
    pub evidence: String,
}

impl Candidate {
    /// Resolves a profile. `as_of` is what `present` means.
    #[must_use]
    pub fn resolve(profile: &Profile, taxonomy: &Taxonomy, as_of: Month) -> Self {
        build::Builder::new(profile, taxonomy, as_of).build()
    }
}

/// Words as they are compared between profile and posting: folded, with single spaces.
///
/// ```
/// use jobmatch::profile::candidate::own_words;
/// assert_eq!(own_words(" 해외  상표 출원 (PCT)"), "해외 상표 출원 (pct)");
/// ```
#[must_use]
pub fn own_words(text: &str) -> String {
    let folded = Folded::new(text);
    folded.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
