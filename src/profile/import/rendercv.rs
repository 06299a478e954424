//! `RenderCV`: YAML with `cv`, whose sections have titles of the writer's choice and entries of a few shapes.

use crate::profile::date::End;
use crate::profile::model::{Education, Experience, Project, Text};
use crate::yaml::{Node, Value};

use super::draft::{Draft, joined};
use super::json_resume::degree;
use super::nodes::Nodes;
use super::text::{self, Row, Section, lexicon};

/// Whether a YAML document is one of `RenderCV`.
pub(super) fn is_one(root: &Node) -> bool {
    root.get("cv").is_some_and(|cv| matches!(cv.value, Value::Map(_)))
}

/// Reads a resume.
pub(super) fn read(draft: &mut Draft<'_>, root: &Node) {
    let Some(cv) = root.get("cv") else { return };
    draft.name = draft.field(cv, "name");
    for key in ["headline", "label"] {
        let text = draft.field(cv, key);
        draft.about.extend(text);
    }
    for key in ["email", "phone", "location", "website", "social_networks", "photo", "custom_connections"] {
        if let Some(node) = cv.get(key) {
            draft.left_out(node.span, "import-contact", &[]);
        }
    }
    let Some(Value::Map(sections)) = cv.get("sections").map(|node| &node.value) else { return };
    for (title, entries) in sections {
        let title = draft.value(title).map(|text| text.text).unwrap_or_default();
        let section = lexicon().section(&title.replace('_', " "));
        if section == Some(Section::Other) {
            draft.left_out(entries.span, "import-section", &[("name", &title)]);
            continue;
        }
        let mut rows = Vec::new();
        for entry in entries.items() {
            match shape(entry) {
                Shape::Job => job(draft, entry),
                Shape::Study => study(draft, entry),
                Shape::Work if section == Some(Section::Experience) => job(draft, entry),
                Shape::Work if section == Some(Section::Certificates) => {
                    let name = draft.field(entry, "name");
                    draft.certificates.extend(name);
                }
                Shape::Work => project(draft, entry),
                Shape::Publication => draft.left_out(entry.span, "import-section", &[("name", &title)]),
                Shape::Words => rows.extend(row(draft, entry)),
            }
        }
        match section {
            Some(Section::Skills) => text::skills(draft, &rows),
            Some(Section::Languages) => text::languages(draft, &rows),
            Some(Section::Certificates) => text::certificates(draft, &rows),
            Some(Section::Education) => text::studies(draft, &rows),
            Some(Section::Experience) => text::jobs(draft, &rows),
            Some(Section::Projects) => text::projects(draft, &rows),
            Some(Section::Traits) => text::traits(draft, &rows),
            // Sections of any title may hold evidence.
            _ => {
                for row in &rows {
                    let text = draft.text(&row.text, row.span);
                    draft.about.extend(text);
                }
            }
        }
    }
}

/// What an entry is, by its keys.
enum Shape {
    Job,
    Study,
    /// A name with a text and highlights: a project, or a job told loosely.
    Work,
    Publication,
    Words,
}

fn shape(entry: &Node) -> Shape {
    let has = |key| entry.get(key).is_some();
    if has("company") || has("position") {
        Shape::Job
    } else if has("institution") || has("area") {
        Shape::Study
    } else if has("authors") || has("title") {
        Shape::Publication
    } else if has("name") {
        Shape::Work
    } else {
        Shape::Words
    }
}

/// A text, an item of a list, or a label with its details, as a row.
fn row(draft: &Draft<'_>, entry: &Node) -> Option<Row> {
    let text = if let (Some(label), Some(details)) = (draft.field(entry, "label"), draft.field(entry, "details")) {
        format!("{}: {}", label.text, details.text)
    } else {
        let item = ["bullet", "number", "reversed_number"].iter().find_map(|key| draft.field(entry, key));
        draft.value(entry).or(item)?.text
    };
    Some(Row::of(&text, entry.span))
}

fn job(draft: &mut Draft<'_>, entry: &Node) {
    let (start, end) = time(draft, entry);
    let company = draft.field(entry, "company").or_else(|| draft.field(entry, "name"));
    let title = plain(draft, entry, "position");
    let summary = free(draft, entry);
    draft.job(Experience { place: draft.place(entry), title, company, start, end, skills: Vec::new(), summary });
}

fn project(draft: &mut Draft<'_>, entry: &Node) {
    let name = plain(draft, entry, "name");
    let summary = free(draft, entry);
    draft.projects.push(Project { place: draft.place(entry), name, summary, skills: Vec::new(), url: None });
}

fn study(draft: &mut Draft<'_>, entry: &Node) {
    let field = plain(draft, entry, "area");
    let named = draft.field(entry, "degree");
    let (_, end) = time(draft, entry);
    let degree = named.as_ref().and_then(|text| degree(draft, text)).filter(|_| end != Some(End::Present));
    if end == Some(End::Present) {
        draft.doubt(entry.span, "import-unfinished", &[]);
    }
    if degree.is_some() || field.is_some() {
        draft.education.push(Education { place: draft.place(entry), degree, field });
    } else {
        draft.doubt(entry.span, "import-no-degree", &[]);
    }
}

/// `start_date` and `end_date`, or a `date` that may hold a range.
fn time(draft: &mut Draft<'_>, entry: &Node) -> (Option<crate::profile::date::Date>, Option<End>) {
    let start = draft.date(entry, "start_date");
    let end = draft.end(entry, "end_date");
    if start.is_some() {
        let end = end.or(entry.get("end_date").is_none().then_some(End::Present));
        return (start, end);
    }
    let Some(date) = draft.field(entry, "date") else { return (None, None) };
    text::range(&date.text)
}

/// The text of a key without Markdown.
fn plain(draft: &Draft<'_>, entry: &Node, key: &str) -> Option<Text> {
    let text = draft.field(entry, key)?;
    draft.text(&Row::of(&text.text, entry.span).text, text.place.span.unwrap_or(entry.span))
}

fn free(draft: &Draft<'_>, entry: &Node) -> Option<Text> {
    let texts = draft.field(entry, "summary").into_iter().chain(draft.texts(entry, "highlights"));
    let plain = texts.filter_map(|text| {
        let span = text.place.span.unwrap_or(entry.span);
        draft.text(&Row::of(&text.text, span).text, span)
    });
    joined(plain.collect())
}
