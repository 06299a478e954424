//! YAML as a tree of nodes that know their place. The only user of `serde_yaml`, so that the parser can be exchanged here.

mod reader;

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, Options, Spanned};

use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::span::Span;

pub use reader::{Fields, Reader};

/// The largest YAML document that is read, in bytes: a profile or an overlay, written by people.
const MAX_BYTES: usize = 8 << 20;

/// A YAML value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number; [`Node::raw`] holds it as written.
    Number(f64),
    /// Text.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order of the file; keys are unique.
    Map(Vec<(Node, Node)>),
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Its bytes in the source.
    pub span: Span,
}

/// A parsed document with its source, from which errors take their place.
#[derive(Debug, Clone)]
pub struct Document {
    /// The text it was parsed from.
    pub source: Source,
    /// The top node.
    pub root: Node,
}

impl Node {
    /// The text of a text node; a number or a boolean as it was written.
    #[must_use]
    pub fn raw<'a>(&'a self, source: &'a Source) -> Option<&'a str> {
        match &self.value {
            Value::Text(text) => Some(text),
            Value::Number(_) | Value::Bool(_) => Some(self.span.of(&source.text).trim()),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// The value of a key of a mapping, where it is present and not null. Nothing is said of other keys.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Value::Map(pairs) = &self.value else { return None };
        let named = |name: &Self| matches!(&name.value, Value::Text(text) if text == key);
        pairs.iter().find(|(name, value)| named(name) && value.value != Value::Null).map(|(_, value)| value)
    }

    /// The items of a list; none of anything else.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        if let Value::List(items) = &self.value { items } else { &[] }
    }

    /// The message key that names this value's type.
    #[must_use]
    pub const fn type_key(&self) -> &'static str {
        match self.value {
            Value::Null => "type-nothing",
            Value::Bool(_) => "type-bool",
            Value::Number(_) => "type-number",
            Value::Text(_) => "type-text",
            Value::List(_) => "type-list",
            Value::Map(_) => "type-map",
        }
    }
}

/// Parses one document.
///
/// # Errors
/// Where the text is no YAML, repeats a key, nests or expands beyond all use, or is larger than 8 MiB.
pub fn parse(source: Source) -> Result<Document, Diagnostic> {
    if source.text.len() > MAX_BYTES {
        return Err(Diagnostic::error("too-large", &[("limit", "8 MiB")]).in_file(&source.path));
    }
    let mut options = Options::default();
    options.duplicate_keys = DuplicateKeyPolicy::Error;
    options.strict_booleans = true;
    options.with_snippet = false;
    match serde_yaml::from_str_with_options::<Spanned<Raw>>(&source.text, options) {
        Ok(root) => {
            let root = node(root);
            Ok(Document { source, root })
        }
        Err(error) => Err(syntax_error(&source, &error)),
    }
}

fn syntax_error(source: &Source, error: &serde_yaml::Error) -> Diagnostic {
    let at = error.location().and_then(|place| span_of(&place));
    let mut cause = error.without_snippet();
    while let serde_yaml::Error::AliasError { error, .. } = cause {
        cause = error;
    }
    let found = match cause {
        serde_yaml::Error::DuplicateMappingKey { key, .. } => Diagnostic::error("duplicate-key", &[("key", key.as_deref().unwrap_or("?"))]),
        serde_yaml::Error::Budget { .. }
        | serde_yaml::Error::AliasReplayLimitExceeded { .. }
        | serde_yaml::Error::AliasExpansionLimitExceeded { .. }
        | serde_yaml::Error::AliasReplayStackDepthExceeded { .. } => too_much(),
        // The parser below the deserializer has a limit of its own, which it names only in words.
        other if other.to_string().contains("recursion limit") => too_much(),
        other => {
            let why = other.to_string();
            let why = why.lines().next().unwrap_or_default();
            let why = why.split(" at line ").next().unwrap_or_default();
            Diagnostic::error("yaml-syntax", &[("why", why)])
        }
    };
    match at {
        Some(span) => found.at(source.locate(span)),
        None => found.in_file(&source.path),
    }
}

fn too_much() -> Diagnostic {
    Diagnostic::error("yaml-budget", &[]).help("help-yaml-budget", &[])
}

fn span_of(place: &serde_yaml::Location) -> Option<Span> {
    let span = place.span();
    let start = usize::try_from(span.byte_offset()?).ok()?;
    let len = usize::try_from(span.byte_len()?).ok()?;
    Some(Span::new(start, start + len))
}

/// What the parser hands over, before places are taken from its wrappers.
enum Raw {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

fn node(raw: Spanned<Raw>) -> Node {
    let span = span_of(&raw.referenced).unwrap_or_default();
    let value = match raw.value {
        Raw::Null => Value::Null,
        Raw::Bool(value) => Value::Bool(value),
        Raw::Number(value) => Value::Number(value),
        Raw::Text(value) => Value::Text(value),
        Raw::List(items) => Value::List(items.into_iter().map(node).collect()),
        Raw::Map(pairs) => Value::Map(pairs.into_iter().map(|(key, value)| (node(key), node(value))).collect()),
    };
    Node { value, span }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Raw, D::Error> {
        Raw::deserialize(inner)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(value))
    }

    #[allow(clippy::cast_precision_loss, reason = "years and degrees of likeness are small numbers")]
    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Number(value as f64))
    }

    #[allow(clippy::cast_precision_loss, reason = "years and degrees of likeness are small numbers")]
    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Raw, E> {
        Ok(Raw::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(pair) = pairs.next_entry()? {
            map.push(pair);
        }
        Ok(Raw::Map(map))
    }
}
