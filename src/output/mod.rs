//! Writers: one file a format. An answer goes in, text comes out; nothing is computed here.

pub mod clean;
pub mod csv;
pub mod format;
pub mod html;
pub mod json;
pub mod label;
pub mod markdown;
pub mod message;
pub mod profile;
pub mod schema;
pub mod style;
pub mod table;
mod terminal;
pub mod tree;
pub mod words;

pub use format::{Answer, FORMATS, Format};
pub use style::Style;
