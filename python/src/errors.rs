//! Diagnostics as Python exceptions, with the messages of the command line.

use jobmatch::diagnostic::{Diagnostic, Severity};
use jobmatch::messages::Lang;
use jobmatch::output::message;
use pyo3::prelude::*;

/// Which input an exception is about; the name of its class in `jobmatch._errors`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum About {
    /// A profile, or a saved report in its place.
    Profile,
    /// Postings, or the choice of one.
    Posting,
    /// A policy file.
    Policy,
    /// An overlay, or the name of a skill.
    Taxonomy,
}

impl About {
    const fn class(self) -> &'static str {
        match self {
            Self::Profile => "ProfileError",
            Self::Posting => "PostingError",
            Self::Policy => "PolicyError",
            Self::Taxonomy => "TaxonomyError",
        }
    }
}

/// The exception for these diagnostics.
pub(crate) fn raised(py: Python<'_>, about: About, diagnostics: &[Diagnostic]) -> PyErr {
    let made = || -> PyResult<Bound<'_, PyAny>> {
        let problems: Vec<_> = diagnostics.iter().map(|one| problem(py, one)).collect::<PyResult<_>>()?;
        let report = |lang| message::report(diagnostics, lang, false);
        py.import("jobmatch._errors")?.getattr(about.class())?.call1((problems, report(Lang::En), report(Lang::Ko)))
    };
    made().map_or_else(|error| error, PyErr::from_value)
}

/// A diagnostic as `jobmatch.Problem`.
pub(crate) fn problem<'py>(py: Python<'py>, diagnostic: &Diagnostic) -> PyResult<Bound<'py, PyAny>> {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let place = diagnostic.location.as_deref();
    let line = place.filter(|place| place.line > 0);
    py.import("jobmatch._errors")?.getattr("Problem")?.call1((
        severity,
        diagnostic.message.text(Lang::En),
        place.map(|place| place.path.as_str()),
        line.map(|place| place.line),
        line.map(|place| place.column),
        line.map(|place| place.text.as_str()),
        diagnostic.help.as_ref().map(|help| help.text(Lang::En)),
    ))
}

/// `Result::map_err` for diagnostics.
pub(crate) trait OrRaise<T> {
    /// The value, or the exception.
    fn or_raise(self, py: Python<'_>, about: About) -> PyResult<T>;
}

impl<T> OrRaise<T> for Result<T, Diagnostic> {
    fn or_raise(self, py: Python<'_>, about: About) -> PyResult<T> {
        self.map_err(|error| raised(py, about, &[error]))
    }
}

impl<T> OrRaise<T> for Result<T, Vec<Diagnostic>> {
    fn or_raise(self, py: Python<'_>, about: About) -> PyResult<T> {
        self.map_err(|errors| raised(py, about, &errors))
    }
}
