//! Strict reading of YAML nodes into typed values: every fault is collected with its place and the nearest right word.

use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::text::{fold, near};

use super::{Node, Value};

/// Reads nodes of one source and collects what is wrong with them.
#[derive(Debug)]
pub struct Reader<'a> {
    /// Where the nodes come from.
    pub source: &'a Source,
    /// What was found wrong so far, in the order of reading.
    pub problems: Vec<Diagnostic>,
}

/// The entries of a mapping whose keys were checked.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'a> {
    pairs: &'a [(Node, Node)],
    source: &'a Source,
}

impl<'a> Fields<'a> {
    /// The value of a key, where it is present and not null.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'a Node> {
        self.pairs.iter().find(|(name, value)| name.raw(self.source) == Some(key) && value.value != Value::Null).map(|(_, value)| value)
    }
}

impl<'a> Reader<'a> {
    /// A reader of `source`.
    #[must_use]
    pub const fn new(source: &'a Source) -> Self {
        Self { source, problems: Vec::new() }
    }

    /// Notes a fault at a node.
    pub fn fault(&mut self, node: &Node, key: &'static str, args: &[(&'static str, &str)]) {
        self.problems.push(self.source.error(node.span, key, args));
    }

    /// Notes a fault at a node, with help.
    pub fn fault_with_help(
        &mut self,
        node: &Node,
        key: &'static str,
        args: &[(&'static str, &str)],
        help: (&'static str, &[(&'static str, &str)]),
    ) {
        self.problems.push(self.source.error(node.span, key, args).help(help.0, help.1));
    }

    /// Notes that a node is of another type than the one that the message key `wanted` names.
    pub fn wrong_type(&mut self, node: &Node, wanted: &'static str) {
        self.problems.push(self.source.error(
            node.span,
            "wrong-type",
            &[("wanted", &format!("@{wanted}")), ("found", &format!("@{}", node.type_key()))],
        ));
    }

    /// The fields of a mapping. Keys that are neither `known` nor begin with `x-` are faults, with the nearest known one.
    pub fn fields(&mut self, node: &'a Node, known: &[&str]) -> Option<Fields<'a>> {
        let Value::Map(pairs) = &node.value else {
            self.wrong_type(node, "type-map");
            return None;
        };
        for (key, _) in pairs {
            let name = key.raw(self.source).unwrap_or_default();
            if known.contains(&name) || name.starts_with("x-") {
                continue;
            }
            match near::nearest(name, known.iter().copied()) {
                Some(near) => self.fault_with_help(key, "unknown-key", &[("key", name)], ("help-nearest", &[("near", near)])),
                None => self.fault_with_help(key, "unknown-key", &[("key", name)], ("help-keys", &[("keys", &known.join(", "))])),
            }
        }
        Some(Fields { pairs, source: self.source })
    }

    /// The entries of a mapping whose keys are names of the user's choice.
    pub fn entries(&mut self, node: &'a Node) -> Vec<(&'a str, &'a Node, &'a Node)> {
        let Value::Map(pairs) = &node.value else {
            self.wrong_type(node, "type-map");
            return Vec::new();
        };
        pairs.iter().filter_map(|(key, value)| Some((self.text(key)?, key, value))).collect()
    }

    /// The text of a scalar that is not empty.
    pub fn text(&mut self, node: &'a Node) -> Option<&'a str> {
        match node.raw(self.source) {
            Some(text) if !text.trim().is_empty() => Some(text.trim()),
            Some(_) => {
                self.fault(node, "empty-text", &[]);
                None
            }
            None => {
                self.wrong_type(node, "type-text");
                None
            }
        }
    }

    /// A number between `least` and `most`.
    pub fn number(&mut self, node: &Node, least: f64, most: f64) -> Option<f64> {
        let Value::Number(number) = node.value else {
            self.wrong_type(node, "type-number");
            return None;
        };
        if (least..=most).contains(&number) {
            return Some(number);
        }
        self.fault(node, "out-of-range", &[("least", &least.to_string()), ("most", &most.to_string())]);
        None
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, node: &Node) -> Option<bool> {
        if let Value::Bool(value) = node.value {
            return Some(value);
        }
        self.wrong_type(node, "type-bool");
        None
    }

    /// The items of a list.
    pub fn list(&mut self, node: &'a Node) -> &'a [Node] {
        if let Value::List(items) = &node.value {
            return items;
        }
        self.wrong_type(node, "type-list");
        &[]
    }

    /// The texts of a list of texts, each with its node.
    pub fn texts(&mut self, node: &'a Node) -> Vec<(&'a str, &'a Node)> {
        self.list(node).iter().filter_map(|item| Some((self.text(item)?, item))).collect()
    }

    /// One of some words, compared without regard to case.
    pub fn choice<T: Copy>(&mut self, node: &'a Node, choices: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(node)?;
        if let Some((_, value)) = choices.iter().find(|(word, _)| word.eq_ignore_ascii_case(text)) {
            return Some(*value);
        }
        let words: Vec<_> = choices.iter().map(|(word, _)| *word).collect();
        self.unknown_word(node, text, &words, &words);
        None
    }

    /// One of some words in any spelling: letter case, spaces, hyphens and dots do not matter. `shown` are the words that help names.
    pub fn word<T: Copy>(&mut self, node: &'a Node, words: &[(&'static str, T)], shown: &[&str]) -> Option<T> {
        let text = self.text(node)?;
        let key = fold::key(text);
        if let Some((_, value)) = words.iter().find(|(word, _)| fold::key(word) == key) {
            return Some(*value);
        }
        let all: Vec<_> = words.iter().map(|(word, _)| *word).collect();
        self.unknown_word(node, text, &all, shown);
        None
    }

    /// Notes that a text is none of `words`: the nearest of them where one is near, else those of `shown`.
    pub fn unknown_word(&mut self, node: &Node, text: &str, words: &[&str], shown: &[&str]) {
        match near::nearest(text, words.iter().copied()) {
            Some(near) => self.fault_with_help(node, "unknown-word", &[("word", text)], ("help-nearest", &[("near", near)])),
            None => self.fault_with_help(node, "unknown-word", &[("word", text)], ("help-words", &[("words", &shown.join(", "))])),
        }
    }
}
