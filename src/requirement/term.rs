//! Terms: words that no skill covers, asked for as such. Found where an asking noun stands beside plain nouns
//! ("해외 상표 출원 업무 경험", "experience in medical writing") and among the members of a list.

use crate::requirement::clause::Clauses;
use crate::requirement::piece::{Glue, Item, Piece, Sort};
use crate::requirement::tree::Expr;
use crate::requirement::words;
use crate::text::boundary::is_hangul;

/// Most words of a term.
const MOST: usize = 5;

/// Whether a Korean word is a bare noun: no verb, no adjective, no noun with a case particle.
pub(super) fn is_bare(word: &str) -> bool {
    is_known_noun(word) || !words::NOT_BARE.ends(word)
}

/// The clause with its terms as items.
pub(super) fn with_terms(clauses: &Clauses<'_>, mut out: Vec<Piece>) -> Vec<Piece> {
    let pieces = out.as_slice();
    let experienced = pieces.iter().any(|piece| piece.is(Glue::Ask(true)));
    let asked = experienced || pieces.iter().any(|piece| matches!(piece, Piece::Glue(Glue::Ask(_), _)));
    let years = pieces.iter().any(|piece| piece.item().is_some_and(|item| matches!(item.sort, Sort::Years(_))));
    let listed = pieces.iter().any(|piece| matches!(piece.glue(), Some(Glue::Comma | Glue::Or | Glue::And | Glue::Slash)));
    let mut chunk: Vec<usize> = Vec::new();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for at in 0..=pieces.len() {
        let word = pieces.get(at).is_some_and(|piece| matches!(piece.glue(), Some(Glue::Plain | Glue::Generic | Glue::Remark)));
        if word {
            chunk.push(at);
            continue;
        }
        if let (Some(&from), Some(&to)) = (chunk.first(), chunk.last()) {
            let here = Surroundings {
                before: from.checked_sub(1).map(|at| &pieces[at]),
                after: pieces.get(at),
                years,
                experienced,
                asked,
                listed,
            };
            if let Some((from, to)) = term(clauses, pieces, from, to, &here) {
                found.push((from, to));
            }
        }
        chunk.clear();
    }
    for (from, to) in found.into_iter().rev() {
        let span = out[from].span().to(out[to].span());
        let text = clauses.text.span(span).of(clauses.text.original).trim().to_owned();
        out.splice(from..=to, [Piece::Item(Item { expr: Expr::Term(text), sort: Sort::Term, span })]);
    }
    out
}

#[expect(clippy::struct_excessive_bools, reason = "four independent facts about the words around")]
struct Surroundings<'p> {
    before: Option<&'p Piece>,
    after: Option<&'p Piece>,
    years: bool,
    experienced: bool,
    asked: bool,
    listed: bool,
}

/// The part of a chunk of words that is a term.
fn term(clauses: &Clauses<'_>, pieces: &[Piece], from: usize, to: usize, here: &Surroundings<'_>) -> Option<(usize, usize)> {
    let text = |at: usize| pieces[at].span().of(&clauses.text.text);
    let plain = |at: usize| pieces[at].is(Glue::Plain);
    let korean = text(to).starts_with(is_hangul);
    let separates = |piece: Option<&Piece>| {
        piece.is_none_or(|piece| {
            matches!(
                piece.glue(),
                Some(Glue::Comma | Glue::Or | Glue::And | Glue::Slash | Glue::Etc | Glue::Example | Glue::OfThem(_) | Glue::Colon)
            )
        })
    };
    if korean {
        // Backwards from the asking noun, over bare nouns only.
        let asks = matches!(here.after, Some(Piece::Glue(Glue::Ask(true), _)))
            || matches!(here.after, Some(Piece::Item(item)) if here.experienced && matches!(item.sort, Sort::Years(_)))
            || matches!(here.after, Some(Piece::Group(..))) && here.experienced && here.years
            || matches!(here.after, Some(Piece::Item(Item { expr: Expr::Certificate(name, None), .. })) if name.is_empty());
        if !asks {
            return None;
        }
        let mut first = to + 1;
        while first > from && is_bare(text(first - 1)) && to + 1 - (first - 1) <= MOST {
            first -= 1;
        }
        // "관련 상품 취급", "패키지 관련 실무": what is said to be related, and not that it is.
        first += usize::from(first < to && words::TERM_TAIL.has(text(first)));
        let tail = (first + 1..=to).find(|at| words::TERM_TAIL.has(text(*at)) && !(*at..=to).any(plain));
        let last = tail.map_or(to, |tail| tail - 1);
        let has_weight = (first..=last).any(|at| plain(at) && text(at).chars().count() > 1);
        let joined = first == from && here.before.is_some_and(|piece| piece.item().is_some_and(|item| item.sort == Sort::Skill));
        return (first <= last && has_weight && !joined).then_some((first, last));
    }
    let original = |at: usize| clauses.text.span(pieces[at].span()).of(clauses.text.original);
    // A capital says little at the beginning of a line.
    let is_name = |at: usize| {
        let word = original(at);
        let capitals = word.chars().filter(char::is_ascii_uppercase).count();
        capitals > 1 || capitals == 1 && (pieces[at].span().start > 0 || has_hangul(clauses)) || word.contains(|c: char| c.is_ascii_digit())
    };
    // Forwards from "experience in", or between the separators of a list.
    let mut first = from;
    let mut after_preposition = false;
    while first <= to && words::LIGHT.has(text(first)) {
        after_preposition |= matches!(text(first), "in" | "with" | "of" | "using" | "on");
        first += 1;
    }
    let mut last = first;
    while last <= to && !words::LIGHT.has(text(last)) {
        last += 1;
    }
    if first > to || last - first > MOST {
        return None;
    }
    let last = last - 1;
    let name = is_name(first);
    // "statistical computer languages", "data-intensive": a word that only qualifies what stands directly behind it.
    let qualifies = last == to
        && match here.after {
            // "Transparent Data Encryption": in capitals throughout, it is one name that is not known as a whole.
            Some(Piece::Item(item)) => {
                item.sort == Sort::Skill
                    && (!name || clauses.text.span(item.span).of(clauses.text.original).starts_with(char::is_uppercase))
            }
            _ if name => false,
            Some(after @ Piece::Glue(Glue::Word, span)) => {
                span.start == pieces[to].span().end && after.span().of(&clauses.text.text) == "-"
            }
            Some(Piece::Glue(Glue::Slash, _)) => first == last,
            _ => false,
        };
    if qualifies {
        return None;
    }
    let whole = last == to || words::LIGHT.has(text(last + 1));
    let has_weight = (first..=last).any(|at| plain(at) && text(at).len() > 1);
    let verb = text(first).ends_with("ing") && !is_name(first);
    let asked_directly = after_preposition
        && match here.before {
            Some(Piece::Glue(Glue::Ask(true), _)) => true,
            Some(Piece::Glue(Glue::Ask(false), _)) => is_name(first),
            _ => false,
        };
    let follows_years = here.years
        && (here.experienced || after_preposition || text(first).ends_with("ing"))
        && here.before.is_some_and(|piece| piece.item().is_some_and(|item| matches!(item.sort, Sort::Years(true))));
    let class = here.before.is_some_and(|piece| piece.is(Glue::Etc));
    let member = !class && separates(here.before) && separates(here.after) && last == to && (here.listed || here.experienced);
    let product = is_name(first) && here.asked && here.after.is_none_or(|piece| !matches!(piece, Piece::Item(_)));
    let some_asked = here.asked || pieces.iter().any(|piece| piece.item().is_some());
    let asks = asked_directly
        || follows_years
        || member && some_asked && (here.years || (first..=last).all(|at| is_name(at) || !plain(at)))
        || name && last == to && first == from && is_certificate(here.after)
        || product && last == to && member
        || here.after.is_some_and(|piece| matches!(piece.glue(), Some(Glue::Ask(_))))
            && is_name(first)
            && first == from
            && has_hangul(clauses);
    (whole && has_weight && !verb && asks).then_some((first, last))
}

/// A word for certificates in general.
fn is_certificate(piece: Option<&Piece>) -> bool {
    matches!(piece, Some(Piece::Item(Item { expr: Expr::Certificate(name, None), .. })) if name.is_empty())
}

fn has_hangul(clauses: &Clauses<'_>) -> bool {
    clauses.text.text.chars().any(is_hangul)
}

/// Whether a word ends with a noun that looks as if it carried a particle or an ending.
pub(super) fn is_known_noun(word: &str) -> bool {
    words::BARE.ends(word)
}

/// Whether a word is one of grammar and not of content.
pub(super) fn is_light(word: &str) -> bool {
    words::LIGHT.has(word)
}

/// Whether a clause without items speaks of work of any kind and nothing else before it asks for experience (in English: at all), so
/// that it asks for working time alone.
pub(super) fn is_generic(clauses: &Clauses<'_>, pieces: &[Piece]) -> bool {
    let words = if has_hangul(clauses) {
        let ask = pieces.iter().position(|piece| piece.is(Glue::Ask(true))).unwrap_or(pieces.len());
        &pieces[..ask]
    } else {
        pieces
    };
    let weight = |piece: &Piece| piece.is(Glue::Plain) && !words::LIGHT.has(piece.span().of(&clauses.text.text));
    !words.iter().any(weight) && words.iter().any(|piece| piece.is(Glue::Generic))
}
