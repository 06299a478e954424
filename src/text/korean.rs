//! What may follow a Korean name: particles, and the tails of compounds. Both lists are data (`data/korean.txt`).

use super::boundary::is_hangul;

// `PARTICLES` and `TAILS`, sorted.
include!(concat!(env!("OUT_DIR"), "/korean.rs"));

/// Bytes of the run of Hangul syllables at the start of `text`.
#[must_use]
pub fn run(text: &str) -> usize {
    text.find(|c| !is_hangul(c)).unwrap_or(text.len())
}

/// Whether the run of Hangul at the start of `text` is empty, or a chain of particles to its end.
#[must_use]
pub fn only_particles(text: &str) -> bool {
    chain(&text[..run(text)], &[PARTICLES])
}

/// Whether the run of Hangul at the start of `text` is empty, or a chain of particles and tails of compounds to its end.
#[must_use]
pub fn particles_or_tails(text: &str) -> bool {
    chain(&text[..run(text)], &[PARTICLES, TAILS])
}

/// Bytes of the particles at the end of a Hangul word, 0 where there are none or nothing would be left.
///
/// ```
/// use jobmatch::text::korean::trailing_particle;
/// assert_eq!(trailing_particle("쿠버네티스를"), "를".len());
/// ```
#[must_use]
pub fn trailing_particle(word: &str) -> usize {
    PARTICLES
        .iter()
        .filter(|particle| word.len() > particle.len() + 3 && word.ends_with(*particle))
        .map(|particle| particle.len())
        .max()
        .unwrap_or(0)
}

/// Whether `text` can be cut into words of the lists. The lists are sorted; each call tries the words that begin alike.
fn chain(text: &str, lists: &[&[&str]]) -> bool {
    let Some(first) = text.chars().next() else {
        return true;
    };
    lists.iter().any(|list| {
        let from = list.partition_point(|word| word.chars().next() < Some(first));
        list[from..]
            .iter()
            .take_while(|word| word.starts_with(first))
            .any(|word| text.strip_prefix(word).is_some_and(|rest| chain(rest, lists)))
    })
}
