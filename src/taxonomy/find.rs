//! Finding names in text: one pass of the automaton with overlapping hits, each tested at its edges and gates, then of the
//! valid ones the longest, left to right. (Leftmost-longest is wrong: a longest hit that fails its edge hides a shorter one.)

use std::sync::LazyLock;

use super::entry::{Kind, Only};
use super::model::{AliasRow, SkillId, Taxonomy};
use crate::span::Span;
use crate::text::boundary::{self, is_hangul};
use crate::text::fold::{Letters, is_separator};
use crate::text::{Folded, korean, words};

const CONTEXT: &str = include_str!("data/context.txt");
static JOINERS: LazyLock<Vec<&str>> = LazyLock::new(|| words::section(CONTEXT, "joiners"));
static LIST_BEFORE: LazyLock<Vec<&str>> = LazyLock::new(|| words::section(CONTEXT, "before"));
static LIST_AFTER: LazyLock<Vec<&str>> = LazyLock::new(|| words::section(CONTEXT, "after"));
static GLUED: LazyLock<Vec<&str>> = LazyLock::new(|| words::section(CONTEXT, "glued"));
static MAJORS: LazyLock<Vec<&str>> = LazyLock::new(|| words::section(CONTEXT, "majors"));

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

/// A hit of the automaton that passed its edges.
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
    letters: Letters,
}

impl<'t> Finder<'t> {
    /// A finder over all names of a taxonomy.
    #[must_use]
    pub fn new(taxonomy: &'t Taxonomy) -> Self {
        Self { taxonomy, hits: Vec::new(), letters: Letters::default() }
    }

    /// Appends the mentions of a text, in order and without overlap, to `out`.
    pub fn find(&mut self, text: &Folded<'_>, out: &mut Vec<Mention>) {
        self.collect(text);
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
        let alone = |rest: &str| rest.chars().all(|c| !c.is_alphanumeric());
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
        let taxonomy = self.taxonomy;
        let alone = folded.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '#' | '.'));
        let (mut addresses, mut addresses_known) = (Vec::new(), false);
        self.letters.take(folded);
        for hit in taxonomy.automaton.find_overlapping_iter(&self.letters.text) {
            let Span { start, end } = self.letters.span(hit.start(), hit.end());
            let whole = end - start == alone.len();
            for &(at, seams) in taxonomy.rows.patterns.get(hit.value() as usize) {
                if !self.letters.fits(hit.start(), hit.end(), seams) {
                    continue;
                }
                let alias = &taxonomy.rows.aliases[at as usize];
                let Some(end) = edges(taxonomy, alias, folded, start, end) else { continue };
                if !whole && !passes(taxonomy, alias, text, Span::new(start, end)) {
                    continue;
                }
                if !addresses_known {
                    addresses = web_addresses(folded);
                    addresses_known = true;
                }
                let span = Span::new(start, end);
                if addresses.iter().any(|address: &Span| address.overlaps(span)) {
                    continue;
                }
                let is_field = taxonomy.skill(alias.skill).kind() == Kind::DegreeField;
                self.hits.push(Hit {
                    span,
                    skill: alias.skill,
                    field: is_field.then_some(alias.skill),
                    list_only: alias.only == Only::List && !whole,
                    gate: alias.gate,
                });
            }
        }
        self.check_needs(folded, alone.len());
    }

    /// Gates that ask for another skill in the line are decided when all hits are known.
    fn check_needs(&mut self, folded: &str, alone: usize) {
        let taxonomy = self.taxonomy;
        let hits = std::mem::take(&mut self.hits);
        let keeps = |hit: &Hit| {
            if hit.span.len() == alone {
                return true;
            }
            let Some(gates) = hit.gate.checked_sub(1).map(|at| &taxonomy.rows.gates[at as usize]) else { return true };
            gates.need_skills.is_empty() && gates.need_words.is_empty()
                || gates.need_words.iter().any(|&word| stands(folded, taxonomy.text(word), |span| !span.overlaps(hit.span)))
                || hits.iter().any(|other| !other.span.overlaps(hit.span) && gates.need_skills.contains(&other.skill))
        };
        self.hits = hits.iter().filter(|hit| keeps(hit)).copied().collect();
    }
}

/// Where the alias ends in the text, behind a plural ending for one; `None` where an edge fails.
fn edges(taxonomy: &Taxonomy, alias: &AliasRow, text: &str, start: usize, end: usize) -> Option<usize> {
    let surface = &text[start..end];
    let (first, last) = (surface.chars().next()?, surface.chars().next_back()?);
    let letters = surface.chars().filter(|c| !is_separator(*c)).count();
    let short = letters <= 2 && surface.is_ascii();
    if !boundary::opens(text, start, first, short) && !glued(text, start) {
        return None;
    }
    let rest = &text[end..];
    if is_hangul(last) {
        let fits = match alias.only {
            Only::Token => korean::only_particles(rest) || field_suffix(taxonomy, alias, rest),
            _ if letters <= 2 => korean::particles_or_tails(rest) || field_suffix(taxonomy, alias, rest),
            _ => true,
        };
        return fits.then_some(end);
    }
    if alias.only == Only::Token && !korean::only_particles(rest) {
        return None;
    }
    boundary::closes_latin(text, end, last, short || alias.exact && letters <= 3)
}

/// A connecting word written without its space ("및쿠버네티스") does not close a name's left edge.
fn glued(text: &str, start: usize) -> bool {
    GLUED.iter().any(|word| text[..start].strip_suffix(word).is_some_and(|rest| !rest.ends_with(is_hangul)))
}

/// Names of majors may carry 과, 학과, 전공 and the like.
fn field_suffix(taxonomy: &Taxonomy, alias: &AliasRow, rest: &str) -> bool {
    taxonomy.skill(alias.skill).kind() == Kind::DegreeField
        && MAJORS.iter().any(|suffix| rest.strip_prefix(suffix).is_some_and(korean::particles_or_tails))
}

/// Letter case and words that must not stand near.
fn passes(taxonomy: &Taxonomy, alias: &AliasRow, text: &Folded<'_>, span: Span) -> bool {
    if alias.exact && !same_letters(text.span(span).of(text.original), taxonomy.text(alias.text)) {
        return false;
    }
    if alias.gate == 0 {
        return true;
    }
    let gate = &taxonomy.rows.gates[alias.gate as usize - 1];
    // A phrase around the name itself counts ("excel at"), a word inside it does not.
    let within = |word: Span| span.start <= word.start && word.end <= span.end;
    !gate.not_near.iter().any(|&word| stands(&text.text, taxonomy.text(word), |at| !within(at)))
}

/// Whether two spellings have the same letters, separators aside.
fn same_letters(a: &str, b: &str) -> bool {
    let letters = |text: &str| -> Vec<char> { text.chars().filter(|c| !is_separator(*c)).collect() };
    let (a, b) = (letters(a), letters(b));
    a == b || a.strip_suffix(&['s']).is_some_and(|a| a == b.as_slice())
}

/// Whether a word stands in the text at a place that counts; Latin words with a left edge of their own.
fn stands(text: &str, word: &str, counts: impl Fn(Span) -> bool) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let latin = word.starts_with(|c: char| c.is_ascii_alphanumeric());
        let opens = !latin || boundary::before(text, at).is_none_or(|c| !c.is_ascii_alphanumeric());
        opens && counts(Span::new(at, at + word.len()))
    })
}

/// Whether a gap between two mentions only joins them in an enumeration.
fn joins(gap: &str) -> bool {
    let mut rest = gap.trim();
    while !rest.is_empty() {
        let sign = rest.chars().next().filter(|c| !c.is_alphanumeric());
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
    LIST_BEFORE
        .iter()
        .any(|word| before.strip_suffix(word).is_some_and(|rest| rest.is_empty() || rest.ends_with(|c: char| !c.is_alphanumeric())))
}

/// Whether the text after a name says that it was a skill ("language", "언어").
fn precedes(after: &str) -> bool {
    let after = after.trim_start();
    LIST_AFTER.iter().any(|word| after.starts_with(word))
}

/// Addresses of pages and mail, in which no name is a skill.
fn web_addresses(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
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
