//! A row of a table as JSON: what the readers of postings take.

use arrow_array::cast::AsArray as _;
use arrow_array::{Array as _, ArrayRef, BooleanArray, StructArray};
use arrow_schema::DataType;
use serde_json::{Map, Value};

use super::lists::Lists;
use super::texts::{Cell, Texts};

/// A column, or a part of one.
pub(crate) enum Values {
    Texts(Texts, bool),
    Flags(BooleanArray),
    Lists(Lists, Box<Self>),
    Fields(StructArray, Vec<(String, Self)>),
}

/// The bytes of a text that is none.
pub(crate) struct Broken(pub(crate) Vec<u8>);

impl Values {
    /// Reads a column; nothing where it holds what no posting has: times, figures, maps.
    pub(crate) fn new(array: &ArrayRef) -> Option<Self> {
        match array.data_type() {
            DataType::Boolean => Some(Self::Flags(array.as_boolean().clone())),
            DataType::Struct(fields) => {
                let parts = array.as_struct();
                let named = fields.iter().zip(parts.columns());
                let read = named.filter_map(|(field, column)| Some((field.name().clone(), Self::new(column)?)));
                Some(Self::Fields(parts.clone(), read.collect()))
            }
            DataType::List(_) | DataType::LargeList(_) => {
                let lists = Lists::new(array)?;
                let items = Self::new(lists.items())?;
                Some(Self::Lists(lists, Box::new(items)))
            }
            kind => Texts::new(array).map(|texts| Self::Texts(texts, kind.is_integer())),
        }
    }

    /// The value of a row.
    pub(crate) fn get(&self, row: usize) -> Result<Value, Broken> {
        Ok(match self {
            Self::Texts(texts, whole) => match texts.get(row) {
                Cell::Null => Value::Null,
                Cell::Text(text) if *whole => text.parse::<i64>().map_or(Value::Null, Value::from),
                Cell::Text(text) => Value::String(text.into_owned()),
                Cell::Broken(bytes) => return Err(Broken(bytes.to_vec())),
            },
            Self::Flags(flags) => flags.is_valid(row).then(|| flags.value(row)).into(),
            Self::Lists(lists, items) => Value::Array(lists.range(row).map(|at| items.get(at)).collect::<Result<_, _>>()?),
            Self::Fields(parts, fields) if parts.is_valid(row) => Value::Object(object(fields, row)?),
            Self::Fields(..) => Value::Null,
        })
    }
}

/// The named values of a row, without those that are null.
pub(crate) fn object(fields: &[(String, Values)], row: usize) -> Result<Map<String, Value>, Broken> {
    let mut object = Map::new();
    for (name, values) in fields {
        let value = values.get(row)?;
        if !value.is_null() {
            object.insert(name.clone(), value);
        }
    }
    Ok(object)
}
