//! Saved pages: the data in them where they have any, else what a reader would see.

use super::markup;
use super::read;
use super::reading::Reading;
use super::record;
use crate::source::Source;

/// Reads the postings of a page.
pub(super) fn document(source: &Source) -> Reading {
    let page = markup::page(&source.text);
    let mut reading = record::data(source, &page.data);
    if reading.postings.iter().all(|posting| posting.lines.is_empty()) {
        let told = std::mem::take(&mut reading.diagnostics);
        let named = reading.postings.into_iter().next();
        reading = read::of_rows(source, &page.rows);
        reading.diagnostics.extend(told);
        if let (Some(named), [posting]) = (named, reading.postings.as_mut_slice()) {
            posting.title = named.title.or(posting.title.take());
            posting.company = named.company.or(posting.company.take());
            posting.url = named.url.or(posting.url.take());
        }
    }
    if let [posting] = reading.postings.as_mut_slice() {
        posting.url = posting.url.take().or(page.url);
        posting.title = posting.title.take().or(page.title);
        posting.id = super::identity::base(posting);
    }
    reading
}
