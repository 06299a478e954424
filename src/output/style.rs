//! How text is drawn for a reader: language, width, colour.

use crate::messages::Lang;
use crate::text::columns::columns;

/// How to draw.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Language of headings and statuses.
    pub lang: Lang,
    /// Columns that a terminal has.
    pub width: usize,
    /// Whether colour may be used. It never says anything that a word or a sign does not say too.
    pub color: bool,
}

/// What a colour means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Met, good.
    Good,
    /// In part.
    Middling,
    /// Missing.
    Bad,
    /// Of less weight.
    Faint,
    /// Headings.
    Strong,
}

impl Style {
    /// A text of the catalogue.
    #[must_use]
    pub fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.lang.format(key, args)
    }

    /// The text in a tone, where colour is on.
    #[must_use]
    pub fn tone(&self, tone: Tone, text: &str) -> String {
        if !self.color || text.is_empty() {
            return text.to_owned();
        }
        let code = match tone {
            Tone::Good => "32",
            Tone::Middling => "33",
            Tone::Bad => "31",
            Tone::Faint => "2",
            Tone::Strong => "1",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }

    /// A bar of ten half-steps for a share 0…1: full, half and empty cells.
    #[must_use]
    pub fn bar(share: f64, cells: usize) -> String {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a bar has few cells")]
        let halves = (share.clamp(0.0, 1.0) * 2.0 * cells as f64).round() as usize;
        let mut bar = "█".repeat(halves / 2);
        if halves % 2 == 1 {
            bar.push('▌');
        }
        let empty = cells - halves.div_ceil(2);
        bar.push_str(&"·".repeat(empty));
        bar
    }

    /// The text cut to `width` columns, with an ellipsis where something was cut. Hangul takes two columns.
    #[must_use]
    pub fn clip(text: &str, width: usize) -> String {
        if columns(text) <= width {
            return text.to_owned();
        }
        let mut out = String::new();
        let mut used = 1;
        for c in text.chars() {
            used += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
            if used > width {
                break;
            }
            out.push(c);
        }
        out.push('…');
        out
    }
}
