//! The terminal: tables that fit its width.

use super::{Answer, Format, Style, table};

/// For a person at a terminal.
pub(super) struct Terminal;

impl Format for Terminal {
    fn name(&self) -> &'static str {
        "table"
    }

    fn about(&self) -> &'static str {
        "For a terminal"
    }

    fn write(&self, answer: Answer<'_>, style: Style) -> String {
        match answer {
            Answer::Ranking(answer) => table::ranking(answer, style),
            Answer::Gap(answer) => table::gap(answer, style),
            Answer::Plan(answer) => table::plan(answer, style),
            Answer::Comparison(answer) => table::comparison(answer, style),
        }
    }
}
