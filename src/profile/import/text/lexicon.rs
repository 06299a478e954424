//! The words of resumes, from `data/resume.txt`.

use std::sync::LazyLock;

use crate::levels::{Degree, LanguageLevel, Level};
use crate::text::fold::key;
use crate::text::words;

const DATA: &str = include_str!("../../data/resume.txt");

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The word lists.
#[derive(Debug)]
pub(in crate::profile::import) struct Lexicon {
    /// Headings and their sections, as keys.
    pub headings: Vec<(String, Section)>,
    /// What joins two headings in one line.
    pub joins: Vec<&'static str>,
    /// Labels inside an entry, as keys.
    pub labels: Vec<(String, Label)>,
    /// Words that stand above a resume and are no name, as keys.
    pub titles: Vec<String>,
    /// Words of job titles.
    pub roles: Vec<&'static str>,
    /// Parts of a job's first lines that say neither title nor company, as keys.
    pub kinds: Vec<String>,
    pub present: Vec<&'static str>,
    pub until: Vec<&'static str>,
    pub since: Vec<&'static str>,
    pub months: Vec<(&'static str, u8)>,
    /// Words for levels of a skill, as keys.
    pub levels: Vec<(String, Level)>,
    /// Words for levels of a spoken language, in lower case, in the order in which they are looked for.
    pub spoken: Vec<(&'static str, LanguageLevel)>,
    pub schools: Vec<&'static str>,
    pub finished: Vec<&'static str>,
    pub school_degrees: Vec<(&'static str, Degree)>,
    pub field_tails: Vec<&'static str>,
    pub grades: Vec<&'static str>,
}

/// A section of a resume.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::profile::import) enum Section {
    Experience,
    Education,
    Skills,
    Projects,
    Certificates,
    Languages,
    Summary,
    Traits,
    Contact,
    Other,
}

/// What the word before a colon says of the words behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::profile::import) enum Label {
    Stack,
    Title,
    Company,
    Name,
    Portfolio,
    Total,
    Contact,
    Field,
}

const SECTIONS: [(&str, Section); 10] = [
    ("experience", Section::Experience),
    ("education", Section::Education),
    ("skills", Section::Skills),
    ("projects", Section::Projects),
    ("certificates", Section::Certificates),
    ("languages", Section::Languages),
    ("summary", Section::Summary),
    ("traits", Section::Traits),
    ("contact", Section::Contact),
    ("other", Section::Other),
];

const LABELS: [(&str, Label); 8] = [
    ("stack labels", Label::Stack),
    ("title labels", Label::Title),
    ("company labels", Label::Company),
    ("name labels", Label::Name),
    ("portfolio labels", Label::Portfolio),
    ("total labels", Label::Total),
    ("contact labels", Label::Contact),
    ("field labels", Label::Field),
];

/// The word lists.
pub(in crate::profile::import) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    fn read() -> Self {
        let list = |name| words::section(DATA, name);
        let keys = |name| words::section(DATA, name).into_iter().map(key).collect::<Vec<_>>();
        let all = |of: &[(&'static str, Section)]| {
            of.iter().flat_map(|&(name, to)| keys(name).into_iter().map(move |word| (word, to))).collect::<Vec<_>>()
        };
        let own = Level::WORDS.iter().map(|&(word, level)| (key(word), level));
        let more = words::pairs(DATA, "skill levels").into_iter().filter_map(|(word, level)| Some((key(word), of(level, Level::WORDS)?)));
        Self {
            headings: all(&SECTIONS),
            joins: list("joins"),
            labels: LABELS.iter().flat_map(|&(name, label)| keys(name).into_iter().map(move |word| (word, label))).collect(),
            titles: keys("title words"),
            roles: list("roles"),
            kinds: keys("kinds of work"),
            present: list("present"),
            until: list("until"),
            since: list("since"),
            months: words::pairs(DATA, "months").into_iter().filter_map(|(name, month)| Some((name, month.parse().ok()?))).collect(),
            levels: own.chain(more).collect(),
            spoken: words::pairs(DATA, "language levels")
                .into_iter()
                .filter_map(|(word, level)| Some((word, of(level, LanguageLevel::WORDS)?)))
                .collect(),
            schools: list("schools"),
            finished: list("finished"),
            school_degrees: words::pairs(DATA, "school degrees")
                .into_iter()
                .filter_map(|(word, degree)| Some((word, of(degree, Degree::WORDS)?)))
                .collect(),
            field_tails: list("field tails"),
            grades: list("grade words"),
        }
    }

    /// The section that a heading opens.
    pub(in crate::profile::import) fn section(&self, heading: &str) -> Option<Section> {
        let find = |text: &str| {
            let wanted = key(text);
            self.headings.iter().find(|(word, _)| *word == wanted).map(|&(_, section)| section)
        };
        let bare = heading
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .split(['(', '['])
            .next()?
            .trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() || bare.chars().count() > 40 {
            return None;
        }
        find(bare).or_else(|| {
            let mut parts = vec![bare.to_lowercase()];
            for join in &self.joins {
                let spaced = format!(" {join} ");
                let sign = if join.chars().all(char::is_alphabetic) { spaced.as_str() } else { join };
                parts = parts.iter().flat_map(|part| part.split(sign).map(str::to_owned)).collect();
            }
            let found: Option<Vec<Section>> = parts.iter().map(|part| find(part.trim())).collect();
            found.filter(|found| found.len() > 1)?.first().copied()
        })
    }

    /// The label before a colon, and what stands behind it.
    pub(super) fn label<'a>(&self, text: &'a str) -> Option<(Label, &'a str)> {
        let (before, behind) = text.split_once([':', '：'])?;
        let wanted = key(before.trim_matches(|c: char| !c.is_alphanumeric()));
        self.labels.iter().find(|(word, _)| *word == wanted).map(|&(_, label)| (label, behind.trim()))
    }

    /// The level of a skill that a text says and nothing else.
    pub(in crate::profile::import) fn level(&self, text: &str) -> Option<Level> {
        let wanted = key(text);
        self.levels.iter().find(|(word, _)| *word == wanted).map(|&(_, level)| level)
    }

    /// The level of a spoken language that stands in a text.
    pub(in crate::profile::import) fn spoken_level(&self, text: &str) -> Option<LanguageLevel> {
        let lower = text.to_lowercase();
        self.spoken.iter().find(|(word, _)| has_word(&lower, word)).map(|&(_, level)| level)
    }

    /// Whether a text holds a word of job titles.
    pub(super) fn is_role(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        self.roles.iter().any(|role| has_word(&lower, role))
    }
}

fn of<T: Copy>(word: &str, words: &[(&'static str, T)]) -> Option<T> {
    words.iter().find(|(known, _)| *known == word).map(|&(_, value)| value)
}

/// Whether a text in lower case holds a word; one of Latin letters not inside another such word.
pub(super) fn has_word(text: &str, word: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphanumeric();
    text.match_indices(word).any(|(at, _)| {
        !word.is_ascii() || !text[..at].ends_with(latin) && !text[at + word.len()..].trim_start_matches('s').starts_with(latin)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_read() {
        let all = lexicon();
        assert_eq!(all.months.len(), words::pairs(DATA, "months").len());
        assert_eq!(all.spoken.len(), words::pairs(DATA, "language levels").len());
        assert_eq!(all.levels.len(), words::pairs(DATA, "skill levels").len() + Level::WORDS.len());
        assert_eq!(all.school_degrees.len(), words::pairs(DATA, "school degrees").len());
        for len in [all.schools.len(), all.finished.len(), all.field_tails.len(), all.grades.len(), all.joins.len(), all.kinds.len()] {
            assert!(len > 0);
        }
    }

    #[test]
    fn headings_in_many_forms() {
        let cases = [
            ("Work Experience", Section::Experience),
            ("■ 경력사항", Section::Experience),
            ("경력 (총 5년 3개월)", Section::Experience),
            ("[학력]", Section::Education),
            ("TECHNICAL SKILLS", Section::Skills),
            ("Skills & Tools:", Section::Skills),
            ("기술 스택", Section::Skills),
            ("Education and Certifications", Section::Education),
            ("📚 프로젝트", Section::Projects),
            ("Languages", Section::Languages),
            ("자기소개", Section::Summary),
        ];
        for (text, section) in cases {
            assert_eq!(lexicon().section(text), Some(section), "{text}");
        }
        for text in ["", "Python", "Experience with Kafka", "기술 부채를 갚았습니다", "&", "()"] {
            assert_eq!(lexicon().section(text), None, "{text}");
        }
    }
}
