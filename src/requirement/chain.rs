//! Chains: the items of a clause and the gaps between them, reduced to one expression. Lists of examples, counts and years are taken
//! out first; what is left goes together by the strength of its connectives, loosest first:
//! words between (all) < or < and, comma < slash < side by side.

mod context;
mod lists;

use smallvec::SmallVec;

use crate::requirement::clause::named;
use crate::requirement::piece::{Glue, Item, Piece, Sort};
use crate::requirement::tree::Expr;
use crate::taxonomy::{Kind, SkillId, Taxonomy};

/// What stands between two items: seldom more than a few words.
pub type Gap = SmallVec<[Glue; 4]>;

/// Items and the glue around them; there is one gap more than items.
#[derive(Debug)]
pub struct Chain<'t> {
    taxonomy: &'t Taxonomy,
    /// The items in order.
    pub items: Vec<Item>,
    /// `gaps[k]` stands before item `k`; the last one behind all.
    pub gaps: Vec<Gap>,
    experienced: bool,
    /// The skill named before the clause, which a bare "certification" is about.
    topic: Option<SkillId>,
}

/// How tightly two neighbours are joined, loosest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Joint {
    Phrase,
    Or,
    And,
    Comma,
    Slash,
    Beside,
}

impl<'t> Chain<'t> {
    /// The chain of a clause without brackets. `experienced`: whether the clause asks for experience, under which a role counts.
    #[must_use]
    pub fn new(taxonomy: &'t Taxonomy, pieces: &[Piece], experienced: bool, topic: Option<SkillId>) -> Self {
        let years = pieces.iter().any(|piece| piece.item().is_some_and(|item| matches!(item.sort, Sort::Years(_))));
        let mut chain =
            Self { taxonomy, items: Vec::with_capacity(pieces.len()), gaps: Vec::with_capacity(pieces.len() + 1), experienced, topic };
        chain.gaps.push(Gap::new());
        for piece in pieces {
            match piece {
                Piece::Item(item) if item.sort == Sort::Role && !(years || experienced) => {}
                Piece::Item(item) => {
                    chain.items.push(item.clone());
                    chain.gaps.push(Gap::new());
                }
                Piece::Glue(glue, _) => {
                    if let Some(gap) = chain.gaps.last_mut() {
                        gap.push(*glue);
                    }
                }
                Piece::Group(..) => {}
            }
        }
        chain
    }

    /// Takes an item out; the gaps on either side become one.
    pub fn remove(&mut self, at: usize) {
        self.items.remove(at);
        let gap = self.gaps.remove(at + 1);
        self.gaps[at].extend(gap);
    }

    /// Puts an item behind the gap `at`.
    pub fn insert(&mut self, at: usize, item: Item) {
        self.items.insert(at, item);
        self.gaps.insert(at + 1, Gap::new());
    }

    /// The expression of the whole clause.
    #[must_use]
    pub fn reduce(mut self) -> Expr {
        self.drop_liked();
        self.drop_context();
        self.drop_shown();
        self.drop_uses_of_languages();
        self.equivalents();
        self.certificates();
        self.examples();
        self.enumerations();
        self.counts();
        self.classes();
        self.years();
        self.combine(0, self.items.len())
    }

    /// Years take what they are about into themselves.
    fn years(&mut self) {
        let total = self.items.iter().filter(|item| matches!(item.sort, Sort::Years(_))).count();
        if total > 0 && self.items.iter().any(|item| item.sort == Sort::Skill) {
            // An attitude among fields of work is a word of one of them ("payment integrity auditing").
            self.retain(|item| item.sort != Sort::Trait);
        }
        let mut at = 0;
        let mut done = 0;
        while at < self.items.len() {
            let Sort::Years(latin) = self.items[at].sort else {
                at += 1;
                continue;
            };
            done += 1;
            let scoped = |item: &Item| matches!(item.sort, Sort::Skill | Sort::Term | Sort::Role);
            let right_end = (at + 1..self.items.len()).find(|place| !scoped(&self.items[*place])).unwrap_or(self.items.len());
            let left_start = (0..at).rev().find(|place| !scoped(&self.items[*place])).map_or(0, |place| place + 1);
            let (left, right) = (left_start < at, right_end > at + 1);
            let takes_right = right && (latin || !left || total == 1) && !(left && !latin && done < total);
            let takes_left = left && (!latin || !right) && !self.alternative(at);
            let mut scope = Vec::new();
            if takes_left {
                scope.push(self.combine(left_start, at));
            }
            if takes_right {
                scope.push(self.combine(at + 1, right_end));
            }
            let within = Expr::all(scope);
            if let Expr::Experience { within: inner, .. } = &mut self.items[at].expr {
                *inner = (within != Expr::Note).then(|| Box::new(within));
            }
            if takes_right {
                for place in (at + 1..right_end).rev() {
                    self.remove(place);
                }
            }
            if takes_left {
                for place in (left_start..at).rev() {
                    self.remove(place);
                }
                at = left_start;
            }
            at += 1;
        }
    }

    /// Whether an "or" stands before the item.
    fn alternative(&self, at: usize) -> bool {
        self.gaps[at].iter().any(|glue| matches!(glue, Glue::Or | Glue::OrElse))
    }

    fn replace(&mut self, start: usize, end: usize, expr: Expr) {
        let span = self.items[start].span.to(self.items[end - 1].span);
        let sort = self.items[start].sort;
        self.items.splice(start..end, [Item { expr, sort, span }]);
        self.gaps.drain(start + 1..end);
    }

    /// The members of a list; inside one, `Python with NumPy` is one member.
    fn alternatives(&self, start: usize, end: usize) -> Vec<Expr> {
        let mut out = Vec::new();
        let mut from = start;
        for at in start + 1..=end {
            let cut = at == end || matches!(joint(&self.gaps[at]), Joint::Or | Joint::And | Joint::Comma | Joint::Slash);
            if cut {
                match self.combine(from, at) {
                    Expr::Any { of, min: 1, open: false, .. } => out.extend(of),
                    Expr::Any { of, min: 1, open: true, .. } if end - start == 1 => out.extend(of),
                    other => out.push(other),
                }
                from = at;
            }
        }
        out
    }

    fn covers(&self, category: SkillId, list: &[Expr]) -> bool {
        let mut found = false;
        for member in list {
            member.walk(&mut |node| found |= named(node).is_some_and(|id| id != category && self.taxonomy.is_under(id, category)));
        }
        found
    }

    /// The category that all members of a list belong to directly.
    fn common_category(&self, list: &[Expr]) -> Option<SkillId> {
        let mut members = list.iter().filter_map(named);
        let first = members.next()?;
        let rest: Vec<SkillId> = members.collect();
        let is_category = |id: &SkillId| self.taxonomy.skill(*id).kind() == Kind::Category;
        let own = self.taxonomy.skill(first).broader().iter().filter(|id| is_category(id));
        own.copied().find(|id| rest.iter().all(|member| self.taxonomy.is_under(*member, *id)))
    }

    /// Joins items `start..end` by the strength of their connectives.
    fn combine(&self, start: usize, end: usize) -> Expr {
        if start >= end {
            return Expr::Note;
        }
        if end - start == 1 {
            let item = &self.items[start];
            return match item.expr {
                Expr::Certificate(ref name, None) if name.is_empty() => Expr::Note,
                ref expr if item.sort == Sort::Role && !self.experienced => {
                    if matches!(expr, Expr::Skill(..)) {
                        Expr::Note
                    } else {
                        expr.clone()
                    }
                }
                ref expr => expr.clone(),
            };
        }
        let joints: Vec<Joint> = (start + 1..end).map(|at| self.joint_at(at, start, end)).collect();
        let Some(loosest) = joints.iter().copied().min() else { return Expr::Note };
        let mut nodes = Vec::new();
        let mut from = start;
        for (place, joint) in joints.iter().enumerate() {
            let at = start + 1 + place;
            if *joint == loosest {
                nodes.push(self.combine(from, at));
                from = at;
            }
        }
        nodes.push(self.combine(from, end));
        match loosest {
            Joint::Or => Expr::any(nodes),
            Joint::Slash if self.are_siblings(&nodes) => Expr::any(nodes),
            _ => Expr::all(nodes),
        }
    }

    /// The joint before item `at`: commas join as the connective of their list does, and a field behind a list of tools is its head.
    fn joint_at(&self, at: usize, start: usize, end: usize) -> Joint {
        let own = joint(&self.gaps[at]);
        if is_far(&self.gaps[at]) && self.items[at - 1..=at].iter().all(|item| item.sort != Sort::Trait) {
            return Joint::Phrase;
        }
        // "A or B, and C", "A, B or C, and D": a comma before the "and" sets it apart from an "or" in the list.
        if own == Joint::And && self.gaps[at].contains(&Glue::Comma) {
            let before = (start + 1..at).rev().map(|place| joint(&self.gaps[place])).find(|joint| *joint < Joint::Slash);
            let or = (start + 1..end).any(|place| joint(&self.gaps[place]) == Joint::Or);
            let alone = (start + 1..end).all(|place| place == at || joint(&self.gaps[place]) != Joint::Comma);
            if before == Some(Joint::Or) || or && alone {
                return Joint::Phrase;
            }
        }
        if own == Joint::Comma {
            let told = |joint: &Joint| matches!(joint, Joint::Or | Joint::And | Joint::Phrase);
            let next = (at + 1..end).map(|place| joint(&self.gaps[place])).find(told);
            let before = || (start + 1..at).rev().map(|place| joint(&self.gaps[place])).find(told);
            return match next.or_else(before) {
                Some(Joint::Or) => Joint::Or,
                _ => Joint::And,
            };
        }
        if own == Joint::Beside && at + 1 == end && end - start > 2 {
            let kind = |place: usize| named(&self.items[place].expr).map(|id| self.taxonomy.skill(id).kind());
            let head = matches!(kind(at), Some(Kind::Practice | Kind::Field | Kind::Concept));
            let tool = !matches!(kind(at - 1), Some(Kind::Practice | Kind::Field | Kind::Concept));
            if head && tool {
                return Joint::Phrase;
            }
        }
        own
    }

    /// A slash joins alternatives between siblings of one kind, and all between different ones (Python/Django).
    fn are_siblings(&self, nodes: &[Expr]) -> bool {
        let ids: Vec<SkillId> = nodes.iter().filter_map(named).collect();
        if ids.len() < nodes.len() {
            return nodes.iter().all(|node| {
                matches!(node, Expr::Term(_) | Expr::Language(..) | Expr::Certificate(..) | Expr::Any { .. }) || named(node).is_some()
            });
        }
        ids.windows(2).all(|pair| {
            let (a, b) = (self.taxonomy.skill(pair[0]), self.taxonomy.skill(pair[1]));
            let entails = self.taxonomy.is_under(pair[0], pair[1]) || self.taxonomy.is_under(pair[1], pair[0]);
            let parents = a.broader().iter().any(|id| b.broader().contains(id));
            parents || !entails && (a.kind() == b.kind() || is_matter(a.kind()) && is_matter(b.kind()))
        })
    }
}

/// Whether skills of this kind are matters of work, of which 사업개발/영업 names two alike.
const fn is_matter(kind: Kind) -> bool {
    matches!(kind, Kind::Practice | Kind::Field | Kind::Concept)
}

/// Whether a glue joins two items of a list or two clauses.
const fn joins(glue: Glue) -> bool {
    matches!(glue, Glue::And | Glue::AndThen | Glue::Or | Glue::OrElse | Glue::Comma | Glue::Slash | Glue::Plus)
}

fn with(gap: &[Glue]) -> bool {
    gap.iter().all(|glue| matches!(glue, Glue::Plain | Glue::Word)) && gap.len() == 1
}

/// Whether words stand between an "and" and the name behind it, so that it is not this name that is joined: "monitoring and securing
/// workloads in AWS or Azure".
fn is_far(gap: &[Glue]) -> bool {
    joint(gap) == Joint::And && gap.iter().rev().take_while(|glue| **glue == Glue::Plain).count() >= 2
}

fn joint(gap: &[Glue]) -> Joint {
    let has = |wanted: &[Glue]| gap.iter().any(|glue| wanted.contains(glue));
    if has(&[Glue::Including]) {
        Joint::Phrase
    } else if has(&[Glue::Or, Glue::OrElse]) {
        Joint::Or
    } else if has(&[Glue::And, Glue::AndThen, Glue::Plus]) {
        Joint::And
    } else if has(&[Glue::Comma, Glue::Stop]) {
        Joint::Comma
    } else if has(&[Glue::Slash]) {
        Joint::Slash
    } else if gap.iter().all(|glue| matches!(glue, Glue::Praise | Glue::Level(_) | Glue::Generic)) {
        Joint::Beside
    } else {
        Joint::Phrase
    }
}
