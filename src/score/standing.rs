//! Lines by where they stand, and what their outcomes come to: all that a score needs to know, wherever a posting is kept.

use crate::matching::verdict::{self, Outcome};
use crate::posting::Section;
use crate::requirement::{Expr, Parsed, RefTo, Strength};
use crate::score::fit::{LineScore, Status, Sums};

/// Where a line stands and counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The list that it stands in.
    pub section: Section,
    /// The list in which it counts.
    pub counts: Section,
    /// The lines that it refers to, and how many of them; all where absent.
    pub refers: Option<(RefTo, Option<usize>)>,
}

impl Standing {
    /// A line of a list.
    #[must_use]
    pub fn new(section: Section, parsed: &Parsed) -> Self {
        let refers = if let Expr::Ref { to, min } = parsed.expr { Some((to, min)) } else { None };
        Self { section, counts: counts_in(section, parsed.strength), refers }
    }
}

/// The list in which a line counts: the one it stands in, unless it says otherwise.
#[must_use]
pub const fn counts_in(section: Section, strength: Option<Strength>) -> Section {
    match strength {
        Some(Strength::Required) => Section::Required,
        Some(Strength::Preferred) => Section::Preferred,
        None => section,
    }
}

/// Room for one posting's lines and their outcomes, used again for the next.
#[derive(Debug, Default)]
pub struct Desk {
    lines: Vec<Standing>,
    outcomes: Vec<Outcome>,
}

impl Desk {
    /// For another posting.
    pub fn clear(&mut self) {
        self.lines.clear();
        self.outcomes.clear();
    }

    /// Adds a line with its outcome; that of a reference does not matter.
    pub fn push(&mut self, line: Standing, outcome: Outcome) {
        self.lines.push(line);
        self.outcomes.push(outcome);
    }

    pub(super) fn sums(&self) -> (Sums, Sums) {
        let (mut required, mut preferred) = (Sums::default(), Sums::default());
        for at in 0..self.lines.len() {
            add(&line_score(&self.lines, &self.outcomes, at), &mut required, &mut preferred);
        }
        (required, preferred)
    }
}

/// The sums of both lists.
pub(super) fn sums(lines: &[LineScore]) -> (Sums, Sums) {
    let (mut required, mut preferred) = (Sums::default(), Sums::default());
    for line in lines {
        add(line, &mut required, &mut preferred);
    }
    (required, preferred)
}

fn add(line: &LineScore, required: &mut Sums, preferred: &mut Sums) {
    match line.section {
        Section::Required => required.add(line),
        Section::Preferred => preferred.add(line),
    }
}

/// The score of a line, a reference to other lines resolved.
pub(super) fn line_score(lines: &[Standing], outcomes: &[Outcome], at: usize) -> LineScore {
    let outcome = match lines[at].refers {
        Some((to, min)) => referred(lines, outcomes, at, to, min),
        None => outcomes[at],
    };
    let (status, credit, weighs) = match outcome {
        Outcome::Assessed(_, true) => (Status::Met, Some(1.0), true),
        Outcome::Assessed(credit, false) if credit > 0.0 => (Status::Partial, Some(credit), true),
        Outcome::Assessed(..) => (Status::Missing, Some(0.0), true),
        Outcome::Free => (Status::Met, Some(1.0), false),
        Outcome::Unassessed => (Status::Unassessed, None, false),
    };
    LineScore { status, credit, weighs, section: lines[at].counts }
}

/// The lines that a reference speaks of, by index.
pub fn meant(lines: &[Standing], at: usize, to: RefTo) -> impl Iterator<Item = usize> + '_ {
    let own = lines[at].section;
    lines
        .iter()
        .enumerate()
        .filter(move |(other, line)| {
            *other != at
                && line.refers.is_none()
                && match to {
                    RefTo::Required => line.section == Section::Required,
                    RefTo::Preferred => line.section == Section::Preferred,
                    RefTo::Above => line.section == own && *other < at,
                }
        })
        .map(|(other, _)| other)
}

fn referred(lines: &[Standing], outcomes: &[Outcome], at: usize, to: RefTo, min: Option<usize>) -> Outcome {
    let others = meant(lines, at, to).map(|other| outcomes[other]);
    match min {
        None => verdict::all(others),
        Some(min) => {
            let mut others: Vec<Outcome> = others.filter(|outcome| !matches!(outcome, Outcome::Unassessed | Outcome::Free)).collect();
            if others.is_empty() { Outcome::Unassessed } else { verdict::any(&mut others, min) }
        }
    }
}
