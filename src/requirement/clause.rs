//! Clauses: what one asking noun or verb governs. A sentence is cut where a connective stands beside such a word; brackets are
//! attached to what they explain; interest and learning ask nothing.

mod brackets;

use crate::levels::{LanguageLevel, Level};
use crate::requirement::chain::Chain;
use crate::requirement::cue::{self, Cue};
use crate::requirement::lex::Token;
use crate::requirement::piece::{Glue, Item, Piece, Sort};
use crate::requirement::tree::{Expr, Grade};
use crate::requirement::{shared, term};
use crate::span::Span;
use crate::taxonomy::{Kind, SkillId, Taxonomy};
use crate::text::Folded;
use crate::text::boundary::is_hangul;

/// Reads clauses of one line.
pub struct Clauses<'a> {
    pub(super) taxonomy: &'a Taxonomy,
    pub(super) text: &'a Folded<'a>,
    pub(super) tokens: &'a [Token],
    /// The skill named last, which "another language" excludes.
    last_skill: Option<SkillId>,
    depth: usize,
}

/// How two clauses go together.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Join {
    And,
    Or,
    Comma,
}

impl<'a> Clauses<'a> {
    /// A reader for the tokens of one line.
    #[must_use]
    pub const fn new(taxonomy: &'a Taxonomy, text: &'a Folded<'a>, tokens: &'a [Token]) -> Self {
        Self { taxonomy, text, tokens, last_skill: None, depth: 0 }
    }

    /// Reads a sentence.
    pub fn read(&mut self, pieces: &[Piece]) -> Expr {
        let (parts, joins) = cut(pieces);
        let mut alternatives: Vec<Vec<Expr>> = vec![Vec::new()];
        for (at, part) in parts.iter().enumerate() {
            let node = self.clause(part);
            if at > 0 && resolved(&joins, at - 1) == Join::Or {
                alternatives.push(Vec::new());
            }
            if let Some(last) = alternatives.last_mut() {
                last.push(node);
            }
        }
        Expr::any(alternatives.into_iter().map(Expr::all).collect())
    }

    fn clause(&mut self, pieces: &[Piece]) -> Expr {
        // "SQL, preferably MySQL": what is only wished for beside what is asked falls away.
        let pieces = match pieces.iter().position(|piece| piece.is(Glue::Ideally)) {
            Some(at) if pieces[..at].iter().any(|piece| piece.item().is_some()) => &pieces[..at],
            _ => pieces,
        };
        let glues = || pieces.iter().filter_map(Piece::glue);
        let has = |glue: Glue| glues().any(|own| own == glue);
        let experienced = has(Glue::Ask(true));
        let either = has(Glue::Or) || has(Glue::OrElse);
        let items = pieces.iter().any(|piece| piece.item().is_some());
        if (has(Glue::Interest) || has(Glue::Learn)) && (!experienced || either || !items) {
            // A degree or time said beside the interest is asked all the same ("디자인 전공자로 제품 디자인에 관심 있는 분").
            let proofs = pieces.iter().filter_map(Piece::item).filter(|item| matches!(item.sort, Sort::Degree | Sort::Years(_)));
            return Expr::all(proofs.map(|item| item.expr.clone()).collect());
        }
        if has(Glue::Newcomer) && !pieces.iter().any(|piece| piece.item().is_some_and(|item| item.sort == Sort::Skill)) {
            return Expr::Nothing;
        }
        let grade = self.grade(pieces);
        let topic = self.last_skill;
        let pieces = shared::with_shared(self, pieces);
        for item in pieces.iter().filter_map(Piece::item) {
            if let Expr::Skill(id, _) | Expr::Any { of: _, category: Some(id), .. } = item.expr {
                self.last_skill = Some(id);
            } else if let Expr::Any { of, .. } = &item.expr {
                self.last_skill = of.iter().find_map(named).or(self.last_skill);
            }
        }
        let mut pieces = term::with_terms(self, pieces);
        for piece in &mut pieces {
            if let Piece::Item(item) = piece {
                item.expr = std::mem::replace(&mut item.expr, Expr::Note).graded(grade);
            }
        }
        let pieces = self.without_groups(pieces, grade);
        let mut chain = Chain::new(self.taxonomy, &pieces, experienced, topic);
        self.languages(&mut chain, &pieces);
        self.exceptions(&mut chain, grade);
        let expr = chain.reduce();
        if expr == Expr::Note && experienced && term::is_generic(self, &pieces) {
            return Expr::Experience { months: 1.0, max_months: None, within: None };
        }
        expr
    }

    /// The level or praise that the clause speaks of.
    fn grade(&self, pieces: &[Piece]) -> Grade {
        let level = pieces.iter().enumerate().find_map(|(at, piece)| match piece.glue() {
            Some(Glue::Level(level)) if self.grades_a_skill(pieces, at, level) => Some(level),
            _ => None,
        });
        let praise = pieces.iter().any(|piece| piece.is(Glue::Praise) || self.is_praising(piece));
        Grade { level, praise }
    }

    /// 숙련, proficient and the like ask and praise at once.
    fn is_praising(&self, piece: &Piece) -> bool {
        let Piece::Glue(_, span) = piece else { return false };
        let from = self.tokens.partition_point(|token| token.span.start < span.start);
        self.tokens[from..]
            .iter()
            .take_while(|token| token.span.start == span.start)
            .any(|token| token.span == *span && token.is(Cue::Praise))
    }

    /// "basic understanding" is no graded level but modesty; "basic" alone before a name, or a word of the scale, is one.
    fn grades_a_skill(&self, pieces: &[Piece], at: usize, level: Level) -> bool {
        let word = pieces[at].span().of(&self.text.text);
        // "develop advanced algorithms": said of the matter, not of the person.
        if let (Level::Advanced, true, Some(Piece::Item(Item { expr: Expr::Skill(id, _), .. }))) = (level, at > 1, pieces.get(at + 1))
            && matches!(self.taxonomy.skill(*id).kind(), Kind::Concept | Kind::Field | Kind::Practice)
            && !pieces.iter().any(|piece| matches!(piece.glue(), Some(Glue::Ask(true))))
        {
            return false;
        }
        level != Level::Beginner || word.chars().any(is_hangul) || !matches!(pieces.get(at + 1).and_then(Piece::glue), Some(Glue::Ask(_)))
    }

    /// Whether some of the nodes are skills under a category.
    #[must_use]
    pub fn holds_some(&self, category: SkillId, nodes: &[Expr]) -> bool {
        nodes.iter().filter_map(named).any(|member| member != category && self.taxonomy.is_under(member, category))
    }

    /// Gives each spoken language the level that its clause names.
    fn languages(&self, chain: &mut Chain<'_>, pieces: &[Piece]) {
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
        let whole = first.span().to(last.span());
        let spans: Vec<Span> = chain.items.iter().filter(|item| matches!(item.expr, Expr::Language(..))).map(|item| item.span).collect();
        if spans.is_empty() {
            return;
        }
        let all = self.level_within(whole);
        for item in &mut chain.items {
            let Expr::Language(_, level) = &mut item.expr else { continue };
            let next = spans.iter().map(|span| span.start).find(|start| *start > item.span.start).unwrap_or(whole.end);
            let before = spans.iter().map(|span| span.end).filter(|end| *end <= item.span.start).max().unwrap_or(whole.start);
            let behind = self.level_within(Span::new(item.span.end, next));
            let ahead = self.level_within(Span::new(before, item.span.start));
            let korean = item.span.of(&self.text.text).starts_with(is_hangul);
            *level = if spans.len() == 1 {
                all
            } else if korean {
                behind.or(ahead).or(all)
            } else {
                ahead.or(behind).or(all)
            };
        }
    }

    /// The highest level that the words of a span name, those inside names too ("비즈니스 문서 작성").
    fn level_within(&self, span: Span) -> Option<LanguageLevel> {
        let mut hits = Vec::new();
        cue::collect(span.of(&self.text.text), &mut hits);
        let levels = hits.iter().flat_map(|hit| hit.cues().iter());
        levels.filter_map(|cue| if let Cue::LanguageLevel(level) = cue { Some(*level) } else { None }).max()
    }

    /// "다른 언어", "languages other than Python": a category without what was named.
    fn exceptions(&self, chain: &mut Chain<'_>, grade: Grade) {
        for at in 0..=chain.items.len() {
            if !chain.gaps[at].contains(&Glue::Except) {
                continue;
            }
            let programming = || {
                let id = self.taxonomy.by_id("programming-language")?;
                Some(Expr::Category { id, except: Vec::new(), min: 1, grade: Grade::default() })
            };
            let word = chain.gaps[at].contains(&Glue::LanguageWord);
            let of = |chain: &Chain<'_>, place: usize| chain.items.get(place).and_then(|item| named(&item.expr));
            let is_category =
                |chain: &Chain<'_>, place: usize| chain.items.get(place).is_some_and(|item| matches!(item.expr, Expr::Category { .. }));
            // Korean names the exception first, English the category.
            let (category_at, excluded) = if at > 0 && is_category(chain, at - 1) && !is_category(chain, at) {
                (Some(at - 1), of(chain, at).map(|id| (id, at)))
            } else if is_category(chain, at) {
                (Some(at), at.checked_sub(1).and_then(|before| Some((of(chain, before)?, before))))
            } else {
                let before = at.checked_sub(1).and_then(|before| Some((of(chain, before)?, before)));
                // English names the exception behind "a language other than".
                let except_first = chain.gaps[at].iter().position(|glue| *glue == Glue::Except)
                    < chain.gaps[at].iter().position(|glue| *glue == Glue::LanguageWord);
                let behind = || of(chain, at).filter(|_| word && !except_first).map(|id| (id, at));
                (None, before.or_else(behind))
            };
            let except: Vec<SkillId> = excluded.map(|(id, _)| id).or(self.last_skill).into_iter().collect();
            match category_at {
                Some(place) => {
                    if let Expr::Category { except: list, .. } = &mut chain.items[place].expr {
                        *list = except;
                    }
                    if let Some((_, excluded)) = excluded {
                        chain.remove(excluded);
                    }
                }
                None if word => {
                    let Some(Expr::Category { id, min, .. }) = programming() else { return };
                    let item = Item { expr: Expr::Category { id, except, min, grade }, sort: Sort::Skill, span: Span::default() };
                    chain.insert(at, item);
                    if let Some((_, excluded)) = excluded {
                        chain.remove(if excluded < at { excluded } else { excluded + 1 });
                    }
                }
                None => {}
            }
            return;
        }
    }
}

fn last_item(out: &mut [Piece]) -> Option<&mut Item> {
    out.iter_mut().rev().find_map(|piece| match piece {
        Piece::Item(item) => Some(item),
        _ => None,
    })
}

/// The skill that a plain node names.
#[must_use]
pub fn named(expr: &Expr) -> Option<SkillId> {
    match expr {
        Expr::Skill(id, _) | Expr::Category { id, .. } => Some(*id),
        _ => None,
    }
}

fn members(expr: &Expr) -> Vec<SkillId> {
    let mut out = Vec::new();
    expr.walk(&mut |node| out.extend(named(node)));
    out
}

/// The alternatives of a list in brackets and how many are asked: of a bare list behind a category one is enough.
fn alternatives(inner: Expr) -> (Vec<Expr>, usize) {
    match inner {
        Expr::Any { of, min, .. } => (of, min),
        Expr::All(of) => (of, 1),
        other => (vec![other], 1),
    }
}

/// Whether every node is a certificate.
fn certified(expr: &Expr) -> bool {
    let mut all = true;
    expr.walk(&mut |node| all &= matches!(node, Expr::Certificate(..) | Expr::Any { .. } | Expr::All(_)));
    all
}

fn graded(piece: Piece, grade: Grade) -> Piece {
    match piece {
        Piece::Item(item) => Piece::Item(Item { expr: item.expr.graded(grade), ..item }),
        other => other,
    }
}

fn sort_of(expr: &Expr) -> Sort {
    match expr {
        Expr::Degree { .. } => Sort::Degree,
        Expr::Experience { within: None, .. } => Sort::Years(false),
        Expr::Language(..) | Expr::Certificate(..) | Expr::Portfolio => Sort::Proof,
        Expr::Trait(_) => Sort::Trait,
        Expr::Term(_) => Sort::Term,
        _ => Sort::Skill,
    }
}

const fn asks(piece: &Piece) -> bool {
    matches!(piece, Piece::Glue(Glue::Ask(_) | Glue::Interest | Glue::Learn | Glue::Wish, _))
}

/// Cuts a sentence at connectives that stand beside an asking word, with items on both sides.
fn cut(pieces: &[Piece]) -> (Vec<&[Piece]>, Vec<Join>) {
    let mut parts = Vec::new();
    let mut joins = Vec::new();
    let mut start = 0;
    let is_item = |piece: &Piece| matches!(piece, Piece::Item(_) | Piece::Group(..) | Piece::Glue(Glue::LanguageWord, _));
    let mut at = 0;
    while at < pieces.len() {
        let Some(mut join) = join_of(&pieces[at]) else {
            at += 1;
            continue;
        };
        let first = at;
        while let Some(next) = pieces.get(at + 1).and_then(join_of) {
            join = if join == Join::Comma { next } else { join };
            at += 1;
        }
        // Years that wait for what they are about close no clause.
        let closes = |piece: &Piece| is_item(piece) && !piece.item().is_some_and(|item| matches!(item.sort, Sort::Years(_)));
        let (left, right) = (&pieces[start..first], &pieces[at + 1..]);
        // "유관 업무 경력자 또는 유관 학과 졸업자": time at all is an alternative to a degree.
        let degree = |part: &[Piece]| part.iter().any(|piece| piece.item().is_some_and(|item| item.sort == Sort::Degree));
        let worked = |part: &[Piece]| part.iter().position(|piece| piece.is(Glue::Ask(true))).filter(|_| join == Join::Or);
        let has_content = left.iter().any(closes) || worked(left).is_some() && degree(right);
        let behind = left.iter().rposition(is_item).or_else(|| worked(left)).filter(|_| has_content).map(|place| start + place);
        let equivalent = right.iter().any(|piece| piece.is(Glue::Equivalent));
        // "knowledge of A and a desire to learn more": what is only liked ends what is asked.
        let likes = |piece: &Piece| matches!(piece.glue(), Some(Glue::Interest | Glue::Learn));
        let asked = left.iter().any(|piece| matches!(piece.glue(), Some(Glue::Ask(_) | Glue::Praise)));
        let ends_liking = || right.iter().position(likes).filter(|_| join == Join::And && asked);
        let ahead = right.iter().position(is_item).or_else(|| worked(right).filter(|_| degree(left) && !equivalent)).or_else(ends_liking);
        let ahead = ahead.map(|place| at + 1 + place);
        if let (Some(behind), Some(ahead)) = (behind, ahead) {
            let strong = matches!(pieces[first], Piece::Glue(Glue::OrElse | Glue::AndThen, _));
            // "사양 및 기능 개발 경력 5년": the noun that asks belongs to the years, and they to both.
            let of_years = pieces[ahead].item().is_some_and(|item| item.sort == Sort::Years(false))
                && pieces[at + 1..ahead].iter().any(|piece| piece.is(Glue::Plain));
            let asked = pieces[behind..first].iter().any(asks) || !of_years && pieces[at + 1..=ahead].iter().any(asks);
            if strong || asked {
                parts.push(&pieces[start..first]);
                joins.push(join);
                start = at + 1;
            }
        }
        at += 1;
    }
    parts.push(&pieces[start..]);
    (parts, joins)
}

const fn join_of(piece: &Piece) -> Option<Join> {
    match piece {
        Piece::Glue(Glue::And | Glue::AndThen | Glue::Plus, _) => Some(Join::And),
        Piece::Glue(Glue::Or | Glue::OrElse, _) => Some(Join::Or),
        Piece::Glue(Glue::Comma, _) => Some(Join::Comma),
        _ => None,
    }
}

/// A comma between clauses joins as the next connective does.
fn resolved(joins: &[Join], at: usize) -> Join {
    joins[at..].iter().copied().find(|join| *join != Join::Comma).unwrap_or(Join::And)
}
