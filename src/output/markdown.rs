//! Markdown: renders right where GitHub's does.

mod answers;

use std::io::{self, Write};

use super::clean::{clean, link};
use super::{Answer, Format, Style, format};
use crate::answers::Listing;

/// For documents, issues and wikis.
pub struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn about(&self) -> &'static str {
        "For documents, issues and wikis"
    }

    fn write(&self, answer: Answer<'_>, style: Style) -> String {
        match answer {
            Answer::Ranking(ranking) => format::listed(self, ranking, style),
            Answer::Gap(gap) => answers::gap(gap, style.lang),
            Answer::Plan(plan) => answers::plan(plan, style.lang),
            Answer::Comparison(comparison) => answers::comparison(comparison, style.lang),
        }
    }

    fn lists_lines(&self) -> bool {
        false
    }

    fn list(&self, listing: Listing<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
        answers::ranking(listing, style.lang, out)
    }
}

/// Text from outside with every sign that Markdown or HTML could take for markup escaped.
fn text(raw: &str) -> String {
    let clean = clean(raw);
    let mut out = String::with_capacity(clean.len() + 8);
    for (at, c) in clean.char_indices() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // An address or a mention would become a link of its own.
            '@' => out.push_str("&#64;"),
            ':' if clean[at..].starts_with("://") => out.push_str("&#58;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '#' | '!' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    // At the start of a line these begin lists: "- ", "+ ", "1. ".
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    let list_sign = out[digits..].starts_with(if digits > 0 { ['.', ')'] } else { ['-', '+'] });
    if list_sign {
        out.insert(digits, '\\');
    }
    out
}

/// A name as a link where there is an address to follow.
fn linked(name: &str, url: Option<&str>) -> String {
    match url.and_then(link) {
        Some(url) => format!("[{}](<{url}>)", text(name)),
        None => text(name),
    }
}

/// A bar of ten cells for a share 0…1.
fn bar(share: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a bar has ten cells")]
    let full = (share.clamp(0.0, 1.0) * 10.0).round() as usize;
    format!("{}{}", "▰".repeat(full), "▱".repeat(10 - full))
}

/// A table; cells are Markdown already. Columns in `right` stand to the right.
fn table(heads: &[String], right: &[usize], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    rows.into_iter().fold(table_head(heads, right), |table, cells| table + &row(&cells))
}

fn table_head(heads: &[String], right: &[usize]) -> String {
    let rule: Vec<&str> = (0..heads.len()).map(|at| if right.contains(&at) { "--:" } else { "---" }).collect();
    format!("| {} |\n| {} |\n", heads.join(" | "), rule.join(" | "))
}

fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::{linked, text};

    #[test]
    fn nothing_from_outside_is_markup() {
        assert_eq!(text("<script>*a*|`b`\n# c"), "&lt;script&gt;\\*a\\*\\|\\`b\\` \\# c");
        assert_eq!(text("1. a"), "1\\. a");
        assert_eq!(text("- a"), "\\- a");
        assert_eq!(text("C++ 3~7년"), "C++ 3\\~7년");
    }

    #[test]
    fn only_the_web_is_linked() {
        assert_eq!(linked("a]b", Some("https://example.com/(x)")), "[a\\]b](<https://example.com/(x)>)");
        assert_eq!(linked("a", Some("javascript:alert(1)")), "a");
    }
}
