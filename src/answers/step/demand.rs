//! What is asked for more than once: of skills that are as near, that one is the better to learn.

use std::collections::BTreeMap;

use crate::requirement::Expr;
use crate::score::Understood;
use crate::taxonomy::SkillId;

/// How often each skill is asked for.
#[derive(Debug, Default)]
pub struct Demand(BTreeMap<SkillId, usize>);

impl Demand {
    /// By how many of the postings: for answers that are about all of them.
    #[must_use]
    pub fn of(postings: &[Understood<'_>]) -> Self {
        Self::count(postings.iter().map(|posting| posting.lines.iter().map(|line| &line.expr).collect()))
    }

    /// By how many lines of one posting: what is said of a posting does not depend on the others.
    #[must_use]
    pub fn within(posting: &Understood<'_>) -> Self {
        Self::count(posting.lines.iter().map(|line| vec![&line.expr]))
    }

    /// Counts once for each group of trees.
    fn count<'t>(groups: impl Iterator<Item = Vec<&'t Expr>>) -> Self {
        let mut counts = BTreeMap::new();
        for group in groups {
            let mut named = Vec::new();
            for expr in group {
                expr.walk(&mut |node| {
                    if let Expr::Skill(id, _) = node {
                        named.push(*id);
                    }
                });
            }
            named.sort_unstable();
            named.dedup();
            for id in named {
                *counts.entry(id).or_insert(0) += 1;
            }
        }
        Self(counts)
    }

    /// How often a skill is asked for.
    #[must_use]
    pub fn get(&self, skill: SkillId) -> usize {
        self.0.get(&skill).copied().unwrap_or(0)
    }
}
