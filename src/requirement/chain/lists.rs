//! Lists: of examples, of members of a class, and with a count.

use super::{Chain, Gap, Joint, is_far, joint, with};
use crate::requirement::clause::named;
use crate::requirement::piece::{Glue, Sort};
use crate::requirement::tree::Expr;
use crate::taxonomy::{Kind, SkillId};

impl Chain<'_> {
    /// "Kotlin and Go programming languages", "build tools Jenkins/GitLab": the class beside its members is no further need.
    pub(super) fn classes(&mut self) {
        let mut at = 0;
        while at < self.items.len() {
            let class = match self.items[at].expr {
                Expr::Category { id, min: 1, ref except, .. } if except.is_empty() => Some(id),
                _ => None,
            };
            let beside = |gap: &[Glue]| gap.is_empty();
            let member =
                |place: usize, id| named(&self.items[place].expr).is_some_and(|skill| skill != id && self.taxonomy.is_under(skill, id));
            let Some(id) = class else {
                at += 1;
                continue;
            };
            if at > 0 && beside(&self.gaps[at]) && member(at - 1, id) {
                self.remove(at);
            } else if at + 1 < self.items.len() && beside(&self.gaps[at + 1]) && member(at + 1, id) {
                let mut end = at + 2;
                while end < self.items.len() && joint(&self.gaps[end]) == Joint::Slash {
                    end += 1;
                }
                if end > at + 2 {
                    let of = self.items[at + 1..end].iter().map(|item| item.expr.clone()).collect();
                    self.replace(at + 1, end, Expr::any(of));
                }
                self.remove(at);
            } else {
                at += 1;
            }
        }
    }

    /// "X such as A, B or C": any of them, or any other X.
    pub(super) fn examples(&mut self) {
        let mut at = self.items.len();
        while at > 0 {
            at -= 1;
            if !self.gaps[at].iter().any(|glue| matches!(glue, Glue::Example)) {
                continue;
            }
            let mut end = at + 1;
            while end < self.items.len()
                && (joint(&self.gaps[end]) >= Joint::Or && !is_far(&self.gaps[end]) || with(&self.gaps[end]))
                && !self.gaps[end].contains(&Glue::Example)
            {
                if self.gaps.get(end + 1).is_some_and(|gap| gap.contains(&Glue::Example)) && end + 1 < self.items.len() {
                    break;
                }
                end += 1;
            }
            let list = self.alternatives(at, end);
            let category = at.checked_sub(1).and_then(|before| {
                let id = named(&self.items[before].expr)?;
                // "React and tools like Radix": a language or a library is no class of what is written in or for it.
                let is_class = !matches!(self.taxonomy.skill(id).kind(), Kind::Language | Kind::Framework | Kind::Library);
                let named_as_class = matches!(self.items[before].expr, Expr::Category { .. }) && self.items[before].sort == Sort::Skill;
                (is_class && self.covers(id, &list) || named_as_class).then_some(id)
            });
            let min = at.checked_sub(1).map_or(1, |before| match self.items[before].expr {
                Expr::Category { min, .. } => min,
                _ => 1,
            });
            let own_kind = category.or_else(|| self.common_category(&list));
            let expr = Expr::any_of(list, min, true, own_kind);
            self.replace(at, end, expr);
            self.gaps[at].retain(|glue| !matches!(glue, Glue::Example));
            self.gaps[at + 1].retain(|glue| !matches!(glue, Glue::Etc));
            if category.is_some() {
                self.remove(at - 1);
                at -= 1;
                self.gaps[at].retain(|glue| !matches!(glue, Glue::Word | Glue::Plain));
            }
        }
    }

    /// "A, B 등 X", "A, B, etc.", "A or similar": any of them, or any other X.
    pub(super) fn enumerations(&mut self) {
        let mut at = 1;
        while at < self.gaps.len() {
            let gap = &self.gaps[at];
            if let Some(place) = gap.iter().position(|glue| matches!(glue, Glue::AndOther)) {
                // "X and other Y" asks X.
                self.gaps[at] = gap[place + 1..].into();
                self.absorb_class(at);
                continue;
            }
            // "Java, C++ or equivalent": the like of them will do.
            let like = |glue: &Glue| matches!(glue, Glue::Etc) || *glue == Glue::Equivalent && self.items[at - 1].sort == Sort::Skill;
            let Some(place) = gap.iter().position(like) else {
                at += 1;
                continue;
            };
            let rest: Gap = gap[place + 1..].into();
            if matches!(self.items[at - 1].expr, Expr::Any { open: true, .. }) {
                // A list that is open already stays so.
                self.gaps[at] = rest;
                continue;
            }
            let start = self.list_start(at - 1);
            let list = self.alternatives(start, at);
            let joined = rest.iter().any(|glue| matches!(glue, Glue::And | Glue::Or | Glue::Comma | Glue::Ask(_)));
            let qualified = !joined && self.prefer_class(at, &list);
            if !joined {
                self.skip_to_class(at, &list);
            }
            let next = (!joined && at < self.items.len()).then(|| named(&self.items[at].expr)).flatten();
            let category = next.filter(|id| self.covers(*id, &list) || matches!(self.items[at].expr, Expr::Category { .. }));
            if let Some(second) = category.and_then(|first| self.second_category(at, first, &list)) {
                self.split_by_category(start, at, second);
                at = start + 1;
                continue;
            }
            let min = match (category, self.items.get(at).map(|item| &item.expr)) {
                (Some(_), Some(Expr::Category { min, .. })) => *min,
                _ => 1,
            };
            let of = category.or_else(|| self.common_category(&list));
            let expr = Expr::any_of(list, min, true, of);
            self.gaps[at] = rest;
            self.replace(start, at, expr);
            at = start + 1;
            if category.is_some() {
                let gap = std::mem::take(&mut self.gaps[at]);
                self.remove(at);
                // "Unix-like 운영체제": two classes side by side are one.
                while let Some(next) = self.items.get(at).filter(|_| !qualified).and_then(|item| named(&item.expr)) {
                    let list = self.alternatives(at - 1, at);
                    if joint(&self.gaps[at]) != Joint::Beside || !self.covers(next, &list) {
                        break;
                    }
                    self.remove(at);
                }
                let counted = gap.into_iter().filter(|glue| matches!(glue, Glue::OneOf(_) | Glue::OfThem(_)));
                self.gaps[at].insert_many(0, counted);
            }
        }
    }

    /// "Python, R or similar analytics and programming languages": one class told in several words.
    fn skip_to_class(&mut self, at: usize, list: &[Expr]) {
        let is_class = |place: usize| {
            matches!(self.items[place].expr, Expr::Category { .. })
                && named(&self.items[place].expr).is_some_and(|id| self.covers(id, list))
        };
        let Some(item) = self.items.get(at) else { return };
        let latin = list.iter().any(|member| named(member).is_some()) && self.gaps[at].contains(&Glue::Etc);
        let told = matches!(item.expr, Expr::Skill(..)) && at + 1 < self.items.len() && *self.gaps[at + 1] == [Glue::And];
        if latin && told && is_class(at + 1) && !named(&item.expr).is_some_and(|id| self.covers(id, list)) {
            self.remove(at);
            self.gaps[at].retain(|glue| *glue != Glue::And);
        }
    }

    /// "A, B 등 AI 관련 프로그래밍 언어": the class of the list is the category, and what qualifies it is asked beside the list.
    fn prefer_class(&mut self, at: usize, list: &[Expr]) -> bool {
        let Some([field, class]) = self.items.get(at..at + 2) else { return false };
        let is_class = matches!(class.expr, Expr::Category { .. }) && named(&class.expr).is_some_and(|id| self.covers(id, list));
        let qualifies = matches!(field.expr, Expr::Skill(..)) && joint(&self.gaps[at + 1]) == Joint::Beside;
        if is_class && qualifies {
            self.items.swap(at, at + 1);
        }
        is_class && qualifies
    }

    /// Behind "and other", the class of what was named is no further need.
    fn absorb_class(&mut self, at: usize) {
        let Some(next) = self.items.get(at).and_then(|item| named(&item.expr)) else { return };
        let over = named(&self.items[at - 1].expr).is_some_and(|id| self.taxonomy.is_under(id, next));
        if over || matches!(self.items[at].expr, Expr::Category { .. }) {
            self.remove(at);
        }
    }

    /// A second category behind the first (`RDBMS 및 NoSQL`) under which some members stand that are not under the first.
    fn second_category(&self, at: usize, first: SkillId, list: &[Expr]) -> Option<(SkillId, SkillId)> {
        let gap = self.gaps.get(at + 1)?;
        let second = named(&self.items.get(at + 1)?.expr)?;
        let joined = matches!(joint(gap), Joint::And | Joint::Slash | Joint::Comma) && !gap.iter().any(|glue| matches!(glue, Glue::Ask(_)));
        let under = |member: &Expr, id| named(member).is_some_and(|member| self.taxonomy.is_under(member, id));
        let of_second = |member: &Expr| under(member, second) && !under(member, first);
        (joined && list.iter().any(of_second) && list.iter().any(|member| under(member, first))).then_some((first, second))
    }

    fn split_by_category(&mut self, start: usize, at: usize, (first, second): (SkillId, SkillId)) {
        let list = self.alternatives(start, at);
        let under_second = |member: &Expr| {
            named(member).is_some_and(|member| self.taxonomy.is_under(member, second) && !self.taxonomy.is_under(member, first))
        };
        let (of_second, of_first): (Vec<_>, Vec<_>) = list.into_iter().partition(under_second);
        let expr = Expr::all(vec![Expr::any_of(of_first, 1, true, Some(first)), Expr::any_of(of_second, 1, true, Some(second))]);
        self.gaps[at].clear();
        self.replace(start, at, expr);
        self.remove(start + 1);
        self.remove(start + 1);
    }

    /// Where the list that ends with item `last` begins. A 및 before commas closes another list.
    fn list_start(&self, last: usize) -> usize {
        let mut start = last;
        let mut commas = false;
        while start > 0 {
            let gap = &self.gaps[start];
            let asked = gap.iter().any(|glue| matches!(glue, Glue::Ask(_) | Glue::OneOf(_) | Glue::Example | Glue::Etc));
            match joint(gap) {
                _ if asked => break,
                Joint::And if commas && !self.and_throughout(start, last) => break,
                Joint::Comma => commas = true,
                Joint::And | Joint::Or | Joint::Slash | Joint::Beside => {}
                Joint::Phrase => break,
            }
            if !matches!(self.items[start - 1].sort, Sort::Skill | Sort::Term | Sort::Proof) {
                break;
            }
            start -= 1;
        }
        start
    }

    fn and_throughout(&self, start: usize, last: usize) -> bool {
        (start..=last).all(|at| joint(&self.gaps[at]) == Joint::And)
    }

    /// "one of A, B and C", "A, B, C 중 2개 이상", "하나 이상의 X".
    pub(super) fn counts(&mut self) {
        let mut at = 0;
        while at < self.gaps.len() {
            let before = self.gaps[at].iter().find_map(|glue| if let Glue::OfThem(count) = glue { Some(*count) } else { None });
            let after = self.gaps[at].iter().find_map(|glue| if let Glue::OneOf(count) = glue { Some(*count) } else { None });
            self.gaps[at].retain(|glue| !matches!(glue, Glue::OfThem(_) | Glue::OneOf(_)));
            // Behind a list without anything to count after it, a count speaks of the list.
            let nothing_after = at >= self.items.len() || self.items[at].sort != Sort::Skill && self.items[at].sort != Sort::Term;
            match (before.or(after.filter(|_| nothing_after)), after) {
                (Some(min), _) if at > 0 => {
                    let start = self.list_start(at - 1);
                    let expr = self.counted(start, at, min);
                    self.replace(start, at, expr);
                    at = start + 1;
                    if let Some(next) = self.items.get(at).and_then(|item| named(&item.expr)) {
                        let list = self.alternatives(at - 1, at);
                        if self.covers(next, &list) {
                            self.remove(at);
                        }
                    }
                }
                (_, Some(min)) if !nothing_after => {
                    // "two or more of the following languages R, Python, SQL": the class only says what the list is of.
                    let told = |chain: &Self| {
                        let (class, next) = (named(&chain.items[at].expr)?, named(&chain.items.get(at + 1)?.expr)?);
                        let beside = chain.gaps[at + 1].iter().all(|glue| matches!(glue, Glue::Word | Glue::Generic | Glue::Here));
                        (beside && class != next && chain.taxonomy.is_under(next, class)).then_some(())
                    };
                    if matches!(self.items[at].expr, Expr::Category { .. }) && told(self).is_some() {
                        self.remove(at);
                    }
                    if let Expr::Category { min: own, .. } = &mut self.items[at].expr {
                        *own = min;
                        at += 1;
                        continue;
                    }
                    let mut end = at + 1;
                    while end < self.items.len() && joint(&self.gaps[end]) >= Joint::Or && !is_far(&self.gaps[end]) {
                        end += 1;
                    }
                    let expr = self.counted(at, end, min);
                    self.replace(at, end, expr);
                    at += 1;
                }
                _ => at += 1,
            }
        }
    }

    fn counted(&self, start: usize, end: usize, min: usize) -> Expr {
        let (mut open, mut category) = (false, None);
        let mut of = Vec::new();
        for item in &self.items[start..end] {
            match &item.expr {
                Expr::Any { of: inner, open: inner_open, category: inner_category, .. } => {
                    open |= *inner_open;
                    category = category.or(*inner_category);
                    of.extend(inner.iter().cloned());
                }
                Expr::All(inner) => of.extend(inner.iter().cloned()),
                other => of.push(other.clone()),
            }
        }
        Expr::any_of(of, min, open, category)
    }
}
