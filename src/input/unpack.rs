//! Compressed input as a stream, bounded: a small file that unpacks without end is refused.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// What every input may unpack to, however small it is.
const FREE: u64 = 64 << 20;
/// How many times its own size an input may unpack to beyond that. Text shrinks to a tenth, generated text to a fiftieth.
const MOST: u64 = 300;
/// The largest window of zstd: what `zstd --long` asks for, and no more.
const WINDOW: u64 = 128 << 20;

/// How an input is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    Gzip,
    Zstd,
}

impl Packing {
    /// By the first bytes.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1F, 0x8B, ..] => Some(Self::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Self::Zstd),
            _ => None,
        }
    }

    /// The unpacked stream.
    pub(super) fn open(self, packed: impl Read + Send + 'static) -> Box<dyn Read + Send> {
        let taken = Arc::new(AtomicU64::new(0));
        let counted = BufReader::new(Counted { inner: packed, taken: Arc::clone(&taken) });
        let inner: Box<dyn Read + Send> = match self {
            Self::Gzip => Box::new(MultiGzDecoder::new(counted)),
            Self::Zstd => Box::new(Frames { source: counted, open: false, decoder: FrameDecoder::new() }),
        };
        Box::new(Guard { inner, taken, given: 0 })
    }
}

/// Counts the bytes that were taken from a reader.
struct Counted<R> {
    inner: R,
    taken: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.taken.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Ends a stream that unpacks beyond all use.
struct Guard {
    inner: Box<dyn Read + Send>,
    taken: Arc<AtomicU64>,
    given: u64,
}

impl Read for Guard {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.given += count as u64;
        if self.given > FREE && self.given / MOST > self.taken.load(Ordering::Relaxed) {
            return Err(io::Error::other(Bomb));
        }
        Ok(count)
    }
}

/// An input unpacks to more than [`MOST`] times its size.
#[derive(Debug)]
pub(super) struct Bomb;

impl std::fmt::Display for Bomb {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "unpacks to more than {MOST} times its size")
    }
}

impl std::error::Error for Bomb {}

/// The frames of a zstd file one after the other.
struct Frames<R> {
    source: R,
    /// Whether a frame is being read.
    open: bool,
    decoder: FrameDecoder,
}

impl<R: BufRead> Frames<R> {
    /// Begins the next frame; whether there is one.
    fn next(&mut self) -> io::Result<bool> {
        loop {
            if self.source.fill_buf()?.is_empty() {
                return Ok(false);
            }
            self.decoder.set_max_window_size(WINDOW);
            match self.decoder.reset(&mut self.source) {
                Ok(()) => {
                    self.open = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.source.by_ref().take(length.into()), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        loop {
            if !self.open && !self.next()? {
                return Ok(0);
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                self.decoder.decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1)).map_err(io::Error::other)?;
            }
            let count = self.decoder.read(into)?;
            if count > 0 {
                return Ok(count);
            }
            self.open = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read, Write};

    use super::Packing;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    fn unpacked(bytes: Vec<u8>) -> std::io::Result<Vec<u8>> {
        let mut out = Vec::new();
        Packing::of(&bytes).unwrap().open(Cursor::new(bytes)).read_to_end(&mut out)?;
        Ok(out)
    }

    #[test]
    fn members_and_frames_follow_one_another() {
        let text = "자격요건\n- Java\n".repeat(50_000).into_bytes();
        assert_eq!(unpacked([gzip(&text), gzip(b"end")].concat()).unwrap(), [text.as_slice(), b"end"].concat());
        let skipped = [0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3];
        let frames = [skipped.as_slice(), &zstd(&text), &skipped, &zstd(b"end")].concat();
        assert_eq!(unpacked(frames).unwrap(), [text.as_slice(), b"end"].concat());
    }

    #[test]
    fn a_bomb_is_refused() {
        let zeros = vec![b' '; 100 << 20];
        assert!(unpacked(gzip(&zeros)).unwrap_err().to_string().contains("times its size"));
        assert!(unpacked(zstd(&zeros)).unwrap_err().to_string().contains("times its size"));
    }

    #[test]
    fn what_was_cut_off_is_an_error() {
        let packed = gzip("자격요건".repeat(1_000).as_bytes());
        assert!(unpacked(packed[..packed.len() - 9].to_vec()).is_err());
        let packed = zstd("자격요건".repeat(1_000).as_bytes());
        assert!(unpacked(packed[..packed.len() - 9].to_vec()).is_err());
    }
}
