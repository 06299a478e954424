//! What if the candidate had, or had not, a skill.

use super::{Candidate, Held, OwnTerm, Strength, own_words};
use crate::diagnostic::Diagnostic;
use crate::levels::Level;
use crate::taxonomy::resolve::Resolved;
use crate::taxonomy::{SkillId, Taxonomy};

impl Candidate {
    /// The candidate with, and without, the skills that are named.
    ///
    /// # Errors
    /// Where a name to take away is that of no skill.
    pub fn what_if(&mut self, taxonomy: &Taxonomy, add: &[String], without: &[String]) -> Result<(), Diagnostic> {
        for name in add {
            match taxonomy.resolve(name) {
                Resolved::Skills(skills) | Resolved::Within(skills) => skills.into_iter().for_each(|skill| self.add(skill, "--add")),
                Resolved::Unknown => self.add_term(name, "--add"),
            }
        }
        for name in without {
            match taxonomy.resolve(name) {
                Resolved::Skills(skills) | Resolved::Within(skills) => skills.into_iter().for_each(|skill| self.remove(skill)),
                Resolved::Unknown => return Err(taxonomy.unknown(name)),
            }
        }
        Ok(())
    }

    /// The candidate claims this skill; what was held of it before stays where it is stronger.
    pub fn add(&mut self, skill: SkillId, evidence: &str) {
        let at = self.skills.partition_point(|held| held.skill < skill);
        match self.skills.get_mut(at).filter(|held| held.skill == skill) {
            Some(held) if held.strength == Strength::Claimed => {}
            Some(held) => {
                held.strength = Strength::Claimed;
                held.evidence = evidence.into();
            }
            None => {
                let held = Held { skill, level: None, months: None, strength: Strength::Claimed, evidence: evidence.into() };
                self.skills.insert(at, held);
            }
        }
    }

    /// The candidate has at least this level of a skill that is held.
    pub fn raise(&mut self, skill: SkillId, level: Level) {
        for held in self.skills.iter_mut().filter(|held| held.skill == skill) {
            held.level = held.level.max(Some(level));
        }
    }

    /// The candidate claims words that no skill covers.
    pub fn add_term(&mut self, text: &str, evidence: &str) {
        let words = own_words(text);
        if self.terms.iter().all(|term| term.words != words) {
            self.terms.push(OwnTerm { words, text: text.to_owned(), months: None, level: None, evidence: evidence.to_owned() });
        }
    }

    /// The candidate does not have this skill.
    pub fn remove(&mut self, skill: SkillId) {
        self.skills.retain(|held| held.skill != skill);
    }
}
