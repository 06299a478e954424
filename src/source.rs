//! The only place that reads files: bounded, decoded, with line numbers.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Location};
use crate::span::Span;

/// The largest text file that is read whole, in bytes. A list of postings of this size holds some 30,000 of them.
pub const MAX_BYTES: u64 = 64 << 20;

/// Characters of a long line that a diagnostic shows on either side of the place.
const CONTEXT: usize = 60;

/// A decoded text file (or standard input) and where its lines start.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file as the user named it; `-` for standard input.
    pub path: String,
    /// Its text, without a byte order mark.
    pub text: String,
    lines: Vec<usize>,
}

impl Source {
    /// A source from text that is in memory already.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let starts = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        Self { path: path.into(), text, lines }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Where the file is missing, no file, unreadable, larger than [`MAX_BYTES`], or no text (see [`Source::decode`]).
    pub fn read(path: &Path) -> Result<Self, Diagnostic> {
        Self::decode(path.display().to_string(), bytes(path)?)
    }

    /// Reads a stream, standard input for one, to its end.
    ///
    /// # Errors
    /// As [`Source::read`].
    pub fn read_from(name: String, stream: impl Read) -> Result<Self, Diagnostic> {
        let bytes = bytes_from(&name, stream)?;
        Self::decode(name, bytes)
    }

    /// Turns bytes into text: UTF-8, with or without a byte order mark, or UTF-16 with one.
    ///
    /// # Errors
    /// Where the bytes are neither, or hold a NUL: that is no text file.
    pub fn decode(name: String, bytes: Vec<u8>) -> Result<Self, Diagnostic> {
        let text = match bytes.as_slice() {
            [0xFF, 0xFE, rest @ ..] => utf16(&name, rest, u16::from_le_bytes)?,
            [0xFE, 0xFF, rest @ ..] => utf16(&name, rest, u16::from_be_bytes)?,
            [0xEF, 0xBB, 0xBF, ..] => utf8(&name, bytes, 3)?,
            _ => utf8(&name, bytes, 0)?,
        };
        Self::from_text(name, text)
    }

    /// A source from text that has no byte order mark.
    ///
    /// # Errors
    /// Where it holds a NUL: that is no text file.
    pub fn from_text(name: String, text: String) -> Result<Self, Diagnostic> {
        if let Some(at) = text.find('\0') {
            let source = Self::new(name, text);
            let place = source.locate(Span::new(at, at));
            return Err(Diagnostic::error("nul-byte", &[]).at(place).help("help-not-text", &[]));
        }
        Ok(Self::new(name, text))
    }

    /// How many lines it has.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.lines.len()
    }

    /// Line number of a byte offset, from 1.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> usize {
        self.lines.partition_point(|&start| start <= offset)
    }

    /// The text of a line (from 1), without its end.
    #[must_use]
    pub fn line_text(&self, line: usize) -> &str {
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let end = self.lines.get(line).copied().unwrap_or(self.text.len());
        self.text[start..end].trim_end_matches(['\n', '\r'])
    }

    /// The place of a span, with the text of its line for showing.
    #[must_use]
    pub fn locate(&self, span: Span) -> Location {
        let start = self.floor(span.start);
        let line = self.line_of(start);
        let line_start = self.lines[line - 1];
        let text = self.line_text(line);
        let inside = (start - line_start).min(text.len());
        let last = self.floor(span.end.max(start)).saturating_sub(line_start).clamp(inside, text.len());
        let column = text[..inside].chars().count() + 1;
        let from = text[..inside].char_indices().rev().nth(CONTEXT).map_or(0, |(at, _)| at);
        let to = text[inside..].char_indices().nth(CONTEXT * 2).map_or(text.len(), |(at, _)| inside + at);
        Location {
            path: self.path.clone(),
            line,
            column,
            text: text[from..to].to_owned(),
            span: Span::new(inside - from, last.min(to) - from),
        }
    }

    /// An error at a span of this source.
    #[must_use]
    pub fn error(&self, span: Span, key: &'static str, args: &[(&'static str, &str)]) -> Diagnostic {
        Diagnostic::error(key, args).at(self.locate(span))
    }

    fn floor(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset.min(self.text.len()))
    }
}

/// The bytes of a file.
///
/// # Errors
/// Where the file is missing, no file, unreadable or larger than [`MAX_BYTES`].
pub fn bytes(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| io_error(&name, &error))?;
    if file.metadata().is_ok_and(|meta| meta.is_dir()) {
        return Err(Diagnostic::error("is-folder", &[]).in_file(&name));
    }
    bytes_from(&name, file)
}

/// The bytes of a stream, standard input for one, to its end.
///
/// # Errors
/// Where the stream is unreadable or larger than [`MAX_BYTES`].
pub fn bytes_from(name: &str, stream: impl Read) -> Result<Vec<u8>, Diagnostic> {
    let mut bytes = Vec::new();
    stream.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| io_error(name, &error))?;
    if bytes.len() as u64 > MAX_BYTES {
        let limit = format!("{} MiB", MAX_BYTES >> 20);
        return Err(Diagnostic::error("too-large", &[("limit", &limit)]).in_file(name));
    }
    Ok(bytes)
}

/// The words for what the system says of a file.
pub(crate) fn io_error(name: &str, error: &std::io::Error) -> Diagnostic {
    use std::io::ErrorKind;
    let plain = |key| Diagnostic::error(key, &[]).in_file(name);
    match error.kind() {
        ErrorKind::NotFound => plain("not-found"),
        ErrorKind::PermissionDenied => plain("not-permitted"),
        ErrorKind::IsADirectory => plain("is-folder"),
        _ => Diagnostic::error("cannot-read", &[("why", &error.to_string())]).in_file(name),
    }
}

fn utf8(name: &str, mut bytes: Vec<u8>, skip: usize) -> Result<String, Diagnostic> {
    bytes.drain(..skip);
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let bad = format!("0x{:02X}", error.as_bytes()[good]);
        let shown = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let source = Source::new(name, shown);
        let place = source.locate(Span::new(good, good + '\u{FFFD}'.len_utf8()));
        Diagnostic::error("not-utf8", &[("byte", &bad)]).at(place).help("help-utf8", &[])
    })
}

fn utf16(name: &str, bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Diagnostic> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text: Result<String, _> = char::decode_utf16(pairs.iter().map(|&pair| unit(pair))).collect();
    match text {
        Ok(text) if rest.is_empty() => Ok(text),
        _ => Err(Diagnostic::error("not-utf16", &[]).in_file(name).help("help-utf8", &[])),
    }
}
