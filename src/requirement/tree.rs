//! The tree that a requirement line means.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::nested::deeper;
use crate::levels::{Degree, LanguageLevel, Level};
use crate::taxonomy::{SkillId, Taxonomy};

/// How well a skill is asked.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Grade {
    /// A graded level (초급, advanced), where one is named.
    pub level: Option<Level>,
    /// Mere praise (능숙, strong).
    pub praise: bool,
}

/// A field of study.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum StudyField {
    /// One that the taxonomy knows: a degree field, or a skill of that name.
    Known(SkillId),
    /// Other words.
    Words(String),
}

/// Other lines of the posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RefTo {
    /// The required list.
    Required,
    /// The preferred list.
    Preferred,
    /// The lines above in the same list.
    Above,
}

/// What a line, or a part of it, asks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Expr {
    /// This skill, or one that is narrower than it or implies it.
    Skill(SkillId, Grade),
    /// Words that no skill covers.
    Term(String),
    /// Every one.
    All(#[serde(deserialize_with = "deeper")] Vec<Expr>),
    /// At least `min`.
    Any {
        /// The alternatives.
        #[serde(deserialize_with = "deeper")]
        of: Vec<Expr>,
        /// How many are enough.
        min: usize,
        /// Whether the list is one of examples.
        open: bool,
        /// The category of the examples: any skill under it counts too.
        category: Option<SkillId>,
    },
    /// Any `min` skills under a category.
    Category {
        /// The category.
        id: SkillId,
        /// Skills that do not count.
        except: Vec<SkillId>,
        /// How many are enough.
        min: usize,
        /// How well.
        grade: Grade,
    },
    /// Working time in months, with what `within` says where it is given.
    Experience {
        /// At least so many.
        months: f64,
        /// The upper bound of a range; never lowers the credit.
        max_months: Option<f64>,
        /// In what.
        #[serde(deserialize_with = "deeper")]
        within: Option<Box<Expr>>,
    },
    /// A degree.
    Degree {
        /// At least this one, where a level is named.
        level: Option<Degree>,
        /// In one of these fields; empty for any.
        fields: Vec<StudyField>,
        /// Or in a field related to them or to the posting's family.
        related: bool,
    },
    /// A natural language.
    Language(SkillId, Option<LanguageLevel>),
    /// A certificate, a licence or a test.
    Certificate(String, Option<SkillId>),
    /// A portfolio.
    Portfolio,
    /// Other lines.
    Ref {
        /// Which.
        to: RefTo,
        /// How many of them; all where absent.
        min: Option<usize>,
    },
    /// An attitude or an interpersonal skill.
    Trait(SkillId),
    /// What stands in for the node inside: working time that the policy sets against it.
    Equivalent(#[serde(deserialize_with = "deeper")] Box<Expr>),
    /// Nothing is asked.
    Nothing,
    /// A remark, or words that name nothing assessable.
    Note,
}

impl Expr {
    /// All of some nodes: none, one and nested ones are flattened, notes beside other nodes fall away.
    #[must_use]
    pub fn all(nodes: Vec<Self>) -> Self {
        let mut flat = nodes;
        if flat.iter().any(|node| matches!(node, Self::All(_))) {
            for node in std::mem::take(&mut flat) {
                match node {
                    Self::All(inner) => flat.extend(inner),
                    other => flat.push(other),
                }
            }
        }
        let asks = flat.iter().any(|node| !matches!(node, Self::Note | Self::Nothing));
        flat.retain(|node| *node != Self::Note && !(asks && *node == Self::Nothing));
        keep_once(&mut flat);
        match flat.len() {
            0 => Self::Note,
            1 => flat.swap_remove(0),
            _ => Self::All(flat),
        }
    }

    /// One of some nodes; nested plain alternatives are flattened.
    #[must_use]
    pub fn any(nodes: Vec<Self>) -> Self {
        Self::any_of(nodes, 1, false, None)
    }

    /// At least `min` of some nodes.
    #[must_use]
    pub fn any_of(nodes: Vec<Self>, min: usize, open: bool, category: Option<SkillId>) -> Self {
        let (mut flat, mut open, mut category) = (nodes, open, category);
        if flat.iter().any(|node| matches!(node, Self::Any { .. })) {
            for node in std::mem::take(&mut flat) {
                match node {
                    Self::Any { of, min: 1, open: inner_open, category: inner }
                        if min == 1 && (inner.is_none() || category.is_none() || inner == category) =>
                    {
                        open |= inner_open;
                        category = category.or(inner);
                        flat.extend(of);
                    }
                    other => flat.push(other),
                }
            }
        }
        flat.retain(|node| *node != Self::Note);
        keep_once(&mut flat);
        match flat.len() {
            0 => Self::Note,
            1 if !open => flat.swap_remove(0),
            len => Self::Any { of: flat, min: min.clamp(1, len), open, category },
        }
    }

    /// Calls `visit` on this node and on all below it.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        match self {
            Self::All(nodes) | Self::Any { of: nodes, .. } => nodes.iter().for_each(|node| node.walk(visit)),
            Self::Experience { within: Some(node), .. } | Self::Equivalent(node) => node.walk(visit),
            _ => {}
        }
    }

    /// Whether a degree of a related field is asked, so that its credit depends on what the posting is about.
    #[must_use]
    pub fn asks_related(&self) -> bool {
        let mut found = false;
        self.walk(&mut |node| found |= matches!(node, Self::Degree { related: true, .. }));
        found
    }

    /// The same tree with each skill asked as `change` says.
    #[must_use]
    pub fn graded(self, grade: Grade) -> Self {
        let merge = |old: Grade| Grade { level: old.level.or(grade.level), praise: old.praise || grade.praise };
        match self {
            Self::Skill(id, old) => Self::Skill(id, merge(old)),
            Self::Category { id, except, min, grade: old } => Self::Category { id, except, min, grade: merge(old) },
            Self::All(nodes) => Self::All(nodes.into_iter().map(|node| node.graded(grade)).collect()),
            Self::Any { of, min, open, category } => {
                Self::Any { of: of.into_iter().map(|node| node.graded(grade)).collect(), min, open, category }
            }
            other => other,
        }
    }

    /// The same tree with each skill that is made of parts (ELK) asked by its parts.
    #[must_use]
    pub fn by_parts(self, taxonomy: &Taxonomy) -> Self {
        let each = |nodes: Vec<Self>| nodes.into_iter().map(|node| node.by_parts(taxonomy)).collect::<Vec<_>>();
        match self {
            Self::Skill(id, grade) => match taxonomy.skill(id).parts() {
                [] => Self::Skill(id, grade),
                parts => Self::All(parts.iter().map(|part| Self::Skill(*part, grade)).collect()),
            },
            Self::All(nodes) => Self::all(each(nodes)),
            Self::Any { of, min, open, category } => Self::Any { of: each(of), min, open, category },
            Self::Experience { months, max_months, within } => {
                Self::Experience { months, max_months, within: within.map(|node| Box::new(node.by_parts(taxonomy))) }
            }
            Self::Equivalent(node) => Self::Equivalent(Box::new(node.by_parts(taxonomy))),
            other => other,
        }
    }

    /// Whether some node asks something that a profile can show.
    #[must_use]
    pub fn is_assessable(&self) -> bool {
        let mut found = false;
        self.walk(&mut |node| found |= !matches!(node, Self::Note | Self::Trait(_) | Self::Nothing | Self::All(_) | Self::Any { .. }));
        found
    }

    /// The node as the contract's JSON writes it.
    #[must_use]
    pub fn to_json(&self, taxonomy: &Taxonomy) -> Value {
        let id = |key: SkillId| Value::from(taxonomy.skill(key).id());
        let nodes = |nodes: &[Self]| nodes.iter().map(|node| node.to_json(taxonomy)).collect::<Value>();
        let mut out = Map::new();
        match self {
            Self::Skill(key, grade) => {
                out.insert("skill".into(), id(*key));
                grade_json(&mut out, *grade);
            }
            Self::Term(text) => drop(out.insert("term".into(), text.as_str().into())),
            Self::All(of) => drop(out.insert("all".into(), nodes(of))),
            Self::Any { of, min, open, category } => {
                out.insert("any".into(), nodes(of));
                out.insert("min".into(), (*min).into());
                out.insert("open".into(), (*open).into());
                if let Some(category) = category {
                    out.insert("of".into(), id(*category));
                }
            }
            Self::Category { id: key, except, min, grade } => {
                out.insert("category".into(), id(*key));
                if !except.is_empty() {
                    out.insert("except".into(), except.iter().map(|key| id(*key)).collect());
                }
                out.insert("min".into(), (*min).into());
                grade_json(&mut out, *grade);
            }
            Self::Experience { months, max_months, within } => {
                let mut inner = Map::new();
                inner.insert("months".into(), number(*months));
                if let Some(most) = max_months {
                    inner.insert("max_months".into(), number(*most));
                }
                if let Some(within) = within {
                    inner.insert("in".into(), within.to_json(taxonomy));
                }
                out.insert("experience".into(), inner.into());
            }
            Self::Degree { level, fields, related } => {
                let mut inner = Map::new();
                if let Some(level) = level {
                    inner.insert("level".into(), level.word().into());
                }
                if !fields.is_empty() {
                    let field = |field: &StudyField| match field {
                        StudyField::Known(key) => id(*key),
                        StudyField::Words(words) => words.as_str().into(),
                    };
                    inner.insert("fields".into(), fields.iter().map(field).collect());
                }
                if *related {
                    inner.insert("related".into(), true.into());
                }
                out.insert("degree".into(), inner.into());
            }
            Self::Language(key, level) => {
                let mut inner = Map::new();
                inner.insert("code".into(), taxonomy.skill(*key).code().into());
                if let Some(level) = level {
                    inner.insert("level".into(), level.word().into());
                }
                out.insert("language".into(), inner.into());
            }
            Self::Certificate(name, _) => drop(out.insert("certificate".into(), name.as_str().into())),
            Self::Portfolio => drop(out.insert("portfolio".into(), true.into())),
            Self::Ref { to, min } => {
                let to = match to {
                    RefTo::Required => "required",
                    RefTo::Preferred => "preferred",
                    RefTo::Above => "above",
                };
                out.insert("ref".into(), to.into());
                if let Some(min) = min {
                    out.insert("min".into(), (*min).into());
                }
            }
            Self::Trait(key) => drop(out.insert("trait".into(), id(*key))),
            Self::Equivalent(node) => drop(out.insert("equivalent".into(), node.to_json(taxonomy))),
            Self::Nothing => drop(out.insert("none".into(), json!(true))),
            Self::Note => drop(out.insert("note".into(), json!(true))),
        }
        Value::Object(out)
    }
}

/// Leaves of nodes that are the same the first one.
fn keep_once(nodes: &mut Vec<Expr>) {
    let mut kept = 0;
    for at in 0..nodes.len() {
        if !nodes[..kept].contains(&nodes[at]) {
            nodes.swap(kept, at);
            kept += 1;
        }
    }
    nodes.truncate(kept);
}

fn grade_json(out: &mut Map<String, Value>, grade: Grade) {
    if let Some(level) = grade.level {
        out.insert("level".into(), level.word().into());
    }
    if grade.praise {
        out.insert("praise".into(), true.into());
    }
}

/// A whole number as an integer, so that 36 months print as 36.
fn number(value: f64) -> Value {
    #[allow(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
    if value.fract() == 0.0 && value.abs() < 1e9 { Value::from(value as i64) } else { Value::from(value) }
}
