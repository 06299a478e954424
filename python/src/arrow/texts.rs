//! A column of texts or whole numbers, whatever layout its library chose.

use std::borrow::Cow;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{ByteArrayType, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type};
use arrow_array::{
    Array, ArrayRef, BinaryArray, BinaryViewArray, GenericByteArray, LargeBinaryArray, LargeStringArray, PrimitiveArray, StringArray,
};
use arrow_buffer::ArrowNativeType as _;
use arrow_schema::DataType;

/// A column of texts.
#[derive(Debug)]
pub(crate) enum Texts {
    Small(StringArray),
    Large(LargeStringArray),
    Bytes(BinaryArray),
    LargeBytes(LargeBinaryArray),
    View(BinaryViewArray),
    Numbers(Numbers),
    /// Places of the values of another column.
    Coded(Vec<usize>, ArrayRef, Box<Self>),
    /// All null.
    Nothing,
}

/// A cell.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Cell<'a> {
    Null,
    Text(Cow<'a, str>),
    /// No UTF-8.
    Broken(&'a [u8]),
}

impl Texts {
    /// Reads a column; nothing where it holds something else.
    pub(crate) fn new(array: &ArrayRef) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Utf8 => Self::Small(array.as_string::<i32>().clone()),
            DataType::LargeUtf8 => Self::Large(array.as_string::<i64>().clone()),
            DataType::Utf8View => Self::View(array.as_string_view().clone().to_binary_view()),
            DataType::Binary => Self::Bytes(array.as_binary::<i32>().clone()),
            DataType::LargeBinary => Self::LargeBytes(array.as_binary::<i64>().clone()),
            DataType::BinaryView => Self::View(array.as_binary_view().clone()),
            DataType::Null => Self::Nothing,
            DataType::Dictionary(_, _) => {
                let coded = array.as_any_dictionary_opt()?;
                if coded.values().is_empty() {
                    return Some(Self::Nothing);
                }
                Self::Coded(coded.normalized_keys(), array.clone(), Box::new(Self::new(coded.values())?))
            }
            _ => Self::Numbers(Numbers::new(array)?),
        })
    }

    /// The cell of a row.
    pub(crate) fn get(&self, row: usize) -> Cell<'_> {
        match self {
            Self::Small(array) => cell(bytes(array, row)),
            Self::Large(array) => cell(bytes(array, row)),
            Self::Bytes(array) => cell(bytes(array, row)),
            Self::LargeBytes(array) => cell(bytes(array, row)),
            Self::View(array) => cell(array.is_valid(row).then(|| array.value(row))),
            Self::Numbers(numbers) => numbers.get(row).map_or(Cell::Null, |number| Cell::Text(number.to_string().into())),
            Self::Coded(keys, array, values) if array.is_valid(row) => values.get(keys[row]),
            Self::Coded(..) | Self::Nothing => Cell::Null,
        }
    }
}

/// The bytes of a cell. They are not taken as text unseen: other engines let broken UTF-8 into columns of texts.
fn bytes<T: ByteArrayType>(array: &GenericByteArray<T>, row: usize) -> Option<&[u8]> {
    if array.is_null(row) {
        return None;
    }
    let offsets = array.value_offsets();
    array.value_data().get(offsets[row].as_usize()..offsets[row + 1].as_usize())
}

fn cell(bytes: Option<&[u8]>) -> Cell<'_> {
    let Some(bytes) = bytes else { return Cell::Null };
    std::str::from_utf8(bytes).map_or(Cell::Broken(bytes), |text| Cell::Text(text.into()))
}

/// A column of whole numbers.
#[derive(Debug)]
pub(crate) enum Numbers {
    I8(PrimitiveArray<Int8Type>),
    I16(PrimitiveArray<Int16Type>),
    I32(PrimitiveArray<Int32Type>),
    I64(PrimitiveArray<Int64Type>),
    U8(PrimitiveArray<UInt8Type>),
    U16(PrimitiveArray<UInt16Type>),
    U32(PrimitiveArray<UInt32Type>),
    U64(PrimitiveArray<UInt64Type>),
}

impl Numbers {
    /// Reads a column; nothing where it holds something else.
    pub(crate) fn new(array: &ArrayRef) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Int8 => Self::I8(array.as_primitive().clone()),
            DataType::Int16 => Self::I16(array.as_primitive().clone()),
            DataType::Int32 => Self::I32(array.as_primitive().clone()),
            DataType::Int64 => Self::I64(array.as_primitive().clone()),
            DataType::UInt8 => Self::U8(array.as_primitive().clone()),
            DataType::UInt16 => Self::U16(array.as_primitive().clone()),
            DataType::UInt32 => Self::U32(array.as_primitive().clone()),
            DataType::UInt64 => Self::U64(array.as_primitive().clone()),
            _ => return None,
        })
    }

    /// The number of a row.
    pub(crate) fn get(&self, row: usize) -> Option<i128> {
        match self {
            Self::I8(array) => array.is_valid(row).then(|| array.value(row).into()),
            Self::I16(array) => array.is_valid(row).then(|| array.value(row).into()),
            Self::I32(array) => array.is_valid(row).then(|| array.value(row).into()),
            Self::I64(array) => array.is_valid(row).then(|| array.value(row).into()),
            Self::U8(array) => array.is_valid(row).then(|| array.value(row).into()),
            Self::U16(array) => array.is_valid(row).then(|| array.value(row).into()),
            Self::U32(array) => array.is_valid(row).then(|| array.value(row).into()),
            Self::U64(array) => array.is_valid(row).then(|| array.value(row).into()),
        }
    }
}
