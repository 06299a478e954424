//! From a line to its tree: sentences, nested bullets, lead-ins, references to other lines, strength.

use serde::{Deserialize, Serialize};

use crate::requirement::clause::Clauses;
use crate::requirement::lex::{Lexer, Token};
use crate::requirement::piece::{Glue, Item, Piece, Pieces, Sort};
use crate::requirement::tree::{Expr, RefTo};
use crate::requirement::words;
use crate::span::Span;
use crate::taxonomy::{Kind, Mention, Taxonomy};
use crate::text::Folded;

/// The longest line that is understood, in bytes. What is longer was written by no person, and is a remark.
pub const LONGEST: usize = 16 << 10;

/// How a line says that it counts, whatever list it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Strength {
    /// 필수, must.
    Required,
    /// 우대, a plus.
    Preferred,
}

/// A line understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// What is named, in order.
    pub mentions: Vec<Mention>,
    /// What is asked.
    pub expr: Expr,
    /// Strength said in the line.
    pub strength: Option<Strength>,
}

/// Parses lines; keeps its buffers between them.
#[derive(Debug)]
pub struct Parser<'t> {
    taxonomy: &'t Taxonomy,
    lexer: Lexer<'t>,
    tokens: Vec<Token>,
}

impl<'t> Parser<'t> {
    /// A parser over the names of a taxonomy.
    #[must_use]
    pub fn new(taxonomy: &'t Taxonomy) -> Self {
        Self { taxonomy, lexer: Lexer::new(taxonomy), tokens: Vec::new() }
    }

    /// The taxonomy whose names it knows.
    #[must_use]
    pub const fn taxonomy(&self) -> &'t Taxonomy {
        self.taxonomy
    }

    /// Parses one line. `breaks` are the bytes at which nested bullets begin, in order.
    ///
    /// ```
    /// use jobmatch::{requirement::Parser, taxonomy::Taxonomy};
    /// let taxonomy = Taxonomy::embedded();
    /// let line = Parser::new(&taxonomy).parse("Python, Kotlin, Java 중 하나 이상", &[]);
    /// assert_eq!(line.expr.to_json(&taxonomy)["min"], 1);
    /// ```
    pub fn parse(&mut self, text: &str, breaks: &[usize]) -> Parsed {
        if text.len() > LONGEST {
            return Parsed { mentions: Vec::new(), expr: Expr::Note, strength: None };
        }
        let folded = Folded::new(text);
        let mut mentions = Vec::new();
        self.tokens.clear();
        self.lexer.lex(&folded, breaks, &mut mentions, &mut self.tokens);
        let pieces = Pieces::new(self.taxonomy, &folded, &self.tokens).read();
        let mut clauses = Clauses::new(self.taxonomy, &folded, &self.tokens);
        let expr = line(&mut clauses, &pieces).by_parts(self.taxonomy);
        let strength = strength(&pieces, &folded.text);
        let mut degrees = Vec::new();
        degree_spans(&pieces, &mut degrees);
        mentions.retain(|mention| {
            self.taxonomy.skill(mention.skill).kind() != Kind::DegreeField
                || degrees.iter().any(|span: &Span| span.overlaps(mention.folded))
        });
        Parsed { mentions, expr, strength }
    }
}

/// Where degrees stand: only there is a field of study named.
fn degree_spans(pieces: &[Piece], out: &mut Vec<Span>) {
    for piece in pieces {
        match piece {
            Piece::Item(item) if item.sort == Sort::Degree => out.push(item.span),
            Piece::Group(inner, _) => degree_spans(inner, out),
            _ => {}
        }
    }
}

/// A head and its nested bullets.
fn line(clauses: &mut Clauses<'_>, pieces: &[Piece]) -> Expr {
    let mut parts = pieces.split(|piece| piece.is(Glue::Break));
    let head = parts.next().unwrap_or_default();
    let nested: Vec<&[Piece]> = parts.filter(|part| !part.is_empty()).collect();
    if nested.is_empty() {
        return sentences(clauses, head);
    }
    let children: Vec<Expr> = nested.iter().map(|part| sentences(clauses, part)).filter(|child| *child != Expr::Note).collect();
    let count = head.iter().find_map(|piece| match piece {
        Piece::Glue(Glue::OneOf(count) | Glue::OfThem(count), _) => Some(*count),
        _ => None,
    });
    let above = sentences(clauses, head);
    match (count, above) {
        (_, above) if children.is_empty() => above,
        (Some(min), Expr::Category { id, .. }) => Expr::any_of(flat(children), min, true, Some(id)),
        (Some(min), _) => Expr::any_of(flat(children), min, false, None),
        (None, Expr::Category { id, .. }) => Expr::any_of(flat(children), 1, true, Some(id)),
        (None, above) => Expr::all([vec![above], children].concat()),
    }
}

/// The members of lists that a count above them runs over.
fn flat(children: Vec<Expr>) -> Vec<Expr> {
    children
        .into_iter()
        .flat_map(|child| match child {
            Expr::All(of) | Expr::Any { of, min: 1, .. } => of,
            other => vec![other],
        })
        .collect()
}

/// The sentences of a line: all of what they ask; what is only welcome beside something asked falls away.
fn sentences(clauses: &mut Clauses<'_>, pieces: &[Piece]) -> Expr {
    let all: Vec<&[Piece]> = pieces.split(|piece| piece.is(Glue::Stop)).filter(|part| !part.is_empty()).collect();
    let welcome = |part: &[Piece]| part.iter().any(|piece| piece.is(Glue::Preferred));
    let asked = |part: &[Piece]| part.iter().any(|piece| piece.item().is_some_and(|item| item.sort != Sort::Trait));
    let some_asked = all.iter().any(|part| asked(part) && !welcome(part));
    let mut nodes = Vec::new();
    for part in all {
        if some_asked && welcome(part) {
            continue;
        }
        let node = sentence(clauses, part);
        // "5 years with a bachelor's degree; or 3 years with a master's".
        match nodes.pop() {
            Some(last) if part[0].is(Glue::Or) => nodes.push(Expr::any(vec![last, node])),
            last => nodes.extend(last.into_iter().chain([node])),
        }
    }
    Expr::all(nodes)
}

fn sentence(clauses: &mut Clauses<'_>, pieces: &[Piece]) -> Expr {
    if let Some(reference) = reference(pieces) {
        return reference;
    }
    if pieces.iter().any(|piece| piece.is(Glue::Process)) {
        return Expr::Note;
    }
    let asks = pieces.iter().any(|piece| match piece {
        Piece::Item(item) => item.sort != Sort::Trait && item.sort != Sort::Role,
        Piece::Group(..) => true,
        Piece::Glue(..) => false,
    });
    let first = pieces.iter().find(|piece| !matches!(piece.glue(), Some(Glue::Word | Glue::Comma | Glue::Slash)));
    if first.is_some_and(|piece| piece.is(Glue::Remark)) && (!asks || is_topic(pieces)) {
        return Expr::Note;
    }
    if first.is_some_and(|piece| piece.is(Glue::Remark)) && (is_about_papers(pieces) || is_no_demand(pieces)) {
        return Expr::Note;
    }
    if let Some(rest) = without_a_denied_need(pieces) {
        return sentence(clauses, &rest);
    }
    if let Some(rest) = without_unneeded_noun(pieces) {
        return sentence(clauses, &rest);
    }
    if let Some(parts) = without_the_unneeded(clauses, pieces) {
        if pieces.iter().any(|piece| matches!(piece.glue(), Some(Glue::Section(_)))) {
            return Expr::Note;
        }
        let nodes: Vec<Expr> = parts.iter().map(|part| part.map_or(Expr::Nothing, |part| sentence(clauses, part))).collect();
        return Expr::all(nodes);
    }
    match topic(pieces) {
        Some((head, rest)) => with_topic(clauses, head, rest),
        None => clauses.read(pieces),
    }
}

/// Whether the first words end with a colon.
fn is_topic(pieces: &[Piece]) -> bool {
    pieces.iter().take(5).any(|piece| piece.is(Glue::Colon))
}

/// "We are looking for an engineer for our data platform": skills are named, and none is asked.
fn is_no_demand(pieces: &[Piece]) -> bool {
    let demands = |piece: &Piece| match piece {
        Piece::Glue(glue, _) => {
            matches!(glue, Glue::Ask(_) | Glue::Praise | Glue::Required | Glue::Preferred | Glue::Level(_) | Glue::Colon)
        }
        Piece::Item(item) => item.sort != Sort::Skill && item.sort != Sort::Trait && item.sort != Sort::Role,
        Piece::Group(..) => false,
    };
    !pieces.iter().any(demands)
}

/// "이력서와 포트폴리오는 이렇게 …": papers are spoken of, and none is asked.
fn is_about_papers(pieces: &[Piece]) -> bool {
    let papers = |item: &Item| matches!(item.expr, Expr::Portfolio);
    pieces.iter().filter_map(Piece::item).all(papers) && !pieces.iter().any(|piece| piece.is(Glue::Required))
}

/// "아래 우대사항 중 1가지 이상", "위 두 가지 모두": a line about other lines.
fn reference(pieces: &[Piece]) -> Option<Expr> {
    let has = |wanted: fn(&Glue) -> bool| pieces.iter().filter_map(Piece::glue).any(|glue| wanted(&glue));
    if pieces.iter().any(|piece| piece.item().is_some()) {
        return None;
    }
    let here = has(|glue| *glue == Glue::Here);
    let above = has(|glue| *glue == Glue::Above);
    let section = pieces.iter().find_map(|piece| match piece.glue() {
        Some(Glue::Section(required)) => Some(required),
        _ => None,
    });
    let min = pieces.iter().find_map(|piece| match piece.glue() {
        Some(Glue::OneOf(count) | Glue::OfThem(count)) => Some(count),
        _ => None,
    });
    let all = has(|glue| *glue == Glue::AllOf);
    let to = match section {
        Some(true) => RefTo::Required,
        Some(false) => RefTo::Preferred,
        None if above => RefTo::Above,
        None => return None,
    };
    ((here || above) && (all || min.is_some())).then(|| Expr::Ref { to, min: min.filter(|_| !all) })
}

/// "… 갖춘 분으로 경력 무관": the noun directly before is not needed; what else is asked stays.
fn without_unneeded_noun(pieces: &[Piece]) -> Option<Vec<Piece>> {
    let at = pieces.iter().position(|piece| piece.is(Glue::NotNeeded))?;
    let noun = at.checked_sub(1)?;
    let is_noun = matches!(pieces[noun].glue(), Some(Glue::Ask(true) | Glue::Study | Glue::Newcomer));
    let start = pieces[..noun]
        .iter()
        .rposition(|piece| matches!(piece.glue(), Some(Glue::Comma | Glue::AndThen | Glue::Slash)))
        .map_or(0, |at| at + 1);
    let asks = pieces[start..noun].iter().any(|piece| piece.item().is_some());
    // "Kubernetes 경험 무관": what stands directly before the noun is what is not needed.
    let of_item = noun.checked_sub(1).is_some_and(|before| matches!(pieces[before], Piece::Item(_)));
    if !is_noun || !asks || of_item {
        return None;
    }
    Some(pieces[..noun].iter().chain(&pieces[at + 1..]).cloned().collect())
}

/// "Terraform is not required but nice to have": what is welcome all the same is asked for.
fn without_a_denied_need(pieces: &[Piece]) -> Option<Vec<Piece>> {
    let at = pieces.iter().position(|piece| piece.is(Glue::NotNeeded))?;
    let ends = |piece: &Piece| piece.item().is_some() || piece.is(Glue::Stop);
    let welcome = pieces[at + 1..].iter().take_while(|piece| !ends(piece)).any(|piece| piece.is(Glue::Preferred));
    let named = pieces[..at].iter().rev().take_while(|piece| !piece.is(Glue::Stop)).any(|piece| piece.item().is_some());
    (welcome && named).then(|| pieces.iter().filter(|piece| !piece.is(Glue::NotNeeded)).cloned().collect())
}

/// Where a part of the sentence says that something is not needed: the parts, `None` for what asks nothing.
fn without_the_unneeded<'p>(clauses: &Clauses<'_>, pieces: &'p [Piece]) -> Option<Vec<Option<&'p [Piece]>>> {
    let unneeded = |part: &[Piece]| {
        let plain = part.iter().any(|piece| piece.is(Glue::NotNeeded));
        let need = |piece: &Piece| piece.is(Glue::Required) || words::NEED.has(piece.span().of(&clauses.text.text));
        let no = part.iter().position(|piece| piece.is(Glue::No)).is_some_and(|at| part[at..].iter().any(need));
        plain || no
    };
    if !unneeded(pieces) {
        return None;
    }
    let parts = pieces.split(|piece| matches!(piece.glue(), Some(Glue::Comma | Glue::AndThen | Glue::Slash)) && !piece.is(Glue::NotNeeded));
    let parts: Vec<&[Piece]> = parts.filter(|part| !part.is_empty()).collect();
    Some(
        parts
            .into_iter()
            .filter_map(|part| {
                let goes_on = part.iter().rposition(|piece| piece.is(Glue::NotNeeded)).is_some_and(|at| {
                    let needless = part[at].span().end;
                    // The rest of the verb (상관없|습니다), and words that only say that it is all right without.
                    let says_more = |piece: &Piece| match piece.glue() {
                        Some(Glue::Plain | Glue::Ask(false)) if piece.span().start == needless => false,
                        Some(Glue::Plain) => !words::FINE.starts(piece.span().of(&clauses.text.text)),
                        glue => matches!(glue, Some(Glue::Wish | Glue::Interest | Glue::Learn)),
                    };
                    part[at + 1..].iter().any(says_more) && !part[at + 1..].iter().any(|piece| piece.item().is_some())
                });
                // "경력과 상관없이 …": an adverb, behind which something else is asked or said.
                let adverb = part.iter().position(|piece| piece.is(Glue::NotNeeded)).map(|at| at + 1).filter(|behind| {
                    let after = &clauses.text.text[part[behind - 1].span().end..];
                    after.starts_with('이') && part[*behind..].iter().any(|piece| piece.item().is_some())
                });
                if let Some(behind) = adverb {
                    return Some(Some(&part[behind..]));
                }
                match (unneeded(part), goes_on) {
                    (true, true) => None,
                    (true, false) => Some(None),
                    (false, _) => Some(Some(part)),
                }
            })
            .collect(),
    )
}

/// Months at least and at most, where a piece says years of nothing in particular.
fn years_of(piece: &Piece) -> Option<(f64, Option<f64>)> {
    match piece.item()?.expr {
        Expr::Experience { months, max_months, within: None } => Some((months, max_months)),
        _ => None,
    }
}

/// A lead-in: a few words and a colon.
fn topic(pieces: &[Piece]) -> Option<(&[Piece], &[Piece])> {
    let colon = pieces.iter().position(|piece| piece.is(Glue::Colon))?;
    let (head, rest) = (&pieces[..colon], &pieces[colon + 1..]);
    // "frameworks, for example: A, B": the colon belongs to the word before it.
    let leads = !matches!(head.last().and_then(Piece::glue), Some(Glue::Example | Glue::Including));
    (colon > 0 && colon <= 8 && !rest.is_empty() && leads).then_some((head, rest))
}

/// What follows a lead-in is asked; the lead-in itself only where the rest names nothing, and as the category of a list of examples.
fn with_topic(clauses: &mut Clauses<'_>, head: &[Piece], rest: &[Piece]) -> Expr {
    let body = sentence(clauses, rest);
    // "one or more of the following: A, B, C".
    let count = head.iter().find_map(|piece| match piece.glue() {
        Some(Glue::OneOf(count) | Glue::OfThem(count)) => Some(count),
        _ => None,
    });
    let within = |piece: &Piece| match piece {
        Piece::Group(inner, _) => inner.iter().find_map(years_of),
        other => years_of(other),
    };
    let mut timed = matches!(body, Expr::Note | Expr::Nothing);
    body.walk(&mut |node| timed |= matches!(node, Expr::Experience { .. }));
    // "Required (2+ years): Python".
    let body = match head.iter().find_map(within) {
        Some((months, max_months)) if !timed => Expr::Experience { months, max_months, within: Some(Box::new(body)) },
        _ => body,
    };
    let body = match (count, body) {
        (Some(min), Expr::All(of)) => Expr::any_of(of, min, false, None),
        (_, body) => body,
    };
    // "SQL and one or more of the following databases: A, B": what stands before the count is asked beside the list.
    let counted = head.iter().position(|piece| matches!(piece.glue(), Some(Glue::OneOf(_))));
    if let Some(before) = counted.and_then(|at| Some(head[..at].split_last()?).filter(|(last, _)| last.is(Glue::And)))
        && before.1.iter().any(|piece| piece.item().is_some())
    {
        return Expr::all(vec![clauses.read(before.1), body]);
    }
    let mut names = false;
    body.walk(&mut |node| {
        names |= matches!(node, Expr::Skill(..) | Expr::Category { .. } | Expr::Degree { .. } | Expr::Language(..) | Expr::Certificate(..));
    });
    if names {
        let category = head.iter().filter_map(Piece::item).find_map(|item| match item.expr {
            Expr::Category { id, .. } | Expr::Skill(id, _) => Some(id),
            _ => None,
        });
        return match (body, category) {
            (Expr::Any { of, min, open: true, category: None }, Some(id)) if clauses.holds_some(id, &of) => {
                Expr::Any { of, min, open: true, category: Some(id) }
            }
            (body, _) => body,
        };
    }
    if body == Expr::Nothing || matches!(body, Expr::Ref { .. }) {
        return body;
    }
    let joined: Vec<Piece> = head.iter().chain(rest).cloned().collect();
    let whole = clauses.read(&joined);
    if whole == Expr::Note { body } else { whole }
}

/// Strength said in the line: 우대 and "a plus" anywhere, 필수 and "required" at its beginning or end.
fn strength(pieces: &[Piece], text: &str) -> Option<Strength> {
    if without_a_denied_need(pieces).is_some() {
        return Some(Strength::Preferred);
    }
    if pieces.iter().any(|piece| piece.is(Glue::NotNeeded)) {
        return None;
    }
    // A sentence that is only welcome beside one that is asked falls away, and says nothing of the line.
    let asked = |part: &&[Piece]| part.iter().any(|piece| piece.item().is_some_and(|item| item.sort != Sort::Trait));
    let welcome = |part: &[Piece]| part.iter().any(|piece| piece.is(Glue::Preferred));
    let mut parts = pieces.split(|piece| piece.is(Glue::Stop)).filter(asked);
    if parts.clone().count() > 1 && !parts.all(welcome) {
        return None;
    }
    let last = pieces.len();
    for (at, piece) in pieces.iter().enumerate() {
        // "Jenkins (preferred), Bamboo": said of one of them.
        if at > 0 && matches!(piece, Piece::Group(..)) && pieces[at + 1..].iter().any(|piece| piece.item().is_some()) {
            continue;
        }
        let edge = at < 3 || at + 4 > last;
        let alone = |glue| {
            matches!(piece, Piece::Group(inner, _) if inner.len() <= 2
                && inner.iter().any(|piece| piece.is(glue)) && inner.iter().all(|piece| piece.item().is_none()))
        };
        if piece.is(Glue::Required) && edge || alone(Glue::Required) {
            return Some(Strength::Required);
        }
        // "Kubernetes 경험 (필수 아님)".
        let denied = matches!(piece, Piece::Group(inner, _) if matches!(inner.as_slice(),
            [Piece::Glue(Glue::NotNeeded, span)] if words::NEED.any_in(span.of(text))));
        if piece.is(Glue::Preferred) || alone(Glue::Preferred) || denied {
            return Some(Strength::Preferred);
        }
    }
    None
}
