//! Lines taken apart: the credit of a line is the mean of its parts, so that equal parts of all postings are kept and judged once.

use std::slice;

use crate::requirement::Expr;
use crate::taxonomy::SkillId;

/// Whether a tree is assessed, before a candidate is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// For every candidate.
    Always,
    /// Nothing is asked.
    Free,
    /// For none.
    Never,
    /// It depends on what the candidate claims.
    Varies,
    /// It depends on other lines.
    Refers,
}

impl Class {
    pub(super) const ALL: [Self; 5] = [Self::Always, Self::Free, Self::Never, Self::Varies, Self::Refers];

    /// Of a part of a line.
    pub(super) fn of_part(part: &Expr) -> Self {
        if matches!(part, Expr::Ref { .. }) { Self::Refers } else { Self::of(part) }
    }

    fn of(expr: &Expr) -> Self {
        match expr {
            // A reference inside of something else is not followed.
            Expr::Note | Expr::Ref { .. } => Self::Never,
            Expr::Nothing => Self::Free,
            Expr::Trait(_) => Self::Varies,
            Expr::Experience { within: Some(node), .. } => Self::of(node),
            Expr::All(nodes) => Self::joined(nodes, false),
            Expr::Any { of, min, open, category } => {
                let free = of.iter().any(|node| Self::of(node) == Self::Free);
                match Self::joined(of, *open && category.is_some()) {
                    _ if free && *min == 1 => Self::Free,
                    Self::Free => Self::Always,
                    class => class,
                }
            }
            _ => Self::Always,
        }
    }

    fn joined(nodes: &[Expr], open: bool) -> Self {
        let classes: Vec<Self> = nodes.iter().map(Self::of).collect();
        let has = |class| classes.contains(&class);
        if has(Self::Always) {
            Self::Always
        } else if has(Self::Varies) || open {
            Self::Varies
        } else if has(Self::Free) {
            Self::Free
        } else {
            Self::Never
        }
    }
}

/// What a line is the mean of.
pub(super) fn parts(expr: &Expr) -> &[Expr] {
    match expr {
        Expr::All(nodes) => nodes,
        other => slice::from_ref(other),
    }
}

/// What a part can be met by. A part none of whose keys a candidate holds has no credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Skill(SkillId),
    Term,
    Certificate,
    Degree,
    Language,
    Portfolio,
    Trait,
    /// Anything else, working time for one: every candidate is asked.
    Other,
}

const KINDS: [Key; 7] = [Key::Term, Key::Certificate, Key::Degree, Key::Language, Key::Portfolio, Key::Trait, Key::Other];

impl Key {
    /// As a number: kinds first, skills behind them.
    pub(super) fn number(self) -> u64 {
        match self {
            Self::Skill(skill) => KINDS.len() as u64 + u64::from(skill.0),
            kind => KINDS.iter().position(|known| *known == kind).unwrap_or(0) as u64,
        }
    }

    /// The keys of a part, each once.
    pub(super) fn of(part: &Expr) -> Vec<Self> {
        let mut keys = Vec::new();
        part.walk(&mut |node| match node {
            Expr::Skill(id, _) | Expr::Category { id, .. } => keys.push(Self::Skill(*id)),
            Expr::Any { category, .. } => keys.extend(category.map(Self::Skill)),
            Expr::Term(_) => keys.push(Self::Term),
            Expr::Certificate(..) => keys.push(Self::Certificate),
            Expr::Degree { .. } => keys.push(Self::Degree),
            Expr::Language(..) => keys.push(Self::Language),
            Expr::Portfolio => keys.push(Self::Portfolio),
            Expr::Trait(_) => keys.push(Self::Trait),
            Expr::Experience { within: None, .. } | Expr::Equivalent(_) | Expr::Ref { .. } | Expr::Nothing => keys.push(Self::Other),
            Expr::Experience { within: Some(_), .. } | Expr::All(_) | Expr::Note => {}
        });
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}
