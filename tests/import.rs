//! Resumes of every format: what is read, that nothing is lost on the way through the project's own formats, and what cannot be read.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;
mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jobmatch::levels::{Degree, LanguageLevel, Level};
use jobmatch::messages::Lang;
use jobmatch::output::profile::{Remarks, json_resume, yaml};
use jobmatch::profile::import::{self, Format, Imported, Kind};
use jobmatch::profile::{self, Candidate, Profile};
use jobmatch::source::Source;
use jobmatch::taxonomy::Taxonomy;

use common::AS_OF;
use program::{Folder, jobmatch, project};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/resumes")
}

fn import(name: &str, taxonomy: &Taxonomy) -> Imported {
    let bytes = fs::read(folder().join(name)).unwrap();
    import::read(name, bytes, taxonomy).unwrap_or_else(|faults| panic!("{name}: {faults:?}"))
}

/// What a profile comes to; warnings name places, which differ from format to format.
fn candidate(profile: &Profile, taxonomy: &Taxonomy) -> Candidate {
    Candidate { warnings: Vec::new(), ..Candidate::resolve(profile, taxonomy, AS_OF) }
}

fn skills(profile: &Profile, taxonomy: &Taxonomy) -> BTreeSet<String> {
    let candidate = candidate(profile, taxonomy);
    candidate.skills.iter().map(|held| taxonomy.skill(held.skill).id().to_owned()).collect()
}

fn fixtures(endings: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| endings.iter().any(|ending| name.ends_with(ending)));
    names.sort();
    names
}

#[test]
fn pages_of_any_producer_hold_the_skills_of_the_markdown() {
    let taxonomy = Taxonomy::embedded();
    let (mut same, mut all) = (0, 0);
    for name in fixtures(&[".pdf", ".docx"]) {
        let wanted = skills(&import(&format!("{}.md", &name[..2]), &taxonomy).profile, &taxonomy);
        let found = skills(&import(&name, &taxonomy).profile, &taxonomy);
        assert!(wanted.len() > 20, "{wanted:?}");
        let shared = wanted.intersection(&found).count();
        let lost: Vec<_> = wanted.difference(&found).collect();
        let more: Vec<_> = found.difference(&wanted).collect();
        assert!(shared * 100 >= wanted.len() * 98, "{name}: lost {lost:?}");
        assert!(more.len() * 50 <= wanted.len(), "{name}: more {more:?}");
        (same, all) = (same + shared, all + wanted.len());
    }
    assert!(all > 0 && same * 100 >= all * 98, "{same} of {all}");
}

#[test]
fn pages_of_any_producer_hold_the_jobs_and_studies_of_the_markdown() {
    let taxonomy = Taxonomy::embedded();
    for name in fixtures(&[".pdf", ".docx"]) {
        let wanted = import(&format!("{}.md", &name[..2]), &taxonomy).profile;
        let found = import(&name, &taxonomy).profile;
        let jobs = |profile: &Profile| {
            let job = |job: &jobmatch::profile::model::Experience| {
                let text = |text: &Option<jobmatch::profile::model::Text>| text.as_ref().map(|text| text.text.clone());
                (text(&job.title), text(&job.company), job.start, job.end, job.skills.len())
            };
            profile.experience.iter().map(job).collect::<Vec<_>>()
        };
        assert_eq!(jobs(&found), jobs(&wanted), "{name}");
        let (a, b) = (candidate(&found, &taxonomy), candidate(&wanted, &taxonomy));
        assert_eq!(a.name, b.name, "{name}");
        assert_eq!(a.months, b.months, "{name}");
        assert_eq!(a.degrees, b.degrees, "{name}");
        assert_eq!(a.languages.len(), b.languages.len(), "{name}");
        assert_eq!(a.certificates.len(), b.certificates.len(), "{name}");
    }
}

#[test]
fn every_import_is_the_same_read_from_its_yaml_and_its_json() {
    let taxonomy = Taxonomy::embedded();
    let all = fixtures(&[".md", ".txt", ".json", ".yaml", ".pdf", ".docx"]);
    assert!(all.len() > 15);
    for name in all {
        let imported = import(&name, &taxonomy);
        let wanted = candidate(&imported.profile, &taxonomy);
        for lang in [Lang::En, Lang::Ko] {
            let text = yaml(&imported, Remarks { lang });
            let again = profile::load(Source::new("me.yaml", text.as_str())).unwrap_or_else(|faults| panic!("{name}: {faults:?}\n{text}"));
            assert_eq!(candidate(&again, &taxonomy), wanted, "{name}");
        }
        let json = json_resume(&imported.profile);
        let again = import::read("me.json", json.into_bytes(), &taxonomy).unwrap();
        assert_eq!(again.format, Format::JsonResume);
        assert_eq!(candidate(&again.profile, &taxonomy), wanted, "{name}");
    }
}

#[test]
fn own_profiles_go_through_json_resume() {
    let taxonomy = Taxonomy::embedded();
    for path in common::samples() {
        let own = profile::load(Source::read(&path).unwrap()).unwrap();
        let again = import::read("me.json", json_resume(&own).into_bytes(), &taxonomy).unwrap();
        assert_eq!(candidate(&again.profile, &taxonomy), candidate(&own, &taxonomy), "{}", path.display());
    }
}

#[test]
fn json_resume_is_read_whole() {
    let taxonomy = Taxonomy::embedded();
    let imported = import("resume.json", &taxonomy);
    let profile = &imported.profile;
    assert_eq!(imported.format, Format::JsonResume);
    let names: Vec<_> = profile.skills.iter().map(|skill| (skill.name.text.as_str(), skill.level)).collect();
    let wanted = [("Django", Some(Level::Advanced)), ("React", Some(Level::Advanced)), ("Go", Some(Level::Intermediate)), ("Rust", None)];
    assert_eq!(names, wanted);
    assert_eq!(profile.experience[0].skills.len(), 3);
    assert_eq!(profile.education[0].degree, Some(Degree::Bachelor));
    assert_eq!(profile.languages[0].level, Some(LanguageLevel::Native));
    assert_eq!(profile.languages[1].level, Some(LanguageLevel::Conversational));
    assert_eq!(profile.certificates[0].text, "AWS Certified Developer");
    assert_eq!(profile.portfolio.as_ref().map(|text| text.text.as_str()), Some("https://example.com/work"));
    let found = skills(profile, &taxonomy);
    for id in ["grpc", "kafka", "svelte", "python", "postgresql"] {
        assert!(found.contains(id), "{id} in {found:?}");
    }
    assert_eq!(imported.notes.iter().filter(|note| note.kind == Kind::Doubt).count(), 1, "{:?}", imported.notes);
    assert_eq!(profile.skills[2].name.place.span.map(|span| span.of(&profile.source.text)), Some("Go"));
}

#[test]
fn rendercv_is_read_whole() {
    let taxonomy = Taxonomy::embedded();
    let imported = import("rendercv.yaml", &taxonomy);
    let profile = &imported.profile;
    assert_eq!(imported.format, Format::RenderCv);
    let names: Vec<_> = profile.skills.iter().map(|skill| skill.name.text.as_str()).collect();
    assert_eq!(names, ["Python", "Go", "SQL", "PostgreSQL", "Redis"]);
    assert_eq!(profile.skills[1].level, Some(Level::Advanced));
    assert_eq!(profile.experience.len(), 2);
    assert_eq!(profile.education[0].degree, Some(Degree::Bachelor));
    assert_eq!(profile.languages[0].level, Some(LanguageLevel::Native));
    assert_eq!(profile.certificates.len(), 1);
    assert_eq!(profile.projects[0].name.as_ref().map(|text| text.text.as_str()), Some("Tidepool"));
    assert!(skills(profile, &taxonomy).contains("grpc"));
}

#[test]
fn korean_text_is_read() {
    let taxonomy = Taxonomy::embedded();
    let imported = import("ko.txt", &taxonomy);
    let profile = &imported.profile;
    assert_eq!(profile.name.text, "박예시");
    assert_eq!(profile.experience_years, Some(5.17));
    assert_eq!(profile.experience.len(), 2, "{:?}", profile.experience);
    assert_eq!(profile.experience[0].title.as_ref().map(|text| text.text.as_str()), Some("데이터 엔지니어"));
    assert_eq!(profile.experience[1].company.as_ref().map(|text| text.text.as_str()), Some("두리랩"));
    assert_eq!(profile.experience[1].skills.len(), 3);
    let held = |name: &str| profile.skills.iter().find(|skill| skill.name.text == name).map(|skill| (skill.level, skill.years));
    assert_eq!(held("Python"), Some((Some(Level::Advanced), None)));
    assert_eq!(held("Java"), Some((Some(Level::Intermediate), None)));
    assert_eq!(held("SQL"), Some((None, Some(5.0))));
    assert_eq!(profile.education[0].degree, Some(Degree::Bachelor));
    assert_eq!(profile.education[0].field.as_ref().map(|text| text.text.as_str()), Some("전자공학과"));
    assert_eq!(profile.education[1].degree, Some(Degree::HighSchool));
    let found = skills(profile, &taxonomy);
    for id in ["docker", "kubernetes", "kafka", "airflow"] {
        assert!(found.contains(id), "{id} in {found:?}");
    }
    assert_eq!(profile.certificates.len(), 2);
}

#[test]
fn english_text_is_read() {
    let taxonomy = Taxonomy::embedded();
    let profile = import("en.txt", &taxonomy).profile;
    assert_eq!(profile.name.text, "JANE EXAMPLE");
    let jobs: Vec<_> = profile
        .experience
        .iter()
        .map(|job| (job.title.as_ref().unwrap().text.as_str(), job.company.as_ref().unwrap().text.as_str()))
        .collect();
    assert_eq!(jobs, [("Data Analyst", "Harbour Retail Ltd"), ("Junior Analyst", "Mill & Sons")]);
    assert_eq!(profile.experience[0].skills.len(), 3);
    let degrees: Vec<_> = profile.education.iter().map(|study| study.degree).collect();
    assert_eq!(degrees, [Some(Degree::Master), Some(Degree::Bachelor)]);
    assert_eq!(profile.languages.len(), 2);
    let held = |name: &str| profile.skills.iter().find(|skill| skill.name.text == name).map(|skill| skill.level);
    assert_eq!(held("SQL"), Some(Some(Level::Expert)));
    assert_eq!(held("Tableau"), Some(Some(Level::Advanced)));
    assert_eq!(held("Looker"), Some(None));
}

#[test]
fn words_in_running_text_are_weaker_evidence() {
    use jobmatch::profile::candidate::Strength;
    let taxonomy = Taxonomy::embedded();
    let text = "Kim Example\n\nI write services in Rust.\n\nSkills\nPython\n";
    let profile = import::read("me.txt", text.into(), &taxonomy).unwrap().profile;
    let candidate = candidate(&profile, &taxonomy);
    let strength = |id: &str| candidate.skills.iter().find(|held| taxonomy.skill(held.skill).id() == id).map(|held| held.strength);
    assert_eq!(strength("rust"), Some(Strength::Seen));
    assert_eq!(strength("python"), Some(Strength::Claimed));
}

#[test]
fn contact_details_are_not_kept() {
    let taxonomy = Taxonomy::embedded();
    for name in fixtures(&[".md", ".txt", ".json", ".yaml", ".pdf", ".docx"]) {
        let imported = import(&name, &taxonomy);
        for text in [yaml(&imported, Remarks { lang: Lang::En }), json_resume(&imported.profile)] {
            for detail in ["@example", "555", "0000", "1234", "7946", "github.com/", "Springfield,"] {
                assert!(!text.contains(detail), "{name}: {detail}\n{text}");
            }
        }
        assert!(imported.notes.iter().any(|note| note.message.key == "import-contact"), "{name}");
    }
}

#[test]
fn content_decides_what_a_file_is() {
    let taxonomy = Taxonomy::embedded();
    let format = |name: &str, bytes: &[u8]| import::read(name, bytes.to_vec(), &taxonomy).map(|imported| imported.format).ok();
    let read = |name: &str| fs::read(folder().join(name)).unwrap();
    assert_eq!(format("x", &read("resume.json")), Some(Format::JsonResume));
    assert_eq!(format("x", &read("rendercv.yaml")), Some(Format::RenderCv));
    assert_eq!(format("x", b"name: Kim\nskills: [Rust]\n"), Some(Format::Own));
    assert_eq!(format("x", b"Kim\n\nSkills: Rust\n"), Some(Format::Text));
    assert_eq!(format("x.md", &read("en-typst.pdf")), Some(Format::Pdf));
    assert_eq!(format("x.pdf", &read("en-python.docx")), Some(Format::Docx));
    assert_eq!(format("x.json", br#"{"name": "Kim", "skills": ["Rust"]}"#), Some(Format::Own));
}

#[test]
fn what_cannot_be_read_is_told() {
    let taxonomy = Taxonomy::embedded();
    let told = |name: &str, bytes: &[u8]| match import::read(name, bytes.to_vec(), &taxonomy) {
        Ok(_) => "read".to_owned(),
        Err(faults) => faults[0].to_string(),
    };
    assert!(told("a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest").contains(".doc, .hwp"));
    assert!(told("a.zip", b"PK\x03\x04nothing").contains("ZIP"));
    assert!(told("a.txt", b" \n ").contains("no text"));
    assert!(told("a.json", b"{\"basics\": ").starts_with("a.json:1:"));
    assert!(told("a.pdf", b"%PDF-1.7\nnothing").contains("PDF"));
    assert!(told("a.pdf", include_bytes!("resumes/bad/scan.pdf")).contains("scan"));
    assert!(told("a.pdf", include_bytes!("resumes/bad/locked.pdf")).contains("password"));
    assert!(told("a.pdf", include_bytes!("resumes/bad/pages.pdf")).contains("limit of 200"));
    assert!(told("a.pdf", include_bytes!("resumes/bad/bomb.pdf")).contains("too long"));
    assert!(told("a.docx", include_bytes!("resumes/bad/bomb.docx")).contains("16 MiB"));
}

#[test]
fn cut_and_bent_files_never_panic() {
    let taxonomy = Taxonomy::embedded();
    for name in ["en-typst.pdf", "ko-libreoffice.docx", "resume.json", "rendercv.yaml", "ko.txt"] {
        let bytes = fs::read(folder().join(name)).unwrap();
        for part in 1..12 {
            let cut = bytes[..bytes.len() * part / 12].to_vec();
            let _ = import::read(name, cut, &taxonomy);
            let mut bent = bytes.clone();
            for at in (part * 7..bent.len()).step_by(bent.len() / 40 + 1) {
                bent[at] = bent[at].wrapping_add(u8::try_from(part).unwrap_or(1));
            }
            let _ = import::read(name, bent, &taxonomy);
        }
    }
}

#[test]
fn the_program_imports_and_says_where_from() {
    let folder = Folder::new();
    let done = jobmatch(&folder).args(["import", &project("tests/resumes/ko.txt")]).done();
    done.says("name: 박예시");
    done.says("# line 3");
    done.says("# Left out: contact details (line 4, 5)");
    done.says("# Doubtful: no degree is named; taken from the kind of school");
    assert!(done.err.is_empty(), "{}", done.err);
    let done = jobmatch(&folder).args(["import", "--lang", "ko", &project("tests/resumes/en-typst-two.pdf")]).done();
    done.says("에서 읽었습니다 (PDF 이력서)");
}

#[test]
fn strict_fails_on_doubt_and_only_then() {
    let folder = Folder::new();
    jobmatch(&folder).args(["import", "--strict", &project("tests/resumes/ko.txt")]).done().fails_with("no degree is named");
    jobmatch(&folder).args(["import", "--strict", &project("tests/resumes/en.md")]).done().says("Robin Example");
}

#[test]
fn a_resume_ranks_like_its_import() {
    let folder = Folder::new();
    for name in ["ko-libreoffice.pdf", "en-python.docx", "resume.json", "rendercv.yaml", "ko.txt"] {
        let file = project(&format!("tests/resumes/{name}"));
        let done = jobmatch(&folder).args(["import", &file, "--output", "me.yaml"]).done();
        assert_eq!(done.code, 0, "{}", done.err);
        let rank =
            |profile: &str| jobmatch(&folder).args(["--profile", profile, "--format", "json", "--quiet", "--as-of", "2026-11"]).done().out;
        assert_eq!(rank(&file), rank("me.yaml"), "{name}");
    }
}

#[test]
fn check_tells_what_a_file_was_taken_for() {
    let folder = Folder::new();
    let call = |name: &str| jobmatch(&folder).args(["check", &project(&format!("tests/resumes/{name}"))]).done();
    call("ko-chromium.pdf").says("resume in PDF, 17 skills, 2 jobs, 1 studies");
    call("en.txt").says("resume in text");
    call("resume.json").says("JSON Resume");
    call("rendercv.yaml").says("RenderCV");
    let done = jobmatch(&folder).args(["check", &project("tests/resumes/bad/scan.pdf")]).done();
    assert_eq!(done.code, 1);
    assert!(done.out.contains("OCR"), "{}", done.out);
}
