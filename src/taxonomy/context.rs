//! Words around names that decide over them (`data/context.txt`).

// One list a section, named as it.
include!(concat!(env!("OUT_DIR"), "/context.rs"));
