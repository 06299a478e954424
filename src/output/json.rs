//! JSON: the answer as it serializes.

use std::cell::RefCell;
use std::io::{self, Write};

use serde::ser::{Error, SerializeSeq};
use serde::{Serialize, Serializer};

use super::{Answer, Format, Style};
use crate::answers::ranking::Head;
use crate::answers::{Listed, Listing, Names};

/// For programs.
pub struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn about(&self) -> &'static str {
        "For programs; `jobmatch schema` describes it"
    }

    fn write(&self, answer: Answer<'_>, _: Style) -> String {
        match answer {
            Answer::Ranking(answer) => write(answer),
            Answer::Gap(answer) => write(answer),
            Answer::Plan(answer) => write(answer),
            Answer::Comparison(answer) => write(answer),
        }
    }

    fn list(&self, listing: Listing<'_>, _: Style, mut out: &mut dyn Write) -> io::Result<()> {
        let names = RefCell::default();
        let postings = Coming { names: &names, postings: RefCell::new(listing.postings) };
        serde_json::to_writer_pretty(&mut out, &Ranking { head: listing.head, postings, names: &names })?;
        out.write_all(b"\n")
    }
}

/// As [`crate::answers::Ranking`]; the names that its postings mention are known when these are written.
#[derive(Serialize)]
struct Ranking<'l, P> {
    #[serde(flatten)]
    head: &'l Head,
    postings: P,
    #[serde(flatten)]
    names: &'l RefCell<Names>,
}

/// Postings that come while they are written.
struct Coming<'l, P> {
    names: &'l RefCell<Names>,
    postings: RefCell<P>,
}

impl<'p, P: Iterator<Item = io::Result<Listed<'p>>>> Serialize for Coming<'_, P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(None)?;
        for listed in &mut *self.postings.borrow_mut() {
            let listed = listed.map_err(S::Error::custom)?;
            self.names.borrow_mut().extend(&listed.names, |_| true);
            rows.serialize_element(&*listed.posting)?;
        }
        rows.end()
    }
}

/// An answer as indented JSON with a line end.
#[must_use]
pub fn write(answer: &impl Serialize) -> String {
    // Answers are structs of text and numbers: they always serialize.
    let mut out = serde_json::to_string_pretty(answer).unwrap_or_default();
    out.push('\n');
    out
}

/// Rows as JSON Lines: an object a line.
#[must_use]
pub fn lines(rows: impl IntoIterator<Item = impl Serialize>) -> String {
    let mut out = String::new();
    for row in rows {
        out.push_str(&serde_json::to_string(&row).unwrap_or_default());
        out.push('\n');
    }
    out
}
