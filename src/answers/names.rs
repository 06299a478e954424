//! Names of the ids that an answer mentions, so that a reader of the answer needs no taxonomy.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::ranking::Ranked;
use super::step::StepReport;
use crate::messages::Lang;
use crate::taxonomy::Taxonomy;

/// Usual names by id, in the order of the ids.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// Every id.
    #[serde(default)]
    names: BTreeMap<String, String>,
    /// The names that Korean text uses, where they differ.
    #[serde(default)]
    names_ko: BTreeMap<String, String>,
}

impl Names {
    /// The name of an id; nothing where it is no id.
    #[must_use]
    pub fn get(&self, id: &str, lang: Lang) -> Option<&str> {
        let korean = self.names_ko.get(id).filter(|_| lang == Lang::Ko);
        korean.or_else(|| self.names.get(id)).map(String::as_str)
    }

    /// The name of an id; the text itself where it is no id.
    #[must_use]
    pub fn of<'a>(&'a self, id: &'a str, lang: Lang) -> &'a str {
        self.get(id, lang).unwrap_or(id)
    }

    /// The names that judged postings mention.
    #[must_use]
    pub fn of_postings(taxonomy: &Taxonomy, postings: &[Ranked]) -> Self {
        let mut names = Self::default();
        for posting in postings {
            for line in &posting.requirements {
                names.add_tree(taxonomy, &line.expr);
                for reason in &line.because {
                    names.add(taxonomy, &reason.need);
                    reason.have.iter().for_each(|have| names.add(taxonomy, have));
                }
                line.steps.iter().for_each(|step| names.add_step(taxonomy, step));
            }
            posting.next.iter().for_each(|step| names.add_step(taxonomy, step));
        }
        names
    }

    /// Adds an id; what is none is passed over.
    pub fn add(&mut self, taxonomy: &Taxonomy, id: &str) {
        if self.names.contains_key(id) {
            return;
        }
        let Some(skill) = taxonomy.by_id(id).map(|key| taxonomy.skill(key)) else { return };
        self.names.insert(id.to_owned(), skill.name().to_owned());
        if let Some(korean) = skill.korean() {
            self.names_ko.insert(id.to_owned(), korean.to_owned());
        }
    }

    /// Adds what a step mentions.
    pub fn add_step(&mut self, taxonomy: &Taxonomy, step: &StepReport) {
        self.add(taxonomy, &step.what);
        step.from.iter().for_each(|from| self.add(taxonomy, from));
        step.fields.iter().for_each(|field| self.add(taxonomy, field));
    }

    /// Adds the names of other answers, of the ids that are wanted.
    pub fn extend(&mut self, other: &Self, wanted: impl Fn(&str) -> bool) {
        for (to, from) in [(&mut self.names, &other.names), (&mut self.names_ko, &other.names_ko)] {
            to.extend(from.iter().filter(|(id, _)| wanted(id)).map(|(id, name)| (id.clone(), name.clone())));
        }
    }

    /// Adds the ids in a tree as the contract writes it.
    fn add_tree(&mut self, taxonomy: &Taxonomy, node: &Value) {
        match node {
            Value::Object(fields) => {
                for (key, value) in fields {
                    match value {
                        Value::String(id) if matches!(key.as_str(), "skill" | "category" | "of" | "trait") => self.add(taxonomy, id),
                        Value::Array(ids) if matches!(key.as_str(), "except" | "fields") => {
                            ids.iter().filter_map(Value::as_str).for_each(|id| self.add(taxonomy, id));
                        }
                        other => self.add_tree(taxonomy, other),
                    }
                }
            }
            Value::Array(nodes) => nodes.iter().for_each(|node| self.add_tree(taxonomy, node)),
            _ => {}
        }
    }
}
