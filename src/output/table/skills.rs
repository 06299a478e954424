//! Skills in full.

use std::fmt::Write as _;

use crate::output::style::{Style, Tone};
use crate::taxonomy::export::Record;

/// Skills in full.
#[must_use]
pub fn skills(records: &[Record<'_>], style: Style) -> String {
    let mut out = String::new();
    for record in records {
        out.push_str(&style.tone(Tone::Strong, record.name));
        let _ = writeln!(out, "  {} · {}", record.id, record.kind);
        let similar: Vec<String> = record.similar.iter().map(|(id, degree)| format!("{id} {degree}")).collect();
        let evidence: Vec<String> = record.evidence.iter().map(|(id, level)| format!("{id} {level}")).collect();
        let ids: Vec<String> = record.ids.iter().map(|(scheme, id)| format!("{scheme} {id}")).collect();
        let rows = [
            ("skill-aliases", record.aliases.join(", ")),
            ("skill-broader", record.broader.join(", ")),
            ("skill-implies", record.implies.join(", ")),
            ("skill-similar", similar.join(", ")),
            ("skill-evidence", evidence.join(", ")),
            ("skill-ids", ids.join(", ")),
        ];
        for (key, text) in rows {
            if !text.is_empty() {
                let _ = writeln!(out, "  {}: {text}", style.say(key, &[]));
            }
        }
    }
    out
}
