//! The taxonomy for others to join on: JSON, CSV and SKOS (Turtle).

use std::fmt::Write as _;

use serde::Serialize;

use super::model::{Skill, SkillId, Taxonomy};

/// One skill in full.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Record<'t> {
    /// Stable id.
    pub id: &'t str,
    /// Usual name.
    pub name: &'t str,
    /// Word of the kind.
    pub kind: &'t str,
    /// Spellings.
    pub aliases: Vec<&'t str>,
    /// More general skills.
    pub broader: Vec<&'t str>,
    /// Entailed skills.
    pub implies: Vec<&'t str>,
    /// Substitutes with their degree.
    pub similar: Vec<(&'t str, f64)>,
    /// What a certificate points to, with a level.
    pub evidence: Vec<(&'t str, &'t str)>,
    /// External ids: scheme and id.
    pub ids: Vec<(&'t str, &'t str)>,
}

/// One skill in full.
#[must_use]
pub fn record<'t>(taxonomy: &'t Taxonomy, skill: Skill<'t>) -> Record<'t> {
    let id = |key: SkillId| taxonomy.skill(key).id();
    Record {
        id: skill.id(),
        name: skill.name(),
        kind: skill.kind().word(),
        aliases: skill.aliases().map(|(alias, _)| alias).filter(|alias| *alias != skill.name()).collect(),
        broader: skill.broader().iter().map(|&key| id(key)).collect(),
        implies: skill.implies().iter().map(|&key| id(key)).collect(),
        similar: skill.similar().map(|(key, degree)| (id(key), degree)).collect(),
        evidence: skill.evidence().map(|(key, level)| (id(key), level)).collect(),
        ids: skill.external().collect(),
    }
}

/// SKOS in Turtle: a concept a skill, `skos:broader` for what it is, `jm:implies` for what it entails, `skos:related` for substitutes,
/// `jm:evidence` for what a certificate points to. Concepts are `urn:jobmatch:skill:ID`; an id in another catalogue is a notation of
/// its scheme, and a `skos:closeMatch` where the catalogue gives it an address.
#[must_use]
pub fn skos(taxonomy: &Taxonomy) -> String {
    let mut out = String::from(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix dct: <http://purl.org/dc/terms/> .\n@prefix jm: <urn:jobmatch:term:> .\n@prefix skill: <urn:jobmatch:skill:> .\n\n",
    );
    let _ = writeln!(out, "<urn:jobmatch:taxonomy> a skos:ConceptScheme ; dct:hasVersion {} .", quoted(taxonomy.version()));
    for skill in taxonomy.skills() {
        let record = record(taxonomy, skill);
        let _ = writeln!(out, "\nskill:{} a skos:Concept ; skos:inScheme <urn:jobmatch:taxonomy> ;", record.id);
        let _ = write!(out, "  skos:prefLabel {} ; jm:kind {}", label(record.name), quoted(record.kind));
        for alias in &record.aliases {
            let _ = write!(out, " ;\n  skos:altLabel {}", label(alias));
        }
        for (predicate, ids) in [("skos:broader", &record.broader), ("jm:implies", &record.implies)] {
            for id in ids {
                let _ = write!(out, " ;\n  {predicate} skill:{id}");
            }
        }
        for (id, _) in &record.similar {
            let _ = write!(out, " ;\n  skos:related skill:{id}");
        }
        for (id, _) in &record.evidence {
            let _ = write!(out, " ;\n  jm:evidence skill:{id}");
        }
        for (scheme, id) in &record.ids {
            let _ = write!(out, " ;\n  skos:notation {}^^jm:{}", quoted(id), plain(scheme));
            if let Some(address) = address(scheme, id) {
                let _ = write!(out, " ;\n  skos:closeMatch <{address}>");
            }
        }
        out.push_str(" .\n");
    }
    out
}

/// A label with its language, by its script.
fn label(text: &str) -> String {
    let lang = if text.chars().any(crate::text::boundary::is_hangul) { "ko" } else { "en" };
    format!("{}@{lang}", quoted(text))
}

/// The address by which a catalogue names its entry; a user's overlay may hold any text as an id, so only plain ones make one.
fn address(scheme: &str, id: &str) -> Option<String> {
    let prefix = match scheme {
        "esco" => "http://data.europa.eu/esco/skill/",
        "github" => "https://github.com/topics/",
        _ => return None,
    };
    id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-').then(|| format!("{prefix}{id}"))
}

/// A scheme's name as a local name of Turtle takes it.
fn plain(scheme: &str) -> String {
    scheme.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect::<String>().trim_matches('-').to_owned()
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// CSV: one row a skill, lists joined by `|`.
#[must_use]
pub fn csv(records: &[Record<'_>]) -> String {
    let mut out = String::from("id,name,kind,aliases,broader,implies,similar,evidence,ids\n");
    for record in records {
        let similar: Vec<String> = record.similar.iter().map(|(id, degree)| format!("{id}={degree}")).collect();
        let joined = |pairs: &[(&str, &str)]| pairs.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join("|");
        let cells = [
            record.id.to_owned(),
            record.name.to_owned(),
            record.kind.to_owned(),
            record.aliases.join("|"),
            record.broader.join("|"),
            record.implies.join("|"),
            similar.join("|"),
            joined(&record.evidence),
            joined(&record.ids),
        ];
        let row: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        out.push_str(&row.join(","));
        out.push('\n');
    }
    out
}
