//! Chains: the items of a clause and the gaps between them, reduced to one expression. Lists of examples, counts and years are taken
//! out first; what is left goes together by the strength of its connectives, loosest first:
//! words between (all) < or < and, comma < slash < side by side.

use crate::requirement::clause::named;
use crate::requirement::piece::{Glue, Item, Piece, Sort};
use crate::requirement::tree::Expr;
use crate::taxonomy::{Kind, SkillId, Taxonomy};

/// Items and the glue around them; there is one gap more than items.
#[derive(Debug)]
pub struct Chain<'t> {
    taxonomy: &'t Taxonomy,
    /// The items in order.
    pub items: Vec<Item>,
    /// `gaps[k]` stands before item `k`; the last one behind all.
    pub gaps: Vec<Vec<Glue>>,
    experienced: bool,
}

/// How tightly two neighbours are joined, loosest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Joint {
    Phrase,
    Or,
    And,
    Comma,
    Slash,
    Beside,
}

impl<'t> Chain<'t> {
    /// The chain of a clause without brackets. `experienced`: whether the clause asks for experience, under which a role counts.
    #[must_use]
    pub fn new(taxonomy: &'t Taxonomy, pieces: &[Piece], experienced: bool) -> Self {
        let years = pieces.iter().any(|piece| piece.item().is_some_and(|item| matches!(item.sort, Sort::Years(_))));
        let mut chain = Self { taxonomy, items: Vec::new(), gaps: vec![Vec::new()], experienced };
        for piece in pieces {
            match piece {
                Piece::Item(item) if item.sort == Sort::Role && !(years || experienced) => {}
                Piece::Item(item) => {
                    chain.items.push(item.clone());
                    chain.gaps.push(Vec::new());
                }
                Piece::Glue(glue, _) => {
                    if let Some(gap) = chain.gaps.last_mut() {
                        gap.push(*glue);
                    }
                }
                Piece::Group(..) => {}
            }
        }
        chain
    }

    /// Takes an item out; the gaps on either side become one.
    pub fn remove(&mut self, at: usize) {
        self.items.remove(at);
        let gap = self.gaps.remove(at + 1);
        self.gaps[at].extend(gap);
    }

    /// Puts an item behind the gap `at`.
    pub fn insert(&mut self, at: usize, item: Item) {
        self.items.insert(at, item);
        self.gaps.insert(at + 1, Vec::new());
    }

    /// The expression of the whole clause.
    #[must_use]
    pub fn reduce(mut self) -> Expr {
        self.drop_context();
        self.drop_uses_of_languages();
        self.certificates();
        self.examples();
        self.enumerations();
        self.counts();
        self.years();
        self.combine(0, self.items.len())
    }

    /// Skills that only say what a trait or another skill is for.
    fn drop_context(&mut self) {
        let is_trait = |item: &Item| item.sort == Sort::Trait;
        let phrase = |gap: &[Glue]| joint(gap) == Joint::Phrase || gap.contains(&Glue::Purpose);
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
        self.drop_purposes();
    }

    /// "비즈니스 문서 작성 가능한 수준의 영어" asks the language; what it is used for says how well.
    fn drop_uses_of_languages(&mut self) {
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
            if purpose && skills && is_class {
                self.items.remove(at);
                self.gaps.remove(at);
            } else {
                at += 1;
            }
        }
    }

    fn retain(&mut self, keeps: impl Fn(&Item) -> bool) {
        for at in (0..self.items.len()).rev() {
            if !keeps(&self.items[at]) {
                self.remove(at);
            }
        }
    }

    /// "AWS 자격증", "project management certification": a certificate of what stands before the word.
    fn certificates(&mut self) {
        for at in (0..self.items.len()).rev() {
            if !matches!(&self.items[at].expr, Expr::Certificate(name, None) if name.is_empty()) {
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
                for item in &mut self.items {
                    if let Expr::Term(text) = &item.expr {
                        item.expr = Expr::Certificate(text.clone(), None);
                        item.sort = Sort::Proof;
                    }
                }
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

    /// "X such as A, B or C": any of them, or any other X.
    fn examples(&mut self) {
        let mut at = self.items.len();
        while at > 0 {
            at -= 1;
            if !self.gaps[at].iter().any(|glue| matches!(glue, Glue::Example)) {
                continue;
            }
            let mut end = at + 1;
            while end < self.items.len()
                && (joint(&self.gaps[end]) >= Joint::Or || with(&self.gaps[end]))
                && !self.gaps[end].contains(&Glue::Example)
            {
                if self.gaps.get(end + 1).is_some_and(|gap| gap.contains(&Glue::Example)) && end + 1 < self.items.len() {
                    break;
                }
                end += 1;
            }
            let list = self.alternatives(at, end);
            let category = at.checked_sub(1).and_then(|before| named(&self.items[before].expr).filter(|id| self.covers(*id, &list)));
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
    fn enumerations(&mut self) {
        let mut at = 1;
        while at < self.gaps.len() {
            let gap = &self.gaps[at];
            if let Some(place) = gap.iter().position(|glue| matches!(glue, Glue::AndOther)) {
                // "X and other Y" asks X.
                self.gaps[at] = gap[place + 1..].to_vec();
                self.absorb_class(at);
                continue;
            }
            // "Java, C++ or equivalent": the like of them will do.
            let like = |glue: &Glue| matches!(glue, Glue::Etc) || *glue == Glue::Equivalent && self.items[at - 1].sort == Sort::Skill;
            let Some(place) = gap.iter().position(like) else {
                at += 1;
                continue;
            };
            let rest: Vec<Glue> = gap[place + 1..].to_vec();
            if matches!(self.items[at - 1].expr, Expr::Any { open: true, .. }) {
                // A list that is open already stays so.
                self.gaps[at] = rest;
                continue;
            }
            let start = self.list_start(at - 1);
            let list = self.alternatives(start, at);
            let joined = rest.iter().any(|glue| matches!(glue, Glue::And | Glue::Or | Glue::Comma | Glue::Ask(_)));
            let qualified = !joined && self.prefer_class(at, &list);
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
                self.gaps[at].splice(0..0, counted);
            }
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
    fn counts(&mut self) {
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
                    if let Expr::Category { min: own, .. } = &mut self.items[at].expr {
                        *own = min;
                        at += 1;
                        continue;
                    }
                    let mut end = at + 1;
                    while end < self.items.len() && joint(&self.gaps[end]) >= Joint::Or {
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

    /// Years take what they are about into themselves.
    fn years(&mut self) {
        let total = self.items.iter().filter(|item| matches!(item.sort, Sort::Years(_))).count();
        if total > 0 && self.items.iter().any(|item| item.sort == Sort::Skill) {
            // An attitude among fields of work is a word of one of them ("payment integrity auditing").
            self.retain(|item| item.sort != Sort::Trait);
        }
        let mut at = 0;
        let mut done = 0;
        while at < self.items.len() {
            let Sort::Years(latin) = self.items[at].sort else {
                at += 1;
                continue;
            };
            done += 1;
            let scoped = |item: &Item| matches!(item.sort, Sort::Skill | Sort::Term | Sort::Role);
            let right_end = (at + 1..self.items.len()).find(|place| !scoped(&self.items[*place])).unwrap_or(self.items.len());
            let left_start = (0..at).rev().find(|place| !scoped(&self.items[*place])).map_or(0, |place| place + 1);
            let (left, right) = (left_start < at, right_end > at + 1);
            let takes_right = right && (latin || !left || total == 1) && !(left && !latin && done < total);
            let takes_left = left && (!latin || !right) && !self.alternative(at);
            let mut scope = Vec::new();
            if takes_left {
                scope.push(self.combine(left_start, at));
            }
            if takes_right {
                scope.push(self.combine(at + 1, right_end));
            }
            let within = Expr::all(scope);
            if let Expr::Experience { within: inner, .. } = &mut self.items[at].expr {
                *inner = (within != Expr::Note).then(|| Box::new(within));
            }
            if takes_right {
                for place in (at + 1..right_end).rev() {
                    self.remove(place);
                }
            }
            if takes_left {
                for place in (left_start..at).rev() {
                    self.remove(place);
                }
                at = left_start;
            }
            at += 1;
        }
    }

    /// Whether an "or" stands before the item.
    fn alternative(&self, at: usize) -> bool {
        self.gaps[at].iter().any(|glue| matches!(glue, Glue::Or | Glue::OrElse))
    }

    fn replace(&mut self, start: usize, end: usize, expr: Expr) {
        let span = self.items[start].span.to(self.items[end - 1].span);
        let sort = self.items[start].sort;
        self.items.splice(start..end, [Item { expr, sort, span }]);
        self.gaps.drain(start + 1..end);
    }

    /// The members of a list; inside one, `Python with NumPy` is one member.
    fn alternatives(&self, start: usize, end: usize) -> Vec<Expr> {
        let mut out = Vec::new();
        let mut from = start;
        for at in start + 1..=end {
            let cut = at == end || matches!(joint(&self.gaps[at]), Joint::Or | Joint::And | Joint::Comma | Joint::Slash);
            if cut {
                match self.combine(from, at) {
                    Expr::Any { of, min: 1, open: false, .. } => out.extend(of),
                    Expr::Any { of, min: 1, open: true, .. } if end - start == 1 => out.extend(of),
                    other => out.push(other),
                }
                from = at;
            }
        }
        out
    }

    fn covers(&self, category: SkillId, list: &[Expr]) -> bool {
        let mut found = false;
        for member in list {
            member.walk(&mut |node| found |= named(node).is_some_and(|id| id != category && self.taxonomy.is_under(id, category)));
        }
        found
    }

    /// The category that all members of a list belong to directly.
    fn common_category(&self, list: &[Expr]) -> Option<SkillId> {
        let mut members = list.iter().filter_map(named);
        let first = members.next()?;
        let rest: Vec<SkillId> = members.collect();
        let is_category = |id: &SkillId| self.taxonomy.skill(*id).kind() == Kind::Category;
        let own = self.taxonomy.skill(first).broader().iter().filter(|id| is_category(id));
        own.copied().find(|id| rest.iter().all(|member| self.taxonomy.is_under(*member, *id)))
    }

    /// Joins items `start..end` by the strength of their connectives.
    fn combine(&self, start: usize, end: usize) -> Expr {
        if start >= end {
            return Expr::Note;
        }
        if end - start == 1 {
            let item = &self.items[start];
            return match item.expr {
                Expr::Certificate(ref name, None) if name.is_empty() => Expr::Note,
                ref expr if item.sort == Sort::Role && !self.experienced => {
                    if matches!(expr, Expr::Skill(..)) {
                        Expr::Note
                    } else {
                        expr.clone()
                    }
                }
                ref expr => expr.clone(),
            };
        }
        let joints: Vec<Joint> = (start + 1..end).map(|at| self.joint_at(at, start, end)).collect();
        let Some(loosest) = joints.iter().copied().min() else { return Expr::Note };
        let mut nodes = Vec::new();
        let mut from = start;
        for (place, joint) in joints.iter().enumerate() {
            let at = start + 1 + place;
            if *joint == loosest {
                nodes.push(self.combine(from, at));
                from = at;
            }
        }
        nodes.push(self.combine(from, end));
        match loosest {
            Joint::Or => Expr::any(nodes),
            Joint::Slash if self.are_siblings(&nodes) => Expr::any(nodes),
            _ => Expr::all(nodes),
        }
    }

    /// The joint before item `at`: commas join as the connective of their list does, and a field behind a list of tools is its head.
    fn joint_at(&self, at: usize, start: usize, end: usize) -> Joint {
        let own = joint(&self.gaps[at]);
        if own == Joint::Comma {
            let told = |joint: &Joint| matches!(joint, Joint::Or | Joint::And | Joint::Phrase);
            let next = (at + 1..end).map(|place| joint(&self.gaps[place])).find(told);
            let before = || (start + 1..at).rev().map(|place| joint(&self.gaps[place])).find(told);
            return match next.or_else(before) {
                Some(Joint::Or) => Joint::Or,
                _ => Joint::And,
            };
        }
        if own == Joint::Beside && at + 1 == end && end - start > 2 {
            let kind = |place: usize| named(&self.items[place].expr).map(|id| self.taxonomy.skill(id).kind());
            let head = matches!(kind(at), Some(Kind::Practice | Kind::Field | Kind::Concept));
            let tool = !matches!(kind(at - 1), Some(Kind::Practice | Kind::Field | Kind::Concept));
            if head && tool {
                return Joint::Phrase;
            }
        }
        own
    }

    /// A slash joins alternatives between siblings of one kind, and all between different ones (Python/Django).
    fn are_siblings(&self, nodes: &[Expr]) -> bool {
        let ids: Vec<SkillId> = nodes.iter().filter_map(named).collect();
        if ids.len() < nodes.len() {
            return nodes.iter().all(|node| {
                matches!(node, Expr::Term(_) | Expr::Language(..) | Expr::Certificate(..) | Expr::Any { .. }) || named(node).is_some()
            });
        }
        ids.windows(2).all(|pair| {
            let (a, b) = (self.taxonomy.skill(pair[0]), self.taxonomy.skill(pair[1]));
            let entails = self.taxonomy.is_under(pair[0], pair[1]) || self.taxonomy.is_under(pair[1], pair[0]);
            let parents = a.broader().iter().any(|id| b.broader().contains(id));
            parents || !entails && a.kind() == b.kind()
        })
    }
}

fn with(gap: &[Glue]) -> bool {
    gap.iter().all(|glue| matches!(glue, Glue::Plain | Glue::Word)) && gap.len() == 1
}

fn joint(gap: &[Glue]) -> Joint {
    let has = |wanted: &[Glue]| gap.iter().any(|glue| wanted.contains(glue));
    if has(&[Glue::Or, Glue::OrElse]) {
        Joint::Or
    } else if has(&[Glue::And, Glue::AndThen, Glue::Plus]) {
        Joint::And
    } else if has(&[Glue::Comma, Glue::Stop]) {
        Joint::Comma
    } else if has(&[Glue::Slash]) {
        Joint::Slash
    } else if gap.iter().all(|glue| matches!(glue, Glue::Praise | Glue::Level(_) | Glue::Generic)) {
        Joint::Beside
    } else {
        Joint::Phrase
    }
}
