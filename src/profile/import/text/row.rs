//! Lines of a resume without their markup: bullets, headings and emphasis of Markdown and of what people type.

use crate::source::Source;
use crate::span::Span;
use crate::text::columns::columns;

use super::dates;

/// Signs of bullets.
const BULLETS: &[char] = &[
    '-', '*', '+', '•', '·', '▪', '■', '●', '○', '◦', '‣', '–', '—', '※', '▶', '►', '✔', '✓', 'ㆍ', '□', '◆', '◇', '▸', '➢', '➤',
    '\u{2043}', '\u{F0A7}', '\u{F0B7}',
];

/// Most bytes that lines are joined to.
const MOST_JOINED: usize = 2000;

/// A line that holds something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::profile::import) struct Row {
    /// Its words, without markup and contact details.
    pub text: String,
    /// Its bytes in the source.
    pub span: Span,
    /// Whether it is an item of a list.
    pub bullet: bool,
    /// Level of a Markdown heading, 0 where it is none.
    pub level: usize,
    /// Columns before it.
    pub indent: usize,
    /// Whether an empty line stands before it.
    pub fresh: bool,
    /// Whether contact details were taken out.
    pub contact: bool,
}

impl Row {
    /// A row of words that stand somewhere else than in a line of their own.
    pub(in crate::profile::import) fn of(text: &str, span: Span) -> Self {
        let (text, contact) = without_contacts(&plain(text));
        Self { text, span, bullet: false, level: 0, indent: 0, fresh: false, contact }
    }

    /// Whether it could be a line of names: short, no item, no sentence.
    pub(super) fn is_short(&self) -> bool {
        !self.bullet && self.text.chars().count() <= 70 && !is_sentence(&self.text)
    }
}

/// Whether a text ends as sentences do.
pub(super) fn is_sentence(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with(['.', '!', '?', ';']) && !text.ends_with("Inc.") && !text.ends_with("Ltd.") && !text.ends_with("Co.")
        || text.ends_with("니다")
        || text.ends_with("어요")
}

/// The rows of a source. `wrapped`: lines end where the page ends, as in a PDF.
pub(super) fn rows(source: &Source, wrapped: bool) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let (mut fresh, mut start) = (true, 0);
    for line in source.text.split_inclusive('\n') {
        let from = start;
        start += line.len();
        let words = line.trim_end_matches(['\n', '\r']);
        if words.trim().is_empty() {
            fresh = true;
            continue;
        }
        let signs = words.trim();
        if signs.len() >= 3 && signs.chars().all(|c| matches!(c, '-' | '=' | '_' | '*' | '|' | ':' | ' ' | '─' | '━' | '+')) {
            let under = matches!(signs.chars().next(), Some('=' | '-')) && !fresh && !signs.contains('|');
            if let Some(above) = rows.last_mut().filter(|above| under && above.level == 0 && !above.bullet) {
                above.level = if signs.starts_with('=') { 1 } else { 2 };
            }
            fresh = true;
            continue;
        }
        let lead = words.len() - words.trim_start().len();
        let row = row(words, Span::new(from + lead, from + words.trim_end().len()), lead, fresh);
        if !row.text.is_empty() || row.contact {
            rows.push(row);
            fresh = false;
        }
    }
    if wrapped { unwrapped(rows) } else { rows }
}

fn row(words: &str, span: Span, indent: usize, fresh: bool) -> Row {
    let mut text = words.trim();
    let hashes = text.bytes().take_while(|byte| *byte == b'#').count();
    let level = if (1..=6).contains(&hashes) && text[hashes..].starts_with(' ') { hashes } else { 0 };
    if level > 0 {
        text = text.trim_start_matches('#').trim_end_matches('#').trim();
    }
    let inner = after_bullet(text);
    let bullet = level == 0 && inner.is_some();
    let text = plain(inner.unwrap_or(text));
    let text = text.trim().trim_matches('|').trim();
    let (text, contact) = without_contacts(text);
    Row { text, span, bullet, level, indent, fresh, contact }
}

/// The words behind a bullet or a number.
fn after_bullet(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(BULLETS).or_else(|| text.strip_prefix("o "));
    if let Some(rest) = rest.filter(|rest| !rest.starts_with('*') || text.starts_with("* ")) {
        let spaced = rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}']) || text.starts_with("o ");
        // Signs that nobody writes inside words need no space behind them.
        let sign = !text.starts_with(['-', '*', '+', '–', '—']);
        return (spaced || sign).then(|| rest.trim_start());
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?.strip_prefix(['.', ')'])?;
    (matches!(digits, 1 | 2) && rest.starts_with(' ')).then(|| rest.trim_start())
}

/// Words without the signs of emphasis, code and links.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('[') {
        let link = rest[open..].find("](").and_then(|middle| {
            let close = rest[open + middle..].find(')')?;
            Some((open + middle, open + middle + close))
        });
        let Some((middle, close)) = link else { break };
        out.push_str(&rest[..open]);
        out.push_str(&rest[open + 1..middle]);
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    for sign in ["**", "__", "`", "<br>", "<br/>"] {
        if out.contains(sign) {
            out = out.replace(sign, if sign.starts_with('<') { " " } else { "" });
        }
    }
    let single = |sign: char| out.starts_with(sign) && out.ends_with(sign) && out.len() > 2;
    if single('*') || single('_') {
        out = out[1..out.len() - 1].to_owned();
    }
    out
}

/// Words without addresses and numbers by which a person is reached, and whether there were any.
fn without_contacts(text: &str) -> (String, bool) {
    let mail = |word: &str| word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let mut out = text.to_owned();
    let mut found = false;
    while let Some((start, end)) = phone(&out) {
        out.replace_range(start..end, "");
        found = true;
    }
    if out.contains('@') {
        let words: Vec<&str> = out.split(' ').filter(|word| !mail(word)).collect();
        let kept = words.join(" ");
        found |= kept.len() < out.len();
        out = kept;
    }
    (if found { out.trim().to_owned() } else { out }, found)
}

/// The bytes of a telephone number.
fn phone(text: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c == '+' || c == '(' || c.is_ascii_digit()).map(|start| at + start) {
        let len = text[start..]
            .find(|c: char| !c.is_ascii_digit() && !matches!(c, '+' | '(' | ')' | ' ' | '-' | '.'))
            .unwrap_or(text.len() - start);
        let run = text[start..start + len].trim_end_matches([' ', '(', '-', '.', '+']);
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let led = run.starts_with(['+', '0']) || run.starts_with("(0") || run.starts_with("(+") || digits == 10 && run.contains(['(', '-']);
        // Three digits at the start are no month: that is a number, whatever it looks like behind.
        let sure = run.starts_with(['+', '(']) || run.starts_with('0') && run.as_bytes().get(2).is_some_and(u8::is_ascii_digit);
        let date = !sure && dates::find(run).is_some();
        if led && (9..=15).contains(&digits) && !date && !text[..start].ends_with(char::is_alphanumeric) {
            return Some((start, start + run.len()));
        }
        at = start + len.max(1);
    }
    None
}

/// Whether a text ends with a month whose year begins the next line.
fn is_broken_date(above: &str, below: &str) -> bool {
    let month = |time: &dates::Time| time.start.is_some_and(|start| start.month.is_some());
    let Some(time) = dates::find(below).filter(|time| time.place.start == 0 && !month(time)) else { return false };
    let Some(word) = above.split_whitespace().next_back() else { return false };
    let whole = format!("{} {}", word.trim_start_matches(['(', '[']), &below[time.place]);
    dates::find(&whole).is_some_and(|time| time.place.start == 0 && month(&time))
}

/// Joins lines that were broken only because the page ends there.
fn unwrapped(rows: Vec<Row>) -> Vec<Row> {
    let width = |row: &Row| columns(&row.text);
    let mut out: Vec<Row> = Vec::with_capacity(rows.len());
    // The widest line nearby, since columns differ in width.
    let widths: Vec<usize> = rows.iter().map(width).collect();
    for (at, row) in rows.into_iter().enumerate() {
        let near = widths[at.saturating_sub(8)..(at + 8).min(widths.len())].iter().copied().max().unwrap_or(0);
        let goes_on = |above: &Row| {
            let open = above.text.ends_with([',', '/', '(', '&', '·', '|']) || row.text.starts_with(|c: char| c.is_lowercase());
            // "Jan 2020 –" goes on, whatever stands behind it; so does "Jan" above "2020".
            let dash = above.text.ends_with(['-', '–', '—', '~']) || is_broken_date(&above.text, &row.text);
            let full = widths[at.saturating_sub(1)] * 4 >= near * 3 && near >= 30;
            let label = row.text.split_once(':').is_some_and(|(before, _)| before.chars().count() <= 20);
            let names = super::lexicon().section(&row.text).is_some() || super::lexicon().section(&above.text).is_some();
            !row.bullet
                && above.text.len() < MOST_JOINED
                && row.level == 0
                && above.level == 0
                && !row.fresh
                && !row.contact
                && !above.contact
                && !names
                && !label
                && (dash
                    || (open || full && !is_sentence(&above.text) && !above.text.ends_with(':'))
                        && dates::find(&row.text).is_none_or(|time| !time.range)
                        && dates::find(&above.text).is_none_or(|time| !time.range))
        };
        match out.last_mut() {
            Some(above) if goes_on(above) => {
                above.text = format!("{} {}", above.text.trim_end(), row.text);
                above.span = above.span.to(row.span);
            }
            _ => out.push(row),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        rows(&Source::new("me.md", text), false).into_iter().map(|row| row.text).collect()
    }

    #[test]
    fn markup_goes() {
        let text = "# **Kim**\n\n- [Queue](https://example.com) in `Rust`\n• 도커\n1. one\n| a | b |\n|---|---|\n*note*\n2.5 times\n- \n";
        assert_eq!(texts(text), ["Kim", "Queue in Rust", "도커", "one", "a | b", "note", "2.5 times"]);
    }

    #[test]
    fn underlines_make_headings() {
        let rows = rows(&Source::new("me.md", "Kim\n===\nSkills\n------\nRust"), false);
        assert_eq!(rows.iter().map(|row| row.level).collect::<Vec<_>>(), [1, 2, 0]);
    }

    #[test]
    fn contacts_go() {
        for text in ["a@example.com", "010-1234-5678", "+82 10 1234 5678", "(02) 123-4567", "+1 (555) 010-0000", "010.1234.5678"] {
            assert_eq!(without_contacts(text), (String::new(), true), "{text}");
        }
        for text in ["2021.03 ~ 2024.02", "03.2021 - 06.2023", "@Override", "user@host", "1,000,000,000 rows", "C# 7.0"] {
            assert_eq!(without_contacts(text), (text.to_owned(), false), "{text}");
        }
        assert_eq!(without_contacts("mail a@example.com or call 010-1234-5678 now").0, "mail or call  now");
    }

    #[test]
    fn lines_that_a_page_broke_are_joined() {
        let text = "• Docker, Kubernetes, \nAWS, GitHub \nActions\n• Built a service that answers many questions each\nday and night without rest.\nNext line";
        let rows = rows(&Source::new("me.pdf", text), true);
        let texts: Vec<_> = rows.iter().map(|row| row.text.as_str()).collect();
        assert_eq!(texts[0], "Docker, Kubernetes, AWS, GitHub");
        assert_eq!(texts.last(), Some(&"Next line"));
    }
}
