//! Dates as resumes write them: `2021.03 ~ 2024.02 (3년)`, `Jan 2020 – Present`, `2021년 3월부터`. Words are data (`data/resume.txt`).

use std::ops::Range;

use crate::profile::date::{Date, End};

use super::lexicon;

/// A time, or one date alone, and where it stands in its text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Time {
    /// The first date.
    pub start: Option<Date>,
    /// The last one; `None` where only one date stands there.
    pub end: Option<End>,
    /// Whether the end is left open behind the sign of a range: `2021.03 ~`.
    pub open: bool,
    /// Whether it is a range.
    pub range: bool,
    /// Its bytes, with a length in words behind it.
    pub place: Range<usize>,
}

/// A date in the making: `Mar` of `Mar – Sep 2020` has no year of its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Parts {
    year: Option<u16>,
    month: Option<u8>,
    day: Option<u8>,
}

impl Parts {
    fn date(self) -> Option<Date> {
        let (month, day) = (self.month.map(|month| format!("-{month:02}")), self.day.map(|day| format!("-{day:02}")));
        let text = format!("{:04}{}{}", self.year?, month.unwrap_or_default(), day.filter(|_| self.month.is_some()).unwrap_or_default());
        Date::parse(&text).ok()
    }
}

/// The first range of a text, else its first date.
pub(super) fn find(text: &str) -> Option<Time> {
    let mut single = None;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let fresh = !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
        if fresh && let Some(time) = time_at(text, at) {
            if time.range {
                return Some(time);
            }
            at = time.place.end.max(at + 1);
            single = single.or(Some(time));
            continue;
        }
        at += rest.chars().next().map_or(1, char::len_utf8);
    }
    single
}

/// Months that a text states as a length: `3년 2개월`, `2 yrs 3 mos`.
pub(super) fn length(text: &str) -> Option<f64> {
    let lower = text.to_lowercase();
    let (mut months, mut rest) = (0.0, lower.as_str());
    let mut found = false;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = rest[at..].find(|c: char| !c.is_ascii_digit() && c != '.').map_or(rest.len(), |end| at + end);
        let number: f64 = rest[at..digits].trim_end_matches('.').parse().unwrap_or(0.0);
        rest = rest[digits..].trim_start_matches([' ', '+']);
        let unit = ["년", "year", "yr"].iter().any(|word| rest.starts_with(word)).then_some(12.0);
        let unit = unit.or_else(|| ["개월", "month", "mo"].iter().any(|word| rest.starts_with(word)).then_some(1.0));
        if let Some(unit) = unit.filter(|_| number < 100.0) {
            months += number * unit;
            found = true;
        }
    }
    found.then_some(months)
}

fn time_at(text: &str, at: usize) -> Option<Time> {
    let since = word_at(&text[at..], &lexicon().since);
    let begin = at + since.map_or(0, |len| len + spaces(&text[at + len..]));
    let (first, len) = date_at(&text[begin..])?;
    let after = begin + len;
    let alone = Time { start: first.date(), end: None, open: false, range: false, place: at..after };
    let gap = after + spaces(&text[after..]);
    let Some(sign) = sign_at(&text[gap..]) else {
        let open = since.is_some() && alone.start.is_some();
        return (open || alone.start.is_some()).then_some(Time { open, range: open, ..alone });
    };
    let from = gap + sign + spaces(&text[gap + sign..]);
    let (end, stop) = if let Some(len) = word_at(&text[from..], &lexicon().present) {
        (Some(End::Present), from + len)
    } else if let Some((second, len)) = date_at(&text[from..]) {
        let start = Parts { year: first.year.or(second.year), ..first }.date();
        let end = second.date().map(End::On);
        let stop = from + len;
        let range = end.is_some() && start.is_some();
        return range.then(|| whole(text, Time { start, end, open: false, range, place: at..stop }));
    } else {
        (None, gap + sign)
    };
    let start = alone.start?;
    // "2021 - Backend developer" is no range, "2021.03 ~" is one.
    let tail = text[stop..].trim_start();
    if end.is_none() && !(tail.is_empty() || tail.starts_with([')', ']', '|', ','])) {
        return Some(alone);
    }
    Some(whole(text, Time { start: Some(start), end, open: end.is_none(), range: true, place: at..stop }))
}

/// The range with the words and the length behind it; a length that counts the last month too closes that month.
fn whole(text: &str, mut time: Time) -> Time {
    let rest = &text[time.place.end..];
    let until = rest.strip_prefix("까지").map_or(0, |_| "까지".len());
    time.place.end += until;
    let rest = &text[time.place.end..];
    let bracket = rest.trim_start_matches([' ', ',', '·', '/', '|']).trim_start_matches(['(', '[']);
    let close = bracket.find([')', ']', '|', ',', '\n']).unwrap_or(bracket.len());
    let told = &bracket[..close];
    if told.len() > 24 || !told.starts_with(|c: char| c.is_ascii_digit() || c == '총') {
        return time;
    }
    let Some(months) = length(told).filter(|_| date_at(told).is_none_or(|(_, len)| len < told.len())) else { return time };
    if let (Some(start), Some(End::On(end))) = (time.start, time.end)
        && let (Some(month), None) = (end.month, end.day)
        && f64::from(end.end_month() - start.first_month() + 1) <= months
    {
        let last = (28..=31).rev().find_map(|day| Parts { year: Some(end.year), month: Some(month), day: Some(day) }.date());
        time.end = last.map(End::On).or(time.end);
    }
    let opened = rest.len() - bracket.len();
    let closing = usize::from(rest[..opened].contains(['(', '[']) && bracket[close..].starts_with([')', ']']));
    time.place.end += opened + close + closing;
    time
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t', '\u{a0}']).len()
}

/// Bytes of the sign between two dates.
fn sign_at(text: &str) -> Option<usize> {
    let sign = text.chars().next().filter(|c| matches!(c, '~' | '～' | '∼' | '〜' | '-' | '–' | '—' | '−' | '―' | '→'));
    sign.map(char::len_utf8).or_else(|| word_at(text, &lexicon().until))
}

/// Bytes of the longest of some words at the start of a text.
fn word_at(text: &str, words: &[&str]) -> Option<usize> {
    let fits = |word: &&&str| {
        text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
            && !text[word.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    words.iter().filter(fits).map(|word| word.len()).max()
}

/// The date at the start of a text.
fn date_at(text: &str) -> Option<(Parts, usize)> {
    let digits = digits_at(text);
    if let Some(rest) = text.strip_prefix(['\'', '’']).filter(|rest| digits_at(rest) == 2) {
        let short: u16 = rest[..2].parse().ok()?;
        let year = if short < 70 { 2000 + short } else { 1900 + short };
        let (parts, len) = behind_year(year, rest, 2);
        return Some((parts, len + text.len() - rest.len()));
    }
    match digits {
        4 => {
            let year = text[..4].parse().ok().filter(|year| (1950..=2100).contains(year))?;
            Some(behind_year(year, text, 4))
        }
        1 | 2 => {
            let month = text[..digits].parse().ok().filter(|month| (1..=12).contains(month))?;
            let rest = text[digits..].strip_prefix(['/', '.', '-'])?;
            let rest = rest.trim_start_matches(' ');
            let year = rest.get(..4).filter(|_| digits_at(rest) == 4)?.parse().ok().filter(|year| (1950..=2100).contains(year))?;
            Some((Parts { year: Some(year), month: Some(month), day: None }, text.len() - rest.len() + 4))
        }
        0 => {
            let (month, len) = month_at(text)?;
            let (year, more) = year_behind_month(&text[len..]);
            // "May" and "March" are words too: without a year, only the sign of a range makes them months.
            let next = text[len..].trim_start();
            (year.is_some() || sign_at(next).is_some()).then_some((Parts { year, month: Some(month), day: None }, len + more))
        }
        _ => None,
    }
}

fn digits_at(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn month_at(text: &str) -> Option<(u8, usize)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let month = lexicon().months.iter().find(|(name, _)| text[..letters].eq_ignore_ascii_case(name)).map(|(_, month)| *month)?;
    Some((month, letters))
}

/// The year behind the name of a month, a day between them or not: `Jan 2020`, `Jan. 2020`, `January 5, 2020`, `Jan '20`.
fn year_behind_month(text: &str) -> (Option<u16>, usize) {
    let mut rest = text.trim_start_matches(['.', ',', ' ']);
    let day = digits_at(rest);
    if matches!(day, 1 | 2) {
        rest = rest[day..].trim_start_matches(['.', ',', ' ']);
    }
    if let Some(short) = rest.strip_prefix(['\'', '’']).filter(|short| digits_at(short) == 2) {
        let year = short[..2].parse::<u16>().ok().map(|year| if year < 70 { 2000 + year } else { 1900 + year });
        return (year, text.len() - short.len() + 2);
    }
    let year = rest.get(..4).filter(|_| digits_at(rest) == 4).and_then(|year| year.parse().ok());
    match year.filter(|year| (1950..=2100).contains(year)) {
        Some(year) => (Some(year), text.len() - rest.len() + 4),
        None => (None, 0),
    }
}

/// What stands behind a year of `len` digits: month and day in signs or in Korean, or a month's name.
fn behind_year(year: u16, text: &str, len: usize) -> (Parts, usize) {
    let bare = (Parts { year: Some(year), ..Parts::default() }, len);
    let rest = &text[len..];
    if let Some(rest) = rest.strip_prefix('년') {
        let bare = (bare.0, len + "년".len());
        let inner = rest.trim_start_matches(' ');
        let digits = digits_at(inner);
        let month = inner[..digits].parse().ok().filter(|month| (1..=12).contains(month));
        let Some((month, rest)) = month.zip(inner[digits..].strip_prefix('월')) else { return bare };
        let inner = rest.trim_start_matches(' ');
        let digits = digits_at(inner);
        let day = inner[..digits.min(2)].parse().ok().zip(inner[digits..].strip_prefix('일'));
        let end = day.map_or(rest, |(_, rest)| rest);
        return (Parts { year: Some(year), month: Some(month), day: day.map(|(day, _)| day) }, text.len() - end.len());
    }
    let Some((month, used)) = numbered(rest) else {
        let inner = rest.trim_start_matches(' ');
        if let Some((month, letters)) = month_at(inner).filter(|_| inner.len() < rest.len()) {
            return (Parts { year: Some(year), month: Some(month), day: None }, text.len() - inner.len() + letters);
        }
        return bare;
    };
    let after = len + used;
    let day = numbered_day(&text[after..]);
    let end = day.map_or(after, |(_, used)| after + used);
    // The dot of `2021. 03.` ends it.
    let dot = usize::from(text[end..].starts_with('.') && rest.starts_with('.'));
    (Parts { year: Some(year), month: Some(month), day: day.map(|(day, _)| day) }, end + dot)
}

/// `.03`, `-3`, `/03`, `. 3`, and no longer number.
fn numbered(text: &str) -> Option<(u8, usize)> {
    let rest = text.strip_prefix(['.', '-', '/'])?;
    let inner = if text.starts_with('.') { rest.trim_start_matches(' ') } else { rest };
    let digits = digits_at(inner);
    let month = inner.get(..digits).filter(|_| matches!(digits, 1 | 2))?.parse().ok().filter(|month| (1..=12).contains(month))?;
    Some((month, text.len() - inner.len() + digits))
}

fn numbered_day(text: &str) -> Option<(u8, usize)> {
    let rest = text.strip_prefix(['.', '-', '/'])?;
    let inner = if text.starts_with('.') { rest.trim_start_matches(' ') } else { rest };
    let digits = digits_at(inner);
    let day = inner.get(..digits).filter(|_| matches!(digits, 1 | 2))?.parse().ok().filter(|day| (1..=31).contains(day))?;
    Some((day, text.len() - inner.len() + digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let Some(time) = find(text) else { return "none".to_owned() };
        let end = match time.end {
            Some(End::Present) => "present".to_owned(),
            Some(End::On(date)) => date.to_string(),
            None if time.open => "open".to_owned(),
            None => "alone".to_owned(),
        };
        format!("{} {end}", time.start.map(|date| date.to_string()).unwrap_or_default())
    }

    #[test]
    fn ranges_in_both_languages() {
        let cases = [
            ("2021.03 ~ 2024.02", "2021-03 2024-02"),
            ("2021.03 ~ 2024.02 (3년)", "2021-03 2024-02-29"),
            ("2018.03 ~ 2021.02, 3년", "2018-03 2021-02-28"),
            ("2021.03 ~ 2024.03 (3년)", "2021-03 2024-03"),
            ("2021. 03. ~ 2024. 02.", "2021-03 2024-02"),
            ("2021.03.02 ~ 2024.02.29", "2021-03-02 2024-02-29"),
            ("2021년 3월 ~ 현재", "2021-03 present"),
            ("2021년 3월부터 2024년 2월까지", "2021-03 2024-02"),
            ("2021.03 - 재직 중", "2021-03 present"),
            ("2021.03 ~", "2021-03 open"),
            ("'21.03 ~ '24.02", "2021-03 2024-02"),
            ("Jan 2020 – Present", "2020-01 present"),
            ("January 2020 to Dec. 2021", "2020-01 2021-12"),
            ("Mar – Sep 2020", "2020-03 2020-09"),
            ("May '19 - Jun '20", "2019-05 2020-06"),
            ("03/2021 - 06/2023", "2021-03 2023-06"),
            ("2019-2021", "2019 2021"),
            ("2019 — now", "2019 present"),
            ("2021-03-01 ~ 2021-09", "2021-03-01 2021-09"),
            ("2021-03–2022-04", "2021-03 2022-04"),
            ("since 2020", "2020 open"),
            ("Backend (2021/03 ~ 2022/04) team", "2021-03 2022-04"),
            ("2021 Mar ~ 2022 Apr", "2021-03 2022-04"),
        ];
        for (text, wanted) in cases {
            assert_eq!(told(text), wanted, "{text}");
        }
    }

    #[test]
    fn one_date_and_none() {
        for (text, wanted) in [("SQLD (2020.12)", "2020-12 alone"), ("2022", "2022 alone"), ("2021 - Backend developer", "2021 alone")] {
            assert_eq!(told(text), wanted, "{text}");
        }
        for text in ["", "may do this", "010-1234-5678", "TOEIC 880", "1.5~2배", "20210", "v2.10.1", "march on"] {
            assert_eq!(told(text), "none", "{text}");
        }
    }

    #[test]
    fn lengths() {
        for (text, months) in [("3년 2개월", 38.0), ("2 yrs 3 mos", 27.0), ("5 years", 60.0), ("10+ years", 120.0), ("1.5년", 18.0)] {
            assert_eq!(length(text), Some(months), "{text}");
        }
        assert_eq!(length("2021년"), None);
    }
}
