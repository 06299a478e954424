//! Headings read word by word: "Preferred technical skills", "필수 자격 요건 및 우대 사항".

use std::sync::LazyLock;

use super::Role;
use super::tokens::Token;
use crate::text::Packed;
use crate::text::boundary::is_hangul;
use crate::text::trie::Trie;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    /// "Qualifications": required, unless a word beside it says otherwise.
    Noun,
    Required,
    Preferred,
    Not,
    Group,
    Neutral,
    End,
    Duties,
    Join,
}

/// Sections of `data/headings.txt` with the kinds of their words: of two that name a word the first wins. The packed trie numbers
/// them so.
const KINDS: [Word; 9] =
    [Word::Join, Word::Preferred, Word::Required, Word::Noun, Word::Not, Word::Group, Word::End, Word::Duties, Word::Neutral];

static WORDS: LazyLock<Trie> = LazyLock::new(|| Trie::of(UNITS));
static UNITS: &Packed<[u8]> = &Packed(*include_bytes!(concat!(env!("OUT_DIR"), "/headings_words.bin")));

fn kind(word: &str) -> Option<Word> {
    KINDS.get(WORDS.get(word)? as usize).copied()
}

/// The role of a heading of which every word is known; headings that are joined ("and", a slash) are read one by one.
pub(super) fn role(tokens: &[Token]) -> Option<Role> {
    let mut parts = vec![Vec::new()];
    let mut denied = false;
    for token in tokens {
        match token {
            Token::Join => parts.push(Vec::new()),
            Token::Word(word) => {
                for kind in kinds(word)? {
                    if std::mem::replace(&mut denied, kind == Word::Not) || denied {
                        continue;
                    }
                    match (kind, parts.last_mut()) {
                        (Word::Join, _) => parts.push(Vec::new()),
                        (kind, Some(part)) => part.push(kind),
                        (_, None) => {}
                    }
                }
            }
        }
    }
    let mut roles = Vec::with_capacity(parts.len());
    for part in &parts {
        // "Preferred qualifications and attributes": the word in front holds for both.
        let inherits = part.contains(&Word::Noun) && !part.contains(&Word::Required) && roles.last() == Some(&Role::Preferred);
        roles.extend(if inherits { Some(Role::Preferred) } else { part_role(part) });
    }
    let has = |role| roles.contains(&role);
    let joined_group = has(Role::Group) && roles.len() > 1;
    if has(Role::Preferred) && !has(Role::Required) && !has(Role::End) && !has(Role::Duties) {
        return Some(Role::Preferred);
    }
    if has(Role::Required) || has(Role::Preferred) {
        return if has(Role::End) && !joined_group { None } else { Some(Role::Required) };
    }
    [Role::Duties, Role::End, Role::Group].into_iter().find(|role| has(*role))
}

fn part_role(part: &[Word]) -> Option<Role> {
    let has = |word| part.contains(&word);
    if has(Word::End) {
        // 근무 조건, 지원 서류
        return Some(Role::End);
    }
    if has(Word::Preferred) {
        Some(Role::Preferred)
    } else if has(Word::Required) || has(Word::Noun) {
        Some(Role::Required)
    } else if has(Word::Duties) {
        Some(Role::Duties)
    } else {
        has(Word::Group).then_some(Role::Group)
    }
}

/// The kinds of the words that a token is made of; Hangul is written without spaces as often as with.
fn kinds(token: &str) -> Option<Vec<Word>> {
    if let Some(kind) = kind(token) {
        return Some(vec![kind]);
    }
    if !token.starts_with(is_hangul) || token.len() > 60 {
        return token.bytes().all(|byte| byte.is_ascii_digit()).then(Vec::new);
    }
    // From the end: how the text from each place on is cut, where it can be; the longest word first.
    let mut cuts: Vec<Option<(Word, usize)>> = vec![None; token.len() + 1];
    let places: Vec<usize> = token.char_indices().map(|(at, _)| at).collect();
    for &start in places.iter().rev() {
        let ends = places.iter().copied().filter(|&at| at > start).chain([token.len()]);
        for end in ends {
            if (end == token.len() || cuts[end].is_some())
                && let Some(kind) = kind(&token[start..end])
            {
                cuts[start] = Some((kind, end));
            }
        }
    }
    let mut kinds = Vec::new();
    let mut at = 0;
    while at < token.len() {
        let (kind, end) = cuts[at]?;
        kinds.push(kind);
        at = end;
    }
    Some(kinds)
}
