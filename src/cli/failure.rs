//! Errors as a person reads them: what, where, how to mend it.

use jobmatch::diagnostic::Diagnostic;
use jobmatch::messages::Lang;
use jobmatch::output::message::{render, report};

/// Why a command could not be done.
#[derive(Debug)]
pub enum Failure {
    /// Inputs are wrong.
    Inputs(Vec<Diagnostic>),
    /// The answer could not be written.
    Output(String, std::io::Error),
    /// The user wants no more.
    Interrupted,
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Inputs(vec![diagnostic])
    }
}

impl From<Vec<Diagnostic>> for Failure {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        Self::Inputs(diagnostics)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output("-".to_owned(), error)
    }
}

impl Failure {
    /// Whether the reader of the output went away, which is no error.
    #[must_use]
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(_, error) if error.kind() == std::io::ErrorKind::BrokenPipe)
    }

    /// The same, where what was read is one line of a file.
    #[must_use]
    pub fn on_line(mut self, line: usize) -> Self {
        if let Self::Inputs(diagnostics) = &mut self {
            for place in diagnostics.iter_mut().filter_map(|found| found.location.as_mut()) {
                place.line = line;
            }
        }
        self
    }

    /// The exit code; an interruption has that of shells.
    #[must_use]
    pub const fn code(&self) -> u8 {
        match self {
            Self::Interrupted => 130,
            Self::Inputs(_) | Self::Output(..) => 2,
        }
    }

    /// The message for standard error: the first fault in full and how many more there are.
    #[must_use]
    pub fn render(&self, lang: Lang, color: bool) -> String {
        match self {
            Self::Inputs(diagnostics) => report(diagnostics, lang, color),
            Self::Interrupted => render(&Diagnostic::error("interrupted", &[]), lang, color),
            Self::Output(path, error) => {
                let name = if path == "-" { lang.template("standard-output") } else { path };
                let message = Diagnostic::error("cannot-write", &[("why", &error.to_string())]).in_file(name);
                render(&message, lang, color)
            }
        }
    }
}
