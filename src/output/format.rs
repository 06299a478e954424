//! What every format offers, and the list of formats. A new format is one file that implements [`Format`], and its name in the list below.

use std::fmt;
use std::io::{self, Write};

use super::{Style, csv, html, json, markdown, terminal};
use crate::answers::{Comparison, Gap, Listing, Plan, Ranking};

/// An answer to be written.
#[derive(Debug, Clone, Copy)]
pub enum Answer<'a> {
    /// Of the main command.
    Ranking(&'a Ranking),
    /// Of `gap`.
    Gap(&'a Gap),
    /// Of `plan`.
    Plan(&'a Plan),
    /// Of `compare`.
    Comparison(&'a Comparison),
}

/// A way to write answers. It computes nothing: what it says stands in the answer.
pub trait Format: Sync {
    /// The name on the command line.
    fn name(&self) -> &'static str;

    /// What it is for, in a few words, for the help.
    fn about(&self) -> &'static str;

    /// The answer as text, with a line end at its end.
    fn write(&self, answer: Answer<'_>, style: Style) -> String;

    /// Whether its list of postings says anything of their lines, which are not explained for one that does not.
    fn lists_lines(&self) -> bool {
        true
    }

    /// Writes a ranking as its postings come, the same as [`Format::write`] writes it whole. A format that has to see all of them first
    /// holds them until then.
    ///
    /// # Errors
    /// Where a posting does not come, or `out` takes no more.
    fn list(&self, listing: Listing<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let ranking = listing.collect()?;
        out.write_all(self.write(Answer::Ranking(&ranking), style).as_bytes())
    }
}

/// A ranking that is there already, as a format lists it.
pub(super) fn listed(format: &dyn Format, ranking: &Ranking, style: Style) -> String {
    let mut out = Vec::new();
    // Postings in memory come, and memory takes all.
    let _ = format.list(Listing::of(ranking), style, &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

/// All formats; the first one is the usual one.
pub static FORMATS: [&dyn Format; 5] = [&terminal::Terminal, &json::Json, &markdown::Markdown, &csv::Csv, &html::Html];

impl fmt::Debug for dyn Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
