//! A calendar month: what `present` means.

use std::fmt;

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// Year, 1900 to 2100.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
}

impl Month {
    /// Reads `YYYY-MM`; `None` where the text is anything else or the month does not exist.
    ///
    /// ```
    /// use jobmatch::profile::Month;
    /// assert_eq!(Month::parse("2026-11").map(|month| month.to_string()).as_deref(), Some("2026-11"));
    /// assert_eq!(Month::parse("2026-13"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let date = super::date::Date::parse(text).ok()?;
        let month = date.month.filter(|_| date.day.is_none())?;
        Some(Self { year: date.year, month })
    }

    /// The month of a time in seconds since 1970, in UTC. Howard Hinnant's `civil_from_days`, reduced to months.
    ///
    /// ```
    /// use jobmatch::profile::Month;
    /// assert_eq!(Month::from_unix(1_795_392_000).to_string(), "2026-11");
    /// ```
    #[must_use]
    pub fn from_unix(seconds: u64) -> Self {
        let days = seconds / 86_400 + 719_468;
        let era = days / 146_097;
        let day_of_era = days % 146_097;
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + u64::from(month <= 2);
        Self { year: u16::try_from(year).unwrap_or(2100), month: u8::try_from(month).unwrap_or(1) }
    }

    /// Months since the beginning of year 0, for differences.
    #[must_use]
    pub const fn index(self) -> i32 {
        self.year as i32 * 12 + self.month as i32 - 1
    }
}

impl fmt::Display for Month {
    /// `YYYY-MM`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year, self.month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_months_are_months() {
        assert_eq!(Month::parse("2021-03"), Some(Month { year: 2021, month: 3 }));
        for text in ["2021", "2021-03-01", "2021-3", "2021-00", "2021-13", "", "x", "２０２１-03", "1800-01"] {
            assert_eq!(Month::parse(text), None, "{text}");
        }
    }

    #[test]
    fn months_are_in_order_and_can_be_counted() {
        let (a, b) = (Month { year: 2021, month: 3 }, Month { year: 2024, month: 3 });
        assert!(a < b);
        assert_eq!(b.index() - a.index(), 36);
    }
}
