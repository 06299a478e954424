//! Records: postings as named fields, in JSON or in the rows of a table. What the fields are called is data (`data/sites.yaml`).

mod build;
mod fields;
mod json;
mod node;
mod site;
mod table;
mod texts;
pub(super) mod unread;

pub(super) use json::{data, document, lines};
pub(super) use site::sites;
pub(super) use table::{Columns, rows};
