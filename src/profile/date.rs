//! Dates as profiles write them: a year, a month or a day.

use std::fmt;

/// Years that a profile may name.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2100;

/// A date that exists, as exact as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// Year, 1900 to 2100.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month, from 1.
    pub day: Option<u8>,
}

/// When something ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It goes on.
    Present,
    /// On a date.
    On(Date),
}

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoDate {
    /// It has not the form of one; with the date that was meant, where that can be told (`2021.3` for `2021-03`).
    Form(Option<String>),
    /// The calendar does not have it, or its year is absurd.
    Absent,
}

impl Date {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    ///
    /// # Errors
    /// Where the text is nothing of these, or such a date does not exist.
    pub fn parse(text: &str) -> Result<Self, NoDate> {
        let parts: Vec<&str> = text.split('-').collect();
        let digits = |part: &str, len| part.len() == len && part.bytes().all(|byte| byte.is_ascii_digit());
        let form = parts.len() <= 3 && parts.iter().enumerate().all(|(at, part)| digits(part, if at == 0 { 4 } else { 2 }));
        if !form {
            return Err(NoDate::Form(meant(text)));
        }
        let part = |at: usize| parts.get(at).map(|part| part.parse::<u8>().map_err(|_| NoDate::Absent)).transpose();
        let year = parts[0].parse().map_err(|_| NoDate::Absent)?;
        let date = Self { year, month: part(1)?, day: part(2)? };
        if date.exists() { Ok(date) } else { Err(NoDate::Absent) }
    }

    fn exists(self) -> bool {
        let month = self.month.unwrap_or(1);
        YEARS.contains(&self.year) && (1..=12).contains(&month) && self.day.is_none_or(|day| (1..=self.last_day()).contains(&day))
    }

    /// The last day of the date's month.
    const fn last_day(self) -> u8 {
        let leap = self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        match self.month {
            Some(4 | 6 | 9 | 11) => 30,
            Some(2) if leap => 29,
            Some(2) => 28,
            _ => 31,
        }
    }

    /// The month in which a time that starts on this date starts, counted as [`super::Month::index`]; a year starts in January.
    #[must_use]
    pub fn first_month(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month.unwrap_or(1)) - 1
    }

    /// One past the last month of a time that ends on this date. A year ends with December, and a last day of a month closes it;
    /// any other month or day counts to the start of its month, so that 2021-03 to 2024-03 are 36 months.
    #[must_use]
    pub fn end_month(self) -> i32 {
        let whole = self.month.is_none() || self.day == Some(self.last_day());
        let last = i32::from(self.year) * 12 + i32::from(self.month.unwrap_or(12)) - 1;
        last + i32::from(whole)
    }

    /// Whether this date is before `other`, as far as both are exact.
    #[must_use]
    pub fn is_before(self, other: Self) -> bool {
        if self.year != other.year {
            return self.year < other.year;
        }
        let (Some(month), Some(other_month)) = (self.month, other.month) else { return false };
        if month != other_month {
            return month < other_month;
        }
        matches!((self.day, other.day), (Some(day), Some(other_day)) if day < other_day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(out, "-{part:02}")?;
        }
        Ok(())
    }
}

/// The date that other signs or missing zeros stand for: `2021.3`, `2021/03/1`, `2021년 3월`.
fn meant(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    if text.starts_with('-') || text.chars().any(|c| c.is_ascii_alphabetic()) || parts.len() > 3 || parts.first()?.len() != 4 {
        return None;
    }
    let padded: Vec<String> = parts.iter().map(|part| format!("{part:0>2}")).collect();
    let text = padded.join("-");
    let (year, rest) = padded.split_first()?;
    let fits = year.len() == 4 && rest.iter().all(|part| part.len() == 2);
    (fits && Date::parse(&text).is_ok()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).expect(text)
    }

    #[test]
    fn dates_that_exist() {
        for text in ["2021", "2021-03", "2021-03-31", "2024-02-29", "2000-02-29", "1900", "2100-12-31"] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn dates_that_do_not_exist() {
        for text in ["2021-13", "2021-00", "2021-02-29", "1900-02-29", "2021-04-31", "2021-01-00", "1899", "2101", "0000"] {
            assert_eq!(Date::parse(text), Err(NoDate::Absent), "{text}");
        }
    }

    #[test]
    fn other_forms_are_told_what_they_mean() {
        let meant = |text: &str| match Date::parse(text) {
            Err(NoDate::Form(meant)) => meant,
            other => panic!("{text}: {other:?}"),
        };
        for (text, right) in [("2021.03", "2021-03"), ("2021/3/1", "2021-03-01"), ("2021-3", "2021-03"), ("2021년 3월", "2021-03")] {
            assert_eq!(meant(text).as_deref(), Some(right), "{text}");
        }
        for text in ["", "soon", "2021-03-01-02", "03-2021", "2021.13", "-2021", "March 2021", "2021-", "2021.123"] {
            assert!(meant(text).is_none_or(|right| Date::parse(&right).is_ok()), "{text}");
        }
        assert_eq!(meant("March 2021"), None);
    }

    #[test]
    fn periods_count_months() {
        let months = |start: &str, end: &str| date(end).end_month() - date(start).first_month();
        assert_eq!(months("2021-03", "2024-03"), 36);
        assert_eq!(months("2021", "2023"), 36);
        assert_eq!(months("2021-01-01", "2021-12-31"), 12);
        assert_eq!(months("2021-03-15", "2024-03-02"), 36);
        assert_eq!(months("2021-05", "2021"), 8);
    }

    #[test]
    fn order_is_told_as_far_as_dates_are_exact() {
        assert!(date("2020").is_before(date("2021-01")));
        assert!(date("2021-02").is_before(date("2021-03-01")));
        assert!(date("2021-03-01").is_before(date("2021-03-02")));
        assert!(!date("2021").is_before(date("2021-05")));
        assert!(!date("2021-05").is_before(date("2021-05-20")));
    }
}
