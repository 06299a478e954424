//! Ids of postings: company and title in lower case, letters and digits kept, the rest folded to `-`, unique within a call.

use std::path::Path;

use foldhash::{HashMap, HashSet};
use unicode_normalization::UnicodeNormalization;

use super::model::Posting;
use crate::text::boundary::is_alphanumeric;

/// Gives out ids, each once. Only a number of each is kept, so that millions fit: should two ever share it, one gets a
/// needless `-2`.
#[derive(Debug, Default)]
pub struct Ids {
    given: HashSet<u64>,
    next: HashMap<u64, usize>,
}

impl Ids {
    /// Makes the id of a posting that was read unique; postings must come in the order of the input.
    pub fn settle(&mut self, posting: &mut Posting) {
        self.settle_id(&mut posting.id);
    }

    /// As [`Ids::settle`], by the id alone.
    pub fn settle_id(&mut self, own: &mut String) {
        let whole = number(own);
        if self.given.insert(whole) {
            self.next.entry(whole).or_insert(1);
            return;
        }
        // A title may end in a number itself, so that "a-2" can be taken already.
        let count = self.next.entry(whole).or_insert(1);
        loop {
            *count += 1;
            let id = format!("{own}-{count}");
            if self.given.insert(number(&id)) {
                *own = id;
                return;
            }
        }
    }
}

/// FNV-1a, which is the same on every machine and in every version.
fn number(id: &str) -> u64 {
    id.bytes().fold(0xCBF2_9CE4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// The id of a posting before it is made unique: of its names, else of its family, else of its file.
pub(super) fn base(posting: &Posting) -> String {
    let names = [posting.company.as_deref(), posting.title.as_deref()];
    let mut base = slug(names.into_iter().flatten());
    if names == [None, None] {
        // Without a name the file's is better than none.
        let stem = Path::new(&posting.path).file_stem().and_then(|stem| stem.to_str()).filter(|stem| *stem != "-");
        base = slug(posting.family.as_deref().or(stem));
    }
    if base.is_empty() {
        "posting".clone_into(&mut base);
    }
    base
}

/// Lower case, letters and digits kept, the rest folded to `-`.
pub(super) fn slug<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut slug = String::new();
    for name in names {
        if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        let mut push = |c: char| {
            if is_alphanumeric(c) {
                slug.push(c);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        };
        if name.is_ascii() {
            name.bytes().for_each(|byte| push(byte.to_ascii_lowercase().into()));
        } else {
            name.nfc().flat_map(char::to_lowercase).for_each(push);
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::{Ids, base};
    use crate::posting::model::Posting;

    fn posting(company: Option<&str>, title: Option<&str>) -> Posting {
        let (company, title) = (company.map(str::to_owned), title.map(str::to_owned));
        let mut posting = Posting {
            id: String::new(),
            company,
            title,
            url: None,
            family: None,
            path: "-".into(),
            line: 1,
            described: false,
            lines: Vec::new(),
        };
        posting.id = base(&posting);
        posting
    }

    #[test]
    fn folds_and_numbers() {
        let mut ids = Ids::default();
        let mut give = |company, title| {
            let mut posting = posting(company, title);
            ids.settle(&mut posting);
            posting.id
        };
        assert_eq!(give(Some("해줌"), Some("백엔드 개발자")), "해줌-백엔드-개발자");
        assert_eq!(give(Some("(주) A&B"), Some("C++ / Go!")), "주-a-b-c-go");
        assert_eq!(give(Some("x"), Some("2")), "x-2");
        assert_eq!(give(Some("X"), None), "x");
        assert_eq!(give(Some("x"), None), "x-3");
        assert_eq!(give(Some("x"), None), "x-4");
        assert_eq!(give(None, None), "posting");
    }
}
