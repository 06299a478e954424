//! Reads a profile strictly: each fault is a diagnostic with its place, the text and the nearest right word.

pub(in crate::profile) mod degree;
mod entries;

use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::yaml::{self, Fields, Node, Reader, Value};

use super::model::{Place, Profile, Text};

/// The longest working time that is believed, in years.
const MOST_YEARS: f64 = 70.0;

/// Keys of a profile; those of the last line are accepted and not used.
#[rustfmt::skip]
const KEYS: &[&str] = &[
    "name", "headline", "skills", "experience_years", "experience", "education", "languages", "certificates", "traits", "projects", "portfolio",
    "links", "location", "email", "phone", "notes",
];

/// Reads a profile.
///
/// # Errors
/// Every fault of the text, in the order of the file: no YAML, an unknown or repeated key, a wrong type, an unknown level or degree,
/// an empty or missing name, a date that does not exist, an end before its start, absurd years.
pub fn load(source: Source) -> Result<Profile, Vec<Diagnostic>> {
    let document = yaml::parse(source).map_err(|problem| vec![problem])?;
    let mut reader = Reader::new(&document.source);
    let profile = profile(&mut reader, &document.root);
    let mut problems = reader.problems;
    problems.sort_by_key(|problem| problem.location.as_ref().map(|place| (place.line, place.column)));
    match profile {
        Some(profile) if problems.is_empty() => Ok(profile),
        _ => Err(problems),
    }
}

fn profile<'a>(reader: &mut Reader<'a>, root: &'a Node) -> Option<Profile> {
    let fields = reader.fields(root, KEYS)?;
    if fields.get("name").is_none() {
        reader.fault(root, "missing-key", &[("key", "name")]);
    }
    let name = field(reader, fields, "name", "");
    let profile = Profile {
        source: reader.source.clone(),
        // Without a name there is a fault, and the rest is read for its own faults only.
        name: name.unwrap_or_else(|| Text { text: String::new(), place: Place::default() }),
        headline: field(reader, fields, "headline", ""),
        skills: entries::each(reader, fields, "skills", entries::skill),
        experience_years: years(reader, fields, "experience_years"),
        experience: entries::each(reader, fields, "experience", entries::experience),
        education: entries::each(reader, fields, "education", entries::education),
        languages: entries::each(reader, fields, "languages", entries::language),
        certificates: texts(reader, fields, "certificates", ""),
        traits: texts(reader, fields, "traits", ""),
        projects: entries::each(reader, fields, "projects", entries::project),
        portfolio: portfolio(reader, fields),
    };
    Some(profile)
}

/// A portfolio is an address or words; `false` is no way to say that there is none.
fn portfolio<'a>(reader: &mut Reader<'a>, fields: Fields<'a>) -> Option<Text> {
    let node = fields.get("portfolio")?;
    if matches!(node.value, Value::Bool(_)) {
        reader.wrong_type(node, "type-text");
        return None;
    }
    text(reader, node, "portfolio")
}

/// A text with its place.
fn text<'a>(reader: &mut Reader<'a>, node: &'a Node, path: &str) -> Option<Text> {
    let text = reader.text(node)?.to_owned();
    Some(Text { text, place: Place { path: path.to_owned(), span: Some(node.span) } })
}

/// The text of a key of the entry at `path`.
fn field<'a>(reader: &mut Reader<'a>, fields: Fields<'a>, key: &str, path: &str) -> Option<Text> {
    text(reader, fields.get(key)?, &inside(path, key))
}

/// The texts of a list under a key of the entry at `path`.
fn texts<'a>(reader: &mut Reader<'a>, fields: Fields<'a>, key: &str, path: &str) -> Vec<Text> {
    let Some(node) = fields.get(key) else { return Vec::new() };
    let path = inside(path, key);
    let items = reader.list(node);
    items.iter().enumerate().filter_map(|(at, item)| text(reader, item, &format!("{path}[{at}]"))).collect()
}

/// A number of years under a key.
fn years<'a>(reader: &mut Reader<'a>, fields: Fields<'a>, key: &str) -> Option<f64> {
    reader.number(fields.get(key)?, 0.0, MOST_YEARS)
}

fn inside(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

#[cfg(test)]
mod tests;
