//! `extract`: the skills that texts name, row by row.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::cast::AsArray as _;
use arrow_array::{Array as _, ArrayRef, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use jobmatch::diagnostic::Diagnostic;
use jobmatch::requirement::{Memory, Parsed};
use pyo3::exceptions::{PyKeyError, PyTypeError, PyValueError};
use pyo3::prelude::*;

use crate::arrow::build::{MentionLists, TextLists};
use crate::arrow::capsule;
use crate::arrow::lists::Lists;
use crate::arrow::texts::Texts;
use crate::columns;
use crate::table::PyTable;
use crate::taxonomy::{self, Loaded, PyTaxonomy};

/// Rows of a batch that is given back, so that no column grows without bound.
const ROWS: usize = 1 << 14;

/// The skills that texts name: a row for each row of `data`, in its order.
///
/// `data` is an Arrow table whose column holds texts, whose lines are read one by one, or lists of lines; or a list of texts. The table
/// has `skills` and `other`, lists of `{line, id, name, surface, start, end}`, with `trees` what each line asks as JSON, and `error`.
#[pyfunction]
#[pyo3(signature = (data, column = "text", *, taxonomy = None, trees = false))]
pub(crate) fn extract(
    py: Python<'_>,
    data: &Bound<'_, PyAny>,
    column: &str,
    taxonomy: Option<&Bound<'_, PyTaxonomy>>,
    trees: bool,
) -> PyResult<PyTable> {
    let loaded = taxonomy::chosen(py, taxonomy.map(Bound::get))?;
    let schema = schema(trees);
    let batches: capsule::Batches = match capsule::batches(data)? {
        Some((_, batches)) => batches,
        None => Box::new(std::iter::once(texts(data, column))),
    };
    let work = Work { loaded: &loaded, column, trees, schema: schema.clone() };
    let batches = py.detach(|| work.all(batches)).map_err(Wrong::raised)?;
    Ok(PyTable { schema, batches })
}

/// Texts that stand in a Python list.
fn texts(data: &Bound<'_, PyAny>, column: &str) -> Result<RecordBatch, ArrowError> {
    let wrong = || ArrowError::InvalidArgumentError("data: expected a table or a list of texts".to_owned());
    let texts: Vec<Option<String>> = data.extract().map_err(|_| wrong())?;
    let array: ArrayRef = Arc::new(StringArray::from(texts));
    RecordBatch::try_from_iter_with_nullable([(column, array, true)])
}

fn schema(trees: bool) -> SchemaRef {
    let mentions = MentionLists::data_type();
    let mut fields = vec![Field::new("skills", mentions.clone(), false), Field::new("other", mentions, false)];
    if trees {
        fields.push(Field::new("trees", DataType::List(Arc::new(Field::new("item", DataType::Utf8, false))), false));
    }
    fields.push(Field::new("error", DataType::Utf8, true));
    Arc::new(Schema::new(fields))
}

/// Why a call cannot be answered.
enum Wrong {
    NoColumn(String, Vec<String>),
    Type(String, DataType),
    Arrow(ArrowError),
}

impl Wrong {
    fn raised(self) -> PyErr {
        match self {
            Self::NoColumn(name, known) => PyKeyError::new_err(format!("no column `{name}`; there are: {}", known.join(", "))),
            Self::Type(name, found) => PyTypeError::new_err(format!("column `{name}`: expected text or lists of texts, found {found}")),
            Self::Arrow(ArrowError::InvalidArgumentError(why)) => PyTypeError::new_err(why),
            Self::Arrow(error) => PyValueError::new_err(error.to_string()),
        }
    }
}

/// What a call asks for.
struct Work<'a> {
    loaded: &'a Loaded,
    column: &'a str,
    trees: bool,
    schema: SchemaRef,
}

/// The lines of each row: those of a text, or the items of a list.
enum Rows {
    Text(Texts),
    List(Lists, Texts),
}

impl Rows {
    fn new(array: &ArrayRef) -> Option<Self> {
        if let Some(lists) = Lists::new(array) {
            let items = lists.items();
            let texts = match items.as_struct_opt() {
                Some(fields) => Texts::new(fields.column_by_name("text")?)?,
                None => Texts::new(items)?,
            };
            return Some(Self::List(lists, texts));
        }
        Texts::new(array).map(Self::Text)
    }

    fn lines(&self, row: usize) -> Result<Vec<String>, Diagnostic> {
        match self {
            Self::Text(texts) => {
                let text = columns::text("text", texts, row)?.unwrap_or_default();
                Ok(text.lines().map(str::to_owned).collect())
            }
            Self::List(lists, texts) => {
                let items = lists.range(row).map(|at| columns::text("text", texts, at));
                items.filter_map(Result::transpose).collect()
            }
        }
    }
}

impl Work<'_> {
    fn all(&self, batches: capsule::Batches) -> Result<Vec<RecordBatch>, Wrong> {
        let mut memory = Memory::of_mentions(&self.loaded.taxonomy);
        let mut done = Vec::new();
        for batch in batches {
            let batch = batch.map_err(Wrong::Arrow)?;
            let Some(array) = batch.column_by_name(self.column) else {
                let known = batch.schema().fields().iter().map(|field| field.name().clone()).collect();
                return Err(Wrong::NoColumn(self.column.to_owned(), known));
            };
            let rows = Rows::new(array).ok_or_else(|| Wrong::Type(self.column.to_owned(), array.data_type().clone()))?;
            for start in (0..array.len()).step_by(ROWS) {
                let end = array.len().min(start + ROWS);
                done.push(self.part(&rows, start..end, &mut memory).map_err(Wrong::Arrow)?);
            }
        }
        Ok(done)
    }

    fn part(&self, rows: &Rows, range: std::ops::Range<usize>, memory: &mut Memory<'_>) -> Result<RecordBatch, ArrowError> {
        let taxonomy = &self.loaded.taxonomy;
        let (mut skills, mut other, mut trees) = (MentionLists::default(), MentionLists::default(), TextLists::default());
        let mut errors = StringBuilder::new();
        for row in range {
            let read = rows.lines(row).and_then(|lines| {
                let parsed = caught(|| lines.iter().map(|line| memory.parse(line, &[])).collect::<Vec<Parsed>>())?;
                Ok((lines, parsed))
            });
            match read {
                Ok((lines, parsed)) => {
                    for (at, (line, parsed)) in lines.iter().zip(&parsed).enumerate() {
                        skills.push(at, line, parsed, taxonomy, true);
                        other.push(at, line, parsed, taxonomy, false);
                        if self.trees {
                            trees.push(&parsed.expr.to_json(taxonomy).to_string());
                        }
                    }
                    errors.append_null();
                }
                Err(error) => errors.append_value(error.to_string()),
            }
            skills.end();
            other.end();
            trees.end();
        }
        let mut columns = vec![skills.finish(), other.finish()];
        if self.trees {
            columns.push(trees.finish());
        }
        columns.push(Arc::new(errors.finish()));
        RecordBatch::try_new(self.schema.clone(), columns)
    }
}

/// What a row gives; a defect of ours that a row meets is the row's error, and stops nothing else.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Diagnostic> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let why = panic.downcast_ref::<&str>().map(|why| (*why).to_owned()).or_else(|| panic.downcast_ref::<String>().cloned());
        jobmatch::posting::row::failed(&why.unwrap_or_default())
    })
}
