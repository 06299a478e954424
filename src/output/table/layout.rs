//! Columns and lines that fit a terminal. Hangul takes two columns.

use std::io::{self, Write};

use unicode_width::UnicodeWidthChar;

use crate::output::clean::clean;
use crate::output::style::{Style, Tone};
use crate::text::columns::columns;

/// The side on which text stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// The text clipped and filled up to just so many columns.
pub(super) fn cell(text: &str, width: usize, side: Side) -> String {
    let text = Style::clip(text, width);
    let rest = " ".repeat(width.saturating_sub(columns(&text)));
    match side {
        Side::Left => text + &rest,
        Side::Right => rest + &text,
    }
}

/// The text in lines of at most so many columns, broken at spaces where there are some. What could steer a terminal falls away.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(8);
    let text = clean(text);
    let mut lines: Vec<String> = Vec::new();
    let (mut line, mut filled) = (String::new(), 0);
    for word in text.split_whitespace() {
        let wide = columns(word);
        if !line.is_empty() && filled + 1 + wide > width {
            lines.push(std::mem::take(&mut line));
            filled = 0;
        }
        if !line.is_empty() {
            line.push(' ');
            filled += 1;
        }
        if filled + wide <= width {
            line.push_str(word);
            filled += wide;
            continue;
        }
        for c in word.chars() {
            if columns(&line) + c.width().unwrap_or(0) > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
        filled = columns(&line);
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Text that is drawn line by line.
pub(super) struct Paper {
    pub style: Style,
    text: String,
}

impl Paper {
    pub(super) fn new(style: Style) -> Self {
        Self { style, text: String::new() }
    }

    /// A line; what stands at its end but blanks falls away.
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// Text at an indent, in as many lines as it takes, all in one tone.
    pub(super) fn paragraph(&mut self, indent: usize, text: &str, tone: Option<Tone>) {
        self.hanging(indent, "", text, tone);
    }

    /// As [`Paper::paragraph`], with a lead (a sign or a number) before the first line.
    pub(super) fn hanging(&mut self, indent: usize, lead: &str, text: &str, tone: Option<Tone>) {
        let margin = indent + columns(lead);
        for (at, line) in wrap(text, self.style.width.saturating_sub(margin)).iter().enumerate() {
            let before = if at == 0 { format!("{}{lead}", " ".repeat(indent)) } else { " ".repeat(margin) };
            let line = tone.map_or_else(|| line.clone(), |tone| self.style.tone(tone, line));
            let before = if at == 0 { tone.map_or_else(|| before.clone(), |tone| self.toned_lead(indent, lead, tone)) } else { before };
            self.line(&(before + &line));
        }
    }

    fn toned_lead(&self, indent: usize, lead: &str, tone: Tone) -> String {
        " ".repeat(indent) + &self.style.tone(tone, lead)
    }

    /// Text in a column of its own, in as many lines as it takes, between `lead` and what stands behind its first line.
    pub(super) fn column(&mut self, lead: &str, text: &str, width: usize, tone: Option<Tone>, behind: &str) {
        let toned = |text: &str| tone.map_or_else(|| text.to_owned(), |tone| self.style.tone(tone, text));
        let parts = wrap(text, width);
        let lines = parts.iter().enumerate().map(|(at, part)| match at {
            0 => format!("{lead}{}{behind}", toned(&cell(part, width, Side::Left))),
            _ => " ".repeat(columns(lead)) + &toned(part),
        });
        let lines: Vec<String> = lines.collect();
        for line in &lines {
            self.line(line);
        }
    }

    /// A heading at the left and a figure at the right of one line; on two lines where one is too narrow.
    pub(super) fn ends(&mut self, left: &str, right: &str) {
        let (left, right) = (clean(left), clean(right));
        let gap = self.style.width.saturating_sub(columns(&left) + columns(&right));
        if gap >= 2 {
            let line = self.style.tone(Tone::Strong, &left) + &" ".repeat(gap) + &self.style.tone(Tone::Faint, &right);
            self.line(&line);
        } else {
            self.paragraph(0, &left, Some(Tone::Strong));
            self.paragraph(0, &right, Some(Tone::Faint));
        }
    }

    pub(super) fn rule(&mut self) {
        let rule = self.style.tone(Tone::Faint, &"─".repeat(self.style.width));
        self.line(&rule);
    }

    pub(super) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A remark at the end.
    pub(super) fn note(&mut self, key: &str, args: &[(&str, &str)]) {
        let text = self.style.say(key, args);
        self.paragraph(0, &text, Some(Tone::Faint));
    }

    pub(super) fn done(self) -> String {
        self.text
    }

    /// Gives away what is drawn so far.
    pub(super) fn hand(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }
}

/// Some names in a row, as many as `width` holds, and how many more there are.
pub(super) fn names(style: Style, names: &[String], width: usize) -> String {
    let mut out = String::new();
    for (at, name) in names.iter().enumerate() {
        let left = (names.len() - at).to_string();
        let more = style.say("plan-more", &[("count", &left)]);
        let name = clean(name);
        let joined = if out.is_empty() { name.clone() } else { format!("{out}, {name}") };
        let room = if at + 1 == names.len() { width } else { width.saturating_sub(columns(&more) + 2) };
        if columns(&joined) > room && !out.is_empty() {
            return format!("{out}, {more}");
        }
        out = joined;
    }
    out
}

/// Below so many columns a table is told in lines, not in columns.
pub(super) const NARROW: usize = 60;

/// The tone of a fit.
pub(super) fn fit_tone(fit: Option<f64>) -> Tone {
    match fit {
        Some(fit) if fit >= 75.0 => Tone::Good,
        Some(fit) if fit >= 50.0 => Tone::Middling,
        Some(_) => Tone::Bad,
        None => Tone::Faint,
    }
}

/// A fit with one decimal.
pub(super) fn fit_text(fit: Option<f64>) -> String {
    fit.map_or_else(|| "–".to_owned(), |fit| format!("{fit:.1}"))
}

/// A gain with its sign.
pub(super) fn gain_text(gain: f64) -> String {
    format!("{gain:+.1}")
}

/// A number of postings.
pub(super) fn counted(postings: usize, style: Style) -> String {
    let key = if postings == 1 { "count-postings-1" } else { "count-postings" };
    style.say(key, &[("count", &postings.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hangul_takes_two_columns() {
        assert_eq!(cell("백엔드", 8, Side::Right), "  백엔드");
        assert_eq!(cell("백엔드 개발자", 8, Side::Left), "백엔드 …");
    }

    #[test]
    fn lines_break_at_spaces_and_long_words_anywhere() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("가나다라마", 8), ["가나다라", "마"]);
        assert_eq!(wrap("", 8), [""]);
    }

    #[test]
    fn names_that_do_not_fit_are_counted() {
        let style = Style { lang: crate::messages::Lang::En, width: 80, color: false };
        let list: Vec<String> = ["Alpha", "Beta", "Gamma"].map(str::to_owned).to_vec();
        assert_eq!(names(style, &list, 80), "Alpha, Beta, Gamma");
        assert_eq!(names(style, &list, 18), "Alpha, and 2 more");
    }
}
