//! Terms that no skill covers, for a terminal.

use comfy_table::{ContentArrangement, Table, presets};

use crate::output::style::{Style, Tone};
use crate::requirement::unmapped::Unmapped;

/// The terms with how many lines name them and one of these lines.
#[must_use]
pub fn unmapped(found: &[Unmapped], style: Style) -> String {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(style.width).unwrap_or(u16::MAX));
    table.set_header(["unmapped-lines", "unmapped-term", "unmapped-example"].map(|key| style.tone(Tone::Strong, &style.say(key, &[]))));
    for one in found {
        table.add_row(vec![one.lines.to_string(), one.term.clone(), one.example.clone()]);
    }
    format!("{table}\n")
}
