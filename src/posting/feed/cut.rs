//! Cuts a stream into pieces, each at the end of a record.

use std::sync::Arc;

use memchr::{memchr, memchr_iter, memchr2, memrchr};

use super::format::Format;
use super::piece::{Form, Piece};
use crate::diagnostic::Diagnostic;
use crate::input::Stream;
use crate::posting::record::Columns;
use crate::source::MAX_BYTES;

/// Bytes that a piece of records holds at least, where there are as many.
const PIECE: usize = 256 << 10;

/// An open input.
pub(super) enum Cutter {
    Whole(Option<(Stream, Form)>),
    Records(Records),
}

/// Records one after the other.
pub(super) struct Records {
    stream: Stream,
    path: super::Path,
    form: Form,
    /// Bytes behind the last piece.
    rest: Vec<u8>,
    /// Line at which `rest` begins.
    line: usize,
}

impl Cutter {
    pub(super) fn new(mut stream: Stream) -> Result<Self, Diagnostic> {
        let format = Format::of(stream.name(), stream.head(), stream.is_all());
        let form = match format {
            Format::Text => Form::Text,
            Format::Html => Form::Html,
            Format::Json => Form::Json,
            Format::JsonLines => Form::JsonLines,
            Format::Csv(separator) => return Self::table(stream, separator),
        };
        if !matches!(form, Form::JsonLines) {
            refuse(&mut stream)?;
            return Ok(Self::Whole(Some((stream, form))));
        }
        let path = stream.name().into();
        Ok(Self::Records(Records { stream, path, form, rest: Vec::new(), line: 1 }))
    }

    /// A table: its header is read first.
    fn table(stream: Stream, separator: u8) -> Result<Self, Diagnostic> {
        let path: super::Path = stream.name().into();
        let mut records = Records { stream, path, form: Form::JsonLines, rest: Vec::new(), line: 1 };
        let end = records.end(&|bytes| first_row(bytes, separator))?;
        let header: Vec<u8> = records.rest.drain(..end).collect();
        let columns = Columns::read(&records.path, &header, separator)?;
        records.line += memchr_iter(b'\n', &header).count();
        records.form = Form::Csv(Arc::new(columns));
        Ok(Self::Records(records))
    }

    pub(super) fn next(&mut self) -> Result<Option<Piece>, Diagnostic> {
        match self {
            Self::Whole(input) => {
                let Some((stream, form)) = input.take() else { return Ok(None) };
                let path = stream.name().into();
                Ok(Some(Piece { path, line: 1, bytes: stream.all()?, form }))
            }
            Self::Records(records) => records.next(),
        }
    }
}

impl Records {
    fn next(&mut self) -> Result<Option<Piece>, Diagnostic> {
        let end = match &self.form {
            Form::Csv(columns) => {
                let separator = columns.separator;
                self.end(&|bytes| last_row(bytes, separator))?
            }
            _ => self.end(&|bytes| memrchr(b'\n', bytes).map(|at| at + 1))?,
        };
        if end == 0 {
            return Ok(None);
        }
        let rest = self.rest.split_off(end);
        let bytes = std::mem::replace(&mut self.rest, rest);
        let line = self.line;
        self.line += memchr_iter(b'\n', &bytes).count();
        Ok(Some(Piece { path: Arc::clone(&self.path), line, bytes, form: self.form.clone() }))
    }

    /// Reads until `find` says where a record ends; the end of the input ends one too.
    fn end(&mut self, find: &dyn Fn(&[u8]) -> Option<usize>) -> Result<usize, Diagnostic> {
        let mut want = PIECE;
        loop {
            let missing = want.saturating_sub(self.rest.len());
            let more = missing == 0 || self.stream.more(&mut self.rest, missing)?;
            if let Some(end) = find(&self.rest).filter(|end| *end > 0) {
                return Ok(end);
            }
            if !more && self.rest.len() as u64 <= MAX_BYTES {
                return Ok(self.rest.len());
            }
            if self.rest.len() as u64 > MAX_BYTES {
                let mut error = self.stream.too_large();
                if let Some(place) = &mut error.location {
                    place.line = self.line;
                    place.column = 1;
                }
                return Err(error);
            }
            // A record longer than a piece: twice as much each time, so that the search stays linear.
            want = self.rest.len() * 2;
        }
    }
}

/// Refuses what is no text at all, by its first bytes.
fn refuse(stream: &mut Stream) -> Result<(), Diagnostic> {
    let kind = match stream.head() {
        [b'P', b'K', 3, 4, ..] => "zip",
        [b'%', b'P', b'D', b'F', ..] => "PDF",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "Office",
        [0x1F, 0x8B, ..] => "gzip in gzip",
        [b'B', b'Z', b'h', ..] => "bzip2",
        [0xFD, b'7', b'z', b'X', b'Z', ..] => "xz",
        [b'P', b'A', b'R', b'1', ..] => "Parquet",
        _ => return Ok(()),
    };
    Err(Diagnostic::error("postings-of-kind", &[("kind", kind)]).in_file(stream.name()).help("help-postings-of-kind", &[]))
}

/// Where the first row of a table ends.
fn first_row(bytes: &[u8], separator: u8) -> Option<usize> {
    rows(bytes, separator).next()
}

/// Where the last whole row of a table ends.
fn last_row(bytes: &[u8], separator: u8) -> Option<usize> {
    rows(bytes, separator).last()
}

/// The ends of the rows: line ends that stand in no quoted cell.
fn rows(bytes: &[u8], separator: u8) -> impl Iterator<Item = usize> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            // At the start of a cell.
            if bytes.get(at) == Some(&b'"') {
                at += 1;
                loop {
                    at += memchr(b'"', &bytes[at..])? + 1;
                    if bytes.get(at) != Some(&b'"') {
                        break;
                    }
                    at += 1;
                }
            }
            at += memchr2(separator, b'\n', &bytes[at.min(bytes.len())..])? + 1;
            if bytes[at - 1] == b'\n' {
                return Some(at);
            }
        }
    })
}
