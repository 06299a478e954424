//! What a clause names without asking it: what someone likes, what a portfolio shows, what a trait or a language is for. And what
//! certificates and equivalence make of their neighbours.

use super::{Chain, Joint, joins, joint};
use crate::requirement::clause::named;
use crate::requirement::piece::{Glue, Item, Sort};
use crate::requirement::tree::Expr;
use crate::requirement::words;

impl Chain<'_> {
    /// "클라우드 서비스에 열정이 있는", "a passion for mentoring": what someone likes is not asked.
    pub(super) fn drop_liked(&mut self) {
        let Some(at) = self.items.iter().position(|item| match item.expr {
            Expr::Trait(id) => words::WANTING.has(self.taxonomy.skill(id).id()),
            _ => false,
        }) else {
            return;
        };
        let asked = |gap: &[Glue]| gap.iter().any(|glue| matches!(glue, Glue::Ask(_) | Glue::Stop));
        let tied = |gap: &[Glue]| !asked(gap) && !gap.iter().any(|glue| joins(*glue));
        let mut end = at + 1;
        while end < self.items.len()
            && self.items[end].sort == Sort::Skill
            && if end == at + 1 { tied(&self.gaps[end]) } else { !asked(&self.gaps[end]) }
        {
            end += 1;
        }
        // "Python skills" behind: the asking word makes the last one asked.
        if asked(&self.gaps[end]) && end > at + 1 {
            end -= 1;
        }
        for place in (at + 1..end).rev() {
            self.remove(place);
        }
        let mut start = at;
        while start > 0
            && self.items[start - 1].sort == Sort::Skill
            && if start == at { tied(&self.gaps[start]) } else { !asked(&self.gaps[start]) }
        {
            start -= 1;
        }
        for place in (start..at).rev() {
            self.remove(place);
        }
    }

    /// "코딩 수준을 보여 주는 포트폴리오": the portfolio is asked, and the skills say what it shows.
    pub(super) fn drop_shown(&mut self) {
        let Some(mut at) = self.items.iter().position(|item| item.expr == Expr::Portfolio) else { return };
        let tied = |gap: &[Glue]| !gap.iter().any(|glue| joins(*glue) || matches!(glue, Glue::Stop | Glue::Ask(_)));
        while at > 0 && self.items[at - 1].sort == Sort::Skill && tied(&self.gaps[at]) {
            self.remove(at - 1);
            at -= 1;
        }
        while self.items.get(at + 1).is_some_and(|next| next.sort == Sort::Skill)
            && !self.gaps[at + 1].is_empty()
            && tied(&self.gaps[at + 1])
        {
            self.remove(at + 1);
        }
    }

    /// "학위를 소지하거나 동등한 실무 경험": experience stands in for the degree.
    pub(super) fn equivalents(&mut self) {
        for at in 1..self.gaps.len() {
            let is_degree = matches!(self.items[at - 1].expr, Expr::Degree { .. });
            if is_degree && self.gaps[at].contains(&Glue::Equivalent) {
                self.gaps[at].retain(|glue| *glue != Glue::Equivalent);
                let degree = std::mem::replace(&mut self.items[at - 1].expr, Expr::Note);
                self.items[at - 1].expr = Expr::any(vec![degree.clone(), Expr::Equivalent(Box::new(degree))]);
            }
        }
    }

    /// Skills that only say what a trait or another skill is for.
    pub(super) fn drop_context(&mut self) {
        let is_trait = |item: &Item| item.sort == Sort::Trait;
        let phrase = |gap: &[Glue]| joint(gap) == Joint::Phrase || gap.contains(&Glue::Purpose) || gap.contains(&Glue::Sake);
        // English: the trait stands first and the rest says in what; Korean: it stands last.
        if let Some(first) = self.items.first()
            && is_trait(first)
            && self.items.len() > 1
            && phrase(&self.gaps[1])
            && !self.gaps[1].contains(&Glue::Stop)
        {
            let keeps = |item: &Item| item.sort != Sort::Skill && item.sort != Sort::Role;
            self.retain(keeps);
        }
        let last = self.items.len().saturating_sub(1);
        if last > 0 && is_trait(&self.items[last]) && phrase(&self.gaps[last]) {
            let mut from = last;
            while from > 0 && phrase(&self.gaps[from]) {
                from -= 1;
                if self.items[from].sort == Sort::Trait {
                    break;
                }
            }
            let dropped: Vec<usize> = (from..last).filter(|at| self.items[*at].sort == Sort::Skill).collect();
            for at in dropped.into_iter().rev() {
                self.remove(at);
            }
        }
        self.drop_company();
        self.drop_purposes();
    }

    /// "개발자와 적극적으로 커뮤니케이션해 본": a role beside an attitude is whom one works with.
    fn drop_company(&mut self) {
        for at in (1..self.items.len()).rev() {
            let with = joint(&self.gaps[at]) == Joint::And && !self.gaps[at].iter().any(|glue| matches!(glue, Glue::Ask(_)));
            if self.items[at].sort == Sort::Trait && self.items[at - 1].sort == Sort::Role && with {
                self.remove(at - 1);
            }
        }
    }

    /// "비즈니스 문서 작성 가능한 수준의 영어" asks the language; what it is used for says how well.
    pub(super) fn drop_uses_of_languages(&mut self) {
        let Some(language) = self.items.iter().position(|item| matches!(item.expr, Expr::Language(..))) else { return };
        let tied = |gap: &[Glue]| {
            !gap.iter()
                .any(|glue| matches!(glue, Glue::And | Glue::AndThen | Glue::Or | Glue::Comma | Glue::Slash | Glue::Plus | Glue::Stop))
        };
        for at in (0..self.items.len()).rev() {
            let between = if at < language { &self.gaps[at + 1..=language] } else { &self.gaps[(language + 1).min(at)..=at] };
            if at != language && self.items[at].sort == Sort::Skill && between.iter().all(|gap| tied(gap)) {
                self.remove(at);
                return self.drop_uses_of_languages();
            }
        }
    }

    /// "SQL for data analysis" asks SQL; "데이터 분석을 위한 SQL" too. Only where the thing asked is named as well.
    fn drop_purposes(&mut self) {
        let mut at = 1;
        while at < self.items.len() {
            let gap = &self.gaps[at];
            let purpose =
                gap.contains(&Glue::Purpose) && !gap.iter().any(|glue| matches!(glue, Glue::And | Glue::Or | Glue::Comma | Glue::Ask(_)));
            let skills = self.items[at].sort == Sort::Skill && self.items[at - 1].sort == Sort::Skill;
            let is_class = matches!(self.items[at - 1].expr, Expr::Category { .. } | Expr::Any { open: true, category: Some(_), .. });
            let sake = gap.contains(&Glue::Sake) && !gap.iter().any(|glue| joins(*glue) || matches!(glue, Glue::Ask(_)));
            if sake && skills {
                self.remove(at - 1);
                at = at.saturating_sub(1).max(1);
            } else if purpose && skills && is_class {
                self.items.remove(at);
                self.gaps.remove(at);
            } else {
                at += 1;
            }
        }
    }

    /// "ITIL v3 Foundation certification": words directly behind a skill name which of its certificates.
    fn named_certificates(&mut self) {
        for at in (1..self.items.len()).rev() {
            let Some(id) = named(&self.items[at - 1].expr) else { continue };
            let Expr::Term(words) = &self.items[at].expr else { continue };
            if self.gaps[at].is_empty() {
                let name = format!("{} {words}", self.taxonomy.skill(id).name());
                let span = self.items[at - 1].span.to(self.items[at].span);
                self.items[at - 1] = Item { expr: Expr::Certificate(name, Some(id)), sort: Sort::Proof, span };
                self.remove(at);
            }
        }
    }

    pub(super) fn retain(&mut self, keeps: impl Fn(&Item) -> bool) {
        for at in (0..self.items.len()).rev() {
            if !keeps(&self.items[at]) {
                self.remove(at);
            }
        }
    }

    /// "AWS 자격증", "project management certification": a certificate of what stands before the word.
    pub(super) fn certificates(&mut self) {
        for at in (0..self.items.len()).rev() {
            if !matches!(&self.items[at].expr, Expr::Certificate(name, None) if name.is_empty()) {
                continue;
            }
            if at == 0
                && let Some(id) = self.topic
                && self.items.len() > 1
            {
                self.items[at].expr = Expr::Certificate(self.taxonomy.skill(id).name().to_owned(), Some(id));
                continue;
            }
            let near = |gap: &[Glue]| {
                gap.iter()
                    .all(|glue| matches!(glue, Glue::Generic | Glue::Word | Glue::Comma | Glue::Colon | Glue::Or | Glue::And | Glue::Plain))
            };
            let other = |place: usize| {
                matches!(&self.items[place].expr, Expr::Certificate(_, Some(_))) || self.items[place].sort == Sort::Term && place < at
            };
            let beside = (0..self.items.len()).any(|place| place != at && other(place));
            if beside {
                self.remove(at);
                self.named_certificates();
                for item in &mut self.items {
                    if let Expr::Term(text) = &item.expr {
                        item.expr = Expr::Certificate(text.clone(), None);
                        item.sort = Sort::Proof;
                    }
                }
                // Items were taken out on either side.
                return self.certificates();
            }
            // "certifications in AWS": behind the word.
            let plain = |gap: &[Glue]| gap.len() == 1 && matches!(gap[0], Glue::Plain | Glue::Word);
            if let Some(id) = self.items.get(at + 1).filter(|_| plain(&self.gaps[at + 1])).and_then(|next| named(&next.expr)) {
                self.items[at + 1].expr = Expr::Certificate(self.taxonomy.skill(id).name().to_owned(), Some(id));
                self.items[at + 1].sort = Sort::Proof;
                self.remove(at);
                continue;
            }
            if at > 0 && self.items[at - 1].sort == Sort::Skill && near(&self.gaps[at]) && !self.gaps[at].contains(&Glue::Plain) {
                if let Some(id) = named(&self.items[at - 1].expr) {
                    let name = self.taxonomy.skill(id).name().to_owned();
                    let alternative = self.gaps[at].iter().any(|glue| matches!(glue, Glue::Or));
                    let certificate = Expr::Certificate(name, Some(id));
                    let own = std::mem::replace(&mut self.items[at - 1].expr, Expr::Note);
                    self.items[at - 1].expr = if alternative { Expr::any(vec![own, certificate]) } else { certificate };
                    self.remove(at);
                }
                continue;
            }
            self.remove(at);
        }
    }
}
