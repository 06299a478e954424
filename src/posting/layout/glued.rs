//! Items that were glued into one line when a page was copied: "자격요건- A- B", "• A• B".

use crate::posting::heading::{Labelled, Look, head};

/// Signs that part items wherever they stand.
const SIGNS: &[char] = &['•', '■', '▪', '●', '◦', '∙', '▶', '▷', '✓', '✔', '□', '○', '◆', '◇', '★', '※', 'ㆍ'];

/// The items of a line; the line itself where it is one.
pub(super) fn split(text: &str) -> Vec<&str> {
    // Most lines hold none of them, which one look at the text tells.
    if !text.contains(|c| matches!(c, '※'..='ㆍ' | '•') && SIGNS.contains(&c)) {
        return dashes(text);
    }
    let Some(sign) = SIGNS.iter().copied().find(|sign| text.contains(*sign)) else { return vec![text] };
    // One such sign inside a line may be a middle dot of a list ("기획ㆍ개발").
    let spaced = |at: usize| text[at + sign.len_utf8()..].starts_with(' ');
    if text.match_indices(sign).any(|(at, _)| !spaced(at)) {
        return vec![text];
    }
    text.split(sign).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// "A- B- C": dashes glued to the word before them, with a space behind.
fn dashes(text: &str) -> Vec<&str> {
    if !text.contains('-') {
        return vec![text];
    }
    let glued: Vec<usize> = text
        .match_indices("- ")
        .filter(|(at, _)| text[..*at].chars().next_back().is_some_and(|c| !c.is_whitespace() && c != '-'))
        .map(|(at, _)| at)
        .collect();
    // One is a slip of the pen ("full- time"); an English word may break at a dash, so that Hangul is asked for.
    let hangul = text.chars().any(crate::text::boundary::is_hangul);
    if glued.len() + usize::from(text.starts_with("- ")) < 2 || !hangul {
        return vec![text];
    }
    let mut parts = Vec::with_capacity(glued.len() + 1);
    let mut from = 0;
    for at in glued {
        parts.push(&text[from..at]);
        from = at + 2;
    }
    parts.push(&text[from..]);
    parts.into_iter().map(|part| part.trim_start_matches("- ").trim()).filter(|part| !part.is_empty()).collect()
}

/// A heading with glued items behind it, and where the items begin.
pub(super) fn heading(text: &str) -> Option<Labelled> {
    let reach = text.char_indices().nth(30).map_or(text.len(), |(at, _)| at);
    let at = text[..reach].find(|c| SIGNS.contains(&c) || matches!(c, '-' | '–' | '·'))?;
    let head = head(text[..at].trim(), Look::Plain)?;
    let rest = &text[at..];
    let items = rest.matches("- ").count() + rest.matches(SIGNS).count();
    (items >= 1).then_some(Labelled { head, rest: at })
}

#[cfg(test)]
mod tests {
    #[test]
    fn splits_only_what_was_glued() {
        assert_eq!(super::split("A 경험- B 경험- C"), ["A 경험", "B 경험", "C"]);
        assert_eq!(super::split("A• B • C"), ["A", "B", "C"]);
        for whole in ["기획ㆍ개발 경험", "full- time", "front-end, back-end", "Java - Spring"] {
            assert_eq!(super::split(whole), [whole]);
        }
        assert_eq!(super::heading("자격요건- A 경험- B").map(|found| found.rest), Some("자격요건".len()));
    }
}
