//! `--format`: the formats of the library, as the command line names them.

use std::fmt;
use std::io::{self, Write};
use std::sync::LazyLock;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use jobmatch::answers::Listing;
use jobmatch::output::{Answer, FORMATS, Format, Style};

/// How to print an answer.
#[derive(Debug, Clone, Args)]
pub struct FormatArgs {
    /// How to print the answer
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t, help_heading = "Output")]
    format: FormatName,
}

impl FormatArgs {
    /// The answer as text.
    #[must_use]
    pub fn write(&self, answer: Answer<'_>, style: Style) -> String {
        self.format.0.write(answer, style)
    }

    /// Whether a ranking says anything of the lines of its postings.
    #[must_use]
    pub fn lists_lines(&self) -> bool {
        self.format.0.lists_lines()
    }

    /// A ranking, written as its postings come.
    ///
    /// # Errors
    /// Where a posting does not come, or `out` takes no more.
    pub fn list(&self, listing: Listing<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
        self.format.0.list(listing, style, out)
    }
}

/// One of the formats.
#[derive(Clone, Copy)]
struct FormatName(&'static dyn Format);

impl Default for FormatName {
    fn default() -> Self {
        Self(FORMATS[0])
    }
}

impl fmt::Debug for FormatName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

impl ValueEnum for FormatName {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: LazyLock<Vec<FormatName>> = LazyLock::new(|| FORMATS.into_iter().map(FormatName).collect());
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.name()).help(self.0.about()))
    }
}
