//! What stands in brackets: examples of what stands before them, an explanation, an alternative, a level.

use super::{Clauses, alternatives, certified, graded, last_item, members, named, sort_of};
use crate::requirement::piece::{Glue, Item, Piece, Sort};
use crate::requirement::tree::{Expr, Grade, StudyField};
use crate::requirement::words;
use crate::span::Span;
use crate::taxonomy::{Kind, SkillId};

impl Clauses<'_> {
    /// Attaches what stands in brackets to the item before it.
    pub(super) fn without_groups(&mut self, pieces: Vec<Piece>, grade: Grade) -> Vec<Piece> {
        if !pieces.iter().any(|piece| matches!(piece, Piece::Group(..))) {
            return pieces;
        }
        let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let Piece::Group(inner, span) = piece else {
                out.push(piece);
                continue;
            };
            if inner.iter().any(|piece| matches!(piece.glue(), Some(Glue::Preferred | Glue::Ideally))) || self.depth > 4 {
                continue;
            }
            if let [Piece::Glue(Glue::Level(level), _)] | [Piece::Glue(Glue::Level(level), _), Piece::Glue(..)] = inner.as_slice() {
                if let Some(item) = last_item(&mut out) {
                    item.expr = std::mem::replace(&mut item.expr, Expr::Note).graded(Grade { level: Some(*level), praise: false });
                }
                continue;
            }
            // "software such as (A, B, C)": the brackets only hold the list together.
            if out.last().is_some_and(|piece| piece.is(Glue::Example)) && inner.iter().all(|piece| !matches!(piece, Piece::Group(..))) {
                out.extend(inner.into_iter().map(|piece| graded(piece, grade)));
                continue;
            }
            self.group(&inner, span, grade, &mut out);
        }
        out
    }

    fn group(&mut self, inner: &[Piece], span: Span, grade: Grade, out: &mut Vec<Piece>) {
        self.depth += 1;
        let node = self.inside(inner);
        self.depth -= 1;
        let has = |glue: Glue| inner.iter().any(|piece| piece.is(glue));
        let waits = |item: &Item| matches!(item.sort, Sort::Years(_));
        let behind_time = out.iter().rev().find_map(Piece::item).is_some_and(waits);
        // "(석사 과정 포함)" behind years says what counts, and asks nothing.
        if behind_time && has(Glue::Including) && matches!(node, Expr::Degree { .. }) {
            return;
        }
        // "3년 이상 (포트폴리오에 따라 1년 이상도 가능)": less will do.
        let less = behind_time && inner.iter().any(|piece| piece.item().is_some_and(waits));
        let alternative = less || inner.first().is_some_and(|piece| piece.is(Glue::Or));
        if !node.is_assessable() {
            return;
        }
        if let Some(item) = last_item(out).filter(|item| item.sort == Sort::Degree) {
            // "대졸 이상 (4년)": how long the study lasts.
            if let [Piece::Item(Item { sort: Sort::Years(_), .. })] = inner {
                return;
            }
            // "학사 (또는 동등한 실무 경험)": experience stands in for the degree.
            if has(Glue::Equivalent) && matches!(node, Expr::Experience { within: None, .. }) {
                let own = std::mem::replace(&mut item.expr, Expr::Note);
                item.expr = Expr::any(vec![own.clone(), Expr::Equivalent(Box::new(own))]);
                return;
            }
        }
        let members = members(&node);
        // "경력 3년 (Figma 활용 필수)": a demand of its own, and not what the years are about.
        if behind_time && has(Glue::Required) && !matches!(node, Expr::Experience { .. }) {
            out.push(Piece::Glue(Glue::AndThen, span));
            out.push(Piece::Item(Item { expr: node, sort: Sort::Proof, span }));
            return;
        }
        // "React (and Redux)".
        if let (Some(Glue::And), Some(item)) = (inner.first().and_then(Piece::glue), last_item(out)) {
            let own = std::mem::replace(&mut item.expr, Expr::Note);
            item.expr = Expr::all(vec![own, node.graded(grade)]);
            return;
        }
        if let (Some(Glue::Etc), Some(item)) = (inner.first().and_then(Piece::glue), last_item(out)) {
            // "SQL (or similar language …)".
            let own = std::mem::replace(&mut item.expr, Expr::Note);
            item.expr = Expr::any_of(vec![own], 1, true, None);
            return;
        }
        let head = self.head_of(out, &members);
        let head = if alternative { out.iter().rposition(|piece| piece.item().is_some()) } else { head };
        let Some(at) = head else {
            let sort = sort_of(&node);
            out.push(Piece::Item(Item { expr: node.graded(grade), sort, span }));
            return;
        };
        if has(Glue::Including) {
            let sort = sort_of(&node);
            out.push(Piece::Glue(Glue::Word, span));
            out.push(Piece::Item(Item { expr: node, sort, span }));
            return;
        }
        let toolbox = self.is_toolbox(&out[at..], &members);
        // "테스트 분야 자격증(ISTQB, CSTS)": the names are the certificates, and what they are about is told by them.
        let bare = out[at].item().is_some_and(|item| matches!(&item.expr, Expr::Certificate(name, None) if name.is_empty()));
        if bare && certified(&node) {
            let before = out[..at].iter().rposition(|piece| piece.item().is_some());
            out[at] = Piece::Item(Item { expr: Expr::any(alternatives(node).0), sort: Sort::Proof, span });
            if let Some(before) = before.filter(|before| out[*before].item().is_some_and(|item| item.sort == Sort::Term)) {
                out.drain(before..at);
            }
            return;
        }
        let Piece::Item(item) = &mut out[at] else { return };
        if item.sort == Sort::Term && !members.is_empty() {
            // "건축용 소프트웨어 (BIM, AutoCAD 등)": words for a class that the taxonomy does not know.
            let (of, min) = alternatives(node);
            item.expr = Expr::any_of(of, min, true, None);
            item.sort = Sort::Skill;
            return;
        }
        let own = std::mem::replace(&mut item.expr, Expr::Note);
        item.expr = if alternative { Expr::any(vec![own, node]) } else { self.explained(own, node, &members, toolbox) };
    }

    /// The tree of what stands in brackets: a list there, with 등 or without, keeps its shape.
    fn inside(&mut self, inner: &[Piece]) -> Expr {
        let nodes = inner.split(|piece| piece.is(Glue::Stop)).filter(|part| !part.is_empty());
        let parts: Vec<Expr> = nodes.map(|part| self.read(part)).collect();
        Expr::all(parts)
    }

    /// The item that brackets explain: the nearest category of their members, else the one directly before them.
    fn head_of(&self, out: &[Piece], members: &[SkillId]) -> Option<usize> {
        let items = || out.iter().enumerate().rev().filter_map(|(at, piece)| piece.item().map(|item| (at, item)));
        let over = items().find(|(_, item)| {
            named(&item.expr).is_some_and(|head| members.iter().any(|member| *member != head && self.taxonomy.is_under(*member, head)))
        });
        if let Some((at, _)) = over {
            return Some(at);
        }
        let separated = |at: usize| {
            out[at + 1..]
                .iter()
                .any(|piece| matches!(piece.glue(), Some(Glue::Comma | Glue::Slash | Glue::And | Glue::Or | Glue::Plain | Glue::Generic)))
        };
        items().next().filter(|(at, _)| !separated(*at) || self.is_toolbox(&out[*at..], members)).map(|(at, _)| at)
    }

    /// "편집디자인 프로그램 (A, B, C)": a practice, a word for tools, and in brackets the tools.
    fn is_toolbox(&self, behind: &[Piece], members: &[SkillId]) -> bool {
        let kind = |id: SkillId| self.taxonomy.skill(id).kind();
        let practice = behind.first().and_then(Piece::item).and_then(|item| named(&item.expr));
        let practised = practice.is_some_and(|id| matches!(kind(id), Kind::Practice | Kind::Field | Kind::Concept));
        let tools = !members.is_empty() && members.iter().all(|id| !matches!(kind(*id), Kind::Practice | Kind::Field | Kind::Concept));
        // The word for tools is part of some names ("statistical programming languages").
        let is_tool = |piece: &Piece| piece.span().of(&self.text.text).rsplit(' ').next().is_some_and(|word| words::TOOL.has(word));
        practised && tools && behind.iter().any(is_tool)
    }

    /// What a head with an explanation in brackets asks.
    fn explained(&self, head: Expr, inner: Expr, members: &[SkillId], toolbox: bool) -> Expr {
        if let (
            Expr::Degree { level, fields, related },
            Expr::Degree { level: inner_level, fields: inner_fields, related: inner_related },
        ) = (&head, &inner)
        {
            let fields: Vec<StudyField> = fields.iter().chain(inner_fields).cloned().collect();
            return Expr::Degree { level: (*level).max(*inner_level), fields, related: *related || *inner_related };
        }
        if let (Expr::Degree { level, fields, related }, false) = (&head, members.is_empty()) {
            // "a technical field (math, statistics)": examples of fields.
            let fields = fields.iter().cloned().chain(members.iter().map(|id| StudyField::Known(*id))).collect();
            return Expr::Degree { level: *level, fields, related: *related };
        }
        if matches!((&head, &inner), (Expr::Certificate(_, Some(_)), Expr::Certificate(..) | Expr::Any { .. } | Expr::All(_)))
            && certified(&inner)
        {
            return Expr::any([vec![head], alternatives(inner).0].concat());
        }
        if head == inner {
            return head;
        }
        let Some(id) = named(&head) else {
            return Expr::all(vec![head, inner]);
        };
        let inner = match &head {
            Expr::Skill(_, grade) | Expr::Category { grade, .. } if grade.level.is_some() => inner.graded(*grade),
            _ => inner,
        };
        if members.first() == Some(&id) && members.len() == 1 {
            return head;
        }
        let under = |member: &&SkillId| self.taxonomy.is_under(**member, id);
        if let Expr::Category { min, .. } = head {
            let (of, inner_min) = alternatives(inner);
            return Expr::any_of(of, min.max(inner_min), true, Some(id));
        }
        let open = matches!(inner, Expr::Any { open: true, .. });
        if matches!(self.taxonomy.skill(id).kind(), Kind::Language | Kind::Framework | Kind::Library) && open {
            return Expr::all(vec![head, inner]);
        }
        if open && members.iter().any(|member| under(&member)) {
            let (of, min) = alternatives(inner);
            return Expr::any_of([vec![head], of].concat(), min, true, Some(id));
        }
        let kind = self.taxonomy.skill(id).kind();
        let explains = !members.is_empty() && members.iter().filter(under).count() * 2 >= members.len();
        let part_of_field = open && matches!(kind, Kind::Concept | Kind::Field | Kind::Practice);
        let instances = matches!(inner, Expr::Any { .. }) && matches!(kind, Kind::Concept | Kind::Field | Kind::Practice);
        let another = members.len() == 1 && self.taxonomy.skill(members[0]).kind() == kind && !explains;
        let tools = matches!(kind, Kind::Concept | Kind::Field | Kind::Practice)
            && matches!(inner, Expr::All(_))
            && members.iter().all(|member| !matches!(self.taxonomy.skill(*member).kind(), Kind::Concept | Kind::Field | Kind::Practice))
            && toolbox;
        if tools {
            let (of, min) = alternatives(inner);
            return Expr::any_of([vec![head], of].concat(), min, open, None);
        }
        if explains || part_of_field || instances || another {
            return Expr::Any { of: vec![head, inner], min: 1, open: false, category: None };
        }
        Expr::all(vec![head, inner])
    }
}
