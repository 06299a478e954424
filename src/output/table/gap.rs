//! The gap report: a chapter for each posting.

use super::layout::{self, Paper, fit_text, gain_text};
use crate::answers::Gap;
use crate::answers::ranking::{ListReport, Ranked, Requirement};
use crate::output::style::{Style, Tone};
use crate::output::{label, words};
use crate::posting::Section;
use crate::score::{GateStatus, Status};

/// The gap report: what is missing first, with the steps that close it; then what is met, with its evidence.
#[must_use]
pub fn gap(report: &Gap, style: Style) -> String {
    let mut paper = Paper::new(style);
    let count = layout::counted(report.postings.len(), style);
    paper.ends(&style.say("gap-title", &[("name", &report.candidate)]), &count);
    if report.postings.is_empty() {
        paper.rule();
        paper.note("html-none", &[]);
        return paper.done();
    }
    for (place, posting) in report.postings.iter().enumerate() {
        paper.rule();
        head(&mut paper, place + 1, posting);
        gates(&mut paper, posting);
        for section in [Section::Required, Section::Preferred] {
            list(&mut paper, report, posting, section);
        }
    }
    paper.rule();
    paper.note("gap-kinds", &[]);
    if report.as_of_mattered {
        paper.note("rank-as-of", &[("month", &report.as_of)]);
    }
    paper.done()
}

fn head(paper: &mut Paper, place: usize, posting: &Ranked) {
    let style = paper.style;
    let mark = if posting.qualified { "✓ " } else { "" };
    let name = format!("{place}. {mark}{}", label::posting(posting.company.as_deref(), posting.title.as_deref(), &posting.id));
    let share = posting.fit.unwrap_or(0.0) / 100.0;
    paper.ends(&name, &format!("{} {}", Style::bar(share, 10), fit_text(posting.fit)));
    let read = style.say("gap-read", &[("assessed", &posting.read.assessed.to_string()), ("lines", &posting.read.lines.to_string())]);
    let place = format!("{}:{} · {read}", posting.source.path, posting.source.line);
    paper.paragraph(3, &place, Some(Tone::Faint));
}

/// The lines that people treat as deal-breakers, apart.
fn gates(paper: &mut Paper, posting: &Ranked) {
    if posting.gates.is_empty() {
        return;
    }
    let style = paper.style;
    let gate = |gate: &crate::answers::ranking::GateReport| {
        let kind = label::gate(gate.kind, style.lang);
        let section = style.say(section_key(gate.section), &[]);
        match gate.status {
            GateStatus::Met => format!("✓ {kind} ({section})"),
            GateStatus::NotMet => format!("✗ {kind} ({section})"),
            GateStatus::Unknown => format!("? {kind} ({section}, {})", label::gate_status(gate.status, style.lang)),
        }
    };
    let all: Vec<String> = posting.gates.iter().map(gate).collect();
    paper.paragraph(3, &format!("{}: {}", style.say("gap-gates", &[]), all.join("  ")), None);
}

const fn section_key(section: Section) -> &'static str {
    match section {
        Section::Required => "section-required",
        Section::Preferred => "section-preferred",
    }
}

/// Lines of one list by status: what is missing comes first.
fn list(paper: &mut Paper, report: &Gap, posting: &Ranked, section: Section) {
    let mut lines: Vec<&Requirement> = posting.requirements.iter().filter(|line| line.counts_in() == section).collect();
    if lines.is_empty() {
        return;
    }
    let style = paper.style;
    let order = |status: Status| match status {
        Status::Missing => 0,
        Status::Partial => 1,
        Status::Met => 2,
        Status::Unassessed => 3,
    };
    lines.sort_by_key(|line| order(line.status));
    let (key, counts) = match section {
        Section::Required => ("rank-required", &posting.required),
        Section::Preferred => ("rank-preferred", &posting.preferred),
    };
    paper.blank();
    paper.paragraph(3, &format!("{} — {}", style.say(key, &[]), counted(counts, style)), Some(Tone::Strong));
    for line in lines {
        requirement(paper, report, line);
    }
}

fn counted(list: &ListReport, style: Style) -> String {
    style.say(
        "gap-counts",
        &[("met", &list.met.to_string()), ("partial", &list.partial.to_string()), ("missing", &list.missing.to_string())],
    )
}

fn requirement(paper: &mut Paper, report: &Gap, line: &Requirement) {
    let style = paper.style;
    let tone = match line.status {
        Status::Met => Some(Tone::Good),
        Status::Partial => Some(Tone::Middling),
        Status::Missing => Some(Tone::Bad),
        Status::Unassessed => Some(Tone::Faint),
    };
    let lead = format!("{} ", words::sign(line.status));
    paper.hanging(3, &lead, &line.text, tone);
    for reason in words::weighty(line) {
        let mut text = words::reason(reason, &report.names, style.lang);
        if let Some(place) = &reason.evidence {
            text = style.say("reason-place", &[("reason", &text), ("place", place)]);
        }
        paper.paragraph(7, &text, Some(Tone::Faint));
    }
    for step in &line.steps {
        let (gain, cost) = (gain_text(step.gain), format!("{:.1}", step.cost));
        let worth = style.say("gap-step", &[("kind", words::kind(step.kind, style.lang)), ("gain", &gain), ("cost", &cost)]);
        let what = words::step(step, &report.names, style.lang);
        paper.hanging(7, "→ ", &format!("{what}  ({worth})"), None);
    }
    if line.steps.len() > 1
        && let Some(gain) = line.gain
    {
        paper.paragraph(9, &style.say("gap-together", &[("gain", &gain_text(gain))]), Some(Tone::Faint));
    }
}
