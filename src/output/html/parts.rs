//! Small pictures and their words: ring, strip, step.

use crate::answers::Names;
use crate::answers::ranking::ListReport;
use crate::answers::step::StepReport;
use crate::messages::Lang;
use crate::output::{clean::clean, label, words};
use crate::posting::Section;
use crate::score::Status;

/// The fit as a ring, with what the next step adds to it.
pub(super) struct Ring {
    pub(super) text: String,
    pub(super) said: String,
    pub(super) band: &'static str,
    pub(super) fit: f64,
    /// Fit after the next step.
    pub(super) reach: f64,
}

impl Ring {
    pub(super) fn new(fit: Option<f64>, gain: Option<f64>, lang: Lang) -> Self {
        let text = label::fit(fit);
        let said = match (fit, gain.filter(|gain| *gain > 0.0)) {
            (None, _) => lang.template("html-fit-none").to_owned(),
            (Some(_), None) => lang.format("html-fit-of", &[("fit", &text)]),
            (Some(_), Some(gain)) => lang.format("html-fit-next", &[("fit", &text), ("gain", &label::gain(gain))]),
        };
        let band = match fit {
            Some(75.0..) => "high",
            Some(50.0..) => "middle",
            Some(_) => "low",
            None => "none",
        };
        let fit = fit.unwrap_or(0.0);
        Self { text, said, band, fit, reach: (fit + gain.unwrap_or(0.0)).min(100.0) }
    }
}

/// A list of lines as a strip of cells, one a line: full, half, crossed out, a dot.
pub(super) struct Strip {
    pub(super) label: &'static str,
    pub(super) figures: String,
    pub(super) said: String,
    pub(super) cells: Vec<StripCell>,
}

pub(super) struct StripCell {
    pub(super) x: usize,
    pub(super) status: &'static str,
}

impl Strip {
    pub(super) fn new(section: Section, report: &ListReport, statuses: impl Iterator<Item = Status>, lang: Lang) -> Self {
        let label = label::section(section, lang);
        let args = [
            ("list", label.to_owned()),
            ("met", report.met.to_string()),
            ("partial", report.partial.to_string()),
            ("missing", report.missing.to_string()),
            ("unassessed", report.unassessed.to_string()),
        ];
        let mut statuses: Vec<Status> = statuses.collect();
        statuses.sort_by_key(|status| *status as u8);
        let cells = statuses.iter().enumerate().map(|(at, status)| StripCell { x: at * 14 + 1, status: status.word() }).collect();
        let figures = label::met_of(report);
        Self { label, figures, said: lang.format("html-strip", &args), cells }
    }

    pub(super) fn width(&self) -> usize {
        self.cells.len() * 14
    }
}

/// A step as an advice.
pub(super) struct Advice {
    pub(super) kind: &'static str,
    pub(super) kind_name: &'static str,
    pub(super) text: String,
    pub(super) gain: String,
    pub(super) points: f64,
    pub(super) effort: String,
}

impl Advice {
    pub(super) fn new(step: &StepReport, names: &Names, lang: Lang) -> Self {
        Self {
            kind: step.kind.word(),
            kind_name: words::kind(step.kind, lang),
            text: clean(&words::step(step, names, lang)),
            gain: lang.format("html-adds", &[("gain", &label::gain(step.gain))]),
            points: step.gain,
            effort: lang.format("html-effort", &[("cost", &label::number(step.cost))]),
        }
    }
}
