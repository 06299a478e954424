//! Profiles and resumes: what is read holds together, and what is written of it is read again as the same candidate.

use jobmatch::messages::Lang;
use jobmatch::output::profile::{Remarks, json_resume, yaml};
use jobmatch::profile::import::{self, Format, Imported};
use jobmatch::profile::model::{Place, Text};
use jobmatch::profile::{self, Candidate, Month, Profile};
use jobmatch::source::Source;

use super::{SMALL, TAXONOMY, inside, told};

/// What `present` means.
const AS_OF: &str = "2026-11";

/// Any bytes as a profile of the project's own form: faults with their places, or a profile that stands what [`whole`] asks.
pub fn profile(bytes: &[u8]) {
    let source = match Source::decode("fuzz.yaml".to_owned(), bytes.to_vec()) {
        Ok(source) => source,
        Err(problem) => return told(&[problem]),
    };
    match profile::load(source.clone()) {
        Ok(profile) => {
            let again = profile::load(source).map(|again| format!("{again:?}"));
            assert_eq!(again, Ok(format!("{profile:?}")), "a profile is not read twice alike");
            whole(&Imported { profile, format: Format::Own, notes: Vec::new() });
        }
        Err(problems) => {
            assert!(!problems.is_empty(), "{:?} is refused without a word", source.text);
            told(&problems);
        }
    }
}

/// Any bytes as a resume, whose content says what it is. Where they begin with an element of a Word document they are packed as one:
/// the archive has checksums, which no change of its bytes gets right.
pub fn import(bytes: &[u8]) {
    let bytes = if bytes.starts_with(b"<w:") { archive("word/document.xml", bytes) } else { bytes.to_vec() };
    let imported = match import::read("fuzz", bytes.clone(), &TAXONOMY) {
        Ok(imported) => imported,
        Err(problems) => {
            assert!(!problems.is_empty(), "a resume is refused without a word");
            return told(&problems);
        }
    };
    for note in &imported.notes {
        inside(note.span, &imported.profile.source.text);
        told(&[note.diagnostic(&imported.profile.source)]);
    }
    whole(&imported);
    let again = import::read("fuzz", bytes, &TAXONOMY).map(|again| format!("{again:?}"));
    assert_eq!(again, Ok(format!("{imported:?}")), "a resume is not read twice alike");
}

/// Each part has words and a place in the text; what is written of the profile is read again, the YAML as the same candidate.
fn whole(imported: &Imported) {
    let profile = &imported.profile;
    for text in texts(profile) {
        assert!(!text.text.trim().is_empty(), "a text without words: {text:?}");
        within(&text.place, &profile.source);
    }
    for place in profile.experience.iter().map(|job| &job.place).chain(profile.education.iter().map(|study| &study.place)) {
        within(place, &profile.source);
    }
    let wanted = candidate(profile);
    let written = yaml(imported, Remarks { lang: Lang::En });
    match profile::load(Source::new("fuzz.yaml", written.as_str())) {
        Ok(again) => assert_eq!(candidate(&again), wanted, "not the same read again:\n{written}"),
        Err(problems) => panic!("what was written is not read: {problems:?}\n{written}"),
    }
    let written = json_resume(profile);
    let again = import::read("fuzz.json", written.clone().into_bytes(), &TAXONOMY).map(|again| again.format);
    assert_eq!(again, Ok(Format::JsonResume), "what was written is not read:\n{written}");
}

fn within(place: &Place, source: &Source) {
    if let Some(span) = place.span {
        inside(span, &source.text);
    }
}

fn texts(profile: &Profile) -> Vec<&Text> {
    let mut all = vec![&profile.name];
    all.extend([&profile.headline, &profile.portfolio].into_iter().flatten());
    all.extend(profile.skills.iter().map(|skill| &skill.name));
    for job in &profile.experience {
        all.extend([&job.title, &job.company, &job.summary].into_iter().flatten().chain(&job.skills));
    }
    all.extend(profile.education.iter().filter_map(|study| study.field.as_ref()));
    for language in &profile.languages {
        all.extend([Some(&language.name), language.test.as_ref(), language.score.as_ref()].into_iter().flatten());
    }
    for project in &profile.projects {
        all.extend([&project.name, &project.summary, &project.url].into_iter().flatten().chain(&project.skills));
    }
    all.extend(profile.certificates.iter().chain(&profile.traits));
    all
}

/// What a profile comes to; warnings name places, which differ from form to form.
fn candidate(profile: &Profile) -> Candidate {
    let as_of = Month::parse(AS_OF).unwrap_or_else(|| panic!("{AS_OF} is a month"));
    let candidate = Candidate::resolve(profile, &TAXONOMY, as_of);
    told(&candidate.warnings.iter().map(|warning| warning.diagnostic(&SMALL)).collect::<Vec<_>>());
    Candidate { warnings: Vec::new(), ..candidate }
}

/// A zip archive of one file that is not compressed.
fn archive(name: &str, bytes: &[u8]) -> Vec<u8> {
    let short = |value: usize| u16::try_from(value).unwrap_or(u16::MAX).to_le_bytes();
    let long = |value: usize| u32::try_from(value).unwrap_or(u32::MAX).to_le_bytes();
    // Version, flags, method, time and date; then checksum and lengths.
    let mut about = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
    about.extend(crc32fast::hash(bytes).to_le_bytes());
    about.extend([long(bytes.len()), long(bytes.len())].concat());
    about.extend([short(name.len()), short(0)].concat());
    let mut out = [b"PK\x03\x04", about.as_slice(), name.as_bytes(), bytes].concat();
    let at = out.len();
    out.extend([b"PK\x01\x02\x14\0", about.as_slice(), &[0; 14], name.as_bytes()].concat());
    let len = out.len() - at;
    out.extend([b"PK\x05\x06\0\0\0\0\x01\0\x01\0", long(len).as_slice(), &long(at), &[0, 0]].concat());
    out
}
