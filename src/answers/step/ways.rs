//! The cheapest steps that close a requirement, found on its tree.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::Step;
use super::cost::{Costs, Reach};
use super::demand::Demand;
use crate::levels::{Degree, Level};
use crate::matching::verdict::{Outcome, Setting};
use crate::matching::{Holdings, Judge};
use crate::posting::Section;
use crate::requirement::{Expr, Grade, RefTo, StudyField};
use crate::score::fit::{PostingScore, Status, Understood};
use crate::taxonomy::{Kind, SkillId, Taxonomy};

/// Months from which a working time is more than having done the thing.
const SOME_TIME: f64 = 1.0;

/// Steps that together close a requirement.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Way {
    /// The steps with their reach, each once.
    pub steps: Vec<(Step, Reach)>,
}

impl Way {
    /// Effort of all steps.
    #[must_use]
    pub fn cost(&self) -> f64 {
        self.steps.iter().map(|(_, reach)| reach.cost).sum()
    }

    fn join(&mut self, other: Self) {
        for step in other.steps {
            if !self.steps.iter().any(|(known, _)| *known == step.0) {
                self.steps.push(step);
            }
        }
    }
}

/// Finds ways for one candidate.
pub struct Ways<'a> {
    costs: Costs<'a>,
    /// The members of categories, which take a while to find.
    members: RefCell<BTreeMap<SkillId, Vec<SkillId>>>,
}

impl<'a> Ways<'a> {
    /// For the candidate of a judge.
    #[must_use]
    pub fn new(judge: &'a Judge<'a>) -> Self {
        Self { costs: Costs { judge }, members: RefCell::default() }
    }

    /// What steps cost.
    #[must_use]
    pub fn costs(&self) -> Costs<'a> {
        self.costs
    }

    /// The cheapest way to close each line that is partial or missing; `None` for the others, and where there is none. Of skills that are
    /// as near, what is more in demand is taken.
    #[must_use]
    pub fn of_posting(&self, posting: &Understood<'_>, score: &PostingScore, demand: &Demand) -> Vec<Option<Way>> {
        Finder { ways: self, demand }.of_posting(posting, score)
    }
}

/// Finds ways where some skills are in demand.
struct Finder<'f, 'a> {
    ways: &'f Ways<'a>,
    demand: &'f Demand,
}

impl<'a> Finder<'_, 'a> {
    fn judge(&self) -> &'a Judge<'a> {
        self.ways.costs.judge
    }

    fn taxonomy(&self) -> &'a Taxonomy {
        self.judge().taxonomy
    }

    fn of_posting(&self, posting: &Understood<'_>, score: &PostingScore) -> Vec<Option<Way>> {
        let setting = Setting { families: &posting.families, months: None };
        let is_open = |at: usize| matches!(score.lines[at].status, Status::Partial | Status::Missing);
        let mut ways: Vec<Option<Way>> = posting
            .lines
            .iter()
            .enumerate()
            .map(|(at, line)| if is_open(at) { self.cheapest(&line.expr, setting) } else { None })
            .collect();
        for (at, line) in posting.lines.iter().enumerate() {
            if let Expr::Ref { to, min } = line.expr
                && is_open(at)
            {
                ways[at] = refer(posting, score, &ways, at, to, min);
            }
        }
        ways
    }

    /// The cheapest way to satisfy a whole line, without the steps that the others make needless.
    fn cheapest(&self, expr: &Expr, setting: Setting<'_>) -> Option<Way> {
        let mut way = self.find(expr, setting).filter(|way| !way.steps.is_empty())?;
        let mut order: Vec<usize> = (0..way.steps.len()).collect();
        order.sort_by(|a, b| way.steps[*b].1.cost.total_cmp(&way.steps[*a].1.cost));
        let mut needless: Vec<usize> = Vec::new();
        for at in order {
            let rest = |other: &usize| *other != at && !needless.contains(other);
            let kept: Vec<&Step> = (0..way.steps.len()).filter(rest).map(|other| &way.steps[other].0).collect();
            if !kept.is_empty() && self.closes(expr, setting, &kept) {
                needless.push(at);
            }
        }
        let mut at = 0..;
        way.steps.retain(|_| at.next().is_some_and(|at| !needless.contains(&at)));
        Some(way)
    }

    fn closes(&self, expr: &Expr, setting: Setting<'_>, steps: &[&Step]) -> bool {
        let judge = self.judge();
        let mut candidate = judge.holdings.candidate.clone();
        for step in steps {
            step.apply(&mut candidate, judge.taxonomy);
        }
        let holdings = Holdings::new(&candidate, judge.taxonomy);
        let judge = Judge { taxonomy: judge.taxonomy, policy: judge.policy, holdings: &holdings };
        matches!(judge.judge(expr, setting, &mut ()), Outcome::Assessed(_, true))
    }

    /// The cheapest way to satisfy a tree: no step where it is satisfied, `None` where no step could do it.
    fn find(&self, expr: &Expr, setting: Setting<'_>) -> Option<Way> {
        match self.judge().judge(expr, setting, &mut ()) {
            Outcome::Assessed(_, true) | Outcome::Free => return Some(Way::default()),
            Outcome::Unassessed => return None,
            Outcome::Assessed(_, false) => {}
        }
        match expr {
            Expr::All(nodes) => {
                let mut way = Way::default();
                nodes.iter().filter_map(|node| self.find(node, setting)).for_each(|part| way.join(part));
                Some(way)
            }
            Expr::Any { of, min, open, category } => self.some_of(of, *min, category.filter(|_| *open), setting),
            Expr::Skill(id, grade) => Some(self.skill(*id, *grade, setting)),
            Expr::Category { id, except, min, grade } => self.category(*id, except, *min, *grade, setting),
            Expr::Experience { months, within: Some(node), .. } => {
                self.find(node, Setting { months: (*months > 0.0).then_some(*months), ..setting })
            }
            Expr::Experience { months, within: None, .. } => Some(self.way([Step::Time(None, *months)])),
            Expr::Term(text) => Some(self.term(text, setting.months)),
            Expr::Degree { level, fields, related } => Some(self.way([degree(*level, fields, *related, setting)])),
            Expr::Language(id, level) => Some(self.way([Step::Language(*id, *level)])),
            Expr::Certificate(name, id) => Some(self.way([Step::Certificate(name.clone(), *id)])),
            Expr::Portfolio => Some(self.way([Step::Portfolio])),
            Expr::Equivalent(node) => {
                let policy = self.judge().policy;
                let months = match &**node {
                    Expr::Degree { level, .. } => policy.equivalent_degree[usize::from(level.unwrap_or(Degree::Bachelor).step())],
                    _ => policy.equivalent_certificate,
                };
                Some(self.way([Step::Time(None, months)]))
            }
            Expr::Trait(_) | Expr::Ref { .. } | Expr::Nothing | Expr::Note => None,
        }
    }

    fn way(&self, steps: impl IntoIterator<Item = Step>) -> Way {
        Way { steps: steps.into_iter().map(|step| (step.clone(), self.ways.costs.of(&step))).collect() }
    }

    /// The nearest alternatives, as many as are asked.
    fn some_of(&self, of: &[Expr], min: usize, category: Option<SkillId>, setting: Setting<'_>) -> Option<Way> {
        let mut ways: Vec<(usize, Way)> = of.iter().filter_map(|node| Some((self.asked(node), self.find(node, setting)?))).collect();
        if let Some(category) = category {
            ways.extend(self.shown_under(category, of, setting).into_iter().map(|way| (0, way)));
        }
        // Stable: of alternatives that are as near and as much asked, the one that is named first.
        ways.sort_by(|(a_asked, a), (b_asked, b)| a.cost().total_cmp(&b.cost()).then(b_asked.cmp(a_asked)));
        let mut way = Way::default();
        let parts = min.clamp(1, of.len().max(1));
        let found = ways.len();
        ways.into_iter().take(parts).for_each(|(_, part)| way.join(part));
        (found > 0).then_some(way)
    }

    /// How many postings ask for the skills of an alternative.
    fn asked(&self, node: &Expr) -> usize {
        let mut most = 0;
        node.walk(&mut |node| {
            if let Expr::Skill(id, _) = node {
                most = most.max(self.demand.get(*id));
            }
        });
        most
    }

    /// Skills under the category of an open list that the profile shows signs of: to prove one of them may be the nearest way.
    fn shown_under(&self, category: SkillId, named: &[Expr], setting: Setting<'_>) -> Vec<Way> {
        let holdings = self.judge().holdings;
        let held = holdings.of(category).iter().map(|row| holdings.candidate.skills[row.held as usize].skill);
        let is_named = |skill: SkillId| named.iter().any(|node| matches!(node, Expr::Skill(id, _) if *id == skill));
        let mut skills: Vec<SkillId> = held.filter(|skill| *skill != category && !is_named(*skill)).collect();
        skills.dedup();
        skills.into_iter().map(|skill| self.skill(skill, Grade::default(), setting)).collect()
    }

    fn skill(&self, id: SkillId, grade: Grade, setting: Setting<'_>) -> Way {
        let holdings = self.judge().holdings;
        let chosen = match self.taxonomy().skill(id).kind() {
            // What the profile shows signs of is nearer than any member.
            Kind::Category => match holdings.of(id).first() {
                Some(row) => Some(holdings.candidate.skills[row.held as usize].skill),
                None => self.nearest(id, &[], 1).first().copied(),
            },
            _ => Some(id),
        };
        self.reach(chosen.unwrap_or(id), grade, setting)
    }

    /// The steps to one skill, at the level and for the time that are asked.
    fn reach(&self, id: SkillId, grade: Grade, setting: Setting<'_>) -> Way {
        let holdings = self.judge().holdings;
        let asked = grade.level.or(grade.praise.then_some(Level::Intermediate));
        // Praise is satisfied by a skill without a level; one that is stated lower must rise.
        let low = |level: Level| holdings.of(id).iter().any(|row| holdings.level(row).is_some_and(|held| held < level));
        let level = asked.filter(|level| grade.level.is_some_and(|level| level > Level::Beginner) || low(*level));
        let first = level.map_or(Step::Skill(id), |level| Step::Level(id, level));
        match setting.months {
            Some(months) if months > SOME_TIME || holdings.candidate.months.is_none_or(|total| total < months) => {
                let time = Step::Time(Some(id), months);
                if level.is_none() {
                    return self.way([time]);
                }
                // The level stands for the skill itself, so that the time costs no more than what is still to come.
                let mut way = self.way([first, time]);
                way.steps[1].1.cost = self.ways.costs.time_alone(id, months);
                way
            }
            _ => self.way([first]),
        }
    }

    fn term(&self, text: &str, months: Option<f64>) -> Way {
        self.way([Step::Term(text.to_owned(), months)])
    }

    /// As many members of a category as are still missing.
    fn category(&self, id: SkillId, except: &[SkillId], min: usize, grade: Grade, setting: Setting<'_>) -> Option<Way> {
        if min <= 1 && except.is_empty() {
            return Some(self.skill(id, grade, setting));
        }
        let members = self.nearest(id, except, usize::MAX);
        let node = |skill: SkillId| Expr::Skill(skill, grade);
        let mut ways: Vec<Way> = members.into_iter().take(min + 8).filter_map(|skill| self.find(&node(skill), setting)).collect();
        ways.sort_by(|a, b| a.cost().total_cmp(&b.cost()));
        if ways.is_empty() {
            return None;
        }
        let mut way = Way::default();
        ways.into_iter().take(min).for_each(|part| way.join(part));
        Some(way)
    }

    /// The effort for a member of a category; what is far is all as far, since a prerequisite at hand says little there.
    fn distance(&self, skill: SkillId) -> f64 {
        let cost = self.ways.costs.of(&Step::Skill(skill)).cost;
        if cost < FAR { cost } else { FAR }
    }

    /// Members of a category, those near to what is held first; of the others the most asked, then the best known.
    fn nearest(&self, category: SkillId, except: &[SkillId], most: usize) -> Vec<SkillId> {
        let taxonomy = self.taxonomy();
        let mut cache = self.ways.members.borrow_mut();
        let members = cache.entry(category).or_insert_with(|| {
            let named = |skill: &SkillId| {
                let kind = taxonomy.skill(*skill).kind();
                *skill != category && kind.is_hard() && kind != Kind::Category && taxonomy.skill(*skill).wider().contains(&category)
            };
            taxonomy.under(category).filter(named).collect()
        });
        let fame = |&skill: &SkillId| std::cmp::Reverse((self.demand.get(skill), known(taxonomy, skill)));
        let near: Vec<(f64, SkillId)> =
            members.iter().filter(|skill| !except.contains(skill)).map(|&skill| (self.distance(skill), skill)).collect();
        let mut ranked: Vec<_> = near.iter().map(|(far, skill)| (far, fame(skill), *skill)).collect();
        ranked.sort_by(|a, b| a.0.total_cmp(b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        ranked.into_iter().take(most).map(|(.., skill)| skill).collect()
    }
}

fn degree(level: Option<Degree>, fields: &[StudyField], related: bool, setting: Setting<'_>) -> Step {
    let mut fields = fields.to_vec();
    if related && fields.is_empty() {
        fields.extend(setting.families.iter().map(|family| StudyField::Known(*family)));
    }
    Step::Degree(level, fields)
}

/// Effort from which a member of a category is as good as any other.
const FAR: f64 = 0.7;

/// How well known a skill is, by how much the taxonomy has to say of it.
fn known(taxonomy: &Taxonomy, skill: SkillId) -> usize {
    let skill = taxonomy.skill(skill);
    skill.similar().count() + skill.aliases().count() + skill.external().count()
}

/// The way of a line that refers to others: all of theirs, or the cheapest.
fn refer(posting: &Understood<'_>, score: &PostingScore, ways: &[Option<Way>], at: usize, to: RefTo, min: Option<usize>) -> Option<Way> {
    let section = |line: usize| posting.posting.lines[line].section;
    let wanted = |other: &usize| {
        let other = *other;
        other != at
            && !matches!(posting.lines[other].expr, Expr::Ref { .. })
            && match to {
                RefTo::Required => section(other) == Section::Required,
                RefTo::Preferred => section(other) == Section::Preferred,
                RefTo::Above => section(other) == section(at) && other < at,
            }
    };
    let others: Vec<usize> = (0..ways.len()).filter(wanted).collect();
    let met = others.iter().filter(|other| score.lines[**other].status == Status::Met && score.lines[**other].weighs).count();
    let mut open: Vec<&Way> = others.iter().filter_map(|other| ways[*other].as_ref()).collect();
    open.sort_by(|a, b| a.cost().total_cmp(&b.cost()));
    let wanted = min.map_or(open.len(), |min| min.saturating_sub(met));
    let mut way = Way::default();
    open.into_iter().take(wanted).for_each(|part| way.join(part.clone()));
    (!way.steps.is_empty()).then_some(way)
}
