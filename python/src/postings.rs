//! `Postings`: postings that are read, from files, tables and dicts.

use std::sync::Arc;

use arrow_array::{ArrayRef, Int32Array, ListArray, RecordBatch, StringArray, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, DataType, Field, Fields};
use jobmatch::diagnostic::Diagnostic;
use jobmatch::posting::{self, Ids, Posting, Section, export, feed};
use jobmatch::seeds;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyString, PyTuple};

use crate::arrow::build::int;
use crate::arrow::capsule;
use crate::columns::Columns;
use crate::errors::{About, OrRaise as _, problem, raised};
use crate::rows::Rows;
use crate::table::PyTable;
use crate::{dicts, input};

/// Postings that are read; a table for everything that speaks Arrow.
#[pyclass(name = "Postings", module = "jobmatch", frozen)]
pub(crate) struct PyPostings {
    pub(crate) postings: Arc<Vec<Posting>>,
    warnings: Vec<Diagnostic>,
}

#[pymethods]
impl PyPostings {
    fn __len__(&self) -> usize {
        self.postings.len()
    }

    fn __repr__(&self) -> String {
        format!("Postings({})", self.postings.len())
    }

    /// Their ids.
    #[getter]
    fn ids(&self) -> Vec<&str> {
        self.postings.iter().map(|posting| posting.id.as_str()).collect()
    }

    /// What deserves a look.
    #[getter]
    fn warnings<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        self.warnings.iter().map(|warning| problem(py, warning)).collect()
    }

    /// As a table with the fields of `jobmatch postings export`; `required` and `preferred` are lists of `{text, line}`.
    fn to_table(&self) -> PyResult<PyTable> {
        let batch = columns(&self.postings).map_err(|error| PyValueError::new_err(error.to_string()))?;
        Ok(PyTable { schema: batch.schema(), batches: vec![batch] })
    }

    /// As dicts with the same keys.
    fn to_dicts<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        self.to_table()?.to_dicts(py)
    }

    /// The Arrow stream, for other libraries.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(&self, py: Python<'py>, requested_schema: Option<Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyCapsule>> {
        self.to_table()?.__arrow_c_stream__(py, requested_schema)
    }

    /// The Arrow schema, for other libraries.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        self.to_table()?.__arrow_c_schema__(py)
    }
}

/// Reads postings from files and folders, as the command line does; without a path, the samples that come with the package.
#[pyfunction]
#[pyo3(signature = (*sources))]
pub(crate) fn read_postings(py: Python<'_>, sources: &Bound<'_, PyTuple>) -> PyResult<PyPostings> {
    if sources.is_empty() {
        return samples(py);
    }
    let paths = sources.iter().map(|given| input::path(&given, "postings: expected paths")).collect::<PyResult<Vec<_>>>()?;
    let read = || feed::read(&paths).map_err(|error| vec![error])?.usable(false);
    let (postings, warnings) = py.detach(read).or_raise(py, About::Posting)?;
    Ok(PyPostings { postings: Arc::new(postings), warnings })
}

fn samples(py: Python<'_>) -> PyResult<PyPostings> {
    let (postings, warnings) = py.detach(|| posting::read(&seeds::sources()).usable(false)).or_raise(py, About::Posting)?;
    Ok(PyPostings { postings: Arc::new(postings), warnings })
}

/// Whatever a caller gave for postings: nothing, `Postings`, paths, a table, mappings.
pub(crate) fn given(py: Python<'_>, data: Option<&Bound<'_, PyAny>>) -> PyResult<Arc<Vec<Posting>>> {
    let Some(data) = data else { return Ok(samples(py)?.postings) };
    if let Ok(read) = data.cast::<PyPostings>() {
        return Ok(read.get().postings.clone());
    }
    if data.is_instance_of::<PyString>() || data.hasattr("__fspath__")? {
        return Ok(read_postings(py, &PyTuple::new(py, [data])?)?.postings);
    }
    let mut postings = if let Some(postings) = table(py, data)? {
        postings
    } else {
        let items = data.try_iter()?.collect::<PyResult<Vec<_>>>()?;
        let path = |item: &Bound<'_, PyAny>| item.is_instance_of::<PyString>() || item.hasattr("__fspath__").unwrap_or(false);
        if !items.is_empty() && items.iter().all(path) {
            return Ok(read_postings(py, &PyTuple::new(py, items)?)?.postings);
        }
        items.iter().map(dicts::posting).collect::<PyResult<_>>()?
    };
    let mut ids = Ids::default();
    for posting in &mut postings {
        ids.settle(posting);
    }
    Ok(Arc::new(postings))
}

/// The postings of a table; every bad row is named in the exception.
fn table(py: Python<'_>, data: &Bound<'_, PyAny>) -> PyResult<Option<Vec<Posting>>> {
    let Some((_, batches)) = capsule::batches(data)? else { return Ok(None) };
    let (mut postings, mut faults) = (Vec::new(), Vec::new());
    for batch in batches {
        let batch = batch.map_err(|error| PyValueError::new_err(error.to_string()))?;
        let columns = Columns::new(&batch);
        for at in 0..batch.num_rows() {
            match columns.posting(at) {
                Ok(posting) => postings.push(posting),
                Err(fault) => faults.push(fault),
            }
        }
    }
    if faults.is_empty() { Ok(Some(postings)) } else { Err(raised(py, About::Posting, &faults)) }
}

/// The columns of the form that `jobmatch postings export` writes.
fn columns(postings: &[Posting]) -> Result<RecordBatch, ArrowError> {
    let of = || postings.iter();
    Rows::default()
        .text("schema", of().map(|_| Some(export::SCHEMA)))
        .text("id", of().map(|posting| Some(posting.id.as_str())))
        .text("company", of().map(|posting| posting.company.as_deref()))
        .text("title", of().map(|posting| posting.title.as_deref()))
        .text("url", of().map(|posting| posting.url.as_deref()))
        .text("family", of().map(|posting| posting.family.as_deref()))
        .column("source", Arc::new(places(postings)))
        .flag("described", of().map(|posting| posting.described))
        .column("required", lines(postings, Section::Required))
        .column("preferred", lines(postings, Section::Preferred))
        .batch()
}

fn text_and_line(name: &str) -> Fields {
    Fields::from(vec![Field::new(name, DataType::Utf8, false), Field::new("line", DataType::Int32, false)])
}

fn places(postings: &[Posting]) -> StructArray {
    let paths: StringArray = postings.iter().map(|posting| Some(posting.path.as_str())).collect();
    let lines: Int32Array = postings.iter().map(|posting| Some(int(posting.line))).collect();
    StructArray::new(text_and_line("path"), vec![Arc::new(paths), Arc::new(lines)], None)
}

fn lines(postings: &[Posting], section: Section) -> ArrayRef {
    let of = |posting: &Posting| posting.lines.iter().filter(|line| line.section == section).count();
    let all = || postings.iter().flat_map(|posting| &posting.lines).filter(|line| line.section == section);
    let texts: StringArray = all().map(|line| Some(export::unfolded(line))).collect();
    let numbers: Int32Array = all().map(|line| Some(int(line.line))).collect();
    let fields = text_and_line("text");
    let items = StructArray::new(fields.clone(), vec![Arc::new(texts), Arc::new(numbers)], None);
    let item = Arc::new(Field::new("item", DataType::Struct(fields), false));
    Arc::new(ListArray::new(item, OffsetBuffer::from_lengths(postings.iter().map(of)), Arc::new(items), None))
}
