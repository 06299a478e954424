//! What changed between reports of the same candidate.

use std::collections::BTreeSet;

use super::{Change, LineChange, Origin, PostingChange, Sheet, SheetPosting, only};
use crate::score::Status;

/// Each report of a candidate with the next one of the same candidate: by what `present` meant, then as they were `given`.
pub(super) fn changes(sheets: &[Sheet], met: &[BTreeSet<&str>], given: &[usize]) -> Vec<Change> {
    let mut out = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for sheet in sheets {
        if names.contains(&sheet.name.as_str()) {
            continue;
        }
        names.push(&sheet.name);
        let mut same: Vec<usize> = (0..sheets.len()).filter(|at| sheets[*at].name == sheet.name).collect();
        // Two profiles of one name are two candidates; a saved report makes it a history.
        if !same.iter().any(|at| sheets[*at].origin == Origin::Report) {
            continue;
        }
        same.sort_by_key(|at| (sheets[*at].as_of.as_str(), sheets[*at].origin == Origin::Profile, given[*at]));
        out.extend(same.windows(2).map(|pair| change(sheets, met, pair[0], pair[1])));
    }
    out
}

fn change(sheets: &[Sheet], met: &[BTreeSet<&str>], from: usize, to: usize) -> Change {
    let (before, after) = (&sheets[from], &sheets[to]);
    let mut postings: Vec<PostingChange> = Vec::new();
    for posting in &after.postings {
        let earlier = before.postings.iter().find(|earlier| earlier.id == posting.id);
        let lines = earlier.map_or_else(Vec::new, |earlier| lines(earlier, posting));
        let fit = earlier.and_then(|earlier| earlier.fit);
        if fit != posting.fit || !lines.is_empty() {
            postings.push(PostingChange { id: posting.id.clone(), before: fit, after: posting.fit, lines });
        }
    }
    for posting in &before.postings {
        if !after.postings.iter().any(|later| later.id == posting.id) {
            postings.push(PostingChange { id: posting.id.clone(), before: posting.fit, after: None, lines: Vec::new() });
        }
    }
    Change { candidate: after.name.clone(), from, to, gained: only(&met[to], &met[from]), lost: only(&met[from], &met[to]), postings }
}

fn lines(before: &SheetPosting, after: &SheetPosting) -> Vec<LineChange> {
    let status = |at: usize, line: &super::SheetLine| -> Option<Status> {
        let same = |other: &&super::SheetLine| other.section == line.section && other.text == line.text;
        before.lines.get(at).filter(same).or_else(|| before.lines.iter().find(same)).map(|line| line.status)
    };
    let changed = after.lines.iter().enumerate().filter_map(|(at, line)| {
        let before = status(at, line).filter(|before| *before != line.status)?;
        Some(LineChange { section: line.section, text: line.text.clone(), before, after: line.status })
    });
    changed.collect()
}
