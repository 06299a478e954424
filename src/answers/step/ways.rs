//! The cheapest steps that close a requirement, found on its tree.

use std::cell::{OnceCell, RefCell};
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::Step;
use super::cost::{Costs, Reach};
use super::demand::Demand;
use super::report::StepReport;
use crate::answers::points;
use crate::levels::{Degree, Level};
use crate::matching::Judge;
use crate::matching::verdict::{Outcome, Setting};
use crate::posting::Section;
use crate::requirement::{Expr, Grade, RefTo, StudyField};
use crate::score::{PostingScore, Scorer, Status, Understood};
use crate::taxonomy::{Kind, SkillId, Taxonomy};

/// Effort from which a member of a category is as good as any other.
const FAR: f64 = 0.7;

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
    /// Of categories, which take a while to find.
    members: RefCell<BTreeMap<SkillId, Members>>,
}

/// The members of a category with the effort for each, the nearest first, of those that are as near the best known.
type Members = Rc<[(f64, SkillId)]>;

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

    fn members(&self, category: SkillId) -> Members {
        if let Some(members) = self.members.borrow().get(&category) {
            return members.clone();
        }
        let taxonomy = self.costs.judge.taxonomy;
        let named = |skill: &SkillId| {
            let kind = taxonomy.skill(*skill).kind();
            *skill != category && kind.is_hard() && kind != Kind::Category && taxonomy.skill(*skill).wider().contains(&category)
        };
        // What is far is all as far: something broader or a prerequisite at hand says little there.
        let distance = |skill: SkillId| self.costs.at_hand(skill).map_or(FAR, |cost| cost.min(FAR));
        let mut members: Vec<(f64, SkillId)> =
            taxonomy.under(category).iter().copied().filter(named).map(|skill| (distance(skill), skill)).collect();
        members.sort_by_cached_key(|(_, skill)| Reverse(known(taxonomy, *skill)));
        members.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        self.members.borrow_mut().entry(category).or_insert_with(|| members.into()).clone()
    }

    /// The ways for a posting. Of skills that are as near, what is more in demand is taken.
    #[must_use]
    pub fn of_posting<'f>(&'f self, posting: &'f Understood<'f>, score: &'f PostingScore, demand: &'f Demand) -> PostingWays<'f> {
        let found = posting.lines.iter().map(|_| OnceCell::new()).collect();
        PostingWays { ways: self, posting, score, demand, found }
    }
}

/// The ways that close the lines of a posting, each found when it is first asked for.
pub struct PostingWays<'f> {
    ways: &'f Ways<'f>,
    posting: &'f Understood<'f>,
    score: &'f PostingScore,
    demand: &'f Demand,
    found: Vec<OnceCell<Option<Way>>>,
}

impl<'f> PostingWays<'f> {
    /// The cheapest way to close a line that is partial or missing; `None` for another, and where there is none.
    #[must_use]
    pub fn line(&self, at: usize) -> Option<&Way> {
        let find = || {
            if !matches!(self.score.lines[at].status, Status::Partial | Status::Missing) {
                return None;
            }
            match self.posting.lines[at].expr {
                Expr::Ref { to, min } => self.refer(at, to, min),
                ref expr => self.cheapest(expr, Setting { families: &self.posting.families, months: None }),
            }
        };
        self.found[at].get_or_init(find).as_ref()
    }

    /// The way that helps most: of the line that costs the most fit, required lines first, of lines alike the cheapest.
    #[must_use]
    pub fn first(&self) -> Option<&Way> {
        let lines = &self.score.lines;
        let credit = |at: usize| lines[at].credit.unwrap_or(0.0);
        let order = |a: &usize, b: &usize| lines[*a].section.cmp(&lines[*b].section).then(credit(*a).total_cmp(&credit(*b)));
        let mut all: Vec<usize> = (0..lines.len()).collect();
        all.sort_by(order);
        all.chunk_by(|a, b| order(a, b).is_eq())
            .find_map(|alike| alike.iter().filter_map(|at| self.line(*at)).min_by(|a, b| a.cost().total_cmp(&b.cost())))
    }

    /// The way of a line that refers to others: all of theirs, or the cheapest.
    fn refer(&self, at: usize, to: RefTo, min: Option<usize>) -> Option<Way> {
        let section = |line: usize| self.posting.posting.lines[line].section;
        let wanted = |other: &usize| {
            let other = *other;
            other != at
                && !matches!(self.posting.lines[other].expr, Expr::Ref { .. })
                && match to {
                    RefTo::Required => section(other) == Section::Required,
                    RefTo::Preferred => section(other) == Section::Preferred,
                    RefTo::Above => section(other) == section(at) && other < at,
                }
        };
        let others: Vec<usize> = (0..self.found.len()).filter(wanted).collect();
        let score = |other: usize| &self.score.lines[other];
        let met = others.iter().filter(|other| score(**other).status == Status::Met && score(**other).weighs).count();
        let mut open: Vec<&Way> = others.iter().filter_map(|other| self.line(*other)).collect();
        open.sort_by(|a, b| a.cost().total_cmp(&b.cost()));
        let wanted = min.map_or(open.len(), |min| min.saturating_sub(met));
        let mut way = Way::default();
        open.into_iter().take(wanted).for_each(|part| way.join(part.clone()));
        (!way.steps.is_empty()).then_some(way)
    }

    fn judge(&self) -> &'f Judge<'f> {
        self.ways.costs.judge
    }

    fn taxonomy(&self) -> &'f Taxonomy {
        self.judge().taxonomy
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
        self.tried(steps, |judge| matches!(judge.judge(expr, setting, &mut ()), Outcome::Assessed(_, true)))
    }

    /// The score of the posting after some steps.
    #[must_use]
    pub fn score_after(&self, steps: &[&Step]) -> PostingScore {
        self.tried(steps, |judge| Scorer { judge }.score(self.posting))
    }

    /// Points of fit that steps add to the posting, as printed.
    #[must_use]
    pub fn gain(&self, steps: &[&Step]) -> f64 {
        points(self.score.fit, self.score_after(steps).fit)
    }

    /// The steps of a way, each with what it adds alone.
    #[must_use]
    pub fn reports(&self, way: &Way) -> Vec<StepReport> {
        way.steps.iter().map(|(step, reach)| StepReport::new(self.ways.costs, step, reach, self.gain(&[step]))).collect()
    }

    /// What a judge says of the candidate after some steps.
    fn tried<T>(&self, steps: &[&Step], ask: impl FnOnce(Judge<'_>) -> T) -> T {
        let &Judge { taxonomy, policy, holdings } = self.judge();
        let mut candidate = holdings.candidate.clone();
        for step in steps {
            step.apply(&mut candidate, taxonomy);
        }
        let holdings = holdings.after(&candidate, taxonomy);
        ask(Judge { taxonomy, policy, holdings: &holdings })
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
                None => self.ways.members(id).iter().min_by(|a, b| self.nearer(a, b)).map(|(_, skill)| *skill),
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
        let members = self.nearest(id).filter(|skill| !except.contains(skill));
        let node = |skill: SkillId| Expr::Skill(skill, grade);
        let mut ways: Vec<Way> = members.take(min + 8).filter_map(|skill| self.find(&node(skill), setting)).collect();
        ways.sort_by(|a, b| a.cost().total_cmp(&b.cost()));
        if ways.is_empty() {
            return None;
        }
        let mut way = Way::default();
        ways.into_iter().take(min).for_each(|part| way.join(part));
        Some(way)
    }

    /// Members of a category, those near to what is held first; of the others the most asked, then the best known.
    fn nearest(&self, category: SkillId) -> impl Iterator<Item = SkillId> {
        let mut members = self.ways.members(category).to_vec();
        members.sort_by(|a, b| self.nearer(a, b));
        members.into_iter().map(|(_, skill)| skill)
    }

    fn nearer(&self, (far, a): &(f64, SkillId), (other, b): &(f64, SkillId)) -> Ordering {
        far.total_cmp(other).then_with(|| self.demand.get(*b).cmp(&self.demand.get(*a)))
    }
}

fn degree(level: Option<Degree>, fields: &[StudyField], related: bool, setting: Setting<'_>) -> Step {
    let mut fields = fields.to_vec();
    if related && fields.is_empty() {
        fields.extend(setting.families.iter().map(|family| StudyField::Known(*family)));
    }
    Step::Degree(level, fields)
}

/// How well known a skill is, by how much the taxonomy has to say of it.
fn known(taxonomy: &Taxonomy, skill: SkillId) -> usize {
    let skill = taxonomy.skill(skill);
    skill.similar().len() + skill.aliases().len() + skill.external().len()
}
