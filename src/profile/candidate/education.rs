//! Studies: degrees and their fields.

use crate::profile::model::{Education, Text};
use crate::taxonomy::find::Finder;
use crate::taxonomy::{Kind, SkillId, Taxonomy};
use crate::text::Folded;

use super::build::Builder;
use super::{HeldDegree, own_words};

impl Builder<'_> {
    /// A study. A field of an unknown name keeps its words.
    pub(super) fn study(&mut self, study: &Education) {
        let mut fields = Vec::new();
        if let Some(field) = &study.field {
            let (found, anything) = fields_of(self.taxonomy, field);
            fields = found;
            if !anything {
                self.unknown(field, "unknown-field");
            }
        }
        self.out.degrees.push(HeldDegree {
            degree: study.degree,
            fields,
            words: study.field.as_ref().map(|field| own_words(&field.text)),
            evidence: study.place.path.clone(),
        });
    }
}

/// The fields of study that a text names, and whether it names anything at all.
fn fields_of(taxonomy: &Taxonomy, field: &Text) -> (Vec<SkillId>, bool) {
    let is_field = |key: SkillId| taxonomy.skill(key).kind() == Kind::DegreeField;
    if let Some(key) = taxonomy.by_id(&field.text).filter(|&key| is_field(key)) {
        return (vec![key], true);
    }
    let mut found = Vec::new();
    Finder::new(taxonomy).find(&Folded::new(&field.text), &mut found);
    let mut fields: Vec<SkillId> = found.iter().filter_map(|mention| mention.field).collect();
    fields.sort_unstable();
    fields.dedup();
    (fields, !found.is_empty())
}
