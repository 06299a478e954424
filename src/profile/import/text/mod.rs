//! Resumes as Markdown or plain text, in Korean and English; and what was once a page: PDF, DOCX.
//! Headings and labels are data (`data/resume.txt`); what stands nowhere else is kept as free text.

mod certificates;
mod dates;
mod entries;
mod jobs;
mod lexicon;
mod opening;
mod row;
mod sections;
mod skills;
mod spoken;
mod studies;

pub(super) use lexicon::{Section, lexicon};
pub(super) use row::Row;
pub(super) use sections::{looks_like, read};
pub(super) use {
    certificates::certificates, jobs::jobs, jobs::projects, skills::skills, skills::traits, spoken::languages, studies::studies,
};

use crate::profile::date::{Date, End};

/// The one date that a text holds.
pub(super) fn one_date(text: &str) -> Option<Date> {
    dates::find(text)?.start
}

/// The time that a text holds: `2021 – present`, or one date for start and end.
pub(super) fn range(text: &str) -> (Option<Date>, Option<End>) {
    match dates::find(text) {
        Some(time) if time.open => (time.start, Some(End::Present)),
        Some(time) if time.range => (time.start, time.end),
        Some(time) => (time.start, time.start.map(End::On)),
        None => (None, None),
    }
}
