//! Postings as rows of a table.

use arrow_array::RecordBatch;
use jobmatch::diagnostic::Diagnostic;
use jobmatch::posting::{Posting, row};
use jobmatch::source::Source;
use serde_json::Value;

use crate::arrow::json::{self, Broken, Values};
use crate::arrow::texts::{Cell, Texts};

/// The columns of a batch that a posting may have.
pub(crate) struct Columns(Vec<(String, Values)>);

impl Columns {
    /// Finds them.
    pub(crate) fn new(batch: &RecordBatch) -> Self {
        let schema = batch.schema();
        let named = schema.fields().iter().zip(batch.columns());
        Self(named.filter_map(|(field, column)| Some((field.name().clone(), Values::new(column)?))).collect())
    }

    /// The id of a row as it stands there.
    pub(crate) fn id(&self, row: usize) -> Option<String> {
        let (_, values) = self.0.iter().find(|(name, _)| name == "id")?;
        match values.get(row) {
            Ok(Value::String(id)) => Some(id),
            Ok(Value::Null) => None,
            Ok(other) => Some(other.to_string()),
            Err(Broken(bytes)) => Some(String::from_utf8_lossy(&bytes).into_owned()),
        }
    }

    /// The posting of a row.
    pub(crate) fn posting(&self, row: usize) -> Result<Posting, Diagnostic> {
        let id = self.id(row);
        let object = json::object(&self.0, row).map_err(|Broken(bytes)| broken(id.as_deref().unwrap_or("posting"), bytes))?;
        row::read(id.as_deref(), &Value::Object(object).to_string())
    }
}

/// The message for a file with the same bytes.
fn broken(name: &str, bytes: Vec<u8>) -> Diagnostic {
    Source::decode(name.to_owned(), bytes).err().unwrap_or_else(|| row::failed(name))
}

/// The text of a cell.
pub(crate) fn text(name: &str, texts: &Texts, row: usize) -> Result<Option<String>, Diagnostic> {
    match texts.get(row) {
        Cell::Null => Ok(None),
        Cell::Text(text) => Ok(Some(text.into_owned())),
        Cell::Broken(bytes) => Err(broken(name, bytes.to_vec())),
    }
}
