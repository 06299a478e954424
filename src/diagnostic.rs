//! The one shape of every error and warning: what, where, and how to mend it.

use std::fmt;

use crate::messages::Lang;

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The work goes on; something deserves a look.
    Warning,
    /// The input cannot be used.
    Error,
}

/// A message key with its arguments, turned into words by [`Lang::format`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Key in `messages/*.txt`.
    pub key: &'static str,
    /// Arguments by the name that the template uses.
    pub args: Vec<(&'static str, String)>,
}

impl Message {
    /// The message `key` with `args`.
    #[must_use]
    pub fn new(key: &'static str, args: &[(&'static str, &str)]) -> Self {
        Self { key, args: args.iter().map(|&(name, value)| (name, value.to_owned())).collect() }
    }

    /// The message in words.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        lang.format(self.key, &self.args)
    }
}

/// A place in an input file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The file as the user named it.
    pub path: String,
    /// Line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The line itself, or the part of it around the place where it is long.
    pub text: String,
    /// The offending bytes of `text`.
    pub span: crate::span::Span,
}

/// An error or a warning about an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: Message,
    /// Where; boxed, since most values of `Result<_, Diagnostic>` are not errors.
    pub location: Option<Box<Location>>,
    /// How to mend it.
    pub help: Option<Message>,
}

impl Diagnostic {
    /// An error with the message `key`.
    #[must_use]
    pub fn error(key: &'static str, args: &[(&'static str, &str)]) -> Self {
        Self { severity: Severity::Error, message: Message::new(key, args), location: None, help: None }
    }

    /// A warning with the message `key`.
    #[must_use]
    pub fn warning(key: &'static str, args: &[(&'static str, &str)]) -> Self {
        Self { severity: Severity::Warning, ..Self::error(key, args) }
    }

    /// The same, placed.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.location = Some(Box::new(location));
        self
    }

    /// The same, placed at a file as a whole.
    #[must_use]
    pub fn in_file(self, path: &str) -> Self {
        self.at(Location { path: path.to_owned(), line: 0, column: 0, text: String::new(), span: crate::span::Span::default() })
    }

    /// The same, with help.
    #[must_use]
    pub fn help(mut self, key: &'static str, args: &[(&'static str, &str)]) -> Self {
        self.help = Some(Message::new(key, args));
        self
    }
}

impl fmt::Display for Diagnostic {
    /// `path:line:column: message (help)`, in English; a terminal shows more.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.location {
            write!(out, "{}:", place.path)?;
            if place.line > 0 {
                write!(out, "{}:{}:", place.line, place.column)?;
            }
            out.write_str(" ")?;
        }
        out.write_str(&self.message.text(Lang::En))?;
        if let Some(help) = &self.help {
            write!(out, " ({})", help.text(Lang::En))?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostic {}
