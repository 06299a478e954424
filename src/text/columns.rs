//! Columns that text takes on a terminal.

use unicode_width::UnicodeWidthStr;

/// How many columns a text takes: most is ASCII and Hangul, which is told at a glance; all else by the Unicode standard.
///
/// ```
/// use jobmatch::text::columns::columns;
/// assert_eq!(columns("Rust 개발자"), 11);
/// ```
#[must_use]
pub fn columns(text: &str) -> usize {
    let mut columns = 0;
    for c in text.chars() {
        columns += match c {
            ' '..='~' => 1,
            '가'..='힣' => 2,
            _ => return text.width(),
        };
    }
    columns
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::columns;

    #[test]
    fn the_glance_agrees_with_the_standard() {
        let all: String = (' '..='~').chain('가'..='힣').collect();
        assert_eq!(columns(&all), all.width());
        for text in ["", "é", "가\u{302}", "한\u{11A8}", "a\u{200D}b", "👩\u{200D}💻 개발", "tab\there", "ﾊﾝ", "。"] {
            assert_eq!(columns(text), text.width(), "{text:?}");
        }
    }
}
