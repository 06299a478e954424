//! What people read, in Korean and English: templates by key, in `messages/en.txt` and `messages/ko.txt`.
//! The library names a key and its arguments; only a writer turns them into words.

use crate::phrasebook;

/// The `key = text` lines of a language's file; `#` begins a comment line.
pub fn entries(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    let text = match lang {
        Lang::En => include_str!("messages/en.txt"),
        Lang::Ko => include_str!("messages/ko.txt"),
    };
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('=')).map(|(key, text)| (key.trim_ascii_end(), text.trim_ascii_start()))
}

/// The keys of a language, in order, for comparing them.
#[must_use]
pub fn keys(lang: Lang) -> Vec<&'static str> {
    let mut keys: Vec<_> = entries(lang).map(|(key, _)| key).collect();
    keys.sort_unstable();
    keys
}

/// A language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Korean.
    Ko,
}

impl Lang {
    fn said(self, key: &str) -> Option<&'static str> {
        let [en, ko] = phrasebook::find(key)?;
        Some(match self {
            Self::En => en,
            Self::Ko => ko,
        })
    }

    /// The template of `key`; the key itself where there is none (a test checks that both languages have the same keys).
    #[must_use]
    pub fn template(self, key: &str) -> &str {
        self.said(key).unwrap_or(key)
    }

    /// The word for a type where the argument is `@` and its key (`@type-map`); else the argument as it is.
    fn type_word(self, value: &str) -> &str {
        let word = value.strip_prefix('@').filter(|key| key.starts_with("type-")).and_then(|key| self.said(key));
        word.unwrap_or(value)
    }

    /// The template of `key` with each `{name}` replaced by its argument.
    ///
    /// ```
    /// use jobmatch::messages::Lang;
    /// assert_eq!(Lang::En.format("help-nearest", &[("near", "Python")]), "did you mean `Python`?");
    /// ```
    #[must_use]
    pub fn format<S: AsRef<str>>(self, key: &str, args: &[(&str, S)]) -> String {
        let mut rest = self.template(key);
        let mut out = String::with_capacity(rest.len() + 32);
        while let Some(open) = rest.find('{') {
            out.push_str(&rest[..open]);
            rest = &rest[open..];
            let Some(close) = rest.find('}') else { break };
            let name = &rest[1..close];
            match args.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => out.push_str(self.type_word(value.as_ref())),
                None => out.push_str(&rest[..=close]),
            }
            rest = &rest[close + 1..];
        }
        out.push_str(rest);
        out
    }

    /// A time with its bounds, in months: at least so many, and at most so many where that is said.
    #[must_use]
    pub fn times(self, least: f64, most: Option<f64>) -> String {
        match most {
            None => self.time(least),
            Some(most) if least <= 0.0 => self.format("time-up-to", &[("most", &self.time(most))]),
            Some(most) => self.format("time-from-to", &[("least", &self.time(least)), ("most", &self.time(most))]),
        }
    }

    /// Months as years where they are whole or half ones.
    #[must_use]
    pub fn time(self, months: f64) -> String {
        let years = months / 12.0;
        let (many, one, count) = if months >= 12.0 && (years * 2.0).fract() == 0.0 {
            ("time-years", "time-year", years)
        } else {
            ("time-months", "time-month", months.round())
        };
        let key = if (count - 1.0).abs() < f64::EPSILON { one } else { many };
        self.format(key, &[("count", &count.to_string())])
    }
}
