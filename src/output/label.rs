//! Short labels that several writers share.

use super::clean::clean;
use crate::answers::Comparison;
use crate::answers::compare::{Compared, Origin};
use crate::answers::ranking::ListReport;
use crate::messages::Lang;
use crate::posting::Section;
use crate::score::fit::{GateKind, GateStatus};

/// Who asks: company and title, or the id where neither is known.
#[must_use]
pub fn posting(company: Option<&str>, title: Option<&str>, id: &str) -> String {
    let parts: Vec<String> = [company, title].into_iter().flatten().map(clean).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { clean(id) } else { parts.join(" · ") }
}

/// A candidate, with the month of a saved report, and the file where others have the same name.
#[must_use]
pub fn candidate(comparison: &Comparison, candidate: &Compared, lang: Lang) -> String {
    let mut name = clean(&candidate.name);
    if candidate.origin == Origin::Report {
        name = format!("{name} ({})", lang.format("compare-saved", &[("month", &candidate.as_of)]));
    }
    let same = |other: &&Compared| (&other.name, other.origin, &other.as_of) == (&candidate.name, candidate.origin, &candidate.as_of);
    if comparison.candidates.iter().filter(same).count() > 1 {
        name = format!("{name} {}", clean(&candidate.path));
    }
    name
}

/// A fit with one decimal, or a dash where there is none.
#[must_use]
pub fn fit(fit: Option<f64>) -> String {
    fit.map_or_else(|| "–".to_owned(), |fit| format!("{fit:.1}"))
}

/// Lines met of all that are assessed; a dash where none is.
#[must_use]
pub fn met_of(list: &ListReport) -> String {
    match list.met + list.partial + list.missing {
        0 => "–".to_owned(),
        all => format!("{}/{all}", list.met),
    }
}

/// A number with at most two decimals and no zeros at its end.
#[must_use]
pub fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What a step adds, with its sign.
#[must_use]
pub fn gain(points: f64) -> String {
    format!("{points:+.1}").replace('-', "−")
}

/// The heading of a list.
#[must_use]
pub fn section(section: Section, lang: Lang) -> &'static str {
    lang.template(match section {
        Section::Required => "rank-required",
        Section::Preferred => "rank-preferred",
    })
}

/// What a deal-breaker is about.
#[must_use]
pub fn gate(kind: GateKind, lang: Lang) -> &'static str {
    lang.template(match kind {
        GateKind::Years => "label-gate-years",
        GateKind::Degree => "label-gate-degree",
        GateKind::Language => "label-gate-language",
        GateKind::Certificate => "label-gate-certificate",
        GateKind::Portfolio => "label-gate-portfolio",
    })
}

/// How a candidate stands at a deal-breaker.
#[must_use]
pub fn gate_status(status: GateStatus, lang: Lang) -> &'static str {
    lang.template(match status {
        GateStatus::Met => "label-gate-met",
        GateStatus::NotMet => "label-gate-not-met",
        GateStatus::Unknown => "label-gate-unknown",
    })
}

/// Yes or no.
#[must_use]
pub fn yes(yes: bool, lang: Lang) -> &'static str {
    lang.template(if yes { "label-yes" } else { "label-no" })
}

#[cfg(test)]
mod tests {
    use super::{gain, number, posting};

    #[test]
    fn numbers_are_short() {
        assert_eq!((number(1.0), number(0.25), gain(-1.25), gain(3.0)), ("1".into(), "0.25".into(), "−1.2".into(), "+3.0".into()));
    }

    #[test]
    fn a_posting_without_names_goes_by_its_id() {
        assert_eq!(posting(None, Some(""), "a-b"), "a-b");
        assert_eq!(posting(Some("해줌"), Some("백엔드\u{202e}"), "x"), "해줌 · 백엔드");
    }
}
