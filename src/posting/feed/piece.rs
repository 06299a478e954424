//! A piece of an input: undecoded bytes with their place, which any thread can read.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::format::Format;
use crate::input;
use crate::posting::reading::Reading;
use crate::posting::record::{self, Columns};
use crate::posting::{page, read};
use crate::source::Source;

/// A whole document, or some records of a file.
#[derive(Debug, Clone)]
pub struct Piece {
    pub(super) path: super::Path,
    pub(super) line: usize,
    pub(super) bytes: Vec<u8>,
    pub(super) form: Form,
}

/// What the bytes of a piece are.
#[derive(Debug, Clone)]
pub(super) enum Form {
    Text,
    Html,
    Json,
    JsonLines,
    Csv(Arc<Columns>),
}

impl Piece {
    /// A document in memory, told by name and content as a file is.
    #[must_use]
    pub fn document(path: &str, bytes: Vec<u8>) -> Self {
        let form = match Format::of(path, &bytes, true) {
            Format::Json => Form::Json,
            Format::JsonLines => Form::JsonLines,
            Format::Html => Form::Html,
            Format::Text | Format::Csv(_) => Form::Text,
        };
        Self { path: path.into(), line: 1, bytes, form }
    }

    /// The file as the user named it; `-` for standard input.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line of the file that it begins with, from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The bytes as they stand in the file, unpacked and without a byte order mark.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The form of the file.
    #[must_use]
    pub fn format(&self) -> Format {
        match &self.form {
            Form::Text => Format::Text,
            Form::Html => Format::Html,
            Form::Json => Format::Json,
            Form::JsonLines => Format::JsonLines,
            Form::Csv(columns) => Format::Csv(columns.separator),
        }
    }

    /// Reads the postings. Their ids are not yet unique: [`Ids`](crate::posting::Ids) makes them so, in the order of the feed.
    #[must_use]
    pub fn read(&self) -> Reading {
        match &self.form {
            Form::Text => self.document_read(read::document),
            Form::Html => self.document_read(page::document),
            Form::Json => self.document_read(record::document),
            Form::JsonLines => record::lines(&self.path, self.line, &self.bytes),
            Form::Csv(columns) => record::rows(&self.path, self.line, &self.bytes, columns),
        }
    }

    /// Adds the names of the fields of its records that nothing reads; a page or a text has none.
    pub fn unread(&self, names: &mut BTreeSet<String>) {
        match &self.form {
            Form::Text | Form::Html => {}
            Form::Json => {
                if let Ok(source) = input::decode(&self.path, &self.bytes) {
                    record::unread::json(source.text.as_bytes(), names);
                }
            }
            Form::JsonLines => self.bytes.split(|byte| *byte == b'\n').for_each(|line| record::unread::json(line, names)),
            Form::Csv(columns) => names.extend(columns.unread.iter().cloned()),
        }
    }

    fn document_read(&self, read: fn(&Source) -> Reading) -> Reading {
        match input::decode(&self.path, &self.bytes) {
            Ok(source) => read(&source),
            Err(error) => Reading { diagnostics: vec![error], ..Reading::default() },
        }
    }
}
