//! A parsed line as the contract's JSON writes it.

use serde_json::{Value, json};

use crate::requirement::{Parsed, Strength};
use crate::taxonomy::Taxonomy;

/// The object that `parse --format json` prints for a line.
#[must_use]
pub fn to_json(text: &str, parsed: &Parsed, taxonomy: &Taxonomy) -> Value {
    let (mut skills, mut other) = (Vec::new(), Vec::new());
    for mention in &parsed.mentions {
        let skill = taxonomy.skill(mention.skill);
        let list = if skill.kind().is_hard() { &mut skills } else { &mut other };
        list.push(json!({
            "id": skill.id(), "name": skill.name(), "surface": mention.span.of(text), "start": mention.span.start, "end": mention.span.end,
        }));
    }
    let mut out = json!({ "text": text, "skills": skills, "other": other, "expr": parsed.expr.to_json(taxonomy) });
    if let Some(strength) = parsed.strength {
        out["strength"] = match strength {
            Strength::Required => "required",
            Strength::Preferred => "preferred",
        }
        .into();
    }
    out
}
