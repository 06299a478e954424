//! Postings as they might be written, in Korean and English: lines with holes, filled by skills that are found together.
#![allow(unreachable_pub, clippy::indexing_slicing, reason = "a module of a program, of tests and of benches")]

use jobmatch::posting;
use jobmatch::requirement::Parser;
use jobmatch::seeds;
use jobmatch::taxonomy::{Kind, SkillId, Taxonomy};
use serde_json::{Value, json};

/// What a required or a preferred line may say: `{}` is a skill of the posting's field, `{n}` a small number.
const KOREAN: &[&str] = &[
    "{}, {} 등을 활용한 서비스 개발 경험이 {n}년 이상이신 분",
    "{} 또는 {} 사용 경험이 있으신 분",
    "{}에 대한 이해도가 높고 실무에 적용해 보신 분",
    "{}, {}, {} 중 하나 이상을 능숙하게 다루시는 분",
    "{} 기반의 시스템을 직접 설계하고 운영해 본 경험",
    "대규모 트래픽 환경에서 {}와 {}를 운영해 보신 분",
    "{} 활용 능력 중급 이상",
    "관련 경력 {n}년 이상 또는 그에 준하는 역량을 갖추신 분",
    "컴퓨터공학 또는 관련 학과 학사 이상",
    "비즈니스 레벨의 영어 의사소통이 가능하신 분",
    "동료와 원활하게 소통하고 협업하시는 분",
    "새로운 기술을 배우는 데 두려움이 없으신 분",
    "{} 관련 자격증을 보유하신 분",
    "{} 환경에 익숙하고 {}로 배포를 자동화해 보신 분",
    "주도적으로 문제를 정의하고 끝까지 해결하시는 분",
    "{}를 이용한 데이터 처리 및 분석 경험 ({n}년 이상 우대)",
];
const ENGLISH: &[&str] = &[
    "{n}+ years of professional experience with {} and {}",
    "Strong knowledge of {} or {}, with a track record of shipping to production",
    "Hands-on experience with at least one of {}, {}, or {}",
    "Familiarity with {} such as {} is expected from day one",
    "Bachelor's degree in Computer Science or a related field, or equivalent practical experience",
    "Experience designing and operating services on {}",
    "Proficiency in {}; working knowledge of {} is a plus",
    "{n}-8 years of industry experience in a similar role",
    "Fluent English, written and spoken",
    "Excellent communication skills and a sense of ownership",
    "You have built pipelines with {} and kept them healthy with {}",
    "Comfortable reviewing code and mentoring others in {}",
    "Advanced {} skills, including tuning and troubleshooting",
    "Experience with {} is preferred but not required",
    "A portfolio that shows your work with {}",
];
const DUTIES: &[&str] = &[
    "서비스의 안정적인 운영을 위해 모니터링 체계를 개선하고 장애에 대응합니다.",
    "기획자, 디자이너와 함께 고객의 문제를 정의하고 해결책을 빠르게 실험합니다.",
    "Own features end to end, from the first sketch to the dashboard that tells whether they work.",
    "Work with teams in three time zones and write down decisions so that others can follow them.",
    "팀의 개발 문화를 함께 만들고 코드 리뷰와 문서화로 지식을 나눕니다.",
    "Keep the systems simple, the tests fast and the alerts rare.",
    "사내 도구와 자동화를 통해 반복되는 업무를 줄이고 생산성을 높입니다.",
    "Plan the roadmap together with product managers and report on progress every other week.",
];
const ABOUT: &[&str] = &[
    "우리는 매일 쓰는 제품을 더 낫게 만드는 팀입니다.",
    "We are a team that makes everyday products better, one release at a time.",
    "창업 이후 해마다 두 배 가까이 성장해 왔고, 이제 더 많은 나라의 고객을 만나려고 합니다.",
    "Our customers run hospitals, shops and schools; when our service is slow, their day is slow.",
    "작은 팀이 스스로 목표를 정하고, 결과를 투명하게 나누며, 실패에서 배우는 것을 중요하게 생각합니다.",
    "We write things down, we meet seldom, and we decide close to the people who do the work.",
    "고객의 목소리를 직접 듣고 한 주 안에 제품에 반영하는 것이 우리가 일하는 방식입니다.",
    "The office is a short walk from the station, and most of us work from home two or three days a week.",
    "구성원 모두가 같은 정보를 보고 판단할 수 있도록 매주 지표와 계획을 함께 살펴봅니다.",
    "Backed by patient investors, we plan in years and ship in weeks.",
];
const BENEFITS: &[&str] = &[
    "유연 근무",
    "Learning budget",
    "점심 식대",
    "Health check-up every year",
    "장비 지원",
    "입사 첫날 최신 장비를 드리고, 필요한 소프트웨어는 바로 구매해 드립니다.",
    "Twenty-five days of leave, and the week between the years is free for everyone.",
    "서류 전형, 1차 인터뷰, 2차 인터뷰, 처우 협의 순서로 진행하며 결과는 일주일 안에 알려 드립니다.",
    "We answer every application within ten days and tell you what happens next.",
    "경조사 휴가와 경조금, 명절 선물, 생일 반차를 드립니다.",
    "A phone interview, a small task at home that we pay for, and a day with the team.",
    "가족까지 함께 쓰는 단체 상해 보험과 심리 상담 프로그램을 운영합니다.",
];
const WORDS: &[&str] = &[
    "Blue", "한빛", "Next", "가온", "Core", "누리", "Bright", "새벽", "Open", "다온", "Prime", "미래", "Delta", "라온", "Union", "해솔",
    "Orbit", "이음", "Vertex", "온새",
];
const KINDS: &[&str] =
    &["소프트", "Labs", "테크", "Works", "시스템즈", "Systems", "랩스", "Data", "커머스", "Mobility", "헬스케어", "Games"];
const ROLES: &[&str] = &[
    "백엔드 개발자",
    "Backend Engineer",
    "데이터 엔지니어",
    "Data Engineer",
    "프론트엔드 개발자",
    "Frontend Engineer",
    "DevOps 엔지니어",
    "Site Reliability Engineer",
    "머신러닝 엔지니어",
    "ML Engineer",
    "안드로이드 개발자",
    "iOS Developer",
    "보안 엔지니어",
    "QA Engineer",
    "데이터 분석가",
    "Product Manager",
    "임베디드 소프트웨어 엔지니어",
    "Game Developer",
    "Cloud Architect",
    "디자이너",
];

/// The same numbers each time (xorshift).
#[derive(Debug)]
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % bound.max(1)
    }

    fn of<'t, T>(&mut self, items: &'t [T]) -> &'t T {
        &items[self.below(items.len())]
    }
}

/// Makes postings one after the other.
pub struct Generator<'t> {
    taxonomy: &'t Taxonomy,
    dice: Dice,
    /// Skills that belong together: all under one category.
    fields: Vec<Vec<SkillId>>,
    /// Lines of the sample postings.
    seeds: Vec<String>,
}

impl<'t> Generator<'t> {
    /// With a seed other than 0, which gives the same as 1.
    pub fn new(taxonomy: &'t Taxonomy, seed: u64) -> Self {
        let hard: Vec<SkillId> =
            taxonomy.skills().filter(|skill| skill.kind().is_hard() && skill.kind() != Kind::Category).map(|skill| skill.key).collect();
        let categories = taxonomy.skills().filter(|skill| skill.kind() == Kind::Category).map(|skill| skill.key);
        let under = |category| hard.iter().copied().filter(|skill| taxonomy.is_under(*skill, category)).collect::<Vec<_>>();
        let fields = categories.map(under).filter(|members| members.len() >= 5).collect();
        let mut parser = Parser::new(taxonomy);
        let named = |text: &str, parser: &mut Parser<'_>| !parser.parse(text, &[]).mentions.is_empty();
        let postings = posting::read(&seeds::sources()).postings;
        let lines = postings.into_iter().flat_map(|posting| posting.lines).map(|line| line.text);
        let seeds = lines.filter(|line| named(line, &mut parser)).collect();
        Self { taxonomy, dice: Dice(seed.max(1).wrapping_mul(0x9E37_79B9_7F4A_7C15)), fields, seeds }
    }

    /// The next posting as a line of JSON. Companies differ, so that most ids do without a number.
    pub fn posting(&mut self, at: usize) -> String {
        let fields = [self.dice.below(self.fields.len()), self.dice.below(self.fields.len())];
        let company = format!("{}{} {at}", self.dice.of(WORDS), self.dice.of(KINDS));
        let korean = self.dice.below(3) > 0;
        let required = self.lines(fields, korean, 5, 5);
        let preferred = self.lines(fields, korean, 3, 4);
        let duties = self.prose(DUTIES, 4);
        let about = self.prose(ABOUT, 4).join(" ");
        let benefits = self.prose(BENEFITS, 6);
        let posting = json!({
            "company": company,
            "title": self.dice.of(ROLES),
            "url": format!("https://jobs.example.com/{at}"),
            "location": "Seoul",
            "about": about,
            "responsibilities": duties,
            "required": required,
            "preferred": preferred,
            "benefits": benefits,
        });
        format!("{posting}\n")
    }

    fn prose(&mut self, of: &'static [&'static str], least: usize) -> Vec<&'static str> {
        (0..least + self.dice.below(4)).map(|_| *self.dice.of(of)).collect()
    }

    fn lines(&mut self, fields: [usize; 2], korean: bool, least: usize, more: usize) -> Vec<Value> {
        (0..least + self.dice.below(more)).map(|_| self.line(fields, korean).into()).collect()
    }

    fn line(&mut self, fields: [usize; 2], korean: bool) -> String {
        if self.dice.below(20) == 0 {
            return self.dice.of(&self.seeds).clone();
        }
        let mut rest = *self.dice.of(if korean { KOREAN } else { ENGLISH });
        let mut line = String::with_capacity(rest.len() + 48);
        while let Some(at) = rest.find('{') {
            line.push_str(&rest[..at]);
            rest = &rest[at..];
            if let Some(after) = rest.strip_prefix("{n}") {
                line.push_str(&(1 + self.dice.below(7)).to_string());
                rest = after;
            } else {
                line.push_str(self.name(fields));
                rest = &rest[2..];
            }
        }
        line.push_str(rest);
        line
    }

    /// A skill: of the posting's fields as a rule, those that come first more often than the others.
    fn name(&mut self, fields: [usize; 2]) -> &'t str {
        let field = if self.dice.below(10) == 0 { self.dice.below(self.fields.len()) } else { fields[self.dice.below(2)] };
        let bound = 1 + self.dice.below(self.fields[field].len());
        let at = self.dice.below(bound);
        self.taxonomy.skill(self.fields[field][at]).name()
    }
}
