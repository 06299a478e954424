//! `Table`: Arrow batches for whoever asks for them.

use arrow_array::cast::AsArray as _;
use arrow_array::types::{Float64Type, Int32Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList};

use crate::arrow::capsule;

/// A table for everything that speaks Arrow: `pyarrow.table(t)`, `polars.DataFrame(t)`.
#[pyclass(name = "Table", module = "jobmatch", frozen)]
pub(crate) struct PyTable {
    pub(crate) schema: SchemaRef,
    pub(crate) batches: Vec<RecordBatch>,
}

#[pymethods]
impl PyTable {
    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __repr__(&self) -> String {
        format!("Table({} rows: {})", self.__len__(), self.columns().join(", "))
    }

    /// The names of its columns.
    #[getter]
    fn columns(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    /// A dict for each row.
    pub(crate) fn to_dicts<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let mut rows = Vec::with_capacity(self.__len__());
        for batch in &self.batches {
            for row in 0..batch.num_rows() {
                let named = self.columns();
                rows.push(dict(py, named.into_iter().zip(batch.columns()), row)?);
            }
        }
        Ok(rows)
    }

    /// A schema that is asked for is a wish, which the interface allows to pass over.
    #[pyo3(signature = (requested_schema = None))]
    pub(crate) fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        capsule::stream(py, self.schema.clone(), self.batches.clone())
    }

    /// The Arrow schema, for other libraries.
    pub(crate) fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema(py, &self.schema)
    }
}

fn dict<'py, 'a>(py: Python<'py>, columns: impl Iterator<Item = (&'a str, &'a ArrayRef)>, row: usize) -> PyResult<Bound<'py, PyAny>> {
    let dict = PyDict::new(py);
    for (name, column) in columns {
        dict.set_item(name, cell(py, column, row)?)?;
    }
    Ok(dict.into_any())
}

/// A cell of one of the types that our own tables have.
fn cell<'py>(py: Python<'py>, column: &ArrayRef, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if column.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    Ok(match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).into_pyobject(py)?.into_any(),
        DataType::Int32 => column.as_primitive::<Int32Type>().value(row).into_pyobject(py)?.into_any(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).into_pyobject(py)?.into_any(),
        DataType::Boolean => column.as_boolean().value(row).into_pyobject(py)?.to_owned().into_any(),
        DataType::List(_) => {
            let items = column.as_list::<i32>().value(row);
            let items = (0..items.len()).map(|at| cell(py, &items, at)).collect::<PyResult<Vec<_>>>()?;
            PyList::new(py, items)?.into_any()
        }
        DataType::Struct(fields) => {
            let names = fields.iter().map(|field| field.name().as_str());
            dict(py, names.zip(column.as_struct().columns()), row)?
        }
        _ => py.None().into_bound(py),
    })
}
