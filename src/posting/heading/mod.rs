//! Which words are a heading, and of what. The words are data (`data/headings.txt`); the rules are here.

mod phrases;
mod split;
mod tokens;
mod words;

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use foldhash::HashMap;

use crate::text::Packed;
use crate::text::boundary::is_alphanumeric;
use crate::text::trie::Trie;
use crate::text::words::section;

pub(crate) use split::{Labelled, by_colon, labelled};

const DATA: &str = include_str!("../data/headings.txt");

/// Characters beyond which no text is a heading.
const LONGEST: usize = 90;

/// What a heading opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A list of what is required; lists of both kinds under one heading too.
    Required,
    /// A list of what is nice to have.
    Preferred,
    /// A kind of requirement ("Education", "Technical skills"): part of the list around it, or a list of its own.
    Group,
    /// What the work is.
    Duties,
    /// Anything else: benefits, process, company.
    End,
}

/// How much the look of a line says that it is a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Look {
    /// A line among others.
    Plain,
    /// A heading, bold, or closed with a colon.
    Marked,
}

/// A heading that was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    /// What it opens.
    pub(crate) role: Role,
    /// Whether its list holds for all postings of the file.
    pub(crate) shared: bool,
}

/// Reads a text as a heading. A colon at its end counts as a mark.
pub(crate) fn head(text: &str, look: Look) -> Option<Head> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST && (text.len() > LONGEST * 3 || text.chars().count() > LONGEST) {
        return None;
    }
    let look = if text.ends_with([':', '：']) || is_bracketed(text) { Look::Marked } else { look };
    whole(text, look).or_else(|| {
        // "자격요건 (경력)" and "Requirements (must have three)": what stands in brackets behind may be anything.
        let (front, _) = text.trim_end_matches([':', '：', ' ']).strip_suffix([')', ']', '）'])?.rsplit_once(['(', '[', '（'])?;
        whole(front.trim(), look).filter(|_| !front.trim().is_empty())
    })
}

/// What headings begin with. Most lines are none, which their first word tells.
static BEGINNINGS: LazyLock<Trie> = LazyLock::new(|| Trie::of(UNITS));
static UNITS: &Packed<[u8]> = &Packed(*include_bytes!(concat!(env!("OUT_DIR"), "/headings_beginnings.bin")));

fn whole(text: &str, look: Look) -> Option<Head> {
    let known = |first: &str| BEGINNINGS.get(first).is_some() || first.bytes().all(|byte| byte.is_ascii_digit());
    if !tokens::beginning(text).is_none_or(|first| known(&first)) {
        return None;
    }
    let tokens = tokens::tokens(text);
    let key = tokens::key(&tokens);
    if key.is_empty() {
        return None;
    }
    let role = phrases::find(&key, look).or_else(|| words::role(&tokens).filter(|_| !is_sentence(text)));
    match role {
        Some(Role::Group) if look == Look::Plain => None,
        Some(role) => Some(Head { role, shared: phrases::is_shared(&tokens, &key) }),
        None => None,
    }
}

fn is_sentence(text: &str) -> bool {
    text.ends_with(['.', ',', ';', '。']) && !text.ends_with("...")
}

/// `[우대사항]`, `【필수】`, `<자격요건>`.
fn is_bracketed(text: &str) -> bool {
    let pairs = [('[', ']'), ('【', '】'), ('<', '>'), ('〈', '〉'), ('《', '》'), ('「', '」'), ('『', '』'), ('〔', '〕'), ('{', '}')];
    pairs.iter().any(|&(open, close)| text.starts_with(open) && text.ends_with(close))
}

/// Whether an unknown heading speaks of something that one requires.
pub(crate) fn speaks_of_requirements(text: &str) -> bool {
    contains_any(text, "inside")
}

/// Whether an unknown heading speaks of something else.
pub(crate) fn speaks_of_other(text: &str) -> bool {
    contains_any(text, "outside")
}

/// Whether a line is one of those that stand in every posting of a company behind the requirements.
pub(crate) fn is_boilerplate(text: &str) -> bool {
    text.starts_with("#LI-") || contains_any(text, "boilerplate")
}

/// Whether a text reads like the title of a job.
pub(crate) fn is_title(text: &str) -> bool {
    contains_any(text, "roles")
}

static LISTS: LazyLock<HashMap<&str, AhoCorasick>> = LazyLock::new(|| {
    let lists = ["inside", "outside", "boilerplate", "roles"].into_iter();
    // The kind that is built quickest: most runs read few lines with it.
    let builder =
        |words: Vec<&str>| AhoCorasick::builder().kind(Some(AhoCorasickKind::NoncontiguousNFA)).build(words.into_iter().map(padded)).ok();
    lists.filter_map(|name| Some((name, builder(section(DATA, name))?))).collect()
});

/// Whether a text contains a word of a list. A word begins where it stands, and may end in the middle of a longer one.
fn contains_any(text: &str, list: &str) -> bool {
    let text = &text[..text.floor_char_boundary(2_000)];
    LISTS.get(list).is_some_and(|words| words.is_match(&padded(text)))
}

/// Lower case, words parted by one space, with one in front, so that a Latin word of the lists matches only at its beginning.
fn padded(text: &str) -> String {
    let folded = crate::text::Folded::new(text);
    let mut out = String::with_capacity(folded.text.len() + 1);
    for c in folded.text.chars() {
        let c = if is_alphanumeric(c) { c } else { ' ' };
        let latin = c.is_ascii() && c != ' ';
        if (out.is_empty() && latin) || (c == ' ' && !out.ends_with(' ')) {
            out.push(' ');
        }
        if c != ' ' {
            out.push(c);
        }
    }
    out
}

/// A kind of fact that a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fact {
    /// Who asks.
    Company,
    /// The title of the job.
    Title,
    /// Where the posting was found.
    Url,
}

/// Sections of `data/headings.txt` that are labels. The packed trie numbers them so.
const FACTS: [Fact; 3] = [Fact::Company, Fact::Title, Fact::Url];

static LABELS: LazyLock<Trie> = LazyLock::new(|| Trie::of(LABEL_UNITS));
static LABEL_UNITS: &Packed<[u8]> = &Packed(*include_bytes!(concat!(env!("OUT_DIR"), "/headings_labels.bin")));

/// The fact that a label names.
pub(crate) fn fact(label: &str) -> Option<Fact> {
    if label.len() > 40 {
        return None;
    }
    LABELS.get(&tokens::key(&tokens::tokens(label))).and_then(|number| FACTS.get(number as usize)).copied()
}

#[cfg(test)]
mod tests {
    use super::{Look, Role, head};

    fn role(text: &str) -> Option<Role> {
        head(text, Look::Plain).map(|head| head.role)
    }

    #[test]
    fn reads_spellings_of_required() {
        for text in [
            "자격요건",
            "자격 요건 :",
            "■ 자격요건",
            "[자격요건]",
            "【필수】",
            "<지원 자격>",
            "✅ 필수 요건",
            "지원자격 및 요건",
            "Requirements",
            "REQUIREMENTS:",
            "Minimum Qualifications",
            "What we’re looking for",
            "You might be a fit if...",
            "이런 분을 찾고 있어요",
            "이런 분을 찾습니다!",
            "이런 분과 함께 하고 싶어요",
            "Required skills and experience",
            "Qualifications / Requirements",
            "자격요건 및 우대사항",
            "자격요건 (경력 3년 이상)",
            "🙋 Who you are",
            "Must-haves",
        ] {
            assert_eq!(role(text), Some(Role::Required), "{text}");
        }
    }

    #[test]
    fn reads_spellings_of_preferred() {
        for text in [
            "우대사항",
            "우대 조건",
            "[우대]",
            "이런 분이면 더 좋아요",
            "이런 경험이 있으면 더 좋습니다",
            "Nice to have",
            "Nice-to-haves:",
            "Bonus points",
            "Bonus points if you have",
            "Preferred Qualifications",
            "Desired skills & experience",
            "Preferred Requirements",
            "우대요건",
            "Even better if",
            "이런 분이면 더욱 좋을 것 같아요",
        ] {
            assert_eq!(role(text), Some(Role::Preferred), "{text}");
        }
    }

    #[test]
    fn ends_and_duties() {
        for text in [
            "혜택 및 복지",
            "전형절차",
            "근무조건",
            "제출서류",
            "수습기간",
            "Benefits",
            "Why join us?",
            "About Acme:",
            "How to apply",
            "이렇게 합류해요",
        ] {
            assert_eq!(role(text), Some(Role::End), "{text}");
        }
        for text in ["주요업무", "담당 업무", "Responsibilities", "What you’ll do", "이런 일을 해요"] {
            assert_eq!(role(text), Some(Role::Duties), "{text}");
        }
    }

    #[test]
    fn sentences_are_no_headings() {
        for text in [
            "컴퓨터공학 관련 학과 전공자 우대",
            "우대 사항은 필수조건이 아니며",
            "Experience with Java is required",
            "Java",
            "AWS 자격증 우대",
            "Process improvement experience",
            "Requirements gathering with customers",
            "필수 교육을 이수하신 분",
            "About five years of Java",
        ] {
            assert_eq!(role(text), None, "{text}");
        }
    }
}
