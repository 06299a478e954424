//! A profile in the making: what was read, where, and what deserves a look.

use crate::diagnostic::{Diagnostic, Message};
use crate::profile::date::End;
use crate::profile::model::{Education, Experience, Language, Place, Profile, Project, Skill, Text};
use crate::source::Source;
use crate::span::Span;
use crate::taxonomy::Taxonomy;

/// Most skills that are listed.
const MOST_SKILLS: usize = 1000;

/// Why a place is noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It was read, but perhaps not as it was meant.
    Doubt,
    /// It is not part of the profile.
    LeftOut,
}

/// Something about a place that a person should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Why.
    pub kind: Kind,
    /// Where.
    pub span: Span,
    /// What.
    pub message: Message,
}

impl Note {
    /// The note as a warning.
    #[must_use]
    pub fn diagnostic(&self, source: &Source) -> Diagnostic {
        let message = Diagnostic::warning(self.message.key, &[]);
        Diagnostic { message: self.message.clone(), ..message }.at(source.locate(self.span))
    }
}

/// A profile in the making. Paths of places are set when it is finished.
pub(super) struct Draft<'a> {
    pub source: &'a Source,
    pub taxonomy: &'a Taxonomy,
    pub name: Option<Text>,
    /// Headline and summary.
    pub about: Vec<Text>,
    pub skills: Vec<Skill>,
    pub experience_years: Option<f64>,
    pub experience: Vec<Experience>,
    pub education: Vec<Education>,
    pub languages: Vec<Language>,
    pub certificates: Vec<Text>,
    pub traits: Vec<Text>,
    pub projects: Vec<Project>,
    pub portfolio: Option<Text>,
    pub notes: Vec<Note>,
}

impl<'a> Draft<'a> {
    pub(super) const fn new(source: &'a Source, taxonomy: &'a Taxonomy) -> Self {
        Self {
            source,
            taxonomy,
            name: None,
            about: Vec::new(),
            skills: Vec::new(),
            experience_years: None,
            experience: Vec::new(),
            education: Vec::new(),
            languages: Vec::new(),
            certificates: Vec::new(),
            traits: Vec::new(),
            projects: Vec::new(),
            portfolio: None,
            notes: Vec::new(),
        }
    }

    /// A text of the source that stands somewhere in `span`; `None` where nothing is left of it.
    pub(super) fn text(&self, words: &str, span: Span) -> Option<Text> {
        let text = clean(words);
        let inside = span.of(&self.source.text).find(text.as_str()).filter(|_| !text.is_empty());
        let span = inside.map_or(span, |at| Span::new(span.start + at, span.start + at + text.len()));
        (!text.is_empty()).then_some(Text { text, place: Place { path: String::new(), span: Some(span) } })
    }

    pub(super) fn doubt(&mut self, span: Span, key: &'static str, args: &[(&'static str, &str)]) {
        self.notes.push(Note { kind: Kind::Doubt, span, message: Message::new(key, args) });
    }

    pub(super) fn left_out(&mut self, span: Span, key: &'static str, args: &[(&'static str, &str)]) {
        self.notes.push(Note { kind: Kind::LeftOut, span, message: Message::new(key, args) });
    }

    /// A skill that is listed, once for the same words.
    pub(super) fn skill(&mut self, skill: Skill) {
        match self.skills.iter().position(|known| known.name.text.eq_ignore_ascii_case(&skill.name.text)) {
            Some(at) => {
                let known = &mut self.skills[at];
                known.level = known.level.max(skill.level);
                known.years = known.years.or(skill.years);
            }
            None if self.skills.len() < MOST_SKILLS => self.skills.push(skill),
            None => {
                let span = skill.name.place.span.unwrap_or_default();
                if self.notes.last().is_none_or(|note| note.message.key != "import-skills") {
                    self.left_out(span, "import-skills", &[("limit", &MOST_SKILLS.to_string())]);
                }
            }
        }
    }

    /// A job, its dates made sure of.
    pub(super) fn job(&mut self, mut job: Experience) {
        let span = job.place.span.unwrap_or_default();
        if let (Some(start), Some(End::On(end))) = (job.start, job.end)
            && end.is_before(start)
        {
            self.doubt(span, "end-before-start", &[("end", &end.to_string()), ("start", &start.to_string())]);
            (job.start, job.end) = (None, None);
        } else if job.start.is_none() {
            self.doubt(span, "import-no-dates", &[]);
            job.end = None;
        }
        self.experience.push(job);
    }

    /// The profile, its parts named by their paths, and the notes in the order of the source.
    pub(super) fn finish(mut self) -> (Profile, Vec<Note>) {
        let name = self.name.take().unwrap_or_else(|| {
            let stem = std::path::Path::new(&self.source.path).file_stem().map(|stem| stem.to_string_lossy().into_owned());
            let text = clean(&stem.unwrap_or_default());
            self.doubt(Span::new(0, 0), "import-no-name", &[]);
            Text {
                text: if text.is_empty() { "-".to_owned() } else { text },
                place: Place { path: String::new(), span: Some(Span::new(0, 0)) },
            }
        });
        let headline = joined(self.about);
        self.notes.sort_by_key(|note| note.span.start);
        let mut profile = Profile {
            source: self.source.clone(),
            name,
            headline,
            skills: self.skills,
            experience_years: self.experience_years,
            experience: self.experience,
            education: self.education,
            languages: self.languages,
            certificates: self.certificates,
            traits: self.traits,
            projects: self.projects,
            portfolio: self.portfolio,
        };
        profile.set_paths();
        (profile, self.notes)
    }
}

/// One text of several, line by line, at the place of the first.
pub(super) fn joined(texts: Vec<Text>) -> Option<Text> {
    let place = texts.first()?.place.clone();
    let text = texts.into_iter().map(|text| text.text).collect::<Vec<_>>().join("\n");
    Some(Text { text, place })
}

/// Words without control characters, line by line without spaces at the ends, empty lines dropped.
pub(super) fn clean(words: &str) -> String {
    let plain = |c: char| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFD}') { ' ' } else { c };
    let lines = words.lines().map(|line| line.chars().map(plain).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
