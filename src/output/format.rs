//! What every format offers, and the list of formats. A new format is one file that implements [`Format`], and its name in the list below.

use std::fmt;

use super::{Style, csv, html, json, markdown, terminal};
use crate::answers::{Comparison, Gap, Plan, Ranking};

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
}

/// All formats; the first one is the usual one.
pub static FORMATS: [&dyn Format; 5] = [&terminal::Terminal, &json::Json, &markdown::Markdown, &csv::Csv, &html::Html];

impl fmt::Debug for dyn Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
