//! Tests of spoken languages: what a score says of a level. The figures and their sources are data (`data/tests.txt`).

use crate::levels::LanguageLevel;
use crate::text::Folded;

// `SCALES`, with all names folded when the crate was built (`build.rs`).
include!(concat!(env!("OUT_DIR"), "/tests.rs"));

/// One scale of a test.
#[derive(Debug)]
struct Scale {
    /// Name as shown.
    name: &'static str,
    /// Folded names.
    names: &'static [&'static str],
    /// The taxonomy's id of the language, where the test has one or means one.
    language: Option<&'static str>,
    /// Whether it is a test of that language only.
    fixed: bool,
    steps: Steps,
}

#[derive(Debug)]
enum Steps {
    /// Least and greatest score, and the least figure of each level, ascending.
    Figures { least: f64, most: f64, levels: &'static [(f64, LanguageLevel)] },
    /// Folded grades.
    Grades(&'static [(&'static str, Option<LanguageLevel>)]),
}

/// What a text says of a test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Exam {
    /// Usual name of the test.
    pub name: &'static str,
    /// The taxonomy's id of the language it is taken in, where the test tells.
    pub language: Option<&'static str>,
    /// Whether it cannot be of another language.
    pub fixed: bool,
    /// What its score says; `None` where the text holds no score of this test.
    pub score: Option<Score>,
}

/// A score on the scale of its test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Score {
    /// The level that it implies; `None` where it is below all.
    pub level: Option<LanguageLevel>,
}

/// Finds the test that a text names, by its longest name, and the score beside it.
pub(super) fn read(text: &str) -> Option<Exam> {
    let folded = Folded::new(text);
    let named = SCALES.iter().filter_map(|scale| {
        Some((scale.names.iter().filter_map(|name| place(&folded.text, name)).max_by_key(std::ops::Range::len)?, scale))
    });
    let mut best: Option<(std::ops::Range<usize>, Exam)> = None;
    for (at, scale) in named {
        let rest = format!("{} {}", &folded.text[at.end..], &folded.text[..at.start]);
        let exam = Exam { name: scale.name, language: scale.language, fixed: scale.fixed, score: scale.steps.score(&rest) };
        let better = best.as_ref().is_none_or(|(old, old_exam)| at.len() > old.len() || at.len() == old.len() && old_exam.score.is_none());
        if better {
            best = Some((at, exam));
        }
    }
    best.map(|(_, exam)| exam)
}

/// Where a name stands with no Latin letter at its edges.
fn place(text: &str, name: &str) -> Option<std::ops::Range<usize>> {
    text.match_indices(name).map(|(at, _)| at..at + name.len()).find(|at| {
        let before = text[..at.start].chars().next_back();
        let after = text[at.end..].chars().next();
        before.is_none_or(|c| !c.is_ascii_alphanumeric()) && after.is_none_or(|c| !c.is_ascii_alphabetic())
    })
}

impl Steps {
    /// The first score of this scale in a folded text.
    fn score(&self, text: &str) -> Option<Score> {
        let mut tokens = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').map(|token| token.trim_matches('.'));
        match self {
            Self::Figures { least, most, levels } => {
                let figure = tokens.filter_map(|token| token.parse::<f64>().ok()).find(|figure| (*least..=*most).contains(figure))?;
                Some(Score { level: levels.iter().rev().find(|(from, _)| figure >= *from).map(|(_, level)| *level) })
            }
            Self::Grades(grades) => {
                tokens.find_map(|token| grades.iter().find(|(grade, _)| *grade == token)).map(|&(_, level)| Score { level })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use LanguageLevel::{Basic, Business, Conversational, Fluent};

    fn score(text: &str) -> Option<Score> {
        read(text)?.score
    }

    #[test]
    fn figures_and_grades_imply_levels() {
        let cases = [
            ("TOEIC 465", None),
            ("TOEIC 470", Some(Basic)),
            ("TOEIC 600", Some(Basic)),
            ("TOEIC 605", Some(Conversational)),
            ("TOEIC 785", Some(Business)),
            ("TOEIC 900", Some(Business)),
            ("토익 905점", Some(Fluent)),
            ("토익930", Some(Fluent)),
            ("2023 TOEIC 900", Some(Business)),
            ("TOEIC 900/990", Some(Business)),
            ("TOEIC Speaking 160", Some(Business)),
            ("토익스피킹 IH", Some(Conversational)),
            ("OPIc NL", None),
            ("OPIc IL", Some(Basic)),
            ("오픽 IM2", Some(Conversational)),
            ("OPIc IH", Some(Conversational)),
            ("OPIc (AL)", Some(Business)),
            ("TOEFL iBT 100", Some(Fluent)),
            ("TOEFL 72", Some(Business)),
            ("TOEFL 4.5", Some(Business)),
            ("IELTS 6.5", Some(Business)),
            ("IELTS 7.0", Some(Fluent)),
            ("JLPT N1", Some(Business)),
            ("JLPT 2급", Some(Conversational)),
            ("JLPT N5", Some(Basic)),
            ("HSK 4급", Some(Conversational)),
            ("HSK 6급 250점", Some(Business)),
            ("DELF B2", Some(Business)),
            ("DALF C1", Some(Fluent)),
            ("CEFR b1", Some(Conversational)),
        ];
        for (text, level) in cases {
            assert_eq!(score(text), Some(Score { level }), "{text}");
        }
    }

    #[test]
    fn what_is_no_score_implies_nothing() {
        for text in ["TOEIC", "TOEIC 1200", "OPIc 900", "JLPT", "HSK 9", "IELTS ten"] {
            assert!(read(text).is_some(), "{text}");
            assert_eq!(score(text), None, "{text}");
        }
        for text in ["", "SQLD", "topic 900", "TOEICS 900"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_language_of_a_test() {
        let of = |text: &str| read(text).map(|exam| (exam.language, exam.fixed));
        assert_eq!(of("TOEIC 900"), Some((Some("english"), true)));
        assert_eq!(of("OPIc IH"), Some((Some("english"), false)));
        assert_eq!(of("CEFR B2"), Some((None, false)));
    }

    #[test]
    fn the_table_is_well_formed() {
        let lines = include_str!("data/tests.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        assert_eq!(lines.count(), SCALES.len());
        for scale in SCALES {
            match &scale.steps {
                Steps::Figures { least, most, levels } => {
                    assert!(levels.len() == 4 && levels.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1), "{}", scale.name);
                    assert!(levels.iter().all(|(figure, _)| (*least..=*most).contains(figure)), "{}", scale.name);
                }
                Steps::Grades(grades) => assert!(grades.is_sorted_by_key(|(_, level)| *level), "{}", scale.name),
            }
        }
    }
}
