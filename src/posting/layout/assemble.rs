//! Lists become postings: which lists belong together, and what they are called.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::list::{List, Opener};
use super::names::{self, Names};
use super::scan::Scanned;
use crate::posting::heading::{Look, head, speaks_of_other};
use crate::posting::markup::{Kind, Row};
use crate::posting::model::{Line, Section};
use crate::posting::reading::Taken;

/// A posting without its id.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) names: Names,
    /// Line of its start.
    pub(crate) line: usize,
    pub(crate) lines: Vec<Line>,
    /// Its rows, for what each was taken for.
    pub(crate) rows: Range<usize>,
}

/// What a document holds.
#[derive(Debug, Default)]
pub(crate) struct Assembled {
    pub(crate) postings: Vec<Draft>,
    /// Rows that open a posting of which no list was found.
    pub(crate) bare: Vec<usize>,
}

/// Lists that make one posting.
struct Group<'r> {
    opener: Opener,
    lists: Vec<List>,
    /// What is asked of the lists each time another one may join them, kept so that many lists take no more than their time.
    required: bool,
    preferred: bool,
    headings: HashSet<(bool, &'r str)>,
    above: HashSet<usize>,
}

impl<'r> Group<'r> {
    fn new(rows: &'r [Row], list: List) -> Self {
        let opener = list.opener;
        let (headings, above) = (HashSet::new(), HashSet::new());
        let mut group = Self { opener, lists: Vec::new(), required: false, preferred: false, headings, above };
        group.push(rows, list);
        group
    }

    fn push(&mut self, rows: &'r [Row], list: List) {
        let required = list.section == Section::Required;
        self.required |= required;
        self.preferred |= !required;
        self.headings.insert((required, rows[list.row].text.as_str()));
        self.above.extend(&list.chain);
        self.lists.push(list);
    }

    const fn has(&self, section: Section) -> bool {
        match section {
            Section::Required => self.required,
            Section::Preferred => self.preferred,
        }
    }

    fn row(&self) -> usize {
        match self.opener {
            Opener::Item(row) | Opener::Heading(row) | Opener::Table(row) => row,
            Opener::Nothing => self.lists.first().map_or(0, |list| list.row),
        }
    }

    fn last(&self) -> usize {
        self.lists.last().map_or(0, |list| list.last)
    }
}

/// Makes postings of the lists of a document.
pub(crate) fn assemble(rows: &[Row], scanned: &mut Scanned) -> Assembled {
    let lists = std::mem::take(&mut scanned.lists);
    let (shared, own): (Vec<List>, Vec<List>) = lists.into_iter().partition(|list| list.shared);
    // A shared list in a file with one posting is a list like any other.
    let groups = group(rows, own);
    let (groups, shared) = if groups.len() < 2 { (group(rows, merge(groups, shared)), Vec::new()) } else { (groups, shared) };
    let bare = bare(rows, &groups, scanned);
    let mut postings = Vec::with_capacity(groups.len());
    let parents = count_parents(&groups);
    let mut from = 0;
    let count = groups.len();
    let starts: Vec<usize> = groups.iter().map(Group::row).collect();
    for (index, group) in groups.into_iter().enumerate() {
        let until = if index + 1 == count { rows.len() } else { starts[index + 1].max(group.last() + 1) };
        let row = group.row();
        let first = group.lists.first().map_or(row, |list| list.row);
        // Facts stand behind the opener; without one, anywhere since the posting before.
        let facts_from = if group.opener == Opener::Nothing || count == 1 { from } else { row.max(from) };
        let names = scanned.facts.names(facts_from..until).or(name(rows, &group, from..first, &parents));
        // The item under an opener that gave the title or the address is no row that was passed over.
        let under = row + 1..first.min(row + 7).max(row + 1);
        let free = |(_, taken): &(&Row, &mut Taken)| **taken == Taken::Ignored;
        for (row, taken) in rows[under.clone()].iter().zip(&mut scanned.taken[under]).filter(free) {
            let titled = names.title.as_ref() == Some(&row.text);
            let linked = row.link.as_ref().is_some_and(|link| names.url.as_ref() == Some(&link.url));
            if titled || linked {
                *taken = Taken::Title;
            }
        }
        let title_row = if group.opener == Opener::Nothing { title_row(rows, from..first, &names).unwrap_or(row) } else { row };
        // Postings under one opener share it, and only the first holds its row: else this would be quadratic.
        let start = title_row.max(from);
        from = group.last() + 1;
        let shared_lines = shared.iter().flat_map(|list| list.lines.iter().cloned());
        let mut lines: Vec<Line> = shared_lines.chain(group.lists.into_iter().flat_map(|list| list.lines)).collect();
        lines.sort_by_key(|line| (line.line, line.section, line.span.start));
        if lines.is_empty() {
            continue;
        }
        postings.push(Draft { names, line: rows[title_row].line, lines, rows: start..until.max(start) });
    }
    Assembled { postings, bare }
}

fn merge(groups: Vec<Group<'_>>, shared: Vec<List>) -> Vec<List> {
    let mut lists: Vec<List> = groups.into_iter().flat_map(|group| group.lists).chain(shared).collect();
    lists.sort_by_key(|list| list.row);
    lists
}

fn group(rows: &[Row], lists: Vec<List>) -> Vec<Group<'_>> {
    let levels = opener_levels(rows, &lists);
    let mut groups: Vec<Group> = Vec::new();
    for list in lists {
        let joins = groups.last().is_some_and(|group| belongs(rows, group, &list, &levels));
        match groups.last_mut() {
            Some(group) if joins => group.push(rows, list),
            _ => groups.push(Group::new(rows, list)),
        }
    }
    groups
}

/// How many different headings of each level open lists.
fn opener_levels(rows: &[Row], lists: &[List]) -> [usize; 7] {
    let mut levels = [0; 7];
    let mut seen = HashSet::new();
    for list in lists {
        if let Opener::Heading(row) = list.opener
            && seen.insert(row)
            && let Kind::Heading(level) = rows[row].kind
        {
            levels[usize::from(level)] += 1;
        }
    }
    levels
}

/// Whether a list belongs to the posting before it.
fn belongs(rows: &[Row], group: &Group<'_>, list: &List, levels: &[usize; 7]) -> bool {
    let complete = group.has(Section::Required) && group.has(Section::Preferred);
    let repeated = group.has(list.section);
    match (group.opener, list.opener) {
        (Opener::Item(a), Opener::Item(b)) | (Opener::Table(a), Opener::Table(b)) => a == b,
        (Opener::Item(_) | Opener::Table(_), _) | (_, Opener::Item(_) | Opener::Table(_)) => false,
        (a, b) if a == b => {
            let same_words = group.headings.contains(&(list.section == Section::Required, rows[list.row].text.as_str()));
            list.section != Section::Required || !complete || !same_words
        }
        (Opener::Heading(a), Opener::Heading(b)) => {
            let level = |row: usize| if let Kind::Heading(level) = rows[row].kind { usize::from(level) } else { 0 };
            // The heading before holds this one: a part of the posting ("# Title", "## The team", "### Requirements").
            if list.chain.contains(&a) && !group.above.contains(&b) {
                return !repeated || !complete && level(b) > level(a);
            }
            let shared_top = list.chain.first().is_some_and(|top| group.above.contains(top));
            let many = level(a) == level(b) && levels[level(a)] >= 2;
            shared_top && !repeated && !many
        }
        _ => !repeated,
    }
}

/// For each heading, how many postings stand under it.
fn count_parents(groups: &[Group<'_>]) -> HashMap<usize, usize> {
    let mut counts = HashMap::new();
    for row in groups.iter().filter_map(|group| group.lists.first()).flat_map(|list| &list.chain) {
        *counts.entry(*row).or_insert(0) += 1;
    }
    counts
}

fn name(rows: &[Row], group: &Group<'_>, before: Range<usize>, parents: &HashMap<usize, usize>) -> Names {
    let Some(first) = group.lists.first() else { return Names::default() };
    let known = first.names.clone();
    match group.opener {
        Opener::Table(_) => known.or(Names { family: family(rows, &first.chain), ..Names::default() }),
        Opener::Item(row) => {
            let family = family(rows, &first.chain);
            known.or(names::of_item(rows, row, first.row)).or(Names { family, ..Names::default() })
        }
        Opener::Heading(row) => {
            // A heading that holds this posting alone names it; one that holds several is the family.
            let own = |row: &usize| parents.get(row).is_none_or(|count| *count <= 1);
            let split = first.chain.iter().position(own).unwrap_or(first.chain.len().saturating_sub(1));
            let (above, naming) = first.chain.split_at(split);
            let names = names::of_headings(naming.iter().chain(subtitles(rows, row).iter()).map(|at| &rows[*at]));
            known.or(names).or(Names { family: family(rows, above), ..Names::default() })
        }
        Opener::Nothing => {
            let from = before.start.max(before.end.saturating_sub(60)).min(before.end);
            let near = if before.start == 0 { 0..before.end.min(6) } else { from..before.end };
            known.or(names::of_lines(&rows[near]))
        }
    }
}

fn family(rows: &[Row], chain: &[usize]) -> Option<String> {
    chain.last().map(|at| rows[*at].text.clone())
}

/// Headings directly under a title: the company, the place.
fn subtitles(rows: &[Row], row: usize) -> Vec<usize> {
    let is_subtitle = |at: &usize| matches!(rows[*at].kind, Kind::Heading(_)) && head(&rows[*at].text, Look::Marked).is_none();
    (row + 1..rows.len().min(row + 3)).take_while(is_subtitle).collect()
}

/// The row of a title that stands before the lists without a mark.
fn title_row(rows: &[Row], before: Range<usize>, names: &Names) -> Option<usize> {
    let title = names.title.as_deref()?;
    before.into_iter().find(|at| rows[*at].text.contains(title))
}

/// Rows that look like the openers of the postings that were found, but have no list: a posting that was not understood.
fn bare(rows: &[Row], groups: &[Group<'_>], scanned: &mut Scanned) -> Vec<usize> {
    let openers: HashSet<usize> = groups.iter().map(Group::row).collect();
    let parents: HashSet<usize> = groups.iter().flat_map(|group| &group.lists).flat_map(|list| list.chain.iter().copied()).collect();
    let shape = |row: &Row| match row.kind {
        Kind::Heading(level) => Some((level, 0)),
        Kind::Number(_) => Some((7, row.indent)),
        _ => None,
    };
    let mut shapes: HashMap<(u8, usize), usize> = HashMap::new();
    for group in groups.iter().filter(|group| group.opener != Opener::Nothing) {
        if let Some(shape) = shape(&rows[group.row()]) {
            *shapes.entry(shape).or_insert(0) += 1;
        }
    }
    let mut bare = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let known = shape(row).and_then(|shape| shapes.get(&shape)).copied().unwrap_or(0);
        // A numbered item opens a posting wherever one did; headings are many things, so two must have.
        let least = if row.is_item() { 1 } else { 2 };
        let free = matches!(scanned.taken[at], Taken::Ignored | Taken::Heading | Taken::Ended);
        if known >= least && free && !openers.contains(&at) && !parents.contains(&at) && !speaks_of_other(&row.text) {
            bare.push(at);
        }
    }
    for at in &bare {
        scanned.taken[*at] = Taken::Bare;
    }
    for at in groups.iter().map(Group::row) {
        if matches!(scanned.taken[at], Taken::Ignored | Taken::Heading | Taken::Ended) {
            scanned.taken[at] = Taken::Title;
        }
    }
    bare
}
