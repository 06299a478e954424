//! Python's own dicts: answers become them, postings and profiles come as them.

use jobmatch::posting::Posting;
use jobmatch::posting::row;
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyMapping, PyString};
use serde::Serialize;

use crate::errors::{About, OrRaise as _};

/// Anything that serializes, as dicts, lists and plain values, keys in the order of the JSON.
pub(crate) fn object<'py>(py: Python<'py>, value: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    let text = serde_json::to_string(value).map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
    py.import("json")?.call_method1("loads", (text,))
}

/// A mapping as JSON, on one line or on many.
pub(crate) fn json(mapping: &Bound<'_, PyMapping>, indent: Option<usize>) -> PyResult<String> {
    let py = mapping.py();
    let options = PyDict::new(py);
    options.set_item("ensure_ascii", false)?;
    options.set_item("indent", indent)?;
    options.set_item("default", py.get_type::<PyString>())?;
    let plain = py.import("builtins")?.getattr("dict")?.call1((mapping,))?;
    py.import("json")?.call_method("dumps", (plain,), Some(&options))?.extract()
}

/// A posting as a mapping: read as the object would be in a file of JSON Lines.
pub(crate) fn posting(given: &Bound<'_, PyAny>) -> PyResult<Posting> {
    let mapping = given.cast::<PyMapping>().map_err(|_| {
        let found = given.get_type().name().map_or_else(|_| "another type".to_owned(), |name| name.to_string());
        PyTypeError::new_err(format!("postings: expected a path, a table or mappings, found {found}"))
    })?;
    let id = if mapping.contains("id")? { Some(mapping.get_item("id")?) } else { None };
    let id = id.filter(|id| !id.is_none()).map(|id| id.str().map(|id| id.to_string())).transpose()?;
    row::read(id.as_deref(), &json(mapping, None)?).or_raise(given.py(), About::Posting)
}
