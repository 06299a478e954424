//! The terminal: tables that fit its width.

use std::io::{self, Write};

use super::{Answer, Format, Style, format, table};
use crate::answers::Listing;

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
            Answer::Ranking(answer) => format::listed(self, answer, style),
            Answer::Gap(answer) => table::gap(answer, style),
            Answer::Plan(answer) => table::plan(answer, style),
            Answer::Comparison(answer) => table::comparison(answer, style),
        }
    }

    fn lists_lines(&self) -> bool {
        false
    }

    fn list(&self, listing: Listing<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
        table::ranking(listing, style, out)
    }
}
