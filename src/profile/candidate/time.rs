//! Working time: periods of jobs in months, overlaps counted once.

use crate::profile::date::End;
use crate::profile::model::Experience;
use crate::profile::month::Month;

/// The time of a job: months from `start` to before `end`, counted as [`Month::index`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Period {
    pub start: i32,
    pub end: i32,
    /// Whether it ends with what `present` means.
    pub goes_on: bool,
}

/// What the dates of a job say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    /// A time; `bare`: without an end, so that it is read as going on.
    Time { period: Period, bare: bool },
    /// An end without a start.
    NoStart,
    /// It starts after the month that `present` means.
    Later,
    /// No dates.
    Unknown,
}

/// The time of a job. Every job that was held counts one month at least.
pub(super) fn span(job: &Experience, as_of: Month) -> Span {
    let Some(start) = job.start else {
        return if job.end.is_some() { Span::NoStart } else { Span::Unknown };
    };
    let first = start.first_month();
    let (end, goes_on) = match job.end {
        Some(End::On(date)) => (date.end_month(), false),
        Some(End::Present) | None => (as_of.index(), true),
    };
    if goes_on && first > end {
        return Span::Later;
    }
    let period = Period { start: first, end: end.max(first + 1), goes_on };
    Span::Time { period, bare: job.end.is_none() }
}

/// Months that periods cover together; `None` where there are none.
pub(super) fn months(periods: &[Period]) -> Option<f64> {
    let mut sorted = periods.to_vec();
    sorted.sort_unstable();
    let mut total = 0;
    let mut covered = i32::MIN;
    for period in &sorted {
        let from = period.start.max(covered);
        total += (period.end - from).max(0);
        covered = covered.max(period.end);
    }
    (!sorted.is_empty()).then(|| f64::from(total))
}

/// Whether what `present` means decides over the months that periods cover.
pub(super) fn goes_on(periods: &[Period]) -> bool {
    periods.iter().any(|period| period.goes_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(start: i32, end: i32) -> Period {
        Period { start, end, goes_on: false }
    }

    #[test]
    fn overlaps_count_once() {
        assert_eq!(months(&[]), None);
        assert_eq!(months(&[period(0, 12)]), Some(12.0));
        assert_eq!(months(&[period(6, 18), period(0, 12)]), Some(18.0));
        assert_eq!(months(&[period(0, 24), period(6, 12)]), Some(24.0));
        assert_eq!(months(&[period(0, 12), period(12, 24), period(36, 40)]), Some(28.0));
    }
}
