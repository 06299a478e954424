//! What postings ask for that no skill covers: names in Latin letters and bare Korean nouns that stand in requirement lines where
//! skills stand (before 경험, 활용, 능력; behind "experience with"; in a list beside a skill), counted over all lines.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::requirement::cue::Cue;
use crate::requirement::lex::{Lexer, Tok, Token};
use crate::requirement::term;
use crate::requirement::words as vocabulary;
use crate::taxonomy::Taxonomy;
use crate::taxonomy::resolve::Resolved;
use crate::text::boundary::is_hangul;
use crate::text::{Folded, fold, korean, words};

static STOP: LazyLock<BTreeSet<&str>> = LazyLock::new(|| words::section(include_str!("data/stop.txt"), "stop").into_iter().collect());

/// Words of a term at most.
const LONGEST: usize = 3;

/// A term that no skill covers.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Unmapped {
    /// The term as it is written most often first seen.
    pub term: String,
    /// Lines that ask for it.
    pub lines: usize,
    /// One of them.
    pub example: String,
}

/// Counts the terms that some lines ask for, most frequent first. Single words that only stand inside a longer term as frequent as
/// they are left out, and so are capitalised words that the same lines write small as often (Design, design): those are no names.
/// A spelling of a skill that its gates kept out of a line is covered.
#[must_use]
pub fn count<'a>(taxonomy: &Taxonomy, lines: impl IntoIterator<Item = &'a str>) -> Vec<Unmapped> {
    let mut lexer = Lexer::new(taxonomy);
    let mut found: BTreeMap<String, Unmapped> = BTreeMap::new();
    let mut small: BTreeMap<String, usize> = BTreeMap::new();
    let (mut mentions, mut tokens) = (Vec::new(), Vec::new());
    for line in lines {
        let text = Folded::new(line);
        mentions.clear();
        tokens.clear();
        lexer.lex(&text, &[], &mut mentions, &mut tokens);
        joined(&text, &mut tokens);
        for word in line.split(|c: char| !c.is_alphanumeric()).filter(|word| is_small(word)) {
            *small.entry(word.to_owned()).or_default() += 1;
        }
        let mut named: Vec<String> = Vec::new();
        let mut at = 0;
        for run in tokens.chunk_by(|a, b| adjoin(&text, a, b)) {
            let end = at + run.len();
            if is_plain(&run[0]) && is_asked(&tokens, at, end) {
                named.extend(terms(&text, run));
            }
            at = end;
        }
        named.sort_unstable();
        named.dedup_by(|a, b| fold::key(a) == fold::key(b));
        for term in named {
            let entry = found.entry(fold::key(&term)).or_insert_with(|| Unmapped { term, lines: 0, example: line.to_owned() });
            entry.lines += 1;
        }
    }
    let often_small = |word: &str, lines: usize| small.get(&word.to_lowercase()).is_some_and(|times| *times >= lines);
    let ordinary = |one: &Unmapped| one.term.split(' ').all(|word| is_titled(word) && often_small(word, one.lines));
    found.retain(|_, one| !ordinary(one) && !matches!(taxonomy.resolve(&one.term), Resolved::Skills(_)));
    let mut all: Vec<Unmapped> = found.values().cloned().collect();
    all.retain(|one| {
        let inside = |other: &&Unmapped| {
            other.term.len() > one.term.len() && other.lines >= one.lines && other.term.split(' ').any(|word| word == one.term)
        };
        !found.values().any(|other| inside(&other))
    });
    all.sort_by(|a, b| b.lines.cmp(&a.lines).then(a.term.cmp(&b.term)));
    all
}

/// A particle that joins is a sign of joining behind an unknown name too ("Zorbify와 Qz").
fn joined(text: &Folded<'_>, tokens: &mut [Token]) {
    for at in 1..tokens.len() {
        let particle = tokens[at].span.of(&text.text);
        let glued = tokens[at - 1].tok == Tok::Word(false) && tokens[at - 1].span.end == tokens[at].span.start;
        if glued && (vocabulary::AND_PARTICLE.has(particle) || vocabulary::OR_PARTICLE.has(particle)) {
            tokens[at].tok = Tok::With;
        }
    }
}

/// Words side by side, of one script.
fn adjoin(text: &Folded<'_>, a: &Token, b: &Token) -> bool {
    is_plain(a) && is_plain(b) && a.tok == b.tok && text.text[a.span.end..b.span.start].trim().is_empty() && b.span.start > a.span.end
}

fn is_plain(token: &Token) -> bool {
    matches!(token.tok, Tok::Word(_)) && !token.is(Cue::Generic)
}

/// Whether the run of words from `at` to `end` stands where a skill would: a word of asking follows it or the list that it begins
/// (경험, 활용, skills) or, in an English line, comes before it; or it stands in a list beside a skill; or it is the whole line.
fn is_asked(tokens: &[Token], at: usize, end: usize) -> bool {
    if at == 0 && end == tokens.len() || tokens.get(behind_list(tokens, end)).is_some_and(asks) {
        return true;
    }
    if tokens[at].tok == Tok::Word(false) && tokens[..at].iter().any(|token| asks(token) || token.is(Cue::Example)) {
        return true;
    }
    let before = at >= 2 && joins(&tokens[at - 1]) && is_skill(&tokens[at - 2]);
    before || tokens.get(end).is_some_and(joins) && tokens.get(end + 1).is_some_and(is_skill)
}

/// Where the list ends that goes on at `at` with a sign or a word that joins.
fn behind_list(tokens: &[Token], mut at: usize) -> usize {
    while tokens.get(at).is_some_and(joins) {
        at += 1;
        at += tokens[at..].iter().take_while(|token| is_plain(token) || is_skill(token)).count();
    }
    at
}

fn asks(token: &Token) -> bool {
    [Cue::Experience, Cue::Ask, Cue::Praise, Cue::Certificate, Cue::Etc].iter().any(|cue| token.is(*cue))
}

fn joins(token: &Token) -> bool {
    let sign = matches!(token.tok, Tok::Comma | Tok::Slash | Tok::Plus | Tok::With | Tok::Either | Tok::Open);
    sign || token.is(Cue::And) || token.is(Cue::Or)
}

const fn is_skill(token: &Token) -> bool {
    matches!(token.tok, Tok::Skill(..))
}

/// The terms of a run of words: the run itself where it is short, else its words.
fn terms(text: &Folded<'_>, run: &[Token]) -> Vec<String> {
    let words: Vec<&str> = run.iter().map(|token| text.span(token.span).of(text.original)).collect();
    let kept: Vec<String> = words.iter().filter_map(|word| noun(word)).collect();
    let mut out = Vec::new();
    if kept.len() == words.len() && words.len() > 1 && words.len() <= LONGEST {
        out.push(kept.join(" "));
    }
    out.extend(kept);
    out
}

/// A word that may be a name: Latin with a capital or a digit; a bare Korean noun.
fn noun(word: &str) -> Option<String> {
    if word.starts_with(is_hangul) {
        // 디자인 ends like a particle and has none.
        let stem = if term::is_known_noun(word) { word } else { &word[..word.len() - korean::trailing_particle(word)] };
        return (stem.chars().count() >= 2 && term::is_bare(stem) && !STOP.contains(stem)).then(|| stem.to_owned());
    }
    let letters = word.chars().filter(char::is_ascii_alphabetic).count();
    let name = word.starts_with(|c: char| c.is_ascii_uppercase()) || word.contains(|c: char| c.is_ascii_digit());
    let contraction = word.contains(['\'', '’']);
    (letters >= 2 && name && !contraction && !term::is_light(&word.to_lowercase())).then(|| word.to_owned())
}

/// Written with small letters only.
fn is_small(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Written with one capital, at its start: a name or the beginning of a sentence.
fn is_titled(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase()) && is_small(&word[1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms_of(lines: &[&str]) -> Vec<(String, usize)> {
        count(&Taxonomy::embedded(), lines.iter().copied()).into_iter().map(|one| (one.term, one.lines)).collect()
    }

    #[test]
    fn a_name_counts_where_a_skill_would_stand() {
        let lines = ["Zorbify 사용 경험", "Experience with Zorbify and Python", "Zorbify, Java", "서울 본사의 Zorbify 건물로 출근"];
        assert_eq!(terms_of(&lines), [("Zorbify".to_owned(), 3)]);
    }

    #[test]
    fn a_korean_noun_counts_before_a_word_of_asking() {
        assert_eq!(terms_of(&["곤충사육 경험이 있는 분", "곤충사육을 좋아해도 됩니다"]), [("곤충사육".to_owned(), 1)]);
    }

    #[test]
    fn a_capital_at_the_start_of_a_sentence_makes_no_name() {
        assert!(terms_of(&["Thoughtful experience", "Experience with thoughtful people"]).is_empty());
    }

    #[test]
    fn contractions_are_no_names() {
        assert!(terms_of(&["You’ve experience with Python"]).is_empty());
    }
}
