//! From rows to sections, and each section to its reader.

use crate::profile::import::draft::Draft;
use crate::source::Source;
use crate::span::Span;

use super::lexicon::{Label, Section, lexicon};
use super::row::{self, Row};
use super::{certificates, jobs, opening, skills, spoken, studies};

/// Most bytes of a row: a longer one was written by nobody.
const MOST_ROW: usize = 16 << 10;

/// A heading and what stands under it; the first part has none.
#[derive(Debug)]
struct Part {
    section: Option<Section>,
    heading: Option<Row>,
    rows: Vec<Row>,
}

/// Reads a resume in text. `wrapped`: its lines end where a page ends.
pub(in crate::profile::import) fn read(draft: &mut Draft<'_>, wrapped: bool) {
    let mut rows = row::rows(draft.source, wrapped);
    rows.retain(|row| {
        let long = row.text.len() > MOST_ROW;
        if long {
            draft.left_out(row.span, "import-long", &[]);
        }
        !long
    });
    for part in split(rows) {
        let rows = &part.rows;
        let contact: Vec<Span> = rows.iter().filter(|row| row.contact).map(|row| row.span).collect();
        for span in contact {
            draft.left_out(span, "import-contact", &[]);
        }
        if let Some(heading) = &part.heading {
            opening::total(draft, heading);
        }
        match part.section {
            None => opening::opening(draft, rows),
            Some(Section::Experience) => jobs::jobs(draft, rows),
            Some(Section::Projects) => jobs::projects(draft, rows),
            Some(Section::Education) => studies::studies(draft, rows),
            Some(Section::Skills) => skills::skills(draft, rows),
            Some(Section::Traits) => skills::traits(draft, rows),
            Some(Section::Certificates) => certificates::certificates(draft, rows),
            Some(Section::Languages) => spoken::languages(draft, rows),
            Some(Section::Summary) => free_text(draft, rows),
            Some(Section::Contact) => opening::contact(draft, rows),
            Some(Section::Other) => {
                if let Some(heading) = &part.heading {
                    let span = rows.last().map_or(heading.span, |last| heading.span.to(last.span));
                    draft.left_out(span, "import-section", &[("name", &heading.text)]);
                }
            }
        }
    }
}

/// Whether a text has the sections of a resume.
pub(in crate::profile::import) fn looks_like(source: &Source) -> bool {
    let parts = split(row::rows(source, false));
    let has = |wanted: &[Section]| parts.iter().any(|part| part.section.is_some_and(|section| wanted.contains(&section)));
    let life = [has(&[Section::Experience]), has(&[Section::Education])];
    let more = [has(&[Section::Skills]), has(&[Section::Projects]), has(&[Section::Certificates]), has(&[Section::Languages])];
    let life = life.into_iter().filter(|found| *found).count();
    life == 2 || life == 1 && more.into_iter().any(|found| found)
}

/// Keeps rows as free text, from which skills are read as evidence.
pub(super) fn free_text(draft: &mut Draft<'_>, rows: &[Row]) {
    for row in rows {
        if opening::total(draft, row) {
            continue;
        }
        draft.about.extend(draft.text(&row.text, row.span));
    }
}

fn split(rows: Vec<Row>) -> Vec<Part> {
    let mut parts = vec![Part { section: None, heading: None, rows: Vec::new() }];
    let mut depth = 0;
    for row in rows {
        let here = parts.last().and_then(|part| part.section);
        if let Some(section) = heading(&row, here, depth) {
            depth = row.level;
            parts.push(Part { section: Some(section), heading: Some(row), rows: Vec::new() });
            continue;
        }
        if let Some((section, rest)) = inline(&row, here) {
            depth = row.level;
            let inner = Row { text: rest, bullet: false, level: 0, ..row.clone() };
            parts.push(Part { section: Some(section), heading: None, rows: vec![inner] });
            continue;
        }
        if let Some(part) = parts.last_mut() {
            part.rows.push(row);
        }
    }
    parts
}

/// The section that a row opens. A heading deeper than that of a section with entries belongs to an entry.
fn heading(row: &Row, here: Option<Section>, depth: usize) -> Option<Section> {
    let entries = matches!(here, Some(Section::Experience | Section::Projects));
    if row.bullet || row.contact || row::is_sentence(&row.text) || entries && depth > 0 && (row.level > depth || row.level == 0) {
        return None;
    }
    let section = lexicon().section(&row.text)?;
    // "Skills:" inside a job, without an empty line before it, is a label of the job.
    let label = entries && row.text.trim_end().ends_with([':', '：']) && !row.fresh && section == Section::Skills;
    (!label).then_some(section)
}

/// A section that is only one row: `Skills: Python, Go`.
fn inline(row: &Row, here: Option<Section>) -> Option<(Section, String)> {
    if row.bullet || matches!(here, Some(Section::Experience | Section::Projects)) && !row.fresh {
        return None;
    }
    let (before, behind) = row.text.split_once([':', '：'])?;
    let section = lexicon().section(before).filter(|_| !behind.trim().is_empty())?;
    let inside = match here {
        Some(Section::Skills) => section == Section::Languages || section == Section::Skills,
        Some(Section::Experience | Section::Projects) => matches!(section, Section::Skills | Section::Projects | Section::Summary),
        Some(here) => here == section,
        None => section == Section::Contact,
    };
    let label = lexicon().label(&row.text).is_some_and(|(label, _)| matches!(label, Label::Total | Label::Portfolio));
    (!inside && !label).then(|| (section, behind.trim().to_owned()))
}
