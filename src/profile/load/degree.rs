//! Names of degrees, in English and Korean.

use crate::levels::Degree;
use crate::text::fold::key;

// `NAMES` of finished degrees with their keys, those of the scale first; `OF` and `UNFINISHED`.
include!(concat!(env!("OUT_DIR"), "/degrees.rs"));

/// What a text says of a degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::profile) enum Said {
    /// A degree that was reached.
    Degree(Degree),
    /// One that was not.
    Unfinished,
    /// No known degree.
    Unknown,
}

/// Words for finished degrees, those of the scale first.
pub(super) fn all() -> Vec<&'static str> {
    NAMES.iter().map(|(word, ..)| *word).collect()
}

/// Reads the name of a degree: a known word in any spelling, or such a word with what the degree is of (`Bachelor of Science`).
pub(in crate::profile) fn read(text: &str) -> Said {
    let known = |text: &str| {
        let wanted = key(text);
        NAMES.iter().find(|(_, key, _)| *key == wanted).map(|&(.., degree)| degree)
    };
    if let Some(degree) = known(text) {
        return Said::Degree(degree);
    }
    let lower = text.to_lowercase();
    if UNFINISHED.iter().any(|word| lower.contains(word)) {
        return Said::Unfinished;
    }
    let before = OF.iter().filter_map(|of| lower.split_once(&format!(" {of} ")).map(|(before, _)| before));
    before.min_by_key(|before| before.len()).and_then(known).map_or(Said::Unknown, Said::Degree)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_in_many_spellings() {
        let cases = [
            ("bachelor", Degree::Bachelor),
            ("Bachelor of Science", Degree::Bachelor),
            ("Bachelor's degree in Computer Science", Degree::Bachelor),
            ("B.S.", Degree::Bachelor),
            ("B.Sc. in Physics", Degree::Bachelor),
            ("학사", Degree::Bachelor),
            ("4년제 대학", Degree::Bachelor),
            ("Master of Business Administration", Degree::Master),
            ("M.S.", Degree::Master),
            ("석사 학위", Degree::Master),
            ("Ph.D. in Statistics", Degree::Doctorate),
            ("Doctor of Philosophy", Degree::Doctorate),
            ("박사", Degree::Doctorate),
            ("전문학사", Degree::Associate),
            ("Associate of Arts", Degree::Associate),
            ("고등학교 졸업", Degree::HighSchool),
            ("HIGH SCHOOL", Degree::HighSchool),
        ];
        for (text, degree) in cases {
            assert_eq!(read(text), Said::Degree(degree), "{text}");
        }
    }

    #[test]
    fn unfinished_and_unknown_degrees_are_none() {
        for text in ["석사 수료", "Bachelor of Science (expected 2027)", "PhD candidate", "학사 재학"] {
            assert_eq!(read(text), Said::Unfinished, "{text}");
        }
        for text in ["bachelr", "Computer Science", "of", " in x"] {
            assert_eq!(read(text), Said::Unknown, "{text}");
        }
    }
}
