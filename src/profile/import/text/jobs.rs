//! Jobs and projects: who, what, when, with which skills, and what was done.

use crate::profile::date::End;
use crate::profile::import::draft::{Draft, joined};
use crate::profile::model::{Experience, Place, Project, Text};
use crate::text::fold::key;

use super::entries::{self, Entry};
use super::lexicon::{Label, lexicon};
use super::row::Row;
use super::{sections, skills};

/// Signs between the parts of a job's first line, the surest first.
const SIGNS: &[&str] = &[" | ", "|", "\t", " · ", " — ", " – ", " @ ", " at ", " - ", ", ", " / ", "  "];

/// Reads the section of experience.
pub(in crate::profile::import) fn jobs(draft: &mut Draft<'_>, rows: &[Row]) {
    let (loose, entries) = entries::entries(rows);
    sections::free_text(draft, &loose);
    for entry in entries {
        let (title, company, more) = named(draft, &entry);
        let mut summary = more;
        let skills = body(draft, &entry, &mut summary);
        let (start, end) = match &entry.time {
            Some(time) if time.open => {
                draft.doubt(entry.span(), "no-end", &[]);
                (time.start, Some(End::Present))
            }
            // One date alone does not say how long it was.
            Some(time) if !time.range => (time.start, time.start.map(End::On)),
            Some(time) => (time.start, time.end),
            None => (None, None),
        };
        if entry.time.as_ref().is_some_and(|time| !time.range && !time.open) {
            draft.doubt(entry.span(), "import-one-date", &[]);
        }
        let place = Place { path: String::new(), span: Some(entry.span()) };
        draft.job(Experience { place, title, company, start, end, skills, summary: joined(summary) });
    }
}

/// Reads a section of projects.
pub(in crate::profile::import) fn projects(draft: &mut Draft<'_>, rows: &[Row]) {
    let (loose, mut entries) = entries::entries(rows);
    // Items without dates and headings: each outermost one is a project.
    let edge = loose.iter().map(|row| row.indent).min().unwrap_or(0);
    for row in loose {
        match entries.last_mut() {
            Some(entry) if row.indent > edge => entry.body.push(row),
            _ => entries.push(Entry { head: vec![row], ..Entry::default() }),
        }
    }
    for entry in entries {
        let mut texts = Vec::new();
        let mut name = None;
        for row in &entry.head {
            for text in parts(&row.text, &[" | ", "\t"]) {
                let text = draft.text(text, row.span);
                if name.is_none() { name = text } else { texts.extend(text) }
            }
        }
        // What names skills must be free text to count; a name is none.
        if let Some(name) = &name
            && (name.text.contains([':', ',']) || name.text.chars().count() > 30)
        {
            texts.insert(0, name.clone());
        }
        let skills = body(draft, &entry, &mut texts);
        let place = Place { path: String::new(), span: Some(entry.span()) };
        draft.projects.push(Project { place, name, summary: joined(texts), skills, url: None });
    }
}

/// The rows under the first lines: labelled lists of skills, and free text.
fn body(draft: &Draft<'_>, entry: &Entry, summary: &mut Vec<Text>) -> Vec<Text> {
    let mut skills: Vec<Text> = Vec::new();
    let mut listed = false;
    for row in &entry.body {
        let label = lexicon().label(&row.text);
        let (names, next) = match label {
            Some((Label::Stack, "")) => (Vec::new(), true),
            Some((Label::Stack, rest)) => (skills::names(draft, rest, row.span), false),
            None if listed || skills::is_list(draft.taxonomy, &row.text) => (skills::names(draft, &row.text, row.span), listed),
            _ => (Vec::new(), false),
        };
        if names.is_empty() && !next {
            summary.extend(draft.text(&row.text, row.span));
        }
        listed = next && row.text.chars().count() <= 60;
        for name in names {
            if !skills.iter().any(|known| known.text.eq_ignore_ascii_case(&name.text)) {
                skills.push(name);
            }
        }
    }
    skills
}

/// Title and company of a job, and what else its first lines say.
fn named(draft: &mut Draft<'_>, entry: &Entry) -> (Option<Text>, Option<Text>, Vec<Text>) {
    let (mut title, mut company, mut texts) = (None, None, Vec::<Text>::new());
    for row in &entry.head {
        match lexicon().label(&row.text) {
            Some((Label::Title, rest)) => title = draft.text(rest, row.span),
            Some((Label::Company, rest)) => company = draft.text(rest, row.span),
            _ => {
                let parts = split(&row.text);
                texts.extend(parts.into_iter().filter_map(|part| draft.text(part, row.span)));
            }
        }
    }
    texts.retain(|text| !lexicon().kinds.contains(&key(&text.text)));
    if title.is_none() {
        let at = texts.iter().position(|text| lexicon().is_role(&text.text));
        title = at.map(|at| texts.remove(at));
    }
    if company.is_none() && !texts.is_empty() {
        company = Some(texts.remove(0));
    }
    if title.is_none() && !texts.is_empty() {
        title = Some(texts.remove(0));
        draft.doubt(entry.span(), "import-title", &[]);
    }
    (title, company, texts)
}

/// Parts of a first line: split at the surest sign that it holds, brackets apart.
fn split(text: &str) -> Vec<&str> {
    parts(text, SIGNS).into_iter().flat_map(|part| part.split(['(', ')', '[', ']'])).map(trimmed).filter(|part| has_words(part)).collect()
}

fn parts<'a>(text: &'a str, signs: &[&str]) -> Vec<&'a str> {
    let mut parts = vec![text];
    for sign in signs {
        parts = parts.into_iter().flat_map(|part| part.split(sign)).collect();
    }
    parts.into_iter().map(trimmed).filter(|part| has_words(part)).collect()
}

fn trimmed(text: &str) -> &str {
    text.trim().trim_matches(|c: char| matches!(c, ',' | '|' | '-' | '–' | '—' | '~' | ':' | '·' | ';')).trim()
}

fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}
