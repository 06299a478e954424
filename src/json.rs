//! JSON as the same tree of nodes: YAML does not read all of JSON (escapes of surrogate pairs, tabs between values).

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::span::Span;

use crate::yaml::{Document, Node, Value};

/// The deepest nesting that is read.
const MAX_DEPTH: usize = 32;
/// The largest document that is read, in bytes.
const MAX_BYTES: usize = 8 << 20;

/// Parses one JSON document. Of a key that is repeated the first counts.
///
/// # Errors
/// Where the text is no JSON, nests deeper than 32 levels or is larger than 8 MiB.
pub fn parse(source: Source) -> Result<Document, Diagnostic> {
    if source.text.len() > MAX_BYTES {
        return Err(Diagnostic::error("too-large", &[("limit", "8 MiB")]).in_file(&source.path));
    }
    let text = source.text.as_str();
    let root = serde_json::from_str::<&RawValue>(text).map_err(|error| {
        let line = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
        let at = line + error.column().saturating_sub(1);
        let why = error.to_string();
        let why = why.split(" at line ").next().unwrap_or_default().to_owned();
        source.error(Span::new(at, at + 1), "json-syntax", &[("why", &why)])
    })?;
    let Some(root) = node(root, text, 0) else {
        return Err(Diagnostic::error("json-deep", &[("limit", &MAX_DEPTH.to_string())]).in_file(&source.path));
    };
    Ok(Document { source, root })
}

/// Each level looks at its own bytes only, so that the work is bounded by the depth.
fn node(raw: &RawValue, whole: &str, depth: usize) -> Option<Node> {
    let text = raw.get();
    let start = (text.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
    let span = Span::new(start, start + text.len());
    if depth > MAX_DEPTH {
        return None;
    }
    let value = match text.as_bytes().first() {
        Some(b'{') => {
            let Pairs(pairs) = serde_json::from_str(text).ok()?;
            let key = |name: String| Node { value: Value::Text(name), span: Span::new(start, start + 1) };
            Value::Map(pairs.into_iter().map(|(name, value)| Some((key(name), node(value, whole, depth + 1)?))).collect::<Option<_>>()?)
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
            Value::List(items.into_iter().map(|item| node(item, whole, depth + 1)).collect::<Option<_>>()?)
        }
        Some(b'"') => Value::Text(serde_json::from_str(text).ok()?),
        Some(b't') => Value::Bool(true),
        Some(b'f') => Value::Bool(false),
        Some(b'n') | None => Value::Null,
        Some(_) => Value::Number(text.parse().ok()?),
    };
    Some(Node { value, span })
}

/// The entries of an object in their order.
struct Pairs<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Pairs<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(pairs)
            }
        }
        deserializer.deserialize_map(Entries).map(Pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_their_place() {
        let text = "{\"a\":\t[\"\\ud83d\\ude00\", 1.5, true, null],\n \"b\": {\"c\": \"값\"}}";
        let document = parse(Source::new("me.json", text)).expect("it is JSON");
        let Value::Map(pairs) = &document.root.value else { panic!("a map") };
        let Value::List(items) = &pairs[0].1.value else { panic!("a list") };
        assert_eq!(items[0].value, Value::Text("😀".to_owned()));
        assert_eq!(items[1].span.of(text), "1.5");
        let Value::Map(inner) = &pairs[1].1.value else { panic!("a map") };
        assert_eq!(inner[0].1.span.of(text), "\"값\"");
    }

    #[test]
    fn faults_have_a_place() {
        let told = |text: &str| parse(Source::new("me.json", text)).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(told("{\n  \"a\": }").starts_with("me.json:2:"), "{}", told("{\n  \"a\": }"));
        assert!(told(&format!("{}{}", "[".repeat(100), "]".repeat(100))).contains("32"));
        assert!(told(&"[".repeat(100_000)).starts_with("me.json:"));
    }
}
