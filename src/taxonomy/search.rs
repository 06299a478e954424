//! Looking skills up: by any spelling, or by a part of one.

use super::model::{SkillId, Taxonomy};
use super::resolve::Resolved;
use crate::diagnostic::Diagnostic;
use crate::text::{fold, near};

/// Most near names that an error names.
const NEAR: usize = 3;
/// Most skills that a search finds.
const MOST: usize = 20;

impl Taxonomy {
    /// The skills of this id or spelling.
    ///
    /// # Errors
    /// Where there are none.
    pub fn named(&self, name: &str) -> Result<Vec<SkillId>, Diagnostic> {
        match self.resolve(name) {
            Resolved::Skills(keys) => Ok(keys),
            Resolved::Within(_) | Resolved::Unknown => Err(self.unknown(name)),
        }
    }

    /// The error that a name is that of no skill, with the nearest names.
    #[must_use]
    pub fn unknown(&self, name: &str) -> Diagnostic {
        let near = self.suggest(name, NEAR).join(", ");
        let error = Diagnostic::error("unknown-skill-name", &[("name", name)]);
        if near.is_empty() { error } else { error.help("help-nearest", &[("near", &near)]) }
    }

    /// Skills of which a spelling holds the text, then those whose spelling is near it; the best first.
    #[must_use]
    pub fn search(&self, text: &str) -> Vec<SkillId> {
        let wanted = fold::key(text);
        let mut scored: Vec<(f64, SkillId)> = self
            .skills()
            .filter_map(|skill| {
                let score = |alias: &str| {
                    let key = fold::key(alias);
                    let likeness = near::likeness(alias, text);
                    if key.contains(&wanted) { 1.0 + likeness } else { likeness }
                };
                let best = skill.aliases().map(|(alias, _)| score(alias)).fold(0.0, f64::max);
                (best >= 0.7).then_some((best, skill.key))
            })
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        scored.into_iter().take(MOST).map(|(_, key)| key).collect()
    }
}
