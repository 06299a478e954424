//! Reasons and steps in words, shared by the writers.

use crate::answers::Names;
use crate::answers::ranking::{Reason, Requirement};
use crate::answers::step::{Form, StepKind, StepReport};
use crate::matching::Relation;
use crate::messages::Lang;
use crate::score::Status;

/// Whether the language has a text for the key.
fn text(lang: Lang, key: &str) -> Option<&str> {
    Some(lang.template(key)).filter(|text| *text != key)
}

/// What is needed or held: an id, a degree, a time, or words.
#[must_use]
pub fn thing(what: &str, names: &Names, lang: Lang) -> String {
    if let Some(months) = what.strip_suffix(" months").and_then(|months| months.parse::<f64>().ok()) {
        return lang.format("expr-experience", &[("time", &lang.time(months))]);
    }
    match what {
        "degree" => lang.template("degree-any").to_owned(),
        "portfolio" => lang.template("expr-portfolio").to_owned(),
        "work" => lang.template("thing-work").to_owned(),
        id => match names.get(id, lang) {
            Some(name) => name.to_owned(),
            None => text(lang, &format!("degree-{id}")).unwrap_or(id).to_owned(),
        },
    }
}

/// A status in one word.
#[must_use]
pub fn status(status: Status, lang: Lang) -> &'static str {
    let key = match status {
        Status::Met => "status-met",
        Status::Partial => "status-partial",
        Status::Missing => "status-missing",
        Status::Unassessed => "status-unassessed",
    };
    lang.template(key)
}

/// A sign that tells a status without colour.
#[must_use]
pub const fn sign(status: Status) -> &'static str {
    match status {
        Status::Met => "✓",
        Status::Partial => "◐",
        Status::Missing => "✗",
        Status::Unassessed => "·",
    }
}

/// A reason: what is held → what is needed, how the two relate, the credit, and whether the profile only shows signs of it.
#[must_use]
pub fn reason(reason: &Reason, names: &Names, lang: Lang) -> String {
    let text = relation(reason, names, lang);
    if reason.to_prove { lang.format("reason-to-prove", &[("reason", &text)]) } else { text }
}

/// A reason without a word on proof.
#[must_use]
pub fn relation(reason: &Reason, names: &Names, lang: Lang) -> String {
    let need = thing(&reason.need, names, lang);
    let have = reason.have.as_deref().map(|have| thing(have, names, lang));
    let relation = lang.template(match reason.relation {
        Relation::Exact => "relation-exact",
        Relation::Narrower => "relation-narrower",
        Relation::Implies => "relation-implies",
        Relation::Similar => "relation-similar",
        Relation::Broader => "relation-broader",
        Relation::Certificate => "relation-certificate",
        Relation::Degree => "relation-degree",
        Relation::Experience => "relation-experience",
        Relation::Words => "relation-words",
        Relation::None => "relation-none",
    });
    let credit = format!("{:.2}", reason.credit);
    match have {
        Some(have) if have != need => {
            lang.format("reason-other", &[("have", have.as_str()), ("need", &need), ("relation", relation), ("credit", &credit)])
        }
        Some(_) => lang.format("reason-same", &[("need", need.as_str()), ("relation", relation), ("credit", &credit)]),
        None => lang.format("reason-none", &[("need", need.as_str())]),
    }
}

/// A step as an advice: never to write down what is not so, but to prove it, to build on what is there, or to learn it.
#[must_use]
pub fn step(step: &StepReport, names: &Names, lang: Lang) -> String {
    let what = thing(&step.what, names, lang);
    let from = step.from.as_deref().map(|from| thing(from, names, lang));
    let level = step.level.as_deref().map(|level| {
        let scale = if step.form == Form::Language { "spoken" } else { "level" };
        lang.template(&format!("{scale}-{level}")).to_owned()
    });
    let more = step.more.map(|more| lang.time(more)).unwrap_or_default();
    let form = match (step.form, &level) {
        (Form::Skill, _) | (Form::Level | Form::Language, None) => "skill",
        (Form::Level | Form::Language, Some(_)) => "level",
        (Form::Time, _) if step.what == "work" => "work",
        (Form::Time, _) => "time",
        (Form::Degree, _) => "degree",
        (Form::Certificate, _) => "certificate",
        (Form::Term, _) => "term",
        (Form::Portfolio, _) => "portfolio",
    };
    let from = from.filter(|from| *from != what && matches!(step.form, Form::Skill | Form::Level));
    let key = match form {
        "skill" | "level" => format!("step-{}-{form}{}", step.kind.word(), if from.is_some() { "-from" } else { "" }),
        _ => format!("step-{form}"),
    };
    let fields: Vec<String> = step.fields.iter().map(|field| thing(field, names, lang)).collect();
    let what = match (step.form, fields.is_empty()) {
        (Form::Degree, false) => lang.format("expr-degree-in", &[("level", what.as_str()), ("fields", &fields.join(" / "))]),
        _ => what,
    };
    lang.format(
        &key,
        &[
            ("what", what.as_str()),
            ("from", from.as_deref().unwrap_or_default()),
            ("level", level.as_deref().unwrap_or_default()),
            ("more", &more),
        ],
    )
}

/// The kind of a step in one word.
#[must_use]
pub fn kind(kind: StepKind, lang: Lang) -> &'static str {
    lang.template(match kind {
        StepKind::Prove => "kind-prove",
        StepKind::Bridge => "kind-bridge",
        StepKind::Learn => "kind-learn",
    })
}

/// The reasons that weigh in a line: of alternatives that are met, those that meet it; else all that bring something. A line may name a
/// thing twice; one reason is enough for a reader.
#[must_use]
pub fn weighty(line: &Requirement) -> Vec<&Reason> {
    let (least, most) = match line.status {
        Status::Met if line.because.iter().any(|reason| reason.credit >= 1.0) => (1.0, 3),
        Status::Met | Status::Partial => (f64::MIN_POSITIVE, 4),
        Status::Missing | Status::Unassessed => return Vec::new(),
    };
    let mut shown: Vec<&Reason> = Vec::new();
    for reason in line.because.iter().filter(|reason| reason.credit >= least) {
        if shown.len() < most && !shown.contains(&reason) {
            shown.push(reason);
        }
    }
    shown
}
