//! Errors as a person reads them: what, where, how to mend it.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use jobmatch::diagnostic::{Diagnostic, Severity};
use jobmatch::messages::Lang;

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
            Self::Inputs(diagnostics) => {
                let mut out = diagnostics.first().map(|first| render(first, lang, color)).unwrap_or_default();
                if diagnostics.len() > 1 {
                    let more = (diagnostics.len() - 1).to_string();
                    let _ = writeln!(out, "{}", lang.format("more-problems", &[("count", &more)]));
                }
                out
            }
            Self::Interrupted => render(&Diagnostic::error("interrupted", &[]), lang, color),
            Self::Output(path, error) => {
                let name = if path == "-" { lang.template("standard-output") } else { path };
                let message = Diagnostic::error("cannot-write", &[("why", &error.to_string())]).in_file(name);
                render(&message, lang, color)
            }
        }
    }
}

/// One diagnostic with its line and a mark under the place.
#[must_use]
pub fn render(diagnostic: &Diagnostic, lang: Lang, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let title = diagnostic.message.text(lang);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(lang.template("word-error")),
        Severity::Warning => Level::WARNING.with_name(lang.template("word-warning")),
    };
    let help = diagnostic.help.as_ref().map(|help| help.text(lang));
    let place = diagnostic.location.as_deref();
    let whole_file = place.filter(|place| place.line == 0).map(|place| place.path.as_str());
    let title = whole_file.map_or(title.clone(), |path| format!("{path}: {title}"));
    let mut group = Group::with_title(level.primary_title(title.as_str()));
    if let Some(place) = place.filter(|place| place.line > 0) {
        let start = place.span.start.min(place.text.len());
        let end = place.span.end.clamp(start, place.text.len());
        let mut snippet = Snippet::source(place.text.as_str()).line_start(place.line);
        // The snippet counts columns in its own text; where that is a part of a long line, the place is told apart from it.
        if place.text[..start].chars().count() + 1 == place.column {
            snippet = snippet.path(place.path.as_str());
        } else {
            group = group.element(Origin::path(place.path.as_str()).line(place.line).char_column(place.column));
        }
        group = group.element(snippet.annotation(AnnotationKind::Primary.span(start..end)));
    }
    if let Some(help) = &help {
        group = group.element(Level::HELP.with_name(lang.template("word-help")).message(help.as_str()));
    }
    let mut out = renderer.render(&[group]);
    out.push('\n');
    out
}
