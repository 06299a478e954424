//! The Arrow `PyCapsule` interface: batches of any library that speaks it, and ours for any that does.
//!
//! The one place with `unsafe`: the interface hands over pointers, and whoever offers `__arrow_c_stream__` or `__arrow_c_array__` promises
//! that they point to what the capsule's name says. What is read from them is not trusted further: texts are checked where they are read.
#![allow(unsafe_code, reason = "the C data interface hands over pointers")]

use std::ffi::CStr;
use std::ptr::NonNull;
use std::sync::Arc;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchOptions, RecordBatchReader, StructArray};
use arrow_schema::{ArrowError, DataType, Schema, SchemaRef};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";
const STREAM: &CStr = c"arrow_array_stream";

/// Batches that another library gives, one after the other.
pub(crate) type Batches = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + Send>;

/// The batches of an object that speaks Arrow, with their schema; nothing where it does not.
pub(crate) fn batches(given: &Bound<'_, PyAny>) -> PyResult<Option<(SchemaRef, Batches)>> {
    if given.hasattr("__arrow_c_stream__")? {
        let capsule = given.call_method0("__arrow_c_stream__")?.cast_into::<PyCapsule>()?;
        let stream: NonNull<FFI_ArrowArrayStream> = capsule.pointer_checked(Some(STREAM))?.cast();
        // SAFETY: a capsule of this name points to a stream, which is moved out of it.
        let stream = unsafe { FFI_ArrowArrayStream::from_raw(stream.as_ptr()) };
        let reader = RecordBatchStreamReader::try_new(stream).map_err(|error| wrong(&error))?;
        return Ok(Some((reader.schema(), Box::new(reader))));
    }
    if given.hasattr("__arrow_c_array__")? {
        let batch = single(given)?;
        return Ok(Some((batch.schema(), Box::new(std::iter::once(Ok(batch))))));
    }
    Ok(None)
}

fn single(given: &Bound<'_, PyAny>) -> PyResult<RecordBatch> {
    let (schema, array): (Bound<'_, PyCapsule>, Bound<'_, PyCapsule>) = given.call_method0("__arrow_c_array__")?.extract()?;
    let schema: NonNull<FFI_ArrowSchema> = schema.pointer_checked(Some(SCHEMA))?.cast();
    let array: NonNull<FFI_ArrowArray> = array.pointer_checked(Some(ARRAY))?.cast();
    // SAFETY: capsules of these names point to a schema, which stays theirs, and to an array, which is moved out.
    let data = unsafe { from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) }.map_err(|error| wrong(&error))?;
    let DataType::Struct(fields) = data.data_type().clone() else {
        return Err(PyTypeError::new_err("expected a table or a record batch, found a single Arrow array"));
    };
    let rows = RecordBatchOptions::new().with_row_count(Some(data.len()));
    let columns = StructArray::from(data).into_parts().1;
    RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), columns, &rows).map_err(|error| wrong(&error))
}

fn wrong(error: &ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// Batches as a stream for others.
pub(crate) fn stream(py: Python<'_>, schema: SchemaRef, batches: Vec<RecordBatch>) -> PyResult<Bound<'_, PyCapsule>> {
    let reader = RecordBatchIterator::new(batches.into_iter().map(Ok), schema);
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), STREAM)
}

/// The schema for others.
pub(crate) fn schema<'py>(py: Python<'py>, schema: &Schema) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowSchema::try_from(schema).map_err(|error| wrong(&error))?, SCHEMA)
}
