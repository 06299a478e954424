//! JSON Schemas of what goes in and out. Each is a file of `schema/`; what several share stands in `common.json`.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::levels::{LanguageLevel, Level};

const COMMON: &str = include_str!("schema/common.json");

/// Names of the schemas, and each as its file has it.
const FILES: [(&str, &str); 7] = [
    ("profile", include_str!("schema/profile.json")),
    ("rank", include_str!("schema/rank.json")),
    ("gap", include_str!("schema/gap.json")),
    ("plan", include_str!("schema/plan.json")),
    ("compare", include_str!("schema/compare.json")),
    ("match", include_str!("schema/match.json")),
    ("parse", include_str!("schema/parse.json")),
];

/// The names of all schemas.
pub fn names() -> impl Iterator<Item = &'static str> {
    FILES.into_iter().map(|(name, _)| name)
}

/// A schema that needs no other file; nothing where the name is unknown.
#[must_use]
pub fn schema(name: &str) -> Option<Value> {
    let (_, text) = FILES.into_iter().find(|(known, _)| *known == name)?;
    // A test reads every file.
    let mut schema: Value = serde_json::from_str(text).unwrap_or_default();
    let common: Map<String, Value> = serde_json::from_str(COMMON).unwrap_or_default();
    let mut defs: Map<String, Value> = match schema.get_mut("$defs").map(Value::take) {
        Some(Value::Object(own)) => own,
        _ => Map::new(),
    };
    if name == "profile" {
        defs.insert("level".into(), json!({ "enum": Level::WORDS.iter().map(|(word, _)| *word).collect::<Vec<_>>() }));
        defs.insert("spoken".into(), json!({ "enum": LanguageLevel::WORDS.iter().map(|(word, _)| *word).collect::<Vec<_>>() }));
    }
    let mut wanted = BTreeSet::new();
    refs(&schema, &common, &mut wanted);
    for name in wanted {
        if let Some(def) = common.get(name) {
            defs.insert(name.to_owned(), def.clone());
        }
    }
    schema["$defs"] = Value::Object(defs);
    Some(schema)
}

/// The shared parts that a schema refers to, and those that they refer to.
fn refs<'a>(node: &Value, common: &'a Map<String, Value>, found: &mut BTreeSet<&'a str>) {
    match node {
        Value::Object(fields) => {
            for (key, value) in fields {
                let name = value.as_str().filter(|_| key == "$ref").and_then(|to| to.strip_prefix("#/$defs/"));
                match name.and_then(|name| common.get_key_value(name)) {
                    Some((name, def)) => {
                        if found.insert(name) {
                            refs(def, common, found);
                        }
                    }
                    None => refs(value, common, found),
                }
            }
        }
        Value::Array(nodes) => nodes.iter().for_each(|node| refs(node, common, found)),
        _ => {}
    }
}
