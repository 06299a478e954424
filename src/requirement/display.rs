//! A tree in words, Korean or English, as short as it can be said.

use crate::messages::Lang;
use crate::requirement::{Expr, Grade, RefTo, StudyField};
use crate::taxonomy::{SkillId, Taxonomy};

/// Says a tree in words.
#[must_use]
pub fn words(expr: &Expr, taxonomy: &Taxonomy, lang: Lang) -> String {
    Display { taxonomy, lang }.words(expr, false)
}

/// What joins the children of a node, in words ("all of", "at least 2 of"); none for a leaf.
#[must_use]
pub fn joint(expr: &Expr, taxonomy: &Taxonomy, lang: Lang) -> Option<String> {
    match expr {
        Expr::All(_) => Some(lang.template("tree-all").to_owned()),
        Expr::Any { min, open, category, .. } => {
            let mut text = lang.format("tree-any", &[("count", &min.to_string())]);
            if *open {
                let more = match category {
                    Some(id) => lang.format("tree-open-of", &[("category", taxonomy.skill(*id).name())]),
                    None => lang.template("tree-open").to_owned(),
                };
                text = format!("{text} ({more})");
            }
            Some(text)
        }
        Expr::Experience { months, max_months, within: Some(_) } => {
            let time = lang.times(*months, *max_months);
            Some(lang.format("tree-time", &[("time", &time)]))
        }
        _ => None,
    }
}

struct Display<'t> {
    taxonomy: &'t Taxonomy,
    lang: Lang,
}

impl Display<'_> {
    fn name(&self, id: SkillId) -> String {
        self.taxonomy.skill(id).name().to_owned()
    }

    fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.lang.format(key, args)
    }

    fn graded(&self, name: String, grade: Grade) -> String {
        match grade.level {
            Some(level) => {
                let level = self.lang.template(&format!("level-{}", level.word())).to_owned();
                self.say("expr-level", &[("name", &name), ("level", &level)])
            }
            None => name,
        }
    }

    fn list(&self, nodes: &[Expr], joiner: &str) -> String {
        let parts: Vec<String> = nodes.iter().map(|node| self.words(node, true)).collect();
        parts.join(joiner)
    }

    fn words(&self, expr: &Expr, inside: bool) -> String {
        let bracket = |text: String| if inside { format!("({text})") } else { text };
        match expr {
            Expr::Skill(id, grade) => self.graded(self.name(*id), *grade),
            Expr::Term(text) => format!("“{text}”"),
            Expr::All(nodes) => bracket(self.list(nodes, self.lang.template("expr-and").trim_matches('_'))),
            Expr::Any { of, min, open, category } => {
                let mut list = self.list(of, self.lang.template("expr-or").trim_matches('_'));
                if *open {
                    list = match category {
                        Some(id) => self.say("expr-open-of", &[("list", &list), ("category", &self.name(*id))]),
                        None => self.say("expr-open", &[("list", &list)]),
                    };
                }
                if *min > 1 {
                    list = self.say("expr-at-least", &[("count", &min.to_string()), ("list", &list)]);
                }
                if of.len() > 1 || *open { bracket(list) } else { list }
            }
            Expr::Category { id, except, min, grade } => {
                let mut name = self.graded(self.name(*id), *grade);
                if !except.is_empty() {
                    let excepted: Vec<String> = except.iter().map(|id| self.name(*id)).collect();
                    name = self.say("expr-except", &[("name", &name), ("except", &excepted.join(", "))]);
                }
                self.say("expr-category", &[("count", &min.to_string()), ("name", &name)])
            }
            Expr::Experience { months, max_months, within } => {
                let time = self.lang.times(*months, *max_months);
                match within {
                    Some(node) => self.say("expr-experience-in", &[("time", &time), ("what", &self.words(node, true))]),
                    None => self.say("expr-experience", &[("time", &time)]),
                }
            }
            Expr::Degree { level, fields, related } => self.degree(*level, fields, *related),
            Expr::Language(id, level) => match level {
                Some(level) => {
                    let level = self.lang.template(&format!("spoken-{}", level.word())).to_owned();
                    self.say("expr-level", &[("name", &self.name(*id)), ("level", &level)])
                }
                None => self.name(*id),
            },
            Expr::Certificate(name, _) => self.say("expr-certificate", &[("name", name)]),
            Expr::Portfolio => self.lang.template("expr-portfolio").to_owned(),
            Expr::Ref { to, min } => {
                let key = match to {
                    RefTo::Required => "expr-ref-required",
                    RefTo::Preferred => "expr-ref-preferred",
                    RefTo::Above => "expr-ref-above",
                };
                let list = self.lang.template(key).to_owned();
                match min {
                    Some(min) => self.say("expr-at-least", &[("count", &min.to_string()), ("list", &list)]),
                    None => self.say("expr-all-of", &[("list", &list)]),
                }
            }
            Expr::Trait(id) => self.name(*id),
            Expr::Equivalent(_) => self.lang.template("expr-equivalent").to_owned(),
            Expr::Nothing => self.lang.template("expr-nothing").to_owned(),
            Expr::Note => self.lang.template("expr-note").to_owned(),
        }
    }

    fn degree(&self, level: Option<crate::levels::Degree>, fields: &[StudyField], related: bool) -> String {
        let level = level.map_or("degree-any".to_owned(), |level| format!("degree-{}", level.word()));
        let level = self.lang.template(&level).to_owned();
        let mut names: Vec<String> = fields
            .iter()
            .map(|field| match field {
                StudyField::Known(id) => self.name(*id),
                StudyField::Words(words) => words.clone(),
            })
            .collect();
        if related {
            names.push(self.lang.template("expr-related-field").to_owned());
        }
        if names.is_empty() {
            return level;
        }
        self.say("expr-degree-in", &[("level", &level), ("fields", &names.join(" / "))])
    }
}
