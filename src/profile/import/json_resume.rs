//! JSON Resume 1.0 (jsonresume.org): all parts that say something of skills, time, studies and languages. Keys that people add
//! beside the schema (`keywords` of a job, `years` of a skill) are read too; so is what jobmatch writes under `meta`.

use crate::profile::date::{Date, End};
use crate::profile::import::nodes::Nodes;
use crate::profile::import::text::{Row, lexicon};
use crate::profile::import::{draft::joined, text};
use crate::profile::load::degree::{self, Said};
use crate::profile::model::{Education, Experience, Language, Project, Skill, Text};
use crate::span::Span;
use crate::taxonomy::resolve::Resolved;
use crate::taxonomy::{Kind, SkillId};
use crate::yaml::{Node, Value};

use super::draft::Draft;

/// Keys of the skills of a job or a project, which the schema does not have for jobs.
const NAMES: &[&str] = &["keywords", "skills", "technologies", "stack"];

/// Whether a JSON document is a resume of this schema.
pub(super) fn is_one(root: &Node) -> bool {
    let schema = root.get("$schema").is_some_and(|node| matches!(&node.value, Value::Text(text) if text.contains("resume")));
    let keys = ["work", "education", "skills", "projects", "volunteer", "meta", "languages"];
    schema
        || root.get("basics").is_some_and(|basics| matches!(basics.value, Value::Map(_)))
        || root.get("work").is_some() && keys.iter().filter(|key| root.get(key).is_some()).count() > 1
}

/// Reads a resume.
pub(super) fn read(draft: &mut Draft<'_>, root: &Node) {
    if let Some(basics) = root.get("basics") {
        self::basics(draft, basics);
    }
    for node in draft.list(root, "skills") {
        skill(draft, node);
    }
    for node in draft.list(root, "work") {
        job(draft, node);
    }
    for key in ["volunteer", "projects"] {
        for node in draft.list(root, key) {
            project(draft, node);
        }
    }
    for node in draft.list(root, "education") {
        study(draft, node);
    }
    for node in draft.list(root, "certificates") {
        let name = draft.field(node, "name").or_else(|| draft.value(node));
        draft.certificates.extend(name);
    }
    for node in draft.list(root, "languages") {
        language(draft, node);
    }
    for key in ["awards", "publications", "interests", "references"] {
        if let Some(node) = root.get(key).filter(|node| !node.items().is_empty()) {
            draft.left_out(node.span, "import-section", &[("name", key)]);
        }
    }
    if let Some(own) = root.get("meta").and_then(|meta| meta.get("jobmatch")) {
        draft.experience_years = draft.number(own, "experience_years");
        for node in draft.list(own, "traits") {
            let name = draft.value(node);
            draft.traits.extend(name);
        }
        draft.portfolio = draft.field(own, "portfolio").or(draft.portfolio.take());
    }
}

fn basics(draft: &mut Draft<'_>, node: &Node) {
    draft.name = draft.field(node, "name");
    for key in ["label", "summary"] {
        let text = draft.field(node, key);
        draft.about.extend(text);
    }
    let contact = |key: &&str| node.get(key).is_some_and(|node| !matches!(&node.value, Value::Text(text) if text.trim().is_empty()));
    if ["email", "phone", "location", "image", "url", "profiles"].iter().any(contact) {
        draft.left_out(node.span, "import-contact", &[]);
    }
    for profile in draft.list(node, "profiles") {
        let network = draft.field(profile, "network");
        if network.is_some_and(|network| ["portfolio", "포트폴리오", "behance", "dribbble"].contains(&network.text.to_lowercase().as_str()))
        {
            draft.portfolio = draft.field(profile, "url");
        }
    }
}

/// A skill, or a group of skills with one level.
fn skill(draft: &mut Draft<'_>, node: &Node) {
    let (name, level_text) = (draft.field(node, "name").or_else(|| draft.value(node)), draft.field(node, "level"));
    let level = level_text.as_ref().and_then(|text| {
        let level = lexicon().level(&text.text);
        if level.is_none() {
            draft.doubt(text.place.span.unwrap_or_default(), "import-level", &[("text", &text.text)]);
        }
        level
    });
    let years = draft.number(node, "years");
    let keywords: Vec<Text> = draft.texts(node, "keywords");
    let taxonomy = draft.taxonomy;
    let product = |id: &SkillId| !matches!(taxonomy.skill(*id).kind(), Kind::Category | Kind::Field);
    let known = |name: &Text| matches!(taxonomy.resolve(&name.text), Resolved::Skills(skills) if skills.iter().all(product));
    // The name of a group is a skill where it is one: "JavaScript: React, Vue", not "Web Development: HTML, CSS".
    if let Some(name) = name {
        if keywords.is_empty() || known(&name) {
            draft.skill(Skill { name, level, years });
        } else {
            draft.left_out(name.place.span.unwrap_or_default(), "import-group", &[("name", &name.text)]);
        }
    }
    for name in keywords {
        draft.skill(Skill { name, level, years });
    }
}

fn job(draft: &mut Draft<'_>, node: &Node) {
    let company = draft.field(node, "name").or_else(|| draft.field(node, "company"));
    let start = draft.date(node, "startDate");
    let end = match draft.end(node, "endDate") {
        None if start.is_some() && node.get("endDate").is_none() => Some(End::Present),
        end => end,
    };
    let title = draft.field(node, "position");
    let skills = NAMES.iter().flat_map(|key| draft.texts(node, key)).collect();
    let summary = free(draft, node, &["description", "summary"]);
    draft.job(Experience { place: draft.place(node), title, company, start, end, skills, summary });
}

/// A project, or work for others without pay: evidence of skills, no working time.
fn project(draft: &mut Draft<'_>, node: &Node) {
    let name = draft.field(node, "name").or_else(|| draft.field(node, "organization"));
    let skills = NAMES.iter().flat_map(|key| draft.texts(node, key)).collect();
    let summary = free(draft, node, &["description", "position", "summary"]);
    let url = draft.field(node, "url");
    draft.projects.push(Project { place: draft.place(node), name, summary, skills, url });
}

/// Free text of some keys and the highlights.
fn free(draft: &Draft<'_>, node: &Node, keys: &[&str]) -> Option<Text> {
    let mut texts: Vec<Text> = keys.iter().filter_map(|key| draft.field(node, key)).collect();
    texts.extend(draft.texts(node, "highlights"));
    joined(texts)
}

fn study(draft: &mut Draft<'_>, node: &Node) {
    let field = draft.field(node, "area");
    let kind = draft.field(node, "studyType");
    let degree = kind.as_ref().and_then(|text| self::degree(draft, text));
    let goes_on = matches!(draft.end(node, "endDate"), Some(End::Present));
    if degree.is_none() && field.is_none() {
        draft.doubt(node.span, "import-no-degree", &[]);
        return;
    }
    if goes_on {
        draft.doubt(node.span, "import-unfinished", &[]);
    }
    draft.education.push(Education { place: draft.place(node), degree: degree.filter(|_| !goes_on), field });
}

/// The degree that a text names; a doubt where it names none.
pub(super) fn degree(draft: &mut Draft<'_>, text: &Text) -> Option<crate::levels::Degree> {
    match degree::read(&text.text) {
        Said::Degree(degree) => Some(degree),
        Said::Unfinished => {
            draft.doubt(text.place.span.unwrap_or_default(), "import-unfinished", &[]);
            None
        }
        Said::Unknown => {
            draft.doubt(text.place.span.unwrap_or_default(), "import-degree", &[("text", &text.text)]);
            None
        }
    }
}

fn language(draft: &mut Draft<'_>, node: &Node) {
    let Some(name) = draft.field(node, "language").or_else(|| draft.field(node, "name")).or_else(|| draft.value(node)) else { return };
    let told = draft.field(node, "fluency").or_else(|| draft.field(node, "level"));
    let (test, score) = (draft.field(node, "test"), draft.field(node, "score"));
    let level = told.as_ref().and_then(|text| lexicon().spoken_level(&text.text));
    if let (Some(text), None) = (&told, level) {
        let span = text.place.span.unwrap_or_default();
        // "TOEIC 900" is a test, and stands as such.
        let before = draft.certificates.len();
        text::languages(draft, &[Row::of(&text.text, span)]);
        if draft.certificates.len() == before {
            draft.doubt(span, "import-level", &[("text", &text.text)]);
        }
    }
    draft.languages.push(Language { name, level, test, score });
}

/// Reading of nodes that is the same for all structured formats.
impl Draft<'_> {
    /// A date under a key; a doubt where it is none.
    pub(super) fn date(&mut self, node: &Node, key: &str) -> Option<Date> {
        match self.end(node, key) {
            Some(End::On(date)) => Some(date),
            Some(End::Present) | None => None,
        }
    }

    /// A date, or a word for now, under a key.
    pub(super) fn end(&mut self, node: &Node, key: &str) -> Option<End> {
        let text = self.field(node, key)?;
        if lexicon().present.iter().any(|word| word.eq_ignore_ascii_case(&text.text)) {
            return Some(End::Present);
        }
        let date = Date::parse(&text.text).ok().or_else(|| text::one_date(&text.text));
        if date.is_none() {
            self.doubt(text.place.span.unwrap_or(Span::new(0, 0)), "bad-date", &[("text", &text.text)]);
        }
        date.map(End::On)
    }
}
