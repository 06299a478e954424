//! Ids of postings: company and title in lower case, letters and digits kept, the rest folded to `-`, unique within a call.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

/// Gives out ids, each once.
#[derive(Debug, Default)]
pub(super) struct Ids {
    given: HashSet<String>,
    next: HashMap<String, usize>,
}

impl Ids {
    /// The id of a posting with these names.
    pub(super) fn give<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) -> String {
        let mut base = slug(names);
        if base.is_empty() {
            "posting".clone_into(&mut base);
        }
        let count = self.next.entry(base.clone()).or_insert(1);
        let mut id = base.clone();
        // A title may end in a number itself, so that "a-2" can be taken already.
        while *count > 1 || self.given.contains(&id) {
            *count += 1;
            id = format!("{base}-{count}");
            if !self.given.contains(&id) {
                break;
            }
        }
        self.given.insert(id.clone());
        id
    }
}

fn slug<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut slug = String::new();
    for name in names {
        if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        for c in name.nfc().flat_map(char::to_lowercase) {
            if c.is_alphanumeric() {
                slug.push(c);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn folds_and_numbers() {
        let mut ids = Ids::default();
        assert_eq!(ids.give(["해줌", "백엔드 개발자"]), "해줌-백엔드-개발자");
        assert_eq!(ids.give(["(주) A&B", "C++ / Go!"]), "주-a-b-c-go");
        assert_eq!(ids.give(["x", "2"]), "x-2");
        assert_eq!(ids.give(["X"]), "x");
        assert_eq!(ids.give(["x"]), "x-3");
        assert_eq!(ids.give(["x"]), "x-4");
        assert_eq!(ids.give([]), "posting");
    }
}
