use std::sync::LazyLock;

use super::*;
use crate::levels::LanguageLevel::{Basic, Business, Conversational, Fluent};
use crate::source::Source;

static TAXONOMY: LazyLock<Taxonomy> = LazyLock::new(Taxonomy::embedded);
const AS_OF: Month = Month { year: 2024, month: 3 };

/// The candidate of a profile, which is given without its name.
fn candidate(text: &str) -> Candidate {
    let profile =
        crate::profile::load(Source::new("me.yaml", format!("name: A\n{text}"))).unwrap_or_else(|problems| panic!("{text}\n{problems:?}"));
    Candidate::resolve(&profile, &TAXONOMY, AS_OF)
}

fn id(skill: &str) -> SkillId {
    TAXONOMY.by_id(skill).unwrap_or_else(|| panic!("no skill {skill}"))
}

fn held<'c>(candidate: &'c Candidate, skill: &str) -> &'c Held {
    candidate.skills.iter().find(|held| held.skill == id(skill)).unwrap_or_else(|| panic!("{skill} is not held: {candidate:?}"))
}

fn warnings(candidate: &Candidate) -> Vec<String> {
    candidate.warnings.iter().map(|warning| warning.diagnostic(&TAXONOMY).to_string()).collect()
}

fn languages(candidate: &Candidate) -> Vec<(&str, Option<LanguageLevel>, &str)> {
    candidate.languages.iter().map(|one| (TAXONOMY.skill(one.language).id(), one.level, one.evidence.as_str())).collect()
}

#[test]
fn names_in_any_spelling_are_held() {
    let candidate = candidate("skills: [{name: 파이썬, level: 고급, years: 2.5}, postgres]");
    let python = held(&candidate, "python");
    assert_eq!((python.level, python.months, python.strength), (Some(Level::Advanced), Some(30.0), Strength::Claimed));
    assert_eq!(&*python.evidence, "skills[0]");
    assert_eq!(&*held(&candidate, "postgresql").evidence, "skills[1]");
    assert!(candidate.skills.is_sorted_by_key(|held| held.skill));
    assert!(warnings(&candidate).is_empty());
}

#[test]
fn one_name_may_be_several_skills() {
    let candidate = candidate("skills: [C/C++]");
    assert_eq!(held(&candidate, "c").evidence, held(&candidate, "cpp").evidence);
    assert!(candidate.terms.is_empty());
}

#[test]
fn unknown_names_are_kept_with_a_warning() {
    let candidate =
        candidate("skills: [{name: Pyhton, level: expert, years: 1}]\nexperience: [{start: 2020, end: 2021, skills: [pyhton]}]");
    assert_eq!(
        candidate.terms,
        [OwnTerm {
            words: "pyhton".into(),
            text: "Pyhton".into(),
            months: Some(12.0),
            level: Some(Level::Expert),
            evidence: "skills[0]".into()
        }]
    );
    let warnings = warnings(&candidate);
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(
        warnings[0].starts_with("me.yaml:2:17: no known skill is named `Pyhton`; it is kept as your own (nearest known: "),
        "{warnings:?}"
    );
    assert!(warnings[0].contains("Python"), "{warnings:?}");
}

#[test]
fn own_names_with_known_skills_inside_are_both() {
    let candidate = candidate("skills: [Zorblax pipeline in Python]");
    assert_eq!(held(&candidate, "python").strength, Strength::Claimed);
    assert_eq!(candidate.terms[0].words, "zorblax pipeline in python");
    assert!(warnings(&candidate).is_empty());
}

#[test]
fn names_go_where_they_belong() {
    let candidate =
        candidate("skills: [{name: English, level: advanced}, 협업, 정보처리기사, Computer Science]\nlanguages: [Rust]\ntraits: [Go]");
    assert_eq!(languages(&candidate), [("english", Some(Fluent), "skills[0]")]);
    assert_eq!(candidate.traits.iter().map(|(_, evidence)| evidence.as_str()).collect::<Vec<_>>(), ["skills[1]"]);
    assert_eq!(candidate.certificates[0].skills, [id("information-processing-engineer")]);
    assert_eq!(candidate.certificates[0].evidence, "skills[2]");
    assert_eq!(&*held(&candidate, "rust").evidence, "languages[0]");
    assert_eq!(&*held(&candidate, "go").evidence, "traits[0]");
    assert!(candidate.skills.iter().any(|held| &*held.evidence == "skills[3]" && held.strength == Strength::Claimed));
    assert!(candidate.degrees.is_empty());
}

#[test]
fn a_field_of_study_among_the_skills_is_a_study() {
    let field = TAXONOMY.skills().find(|skill| {
        skill.kind() == crate::taxonomy::Kind::DegreeField
            && TAXONOMY.resolve(skill.name()) == crate::taxonomy::resolve::Resolved::Skills(vec![skill.key])
    });
    let field = field.expect("some field of study is no skill");
    let candidate = candidate(&format!("skills: ['{}']", field.name()));
    assert_eq!(candidate.degrees[0].fields, [field.key]);
    assert_eq!((candidate.degrees[0].degree, candidate.skills.len()), (None, 0));
}

#[test]
fn months_of_a_skill_are_stated_or_counted() {
    let jobs = "experience:\n- {start: 2021-03, end: present, skills: [Python, Django]}\n- {start: 2020-09, end: 2021-09, skills: [Python]}\n- {skills: [Rust]}\n";
    let counted = candidate(jobs);
    assert_eq!(held(&counted, "django").months, Some(36.0));
    assert_eq!(held(&counted, "python").months, Some(42.0));
    assert_eq!(held(&counted, "rust").months, None);
    assert_eq!((counted.months, counted.as_of_mattered), (Some(42.0), true));
    let stated = candidate(&format!("skills: [{{name: Python, years: 1}}, {{name: Django, years: 1}}]\nexperience_years: 2\n{jobs}"));
    assert_eq!(held(&stated, "python").months, Some(12.0));
    assert_eq!((stated.months, stated.as_of_mattered), (Some(24.0), false));
}

#[test]
fn total_months_fall_back() {
    assert_eq!(candidate("skills: [Python]").months, None);
    assert_eq!(candidate("skills: [{name: Python, years: 2}, {name: Go, years: 4}]").months, Some(48.0));
    assert_eq!(candidate("experience_years: 0").months, Some(0.0));
    let past = candidate("experience: [{start: 2020, end: 2020}, {start: 2022, end: 2023}]");
    assert_eq!((past.months, past.as_of_mattered), (Some(36.0), false));
}

#[test]
fn doubtful_times_are_warned_of() {
    let candidate = candidate("experience: [{start: 2024-01}, {end: 2020}, {start: 2030, end: present}, {title: x}]");
    assert_eq!(candidate.months, Some(2.0));
    assert_eq!(
        warnings(&candidate),
        [
            "me.yaml:2:14: no `end`: read as `present`",
            "me.yaml:2:32: no `start`: this time is not counted",
            "me.yaml:2:45: starts after 2024-03: counted as no time",
        ]
    );
}

#[test]
fn free_text_shows_hard_skills() {
    let candidate = candidate(
        "headline: Django developer, team player\nskills: [Python]\nexperience: [{title: Kotlin engineer, summary: Python and Kafka on AWS}]\nprojects: [{name: Rust, summary: Written in TypeScript, skills: [Redis]}]",
    );
    let shown = |skill| (held(&candidate, skill).strength, &*held(&candidate, skill).evidence);
    assert_eq!(shown("django"), (Strength::Seen, "headline"));
    assert_eq!(shown("kotlin"), (Strength::Seen, "experience[0].title"));
    assert_eq!(shown("kafka"), (Strength::Seen, "experience[0].summary"));
    assert_eq!(shown("typescript"), (Strength::Seen, "projects[0].summary"));
    assert_eq!(shown("redis"), (Strength::Claimed, "projects[0].skills[0]"));
    assert_eq!(shown("python"), (Strength::Claimed, "skills[0]"));
    assert!(candidate.skills.iter().all(|held| held.skill != id("rust")));
    assert!(candidate.traits.is_empty());
}

#[test]
fn certificates_point_to_skills() {
    let cka = candidate("certificates: [CKA]");
    let pointed = held(&cka, "kubernetes");
    assert!(matches!(pointed.strength, Strength::Pointed(Some(_))) && pointed.level.is_none(), "{pointed:?}");
    assert_eq!(cka.certificates[0].skills, [id("cka")]);
    let both = candidate("certificates: [CKA]\nheadline: Kubernetes\n");
    assert_eq!((held(&both, "kubernetes").strength, &*held(&both, "kubernetes").evidence), (Strength::Seen, "headline"));
    let unknown = candidate("certificates: [Zorblax Master]");
    assert_eq!((unknown.certificates[0].words.as_str(), unknown.certificates[0].skills.len()), ("zorblax master", 0));
    assert_eq!(warnings(&unknown), ["me.yaml:2:16: no known certificate is named `Zorblax Master`; its words are kept"]);
}

#[test]
fn languages_by_name_code_and_spelling() {
    for name in ["English", "영어", "en", "EN", "en-US", "eng"] {
        assert_eq!(
            languages(&candidate(&format!("languages: [{{name: {name}, level: business}}]"))),
            [("english", Some(Business), "languages[0]")],
            "{name}"
        );
    }
    for (code, language) in
        [("zh", "chinese"), ("zh-TW", "chinese"), ("yue", "cantonese"), ("ja", "japanese"), ("no", "norwegian"), ("kor", "korean")]
    {
        assert_eq!(languages(&candidate(&format!("languages: ['{code}']"))), [(language, None, "languages[0]")], "{code}");
    }
    let unknown = candidate("languages: [{name: Zorblaxian, level: native}]");
    assert!(unknown.languages.is_empty());
    assert_eq!(unknown.terms[0].words, "zorblaxian");
    assert_eq!(warnings(&unknown), ["me.yaml:2:20: no known language is named `Zorblaxian`"]);
}

#[test]
fn scores_imply_levels_where_none_is_stated() {
    let level = |text: &str| candidate(text).languages.first().map(|one| one.level);
    assert_eq!(level("languages: [{name: en, test: TOEIC, score: 900}]"), Some(Some(Business)));
    assert_eq!(level("languages: [{name: en, level: basic, test: TOEIC, score: 900}]"), Some(Some(Basic)));
    assert_eq!(level("languages: [{name: ja, test: OPIc, score: IM2}]"), Some(Some(Conversational)));
    assert_eq!(level("languages: [{name: ja, test: JLPT N2}]"), Some(Some(Conversational)));
    assert_eq!(level("languages: [{name: en, test: TOEIC, score: 300}]"), Some(None));
    let taken = candidate("languages: [{name: en, test: TOEIC, score: 900}]");
    assert_eq!((taken.certificates[0].text.as_str(), taken.certificates[0].evidence.as_str()), ("TOEIC 900", "languages[0]"));
    assert_eq!(taken.certificates[0].skills, [id("toeic")]);
}

#[test]
fn doubtful_scores_are_warned_of() {
    let one = |text: &str| warnings(&candidate(text)).join("; ");
    assert_eq!(one("languages: [{name: en, test: TOEIC, score: 9000}]"), "me.yaml:2:44: `9000` is no score of TOEIC; give a `level`");
    assert_eq!(
        one("languages: [{name: en, test: Zorblax, score: 9}]"),
        "me.yaml:2:30: no score table is known for the test `Zorblax`; give a `level`"
    );
    assert_eq!(one("languages: [{name: en, score: 900}]"), "me.yaml:2:31: the score `900` has no `test`");
    assert_eq!(one("languages: [{name: ja, test: TOEIC, score: 900}]"), "me.yaml:2:30: TOEIC is no test of ja");
    assert_eq!(candidate("languages: [{name: ja, test: TOEIC, score: 900}]").languages[0].level, None);
    assert_eq!(one("languages: [{name: en, level: business, test: Zorblax}]"), "");
}

#[test]
fn certificates_with_scores_count_as_tests() {
    assert_eq!(languages(&candidate("certificates: [TOEIC 900]")), [("english", Some(Business), "certificates[0]")]);
    assert_eq!(languages(&candidate("certificates: [토익 930점]")), [("english", Some(Fluent), "certificates[0]")]);
    assert_eq!(languages(&candidate("certificates: [JLPT N1]")), [("japanese", Some(Business), "certificates[0]")]);
    assert_eq!(languages(&candidate("certificates: [OPIc 일본어 IH]")), [("japanese", Some(Conversational), "certificates[0]")]);
    assert_eq!(languages(&candidate("certificates: [TOEIC]")), [("english", Some(Conversational), "certificates[0]")]);
    // A bare certificate does not lift a level that is stated; a score that is higher does.
    assert_eq!(
        languages(&candidate("languages: [{name: en, level: basic}]\ncertificates: [TOEIC]")),
        [("english", Some(Basic), "languages[0]")]
    );
    assert_eq!(
        languages(&candidate("languages: [{name: en, level: basic}]\ncertificates: [TOEIC 900]")),
        [("english", Some(Business), "certificates[0]")]
    );
    assert_eq!(languages(&candidate("languages: [en]\ncertificates: [TOEIC]")), [("english", Some(Conversational), "certificates[0]")]);
}

#[test]
fn studies() {
    let candidate =
        candidate("education: [{degree: 석사, field: 컴퓨터공학과}, {degree: bachelor}, {degree: bachelor, field: Zorblaxology}]");
    assert_eq!(
        candidate.degrees.iter().map(|one| one.degree).collect::<Vec<_>>(),
        [Some(Degree::Master), Some(Degree::Bachelor), Some(Degree::Bachelor)]
    );
    assert_eq!(candidate.degrees[0].fields.len(), 1);
    assert_eq!(candidate.degrees[0].evidence, "education[0]");
    assert_eq!(candidate.degrees[1].words, None);
    assert_eq!((candidate.degrees[2].fields.len(), candidate.degrees[2].words.as_deref()), (0, Some("zorblaxology")));
    assert_eq!(warnings(&candidate).len(), 1);
    assert!(
        warnings(&candidate)[0].starts_with("me.yaml:2:88: no known field of study is named `Zorblaxology`"),
        "{:?}",
        warnings(&candidate)
    );
}

#[test]
fn a_field_that_is_also_a_skill_is_a_field_in_education() {
    let candidate = candidate("education: [{degree: bachelor, field: Computer Science}]");
    assert_eq!(candidate.degrees[0].fields.len(), 1);
    assert!(candidate.skills.is_empty());
}

#[test]
fn traits_are_claimed() {
    let candidate = candidate("traits: [협업, ownership, Zorblax spirit]");
    assert_eq!(candidate.traits.len(), 2);
    assert_eq!(candidate.terms[0].words, "zorblax spirit");
    assert_eq!(warnings(&candidate), ["me.yaml:2:25: no known trait is named `Zorblax spirit`; it is kept as your own"]);
}

#[test]
fn portfolio_is_what_the_key_says() {
    assert_eq!(candidate("portfolio: https://example.com").portfolio.as_deref(), Some("https://example.com"));
    assert_eq!(candidate("links: [https://example.com/portfolio]").portfolio, None);
}

#[test]
fn the_order_of_skills_does_not_matter() {
    let names = [
        "Python",
        "{name: python, level: beginner, years: 1}",
        "{name: 파이썬, level: expert}",
        "Zorblax",
        "{name: zorblax, years: 2}",
        "C/C++",
        "English",
        "협업",
        "해외 상표 출원",
    ];
    // Evidence is a position, so it moves with its entry.
    let plain = |order: &[&str]| {
        let mut candidate =
            candidate(&format!("skills: [{}]\nexperience: [{{start: 2020, end: 2022, skills: [Go, Python]}}]", order.join(", ")));
        candidate.skills.iter_mut().for_each(|held| held.evidence = "".into());
        candidate.languages.iter_mut().for_each(|one| one.evidence.clear());
        candidate.traits.iter_mut().for_each(|(_, evidence)| evidence.clear());
        candidate.warnings.clear();
        for term in &mut candidate.terms {
            term.evidence.clear();
            term.text.clear();
        }
        candidate
    };
    let first = plain(&names);
    assert_eq!(held(&first, "python").level, Some(Level::Expert));
    let mut order = names;
    // A fixed generator, so that a failure can be repeated.
    let mut state: usize = 12345;
    for _ in 0..40 {
        for at in (1..order.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (state >> 33) % (at + 1));
        }
        assert_eq!(plain(&order), first, "{order:?}");
    }
}
