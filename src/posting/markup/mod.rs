//! The markup layer: text becomes rows (headings, bullets, plain lines, table rows), each rendered and with its place.
//! Nothing here knows what a posting is; the layer above does not know how a row was written.
//!
//! Blocks are found line by line, and only the inside of a line goes through a Markdown parser. Real lists break the block
//! rules of Markdown all the time (bullets that it does not know, headings glued to lists, four spaces that are no code), and
//! a block parser can be made to nest as deep as the input likes; lines cannot.

mod blocks;
mod html;
mod inline;
mod marker;
mod row;
mod table;
mod wrap;

pub(crate) use blocks::rows;
pub(crate) use html::{is_html, page, unescaped};
pub(crate) use inline::is_invisible;
pub(crate) use marker::without_sign;
pub(crate) use row::{Cell, Kind, Link, Row};
