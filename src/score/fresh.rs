//! Postings as they come, understood line by line as long as they may still be among the best.

use std::cell::LazyCell;

use crate::matching::verdict::{Outcome, Setting};
use crate::posting::{Posting, Section};
use crate::requirement::Memory;
use crate::score::roles::Roles;
use crate::score::standing::{Desk, Standing};
use crate::score::{Headed, Kept, Place, Scorer};
use crate::taxonomy::SkillId;

/// A posting that was read and not yet understood.
#[derive(Debug)]
pub struct Fresh<'w, 't> {
    /// As it was read.
    pub posting: Posting,
    memory: &'w mut Memory<'t>,
    roles: &'w Roles,
}

/// What comes of a posting of which only the best are wanted.
#[derive(Debug)]
pub enum Prospect {
    /// Its place, and the posting understood.
    Wanted(Place, Kept),
    /// The posting, of which no more was read than it took to know.
    Hopeless(Posting),
}

impl<'w, 't> Fresh<'w, 't> {
    /// A posting, what understands its lines, and what knows the fields of study that its title calls for.
    #[must_use]
    pub const fn new(posting: Posting, memory: &'w mut Memory<'t>, roles: &'w Roles) -> Self {
        Self { posting, memory, roles }
    }

    /// The posting understood.
    #[must_use]
    pub fn understood(self) -> Kept {
        Kept::new(self.posting, self.memory, self.roles)
    }

    /// The posting understood, with its place, unless `hopeless` says of the best place that it can still have that nobody wants it. Its
    /// other lines are then not read: of many postings few are among the best, and most show it soon.
    #[must_use]
    pub fn judged(self, scorer: &Scorer<'_>, desk: &mut Desk, hopeless: impl Fn(Place) -> bool) -> Prospect {
        let Self { posting, memory, roles } = self;
        // Looked up where a line asks for it: few do, and most postings are not read that far.
        let families = LazyCell::new(|| roles.fields([posting.title.as_deref(), posting.family.as_deref()]));
        let mut bound = Bound::new(scorer, &posting);
        let mut lines = Vec::with_capacity(posting.lines.len());
        desk.clear();
        for line in &posting.lines {
            if hopeless(bound.place()) {
                return Prospect::Hopeless(posting);
            }
            let parsed = memory.parse(&line.text, &line.breaks);
            let asked: &[SkillId] = if parsed.expr.asks_related() { &families } else { &[] };
            let outcome = scorer.judge.judge(&parsed.expr, Setting { families: asked, months: None }, &mut ());
            let standing = Standing::new(line.section, &parsed);
            bound.add(standing, outcome);
            desk.push(standing, outcome);
            lines.push(parsed);
        }
        let place = scorer.place_of(desk, Headed::from(&posting));
        if hopeless(place) {
            return Prospect::Hopeless(posting);
        }
        let families = families.to_vec();
        Prospect::Wanted(place, Kept { posting, lines, families })
    }
}

/// The best fit that a posting can still have while its lines are judged: every line to come met, and of the heavier list.
struct Bound<'s> {
    scorer: &'s Scorer<'s>,
    described: bool,
    lines: usize,
    /// Lines to come, and those that speak of others, whose outcome all the others decide.
    open: usize,
    weight: f64,
    credit: f64,
}

impl<'s> Bound<'s> {
    fn new(scorer: &'s Scorer<'s>, posting: &Posting) -> Self {
        let lines = posting.lines.len();
        Self { scorer, described: posting.described, lines, open: lines, weight: 0.0, credit: 0.0 }
    }

    fn add(&mut self, standing: Standing, outcome: Outcome) {
        if standing.refers.is_some() {
            return;
        }
        self.open -= 1;
        if let Outcome::Assessed(credit, met) = outcome {
            let policy = self.scorer.judge.policy;
            let weight = match standing.counts {
                Section::Required => policy.required_weight,
                Section::Preferred => policy.preferred_weight,
            };
            self.weight += weight;
            self.credit += weight * if met { 1.0 } else { credit };
        }
    }

    fn place(&self) -> Place {
        let policy = self.scorer.judge.policy;
        #[allow(clippy::cast_precision_loss, reason = "a count of lines")]
        let open = self.open as f64 * policy.required_weight.max(policy.preferred_weight);
        let weight = self.weight + open;
        let lines = if weight > 0.0 { (self.credit + open) / weight } else { 1.0 };
        let mean = if self.described { (1.0 - policy.title_share) * lines + policy.title_share } else { lines };
        Place::at_best(mean, self.lines, policy.thin)
    }
}
