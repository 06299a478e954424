//! A user's own skills, spellings, relations and denials, laid over the taxonomy that comes with the program.
//!
//! An overlay has the form of a data file. An id that exists already is extended: lists grow, `name` and `kind` may be left as they
//! are, a `deny: true` alias takes a spelling away. A new id is a new skill.

use super::compile;
use super::embedded;
use super::entry::{self, Entry};
use super::model::Taxonomy;
use super::validate;
use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::yaml;

/// The taxonomy with overlays laid over it, in their order.
///
/// # Errors
/// All faults of the overlays, with their places.
pub fn load(overlays: Vec<Source>) -> Result<Taxonomy, Vec<Diagnostic>> {
    load_over(embedded::files(), overlays)
}

/// The taxonomy of some files with overlays laid over it.
///
/// # Errors
/// All faults, with their places.
pub fn load_over(own: Vec<Source>, overlays: Vec<Source>) -> Result<Taxonomy, Vec<Diagnostic>> {
    let (entries, files) = merged(own, overlays)?;
    let problems = validate::check(&entries, &files);
    if problems.is_empty() {
        let digest = compile::digest(files.iter().map(|file| file.text.as_str()));
        return Ok(compile::compile(entries, &digest));
    }
    Err(problems)
}

/// The entries of the first files with the overlays merged in, and the sources that they point to.
fn merged(own: Vec<Source>, overlays: Vec<Source>) -> Result<(Vec<Entry>, Vec<Source>), Vec<Diagnostic>> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut files = Vec::new();
    let mut problems = Vec::new();
    let first_overlay = own.len();
    for (at, source) in own.into_iter().chain(overlays).enumerate() {
        let document = yaml::parse(source).map_err(|error| vec![error])?;
        let known: Vec<&Entry> = if at < first_overlay { Vec::new() } else { entries.iter().collect() };
        let (read, faults) = entry::read_over(&document, at, &known);
        problems.extend(faults);
        for new in read {
            if at >= first_overlay {
                drop_turned_pairs(&mut entries, &new);
            }
            match entries.iter_mut().find(|old| at >= first_overlay && old.id == new.id) {
                Some(old) => old.extend(new),
                None => entries.push(new),
            }
        }
        files.push(document.source);
    }
    if problems.is_empty() { Ok((entries, files)) } else { Err(problems) }
}

/// A pair of substitutes is written once: where an overlay writes it from the other side, its degree is the one that counts.
fn drop_turned_pairs(entries: &mut [Entry], new: &Entry) {
    for to in &new.similar {
        if let Some(other) = entries.iter_mut().find(|entry| entry.id == to.id) {
            other.similar.retain(|back| back.id != new.id || back.file == to.file);
        }
    }
}
