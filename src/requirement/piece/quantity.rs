//! Numbers with what they count: spans of years, and how many of a list are asked.

use super::{Glue, Item, Piece, Pieces, Sort};
use crate::requirement::cue::Cue;
use crate::requirement::lex::Tok;
use crate::requirement::tree::Expr;
use crate::requirement::words;

impl Pieces<'_> {
    /// `3년 이상`, `3~7년`, `at least three years`, `3+ years`, `18 months`.
    pub(super) fn years(&mut self, out: &mut Vec<Piece>) -> bool {
        let start = self.at;
        let mut at = start;
        let is = |at: usize, cue| self.token(at).is_some_and(|token| token.is(cue));
        let mut most_only = false;
        while is(at, Cue::AtLeast) || is(at, Cue::AtMost) {
            most_only |= is(at, Cue::AtMost) && !is(at, Cue::AtLeast);
            at += 1;
        }
        let Some((low, mut at)) = self.number(at) else { return false };
        let mut high = None;
        let mut unit = self.unit(&mut at);
        while self.is_plus(at) {
            at += 1;
        }
        if let Some(next) = self.range_sign(at)
            && let Some((number, after)) = self.number(next)
        {
            let mut after = after;
            while self.is_plus(after) {
                after += 1;
            }
            if let Some(found) = self.unit(&mut after) {
                high = Some(number);
                unit = Some(found);
                at = after;
            }
        }
        let Some((months_each, latin)) = unit else { return false };
        if low > 60.0 {
            return false;
        }
        let mut most = high.map(|high| high * months_each);
        let mut least = low * months_each;
        if most_only {
            most = Some(least);
            least = 0.0;
        }
        loop {
            if is(at, Cue::OrMore) || self.is_plus(at) {
                at += 1;
            } else if is(at, Cue::OrLess) {
                if most.is_none() {
                    most = Some(least);
                    least = 0.0;
                }
                at += 1;
            } else {
                break;
            }
        }
        if most.is_none()
            && let Some((high, after)) = self.upper(at)
        {
            most = Some(high * months_each);
            at = after;
        }
        let span = self.tokens[start].span.to(self.tokens[at - 1].span);
        self.at = at;
        if self.is_no_work(start, at) {
            out.push(Piece::Glue(Glue::Plain, span));
            return true;
        }
        let expr = Expr::Experience { months: least, max_months: most, within: None };
        out.push(Piece::Item(Item { expr, sort: Sort::Years(latin), span }));
        true
    }

    /// "18 years of age", "one month's extra pay", "within three months", 수습 3개월: time, but no working time.
    fn is_no_work(&self, start: usize, end: usize) -> bool {
        let word = |at: usize| self.token(at).map_or("", |token| token.span.of(&self.text.text));
        // "수습 기간 3개월": what the time is of stands one word ahead.
        let before = start.checked_sub(1).map(|before| if words::SPAN.has(word(before)) { before.saturating_sub(1) } else { before });
        let before = before.map_or("", word);
        let mut behind = (end..end + 3).take_while(|at| self.token(*at).is_some_and(|token| !matches!(token.tok, Tok::Comma | Tok::Stop)));
        words::NO_WORK_BEFORE.has(before) || words::NO_WORK.has(before) || behind.any(|at| words::NO_WORK.has(word(at)))
    }

    /// `10년 이하` behind `4년 이상`.
    fn upper(&self, at: usize) -> Option<(f64, usize)> {
        let at = self.range_sign(at).unwrap_or(at);
        let (number, mut at) = self.number(at)?;
        self.unit(&mut at)?;
        self.token(at)?.is(Cue::OrLess).then_some((number, at + 1))
    }

    fn number(&self, at: usize) -> Option<(f64, usize)> {
        match self.token(at)?.tok {
            Tok::Number(number) => Some((number, at + 1)),
            Tok::Word(_) => {
                let word = self.token(at)?.span.of(&self.text.text);
                Some((words::NUMBER.get(word)?, at + 1))
            }
            _ => None,
        }
    }

    fn is_plus(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.tok == Tok::Plus || token.is(Cue::OrMore) && token.span.of(&self.text.text) != "이상")
    }

    fn range_sign(&self, at: usize) -> Option<usize> {
        let token = self.token(at)?;
        let sign = token.tok == Tok::Dash || words::RANGE.has(token.span.of(&self.text.text));
        sign.then_some(at + 1)
    }

    /// "three (3)": a number in words said again in brackets.
    fn is_repeated_number(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.tok == Tok::Open)
            && matches!(self.token(at + 1).map(|token| token.tok), Some(Tok::Number(_)))
            && self.token(at + 2).is_some_and(|token| token.tok == Tok::Close)
    }

    /// The unit of time at `at`: months each, and whether it is written in Latin letters.
    fn unit(&self, at: &mut usize) -> Option<(f64, bool)> {
        let mut place = *at;
        if self.is_repeated_number(place) {
            place += 3;
        }
        while self.is_plus(place) {
            place += 1;
        }
        let token = self.token(place)?;
        // "1-year experience"; a "5-year plan" is no working time.
        let united = token.span.of(&self.text.text).starts_with('-');
        if united && !self.token(place + 1).is_some_and(|token| token.is(Cue::Experience)) {
            return None;
        }
        let months = if token.is(Cue::Year) {
            12.0
        } else if token.is(Cue::Month) {
            1.0
        } else {
            return None;
        };
        let latin = token.span.of(&self.text.text).is_ascii();
        *at = place + 1;
        if self.token(*at).is_some_and(|token| words::UNIT_TAIL.has(token.span.of(&self.text.text))) {
            *at += 1;
        }
        Some((months, latin))
    }

    /// `2개 이상`, `at least two of`, and the cue words for one.
    pub(super) fn count(&mut self, out: &mut Vec<Piece>) -> bool {
        let start = self.at;
        let Some(first) = self.token(start) else { return false };
        if first.is(Cue::OneOf) || first.is(Cue::OneOfThem) {
            let glue = if first.is(Cue::OneOf) { Glue::OneOf(1) } else { Glue::OfThem(1) };
            out.push(Piece::Glue(glue, first.span));
            self.at += 1;
            return true;
        }
        let behind = first.is(Cue::OfThem);
        let mut at = if behind { start + 1 } else { start };
        while self.token(at).is_some_and(|token| token.is(Cue::AtLeast)) {
            at += 1;
        }
        let Some((number, mut after)) = self.number(at).or_else(|| self.korean_number(at)) else { return false };
        // "two (2) or more of".
        if self.is_repeated_number(after) {
            after += 3;
        }
        while self.token(after).is_some_and(|token| token.is(Cue::OrMore)) {
            after += 1;
        }
        let word = self.token(after).map_or("", |token| token.span.of(&self.text.text));
        let counter = words::COUNTER.has(word) || word.starts_with("가지") || word.starts_with("개 ");
        if !counter || number > 20.0 {
            return false;
        }
        at = after + 1;
        while self.token(at).is_some_and(|token| token.is(Cue::OrMore)) {
            at += 1;
        }
        let has_items = out.iter().any(|piece| matches!(piece, Piece::Item(_) | Piece::Group(..)));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be at most 20")]
        let count = (number as usize).max(1);
        let span = first.span.to(self.tokens[at - 1].span);
        let glue = if behind && has_items { Glue::OfThem(count) } else { Glue::OneOf(count) };
        out.push(Piece::Glue(glue, span));
        self.at = at;
        true
    }

    fn korean_number(&self, at: usize) -> Option<(f64, usize)> {
        let word = self.token(at)?.span.of(&self.text.text);
        Some((words::KOREAN_NUMBER.get(word)?, at + 1))
    }
}
