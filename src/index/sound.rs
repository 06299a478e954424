//! What must hold of an index before it is used. Checksums tell what was damaged; that whoever wrote them was this program, they do not.

use super::columns::{HEAD, PLACE};
use super::error::Damaged;
use super::file::{Manifest, Segment};
use crate::requirement::{Expr, StudyField};
use crate::source::MAX_BYTES;
use crate::taxonomy::SkillId;

/// Bytes of a posting among the ids.
pub(super) const ID: usize = 8;

/// That a manifest fits the file that it names parts of, and the taxonomy.
pub(super) fn manifest(manifest: &Manifest, len: u64, skills: usize) -> Result<(), Damaged> {
    let mut left = len;
    for one in &manifest.segments {
        left = left.checked_sub(one.bytes()).ok_or(Damaged)?;
        segment(one, skills)?;
    }
    Ok(())
}

fn segment(segment: &Segment, skills: usize) -> Result<(), Damaged> {
    let docs = u64::from(segment.docs);
    let counted =
        segment.places.len == docs * PLACE as u64 && segment.ids.len == docs * ID as u64 && segment.heads.len.is_multiple_of(HEAD as u64);
    let placed =
        is_rising(segment.removed.iter().copied(), segment.docs) && is_rising(segment.texts.iter().map(|block| block.first), segment.docs);
    // A block holds some postings or one that is large, and no input is larger.
    let bounded = segment.texts.iter().all(|block| block.raw <= 2 * MAX_BYTES);
    if counted && placed && bounded && segment.families.iter().flatten().all(|skill| is_known(*skill, skills)) {
        Ok(())
    } else {
        Err(Damaged)
    }
}

fn is_rising(mut numbers: impl Iterator<Item = u32>, below: u32) -> bool {
    numbers.try_fold(0, |least, next| (least <= next && next < below).then_some(next + 1)).is_some()
}

/// That a tree speaks of skills of the taxonomy, and of time that there is.
pub(super) fn tree(expr: &Expr, skills: usize) -> Result<(), Damaged> {
    let known = |skill: &SkillId| is_known(*skill, skills);
    let mut good = true;
    expr.walk(&mut |node| {
        good &= match node {
            Expr::Skill(skill, _) | Expr::Language(skill, _) | Expr::Trait(skill) => known(skill),
            Expr::Category { id, except, .. } => known(id) && except.iter().all(known),
            Expr::Any { category, .. } => category.iter().all(known),
            Expr::Certificate(_, skill) => skill.iter().all(known),
            Expr::Degree { fields, .. } => fields.iter().all(|field| match field {
                StudyField::Known(skill) => known(skill),
                StudyField::Words(_) => true,
            }),
            Expr::Experience { months, max_months, .. } => months.is_finite() && max_months.is_none_or(f64::is_finite),
            Expr::Term(_) | Expr::All(_) | Expr::Portfolio | Expr::Ref { .. } | Expr::Equivalent(_) | Expr::Nothing | Expr::Note => true,
        }
    });
    if good { Ok(()) } else { Err(Damaged) }
}

/// That nested bullets begin inside of a text, in order.
pub(super) fn breaks(text: &str, breaks: &[usize]) -> Result<(), Damaged> {
    let good = breaks.iter().all(|at| text.is_char_boundary(*at)) && breaks.is_sorted();
    if good { Ok(()) } else { Err(Damaged) }
}

fn is_known(skill: SkillId, skills: usize) -> bool {
    (skill.0 as usize) < skills
}
