//! The sample profiles are read without a fault or a warning, and show what samples are for.

use std::path::Path;

use jobmatch::profile::{self, Candidate, Month};
use jobmatch::source::Source;
use jobmatch::taxonomy::Taxonomy;

const AS_OF: Month = Month { year: 2026, month: 11 };

fn candidates(taxonomy: &Taxonomy) -> Vec<(String, Candidate)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles");
    let entries = std::fs::read_dir(&folder).expect("the samples are there");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "yaml"))
        .collect();
    paths.sort();
    let read = |path: &Path| {
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path).expect("a text file");
        let profile = profile::load(Source::new(name.clone(), text)).unwrap_or_else(|problems| panic!("{problems:?}"));
        (name, Candidate::resolve(&profile, taxonomy, AS_OF))
    };
    paths.iter().map(|path| read(path)).collect()
}

#[test]
fn samples_are_rich_and_without_warnings() {
    let taxonomy = Taxonomy::embedded();
    let candidates = candidates(&taxonomy);
    assert!(candidates.len() >= 6);
    for (name, candidate) in &candidates {
        let warnings: Vec<_> = candidate.warnings.iter().map(|warning| warning.diagnostic(&taxonomy).to_string()).collect();
        assert!(warnings.is_empty(), "{name}");
        let own: Vec<_> = candidate.terms.iter().map(|term| term.text.as_str()).collect();
        assert!(own.is_empty(), "{name}");
        assert!(candidate.skills.len() >= 12, "{name}");
        assert!(candidate.skills.iter().any(|held| held.level.is_some()), "{name}");
        assert!(candidate.months.is_some_and(|months| months > 12.0), "{name}");
        assert!(candidate.degrees.iter().all(|study| study.degree.is_some() && !study.fields.is_empty()), "{name}");
        assert!(candidate.languages.len() >= 2 && candidate.languages.iter().all(|one| one.level.is_some()), "{name}");
        assert!(!candidate.certificates.is_empty() && !candidate.traits.is_empty(), "{name}");
    }
}

#[test]
fn the_month_matters_where_a_job_goes_on() {
    let taxonomy = Taxonomy::embedded();
    for (name, candidate) in candidates(&taxonomy) {
        assert!(candidate.as_of_mattered, "{name}");
    }
}
