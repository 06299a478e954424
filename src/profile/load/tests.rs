use super::*;
use crate::levels::{Degree, LanguageLevel, Level};
use crate::messages::{self, Lang};
use crate::profile::date::End;

fn read(text: &str) -> Profile {
    load(Source::new("me.yaml", text)).unwrap_or_else(|problems| panic!("{text}\n{problems:?}"))
}

/// What is wrong with a profile, as a person reads it.
fn faults(text: &str) -> Vec<String> {
    load(Source::new("me.yaml", text)).err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

/// Asserts the one fault of a profile that is otherwise right.
fn fault(text: &str, wanted: &str) {
    assert_eq!(faults(&format!("name: A\n{text}")), [format!("me.yaml:{wanted}")], "{text}");
}

#[test]
fn the_contract_profile_is_read_whole() {
    let profile = read(include_str!("../data/contract.yaml"));
    assert_eq!(profile.name.text, "Backend engineer, three years");
    assert_eq!(profile.headline.map(|text| text.text).as_deref(), Some("Python backend developer"));
    assert_eq!(profile.skills.len(), 2);
    assert_eq!((profile.skills[0].name.text.as_str(), profile.skills[0].level), ("Python", None));
    assert_eq!((profile.skills[1].level, profile.skills[1].years), (Some(Level::Advanced), Some(3.0)));
    assert_eq!(profile.skills[1].name.place.path, "skills[1]");
    assert_eq!(profile.experience_years, Some(3.0));
    let job = &profile.experience[0];
    assert_eq!(job.start.map(|date| date.to_string()).as_deref(), Some("2021-03"));
    assert_eq!(job.end, Some(End::Present));
    assert_eq!(job.skills[1].place.path, "experience[0].skills[1]");
    assert_eq!(job.summary.as_ref().map(|text| text.place.path.as_str()), Some("experience[0].summary"));
    assert_eq!(profile.education[0].degree, Some(Degree::Bachelor));
    assert_eq!(profile.languages[0].level, Some(LanguageLevel::Business));
    assert_eq!(profile.certificates[0].place.path, "certificates[0]");
    assert_eq!(profile.traits[0].text, "협업");
    assert_eq!(profile.projects[0].skills[0].place.path, "projects[0].skills[0]");
    assert_eq!(profile.portfolio.map(|text| text.text).as_deref(), Some("https://example.com"));
}

#[test]
fn places_are_the_bytes_of_the_source() {
    let profile = read("name: A\nskills:\n  - 파이썬\n  - {level: 고급, name: Django}\n");
    let spans: Vec<_> = profile.skills.iter().filter_map(|skill| Some(skill.name.place.span?.of(&profile.source.text))).collect();
    assert_eq!(spans, ["파이썬", "Django"]);
}

#[test]
fn little_is_enough() {
    let profile = read("name: 3");
    assert_eq!(profile.name.text, "3");
    assert!(profile.skills.is_empty() && profile.experience.is_empty() && profile.portfolio.is_none());
    let profile = read("name: A\nskills:\nexperience: []\nheadline: ~\n");
    assert!(profile.skills.is_empty() && profile.headline.is_none());
}

#[test]
fn some_keys_are_accepted_and_not_used() {
    read(
        "name: A\nlinks: [https://example.com]\nlocation: {city: Seoul}\nemail: a@example.com\nphone: 1\nnotes: x\nx-mine: [1]\nskills: [{name: B, x-y: 1}]\n",
    );
}

#[test]
fn numbers_as_names_are_text() {
    let profile = read("name: A\nskills: [3, 3.10, true]\n");
    let names: Vec<_> = profile.skills.iter().map(|skill| skill.name.text.as_str()).collect();
    assert_eq!(names, ["3", "3.10", "true"]);
}

#[test]
fn levels_in_both_languages_and_any_spelling() {
    for (word, level) in
        [("초급", Level::Beginner), ("중급", Level::Intermediate), ("ADVANCED", Level::Advanced), ("전문가", Level::Expert)]
    {
        assert_eq!(read(&format!("name: A\nskills: [{{name: B, level: {word}}}]")).skills[0].level, Some(level), "{word}");
    }
    let spoken = [
        ("회화", LanguageLevel::Conversational),
        ("일상회화", LanguageLevel::Conversational),
        ("C1", LanguageLevel::Fluent),
        ("원어민", LanguageLevel::Native),
    ];
    for (word, level) in spoken {
        assert_eq!(read(&format!("name: A\nlanguages: [{{name: en, level: {word}}}]")).languages[0].level, Some(level), "{word}");
    }
    for (word, degree) in [
        ("Bachelor of Science", Degree::Bachelor),
        ("학사", Degree::Bachelor),
        ("B.S.", Degree::Bachelor),
        ("high school", Degree::HighSchool),
    ] {
        assert_eq!(read(&format!("name: A\neducation: [{{degree: {word}}}]")).education[0].degree, Some(degree), "{word}");
    }
}

#[test]
fn present_in_both_languages() {
    for word in ["present", "Present", "현재"] {
        assert_eq!(read(&format!("name: A\nexperience: [{{start: 2021, end: {word}}}]")).experience[0].end, Some(End::Present));
    }
}

#[test]
fn languages_and_tests() {
    let profile = read("name: A\nlanguages: [ko, {name: en, test: TOEIC, score: 900}, {name: ja, test: JLPT, score: N2}]\n");
    assert_eq!(profile.languages[0].name.text, "ko");
    assert_eq!(profile.languages[1].score.as_ref().map(|score| score.text.as_str()), Some("900"));
    assert_eq!(profile.languages[2].score.as_ref().map(|score| score.place.path.as_str()), Some("languages[2].score"));
}

#[test]
fn faults_of_form() {
    assert_eq!(faults("- a\n- b\n"), ["me.yaml:1:1: expected a map of keys, found a list"]);
    assert_eq!(faults(""), ["me.yaml:1:1: expected a map of keys, found nothing"]);
    assert_eq!(faults("skills: [A]\n"), ["me.yaml:1:1: the key `name` is missing"]);
    assert_eq!(faults("name: ''\n"), ["me.yaml:1:7: empty text"]);
    assert_eq!(faults("name: '  '\n"), ["me.yaml:1:7: empty text"]);
    assert_eq!(faults("name: A\nname: B\n"), ["me.yaml:2:1: the key `name` stands here a second time"]);
    assert_eq!(faults("name: [A]\n"), ["me.yaml:1:7: expected text, found a list"]);
    assert_eq!(faults("name: A\nskills: [B\n").len(), 1);
}

#[test]
fn unknown_keys() {
    fault("skils: [B]\n", "2:1: unknown key `skils` (did you mean `skills`?)");
    fault("skills: [{name: B, levle: expert}]\n", "2:20: unknown key `levle` (did you mean `level`?)");
    fault(
        "experience:\n  - title: B\n    from: 2021\n",
        "4:5: unknown key `from` (known keys: title, company, start, end, skills, summary)",
    );
    fault("education: [{school: B}]\n", "2:14: unknown key `school` (known keys: degree, field)");
    fault("languages: [{name: en, note: x}]\n", "2:24: unknown key `note` (known keys: name, level, test, score)");
}

#[test]
fn wrong_types() {
    fault("skills: Python\n", "2:9: expected a list, found text");
    fault("skills: {Python: 3}\n", "2:9: expected a list, found a map of keys");
    fault("skills: [[Python]]\n", "2:10: expected text, found a list");
    fault("skills: [~]\n", "2:10: expected text, found nothing");
    fault("skills: [{level: expert}]\n", "2:10: the key `name` is missing");
    fault("skills: [{name: ''}]\n", "2:17: empty text");
    fault("skills: [{name: B, years: three}]\n", "2:27: expected a number, found text");
    fault("experience: [{skills: [{name: B}]}]\n", "2:24: expected text, found a map of keys");
    fault("experience: [B]\n", "2:14: expected a map of keys, found text");
    fault("portfolio: false\n", "2:12: expected text, found true/false");
    fault("headline: {a: 1}\n", "2:11: expected text, found a map of keys");
}

#[test]
fn unknown_words() {
    fault("skills: [{name: B, level: expret}]\n", "2:27: unknown value `expret` (did you mean `expert`?)");
    fault("skills: [{name: B, level: 7}]\n", "2:27: unknown value `7` (one of: beginner, intermediate, advanced, expert)");
    fault("languages: [{name: en, level: 비지니스}]\n", "2:31: unknown value `비지니스` (did you mean `비즈니스`?)");
    fault("education: [{degree: bachelr}]\n", "2:22: unknown value `bachelr` (did you mean `bachelor`?)");
    fault("education: [{degree: guru}]\n", "2:22: unknown value `guru` (one of: high-school, associate, bachelor, master, doctorate)");
    fault(
        "education: [{degree: 석사 수료}]\n",
        "2:22: `석사 수료` is no finished degree (name the highest degree that is finished, or leave `degree` out)",
    );
}

#[test]
fn dates() {
    fault("experience: [{start: 2021-13}]\n", "2:22: the date `2021-13` does not exist");
    fault("experience: [{start: 2021-02-30}]\n", "2:22: the date `2021-02-30` does not exist");
    fault("experience: [{start: 21}]\n", "2:22: `21` is no date (write YYYY, YYYY-MM or YYYY-MM-DD)");
    fault("experience: [{start: 2021.03}]\n", "2:22: `2021.03` is no date (did you mean `2021-03`?)");
    fault("experience: [{start: present}]\n", "2:22: `present` is no date (write YYYY, YYYY-MM or YYYY-MM-DD)");
    fault("experience: [{start: 2021, end: presnt}]\n", "2:33: `presnt` is no date (did you mean `present`?)");
    fault("experience: [{start: 2021, end: soon}]\n", "2:33: `soon` is no date (write YYYY, YYYY-MM, YYYY-MM-DD or `present`)");
    fault("experience: [{start: 2021-05, end: 2021-04}]\n", "2:36: the end `2021-04` is before the start `2021-05`");
    assert!(faults("name: A\nexperience: [{start: 2021-05, end: 2021}]\n").is_empty());
}

#[test]
fn years() {
    fault("experience_years: -1\n", "2:19: must be between 0 and 70");
    fault("experience_years: 300\n", "2:19: must be between 0 and 70");
    fault("experience_years: .nan\n", "2:19: not valid YAML: non-finite float `.nan` rejected by the configured policy");
    fault("skills: [{name: B, years: -0.5}]\n", "2:27: must be between 0 and 70");
}

#[test]
fn every_fault_is_told_in_the_order_of_the_file() {
    let found = faults("name: A\nexperience: [{start: x}]\nskills: [{name: B, level: z}]\nzzz: 1\n");
    let lines: Vec<_> = found.iter().map(|text| text.split(':').nth(1)).collect();
    assert_eq!(lines, [Some("2"), Some("3"), Some("4")]);
}

#[test]
fn faults_are_told_in_korean_too() {
    let problems = load(Source::new("나.yaml", "name: 가\nskills: 파이썬\n")).expect_err("skills is no list");
    assert_eq!(problems[0].message.text(Lang::Ko), "목록이(가) 와야 하는데 글자이(가) 있습니다");
    assert_eq!(messages::keys(Lang::En), messages::keys(Lang::Ko));
}

#[test]
fn columns_count_characters() {
    fault("skills: [{name: 파이썬, level: 최고}]\n", "2:29: unknown value `최고` (one of: beginner, intermediate, advanced, expert)");
}
