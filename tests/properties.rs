//! What must hold for every profile and every line, tried at random.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, missing_docs)]

mod common;

use std::fs;
use std::sync::LazyLock;

use common::{World, samples};
use jobmatch::answers::Ranked;
use jobmatch::matching::{Holdings, Judge};
use jobmatch::posting::Posting;
use jobmatch::profile::Candidate;
use jobmatch::requirement::{Expr, LONGEST, Parser};
use jobmatch::score::{Scorer, Understood};
use jobmatch::taxonomy::{SkillId, Taxonomy};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

static WORLD: LazyLock<World> = LazyLock::new(World::new);

/// Names that stand for a skill in Korean and English text without a condition.
const NAMES: &[&str] =
    &["Python", "Kotlin", "Django", "PostgreSQL", "Docker", "Kubernetes", "React", "TypeScript", "Redis", "Kafka", "Terraform", "Jenkins"];

/// Pieces of lines; glued at random they give nonsense of every kind.
const PIECES: &[&str] = &[
    "Python",
    "파이썬",
    "C++",
    "C#",
    ".NET",
    "Node.js",
    "Go",
    "R",
    "AWS",
    "쿠버네티스",
    "경험",
    " 경험이 있으신 분",
    "이상",
    "3년",
    "3~7년",
    "2+ years",
    "세 가지",
    "중 하나 이상",
    "중",
    "또는",
    "혹은",
    "및",
    "등",
    "와",
    "을",
    "에서의",
    "기반",
    "필수",
    "우대",
    "무관",
    "비즈니스 레벨의 영어",
    "학사 이상",
    "Bachelor's degree",
    "or",
    "and",
    "at least one of",
    "such as",
    "e.g.",
    "or equivalent",
    "not required",
    "preferred",
    "experience with",
    "(",
    ")",
    "[",
    "]",
    "/",
    ",",
    ".",
    ":",
    ";",
    "·",
    "-",
    "–",
    "~",
    "\t",
    " ",
    "  ",
    "\u{3000}",
    "\u{200b}",
    "\u{301}",
    "ｐｙｔｈｏｎ",
    "\u{1112}\u{1161}\u{11ab}",
    "🦀",
    "％",
    "100",
    "0",
    "999999999999999999999",
    "-1",
    "이에 준하는",
    "아래 우대사항",
    "위 두 가지 모두",
    "포트폴리오",
    "TOEIC 800",
    "ß",
    "İ",
    "ﬁ",
    "\u{feff}",
    "**",
    "`",
    "\\",
    "|",
    "<b>",
    "&amp;",
];

fn tree(taxonomy: &Taxonomy, line: &str) -> serde_json::Value {
    Parser::new(taxonomy).parse(line, &[]).expr.to_json(taxonomy)
}

fn fit(candidate: &Candidate, understood: &Understood<'_>) -> Option<f64> {
    let world = &*WORLD;
    let holdings = Holdings::new(candidate, &world.taxonomy);
    Scorer { judge: Judge { taxonomy: &world.taxonomy, policy: &world.policy, holdings: &holdings } }.score(understood).fit
}

fn candidates() -> Vec<Candidate> {
    let empty = WORLD.candidate("name: nobody\n");
    let read = samples().into_iter().map(|path| WORLD.candidate(&fs::read_to_string(path).unwrap()));
    read.chain([empty]).collect()
}

/// A posting with these lines, all required.
fn posting_of(lines: &[String]) -> Posting {
    let text = format!("# Somewhere\n## Requirements\n- {}\n", lines.join("\n- "));
    let world = World::of(vec![jobmatch::source::Source::new("p.md", text)]);
    world.postings.into_iter().next().unwrap()
}

fn names(least: usize) -> impl Strategy<Value = Vec<&'static str>> {
    proptest::sample::subsequence(NAMES, least..=NAMES.len()).prop_shuffle()
}

/// The members of a line's alternatives, as a set.
fn members(line: &str) -> (Vec<String>, u64) {
    let json = tree(&WORLD.taxonomy, line);
    let mut of: Vec<String> = json["any"].as_array().map(|of| of.iter().map(ToString::to_string).collect()).unwrap_or_default();
    of.sort();
    (of, json["min"].as_u64().unwrap_or(0))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_alternatives_does_not_matter(names in names(2), count in 1usize..=2) {
        let mut turned = names.clone();
        turned.reverse();
        for end in ["하나 이상 사용 경험", "2개 이상 사용 경험"].iter().take(count) {
            let line = |names: &[&str]| format!("{} 중 {end}", names.join(", "));
            prop_assert_eq!(members(&line(&names)), members(&line(&turned)));
        }
        let line = |names: &[&str]| format!("Experience with {}", names.join(" or "));
        let (of, min) = members(&line(&names));
        prop_assert_eq!((of.len(), min), (names.len(), 1), "{}", line(&names));
        prop_assert_eq!(members(&line(&turned)), (of, min));
    }

    #[test]
    fn more_alternatives_never_hurt(names in names(3), held in 0usize..NAMES.len()) {
        let candidate = WORLD.candidate(&format!("name: x\nskills: [{}]\n", NAMES[held]));
        let roles = &WORLD.roles;
        let mut last = 0.0;
        for count in 2..=names.len() {
            let posting = posting_of(&[format!("{} 중 하나 이상 사용 경험", names[..count].join(", "))]);
            let understood = Understood::new(&posting, &mut Parser::new(&WORLD.taxonomy), roles);
            let fit = fit(&candidate, &understood).expect("a skill is asked");
            prop_assert!(fit >= last, "{fit} after {last}: {:?}", &names[..count]);
            last = fit;
        }
    }

    #[test]
    fn one_more_skill_never_lowers_a_fit(skill in 0..WORLD.taxonomy.len(), which in 0usize..7) {
        let mut candidate = candidates().swap_remove(which);
        let understood = WORLD.understood();
        let before: Vec<_> = understood.iter().map(|posting| fit(&candidate, posting)).collect();
        candidate.add(SkillId(u32::try_from(skill).unwrap()), "--add");
        for (posting, before) in understood.iter().zip(before) {
            let after = fit(&candidate, posting);
            prop_assert!(after >= before, "{}: {before:?}, then {after:?}", posting.posting.id);
        }
    }

    #[test]
    fn spelling_does_not_change_the_tree(names in names(2), spaces in 1usize..4) {
        let taxonomy = &WORLD.taxonomy;
        let line = format!("{} 중 하나 이상을 사용한 경험", names.join(", "));
        let wanted = tree(taxonomy, &line);
        let wide: String = line.chars().map(|c| if c.is_ascii_alphanumeric() { char::from_u32(u32::from(c) + 0xFEE0).unwrap() } else { c }).collect();
        let others = [
            line.replace(' ', &" ".repeat(spaces)),
            line.to_lowercase(),
            line.to_uppercase(),
            wide,
            line.nfd().collect(),
            line.nfc().collect(),
            format!("  {line}  "),
        ];
        for other in others {
            prop_assert_eq!(&tree(taxonomy, &other), &wanted, "{}", other);
        }
    }

    #[test]
    fn particles_do_not_change_the_tree(name in proptest::sample::select(NAMES), particle in proptest::sample::select(vec!["을", "를", "의", "에 대한", "로", "으로"])) {
        let line = |particle: &str| format!("{name}{particle} 개발 경험");
        let plain = tree(&WORLD.taxonomy, &format!("{name} 개발 경험"));
        prop_assert_eq!(tree(&WORLD.taxonomy, &line(particle)), plain, "{}", line(particle));
    }

    #[test]
    fn any_text_is_parsed_and_any_tree_judged(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..24), noise in ".{0,6}") {
        let line = format!("{}{noise}", pieces.concat());
        let spaced = format!("{noise} {}", pieces.join(" "));
        for text in [&line, &spaced] {
            let mut parser = Parser::new(&WORLD.taxonomy);
            let parsed = parser.parse(text, &[]);
            let mut end = 0;
            for mention in &parsed.mentions {
                prop_assert!(mention.span.start >= end && mention.span.end > mention.span.start, "{text}");
                prop_assert!(text.get(mention.span.start..mention.span.end).is_some(), "{text}");
                end = mention.span.end;
            }
            prop_assert_eq!(&parser.parse(text, &[]), &parsed, "the same line gives the same tree");
            for candidate in candidates().iter().take(2) {
                let holdings = Holdings::new(candidate, &WORLD.taxonomy);
                let judge = Judge { taxonomy: &WORLD.taxonomy, policy: &WORLD.policy, holdings: &holdings };
                if let jobmatch::matching::Outcome::Assessed(credit, _) = judge.judge(&parsed.expr, jobmatch::matching::verdict::Setting::default(), &mut ()) {
                    prop_assert!((0.0..=1.0).contains(&credit), "{credit}: {text}");
                }
            }
        }
    }

    #[test]
    fn any_text_is_read_as_postings(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..40), breaks in proptest::collection::vec(proptest::sample::select(vec!["\n", "\n- ", "\n    - ", "\n## ", "\n1. ", "\n자격요건\n", "\n|"]), 40)) {
        let text: String = pieces.iter().zip(&breaks).flat_map(|(piece, joint)| [*piece, *joint]).collect();
        let reading = jobmatch::posting::read(&[jobmatch::source::Source::new("p.md", text)]);
        for posting in &reading.postings {
            prop_assert!(!posting.id.is_empty());
        }
    }
}

#[test]
fn nothing_that_is_said_of_a_posting_depends_on_the_others() {
    let understood = WORLD.understood();
    for candidate in candidates() {
        let (ranked, reported) = (WORLD.rank(&candidate, &understood), WORLD.gap(&candidate, &understood));
        for posting in &understood {
            let alone = std::slice::from_ref(posting);
            let of = |postings: &[Ranked]| postings.iter().find(|ranked| ranked.id == posting.posting.id).cloned().unwrap();
            assert_eq!(of(&ranked.postings), of(&WORLD.rank(&candidate, alone).postings));
            assert_eq!(of(&reported.postings), of(&WORLD.gap(&candidate, alone).postings));
        }
    }
}

#[test]
fn a_wider_choice_in_a_tree_never_lowers_its_credit() {
    let candidate = candidates().swap_remove(3);
    let holdings = Holdings::new(&candidate, &WORLD.taxonomy);
    let judge = Judge { taxonomy: &WORLD.taxonomy, policy: &WORLD.policy, holdings: &holdings };
    let skills: Vec<Expr> = NAMES.iter().map(|name| Parser::new(&WORLD.taxonomy).parse(name, &[]).expr).collect();
    for min in 1..=2 {
        let mut last = 0.0;
        for count in min..=skills.len() {
            let any = Expr::any_of(skills[..count].to_vec(), min, false, None);
            let outcome = judge.judge(&any, jobmatch::matching::verdict::Setting::default(), &mut ());
            let jobmatch::matching::Outcome::Assessed(credit, _) = outcome else { panic!("{outcome:?}") };
            assert!(credit >= last, "{count} of {min}");
            last = credit;
        }
    }
}

/// No clock: what takes more than its length makes this test hang, and the piece printed last is the one.
#[test]
fn the_longest_lines_are_parsed() {
    let mut parser = Parser::new(&WORLD.taxonomy);
    for piece in PIECES {
        eprintln!("{piece:?} …");
        for line in [piece.repeat(LONGEST / piece.len()), format!("{piece} Python ").repeat(LONGEST / (piece.len() + 8))] {
            let parsed = parser.parse(&line, &[]);
            assert_eq!(parser.parse(&line, &[]), parsed);
        }
    }
}
