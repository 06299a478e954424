//! Lenient reading of nodes: what is absent or of another type is nothing.

use crate::profile::model::{Place, Text};
use crate::yaml::{Node, Value};

use super::draft::Draft;

/// Most years that are believed, as in profiles.
const MOST_YEARS: f64 = 70.0;

pub(super) trait Nodes {
    /// The text of a scalar.
    fn value(&self, node: &Node) -> Option<Text>;
    /// The text under a key.
    fn field(&self, node: &Node, key: &str) -> Option<Text>;
    /// The texts of a list, or of a single scalar, under a key.
    fn texts(&self, node: &Node, key: &str) -> Vec<Text>;
    /// The items of a list under a key.
    fn list<'n>(&self, node: &'n Node, key: &str) -> &'n [Node];
    /// A number of years under a key.
    fn number(&self, node: &Node, key: &str) -> Option<f64>;
    /// The place of a node.
    fn place(&self, node: &Node) -> Place;
}

impl Nodes for Draft<'_> {
    fn value(&self, node: &Node) -> Option<Text> {
        self.text(node.raw(self.source)?, node.span)
    }

    fn field(&self, node: &Node, key: &str) -> Option<Text> {
        self.value(node.get(key)?)
    }

    fn texts(&self, node: &Node, key: &str) -> Vec<Text> {
        let Some(inner) = node.get(key) else { return Vec::new() };
        let one = std::slice::from_ref(inner);
        let nodes = if let Value::List(items) = &inner.value { items.as_slice() } else { one };
        nodes.iter().filter_map(|node| self.value(node).or_else(|| self.field(node, "name"))).collect()
    }

    fn list<'n>(&self, node: &'n Node, key: &str) -> &'n [Node] {
        node.get(key).map_or(&[], Node::items)
    }

    fn number(&self, node: &Node, key: &str) -> Option<f64> {
        match node.get(key)?.value {
            Value::Number(number) => Some(number).filter(|number| (0.0..=MOST_YEARS).contains(number)),
            _ => None,
        }
    }

    fn place(&self, node: &Node) -> Place {
        Place { path: String::new(), span: Some(node.span) }
    }
}
