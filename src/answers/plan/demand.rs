//! What the postings ask for, and how the candidate stands at it.

use std::collections::BTreeMap;

use super::Context;
use super::report::Demand;
use crate::answers::rounded;
use crate::matching::verdict::{Outcome, Setting};
use crate::matching::{Holdings, Judge};
use crate::posting::Section;
use crate::profile::Candidate;
use crate::requirement::{Expr, Grade};
use crate::score::Understood;
use crate::taxonomy::SkillId;

/// Skills that the postings name, the most asked first.
pub(super) fn count(context: &Context<'_>, postings: &[Understood<'_>], before: &Candidate, after: &Candidate) -> Vec<Demand> {
    let mut counts: BTreeMap<SkillId, (usize, usize)> = BTreeMap::new();
    for posting in postings {
        let mut named: BTreeMap<SkillId, Section> = BTreeMap::new();
        for (line, parsed) in posting.posting.lines.iter().zip(posting.lines.iter()) {
            let section = Understood::counts_in(line, parsed);
            parsed.expr.walk(&mut |node| {
                if let Expr::Skill(id, _) = node {
                    let known = named.entry(*id).or_insert(section);
                    *known = (*known).min(section);
                }
            });
        }
        for (id, section) in named {
            let (required, preferred) = counts.entry(id).or_default();
            match section {
                Section::Required => *required += 1,
                Section::Preferred => *preferred += 1,
            }
        }
    }
    let (held_before, held_after) = (Holdings::new(before, context.taxonomy), Holdings::new(after, context.taxonomy));
    let credit = |holdings: &Holdings<'_>, id: SkillId| {
        let judge = Judge { taxonomy: context.taxonomy, policy: context.policy, holdings };
        match judge.judge(&Expr::Skill(id, Grade::default()), Setting::default(), &mut ()) {
            Outcome::Assessed(credit, _) => rounded(credit),
            Outcome::Free | Outcome::Unassessed => 0.0,
        }
    };
    let mut rows: Vec<Demand> = counts
        .into_iter()
        .map(|(id, (required, preferred))| Demand {
            skill: context.taxonomy.skill(id).id().to_owned(),
            required,
            preferred,
            credit: credit(&held_before, id),
            after: credit(&held_after, id),
        })
        .collect();
    // Stable: those that are asked as often stay in the order of their ids.
    rows.sort_by_key(|row| std::cmp::Reverse((row.required + row.preferred, row.required)));
    rows
}
