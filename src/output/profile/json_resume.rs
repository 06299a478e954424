//! A profile as JSON Resume 1.0. What the schema has no place for stands in keys beside it, or under `meta.jobmatch`;
//! reading the file again gives the same candidate.

use serde_json::{Map, Value, json};

use crate::profile::date::End;
use crate::profile::model::{Profile, Text};

/// The schema that the file names.
const SCHEMA: &str = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";

/// Writes a profile.
#[must_use]
pub fn json_resume(profile: &Profile) -> String {
    let headline = profile.headline.as_ref().map(|text| text.text.split_once('\n').unwrap_or((text.text.as_str(), "")));
    let basics = object([
        ("name", Some(json!(profile.name.text))),
        ("label", headline.map(|(label, _)| json!(label))),
        ("summary", headline.map(|(_, summary)| json!(summary)).filter(|summary| *summary != "")),
    ]);
    let years = |years: Option<f64>| years.map(|years| json!(years));
    let skills = profile.skills.iter().map(|skill| {
        object([("name", text(Some(&skill.name))), ("level", skill.level.map(|level| json!(level.word()))), ("years", years(skill.years))])
    });
    let work = profile.experience.iter().map(|job| {
        let end = match job.end {
            Some(End::On(date)) => Some(json!(date.to_string())),
            // The schema says nothing where work goes on; without a start the word is needed.
            Some(End::Present) if job.start.is_none() => Some(json!("present")),
            Some(End::Present) | None => None,
        };
        object([
            ("name", text(job.company.as_ref())),
            ("position", text(job.title.as_ref())),
            ("startDate", job.start.map(|date| json!(date.to_string()))),
            ("endDate", end),
            ("summary", text(job.summary.as_ref())),
            ("keywords", list(&job.skills)),
        ])
    });
    let education = profile
        .education
        .iter()
        .map(|study| object([("area", text(study.field.as_ref())), ("studyType", study.degree.map(|degree| json!(degree.word())))]));
    let languages = profile.languages.iter().map(|language| {
        object([
            ("language", text(Some(&language.name))),
            ("fluency", language.level.map(|level| json!(level.word()))),
            ("test", text(language.test.as_ref())),
            ("score", text(language.score.as_ref())),
        ])
    });
    let projects = profile.projects.iter().map(|project| {
        object([
            ("name", text(project.name.as_ref())),
            ("description", text(project.summary.as_ref())),
            ("keywords", list(&project.skills)),
            ("url", text(project.url.as_ref())),
        ])
    });
    let own = object([
        ("experience_years", years(profile.experience_years)),
        ("traits", list(&profile.traits)),
        ("portfolio", text(profile.portfolio.as_ref())),
    ]);
    let resume = object([
        ("$schema", Some(json!(SCHEMA))),
        ("basics", Some(basics)),
        ("work", all(work)),
        ("education", all(education)),
        ("skills", all(skills)),
        ("languages", all(languages)),
        ("certificates", all(profile.certificates.iter().map(|name| json!({"name": name.text})))),
        ("projects", all(projects)),
        ("meta", own.as_object().is_some_and(|own| !own.is_empty()).then(|| json!({"version": "v1.0.0", "jobmatch": own}))),
    ]);
    let mut out = serde_json::to_string_pretty(&resume).unwrap_or_default();
    out.push('\n');
    out
}

fn object<const N: usize>(fields: [(&str, Option<Value>); N]) -> Value {
    let fields = fields.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(fields.collect::<Map<_, _>>())
}

fn text(text: Option<&Text>) -> Option<Value> {
    text.map(|text| json!(text.text))
}

fn list(texts: &[Text]) -> Option<Value> {
    all(texts.iter().map(|text| json!(text.text)))
}

fn all(values: impl Iterator<Item = Value>) -> Option<Value> {
    let values: Vec<Value> = values.collect();
    (!values.is_empty()).then_some(Value::Array(values))
}
