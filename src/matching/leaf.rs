//! Leaves: skills, categories, languages, certificates, working time, attitudes.

use std::cell::LazyCell;

use crate::levels::{Degree, LanguageLevel, Level};
use crate::matching::holdings::{Holding, Way, is_kind_of};
use crate::matching::terms::Words;
use crate::matching::verdict::{Because, Judge, Outcome, Reasons, Relation, Setting, any};
use crate::profile::candidate::Strength;
use crate::requirement::{Expr, Grade};
use crate::taxonomy::{Kind, SkillId};

/// The best that a candidate brings for a leaf.
#[derive(Debug, Clone, Copy)]
struct Best {
    credit: f64,
    held: Option<usize>,
    relation: Relation,
    to_prove: bool,
}

impl Judge<'_> {
    fn id(&self, skill: SkillId) -> String {
        self.taxonomy.skill(skill).id().to_owned()
    }

    pub(super) fn skill(&self, skill: SkillId, grade: Grade, setting: Setting<'_>, reasons: &mut impl Reasons) -> Outcome {
        let best = self.best(skill, grade, setting);
        if best.credit < 1.0
            && let Some(degree) = self.degree_that_teaches(skill)
        {
            reasons.note(|| Because {
                need: self.id(skill),
                have: Some(self.id(degree.field)),
                relation: Relation::Degree,
                credit: 1.0,
                evidence: Some(degree.held.evidence.clone()),
                to_prove: false,
            });
            return Outcome::leaf(1.0);
        }
        self.note(skill, best, reasons);
        Outcome::leaf(best.credit)
    }

    /// Whether anything that is held bears on a skill, however it is asked: without it, no leaf that names it has credit.
    #[must_use]
    pub fn reaches(&self, skill: SkillId) -> bool {
        !self.holdings.of(skill).is_empty()
            || self.best(skill, Grade::default(), Setting::default()).credit > 0.0
            || self.degree_that_teaches(skill).is_some()
    }

    fn note(&self, skill: SkillId, best: Best, reasons: &mut impl Reasons) {
        reasons.note(|| {
            let held = best.held.map(|at| &self.candidate().skills[at]);
            Because {
                need: self.id(skill),
                have: held.map(|held| self.id(held.skill)),
                relation: best.relation,
                credit: best.credit,
                evidence: held.map(|held| held.evidence.to_string()),
                to_prove: best.to_prove,
            }
        });
    }

    /// The best way to a skill: held, entailed, similar, or something broader.
    fn best(&self, skill: SkillId, grade: Grade, setting: Setting<'_>) -> Best {
        let mut best = Best { credit: 0.0, held: None, relation: Relation::None, to_prove: false };
        for holding in self.holdings.of(skill) {
            let relation = match holding.way {
                Way::Exact => Relation::Exact,
                Way::Narrower => Relation::Narrower,
                Way::Implies => Relation::Implies,
            };
            self.offer(&mut best, holding, relation, 1.0, grade, setting);
        }
        if best.credit >= 1.0 {
            return best;
        }
        for (other, degree) in self.taxonomy.skill(skill).similar() {
            for holding in self.holdings.of(other) {
                self.offer(&mut best, holding, Relation::Similar, degree.min(self.policy.similar), grade, setting);
            }
        }
        if best.credit < self.policy.broader && self.holdings.has_broader(self.taxonomy, skill) {
            // A whole field of work says nothing about one of its tools.
            let says = |wider: &SkillId| self.taxonomy.skill(*wider).kind() != Kind::Field;
            for wider in self.taxonomy.skill(skill).wider()[1..].iter().copied().filter(says) {
                for holding in self.holdings.of(wider).iter().filter(|holding| holding.way == Way::Exact) {
                    self.offer(&mut best, holding, Relation::Broader, self.policy.broader, grade, setting);
                }
            }
        }
        best
    }

    fn offer(&self, best: &mut Best, holding: &Holding, relation: Relation, worth: f64, grade: Grade, setting: Setting<'_>) {
        let strength = self.candidate().skills[holding.held as usize].strength;
        let seen = strength != Strength::Claimed;
        let mut credit = worth * self.level_factor(grade, self.holdings.level(holding));
        if seen {
            credit *= self.policy.seen;
        }
        if let Some(need) = setting.months {
            credit *= self.holdings.months(holding).map_or(0.0, |have| (have / need).min(1.0));
        }
        if credit > best.credit {
            let relation = if matches!(strength, Strength::Pointed(_)) { Relation::Certificate } else { relation };
            *best = Best { credit, held: Some(holding.held as usize), relation, to_prove: seen };
        }
    }

    fn level_factor(&self, grade: Grade, held: Option<Level>) -> f64 {
        let steps = |asked: u8, held: u8| match asked.saturating_sub(held) {
            0 => 1.0,
            1 => self.policy.one_step_short,
            _ => self.policy.two_steps_short,
        };
        match (grade.level, held) {
            (Some(asked), Some(held)) => steps(asked.step(), held.step()),
            (Some(Level::Beginner) | None, None) => 1.0,
            (Some(_), None) => self.policy.level_unstated,
            (None, Some(held)) if grade.praise => steps(Level::Intermediate.step(), held.step()),
            (None, Some(_)) => 1.0,
        }
    }

    /// Any `min` skills under a category, or the category itself.
    pub(super) fn category(
        &self,
        id: SkillId,
        except: &[SkillId],
        min: usize,
        grade: Grade,
        setting: Setting<'_>,
        reasons: &mut impl Reasons,
    ) -> Outcome {
        if min <= 1 && except.is_empty() {
            return self.skill(id, grade, setting, reasons);
        }
        let members = self
            .holdings
            .skills()
            .filter(|skill| *skill != id && !except.contains(skill) && self.taxonomy.skill(*skill).kind() != Kind::Category)
            .filter(|skill| is_kind_of(self.taxonomy, *skill, id));
        let mut found: Vec<Best> = members.map(|skill| self.best(skill, grade, setting)).collect();
        found.sort_by(|a, b| b.credit.total_cmp(&a.credit));
        found.truncate(min);
        for best in &found {
            self.note(id, *best, reasons);
        }
        if found.len() < min {
            self.note(id, Best { credit: 0.0, held: None, relation: Relation::None, to_prove: false }, reasons);
        }
        let mut outcomes: Vec<Outcome> = found.iter().map(|best| Outcome::leaf(best.credit)).collect();
        outcomes.resize(min.max(1), Outcome::leaf(0.0));
        any(&mut outcomes, min)
    }

    /// Skills under the category of an open list that the list does not name.
    pub(super) fn others_under(&self, category: SkillId, named: &[Expr], setting: Setting<'_>, reasons: &mut impl Reasons) -> Vec<Outcome> {
        if self.holdings.of(category).is_empty() {
            return Vec::new();
        }
        let mut listed = Vec::new();
        for node in named {
            node.walk(&mut |node| {
                if let Expr::Skill(id, _) | Expr::Category { id, .. } = node {
                    listed.push(*id);
                }
            });
        }
        let mut seen: Vec<u32> = Vec::new();
        let mut out = Vec::new();
        for holding in self.holdings.of(category) {
            let skill = self.candidate().skills[holding.held as usize].skill;
            let is_listed = listed.iter().any(|id| *id != category && self.taxonomy.is_under(skill, *id));
            if is_listed || seen.contains(&holding.held) {
                continue;
            }
            seen.push(holding.held);
            let mut best = Best { credit: 0.0, held: None, relation: Relation::None, to_prove: false };
            let relation = if holding.way == Way::Exact { Relation::Exact } else { Relation::Narrower };
            let grade =
                named.iter().find_map(|node| if let Expr::Skill(_, grade) = node { Some(*grade) } else { None }).unwrap_or_default();
            self.offer(&mut best, holding, relation, 1.0, grade, setting);
            self.note(category, best, reasons);
            out.push(Outcome::leaf(best.credit));
        }
        out
    }

    pub(super) fn term(&self, text: &str, setting: Setting<'_>, reasons: &mut impl Reasons) -> Outcome {
        let mut best: Option<(f64, usize)> = None;
        let words = (!self.candidate().terms.is_empty()).then(|| Words::new(text));
        let named = |at: usize| words.as_ref().is_some_and(|words| words.same(&self.holdings.terms()[at]));
        for (at, own) in self.candidate().terms.iter().enumerate() {
            if !named(at) {
                continue;
            }
            let months = own.months.or(self.candidate().months);
            let credit = setting.months.map_or(1.0, |need| months.map_or(0.0, |have| (have / need).min(1.0)));
            if best.is_none_or(|(most, _)| credit > most) {
                best = Some((credit, at));
            }
        }
        let credit = best.map_or(0.0, |(credit, _)| credit);
        reasons.note(|| {
            let own = best.map(|(_, at)| &self.candidate().terms[at]);
            Because {
                need: text.to_owned(),
                have: own.map(|own| own.text.clone()),
                relation: if own.is_some() { Relation::Words } else { Relation::None },
                credit,
                evidence: own.map(|own| own.evidence.clone()),
                to_prove: false,
            }
        });
        Outcome::leaf(credit)
    }

    pub(super) fn working_time(&self, need: f64, reasons: &mut impl Reasons) -> Outcome {
        let have = self.candidate().months;
        let credit = if need <= 0.0 { 1.0 } else { have.map_or(0.0, |have| (have / need).min(1.0)) };
        reasons.note(|| Because {
            need: format!("{need} months"),
            have: have.map(|have| format!("{} months", have.round())),
            relation: if credit > 0.0 { Relation::Experience } else { Relation::None },
            credit,
            evidence: have.map(|_| "experience".to_owned()),
            to_prove: false,
        });
        Outcome::leaf(credit)
    }

    pub(super) fn language(&self, id: SkillId, asked: Option<LanguageLevel>, reasons: &mut impl Reasons) -> Outcome {
        let factor = |held: Option<LanguageLevel>| match (asked, held) {
            (None, _) | (Some(LanguageLevel::Basic), None) => 1.0,
            (Some(_), None) => self.policy.level_unstated,
            (Some(asked), Some(held)) => match asked.step().saturating_sub(held.step()) {
                0 => 1.0,
                1 => self.policy.one_step_short,
                _ => self.policy.two_steps_short,
            },
        };
        let spoken = self.candidate().languages.iter().filter(|held| held.language == id);
        let best = spoken.map(|held| (factor(held.level), held)).max_by(|a, b| a.0.total_cmp(&b.0));
        let credit = best.map_or(0.0, |(credit, _)| credit);
        reasons.note(|| Because {
            need: self.id(id),
            have: best.map(|_| self.id(id)),
            relation: if best.is_some() { Relation::Exact } else { Relation::None },
            credit,
            evidence: best.map(|(_, held)| held.evidence.clone()),
            to_prove: false,
        });
        Outcome::leaf(credit)
    }

    pub(super) fn certificate(&self, name: &str, id: Option<SkillId>, reasons: &mut impl Reasons) -> Outcome {
        let points = |skill: SkillId| {
            id.is_some_and(|id| {
                skill == id
                    || self.taxonomy.is_under(skill, id)
                    || self.taxonomy.skill(skill).evidence().any(|(to, _)| self.taxonomy.is_under(to, id))
            })
        };
        let all = &self.candidate().certificates;
        let words = LazyCell::new(|| Words::new(name));
        let named = |at: usize| words.same(&self.holdings.certificates()[at]);
        let held = all.iter().enumerate().find(|(at, held)| held.skills.iter().any(|skill| points(*skill)) || named(*at));
        let held = held.map(|(_, held)| held);
        let credit = if held.is_some() { 1.0 } else { 0.0 };
        reasons.note(|| Because {
            need: name.to_owned(),
            have: held.map(|held| held.text.clone()),
            relation: if held.is_some() { Relation::Certificate } else { Relation::None },
            credit,
            evidence: held.map(|held| held.evidence.clone()),
            to_prove: false,
        });
        Outcome::leaf(credit)
    }

    pub(super) fn portfolio(&self, reasons: &mut impl Reasons) -> Outcome {
        let held = self.candidate().portfolio.is_some();
        reasons.note(|| Because {
            need: "portfolio".to_owned(),
            have: held.then(|| "portfolio".to_owned()),
            relation: if held { Relation::Exact } else { Relation::None },
            credit: if held { 1.0 } else { 0.0 },
            evidence: self.candidate().portfolio.clone(),
            to_prove: false,
        });
        Outcome::leaf(if held { 1.0 } else { 0.0 })
    }

    pub(super) fn attitude(&self, id: SkillId, reasons: &mut impl Reasons) -> Outcome {
        let Some((_, evidence)) = self.candidate().traits.iter().find(|(held, _)| *held == id || self.taxonomy.is_under(*held, id)) else {
            return Outcome::Unassessed;
        };
        reasons.note(|| Because {
            need: self.id(id),
            have: Some(self.id(id)),
            relation: Relation::Exact,
            credit: 1.0,
            evidence: Some(evidence.clone()),
            to_prove: false,
        });
        Outcome::leaf(1.0)
    }

    /// Working time that the policy sets against a degree or a certificate; never met by silence.
    pub(super) fn equivalent(&self, node: &Expr, reasons: &mut impl Reasons) -> Outcome {
        let need = match node {
            Expr::Degree { level, .. } => self.policy.equivalent_degree[usize::from(level.unwrap_or(Degree::Bachelor).step())],
            _ => self.policy.equivalent_certificate,
        };
        self.working_time(need, reasons)
    }
}
