//! A profile as YAML, each entry with the line where it was read, doubts above the entry that they are about.

use std::fmt::Write as _;

use crate::messages::Lang;
use crate::profile::date::End;
use crate::profile::import::{Format, Imported, Kind, Note};
use crate::profile::model::{Place, Text};
use crate::text::columns::columns;

/// Column of the comments behind values, where values are shorter.
const COLUMN: usize = 44;

/// What the comments say.
#[derive(Debug, Clone, Copy)]
pub struct Remarks {
    /// Their language.
    pub lang: Lang,
}

/// Writes a profile with comments.
#[must_use]
pub fn yaml(imported: &Imported, remarks: Remarks) -> String {
    let mut writer =
        Writer { imported, remarks, out: String::new(), doubts: imported.notes.iter().filter(|note| note.kind == Kind::Doubt).collect() };
    writer.top();
    writer.body();
    writer.out
}

struct Writer<'a> {
    imported: &'a Imported,
    remarks: Remarks,
    out: String,
    /// Doubts that are not written yet.
    doubts: Vec<&'a Note>,
}

impl Writer<'_> {
    fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.remarks.lang.format(key, args)
    }

    /// The file, what was left out, and doubts about no entry of the profile.
    fn top(&mut self) {
        let profile = &self.imported.profile;
        let format = self.say(self.imported.format.key(), &[]);
        let read = self.say("import-read-from", &[("path", &profile.source.path), ("format", &format)]);
        self.remark(&read);
        if self.imported.format == Format::Own {
            return;
        }
        let places: Vec<_> = self.places();
        let stray: Vec<&Note> = self.doubts.iter().copied().filter(|note| !places.iter().any(|place| holds(place, note))).collect();
        self.doubts.retain(|note| places.iter().any(|place| holds(place, note)));
        let gone = self.imported.notes.iter().filter(|note| note.kind == Kind::LeftOut).collect::<Vec<_>>();
        for (key, notes) in [("import-left-out", gone), ("import-doubtful", stray)] {
            let mut told: Vec<(String, Vec<String>)> = Vec::new();
            for note in notes {
                let (text, line) = (note.message.text(self.remarks.lang), profile.source.line_of(note.span.start).to_string());
                match told.iter_mut().find(|(known, _)| *known == text) {
                    Some((_, lines)) if lines.contains(&line) => {}
                    Some((_, lines)) => lines.push(line),
                    None => told.push((text, vec![line])),
                }
            }
            for (what, lines) in told {
                let line = self.say(key, &[("what", &what), ("lines", &lines.join(", "))]);
                self.remark(&line);
            }
        }
    }

    /// The places of the entries, under which doubts are told.
    fn places(&self) -> Vec<Place> {
        let profile = &self.imported.profile;
        let jobs = profile.experience.iter().map(|job| job.place.clone());
        let studies = profile.education.iter().map(|study| study.place.clone());
        let projects = profile.projects.iter().map(|project| project.place.clone());
        let texts = profile.skills.iter().map(|skill| &skill.name).chain(profile.languages.iter().map(|language| &language.name));
        jobs.chain(studies).chain(projects).chain(texts.map(|text| text.place.clone())).collect()
    }

    fn remark(&mut self, text: &str) {
        let _ = writeln!(self.out, "# {}", comment(text));
    }

    /// Doubts about an entry, above it.
    fn doubts(&mut self, place: &Place) {
        let (here, rest): (Vec<&Note>, Vec<&Note>) = self.doubts.drain(..).partition(|note| holds(place, note));
        self.doubts = rest;
        for note in here {
            let line = self.imported.profile.source.line_of(note.span.start).to_string();
            let text = self.say("import-doubt", &[("what", &note.message.text(self.remarks.lang)), ("line", &line)]);
            let _ = writeln!(self.out, "  # {}", comment(&text));
        }
    }

    /// A line with the place where it was read.
    fn line(&mut self, text: &str, place: &Place) {
        let Some(span) = place.span.filter(|_| self.imported.format != Format::Own) else {
            let _ = writeln!(self.out, "{text}");
            return;
        };
        let line = self.imported.profile.source.line_of(span.start).to_string();
        let told = self.say("import-line", &[("line", &line)]);
        let padding = " ".repeat(COLUMN.saturating_sub(columns(text)));
        let _ = writeln!(self.out, "{text}{padding} # {told}");
    }

    /// A key with a text, as a block where it has several lines.
    fn text(&mut self, lead: &str, key: &str, text: &Text) {
        let value = &text.text;
        if value.contains('\n') && value.lines().all(is_printable) {
            self.line(&format!("{lead}{key}: |-"), &text.place);
            let indent = lead.len() + 2;
            for line in value.lines() {
                let _ = writeln!(self.out, "{:indent$}{line}", "");
            }
        } else {
            self.line(&format!("{lead}{key}: {}", scalar(value)), &text.place);
        }
    }

    fn optional(&mut self, lead: &mut &str, key: &str, text: Option<&Text>) {
        if let Some(text) = text {
            self.text(lead, key, text);
            *lead = "    ";
        }
    }

    fn plain(&mut self, lead: &mut &str, key: &str, value: &str) {
        let _ = writeln!(self.out, "{lead}{key}: {value}");
        *lead = "    ";
    }

    fn names(&mut self, lead: &mut &str, names: &[Text]) {
        if !names.is_empty() {
            let list = names.iter().map(|name| scalar(&name.text)).collect::<Vec<_>>().join(", ");
            self.plain(lead, "skills", &format!("[{list}]"));
        }
    }

    fn list(&mut self, key: &str, texts: &[Text]) {
        if !texts.is_empty() {
            let _ = writeln!(self.out, "{key}:");
        }
        for text in texts {
            self.line(&format!("  - {}", scalar(&text.text)), &text.place);
        }
    }

    fn body(&mut self) {
        let profile = &self.imported.profile;
        self.text("", "name", &profile.name);
        if let Some(headline) = &profile.headline {
            self.text("", "headline", headline);
        }
        if !profile.skills.is_empty() {
            self.out.push_str("skills:\n");
        }
        for skill in &profile.skills {
            self.doubts(&skill.name.place);
            if skill.level.is_none() && skill.years.is_none() {
                self.line(&format!("  - {}", scalar(&skill.name.text)), &skill.name.place);
                continue;
            }
            self.text("  - ", "name", &skill.name);
            let mut lead = "    ";
            if let Some(level) = skill.level {
                self.plain(&mut lead, "level", level.word());
            }
            if let Some(years) = skill.years {
                self.plain(&mut lead, "years", &years.to_string());
            }
        }
        if let Some(years) = profile.experience_years {
            self.plain(&mut "", "experience_years", &years.to_string());
        }
        self.jobs();
        self.studies();
        self.languages();
        self.list("certificates", &profile.certificates);
        self.list("traits", &profile.traits);
        self.projects();
        if let Some(portfolio) = &profile.portfolio {
            self.text("", "portfolio", portfolio);
        }
    }

    fn jobs(&mut self) {
        let jobs = &self.imported.profile.experience;
        if !jobs.is_empty() {
            self.out.push_str("experience:\n");
        }
        for job in jobs {
            self.doubts(&job.place);
            let mut lead = "  - ";
            self.optional(&mut lead, "title", job.title.as_ref());
            self.optional(&mut lead, "company", job.company.as_ref());
            if let Some(start) = job.start {
                self.plain(&mut lead, "start", &start.to_string());
            }
            match job.end {
                Some(End::Present) => self.plain(&mut lead, "end", "present"),
                Some(End::On(date)) => self.plain(&mut lead, "end", &date.to_string()),
                None => {}
            }
            self.names(&mut lead, &job.skills);
            self.optional(&mut lead, "summary", job.summary.as_ref());
            self.empty(lead);
        }
    }

    fn studies(&mut self) {
        let studies = &self.imported.profile.education;
        if !studies.is_empty() {
            self.out.push_str("education:\n");
        }
        for study in studies {
            self.doubts(&study.place);
            let mut lead = "  - ";
            if let Some(degree) = study.degree {
                self.line(&format!("{lead}degree: {}", degree.word()), &study.place);
                lead = "    ";
            }
            self.optional(&mut lead, "field", study.field.as_ref());
            self.empty(lead);
        }
    }

    fn languages(&mut self) {
        let languages = &self.imported.profile.languages;
        if !languages.is_empty() {
            self.out.push_str("languages:\n");
        }
        for language in languages {
            self.doubts(&language.name.place);
            let mut lead = "  - ";
            self.optional(&mut lead, "name", Some(&language.name));
            if let Some(level) = language.level {
                self.plain(&mut lead, "level", level.word());
            }
            self.optional(&mut lead, "test", language.test.as_ref());
            self.optional(&mut lead, "score", language.score.as_ref());
        }
    }

    fn projects(&mut self) {
        let projects = &self.imported.profile.projects;
        if !projects.is_empty() {
            self.out.push_str("projects:\n");
        }
        for project in projects {
            self.doubts(&project.place);
            let mut lead = "  - ";
            self.optional(&mut lead, "name", project.name.as_ref());
            self.names(&mut lead, &project.skills);
            self.optional(&mut lead, "summary", project.summary.as_ref());
            self.optional(&mut lead, "url", project.url.as_ref());
            self.empty(lead);
        }
    }

    /// An entry of which nothing was written is an empty map.
    fn empty(&mut self, lead: &str) {
        if lead == "  - " {
            self.out.push_str("  - {}\n");
        }
    }
}

fn holds(place: &Place, note: &Note) -> bool {
    place.span.is_some_and(|span| span.start <= note.span.start && note.span.start < span.end.max(span.start + 1))
}

fn is_printable(line: &str) -> bool {
    !line.starts_with([' ', '#']) && line.chars().all(is_plain) && !line.is_empty()
}

/// A text as a comment, which words of the resume must not end or break.
fn comment(text: &str) -> String {
    text.chars().map(|c| if is_plain(c) { c } else { ' ' }).collect()
}

/// Whether a character may stand in YAML as it is, and ends no line.
fn is_plain(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// A text as a scalar: bare where nobody can take it for anything else, in double quotes otherwise.
fn scalar(text: &str) -> String {
    let bare = text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '+' | '/' | '(' | ')' | '_' | '-' | '·'))
        && text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"].contains(&text.to_lowercase().as_str());
    if bare {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if is_plain(c) => out.push(c),
            c => {
                let _ = write!(out, "\\U{:08X}", c as u32);
            }
        }
    }
    out.push('"');
    out
}
