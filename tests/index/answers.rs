//! What is ranked from an index is what is ranked from the text, to the byte.

use std::fs::File;

use jobmatch::index::{Doc, Index, Maker};
use jobmatch::matching::{Holdings, Judge};
use jobmatch::posting::model::Line;
use jobmatch::posting::{Posting, Section};
use jobmatch::profile::Candidate;
use jobmatch::requirement::Memory;
use jobmatch::score::roles::Roles;
use jobmatch::score::{Best, Cut, Desk, Fresh, Kept, Place, Policy, Prospect, Scorer};
use jobmatch::span::Span;
use proptest::prelude::*;

use crate::common::World;
use crate::program::{Folder, jobmatch};
use crate::{generated, make, rank};

#[test]
fn an_index_answers_as_the_text_does() {
    let folder = Folder::new();
    folder.write("postings.jsonl", generated(400, 7));
    make(&folder, "postings.jsonl", "postings.index");
    for top in ["1", "3", "20", "400", "1000"] {
        let from_text = rank(&folder, "postings.jsonl", top).done();
        assert_eq!(from_text.code, 0, "{}", from_text.err);
        let from_index = rank(&folder, "postings.index", top).done();
        assert!(from_text.out == from_index.out, "top {top}: {}", from_index.err);
    }
}

#[test]
fn threads_do_not_change_a_byte() {
    let folder = Folder::new();
    folder.write("postings.jsonl", generated(600, 3));
    let one = rank(&folder, "postings.jsonl", "15").args(["--jobs", "1"]).done();
    assert_eq!(one.code, 0, "{}", one.err);
    for jobs in ["2", "5"] {
        assert!(one.out == rank(&folder, "postings.jsonl", "15").args(["--jobs", jobs]).done().out, "{jobs}");
    }
    let all = |postings: &str, jobs: &str| {
        let args = ["--postings", postings, "--as-of", "2026-11", "--format", "csv", "--jobs", jobs];
        jobmatch(&folder).args(["--profile", &crate::program::sample()]).args(args).done()
    };
    let one = all("postings.jsonl", "1");
    assert_eq!((one.code, one.out.lines().count()), (0, 601), "{}", one.err);
    for jobs in ["1", "4"] {
        let index = format!("of-{jobs}.index");
        let made = jobmatch(&folder).args(["index", "postings.jsonl", "-o", &index, "--jobs", jobs]).done();
        assert_eq!(made.code, 0, "{}", made.err);
        assert!(one.out == all(&index, jobs).out && one.out == all("postings.jsonl", jobs).out, "{jobs}");
    }
    let bytes = |index: &str| std::fs::read(folder.path(index)).unwrap();
    assert!(bytes("of-1.index") == bytes("of-4.index"), "the index too");
}

#[test]
fn an_index_may_be_asked_for_gaps_and_plans() {
    let folder = Folder::new();
    folder.write("postings.jsonl", generated(30, 5));
    make(&folder, "postings.jsonl", "postings.index");
    for command in ["gap", "plan"] {
        let answer = |postings: &str| {
            let args = [command, "--profile", &crate::program::sample(), "--format", "json", "--as-of", "2026-11", "--postings", postings];
            crate::program::jobmatch(&folder).args(args).done()
        };
        let (text, index) = (answer("postings.jsonl"), answer("postings.index"));
        assert_eq!(text.code, 0, "{}", text.err);
        assert!(text.out == index.out, "{command}: {}", index.err);
    }
}

/// Lines that a bound could be wrong about: alternatives, categories, claims, references, lines that ask nothing.
const LINES: &[&str] = &[
    "Python",
    "Django, Flask 혹은 FastAPI 경험이 있으신 분",
    "Python, Kotlin, Java 중 하나 이상",
    "AWS, GCP 등 퍼블릭 클라우드 경험",
    "하나 이상의 프로그래밍 언어",
    "Python 외의 언어 경험",
    "PostgreSQL 또는 MySQL 3년 이상",
    "Docker와 Kubernetes 운영 경험",
    "경력 3년 이상",
    "경력 무관",
    "컴퓨터공학 또는 관련 학과 학사 이상",
    "학사 이상 또는 이에 준하는 경력",
    "비즈니스 레벨의 영어",
    "협업을 좋아하시는 분",
    "커뮤니케이션 능력, Git 사용 경험",
    "정보처리기사 자격증 보유",
    "포트폴리오를 제출해 주세요",
    "아래 우대사항 중 1가지 이상",
    "위 두 가지 모두",
    "해외 상표 출원 경험",
    "열정이 있으신 분",
    "Advanced SQL skills, Redis is a plus",
    "Kafka such as message queues preferred",
    "React and TypeScript (필수)",
];

fn posting(at: usize, required: &[usize], preferred: &[usize], title: usize) -> Posting {
    let line = |section, list: &[usize]| {
        let one = move |line: &usize| Line { section, text: LINES[*line].to_owned(), breaks: Vec::new(), line: 1, span: Span::default() };
        list.iter().map(one).collect::<Vec<_>>()
    };
    let lines = [line(Section::Required, required), line(Section::Preferred, preferred)].concat();
    let title = ["백엔드 개발자", "Designer", "데이터 분석가"][title];
    Posting {
        id: format!("p-{at}"),
        company: None,
        title: Some(title.to_owned()),
        url: None,
        family: None,
        path: "p".to_owned(),
        line: 1,
        described: at.is_multiple_of(3),
        lines,
    }
}

/// The best postings when each is judged.
fn judged(scorer: &Scorer<'_>, kept: &[Kept], cut: Cut) -> Vec<(Place, usize)> {
    let mut best = Best::new(cut);
    for (kept, at) in kept.iter().zip(0_usize..) {
        best.offer(scorer.place(&kept.understood(), &mut Desk::default()), at as u64, at);
    }
    best.into_sorted()
}

const SKILLS: &[&str] = &["Python", "Django", "MySQL", "AWS", "Kubernetes", "Java", "Git", "SQL", "TypeScript", "Kafka", "상표 출원"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn bounds_never_lose_a_posting(
        postings in prop::collection::vec(
            (prop::collection::vec(0..LINES.len(), 0..7), prop::collection::vec(0..LINES.len(), 0..5), 0..3_usize), 1..60),
        skills in prop::collection::btree_set(0..SKILLS.len(), 0..6),
        years in 0..8_u32,
        claims in any::<bool>(),
        degree in any::<bool>(),
        top in 1..12_usize,
        weights in (0..4_u8, 0..4_u8),
    ) {
        let world = World::of(Vec::new());
        let names: Vec<&str> = skills.iter().map(|skill| SKILLS[*skill]).collect();
        let name = if claims { "백엔드 개발자" } else { "A" };
        let mut profile = format!("name: {name}\nexperience_years: {years}\nskills: {names:?}\n");
        if claims {
            profile.push_str("traits: [협업, 커뮤니케이션]\nportfolio: x\ncertificates: [정보처리기사]\nlanguages: [{name: English, level: business}]\n");
        }
        if degree {
            profile.push_str("education:\n  - {degree: bachelor, field: 컴퓨터공학}\n");
        }
        let candidate = world.candidate(&profile);
        let policy = Policy { required_weight: weights.0.into(), preferred_weight: weights.1.into(), ..Policy::default() };
        check(&world, &candidate, &policy, &postings, top)?;
    }
}

type Drawn = (Vec<usize>, Vec<usize>, usize);

/// What [`judged`] gives, of postings that are read no further than it takes to know that they are not among the best.
fn as_they_come(
    scorer: &Scorer<'_>,
    postings: impl Iterator<Item = Posting>,
    memory: &mut Memory<'_>,
    roles: &Roles,
    cut: Cut,
) -> Vec<(Place, usize)> {
    let mut best = Best::new(cut);
    for (at, posting) in postings.enumerate() {
        let bar = best.worst().map(|(place, _)| place);
        let hopeless = |place: Place| bar.is_some_and(|bar| place >= bar) || !cut.admits(place);
        if let Prospect::Wanted(place, _) = Fresh::new(posting, memory, roles).judged(scorer, &mut Desk::default(), hopeless) {
            best.offer(place, at as u64, at);
        }
    }
    best.into_sorted()
}

fn check(world: &World, candidate: &Candidate, policy: &Policy, postings: &[Drawn], top: usize) -> Result<(), TestCaseError> {
    let mut memory = Memory::new(&world.taxonomy);
    let drawn = postings.iter().enumerate().map(|(at, (required, preferred, title))| posting(at, required, preferred, *title));
    let kept: Vec<Kept> = drawn.map(|posting| Kept::new(posting, &mut memory, &world.roles)).collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("index");
    let mut maker = Maker::new(File::create(&path).unwrap(), &world.taxonomy).unwrap();
    for kept in &kept {
        maker.add(&kept.posting, &kept.lines, &kept.families).unwrap();
    }
    maker.finish().unwrap();
    let index = Index::open(&path, &world.taxonomy).unwrap();

    let holdings = Holdings::new(candidate, &world.taxonomy);
    let scorer = Scorer { judge: Judge { taxonomy: &world.taxonomy, policy, holdings: &holdings } };
    for cut in [Cut { top: Some(top), min_fit: None }, Cut { top: None, min_fit: Some(40.0) }, Cut::default()] {
        let wanted = judged(&scorer, &kept, cut);
        let drawn = kept.iter().map(|kept| kept.posting.clone());
        prop_assert_eq!(&as_they_come(&scorer, drawn, &mut memory, &world.roles, cut), &wanted, "{:?}", cut);
        let best = index.best(std::slice::from_ref(&scorer), cut, 1).unwrap().pop().unwrap();
        let docs: Vec<Doc> = best.iter().map(|(_, doc)| *doc).collect();
        let taken = index.take(&docs).unwrap();
        let found: Vec<(Place, &str)> =
            best.iter().map(|(place, _)| *place).zip(taken.iter().map(|kept| kept.posting.id.as_str())).collect();
        let expected: Vec<(Place, &str)> = wanted.iter().map(|(place, at)| (*place, kept[*at].posting.id.as_str())).collect();
        prop_assert_eq!(found, expected);
    }
    // What comes back is what went in.
    let all = index.take(&index.docs()).unwrap();
    for (before, after) in kept.iter().zip(&all) {
        prop_assert_eq!(&before.posting, &after.posting);
        prop_assert_eq!(&before.families, &after.families);
        for (before, after) in before.lines.iter().zip(&after.lines) {
            prop_assert_eq!((&before.expr, before.strength), (&after.expr, after.strength));
        }
    }
    Ok(())
}
