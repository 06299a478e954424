//! The comparison: candidates side by side, from profiles judged now and from saved gap reports.

mod change;
mod report;
mod sheet;
mod team;

pub use report::{
    Cell, Change, Compared, ComparedLine, ComparedPosting, Comparison, Difference, LineCell, LineChange, Origin, PostingChange, Team,
};
pub use sheet::{Sheet, SheetLine, SheetPosting, keep};

use std::collections::{BTreeMap, BTreeSet};

use super::Names;
use super::ranking::Cut;
use crate::score::Status;

/// Up to so many candidates every pair is compared; more are compared with the first.
const ALL_PAIRS: usize = 5;

/// Compares candidates. `cut.top` keeps the best candidates, `cut.min_fit` the postings that one of them reaches it in; with `whole` the
/// requirement lines of each posting stand beside each other too.
#[must_use]
pub fn compare(sheets: Vec<Sheet>, cut: Cut, whole: bool) -> Comparison {
    // Of the same mean, as they were given.
    let mut given: Vec<(usize, Sheet)> = sheets.into_iter().enumerate().collect();
    given.sort_by(|(_, a), (_, b)| b.mean().unwrap_or(-1.0).total_cmp(&a.mean().unwrap_or(-1.0)));
    given.truncate(cut.top.unwrap_or(usize::MAX));
    let (order, sheets): (Vec<usize>, Vec<Sheet>) = given.into_iter().unzip();
    let met: Vec<BTreeSet<&str>> = sheets.iter().map(Sheet::met).collect();
    let mut names = Names::default();
    for (sheet, met) in sheets.iter().zip(&met) {
        names.extend(&sheet.names, |id| met.contains(id));
    }
    let rows = rows(&sheets);
    let reaches =
        |row: &Row<'_>| cut.min_fit.is_none_or(|least| row.of.iter().flatten().any(|posting| posting.fit.is_some_and(|fit| fit >= least)));
    let postings: Vec<ComparedPosting> = rows.iter().filter(|row| reaches(row)).map(|row| row.compared(whole)).collect();
    Comparison {
        schema: "jobmatch/compare/1",
        names,
        candidates: candidates(&sheets, &met, &postings),
        differences: differences(&met),
        changes: change::changes(&sheets, &met, &order),
        postings,
    }
}

/// A posting with what each sheet says of it.
struct Row<'s> {
    head: &'s SheetPosting,
    of: Vec<Option<&'s SheetPosting>>,
}

/// The postings of all sheets, in the order in which they first come.
fn rows(sheets: &[Sheet]) -> Vec<Row<'_>> {
    let mut at: BTreeMap<&str, usize> = BTreeMap::new();
    let mut rows: Vec<Row<'_>> = Vec::new();
    // Profiles hold the postings as read, reports in the order of their ranking.
    let order = sheets.iter().enumerate().filter(|(_, sheet)| sheet.origin == Origin::Profile);
    for (column, sheet) in order.chain(sheets.iter().enumerate().filter(|(_, sheet)| sheet.origin == Origin::Report)) {
        for posting in &sheet.postings {
            let row = *at.entry(&posting.id).or_insert_with(|| {
                rows.push(Row { head: posting, of: vec![None; sheets.len()] });
                rows.len() - 1
            });
            rows[row].of[column] = Some(posting);
        }
    }
    rows
}

impl Row<'_> {
    fn compared(&self, whole: bool) -> ComparedPosting {
        let cell = |posting: &&SheetPosting| Cell { fit: posting.fit, qualified: posting.qualified, thin: posting.thin };
        let most = self.of.iter().flatten().filter_map(|posting| posting.fit).fold(0.0, f64::max);
        let is_best = |column: &usize| most > 0.0 && self.of[*column].is_some_and(|posting| posting.fit == Some(most));
        ComparedPosting {
            id: self.head.id.clone(),
            company: self.head.company.clone(),
            title: self.head.title.clone(),
            url: self.head.url.clone(),
            family: self.head.family.clone(),
            cells: self.of.iter().map(|posting| posting.as_ref().map(cell)).collect(),
            best: (0..self.of.len()).filter(is_best).collect(),
            team: self.team(),
            requirements: if whole { self.lines() } else { Vec::new() },
        }
    }

    /// The cell of a line: the same text in the same list.
    fn cell(&self, column: usize, line: &SheetLine, at: usize) -> Option<LineCell> {
        let posting = self.of[column]?;
        let same = |other: &&SheetLine| other.section == line.section && other.text == line.text;
        let found = posting.lines.get(at).filter(same).or_else(|| posting.lines.iter().find(same))?;
        Some(LineCell { status: found.status, credit: found.credit })
    }

    fn lines(&self) -> Vec<ComparedLine> {
        let line = |(at, line): (usize, &SheetLine)| ComparedLine {
            section: line.section,
            text: line.text.clone(),
            line: line.line,
            cells: (0..self.of.len()).map(|column| self.cell(column, line, at)).collect(),
        };
        self.head.lines.iter().enumerate().map(line).collect()
    }

    fn team(&self) -> Team {
        let status = |column, at: usize| self.cell(column, &self.head.lines[at], at).map(|cell| cell.status);
        let columns = 0..self.of.len();
        let asked: Vec<usize> = (0..self.head.lines.len())
            .filter(|at| columns.clone().any(|column| status(column, *at).is_some_and(|status| status != Status::Unassessed)))
            .collect();
        let meets: Vec<Vec<usize>> = columns
            .clone()
            .map(|column| (0..asked.len()).filter(|line| status(column, asked[*line]) == Some(Status::Met)).collect())
            .collect();
        let nobody = |line: &usize| !meets.iter().any(|met| met.contains(line));
        let open: Vec<usize> = (0..asked.len()).filter(nobody).map(|line| self.head.lines[asked[line]].line).collect();
        Team { members: team::smallest(&meets, asked.len()), covered: asked.len() - open.len(), of: asked.len(), open }
    }
}

fn candidates(sheets: &[Sheet], met: &[BTreeSet<&str>], postings: &[ComparedPosting]) -> Vec<Compared> {
    let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (column, met) in met.iter().enumerate() {
        for need in met {
            holders.entry(need).or_default().push(column);
        }
    }
    let compared = |(column, sheet): (usize, &Sheet)| Compared {
        name: sheet.name.clone(),
        origin: sheet.origin,
        path: sheet.path.clone(),
        as_of: sheet.as_of.clone(),
        mean: sheet.mean(),
        qualified: sheet.postings.iter().filter(|posting| posting.qualified).count(),
        best: postings.iter().filter(|posting| posting.best.contains(&column)).count(),
        only: holders.iter().filter(|(_, columns)| **columns == [column]).map(|(need, _)| (*need).to_owned()).collect(),
    };
    sheets.iter().enumerate().map(compared).collect()
}

fn differences(met: &[BTreeSet<&str>]) -> Vec<Difference> {
    let mut out = Vec::new();
    for a in 0..met.len() {
        if a > 0 && met.len() > ALL_PAIRS {
            break;
        }
        for b in a + 1..met.len() {
            out.push(Difference { a, b, only_a: only(&met[a], &met[b]), only_b: only(&met[b], &met[a]) });
        }
    }
    out
}

/// What one has and the other has not.
fn only(one: &BTreeSet<&str>, other: &BTreeSet<&str>) -> Vec<String> {
    one.difference(other).map(|need| (*need).to_owned()).collect()
}

#[cfg(test)]
mod tests;
