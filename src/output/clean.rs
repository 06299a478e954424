//! Text from outside, made harmless to look at: control characters and marks that turn the reading direction of what stands around them.

/// The text on one line, without control characters and without marks that change the direction of the text around.
#[must_use]
pub fn clean(text: &str) -> String {
    let spaced = text
        .chars()
        .filter(|c| !is_direction_mark(*c))
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c });
    let spaced: String = spaced.collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The address where it is one that a reader may follow: to the web, without anything that could end a link.
#[must_use]
pub fn link(url: &str) -> Option<String> {
    let lower = url.get(..8).map(str::to_ascii_lowercase);
    let web = lower.is_some_and(|start| start.starts_with("http://") || start == "https://");
    let plain =
        |c: char| !c.is_control() && !c.is_whitespace() && !is_direction_mark(c) && !matches!(c, '<' | '>' | '"' | '`' | '\\' | '|');
    (web && url.chars().all(plain)).then(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{clean, link};

    #[test]
    fn marks_of_direction_and_control_characters_go() {
        assert_eq!(clean("a\u{202e}b\n\tc\u{0}d"), "ab c d");
    }

    #[test]
    fn only_addresses_on_the_web_are_links() {
        assert_eq!(link("HTTPS://example.com/a(b)"), Some("HTTPS://example.com/a(b)".to_owned()));
        for bad in ["javascript:alert(1)", "data:text/html,x", "https://a b", "http://x/\"onclick=", "//example.com", "é"] {
            assert_eq!(link(bad), None, "{bad}");
        }
    }
}
