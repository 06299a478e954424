//! Which fields of study a posting's family and title call for, so that "관련 학과" has a meaning.

use memchr::memmem;

use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::span::Span;
use crate::taxonomy::{SkillId, Taxonomy};
use crate::text::Folded;
use crate::text::boundary::{self, is_hangul};

const DATA: &str = include_str!("../taxonomy/data/roles.txt");

/// Role words with their fields of study.
#[derive(Debug)]
pub struct Roles {
    groups: Vec<(Vec<String>, Vec<SkillId>)>,
}

impl Roles {
    /// The embedded table.
    ///
    /// # Errors
    /// Faults of the table; a test reads it, so that a program never sees one.
    pub fn read(taxonomy: &Taxonomy) -> Result<Self, Vec<Diagnostic>> {
        let source = Source::new("roles.txt", DATA);
        let (mut groups, mut problems) = (Vec::new(), Vec::new());
        let place = |part: &str| {
            let start = part.as_ptr().addr() - DATA.as_ptr().addr();
            Span::new(start, start + part.len())
        };
        for line in DATA.lines().filter(|line| !line.starts_with('#')) {
            let Some((ids, words)) = line.split_once('=') else { continue };
            let mut keys = Vec::new();
            for id in ids.split(',').map(str::trim) {
                match taxonomy.by_id(id) {
                    Some(key) => keys.push(key),
                    None => problems.push(source.error(place(id), "unknown-skill", &[("id", id)])),
                }
            }
            groups.push((words.split(',').map(|word| Folded::new(word.trim()).text.into_owned()).collect(), keys));
        }
        if problems.is_empty() { Ok(Self { groups }) } else { Err(problems) }
    }

    /// The fields of the first group of which a word stands in one of the texts; the earlier text decides first.
    #[must_use]
    pub fn fields(&self, texts: [Option<&str>; 2]) -> &[SkillId] {
        for text in texts.into_iter().flatten() {
            let folded = Folded::new(text);
            let found = self.groups.iter().find(|(words, _)| words.iter().any(|word| stands(&folded.text, word)));
            if let Some((_, fields)) = found {
                return fields;
            }
        }
        &[]
    }
}

/// Whether a word stands in a text; Latin words at edges of their own.
fn stands(text: &str, word: &str) -> bool {
    // Hardly any word stands there at all, which is quicker to see than where it stands.
    memmem::find(text.as_bytes(), word.as_bytes()).is_some()
        && text.match_indices(word).any(|(at, _)| {
            let latin = |c: char| c.is_alphanumeric() && !is_hangul(c);
            let open = !word.starts_with(latin) || boundary::before(text, at).is_none_or(|c| !latin(c));
            open && (!word.ends_with(latin) || boundary::after(text, at + word.len()).is_none_or(|c| !latin(c) || c == 's'))
        })
}
