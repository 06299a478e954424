//! From the rows of a section to its entries, each with its first lines and what stands under them.

use crate::span::Span;

use super::dates::{self, Time};
use super::lexicon::{Label, lexicon};
use super::row::Row;

/// Most rows above the dates that belong to the entry.
const MOST_HEAD: usize = 3;

/// A job, a project or a study as rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Entry {
    /// Rows that name it.
    pub head: Vec<Row>,
    /// Its time.
    pub time: Option<Time>,
    /// The rest.
    pub body: Vec<Row>,
}

impl Entry {
    /// The bytes of the whole entry.
    pub(super) fn span(&self) -> Span {
        let mut rows = self.head.iter().chain(&self.body);
        let first = rows.next().map(|row| row.span).unwrap_or_default();
        rows.fold(first, |span, row| span.to(row.span))
    }

    /// Puts a row to the first lines; its dates are taken out of it.
    fn name(&mut self, row: &Row) {
        let mut row = row.clone();
        if let Some(time) = dates::find(&row.text).filter(|time| self.time.as_ref().is_none_or(|known| !known.range && time.range)) {
            row.text.replace_range(time.place.clone(), " ");
            self.time = Some(time);
        }
        self.head.push(row);
    }

    fn has_time(&self) -> bool {
        self.time.as_ref().is_some_and(|time| time.range)
    }
}

/// Splits rows into entries. What stands before the first one is returned apart.
pub(super) fn entries(rows: &[Row]) -> (Vec<Row>, Vec<Entry>) {
    let ranged = |row: &Row| dates::find(&row.text).is_some_and(|time| time.range);
    let headed = rows.iter().any(|row| row.level > 0);
    let dated = rows.iter().any(|row| !row.bullet && ranged(row));
    // Where only items of lists hold dates, each of the outermost is an entry.
    let edge = rows.iter().filter(|row| row.bullet && ranged(row)).map(|row| row.indent).min().filter(|_| !headed && !dated);
    let (mut loose, mut entries): (Vec<Row>, Vec<Entry>) = (Vec::new(), Vec::new());
    for row in rows {
        let label = lexicon().label(&row.text).map(|(label, _)| label);
        let names = edge.map_or(!row.bullet, |edge| row.bullet && row.indent <= edge) && label != Some(Label::Stack);
        if names && ranged(row) && row.level == 0 {
            match entries.last_mut() {
                Some(entry) if !entry.has_time() && entry.body.is_empty() => entry.name(row),
                _ => {
                    let mut entry = Entry::default();
                    for above in above(entries.last_mut(), &mut loose, row) {
                        entry.name(&above);
                    }
                    entry.name(row);
                    entries.push(entry);
                }
            }
            continue;
        }
        // A heading opens an entry; one right under another names the same.
        let opens = row.level > 0
            && entries.last().is_none_or(|entry| {
                !entry.body.is_empty()
                    || entry.has_time()
                    || entry.head.is_empty()
                    || entry.head.iter().any(|above| above.level == row.level)
            });
        let block = !headed && !dated && edge.is_none() && row.fresh && row.is_short() && label.is_none();
        if opens || block {
            let mut entry = Entry::default();
            entry.name(row);
            entries.push(entry);
            continue;
        }
        match entries.last_mut() {
            Some(entry) if entry.body.is_empty() && entry.head.len() < MOST_HEAD && is_head(row, label) => entry.name(row),
            Some(entry) => entry.body.push(row.clone()),
            None => loose.push(row.clone()),
        }
    }
    (loose, entries)
}

fn is_head(row: &Row, label: Option<Label>) -> bool {
    let told = matches!(label, Some(Label::Title | Label::Company));
    told || row.is_short() && label.is_none() && !(row.fresh && row.level == 0)
}

/// The rows above a row of dates that name the same entry: taken from the end of what was read before it.
fn above(entry: Option<&mut Entry>, loose: &mut Vec<Row>, row: &Row) -> Vec<Row> {
    let rest =
        dates::find(&row.text).map(|time| format!("{}{}", &row.text[..time.place.start], &row.text[time.place.end..])).unwrap_or_default();
    let bare = !rest.chars().any(char::is_alphanumeric);
    let before = entry.map_or(loose, |entry| &mut entry.body);
    let mut taken = Vec::new();
    while let Some(last) = before.last() {
        let most = if bare { 2 } else { 1 };
        let below: &Row = taken.last().unwrap_or(row);
        let title = lexicon().is_role(&last.text) && !lexicon().is_role(&rest);
        let fits = last.is_short() && !below.fresh && lexicon().label(&last.text).is_none() && (bare || last.fresh || title);
        if taken.len() >= most || !fits {
            break;
        }
        taken.extend(before.pop());
    }
    taken.reverse();
    taken
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::import::text::row;
    use crate::source::Source;

    fn split(text: &str) -> Vec<(String, usize)> {
        let (loose, entries) = entries(&row::rows(&Source::new("me.txt", text), false));
        assert!(loose.is_empty(), "{loose:?}");
        let head = |entry: &Entry| entry.head.iter().map(|row| row.text.trim().to_owned()).collect::<Vec<_>>().join(" / ");
        entries.iter().map(|entry| (head(entry), entry.body.len())).collect()
    }

    #[test]
    fn layouts_of_jobs() {
        let cases = [
            "### Dev, Acme (2020.01 ~ 2021.02)\n- a\n- b\n\n### Dev, Beta (2021.03 ~ 현재)\n- c",
            "Acme\nDev\n2020.01 ~ 2021.02\n- a\n- b\nBeta\nDev\n2021.03 ~ 현재\n- c",
            "Dev | Acme | 2020.01 - 2021.02\n- a\n- b\nDev | Beta | 2021.03 - 현재\n- c",
            "Acme (2020.01 ~ 2021.02)\nDev\n- a\n- b\n\nBeta (2021.03 ~ 현재)\nDev\n- c",
            "2020.01 ~ 2021.02\nAcme\nDev\n- a\n- b\n2021.03 ~ 현재\nBeta\nDev\n- c",
            "- Dev, Acme (2020.01 ~ 2021.02)\n  - a\n  - b\n- Dev, Beta (2021.03 ~ 현재)\n  - c",
            "Dev, Acme\n- a\n- b\n\nDev, Beta\n- c",
        ];
        for text in cases {
            let found = split(text);
            assert_eq!(found.len(), 2, "{text}\n{found:?}");
            assert_eq!((found[0].1, found[1].1), (2, 1), "{text}\n{found:?}");
            assert!(found[0].0.contains("Acme") && found[0].0.contains("Dev"), "{text}\n{found:?}");
            assert!(found[1].0.contains("Beta") && found[1].0.contains("Dev"), "{text}\n{found:?}");
        }
    }
}
