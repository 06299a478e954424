//! What postings name that no skill covers: names in Latin letters and bare Korean nouns that stand in requirement lines beside neither
//! a mention nor a cue word, counted over all lines.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::requirement::cue::Cue;
use crate::requirement::lex::{Lexer, Tok, Token};
use crate::requirement::term;
use crate::taxonomy::Taxonomy;
use crate::text::boundary::is_hangul;
use crate::text::{Folded, fold, korean, words};

static STOP: LazyLock<Vec<&str>> = LazyLock::new(|| words::section(include_str!("data/stop.txt"), "stop"));

/// Words of a term at most.
const LONGEST: usize = 3;

/// A term that no skill covers.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Unmapped {
    /// The term as it is written most often first seen.
    pub term: String,
    /// Lines that name it.
    pub lines: usize,
    /// One of them.
    pub example: String,
}

/// Counts the terms of some lines, most frequent first. Single words that only stand inside a longer term as frequent as they are left out.
#[must_use]
pub fn count<'a>(taxonomy: &Taxonomy, lines: impl IntoIterator<Item = &'a str>) -> Vec<Unmapped> {
    let mut lexer = Lexer::new(taxonomy);
    let mut found: BTreeMap<String, Unmapped> = BTreeMap::new();
    let (mut mentions, mut tokens) = (Vec::new(), Vec::new());
    for line in lines {
        let text = Folded::new(line);
        mentions.clear();
        tokens.clear();
        lexer.lex(&text, &[], &mut mentions, &mut tokens);
        let mut named: Vec<String> = Vec::new();
        for run in tokens.chunk_by(|a, b| adjoin(&text, a, b)).filter(|run| is_plain(&run[0])) {
            named.extend(terms(&text, run));
        }
        named.sort_unstable();
        named.dedup_by(|a, b| fold::key(a) == fold::key(b));
        for term in named {
            let entry = found.entry(fold::key(&term)).or_insert_with(|| Unmapped { term, lines: 0, example: line.to_owned() });
            entry.lines += 1;
        }
    }
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

/// Words side by side, of one script.
fn adjoin(text: &Folded<'_>, a: &Token, b: &Token) -> bool {
    is_plain(a) && is_plain(b) && a.tok == b.tok && text.text[a.span.end..b.span.start].trim().is_empty() && b.span.start > a.span.end
}

fn is_plain(token: &Token) -> bool {
    matches!(token.tok, Tok::Word(_)) && !token.is(Cue::Generic)
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

/// A word that may be a name: Latin with a capital, a digit or a length that words of grammar do not have; a bare Korean noun.
fn noun(word: &str) -> Option<String> {
    if word.starts_with(is_hangul) {
        // 디자인 ends like a particle and has none.
        let stem = if term::is_known_noun(word) { word } else { &word[..word.len() - korean::trailing_particle(word)] };
        return (stem.chars().count() >= 2 && term::is_bare(stem) && !STOP.contains(&stem)).then(|| stem.to_owned());
    }
    let lower = word.to_lowercase();
    let letters = word.chars().filter(char::is_ascii_alphabetic).count();
    let name = word.starts_with(|c: char| c.is_ascii_uppercase()) || word.contains(|c: char| c.is_ascii_digit());
    (letters >= 2 && name && !term::is_light(&lower)).then(|| word.trim_end_matches('\'').to_owned())
}
