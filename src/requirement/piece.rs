//! From tokens to pieces: items that ask something, and the glue between them. Years, degrees, languages and counts, which span
//! several tokens, are put together here.

mod quantity;

use crate::levels::{Degree, Level};
use crate::requirement::cue::Cue;
use crate::requirement::lex::{Tok, Token};
use crate::requirement::tree::{Expr, Grade};
use crate::span::Span;
use crate::taxonomy::{Kind, SkillId, Taxonomy};
use crate::text::Folded;
use crate::text::boundary::is_hangul;

/// What sort of thing an item asks; decides how it goes together with its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A hard skill.
    Skill,
    /// An attitude.
    Trait,
    /// A spoken language, a certificate, a portfolio.
    Proof,
    /// A degree.
    Degree,
    /// A span of years that waits for what it is about; whether it was written in Latin letters.
    Years(bool),
    /// A role that someone worked in; only asked together with years or experience.
    Role,
    /// Words that no skill covers.
    Term,
}

/// Something asked.
#[derive(Debug, Clone)]
pub struct Item {
    /// What.
    pub expr: Expr,
    /// Its sort.
    pub sort: Sort,
    /// Bytes of the folded text.
    pub span: Span,
}

/// What stands between items.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Glue {
    /// and, 및, 와.
    And,
    /// or, 또는, 이나.
    Or,
    /// -거나.
    OrElse,
    /// -고, -며.
    AndThen,
    /// A comma.
    Comma,
    /// A slash.
    Slash,
    /// A plus sign.
    Plus,
    /// 등, etc.
    Etc,
    /// and other.
    AndOther,
    /// such as, 예:
    Example,
    /// including.
    Including,
    /// At least so many of what follows.
    OneOf(usize),
    /// At least so many of what stands before.
    OfThem(usize),
    /// A noun or verb that asks; whether it speaks of experience.
    Ask(bool),
    /// Praise.
    Praise,
    /// A graded level.
    Level(Level),
    /// or equivalent.
    Equivalent,
    /// Nothing is asked; whether an adverb that goes on (상관없이).
    NotNeeded,
    /// no, without.
    No,
    /// other than.
    Except,
    /// a plus, 우대.
    Preferred,
    /// must, 필수.
    Required,
    /// Liking.
    Interest,
    /// A wish.
    Wish,
    /// Learning.
    Learn,
    /// for.
    Purpose,
    /// 위한: what stands before it is the purpose.
    Sake,
    /// The end of a lead-in.
    Colon,
    /// A sentence ends.
    Stop,
    /// A nested bullet begins.
    Break,
    /// following, 하기.
    Here,
    /// above, 위.
    Above,
    /// all of, 모두.
    AllOf,
    /// The required list, the preferred list.
    Section(bool),
    /// A new graduate will do.
    Newcomer,
    /// A word that makes a remark of its line.
    Remark,
    /// What happens to those who apply: its sentence asks nothing.
    Process,
    /// A word for languages in general.
    LanguageWord,
    /// Words that name nothing by themselves.
    Generic,
    /// Words of study, with no degree near.
    Study,
    /// preferably.
    Ideally,
    /// A word that no list knows.
    Plain,
    /// with, using, 기반: a word or sign that only separates.
    Word,
}

/// An item, glue, or what stands in brackets.
#[derive(Debug, Clone)]
pub enum Piece {
    /// An item.
    Item(Item),
    /// Glue and its place.
    Glue(Glue, Span),
    /// What stands in brackets.
    Group(Vec<Piece>, Span),
}

impl Piece {
    /// Its place.
    #[must_use]
    pub const fn span(&self) -> Span {
        match self {
            Self::Item(item) => item.span,
            Self::Glue(_, span) | Self::Group(_, span) => *span,
        }
    }

    /// Whether it is this glue.
    #[must_use]
    pub fn is(&self, glue: Glue) -> bool {
        matches!(self, Self::Glue(own, _) if *own == glue)
    }

    /// The glue.
    #[must_use]
    pub const fn glue(&self) -> Option<Glue> {
        match self {
            Self::Glue(glue, _) => Some(*glue),
            _ => None,
        }
    }

    /// The item.
    #[must_use]
    pub const fn item(&self) -> Option<&Item> {
        match self {
            Self::Item(item) => Some(item),
            _ => None,
        }
    }
}

/// Brackets deeper than this are read as if they were not there.
const MAX_DEPTH: usize = 8;

/// Puts tokens together to pieces.
pub struct Pieces<'a> {
    pub(super) taxonomy: &'a Taxonomy,
    pub(super) text: &'a Folded<'a>,
    pub(super) tokens: &'a [Token],
    /// Whether the line holds Hangul.
    pub(super) korean: bool,
    /// Whether the line names a degree or says a word of study.
    pub(super) of_study: bool,
    at: usize,
}

impl<'a> Pieces<'a> {
    /// A reader of the tokens of one line.
    #[must_use]
    pub fn new(taxonomy: &'a Taxonomy, text: &'a Folded<'a>, tokens: &'a [Token]) -> Self {
        let korean = text.text.chars().any(is_hangul);
        let of_study = tokens.iter().any(|token| matches!(token.tok, Tok::Study(_)) || token.is(Cue::Study) || degree(token).is_some());
        Self { taxonomy, text, tokens, korean, of_study, at: 0 }
    }

    /// All pieces.
    #[must_use]
    pub fn read(mut self) -> Vec<Piece> {
        self.until_close(0)
    }

    fn until_close(&mut self, depth: usize) -> Vec<Piece> {
        // Brackets hold few of the tokens, a line nearly as many pieces.
        let mut out = Vec::with_capacity(if depth == 0 { self.tokens.len() } else { 4 });
        while let Some(token) = self.tokens.get(self.at) {
            match token.tok {
                Tok::Open if depth < MAX_DEPTH => {
                    let start = token.span;
                    self.at += 1;
                    let inner = self.until_close(depth + 1);
                    let end = self.tokens.get(self.at.saturating_sub(1)).map_or(start, |last| last.span);
                    out.push(Piece::Group(inner, start.to(end)));
                }
                Tok::Close => {
                    self.at += 1;
                    if depth > 0 {
                        return out;
                    }
                }
                Tok::Open => self.at += 1,
                _ => self.piece(&mut out),
            }
        }
        out
    }

    fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    fn piece(&mut self, out: &mut Vec<Piece>) {
        if self.years(out) || self.count(out) || self.study(out) {
            return;
        }
        let Some(token) = self.token(self.at).copied() else { return };
        self.at += 1;
        let item = |expr, sort| Piece::Item(Item { expr, sort, span: token.span });
        let glue = |glue| Piece::Glue(glue, token.span);
        let piece = match token.tok {
            Tok::Skill(id, _) => item(self.skill(id), Sort::Skill),
            // A field of study outside a degree is a word like any other (환경, 디자인).
            Tok::Study(_) => glue(Glue::Generic),
            Tok::Trait(id) => item(Expr::Trait(id), Sort::Trait),
            Tok::Spoken(id) => item(Expr::Language(id, None), Sort::Proof),
            Tok::Certificate(id) => item(Expr::Certificate(self.taxonomy.skill(id).name().to_owned(), Some(id)), Sort::Proof),
            Tok::Comma => glue(Glue::Comma),
            Tok::Slash => glue(Glue::Slash),
            Tok::Plus => glue(Glue::Plus),
            Tok::Colon => glue(Glue::Colon),
            Tok::Stop => glue(Glue::Stop),
            Tok::Break => glue(Glue::Break),
            Tok::With => glue(Glue::And),
            Tok::Either => glue(Glue::Or),
            Tok::OrElse => glue(Glue::OrElse),
            Tok::AndThen => glue(Glue::AndThen),
            Tok::Cue(_) => self.cue(&token),
            Tok::Word(_) => glue(Glue::Plain),
            Tok::Dash | Tok::Open | Tok::Close | Tok::Number(_) => glue(Glue::Word),
        };
        out.push(piece);
    }

    fn skill(&self, id: SkillId) -> Expr {
        if self.taxonomy.skill(id).kind() == Kind::Category {
            Expr::Category { id, except: Vec::new(), min: 1, grade: Grade::default() }
        } else {
            Expr::Skill(id, Grade::default())
        }
    }

    fn cue(&self, token: &Token) -> Piece {
        let Tok::Cue(cues) = token.tok else { return Piece::Glue(Glue::Word, token.span) };
        if token.is(Cue::Portfolio) {
            return Piece::Item(Item { expr: Expr::Portfolio, sort: Sort::Proof, span: token.span });
        }
        if token.is(Cue::Certificate) {
            return Piece::Item(Item { expr: Expr::Certificate(String::new(), None), sort: Sort::Proof, span: token.span });
        }
        if let Some(id) = token.cue(|cue| match cue {
            Cue::Role(id) => self.taxonomy.by_id(id),
            _ => None,
        }) {
            return Piece::Item(Item { expr: Expr::Skill(id, Grade::default()), sort: Sort::Role, span: token.span });
        }
        let first = cues.iter().find_map(|cue| glue_of(*cue));
        let glue = match first {
            Some(Glue::Ask(_) | Glue::Generic | Glue::Study) if token.attributive => Glue::Word,
            Some(glue) => glue,
            None => Glue::Word,
        };
        Piece::Glue(glue, token.span)
    }

    /// A run of words of study makes one degree: levels, fields, `related`.
    fn study(&mut self, out: &mut Vec<Piece>) -> bool {
        let Some((piece, at)) = super::study::read(self, self.at) else { return false };
        self.at = at;
        out.push(piece);
        true
    }
}

/// The glue that a cue is, unless it is something of its own.
const fn glue_of(cue: Cue) -> Option<Glue> {
    Some(match cue {
        Cue::Or => Glue::Or,
        Cue::And => Glue::And,
        Cue::Etc => Glue::Etc,
        Cue::AndOther => Glue::AndOther,
        Cue::Example => Glue::Example,
        Cue::Including => Glue::Including,
        Cue::Experience => Glue::Ask(true),
        Cue::Ask => Glue::Ask(false),
        Cue::Praise => Glue::Praise,
        Cue::Level(level) => Glue::Level(level),
        Cue::Equivalent => Glue::Equivalent,
        Cue::NotNeeded => Glue::NotNeeded,
        Cue::No => Glue::No,
        Cue::Except => Glue::Except,
        Cue::Ideally => Glue::Ideally,
        Cue::Preferred => Glue::Preferred,
        Cue::Required => Glue::Required,
        Cue::Interest => Glue::Interest,
        Cue::Wish => Glue::Wish,
        Cue::Learn => Glue::Learn,
        Cue::Purpose => Glue::Purpose,
        Cue::Sake => Glue::Sake,
        Cue::ReferenceHere => Glue::Here,
        Cue::ReferenceAbove => Glue::Above,
        Cue::AllOf => Glue::AllOf,
        Cue::RequiredSection => Glue::Section(true),
        Cue::PreferredSection => Glue::Section(false),
        Cue::Newcomer => Glue::Newcomer,
        Cue::Remark => Glue::Remark,
        Cue::Process => Glue::Process,
        Cue::LanguageWord => Glue::LanguageWord,
        Cue::Study => Glue::Study,
        Cue::Generic | Cue::Related | Cue::Field => Glue::Generic,
        _ => return None,
    })
}

/// The degree that a cue word says.
#[must_use]
pub fn degree(token: &Token) -> Option<Degree> {
    token.cue(|cue| match cue {
        Cue::Degree(level) => Some(*level),
        _ => None,
    })
}
