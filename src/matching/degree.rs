//! Degrees: level, field, neighbouring and related fields.

use crate::levels::Degree;
use crate::matching::terms;
use crate::matching::verdict::{Because, Judge, Outcome, Reasons, Relation, Setting};
use crate::profile::candidate::HeldDegree;
use crate::requirement::StudyField;
use crate::taxonomy::{Kind, SkillId};

/// A held degree that gives a skill, by one of its fields.
pub(super) struct Teaches<'c> {
    pub field: SkillId,
    pub held: &'c HeldDegree,
}

impl<'a> Judge<'a> {
    pub(super) fn degree(
        &self,
        level: Option<Degree>,
        fields: &[StudyField],
        related: bool,
        setting: Setting<'_>,
        reasons: &mut impl Reasons,
    ) -> Outcome {
        let judged = self.candidate().degrees.iter().map(|held| {
            let high_enough = match (level, held.degree) {
                (Some(asked), Some(held)) => held >= asked,
                (Some(_), None) => false,
                (None, Some(held)) => held > Degree::HighSchool,
                (None, None) => true,
            };
            let credit = if high_enough { self.field_credit(held, fields, related, setting) } else { 0.0 };
            (credit, held)
        });
        let best = judged.max_by(|a, b| a.0.total_cmp(&b.0));
        let credit = best.map_or(0.0, |(credit, _)| credit);
        reasons.note(|| Because {
            need: level.map_or("degree", Degree::word).to_owned(),
            have: best.and_then(|(_, held)| held.degree).map(|held| held.word().to_owned()),
            relation: if credit > 0.0 { Relation::Degree } else { Relation::None },
            credit,
            evidence: best.map(|(_, held)| held.evidence.clone()),
            to_prove: false,
        });
        Outcome::leaf(credit)
    }

    fn field_credit(&self, held: &HeldDegree, fields: &[StudyField], related: bool, setting: Setting<'_>) -> f64 {
        if fields.is_empty() && !related {
            return 1.0;
        }
        let mut best: f64 = 0.0;
        for field in fields {
            best = best.max(match field {
                StudyField::Known(id) => self.known_field(held, *id, related),
                StudyField::Words(words) => {
                    let same = held.words.as_deref().is_some_and(|own| terms::same(words, own));
                    if same { 1.0 } else { 0.0 }
                }
            });
        }
        if related && best < 1.0 {
            let known = !setting.families.is_empty();
            let in_family = |family: &SkillId| held.fields.iter().any(|own| self.taxonomy.is_under(*own, *family));
            // Nothing says what the posting is about: any field may be the related one.
            if setting.families.iter().any(in_family) || fields.is_empty() && !known {
                best = 1.0;
            }
        }
        best
    }

    /// How well a held field answers one that is asked by name.
    fn known_field(&self, held: &HeldDegree, asked: SkillId, related: bool) -> f64 {
        let mut best: f64 = 0.0;
        for &own in &held.fields {
            if own == asked || self.taxonomy.is_under(own, asked) {
                return 1.0;
            }
            let shared = self.families(asked).any(|family| self.taxonomy.is_under(own, family));
            if related && shared {
                return 1.0;
            }
            let neighbour = self.taxonomy.skill(asked).similar().any(|(other, _)| other == own);
            if neighbour {
                best = best.max(self.policy.neighbour_field);
            }
        }
        // Words in which a field is known say no more than that field.
        let words = held.words.as_deref().filter(|_| held.fields.is_empty());
        let named = |own: &str| self.taxonomy.skill(asked).aliases().any(|(alias, _)| terms::same(alias, own));
        if words.is_some_and(named) { 1.0 } else { best }
    }

    /// The families that a field of study belongs to directly.
    fn families(&self, field: SkillId) -> impl Iterator<Item = SkillId> {
        let broader = self.taxonomy.skill(field).broader().iter().copied();
        broader.filter(|wider| self.taxonomy.skill(*wider).kind() == Kind::DegreeField)
    }

    /// A held degree whose field entails a skill ("CS 기본 지식" by a degree in computer science).
    pub(super) fn degree_that_teaches(&self, skill: SkillId) -> Option<Teaches<'a>> {
        let enough = |held: &&HeldDegree| held.degree.is_none_or(|degree| degree > Degree::HighSchool);
        self.candidate().degrees.iter().filter(enough).find_map(|held| {
            let field = held.fields.iter().copied().find(|&field| {
                let study = self.taxonomy.skill(field);
                study.kind() == Kind::DegreeField && study.implies().contains(&skill)
            })?;
            Some(Teaches { field, held })
        })
    }
}
