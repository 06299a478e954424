//! The plan: step by step, with what each unlocks.

use super::layout::{self, Paper, Side, cell, fit_text, gain_text, names};
use crate::answers::Plan;
use crate::answers::plan::PlanStep;
use crate::output::style::{Style, Tone};
use crate::output::{label, words};
use crate::text::columns::columns;

/// Columns of the figures: place, gain, effort, mean and their blanks.
const PLACE: usize = 3;
const GAIN: usize = 7;
const EFFORT: usize = 6;
const MEAN: usize = 10;

/// The plan: what it raises, then its steps.
#[must_use]
pub fn plan(plan: &Plan, style: Style) -> String {
    let mut paper = Paper::new(style);
    let count = layout::counted(plan.before.postings, style);
    paper.ends(&style.say("plan-title", &[("name", &plan.candidate)]), &count);
    paper.paragraph(0, &summary(plan, style), None);
    paper.rule();
    if plan.steps.is_empty() {
        paper.note("plan-none", &[]);
        return paper.done();
    }
    let what = (style.width >= layout::NARROW).then(|| style.width.saturating_sub(PLACE + GAIN + EFFORT + MEAN + 8));
    if let Some(what) = what {
        let say = |key| style.say(key, &[]);
        let heading = [
            cell(&say("rank-place"), PLACE, Side::Right),
            cell(&say("plan-step"), what, Side::Left),
            cell(&say("plan-gain"), GAIN, Side::Right),
            cell(&say("plan-effort"), EFFORT, Side::Right),
            cell(&say("plan-total"), MEAN, Side::Right),
        ];
        paper.line(&style.tone(Tone::Faint, &heading.join("  ")));
    }
    for (place, step) in plan.steps.iter().enumerate() {
        row(&mut paper, plan, place + 1, step, what);
        raised(&mut paper, plan, step);
    }
    paper.rule();
    paper.note("plan-note", &[]);
    if plan.as_of_mattered {
        paper.note("rank-as-of", &[("month", &plan.as_of)]);
    }
    paper.done()
}

fn summary(plan: &Plan, style: Style) -> String {
    let pair = |key: &str, before: String, after: String| style.say(key, &[("before", before.as_str()), ("after", after.as_str())]);
    let (before, after) = (&plan.before, &plan.after);
    let mut parts = vec![
        pair("plan-fit", format!("{:.1}", before.fit), format!("{:.1}", after.fit)),
        pair("plan-mean", fit_text(before.mean), fit_text(after.mean)),
        pair("plan-qualified", before.qualified.to_string(), after.qualified.to_string()),
    ];
    if let (Some(target), Some(before), Some(after)) = (plan.target, before.reached, after.reached) {
        let (target, before, after) = (target.to_string(), before.to_string(), after.to_string());
        parts.push(style.say("plan-reached", &[("target", target.as_str()), ("before", &before), ("after", &after)]));
    }
    parts.join(" · ")
}

/// A step with its figures; below it where there is no room beside it.
fn row(paper: &mut Paper, plan: &Plan, place: usize, step: &PlanStep, what: Option<usize>) {
    let style = paper.style;
    let text = words::step(&step.step, &plan.names, style.lang);
    let lead = format!("{}  ", cell(&place.to_string(), PLACE, Side::Right));
    let (gain, cost, mean) = (gain_text(step.step.gain), format!("{:.1}", step.step.cost), fit_text(step.total.mean));
    if let Some(columns) = what {
        let gain = style.tone(Tone::Good, &cell(&gain, GAIN, Side::Right));
        let behind = format!("  {gain}  {}  {}", cell(&cost, EFFORT, Side::Right), cell(&mean, MEAN, Side::Right));
        paper.column(&lead, &text, columns, Some(Tone::Strong), &behind);
    } else {
        paper.column(&lead, &text, style.width.saturating_sub(PLACE + 2), Some(Tone::Strong), "");
        let figures = style.say("plan-figures", &[("gain", &gain), ("cost", &cost), ("mean", &mean)]);
        paper.paragraph(PLACE + 2, &figures, Some(Tone::Good));
    }
}

/// The postings that a step raises.
fn raised(paper: &mut Paper, plan: &Plan, step: &PlanStep) {
    let style = paper.style;
    let room = style.width.saturating_sub(PLACE + 2 + 2);
    let raised: Vec<String> = step
        .unlocks
        .iter()
        .filter(|posting| posting.before != posting.after)
        .map(|posting| format!("{} {}", name(plan, &posting.id), gain_text(crate::answers::points(posting.before, posting.after))))
        .collect();
    below(paper, "↳ ", &names(style, &raised, room));
    for (key, on) in [("plan-newly", true), ("plan-over", false)] {
        let lifted = step.unlocks.iter().filter(|posting| if on { posting.qualified } else { posting.reached });
        let lifted: Vec<String> = lifted.map(|posting| name(plan, &posting.id)).collect();
        if !lifted.is_empty() {
            let bare = columns(&style.say(key, &[("names", "")]));
            let text = style.say(key, &[("names", &names(style, &lifted, room.saturating_sub(bare)))]);
            below(paper, "✓ ", &text);
        }
    }
}

fn below(paper: &mut Paper, lead: &str, text: &str) {
    let text = Style::clip(text, paper.style.width.saturating_sub(PLACE + 2 + columns(lead)));
    let tone = if lead == "✓ " { Tone::Good } else { Tone::Faint };
    let line = format!("{}{}", " ".repeat(PLACE + 2), paper.style.tone(tone, &format!("{lead}{text}")));
    paper.line(&line);
}

/// The company alone names a posting well enough in a row of many.
fn name(plan: &Plan, id: &str) -> String {
    let Some(posting) = plan.postings.iter().find(|posting| posting.id == id) else { return id.to_owned() };
    let alone = |company: &str| plan.postings.iter().filter(|other| other.company.as_deref() == Some(company)).count() == 1;
    match posting.company.as_deref() {
        Some(company) if alone(company) => company.to_owned(),
        company => label::posting(company, posting.title.as_deref(), id),
    }
}
