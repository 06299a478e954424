//! From a name as a person writes it in a profile or on the command line to the skills that it names.

use super::context::LIGHT;
use super::find::{Finder, Mention};
use super::model::{SkillId, Taxonomy};
use crate::text::{Folded, near};

/// What a written name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// These skills, and nothing else of weight: one as a rule, two for `C/C++`.
    Skills(Vec<SkillId>),
    /// A name of its own in which known skills occur (`해외 상표 출원` with 상표 출원).
    Within(Vec<SkillId>),
    /// No skill is known by it.
    Unknown,
}

impl Taxonomy {
    /// Resolves a name: as a whole; else without what stands in brackets; else by the names inside it.
    ///
    /// ```
    /// use jobmatch::taxonomy::{Taxonomy, resolve::Resolved};
    /// let taxonomy = Taxonomy::embedded();
    /// let python = taxonomy.by_id("python").unwrap();
    /// assert_eq!(taxonomy.resolve("파이썬"), Resolved::Skills(vec![python]));
    /// assert_eq!(taxonomy.resolve("Python (primary)"), Resolved::Skills(vec![python]));
    /// ```
    #[must_use]
    pub fn resolve(&self, name: &str) -> Resolved {
        if let Some(key) = self.by_id(name) {
            return Resolved::Skills(vec![key]);
        }
        let mut finder = Finder::new(self);
        let mut inside = Vec::new();
        for candidate in [name, name.split(['(', '[']).next().unwrap_or(name)] {
            let folded = Folded::new(candidate);
            let mut found = Vec::new();
            finder.find(&folded, &mut found);
            if found.is_empty() {
                continue;
            }
            let skills = keys(&found);
            if covers(&folded, &found) {
                return Resolved::Skills(skills);
            }
            inside = skills;
        }
        if inside.is_empty() { Resolved::Unknown } else { Resolved::Within(inside) }
    }

    /// The names nearest to an unknown one, best first, at most `most`. For people only: a suggestion satisfies nothing.
    #[must_use]
    pub fn suggest(&self, name: &str, most: usize) -> Vec<&str> {
        let name = near::Word::new(name);
        let mut scored: Vec<(f64, &str)> = Vec::new();
        for skill in self.skills() {
            let best = skill.aliases().map(|(alias, _)| name.nearness(alias)).fold(0.0, f64::max);
            if best > 0.0 {
                scored.push((best, skill.name()));
            }
        }
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        scored.into_iter().take(most).map(|(_, name)| name).collect()
    }
}

fn keys(found: &[Mention]) -> Vec<SkillId> {
    let mut keys: Vec<SkillId> = found.iter().map(|mention| mention.skill).collect();
    keys.dedup();
    keys
}

/// Whether nothing of weight stands beside the mentions.
fn covers(text: &Folded<'_>, found: &[Mention]) -> bool {
    let mut rest = String::new();
    let mut end = 0;
    for mention in found {
        rest.push_str(&text.text[end..mention.folded.start]);
        rest.push(' ');
        end = mention.folded.end;
    }
    rest.push_str(&text.text[end..]);
    rest.split(|c: char| !c.is_alphanumeric())
        .all(|word| word.is_empty() || word.chars().all(|c| c.is_ascii_digit()) || LIGHT.contains(&word))
}
