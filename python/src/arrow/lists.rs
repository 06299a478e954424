//! A column of lists.

use std::ops::Range;

use arrow_array::cast::AsArray as _;
use arrow_array::{Array, ArrayRef, LargeListArray, ListArray};
use arrow_schema::DataType;

/// A column of lists.
#[derive(Debug)]
pub(crate) enum Lists {
    Small(ListArray),
    Large(LargeListArray),
}

impl Lists {
    /// Reads a column; nothing where it holds something else.
    pub(crate) fn new(array: &ArrayRef) -> Option<Self> {
        match array.data_type() {
            DataType::List(_) => Some(Self::Small(array.as_list::<i32>().clone())),
            DataType::LargeList(_) => Some(Self::Large(array.as_list::<i64>().clone())),
            _ => None,
        }
    }

    /// The items of all lists.
    pub(crate) fn items(&self) -> &ArrayRef {
        match self {
            Self::Small(array) => array.values(),
            Self::Large(array) => array.values(),
        }
    }

    /// The places of a row's items; none where it is null.
    pub(crate) fn range(&self, row: usize) -> Range<usize> {
        let bounds = |start: Option<usize>, end: Option<usize>| start.unwrap_or(0)..end.unwrap_or(0);
        match self {
            Self::Small(array) if array.is_valid(row) => {
                let offsets = array.value_offsets();
                bounds(usize::try_from(offsets[row]).ok(), usize::try_from(offsets[row + 1]).ok())
            }
            Self::Large(array) if array.is_valid(row) => {
                let offsets = array.value_offsets();
                bounds(usize::try_from(offsets[row]).ok(), usize::try_from(offsets[row + 1]).ok())
            }
            Self::Small(_) | Self::Large(_) => 0..0,
        }
    }
}
