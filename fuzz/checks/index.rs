//! Files of indexes: whatever stands in them, an answer or a word that says why there is none.

use std::fs;
use std::sync::LazyLock;

use jobmatch::index::{self, Change, Index, MAGIC, Maker, Trouble};
use jobmatch::matching::{Holdings, verdict::Judge};
use jobmatch::policy::Policy;
use jobmatch::profile::{self, Candidate, Month};
use jobmatch::score::{Cut, Scorer};
use jobmatch::source::Source;
use serde::{Deserialize, Serialize};

use super::{TAXONOMY, told};

/// Where the header names the manifest, twice.
const SLOTS: [usize; 2] = [32, 80];
/// Bytes of the header.
const HEADER: usize = 128;

const PROFILE: &str = "\
name: Kim
skills: [Python, {name: Kafka, level: advanced, years: 3}]
experience: [{title: Backend Developer, start: 2019-01, end: present, skills: [Java]}]
education: [{degree: bachelor, field: Computer Science}]
languages: [{name: English, level: business}]
certificates: [정보처리기사]
traits: [communication]
portfolio: https://example.com
";

static CANDIDATE: LazyLock<Candidate> = LazyLock::new(|| {
    let profile = profile::load(Source::new("fuzz.yaml", PROFILE)).unwrap_or_else(|problems| panic!("{problems:?}"));
    Candidate::resolve(&profile, &TAXONOMY, Month::parse("2026-11").unwrap_or_else(|| panic!("a month")))
});

/// Any bytes as the file of an index: first as they are, then with all checksums made right, which no change of bytes gets by chance.
pub fn index(bytes: &[u8]) {
    used(bytes);
    if let Some(mended) = mended(bytes) {
        used(&mended);
    }
}

/// Opens an index, asks everything of it, and changes it.
fn used(bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let path = folder.path().join("index");
    fs::write(&path, bytes).unwrap_or_else(|error| panic!("{error}"));
    let index = match Index::open(&path, &TAXONOMY) {
        Ok(index) => index,
        Err(problem) => return told(&[problem]),
    };
    let docs = index.docs();
    assert_eq!(docs.len(), index.len());
    let refused = |problem| told(&[problem]);
    let taken = index.take(&docs).map_err(refused);
    if let Ok(taken) = &taken {
        assert_eq!(taken.len(), docs.len());
    }
    let (policy, holdings) = (Policy::default(), Holdings::new(&CANDIDATE, &TAXONOMY));
    let scorers = [Scorer { judge: Judge { taxonomy: &TAXONOMY, policy: &policy, holdings: &holdings } }];
    let cut = Cut { top: Some(3), ..Cut::default() };
    let best = index.best(&scorers, cut, 1).map_err(refused);
    let again = index.best(&scorers, cut, 1).map_err(refused);
    assert_eq!(best, again, "not the same answer twice");
    let _ = index.places(&scorers, 1, &|_, _, _| ()).map_err(refused);
    if let Ok(taken) = taken {
        for kept in &taken {
            let _ = scorers[0].score(&kept.understood());
        }
        let remove = taken.first().map(|kept| kept.posting.id.clone()).into_iter().collect();
        match index::change(&path, &TAXONOMY, &Change { add: taken, remove }) {
            Err(Trouble::Refused(problem)) => told(&[problem]),
            Err(Trouble::Write(_)) | Ok(_) => {}
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Extent {
    at: u64,
    len: u64,
    sum: u32,
}

#[derive(Serialize, Deserialize)]
struct Block {
    extent: Extent,
    raw: u64,
    first: u32,
}

#[derive(Serialize, Deserialize)]
struct Segment {
    docs: u32,
    families: Vec<Vec<u32>>,
    /// Keys, parts, lists, places, trees, ids.
    sections: [Extent; 6],
    texts: Vec<Block>,
    removed: Vec<u32>,
}

#[derive(Serialize, Deserialize)]
struct Manifest {
    jobmatch: String,
    taxonomy: String,
    segments: Vec<Segment>,
}

/// Version of the program, as an index of its own names it.
static OWN: LazyLock<String> = LazyLock::new(|| {
    let made = tempfile::NamedTempFile::new().and_then(|file| {
        Maker::new(file.reopen()?, &TAXONOMY)?.finish()?;
        fs::read(file.path())
    });
    made.ok().as_deref().and_then(manifest).map_or_else(|| panic!("an index has a manifest"), |manifest| manifest.jobmatch)
});

fn part(bytes: &[u8], at: u64, len: u64) -> Option<&[u8]> {
    let at = usize::try_from(at).ok()?;
    bytes.get(at..at.checked_add(usize::try_from(len).ok()?)?)
}

/// What the first slot of a file names.
fn manifest(bytes: &[u8]) -> Option<Manifest> {
    let number = |at: usize| Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?));
    postcard::from_bytes(part(bytes, number(SLOTS[0] + 8)?, number(SLOTS[0] + 16)?)?).ok()
}

/// The same file with right checksums and versions; `None` where no manifest can be read.
fn mended(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut manifest = manifest(bytes)?;
    OWN.clone_into(&mut manifest.jobmatch);
    TAXONOMY.version().clone_into(&mut manifest.taxonomy);
    for segment in &mut manifest.segments {
        for extent in segment.sections.iter_mut().chain(segment.texts.iter_mut().map(|block| &mut block.extent)) {
            extent.sum = part(bytes, extent.at, extent.len).map_or(0, crc32fast::hash);
        }
    }
    let written = postcard::to_stdvec(&manifest).ok()?;
    let mut out = bytes.to_vec();
    out.resize(out.len().max(HEADER), 0);
    let mut slot = 1_u64.to_le_bytes().to_vec();
    slot.extend((out.len() as u64).to_le_bytes());
    slot.extend((written.len() as u64).to_le_bytes());
    slot.extend(crc32fast::hash(&written).to_le_bytes());
    slot.resize(36, 0);
    slot.extend(crc32fast::hash(&slot).to_le_bytes());
    out[..MAGIC.len()].copy_from_slice(MAGIC);
    out[MAGIC.len()..MAGIC.len() + 4].copy_from_slice(&1_u32.to_le_bytes());
    for at in SLOTS {
        out[at..at + slot.len()].copy_from_slice(&slot);
    }
    out.extend(written);
    Some(out)
}
