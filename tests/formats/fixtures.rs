//! Small answers made by hand, so that a change of rules does not move the pictures of the formats.

use jobmatch::answers::compare::{
    Cell, Change, Compared, ComparedLine, ComparedPosting, Difference, LineCell, LineChange, Origin, PostingChange, Team,
};
use jobmatch::answers::plan::{Demand, Goal, PlanPosting, PlanStep, Totals, Unlocked};
use jobmatch::answers::ranking::Head;
use jobmatch::answers::step::{Form, StepKind};
use jobmatch::answers::{Comparison, Gap, Plan, Ranking, StepReport};
use jobmatch::posting::Section;
use jobmatch::score::Status;

/// Text that tries to be more than text.
pub(crate) const HOSTILE: &str = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'`&\u{202e}|*_[a](javascript:x)";

const GAP: &str = include_str!("gap.json");

pub(crate) fn gap() -> Gap {
    serde_json::from_str(GAP).expect("the fixture is a gap report")
}

/// The gap report with hostile text wherever input can stand.
pub(crate) fn hostile() -> Gap {
    let mut gap = gap();
    HOSTILE.clone_into(&mut gap.candidate);
    let posting = &mut gap.postings[0];
    for text in [&mut posting.company, &mut posting.title, &mut posting.family] {
        *text = Some(HOSTILE.to_owned());
    }
    posting.url = Some(format!("javascript:{HOSTILE}"));
    HOSTILE.clone_into(&mut posting.id);
    HOSTILE.clone_into(&mut posting.source.path);
    for line in &mut posting.requirements {
        HOSTILE.clone_into(&mut line.text);
        for reason in &mut line.because {
            HOSTILE.clone_into(&mut reason.need);
            reason.evidence = Some(HOSTILE.to_owned());
        }
        line.steps.iter_mut().for_each(|step| HOSTILE.clone_into(&mut step.what));
    }
    gap
}

pub(crate) fn ranking() -> Ranking {
    let Gap { candidate, as_of, versions, names, mut postings, .. } = gap();
    for line in postings.iter_mut().flat_map(|posting| &mut posting.requirements) {
        line.steps.clear();
        line.gain = None;
    }
    let head = Head { schema: "jobmatch/rank/1", candidate, as_of, as_of_mattered: true, versions };
    Ranking { head, postings, names }
}

fn step(kind: StepKind, what: &str, from: Option<&str>, cost: f64, gain: f64) -> StepReport {
    let from = from.map(str::to_owned);
    StepReport {
        kind,
        form: Form::Skill,
        what: what.to_owned(),
        level: None,
        months: None,
        more: None,
        fields: Vec::new(),
        from,
        evidence: None,
        cost,
        gain,
    }
}

fn totals(fit: f64, qualified: usize) -> Totals {
    Totals { postings: 2, fit, mean: Some(fit / 2.0), qualified, reached: None }
}

fn unlocked(id: &str, before: f64, after: f64, qualified: bool) -> Unlocked {
    Unlocked { id: id.to_owned(), before: Some(before), after: Some(after), qualified, reached: false }
}

pub(crate) fn plan() -> Plan {
    let Gap { candidate, as_of, versions, names, postings, .. } = gap();
    let (first, second) = (postings[0].id.clone(), postings[1].id.clone());
    let steps = vec![
        PlanStep {
            step: step(StepKind::Bridge, "kubernetes", Some("docker"), 0.6, 14.0),
            unlocks: vec![unlocked(&first, 66.7, 76.7, false), unlocked(&second, 40.0, 44.0, false)],
            total: totals(120.7, 0),
            spent: 0.6,
        },
        PlanStep {
            step: step(StepKind::Prove, "aws", Some("aws"), 0.2, 6.0),
            unlocks: vec![unlocked(&second, 44.0, 50.0, true)],
            total: totals(126.7, 1),
            spent: 0.8,
        },
        PlanStep {
            step: step(StepKind::Learn, "kafka", None, 1.0, 4.5),
            unlocks: vec![unlocked(&first, 76.7, 81.2, true)],
            total: totals(131.2, 2),
            spent: 1.8,
        },
    ];
    let after = [81.2, 50.0];
    let posting = |(at, after): (usize, f64)| PlanPosting {
        id: postings[at].id.clone(),
        company: postings[at].company.clone(),
        title: postings[at].title.clone(),
        url: postings[at].url.clone(),
        before: postings[at].fit,
        after: Some(after),
        qualified_before: false,
        qualified_after: true,
    };
    let demand = |skill: &str, required, preferred, credit, after| Demand { skill: skill.to_owned(), required, preferred, credit, after };
    Plan {
        schema: "jobmatch/plan/1",
        candidate,
        as_of,
        as_of_mattered: true,
        versions,
        names,
        goal: Goal::Fit,
        target: None,
        budget: None,
        before: totals(106.7, 0),
        after: totals(131.2, 2),
        steps,
        postings: after.into_iter().enumerate().map(posting).collect(),
        demand: vec![
            demand("python", 2, 0, 1.0, 1.0),
            demand("kubernetes", 1, 1, 0.4, 1.0),
            demand("aws", 1, 0, 0.8, 1.0),
            demand("kafka", 0, 1, 0.0, 1.0),
            demand("rust", 0, 1, 0.0, 0.0),
        ],
    }
}

pub(crate) fn comparison() -> Comparison {
    let Gap { names, postings, as_of, .. } = gap();
    let people = [("김하나", 66.7, 53.4), ("Ada Park", 60.0, 71.0), ("이두리", 20.0, 22.5)];
    let candidates = people.iter().enumerate().map(|(at, (name, _, mean))| Compared {
        name: (*name).to_owned(),
        origin: if at == 1 { Origin::Report } else { Origin::Profile },
        path: format!("people/{at}.yaml"),
        as_of: as_of.clone(),
        mean: Some(*mean),
        qualified: usize::from(at == 1),
        best: usize::from(at < 2),
        only: if at == 2 { Vec::new() } else { vec!["python".to_owned(), "kafka".to_owned()] },
    });
    let fits = [[Some(66.7), Some(60.0), Some(20.0)], [Some(40.0), Some(82.0), None]];
    let rows = postings.iter().zip(fits).enumerate().map(|(at, (posting, fits))| ComparedPosting {
        id: posting.id.clone(),
        company: posting.company.clone(),
        title: posting.title.clone(),
        url: posting.url.clone(),
        family: posting.family.clone(),
        cells: fits.into_iter().map(|fit| fit.map(|fit| Cell { fit: Some(fit), qualified: fit > 80.0, thin: false })).collect(),
        best: vec![at],
        team: Team { members: vec![0, 1], covered: 5, of: 6, open: vec![12] },
        requirements: if at == 0 { lines(posting) } else { Vec::new() },
    });
    let only = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    let change = Change {
        candidate: "김하나".to_owned(),
        from: 0,
        to: 1,
        gained: only(&["kafka"]),
        lost: Vec::new(),
        postings: vec![PostingChange {
            id: postings[0].id.clone(),
            before: Some(66.7),
            after: Some(71.2),
            lines: vec![LineChange { section: Section::Preferred, text: "Kafka".to_owned(), before: Status::Missing, after: Status::Met }],
        }],
    };
    Comparison {
        schema: "jobmatch/compare/1",
        names,
        candidates: candidates.collect(),
        postings: rows.collect(),
        differences: vec![Difference { a: 0, b: 1, only_a: only(&["python"]), only_b: only(&["kafka", "kubernetes"]) }],
        changes: vec![change],
    }
}

fn lines(posting: &jobmatch::answers::Ranked) -> Vec<ComparedLine> {
    let line = |requirement: &jobmatch::answers::ranking::Requirement| ComparedLine {
        section: requirement.section,
        text: requirement.text.clone(),
        line: requirement.line,
        cells: vec![
            Some(LineCell { status: requirement.status, credit: requirement.credit }),
            Some(LineCell { status: Status::Met, credit: Some(1.0) }),
            None,
        ],
    };
    posting.requirements.iter().map(line).collect()
}
