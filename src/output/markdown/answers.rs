//! The four answers as Markdown.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{bar, linked, row, table, table_head, text};
use crate::answers::compare::ComparedPosting;
use crate::answers::ranking::{Ranked, Requirement};
use crate::answers::{Comparison, Gap, Listed, Listing, Names, Plan, Versions};
use crate::messages::Lang;
use crate::output::{label, words};
use crate::posting::Section;
use crate::score::Status;

fn heads(lang: Lang, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| lang.template(key).to_owned()).collect()
}

fn name(posting: &Ranked) -> String {
    linked(&label::posting(posting.company.as_deref(), posting.title.as_deref(), &posting.id), posting.url.as_deref())
}

fn fit_bar(fit: Option<f64>) -> String {
    fit.map(|fit| bar(fit / 100.0)).unwrap_or_default()
}

fn foot(versions: &Versions, as_of: Option<&str>, lang: Lang) -> String {
    let mut out = format!("\n<sub>jobmatch {} · {} · {}", text(&versions.jobmatch), text(&versions.taxonomy), text(&versions.policy));
    if let Some(month) = as_of {
        let _ = write!(out, " · {}", lang.format("rank-as-of", &[("month", &text(month))]).replace('`', ""));
    }
    out.push_str("</sub>\n");
    out
}

pub(super) fn ranking(listing: Listing<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let head = listing.head;
    writeln!(out, "# {}\n", lang.format("rank-title", &[("name", &text(&head.candidate))]))?;
    let keys = ["rank-place", "rank-fit", "md-bar", "rank-required", "rank-preferred", "rank-posting", "csv-next"];
    out.write_all(table_head(&heads(lang, &keys), &[0, 1, 3, 4]).as_bytes())?;
    for (at, listed) in listing.postings.enumerate() {
        let Listed { posting, names } = listed?;
        let thin = if posting.thin { format!(" {}", lang.template("rank-thin")) } else { String::new() };
        let qualified = if posting.qualified { " ✓" } else { "" };
        let next = posting.next.as_ref().map(|step| format!("{} ({})", text(&words::step(step, &names, lang)), label::gain(step.gain)));
        let cells = [
            (at + 1).to_string(),
            format!("**{}**{qualified}", label::fit(posting.fit)),
            fit_bar(posting.fit),
            label::met_of(&posting.required),
            label::met_of(&posting.preferred),
            format!("{}{thin}", name(&posting)),
            next.unwrap_or_default(),
        ];
        out.write_all(row(&cells).as_bytes())?;
    }
    writeln!(out, "\n✓ {}", lang.template("md-qualified"))?;
    out.write_all(foot(&head.versions, head.as_of_mattered.then_some(&*head.as_of), lang).as_bytes())
}

fn line(requirement: &Requirement, names: &Names, lang: Lang) -> String {
    let mut out = format!("- {} {}", words::sign(requirement.status), text(&requirement.text));
    let _ = write!(out, " — *{}*", words::status(requirement.status, lang));
    for reason in words::weighty(requirement) {
        let _ = write!(out, "\n  - {}", text(&words::reason(reason, names, lang)));
    }
    for step in &requirement.steps {
        let (kind, advice) = (words::kind(step.kind, lang), text(&words::step(step, names, lang)));
        let _ = write!(out, "\n  - **{kind}**: {advice} ({})", label::gain(step.gain));
    }
    out.push('\n');
    out
}

pub(super) fn gap(gap: &Gap, lang: Lang) -> String {
    let mut out = format!("# {}\n", lang.format("gap-title", &[("name", &text(&gap.candidate))]));
    for posting in &gap.postings {
        let _ = write!(out, "\n## {}\n\n", name(posting));
        let fit = lang.format("md-fit", &[("fit", &label::fit(posting.fit))]);
        let state = lang.template(if posting.qualified { "html-qualified" } else { "html-not-qualified" });
        let _ = writeln!(out, "{} **{fit}** · {state}", fit_bar(posting.fit));
        for gate in &posting.gates {
            let (kind, status) = (label::gate(gate.kind, lang), label::gate_status(gate.status, lang));
            let _ = write!(out, "\n- {kind}: {status}");
        }
        if !posting.gates.is_empty() {
            out.push('\n');
        }
        for section in [Section::Required, Section::Preferred] {
            let lines = || posting.requirements.iter().filter(move |line| line.counts_in() == section);
            if lines().next().is_none() {
                continue;
            }
            let _ = write!(out, "\n### {}\n\n", label::section(section, lang));
            for status in [Status::Missing, Status::Partial, Status::Met, Status::Unassessed] {
                lines().filter(|line| line.status == status).for_each(|requirement| out.push_str(&line(requirement, &gap.names, lang)));
            }
        }
    }
    out.push_str(&foot(&gap.versions, gap.as_of_mattered.then_some(&*gap.as_of), lang));
    out
}

pub(super) fn plan(plan: &Plan, lang: Lang) -> String {
    let mut out = format!("# {}\n\n", lang.format("plan-title", &[("name", &text(&plan.candidate))]));
    let figures = |mean: Option<f64>, qualified: usize| {
        lang.format(
            "md-totals",
            &[("mean", label::fit(mean)), ("qualified", qualified.to_string()), ("all", plan.before.postings.to_string())],
        )
    };
    let _ = writeln!(out, "{}: {}  ", lang.template("html-before"), figures(plan.before.mean, plan.before.qualified));
    let _ = writeln!(out, "{}: {}\n", lang.template("html-after"), figures(plan.after.mean, plan.after.qualified));
    let keys = ["rank-place", "csv-step", "csv-kind", "csv-gain", "csv-cost", "csv-mean", "csv-unlocks"];
    let title_of = |id: &str| {
        let posting = plan.postings.iter().find(|posting| posting.id == id);
        posting.map_or_else(|| id.to_owned(), |posting| label::posting(posting.company.as_deref(), posting.title.as_deref(), id))
    };
    let rows = plan.steps.iter().enumerate().map(|(at, step)| {
        let unlocks: Vec<String> = step.unlocks.iter().take(3).map(|posting| text(&title_of(&posting.id))).collect();
        let more = step.unlocks.len().saturating_sub(3);
        let more = if more > 0 { format!(" {}", lang.format("html-more", &[("count", &more.to_string())])) } else { String::new() };
        vec![
            (at + 1).to_string(),
            text(&words::step(&step.step, &plan.names, lang)),
            words::kind(step.step.kind, lang).to_owned(),
            format!("**{}**", label::gain(step.step.gain)),
            label::number(step.step.cost),
            label::fit(step.total.mean),
            format!("{}{more}", unlocks.join("<br>")),
        ]
    });
    out.push_str(&table(&heads(lang, &keys), &[0, 3, 4, 5], rows));
    if !plan.demand.is_empty() {
        let _ = write!(out, "\n## {}\n\n", lang.template("html-demand"));
        let keys = ["csv-skill", "rank-required", "rank-preferred", "html-now", "html-after"];
        let rows = plan.demand.iter().map(|demand| {
            let name = text(plan.names.of(&demand.skill, lang));
            vec![name, demand.required.to_string(), demand.preferred.to_string(), bar(demand.credit), bar(demand.after)]
        });
        out.push_str(&table(&heads(lang, &keys), &[1, 2], rows));
    }
    out.push_str(&foot(&plan.versions, plan.as_of_mattered.then_some(&*plan.as_of), lang));
    out
}

pub(super) fn comparison(comparison: &Comparison, lang: Lang) -> String {
    let mut out = format!("# {}\n\n", lang.template("html-compare-title"));
    let names: Vec<String> = comparison.candidates.iter().map(|candidate| text(&label::candidate(comparison, candidate, lang))).collect();
    let mut columns = vec![lang.template("rank-posting").to_owned()];
    columns.extend(names.iter().cloned());
    let right: Vec<usize> = (1..columns.len()).collect();
    let row = |posting: &ComparedPosting| {
        let label = label::posting(posting.company.as_deref(), posting.title.as_deref(), &posting.id);
        let cells = posting.cells.iter().enumerate().map(|(at, cell)| {
            let fit = cell.map_or_else(|| "–".to_owned(), |cell| label::fit(cell.fit));
            if posting.best.contains(&at) { format!("**{fit}** ★") } else { fit }
        });
        std::iter::once(linked(&label, posting.url.as_deref())).chain(cells).collect()
    };
    out.push_str(&table(&columns, &right, comparison.postings.iter().map(row)));
    let _ = writeln!(out, "\n★ {}", lang.template("html-best"));
    for posting in comparison.postings.iter().filter(|posting| !posting.requirements.is_empty()) {
        let _ = write!(out, "\n## {}\n\n", lang.template("html-lines"));
        lang.template("csv-text").clone_into(&mut columns[0]);
        let rows = posting.requirements.iter().map(|line| {
            let cells = line.cells.iter().map(|cell| cell.map_or("–", |cell| words::sign(cell.status)).to_owned());
            std::iter::once(text(&line.text)).chain(cells).collect()
        });
        out.push_str(&table(&columns, &[], rows));
    }
    let things = |ids: &[String]| ids.iter().map(|id| text(&words::thing(id, &comparison.names, lang))).collect::<Vec<_>>().join(", ");
    let name_of = |at: usize| names.get(at).map_or("", String::as_str);
    if !comparison.differences.is_empty() && !comparison.is_history() {
        let _ = write!(out, "\n## {}\n\n", lang.template("html-differences"));
        for pair in &comparison.differences {
            for (has, lacks, what) in [(pair.a, pair.b, &pair.only_a), (pair.b, pair.a, &pair.only_b)] {
                let what = if what.is_empty() { "–".to_owned() } else { things(what) };
                let _ = writeln!(out, "- {}: {what}", lang.format("html-has-lacks", &[("a", name_of(has)), ("b", name_of(lacks))]));
            }
        }
    }
    for change in &comparison.changes {
        let _ = write!(out, "\n## {}\n\n", lang.format("html-change", &[("name", &text(&change.candidate))]));
        let _ = writeln!(out, "- {}: {}", lang.template("html-gained"), things(&change.gained));
        let _ = writeln!(out, "- {}: {}", lang.template("html-lost"), things(&change.lost));
        for posting in &change.postings {
            let _ = writeln!(out, "- {}: {} → {}", text(&posting.id), label::fit(posting.before), label::fit(posting.after));
        }
    }
    out
}
