//! The taxonomy that comes with the program.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::model::Taxonomy;
use super::pack;
use crate::source::Source;
use crate::text::Packed;

static PACKED: &Packed<[u8]> = &Packed(*include_bytes!(concat!(env!("OUT_DIR"), "/taxonomy.bin")));

/// The text of the rows: as text, so that it is known to be UTF-8 when the crate is built.
static POOL: &str = include_str!(concat!(env!("OUT_DIR"), "/taxonomy.txt"));

static FILES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/taxonomy_files.bin"));

/// The data files with their text, for overlays, which are checked and compiled together with them.
///
/// # Panics
/// Never: the bytes are part of the program, and a test reads them.
pub(super) fn files() -> Vec<Source> {
    let mut text = String::new();
    ZlibDecoder::new(FILES).read_to_string(&mut text).expect("the packed files are part of the program");
    let mut parts = text.split_terminator('\0');
    std::iter::from_fn(|| Some(Source::new(parts.next()?, parts.next()?))).collect()
}

impl Taxonomy {
    /// The taxonomy that was packed when the crate was built.
    ///
    /// # Panics
    /// Never: the bytes are part of the program, and a test reads them.
    #[must_use]
    pub fn embedded() -> Self {
        pack::unpack(&PACKED.0, POOL).expect("the packed taxonomy is part of the program")
    }
}
