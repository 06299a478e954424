//! The taxonomy that comes with the program.

use super::model::Taxonomy;
use super::pack;
use crate::text::Packed;

static PACKED: &Packed<[u8]> = &Packed(*include_bytes!(concat!(env!("OUT_DIR"), "/taxonomy.bin")));

/// The data files with their text, for overlays, which are checked and compiled together with them.
pub(super) static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/taxonomy_files.rs"));

impl Taxonomy {
    /// The taxonomy that was packed when the crate was built.
    ///
    /// # Panics
    /// Never: the bytes are part of the program, and a test reads them.
    #[must_use]
    pub fn embedded() -> Self {
        pack::unpack(&PACKED.0).expect("the packed taxonomy is part of the program")
    }
}
