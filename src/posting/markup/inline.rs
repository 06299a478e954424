//! The inside of a line: escapes, emphasis, code, links, entities; white space folded.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::row::Link;

/// Lines longer than this are taken as they stand: no person wrote them, and their markup is not worth the time.
const LONGEST: usize = 64 << 10;

/// The rendered inside of a line.
#[derive(Debug, Default)]
pub(super) struct Rendered {
    /// The text.
    pub(super) text: String,
    /// Bytes from its start that are bold, slanted or code.
    pub(super) bold: usize,
    /// The first link.
    pub(super) link: Option<Link>,
}

/// Renders the inside of one line (or of several that were joined).
pub(super) fn render(raw: &str) -> Rendered {
    let mut out = Folder::default();
    if raw.len() > LONGEST || !raw.contains(['\\', '`', '*', '_', '[', '<', '&', '!']) {
        out.push(raw);
        return Rendered { text: out.finish(), ..Rendered::default() };
    }
    // A word in front keeps the parser from seeing a block: "1. x", "# x" and "- x" are text here.
    let mut line = String::with_capacity(raw.len() + 2);
    line.push_str("x ");
    line.extend(raw.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
    parse(&line, out)
}

fn parse(text: &str, mut out: Folder) -> Rendered {
    let (mut emphasis, mut pictures, mut first) = (0usize, 0usize, true);
    let mut bold = Some(0);
    let mut link: Option<Link> = None;
    let mut opened = None;
    for event in Parser::new_ext(text, Options::empty()) {
        match event {
            Event::Start(Tag::Strong | Tag::Emphasis) => emphasis += 1,
            Event::End(TagEnd::Strong | TagEnd::Emphasis) => emphasis = emphasis.saturating_sub(1),
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            Event::Start(Tag::Link { dest_url, .. }) if link.is_none() => {
                opened = Some(out.len());
                link = Some(Link { text: String::new(), url: dest_url.into_string() });
            }
            Event::End(TagEnd::Link) => {
                if let (Some(start), Some(link)) = (opened.take(), &mut link) {
                    out.since(start).trim().clone_into(&mut link.text);
                }
            }
            Event::Text(text) if pictures == 0 => {
                let text = if first { text.strip_prefix("x").unwrap_or(&text) } else { &text };
                first = false;
                if emphasis == 0 && text.contains(char::is_alphanumeric) && bold.is_some_and(|end| end >= out.len()) {
                    bold = None;
                    out.mark();
                }
                out.push(text);
                if emphasis > 0 && bold.is_some() {
                    bold = Some(out.len());
                }
            }
            Event::Code(text) => {
                out.push(&text);
                if bold.is_some() {
                    bold = Some(out.len());
                }
            }
            Event::SoftBreak | Event::HardBreak => out.push(" "),
            Event::InlineHtml(tag) | Event::Html(tag) if is_break(&tag) => out.push(" "),
            _ => {}
        }
    }
    let marked = out.marked;
    let text = out.finish();
    // `mark` remembers where the text stopped being bold, if it ever did.
    let mut bold = bold.unwrap_or_else(|| marked.unwrap_or(0)).min(text.len());
    while !text.is_char_boundary(bold) {
        bold -= 1;
    }
    if !text[..bold].contains(char::is_alphanumeric) {
        bold = 0;
    }
    Rendered { text, bold, link }
}

/// Whether an HTML tag parts what stands on its sides.
fn is_break(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']).to_ascii_lowercase();
    ["br", "p", "div", "li", "ul", "td", "tr"]
        .iter()
        .any(|block| name.strip_prefix(block).is_some_and(|rest| rest.starts_with([' ', '/', '>'])))
}

/// Text with its white space folded and invisible characters dropped.
#[derive(Default)]
struct Folder {
    text: String,
    space: bool,
    marked: Option<usize>,
}

impl Folder {
    fn push(&mut self, text: &str) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            // A run of what is neither white space nor invisible, by a quick look, is taken whole.
            let run = rest.find(|c| !matches!(c, '!'..='~' | '가'..='힣')).unwrap_or(rest.len());
            let (piece, behind) = rest.split_at(run.max(c.len_utf8()));
            rest = behind;
            if run == 0 && c.is_whitespace() {
                self.space = true;
            } else if run > 0 || !is_invisible(c) {
                if self.space && !self.text.is_empty() {
                    self.text.push(' ');
                }
                self.space = false;
                self.text.push_str(piece);
            }
        }
    }

    fn len(&self) -> usize {
        self.text.len()
    }

    fn since(&self, start: usize) -> &str {
        self.text.get(start..).unwrap_or_default()
    }

    fn mark(&mut self) {
        self.marked.get_or_insert(self.text.len());
    }

    fn finish(self) -> String {
        self.text
    }
}

/// Characters that show nothing: zero-width ones, marks of direction, control characters.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || c.is_control() && !c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::render;

    #[test]
    fn resolves_markup_and_keeps_lone_signs() {
        assert_eq!(render("경력 3~7년, ~~2\\. **Java** &amp; `Go`  C#").text, "경력 3~7년, ~~2. Java & Go C#");
        assert_eq!(render("snake_case 2 * 3 * 4 \"as is\" -- ...").text, "snake_case 2 * 3 * 4 \"as is\" -- ...");
        assert_eq!(render("1. # - x").text, "1. # - x");
    }

    #[test]
    fn knows_how_far_bold_goes() {
        assert_eq!(render("**Requirements:** Java").bold, "Requirements:".len());
        assert_eq!(render("**All**").bold, 3);
        assert_eq!(render("a **b**").bold, 0);
    }

    #[test]
    fn finds_the_link() {
        let link = render("[웹 *개발자*](https://x.example/1) 외").link;
        assert_eq!(link.map(|link| (link.text, link.url)), Some(("웹 개발자".into(), "https://x.example/1".into())));
    }
}
