//! JSON as a tree that borrows from its text and leaves out the fields that no entry of the table names.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::site::{Key, Keys, sites};

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node<'a> {
    Nothing,
    Flag(bool),
    Number(f64),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Map(Map<'a>),
}

/// The known fields of an object.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Map<'a> {
    fields: Vec<(Key, Node<'a>)>,
    /// The keys that are there.
    pub(super) keys: Keys,
}

impl<'a> Map<'a> {
    pub(super) fn push(&mut self, key: Key, node: Node<'a>) {
        if !matches!(node, Node::Nothing) {
            self.keys.insert(key);
            self.fields.push((key, node));
        }
    }

    pub(super) fn get(&self, key: Key) -> Option<&Node<'a>> {
        if !self.keys.has(key) {
            return None;
        }
        self.fields.iter().find(|(own, _)| *own == key).map(|(_, node)| node)
    }

    /// The node that a path leads to.
    pub(super) fn at(&self, path: &[Key]) -> Option<&Node<'a>> {
        let (first, rest) = path.split_first()?;
        let node = self.get(*first)?;
        match node {
            _ if rest.is_empty() => Some(node),
            Node::Map(map) => map.at(rest),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Node<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node<'de>, E> {
        Ok(Node::Nothing)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Node<'de>, E> {
        Ok(Node::Flag(flag))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node<'de>, E> {
        Ok(Node::Number(number))
    }

    #[allow(clippy::cast_precision_loss, reason = "years and months")]
    fn visit_u64<E>(self, number: u64) -> Result<Node<'de>, E> {
        Ok(Node::Number(number as f64))
    }

    #[allow(clippy::cast_precision_loss, reason = "years and months")]
    fn visit_i64<E>(self, number: i64) -> Result<Node<'de>, E> {
        Ok(Node::Number(number as f64))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Node<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(node) = from.next_element()? {
            list.push(node);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Node<'de>, A::Error> {
        let mut map = Map::default();
        while let Some(key) = from.next_key_seed(KeySeed)? {
            match key {
                Some(key) => map.push(key, from.next_value()?),
                None => drop(from.next_value::<IgnoredAny>()?),
            }
        }
        Ok(Node::Map(map))
    }
}

/// Reads a key as its number in the table of fields.
struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Option<Key>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Option<Key>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a key")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(sites().key(name))
    }
}
