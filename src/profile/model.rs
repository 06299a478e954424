//! A profile as it was written, each part with the path of its place, which later stands as evidence.

use crate::levels::{Degree, LanguageLevel, Level};
use crate::source::Source;
use crate::span::Span;

use super::date::{Date, End};

/// Where a part of the profile stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Keys and positions from the top, from 0: `skills[2]`, `experience[0].skills[1]`, `experience[0].summary`.
    pub path: String,
    /// Its bytes in the source; `None` for what came from elsewhere, the command line for one.
    pub span: Option<Span>,
}

/// A text that is not empty, and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text, trimmed.
    pub text: String,
    /// Its place.
    pub place: Place,
}

/// One entry of `skills`.
#[derive(Debug, Clone, PartialEq)]
pub struct Skill {
    /// Name as written.
    pub name: Text,
    /// Level, where stated.
    pub level: Option<Level>,
    /// Years of use, where stated.
    pub years: Option<f64>,
}

/// One entry of `experience`.
#[derive(Debug, Clone, PartialEq)]
pub struct Experience {
    /// The entry.
    pub place: Place,
    /// Job title.
    pub title: Option<Text>,
    /// Company.
    pub company: Option<Text>,
    /// First day, month or year.
    pub start: Option<Date>,
    /// Last day, month or year, or `present`; never before `start`.
    pub end: Option<End>,
    /// Names of the skills that were used.
    pub skills: Vec<Text>,
    /// Free text.
    pub summary: Option<Text>,
}

/// One entry of `education`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Education {
    /// The entry.
    pub place: Place,
    /// The degree that it ended with.
    pub degree: Option<Degree>,
    /// Field of study as written.
    pub field: Option<Text>,
}

/// One entry of `languages`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Name or ISO code as written.
    pub name: Text,
    /// Level, where stated.
    pub level: Option<LanguageLevel>,
    /// Name of a test.
    pub test: Option<Text>,
    /// Its score or grade as written.
    pub score: Option<Text>,
}

/// One entry of `projects`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// The entry.
    pub place: Place,
    /// Name.
    pub name: Option<Text>,
    /// Free text.
    pub summary: Option<Text>,
    /// Names of the skills that were used.
    pub skills: Vec<Text>,
    /// Address.
    pub url: Option<Text>,
}

/// A profile as written.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The text it was read from, for the places of warnings.
    pub source: Source,
    /// Name of the candidate.
    pub name: Text,
    /// Free text.
    pub headline: Option<Text>,
    /// Skills.
    pub skills: Vec<Skill>,
    /// Total working time in years, where stated.
    pub experience_years: Option<f64>,
    /// Jobs.
    pub experience: Vec<Experience>,
    /// Studies.
    pub education: Vec<Education>,
    /// Spoken languages.
    pub languages: Vec<Language>,
    /// Certificates, licences and tests.
    pub certificates: Vec<Text>,
    /// Attitudes and interpersonal skills that the candidate claims.
    pub traits: Vec<Text>,
    /// Projects.
    pub projects: Vec<Project>,
    /// Address of a portfolio.
    pub portfolio: Option<Text>,
}

impl Profile {
    /// Names every part by its path, as reading a profile does.
    pub(super) fn set_paths(&mut self) {
        let set = |text: &mut Text, path: String| text.place.path = path;
        let field = |text: &mut Option<Text>, path: String| {
            if let Some(text) = text {
                text.place.path = path;
            }
        };
        let list = |texts: &mut Vec<Text>, path: &str| {
            for (at, text) in texts.iter_mut().enumerate() {
                text.place.path = format!("{path}[{at}]");
            }
        };
        set(&mut self.name, "name".to_owned());
        field(&mut self.headline, "headline".to_owned());
        for (at, skill) in self.skills.iter_mut().enumerate() {
            set(&mut skill.name, format!("skills[{at}]"));
        }
        for (at, job) in self.experience.iter_mut().enumerate() {
            let path = format!("experience[{at}]");
            field(&mut job.title, format!("{path}.title"));
            field(&mut job.company, format!("{path}.company"));
            list(&mut job.skills, &format!("{path}.skills"));
            field(&mut job.summary, format!("{path}.summary"));
            job.place.path = path;
        }
        for (at, study) in self.education.iter_mut().enumerate() {
            study.place.path = format!("education[{at}]");
            field(&mut study.field, format!("education[{at}].field"));
        }
        for (at, language) in self.languages.iter_mut().enumerate() {
            let path = format!("languages[{at}]");
            field(&mut language.test, format!("{path}.test"));
            field(&mut language.score, format!("{path}.score"));
            set(&mut language.name, path);
        }
        list(&mut self.certificates, "certificates");
        list(&mut self.traits, "traits");
        for (at, project) in self.projects.iter_mut().enumerate() {
            let path = format!("projects[{at}]");
            field(&mut project.name, format!("{path}.name"));
            field(&mut project.summary, format!("{path}.summary"));
            list(&mut project.skills, &format!("{path}.skills"));
            field(&mut project.url, format!("{path}.url"));
            project.place.path = path;
        }
        field(&mut self.portfolio, "portfolio".to_owned());
    }
}
