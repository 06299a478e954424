//! Inputs as streams: opened, unpacked, and turned into UTF-8 where a byte order mark says UTF-16.

mod decode;
mod unpack;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::source::{MAX_BYTES, io_error};

pub use decode::decode;
use unpack::{Bomb, Packing};

/// Bytes that are looked at to tell what an input is.
const HEAD: usize = 64 << 10;

/// The bytes of a file or of standard input as they come.
pub struct Stream {
    name: String,
    inner: Box<dyn Read + Send>,
    /// What was looked at and is not taken yet.
    head: Vec<u8>,
    ended: bool,
}

impl Stream {
    /// Opens a file, or standard input for `-`.
    ///
    /// # Errors
    /// Where the file is missing, a folder, or cannot be read.
    pub fn open(path: &Path) -> Result<Self, Diagnostic> {
        let name = path.display().to_string();
        if path == Path::new("-") {
            return Self::new(name, io::stdin());
        }
        let file = File::open(path).map_err(|error| io_error(&name, &error))?;
        if file.metadata().is_ok_and(|meta| meta.is_dir()) {
            return Err(Diagnostic::error("is-folder", &[]).in_file(&name));
        }
        Self::new(name, file)
    }

    /// A stream over what is read from elsewhere.
    ///
    /// # Errors
    /// Where it cannot be read or unpacked.
    pub fn new(name: String, bytes: impl Read + Send + 'static) -> Result<Self, Diagnostic> {
        let mut stream = Self { name, inner: Box::new(bytes), head: Vec::new(), ended: false };
        stream.look(4)?;
        if let Some(packing) = Packing::of(&stream.head) {
            let packed = io::Cursor::new(std::mem::take(&mut stream.head)).chain(stream.inner);
            stream = Self { name: stream.name, inner: packing.open(packed), head: Vec::new(), ended: false };
        }
        stream.look(HEAD)?;
        let decoder = match stream.head.as_slice() {
            [0xFF, 0xFE, ..] => Some(encoding_rs::UTF_16LE),
            [0xFE, 0xFF, ..] => Some(encoding_rs::UTF_16BE),
            [0xEF, 0xBB, 0xBF, ..] => {
                stream.head.drain(..3);
                None
            }
            _ => None,
        };
        if let Some(encoding) = decoder {
            let raw = io::Cursor::new(std::mem::take(&mut stream.head)).chain(stream.inner);
            let inner = Wide { inner: raw, decoder: encoding.new_decoder_with_bom_removal(), ended: false, ready: Vec::new(), at: 0 };
            stream = Self { name: stream.name, inner: Box::new(inner), head: Vec::new(), ended: false };
            stream.look(HEAD)?;
        }
        Ok(stream)
    }

    /// The input as the user named it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first bytes, up to 64 KiB, without a byte order mark. They are still read later.
    #[must_use]
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// Whether [`Stream::head`] is all that there is.
    #[must_use]
    pub const fn is_all(&self) -> bool {
        self.ended
    }

    fn look(&mut self, want: usize) -> Result<(), Diagnostic> {
        while self.head.len() < want && !self.ended {
            let mut head = std::mem::take(&mut self.head);
            let limit = (want - head.len()) as u64;
            let read = self.inner.by_ref().take(limit).read_to_end(&mut head);
            self.head = head;
            self.ended = read.map_err(|error| self.fault(&error))? == 0;
        }
        Ok(())
    }

    /// Reads at least `want` bytes more behind `into`, fewer only at the end. Whether there may be more.
    ///
    /// # Errors
    /// Where it cannot be read or unpacked.
    pub fn more(&mut self, into: &mut Vec<u8>, want: usize) -> Result<bool, Diagnostic> {
        let taken = self.head.len();
        into.append(&mut self.head);
        if taken >= want || self.ended {
            return Ok(!self.ended);
        }
        let limit = (want - taken) as u64;
        let read = self.inner.by_ref().take(limit).read_to_end(into).map_err(|error| self.fault(&error))?;
        self.ended = (read as u64) < limit;
        Ok(!self.ended)
    }

    /// Reads all, up to [`MAX_BYTES`].
    ///
    /// # Errors
    /// Where it cannot be read or unpacked, or is larger.
    pub fn all(mut self) -> Result<Vec<u8>, Diagnostic> {
        let mut bytes = Vec::new();
        let most = usize::try_from(MAX_BYTES).unwrap_or(usize::MAX);
        while bytes.len() <= most && self.more(&mut bytes, 1 << 20)? {}
        if bytes.len() > most {
            return Err(self.too_large());
        }
        Ok(bytes)
    }

    /// That what must be held in memory at once is too large.
    #[must_use]
    pub fn too_large(&self) -> Diagnostic {
        let limit = format!("{} MiB", MAX_BYTES >> 20);
        Diagnostic::error("too-large", &[("limit", &limit)]).in_file(&self.name).help("help-too-large", &[])
    }

    fn fault(&self, error: &io::Error) -> Diagnostic {
        let is_bomb = error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<Bomb>);
        if is_bomb {
            return Diagnostic::error("unpacks-beyond", &[]).in_file(&self.name).help("help-unpacks-beyond", &[]);
        }
        let is_not_wide = error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<NotWide>);
        if is_not_wide {
            return Diagnostic::error("not-utf16", &[]).in_file(&self.name).help("help-utf8", &[]);
        }
        match error.kind() {
            io::ErrorKind::Other | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
                Diagnostic::error("cannot-unpack", &[("why", &error.to_string())]).in_file(&self.name)
            }
            _ => io_error(&self.name, error),
        }
    }
}

/// UTF-16 as UTF-8.
struct Wide<R> {
    inner: R,
    decoder: encoding_rs::Decoder,
    ended: bool,
    ready: Vec<u8>,
    at: usize,
}

/// Bytes that are no UTF-16.
#[derive(Debug)]
struct NotWide;

impl std::fmt::Display for NotWide {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("not UTF-16")
    }
}

impl std::error::Error for NotWide {}

impl<R: Read> Read for Wide<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.ready.len() && !self.ended {
            let mut raw = vec![0; 16 << 10];
            let count = self.inner.read(&mut raw)?;
            self.ended = count == 0;
            self.ready.resize(raw.len() * 3 + 16, 0);
            let (result, _, written) = self.decoder.decode_to_utf8_without_replacement(&raw[..count], &mut self.ready, self.ended);
            if !matches!(result, encoding_rs::DecoderResult::InputEmpty) {
                return Err(io::Error::other(NotWide));
            }
            self.ready.truncate(written);
            self.at = 0;
        }
        let count = into.len().min(self.ready.len() - self.at);
        into[..count].copy_from_slice(&self.ready[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}
