//! Postings: the model, and readers that turn files into it.
//!
//! Text becomes rows (`markup`), rows become lists of requirement lines and these become postings (`layout`); which words are
//! a heading is data (`heading`). A row may come from any format, so that other formats need a markup layer only.

pub mod export;
pub mod feed;
mod heading;
mod identity;
mod layout;
mod markup;
pub mod model;
mod page;
mod prose;
mod read;
mod reading;
mod record;
mod repeated;
pub mod row;

pub use feed::gather;
pub use identity::Ids;
pub use model::{Line, Posting, Section};
pub use read::read;
pub use reading::{Reading, Taken, Trace, repeat_warning};
pub use repeated::Seen;
