//! Finding names in text: wherever a name may begin, the trie of spellings is walked along the text, separators stepped over.
//! Each name on the way is tested at its edges and gates; then of the valid ones the longest, left to right. (Taking only the
//! longest of each walk is wrong: one that fails its edge hides a shorter one.)

use super::context::{AFTER, BEFORE, GLUED, JOINERS, MAJORS};
use super::entry::Kind;
use super::model::{SkillId, Taxonomy};
use super::spelling::Spelled;
use crate::span::Span;
use crate::text::boundary::{self, is_alphanumeric, is_hangul};
use crate::text::fold::{self, is_separator};
use crate::text::{Folded, korean};

/// A skill named in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The skill.
    pub skill: SkillId,
    /// The field of study of the same name, where there is one: only the sentence tells which is meant.
    pub field: Option<SkillId>,
    /// Bytes of the original text.
    pub span: Span,
    /// Bytes of the folded text.
    pub folded: Span,
}

/// A name that passed its edges.
#[derive(Debug, Clone, Copy)]
struct Hit {
    span: Span,
    skill: SkillId,
    field: Option<SkillId>,
    list_only: bool,
    gate: u32,
}

/// Finds mentions; keeps its buffers between lines.
#[derive(Debug)]
pub struct Finder<'t> {
    taxonomy: &'t Taxonomy,
    hits: Vec<Hit>,
}

impl<'t> Finder<'t> {
    /// A finder over all names of a taxonomy.
    #[must_use]
    pub fn new(taxonomy: &'t Taxonomy) -> Self {
        Self { taxonomy, hits: Vec::new() }
    }

    /// Appends the mentions of a text, in order and without overlap, to `out`.
    pub fn find(&mut self, text: &Folded<'_>, out: &mut Vec<Mention>) {
        self.find_with(text, true, out);
    }

    /// As [`Finder::find`]; where nothing is said of `study`, no field of study is named, and none hides a shorter name.
    pub fn find_with(&mut self, text: &Folded<'_>, study: bool, out: &mut Vec<Mention>) {
        self.collect(text);
        if !study {
            self.hits.retain(|hit| hit.field.is_none());
        }
        self.hits.sort_unstable_by(|a, b| (a.span.start, b.span.end, a.skill).cmp(&(b.span.start, a.span.end, b.skill)));
        let first = out.len();
        let mut end = 0;
        let mut at = 0;
        while let Some(&hit) = self.hits.get(at) {
            let same = self.hits[at..].iter().take_while(|other| other.span == hit.span).count();
            if hit.span.start >= end {
                let mut hit = hit;
                for other in &self.hits[at + 1..at + same] {
                    hit.field = hit.field.or(other.field);
                    let hard = |skill| self.taxonomy.skill(skill).kind() != Kind::DegreeField;
                    if !hard(hit.skill) && hard(other.skill) || hit.list_only && !other.list_only && hard(other.skill) {
                        hit.skill = other.skill;
                        hit.list_only = other.list_only;
                    }
                }
                end = hit.span.end;
                self.hits[at] = hit;
                out.push(Mention { skill: hit.skill, field: hit.field, span: text.span(hit.span), folded: hit.span });
                if hit.list_only {
                    self.listed(at, out.len() - 1);
                }
            }
            at += same;
        }
        self.keep_listed(text, first, out);
    }

    /// Remembers, in the place of a hit, that the mention at `mention` only counts inside a list.
    fn listed(&mut self, hit: usize, mention: usize) {
        self.hits[hit].skill = SkillId(u32::try_from(mention).unwrap_or(u32::MAX));
    }

    /// Drops mentions that only count inside a list and stand in none.
    fn keep_listed(&self, text: &Folded<'_>, first: usize, out: &mut Vec<Mention>) {
        let mut dropped = false;
        for hit in self.hits.iter().filter(|hit| hit.list_only) {
            let at = hit.skill.index();
            if at < first || at >= out.len() || out[at].folded != hit.span {
                continue;
            }
            if !self.in_list(text, first, at, out) {
                out[at].span = Span::new(usize::MAX, usize::MAX);
                dropped = true;
            }
        }
        if dropped {
            out.retain(|mention| mention.span.start != usize::MAX);
        }
    }

    fn in_list(&self, text: &Folded<'_>, first: usize, at: usize, out: &[Mention]) -> bool {
        let folded = &*text.text;
        let here = out[at].folded;
        let alone = |rest: &str| rest.chars().all(|c| !is_alphanumeric(c));
        if alone(&folded[..here.start]) && alone(&folded[here.end..]) {
            return true;
        }
        let hard = |mention: &Mention| mention.span.start != usize::MAX && self.taxonomy.skill(mention.skill).kind().is_hard();
        let before = at > first && hard(&out[at - 1]) && joins(&folded[out[at - 1].folded.end..here.start]);
        let after = out.get(at + 1).is_some_and(|next| hard(next) && joins(&folded[here.end..next.folded.start]));
        before || after || follows(&folded[..here.start]) || precedes(&folded[here.end..])
    }

    fn collect(&mut self, text: &Folded<'_>) {
        self.hits.clear();
        let folded = &*text.text;
        let mut line = Line { text, alone: 0, addresses: None };
        line.alone = folded.trim_matches(|c: char| !is_alphanumeric(c) && !matches!(c, '+' | '#' | '.')).len();
        let mut before = None;
        for (at, c) in folded.char_indices() {
            if may_begin(before, c) {
                self.walk(&mut line, at);
                if is_hangul(c) {
                    // A connecting word written without its space ("및쿠버네티스") does not close a name's left edge.
                    for word in GLUED.iter().filter(|word| word.starts_with(c) && folded[at..].starts_with(**word)) {
                        self.walk(&mut line, at + word.len());
                    }
                }
            }
            before = Some(c);
        }
        self.check_needs(&line);
    }

    /// Collects the names that begin at a byte of the text.
    fn walk(&mut self, line: &mut Line<'_>, start: usize) {
        let spellings = &self.taxonomy.spellings;
        let mut way = Way { text: &line.text.text, at: start, letters: 0, seams: 0 };
        let mut node = spellings.trie.root();
        while let Some(next) = way.letter().and_then(|byte| spellings.trie.step(node, byte)) {
            node = next;
            let Some((aliases, rest)) = spellings.trie.value(node).and_then(|at| spellings.record(at)) else { continue };
            let mut way = way;
            if rest.iter().all(|byte| way.letter() == Some(*byte)) {
                self.named(line, Span::new(start, way.at), aliases, way.seams);
            }
        }
    }

    /// Collects what a spelling stands for, where edges and gates hold. `seams` is where the text has separators.
    fn named(&mut self, line: &mut Line<'_>, span: Span, aliases: &[Spelled], seams: u64) {
        let taxonomy = self.taxonomy;
        let rows = &taxonomy.rows;
        let whole = span.len() == line.alone;
        for spelled in aliases {
            if seams > 0 && seams & !rows.seams[spelled.seams()] > 0 {
                continue;
            }
            let Some(end) = edges(spelled, &line.text.text, span.start, span.end) else { continue };
            let span = Span::new(span.start, end);
            if !whole && !passes(taxonomy, spelled, line.text, span) || line.in_address(span) {
                continue;
            }
            self.hits.push(Hit {
                span,
                skill: spelled.skill,
                field: spelled.field().then_some(spelled.skill),
                list_only: spelled.list() && !whole,
                gate: gate(taxonomy, spelled),
            });
        }
    }

    /// Gates that ask for another skill in the line are decided when all hits are known.
    fn check_needs(&mut self, line: &Line<'_>) {
        let rows = &self.taxonomy.rows;
        if self.hits.iter().all(|hit| hit.gate == 0) {
            return;
        }
        let hits = std::mem::take(&mut self.hits);
        let keeps = |hit: &Hit| {
            let Some(gate) = (hit.gate as usize).checked_sub(1) else { return true };
            let (skills, words) = (rows.need_skills.get(gate), rows.need_words.get(gate));
            hit.span.len() == line.alone
                || skills.is_empty() && words.is_empty()
                || words.iter().any(|&word| stands(&line.text.text, self.taxonomy.text(word), |span| !span.overlaps(hit.span)))
                || hits.iter().any(|other| !other.span.overlaps(hit.span) && skills.contains(&other.skill))
        };
        self.hits = hits.iter().filter(|hit| keeps(hit)).copied().collect();
    }
}

/// How far a name was followed along a text.
#[derive(Clone, Copy)]
struct Way<'a> {
    text: &'a str,
    /// The byte that comes.
    at: usize,
    /// Bytes of the name.
    letters: usize,
    /// Bit `n`: a separator stood behind byte `n` of the name.
    seams: u64,
}

impl Way<'_> {
    /// The next byte of a name. One separator at a time is stepped over, and only where a spelling of at most 64 bytes has a seam.
    #[inline]
    fn letter(&mut self) -> Option<u8> {
        loop {
            let &byte = self.text.as_bytes().get(self.at)?;
            let separates = matches!(byte, b' ' | b'-' | b'.' | b'_') && fold::is_seam(self.text, self.at, char::from(byte));
            if separates {
                let bit = self.letters.checked_sub(1).filter(|bit| *bit < 64).map_or(0, |bit| 1 << bit);
                if bit == 0 || self.seams & bit > 0 {
                    return None;
                }
                self.seams |= bit;
            } else {
                self.letters += 1;
            }
            self.at += 1;
            if !separates {
                return Some(byte);
            }
        }
    }
}

/// A line while its names are collected.
struct Line<'a> {
    text: &'a Folded<'a>,
    /// Bytes of the line without the signs around it: what is as long stands alone.
    alone: usize,
    /// Addresses of pages and mail, looked up when the first name is found.
    addresses: Option<Vec<Span>>,
}

impl Line<'_> {
    fn in_address(&mut self, span: Span) -> bool {
        let addresses = self.addresses.get_or_insert_with(|| web_addresses(&self.text.text));
        addresses.iter().any(|address| address.overlaps(span))
    }
}

/// Whether a name may begin with a character, by the one before it. The edges of each name are tested again by its own rules.
fn may_begin(before: Option<char>, c: char) -> bool {
    if c.is_ascii_whitespace() {
        return false;
    }
    let Some(before) = before else { return true };
    if is_hangul(c) {
        return !is_hangul(before);
    }
    let word = |c: char| if c.is_ascii() { c.is_ascii_alphanumeric() } else { is_alphanumeric(c) && !is_hangul(c) };
    !word(before) || c != '.' && !is_alphanumeric(c)
}

/// Row of the gates, plus one; 0 for none.
fn gate(taxonomy: &Taxonomy, alias: &Spelled) -> u32 {
    if alias.gate() { taxonomy.rows.strict[alias.strict as usize].gate } else { 0 }
}

/// Where the alias ends in the text, behind a plural ending for one; `None` where an edge fails.
fn edges(alias: &Spelled, text: &str, start: usize, end: usize) -> Option<usize> {
    let surface = &text[start..end];
    let (first, last) = (surface.chars().next()?, surface.chars().next_back()?);
    let letters = surface.chars().filter(|c| !is_separator(*c)).count();
    let short = letters <= 2 && surface.is_ascii();
    if !boundary::opens(text, start, first, short) && !glued(text, start) {
        return None;
    }
    let rest = &text[end..];
    if is_hangul(last) {
        let fits = match alias.token() {
            true => korean::only_particles(rest) || field_suffix(alias, rest),
            false if letters <= 2 => korean::particles_or_tails(rest) || field_suffix(alias, rest),
            false => true,
        };
        return fits.then_some(end);
    }
    if alias.token() && !korean::only_particles(rest) {
        return None;
    }
    boundary::closes_latin(text, end, last, short || alias.exact() && letters <= 3)
}

/// A connecting word written without its space ("및쿠버네티스") does not close a name's left edge.
fn glued(text: &str, start: usize) -> bool {
    GLUED.iter().any(|word| text[..start].strip_suffix(word).is_some_and(|rest| !rest.ends_with(is_hangul)))
}

/// Names of majors may carry 과, 학과, 전공 and the like.
fn field_suffix(alias: &Spelled, rest: &str) -> bool {
    alias.field() && MAJORS.iter().any(|suffix| rest.strip_prefix(suffix).is_some_and(korean::particles_or_tails))
}

/// Letter case and words that must not stand near.
fn passes(taxonomy: &Taxonomy, alias: &Spelled, text: &Folded<'_>, span: Span) -> bool {
    let written = || taxonomy.text(taxonomy.rows.strict[alias.strict as usize].text);
    if alias.exact() && !same_letters(text.span(span).of(text.original), written()) {
        return false;
    }
    let Some(gate) = (gate(taxonomy, alias) as usize).checked_sub(1) else { return true };
    // A phrase around the name itself counts ("excel at"), a word inside it does not.
    let within = |word: Span| span.start <= word.start && word.end <= span.end;
    !taxonomy.rows.not_near.get(gate).iter().any(|&word| stands(&text.text, taxonomy.text(word), |at| !within(at)))
}

/// Whether two spellings have the same letters, separators and a plural ending of the first aside.
fn same_letters(a: &str, b: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> {
        text.chars().filter(|c| !is_separator(*c))
    }
    letters(a).eq(letters(b)) || a.strip_suffix('s').is_some_and(|a| letters(a).eq(letters(b)))
}

/// Whether a word stands in the text at a place that counts; Latin words with a left edge of their own.
fn stands(text: &str, word: &str, counts: impl Fn(Span) -> bool) -> bool {
    // The last byte of its first letter: the first bytes of Hangul are nearly all the same, and tell little.
    let Some(at) = (0..word.len()).find(|at| word.is_char_boundary(at + 1)) else { return false };
    let (text, word) = (text.as_bytes(), word.as_bytes());
    memchr::memchr_iter(word[at], text).filter_map(|found| found.checked_sub(at)).any(|start| {
        let opens = !word[0].is_ascii_alphanumeric() || start == 0 || !text[start - 1].is_ascii_alphanumeric();
        opens && text[start..].starts_with(word) && counts(Span::new(start, start + word.len()))
    })
}

/// Whether a gap between two mentions only joins them in an enumeration.
fn joins(gap: &str) -> bool {
    let mut rest = gap.trim();
    while !rest.is_empty() {
        let sign = rest.chars().next().filter(|c| !is_alphanumeric(*c));
        let cut = match sign {
            Some(c) if ",/·;&+|()".contains(c) => c.len_utf8(),
            _ => match JOINERS.iter().filter(|word| rest.starts_with(**word)).map(|word| word.len()).max() {
                Some(len) => len,
                None => return false,
            },
        };
        rest = rest[cut..].trim_start();
    }
    !gap.trim().is_empty()
}

/// Whether the text before a name says that a skill comes ("in", "using").
fn follows(before: &str) -> bool {
    let before = before.trim_end();
    BEFORE.iter().any(|word| before.strip_suffix(word).is_some_and(|rest| rest.is_empty() || rest.ends_with(|c: char| !is_alphanumeric(c))))
}

/// Whether the text after a name says that it was a skill ("language", "언어").
fn precedes(after: &str) -> bool {
    let after = after.trim_start();
    AFTER.iter().any(|word| after.starts_with(word))
}

/// Addresses of pages and mail, in which no name is a skill.
fn web_addresses(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    if memchr::memchr2(b':', b'@', text.as_bytes()).is_none() && memchr::memmem::find(text.as_bytes(), b"www.").is_none() {
        return out;
    }
    for mark in ["://", "www.", "@"] {
        for (at, _) in text.match_indices(mark) {
            let edge = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | '"' | ',' | '[' | ']') || is_hangul(c);
            let start = text[..at].rfind(edge).map_or(0, |found| found + text[found..].chars().next().map_or(1, char::len_utf8));
            let end = text[at..].find(edge).map_or(text.len(), |found| at + found);
            let mail = mark != "@" || start < at && text[at..end].contains('.');
            if mail {
                out.push(Span::new(start, end));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(line: &str) -> Vec<String> {
        let taxonomy = Taxonomy::embedded();
        let mut out = Vec::new();
        Finder::new(&taxonomy).find(&Folded::new(line), &mut out);
        out.iter().map(|mention| taxonomy.skill(mention.skill).id().to_owned()).collect()
    }

    #[test]
    fn a_plural_passes_the_gates_of_its_singular() {
        assert!(!ids("React.js and Redux and their core principles").contains(&"principle".to_owned()));
    }

    #[test]
    fn a_phrase_around_a_name_can_forbid_it() {
        assert!(ids("You excel at turning vague ideas into plans").is_empty());
        assert_eq!(ids("Excel 활용"), ["excel"]);
    }

    #[test]
    fn an_abbreviation_may_stand_apart() {
        assert_eq!(ids("Maria DB"), ["mariadb"]);
        assert_eq!(ids("MariaDB"), ["mariadb"]);
    }

    #[test]
    fn short_names_keep_their_edge_before_based() {
        assert_eq!(ids("LLM-based"), ["large-language-model"]);
        assert!(ids("C-level").is_empty());
        assert_eq!(ids("LLMs"), ["large-language-model"]);
    }
}
