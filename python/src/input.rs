//! From what a caller gave to the library's sources: paths, texts and dicts.

use std::path::PathBuf;

use jobmatch::profile::Month;
use jobmatch::source::{self, Source};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyMapping;

use crate::dicts;
use crate::errors::{About, OrRaise as _};

/// A text with the name that messages give it. It is what a pickled object carries.
#[derive(Debug, Clone, IntoPyObject, FromPyObject)]
pub(crate) struct Text(pub(crate) String, pub(crate) String);

impl Text {
    /// The library's form.
    pub(crate) fn source(&self) -> Source {
        Source::new(self.0.clone(), self.1.clone())
    }
}

impl From<Source> for Text {
    fn from(source: Source) -> Self {
        Self(source.path, source.text)
    }
}

/// A file with the name that messages give it: a profile may be a PDF too.
#[derive(Debug, Clone, IntoPyObject, FromPyObject)]
pub(crate) struct File(pub(crate) String, pub(crate) Vec<u8>);

/// Reads what a caller may give for a file: a path, or a mapping with the same content.
pub(crate) fn file(given: &Bound<'_, PyAny>, name: &str, about: About) -> PyResult<File> {
    if given.cast::<PyMapping>().is_ok() {
        return text(given, name, about).map(|Text(name, text)| File(name, text.into_bytes()));
    }
    let path: PathBuf = path(given, &format!("{name}: expected a path or a mapping"))?;
    let py = given.py();
    py.detach(|| source::bytes(&path)).map(|bytes| File(path.display().to_string(), bytes)).or_raise(py, about)
}

/// As [`file()`], for what is always text.
pub(crate) fn text(given: &Bound<'_, PyAny>, name: &str, about: About) -> PyResult<Text> {
    if let Ok(mapping) = given.cast::<PyMapping>() {
        // JSON is YAML, so that a mapping takes the way of a file, with the same messages.
        return Ok(Text(format!("<{name}>"), dicts::json(mapping, Some(2))?));
    }
    let path: PathBuf = path(given, &format!("{name}: expected a path or a mapping"))?;
    let py = given.py();
    py.detach(|| Source::read(&path)).map(Text::from).or_raise(py, about)
}

/// A path: text or anything with `__fspath__`.
pub(crate) fn path(given: &Bound<'_, PyAny>, expected: &str) -> PyResult<PathBuf> {
    given.extract().map_err(|_| {
        let found = given.get_type().name().map_or_else(|_| "another type".to_owned(), |name| name.to_string());
        PyTypeError::new_err(format!("{expected}, found {found}"))
    })
}

/// What `present` means: as given, else this month.
pub(crate) fn month(given: Option<&str>) -> PyResult<Month> {
    let Some(text) = given else {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        return Ok(Month::from_unix(since.as_secs()));
    };
    Month::parse(text).ok_or_else(|| PyValueError::new_err(format!("as_of: expected YYYY-MM, found {text:?}")))
}
