//! The entries of a profile's lists.

use crate::levels::{Degree, LanguageLevel, Level};
use crate::profile::date::{Date, End, NoDate};
use crate::profile::model::{Education, Experience, Language, Place, Project, Skill};
use crate::text::{fold::key, near};
use crate::yaml::{Fields, Node, Reader, Value};

use super::degree::{self, Said};
use super::{field, text, texts, years};

/// Words for an end that has not come.
const PRESENT: &[&str] = &["present", "현재"];

/// The entries of the list under a key, each read by `read` with its path.
pub(super) fn each<'a, T>(
    reader: &mut Reader<'a>,
    fields: Fields<'a>,
    key: &str,
    read: fn(&mut Reader<'a>, &'a Node, &str) -> Option<T>,
) -> Vec<T> {
    let Some(node) = fields.get(key) else { return Vec::new() };
    let items = reader.list(node);
    items.iter().enumerate().filter_map(|(at, item)| read(reader, item, &format!("{key}[{at}]"))).collect()
}

/// A required text of an entry.
fn required<'a>(reader: &mut Reader<'a>, fields: Fields<'a>, node: &'a Node, key: &str) -> Option<&'a Node> {
    let found = fields.get(key);
    if found.is_none() {
        reader.fault(node, "missing-key", &[("key", key)]);
    }
    found
}

/// A skill: a name, or a map. The place of its name is the entry.
pub(super) fn skill<'a>(reader: &mut Reader<'a>, node: &'a Node, path: &str) -> Option<Skill> {
    if !matches!(node.value, Value::Map(_)) {
        return Some(Skill { name: text(reader, node, path)?, level: None, years: None });
    }
    let fields = reader.fields(node, &["name", "level", "years"])?;
    let name = required(reader, fields, node, "name");
    let level = fields.get("level").and_then(|node| {
        let shown: Vec<_> = Level::WORDS.iter().filter(|(word, level)| *word == level.word()).map(|(word, _)| *word).collect();
        reader.word(node, Level::WORDS, &shown)
    });
    let years = years(reader, fields, "years");
    Some(Skill { name: text(reader, name?, path)?, level, years })
}

/// A job.
pub(super) fn experience<'a>(reader: &mut Reader<'a>, node: &'a Node, path: &str) -> Option<Experience> {
    let fields = reader.fields(node, &["title", "company", "start", "end", "skills", "summary"])?;
    let start = fields.get("start").and_then(|node| date(reader, node, false));
    let end = fields.get("end").and_then(|node| end(reader, node));
    if let (Some(start), Some(End::On(end)), Some(node)) = (start, end, fields.get("end"))
        && end.is_before(start)
    {
        reader.fault(node, "end-before-start", &[("end", &end.to_string()), ("start", &start.to_string())]);
    }
    Some(Experience {
        place: place(node, path),
        title: field(reader, fields, "title", path),
        company: field(reader, fields, "company", path),
        start,
        end,
        skills: texts(reader, fields, "skills", path),
        summary: field(reader, fields, "summary", path),
    })
}

/// A study.
pub(super) fn education<'a>(reader: &mut Reader<'a>, node: &'a Node, path: &str) -> Option<Education> {
    let fields = reader.fields(node, &["degree", "field"])?;
    Some(Education {
        place: place(node, path),
        degree: fields.get("degree").and_then(|node| degree(reader, node)),
        field: field(reader, fields, "field", path),
    })
}

/// A spoken language: a name, or a map. The place of its name is the entry.
pub(super) fn language<'a>(reader: &mut Reader<'a>, node: &'a Node, path: &str) -> Option<Language> {
    if !matches!(node.value, Value::Map(_)) {
        return Some(Language { name: text(reader, node, path)?, level: None, test: None, score: None });
    }
    let fields = reader.fields(node, &["name", "level", "test", "score"])?;
    let name = required(reader, fields, node, "name");
    let level = fields.get("level").and_then(|node| {
        let shown: Vec<_> = LanguageLevel::WORDS.iter().filter(|(word, level)| *word == level.word()).map(|(word, _)| *word).collect();
        reader.word(node, LanguageLevel::WORDS, &shown)
    });
    let test = field(reader, fields, "test", path);
    let score = field(reader, fields, "score", path);
    Some(Language { name: text(reader, name?, path)?, level, test, score })
}

/// A project.
pub(super) fn project<'a>(reader: &mut Reader<'a>, node: &'a Node, path: &str) -> Option<Project> {
    let fields = reader.fields(node, &["name", "summary", "skills", "url"])?;
    Some(Project {
        place: place(node, path),
        name: field(reader, fields, "name", path),
        summary: field(reader, fields, "summary", path),
        skills: texts(reader, fields, "skills", path),
        url: field(reader, fields, "url", path),
    })
}

fn place(node: &Node, path: &str) -> Place {
    Place { path: path.to_owned(), span: Some(node.span) }
}

fn degree<'a>(reader: &mut Reader<'a>, node: &'a Node) -> Option<Degree> {
    let text = reader.text(node)?;
    match degree::read(text) {
        Said::Degree(degree) => return Some(degree),
        Said::Unfinished => reader.fault_with_help(node, "unfinished-degree", &[("word", text)], ("help-unfinished-degree", &[])),
        Said::Unknown => {
            let words: Vec<_> = degree::all();
            let shown: Vec<_> = Degree::WORDS.iter().filter(|(word, degree)| *word == degree.word()).map(|(word, _)| *word).collect();
            reader.unknown_word(node, text, &words, &shown);
        }
    }
    None
}

fn end<'a>(reader: &mut Reader<'a>, node: &'a Node) -> Option<End> {
    let text = reader.text(node)?;
    if PRESENT.iter().any(|word| key(word) == key(text)) {
        return Some(End::Present);
    }
    date(reader, node, true).map(End::On)
}

/// A date; `end`: where `present` could stand too.
fn date<'a>(reader: &mut Reader<'a>, node: &'a Node, end: bool) -> Option<Date> {
    let text = reader.text(node)?;
    let why = match Date::parse(text) {
        Ok(date) => return Some(date),
        Err(why) => why,
    };
    let forms = if end { "help-end-date" } else { "help-date" };
    match why {
        NoDate::Absent => reader.fault(node, "no-such-date", &[("text", text)]),
        NoDate::Form(Some(meant)) => reader.fault_with_help(node, "bad-date", &[("text", text)], ("help-nearest", &[("near", &meant)])),
        NoDate::Form(None) => match near::nearest(text, PRESENT.iter().copied()).filter(|_| end) {
            Some(near) => reader.fault_with_help(node, "bad-date", &[("text", text)], ("help-nearest", &[("near", near)])),
            None => reader.fault_with_help(node, "bad-date", &[("text", text)], (forms, &[])),
        },
    }
    None
}
