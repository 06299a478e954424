//! JSON: the answer as it serializes.

use serde::Serialize;

use super::{Answer, Format, Style};

/// For programs.
pub struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn about(&self) -> &'static str {
        "For programs; `jobmatch schema` describes it"
    }

    fn write(&self, answer: Answer<'_>, _: Style) -> String {
        match answer {
            Answer::Ranking(answer) => write(answer),
            Answer::Gap(answer) => write(answer),
            Answer::Plan(answer) => write(answer),
            Answer::Comparison(answer) => write(answer),
        }
    }
}

/// An answer as indented JSON with a line end.
#[must_use]
pub fn write(answer: &impl Serialize) -> String {
    // Answers are structs of text and numbers: they always serialize.
    let mut out = serde_json::to_string_pretty(answer).unwrap_or_default();
    out.push('\n');
    out
}

/// Rows as JSON Lines: an object a line.
#[must_use]
pub fn lines(rows: impl IntoIterator<Item = impl Serialize>) -> String {
    let mut out = String::new();
    for row in rows {
        out.push_str(&serde_json::to_string(&row).unwrap_or_default());
        out.push('\n');
    }
    out
}
