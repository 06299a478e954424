//! Words that share a part of a name: "데이터 수집 및 분석" names 데이터 분석 too, "project/program management" project management, and
//! "데이터를 분석한" what 데이터 분석 is.

use crate::requirement::clause::Clauses;
use crate::requirement::piece::{Glue, Item, Piece, Sort};
use crate::requirement::tree::{Expr, Grade};
use crate::requirement::words;
use crate::span::Span;
use crate::taxonomy::resolve::Resolved;
use crate::taxonomy::{Kind, SkillId};

/// The pieces with what shares a part of a name as items of their own.
pub(super) fn with_shared(clauses: &Clauses<'_>, pieces: &[Piece]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        let behind_item = out.last().is_some_and(|piece| piece.item().is_some());
        if let Some((id, span)) = object(clauses, pieces, at).filter(|_| !behind_item) {
            out.push(item(clauses, id, span));
            at += 2;
            continue;
        }
        if let Some(id) = modifier(clauses, &out, pieces, at) {
            out.push(item(clauses, id, pieces[at].span()));
        } else if let Some(id) = head(clauses, pieces, at) {
            out.push(item(clauses, id, pieces[at].span()));
            // A slash between two that share their last word joins alternatives.
            if let (true, Some(Piece::Item(next))) = (pieces[at + 1].is(Glue::Slash), pieces.get(at + 2)) {
                let first = out.pop().and_then(|piece| piece.item().cloned());
                let span = pieces[at].span().to(next.span);
                let of = first.into_iter().map(|item| item.expr).chain([next.expr.clone()]).collect();
                out.push(Piece::Item(Item { expr: Expr::any(of), sort: Sort::Skill, span }));
                at += 2;
            }
        } else {
            out.push(pieces[at].clone());
        }
        at += 1;
    }
    out
}

fn item(clauses: &Clauses<'_>, id: SkillId, span: Span) -> Piece {
    let expr = if clauses.taxonomy.skill(id).kind() == Kind::Category {
        Expr::Category { id, except: Vec::new(), min: 1, grade: Grade::default() }
    } else {
        Expr::Skill(id, Grade::default())
    };
    Piece::Item(Item { expr, sort: Sort::Skill, span })
}

/// The only hard skill that a name put together stands for.
fn known(clauses: &Clauses<'_>, name: &str) -> Option<SkillId> {
    match clauses.taxonomy.resolve(name) {
        Resolved::Skills(skills) => match skills.as_slice() {
            [id] if clauses.taxonomy.skill(*id).kind().is_hard() => Some(*id),
            _ => None,
        },
        _ => None,
    }
}

/// A word that names nothing by itself.
fn word<'c>(clauses: &'c Clauses<'_>, piece: Option<&Piece>) -> Option<&'c str> {
    let piece = piece.filter(|piece| matches!(piece.glue(), Some(Glue::Plain | Glue::Generic)))?;
    Some(piece.span().of(&clauses.text.text))
}

/// The words of a hard skill as the line writes them, where they are more than one.
fn words_of<'c>(clauses: &'c Clauses<'_>, piece: Option<&Piece>) -> Option<(&'c str, &'c str)> {
    let item = piece.and_then(Piece::item).filter(|item| item.sort == Sort::Skill)?;
    item.span.of(&clauses.text.text).rsplit_once(' ')
}

/// A verb without its ending (분석한, 수집하고).
fn stem(word: &str) -> &str {
    let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).filter(|at| *at > 0).collect();
    let cut = ends.into_iter().find(|at| words::ATTRIBUTIVE.has(&word[*at..]) || words::AND_ENDING.has(&word[*at..]));
    cut.map_or(word, |at| &word[..at])
}

/// "데이터 수집 및 분석": the first words of the name before stand before this word as well.
fn modifier(clauses: &Clauses<'_>, out: &[Piece], pieces: &[Piece], at: usize) -> Option<SkillId> {
    let word = word(clauses, pieces.get(at))?;
    // "libraries and platforms": English words of any kind share nothing.
    if word.is_ascii() && pieces[at].is(Glue::Generic) {
        return None;
    }
    let joined = matches!(out.last().and_then(Piece::glue), Some(Glue::And | Glue::Comma | Glue::Slash));
    let ends = !matches!(pieces.get(at + 1), Some(Piece::Item(Item { sort: Sort::Skill, .. })));
    let (before, _) = words_of(clauses, out.len().checked_sub(2).and_then(|at| out.get(at)))?;
    if !joined || !ends {
        return None;
    }
    let last = before.rsplit(' ').next().unwrap_or(before);
    let noun = last.strip_suffix(['을', '를']).unwrap_or(last);
    let stem = stem(word);
    known(clauses, &format!("{before} {stem}")).or_else(|| known(clauses, &format!("{noun} {stem}")))
}

/// "project/program management": the last word of the name behind belongs to this word as well.
fn head(clauses: &Clauses<'_>, pieces: &[Piece], at: usize) -> Option<SkillId> {
    let word = word(clauses, pieces.get(at))?;
    if !matches!(pieces.get(at + 1).and_then(Piece::glue), Some(Glue::And | Glue::Or | Glue::Slash)) {
        return None;
    }
    let (_, last) = words_of(clauses, pieces.get(at + 2))?;
    known(clauses, &format!("{word} {last}"))
}

/// "데이터를 분석한": an object and its verb.
fn object(clauses: &Clauses<'_>, pieces: &[Piece], at: usize) -> Option<(SkillId, Span)> {
    let (noun, verb) = (word(clauses, pieces.get(at))?, word(clauses, pieces.get(at + 1))?);
    let span = pieces[at].span().to(pieces[at + 1].span());
    let between = &span.of(&clauses.text.text)[noun.len()..span.len() - verb.len()];
    let noun = match between.trim() {
        "을" | "를" => noun,
        "" => noun.strip_suffix(['을', '를'])?,
        _ => return None,
    };
    Some((known(clauses, &format!("{noun} {}", stem(verb)))?, span))
}
