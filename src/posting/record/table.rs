//! Tables: CSV and its relatives, one posting a row.

use std::borrow::Cow;

use super::build::{self, Place};
use super::node::{Map, Node};
use super::site::{Key, sites};
use crate::diagnostic::Diagnostic;
use crate::input;
use crate::posting::reading::Reading;

/// The header of a table.
#[derive(Debug)]
pub(in crate::posting) struct Columns {
    pub(in crate::posting) separator: u8,
    fields: Vec<Option<Key>>,
    /// Names of the columns that are not read.
    pub(in crate::posting) unread: Vec<String>,
}

impl Columns {
    /// Reads a header row.
    ///
    /// # Errors
    /// Where it is not UTF-8 or names no field of a posting.
    pub(in crate::posting) fn read(path: &str, header: &[u8], separator: u8) -> Result<Self, Diagnostic> {
        let source = input::decode(path, header)?;
        let mut reader = reader(source.text.as_bytes(), separator);
        let mut record = csv::StringRecord::new();
        let read = reader.read_record(&mut record).unwrap_or(false);
        let fields: Vec<Option<Key>> = record.iter().map(|name| sites().key(name)).collect();
        if !read || !record.iter().any(|name| sites().is_column(name)) {
            let names: Vec<&str> = record.iter().take(20).collect();
            let error = Diagnostic::error("table-without-columns", &[("names", &names.join(", "))]).in_file(path);
            return Err(error.help("help-table-columns", &[]));
        }
        let unread = record.iter().zip(&fields).filter(|(_, field)| field.is_none()).map(|(name, _)| name.to_owned()).collect();
        Ok(Self { separator, fields, unread })
    }
}

fn reader(bytes: &[u8], separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(bytes)
}

/// Reads rows, of which the first stands in line `first` of the file.
pub(in crate::posting) fn rows(path: &str, first: usize, bytes: &[u8], columns: &Columns) -> Reading {
    let mut reading = Reading::default();
    let source = match input::decode(path, bytes) {
        Ok(source) => source,
        Err(mut error) => {
            if let Some(place) = &mut error.location {
                place.line += first - 1;
            }
            reading.diagnostics.push(error);
            return reading;
        }
    };
    let mut reader = reader(source.text.as_bytes(), columns.separator);
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).unwrap_or(false) {
        // Where the row begins: its position may still stand at the end of the row before.
        let at = record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(0)).min(source.text.len());
        let at = at + source.text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let line = source.line_of(at) + first - 1;
        let mut map = Map::default();
        for (key, cell) in columns.fields.iter().zip(&record) {
            if let (Some(key), false) = (key, cell.trim().is_empty()) {
                map.push(*key, Node::Text(Cow::Borrowed(cell)));
            }
        }
        match sites().of(&map.keys) {
            Some(site) => reading.postings.push(build::posting(&map, site, Place { path, line })),
            None if record.iter().all(|cell| cell.trim().is_empty()) => {}
            None => {
                let mut found = Diagnostic::warning("record-without-posting", &[]).in_file(path);
                if let Some(place) = &mut found.location {
                    (place.line, place.column) = (line, 1);
                }
                reading.diagnostics.push(found.help("help-posting-fields", &[]));
            }
        }
    }
    reading
}
