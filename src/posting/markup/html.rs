//! HTML becomes rows: what a reader of the page would see as lines, without menus, scripts and forms.
//!
//! A tokenizer is enough: which block a text stands in matters, and pages that close their tags wrongly need no tree to show it.

use html5gum::{DefaultEmitter, EndTag, StartTag, Token, Tokenizer};

use super::inline::is_invisible;
use super::marker::marker;
use super::row::{Cell, Kind, Link, Row};
use crate::span::Span;

/// Lists in lists that indent.
const DEEPEST: usize = 32;
/// Lines of a table row beyond which the table only lays out a page.
const MOST_PARTS: usize = 40;

/// What stands on a page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// Its visible lines.
    pub(crate) rows: Vec<Row>,
    /// The data in its scripts, each with the byte that it begins at.
    pub(crate) data: Vec<(String, usize)>,
    /// Its title.
    pub(crate) title: Option<String>,
    /// Its own address.
    pub(crate) url: Option<String>,
}

/// Whether a text is HTML: it has a tag that parts lines.
pub(crate) fn is_html(text: &str) -> bool {
    const TAGS: &[&str] = &["p", "br", "li", "ul", "ol", "div", "h1", "h2", "h3", "h4", "strong", "b", "span", "table", "section"];
    text.match_indices('<').take(200).any(|(at, _)| {
        let name = text[at + 1..].trim_start_matches('/');
        let end = name.bytes().take(8).position(|byte| !byte.is_ascii_alphanumeric());
        end.is_some_and(|end| {
            TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(&name[..end])) && name[end..].starts_with(['>', ' ', '/', '\n', '\r', '\t'])
        })
    })
}

/// The text of an HTML text that was escaped a second time, as some boards do; another stays as it is.
pub(crate) fn unescaped(text: &str) -> Option<String> {
    if text.contains('<') || !text.contains("&lt;") {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for Ok(token) in Tokenizer::new(text) {
        if let Token::String(text) = token {
            out.push_str(&String::from_utf8_lossy(&text));
        }
    }
    Some(out).filter(|text| is_html(text))
}

/// Reads a page, or a part of one.
pub(crate) fn page(text: &str) -> Page {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut scan = Scan { text, ..Scan::default() };
    for Ok(token) in Tokenizer::new_with_emitter(text, emitter) {
        match token {
            Token::StartTag(tag) => scan.start(&tag),
            Token::EndTag(tag) => scan.end(&tag),
            Token::String(part) => scan.string(&String::from_utf8_lossy(&part.value), part.span.start, part.span.end),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    scan.flush();
    scan.end_row();
    scan.page
}

#[derive(Default)]
struct Scan<'a> {
    text: &'a str,
    page: Page,
    /// The text of the row so far.
    row: String,
    from: usize,
    to: usize,
    /// White space stands before what comes.
    space: bool,
    /// Bytes of the row that are bold, while nothing else was seen.
    bold: usize,
    plain: bool,
    emphasis: usize,
    link: Option<Link>,
    opened: Option<usize>,
    heading: Option<u8>,
    /// The number of the next item of each open list; none where it has bullets.
    lists: Vec<Option<u32>>,
    item: Option<Kind>,
    gap: bool,
    /// The tag whose inside is left out, and how often it is open.
    skip: Option<(String, usize)>,
    /// Where the text of a script or of the title goes.
    inside: Inside,
    cells: Option<Vec<Vec<Row>>>,
    header: bool,
    /// Up to where lines were counted, and how many.
    counted: (usize, usize),
}

#[derive(Default, PartialEq)]
enum Inside {
    #[default]
    Body,
    Data,
    Title,
}

impl Scan<'_> {
    fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if let Some((skipped, depth)) = &mut self.skip {
            *depth += usize::from(*skipped == name && !tag.self_closing);
            return;
        }
        let attribute = |wanted: &str| {
            tag.attributes
                .iter()
                .find(|(name, _)| name.as_slice() == wanted.as_bytes())
                .map(|(_, value)| String::from_utf8_lossy(value).into_owned())
        };
        match name.as_str() {
            "script" => {
                let kind = attribute("type").unwrap_or_default();
                self.inside = if kind.contains("json") { Inside::Data } else { Inside::Body };
                if self.inside == Inside::Body {
                    self.skip = Some((name, 1));
                }
            }
            "title" if self.page.title.is_none() => self.inside = Inside::Title,
            "style" | "noscript" | "template" | "svg" | "nav" | "footer" | "form" | "button" | "select" | "iframe" | "textarea" => {
                self.flush();
                self.skip = (!tag.self_closing).then_some((name, 1));
            }
            "link" if attribute("rel").as_deref() == Some("canonical") => {
                self.page.url = self.page.url.take().or_else(|| attribute("href"))
            }
            "meta" if attribute("property").as_deref() == Some("og:url") => {
                self.page.url = self.page.url.take().or_else(|| attribute("content"))
            }
            "br" => {
                let empty = self.row.is_empty();
                self.flush();
                self.gap |= empty;
            }
            "hr" => self.block(),
            "b" | "strong" | "em" | "i" | "u" => self.emphasis += 1,
            "a" if self.link.is_none() => {
                self.opened = Some(self.row.len());
                self.link = attribute("href").map(|url| Link { text: String::new(), url });
            }
            "ul" | "ol" => {
                self.flush();
                self.gap |= self.lists.is_empty();
                if self.lists.len() < DEEPEST {
                    self.lists.push((name == "ol").then_some(1));
                }
            }
            "li" => {
                self.flush();
                self.item = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        Kind::Number(*number - 1)
                    }
                    _ => Kind::Bullet,
                });
            }
            "dd" => {
                self.flush();
                self.item = Some(Kind::Bullet);
            }
            "dt" => {
                self.block();
                self.emphasis += 1;
            }
            "tr" => {
                self.block();
                self.end_row();
                self.cells = Some(Vec::new());
                self.header = true;
            }
            "td" | "th" => {
                self.flush();
                self.header &= name == "th";
                if let Some(cells) = &mut self.cells {
                    cells.push(Vec::new());
                }
            }
            _ if level(&name).is_some() => {
                self.block();
                self.heading = level(&name);
            }
            _ if is_block(&name) => {
                // A paragraph in an item is the item.
                let in_item = self.item.is_some();
                self.flush();
                self.gap |= !in_item;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: &EndTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if let Some((skipped, depth)) = &mut self.skip {
            if *skipped == name {
                *depth -= 1;
                if *depth == 0 {
                    self.skip = None;
                }
            }
            return;
        }
        match name.as_str() {
            "script" | "title" => self.inside = Inside::Body,
            "b" | "strong" | "em" | "i" | "u" => self.emphasis = self.emphasis.saturating_sub(1),
            "a" => {
                if let (Some(at), Some(link)) = (self.opened.take(), &mut self.link) {
                    self.row.get(at..).unwrap_or_default().trim().clone_into(&mut link.text);
                }
            }
            "ul" | "ol" => {
                self.flush();
                self.lists.pop();
                self.item = None;
                self.gap |= self.lists.is_empty();
            }
            "li" | "dd" => {
                self.flush();
                self.item = None;
            }
            "dt" => {
                self.flush();
                self.emphasis = self.emphasis.saturating_sub(1);
            }
            "tr" | "table" => {
                self.flush();
                self.end_row();
                self.gap = true;
            }
            _ if level(&name).is_some() => {
                self.flush();
                self.heading = None;
                self.gap = true;
            }
            _ if is_block(&name) => {
                self.flush();
                self.gap |= self.item.is_none();
            }
            _ => {}
        }
    }

    fn block(&mut self) {
        self.flush();
        self.gap = true;
    }

    fn string(&mut self, text: &str, from: usize, to: usize) {
        if self.skip.is_some() {
            return;
        }
        match self.inside {
            Inside::Data => {
                self.page.data.push((text.to_owned(), from));
                return;
            }
            Inside::Title => {
                let title = text.split_whitespace().collect::<Vec<_>>().join(" ");
                self.page.title = Some(title).filter(|title| !title.is_empty());
                return;
            }
            Inside::Body => {}
        }
        for c in text.chars() {
            if c.is_whitespace() {
                self.space = true;
                continue;
            }
            if is_invisible(c) {
                continue;
            }
            if self.row.is_empty() {
                self.from = from + (text.len() - text.trim_start().len()).min(to.saturating_sub(from));
            } else if self.space {
                self.row.push(' ');
            }
            self.space = false;
            self.row.push(c);
            self.to = to;
            if self.emphasis == 0 && c.is_alphanumeric() {
                self.plain = true;
            } else if self.emphasis > 0 && !self.plain {
                self.bold = self.row.len();
            }
        }
    }

    /// Ends the row.
    fn flush(&mut self) {
        self.space = false;
        if let (Some(at), Some(link)) = (self.opened.take(), &mut self.link) {
            self.row.get(at..).unwrap_or_default().trim().clone_into(&mut link.text);
        }
        let text = std::mem::take(&mut self.row);
        let (bold, link) = (std::mem::take(&mut self.bold), self.link.take());
        self.plain = false;
        if text.is_empty() {
            return;
        }
        let depth = self.lists.len().saturating_sub(1);
        let span = Span::new(self.floor(self.from), self.floor(self.to.max(self.from)));
        let kind = match (self.heading, self.item.take()) {
            (Some(level), _) => Kind::Heading(level),
            (None, Some(kind)) => kind,
            (None, None) => Kind::Plain,
        };
        let indent = if kind == Kind::Plain && !self.lists.is_empty() { 2 * depth + 2 } else { 2 * depth };
        let line = self.line(span.start);
        let gap = std::mem::take(&mut self.gap);
        let sign = if matches!(kind, Kind::Bullet) { '-' } else { ' ' };
        let mut row = Row { kind, indent, sign, text, bold, link, gap, line, span };
        // Many pages write their bullets as text.
        if !matches!(row.kind, Kind::Heading(_))
            && !row.text.starts_with(char::is_alphanumeric)
            && let Some(found) = marker(&row.text)
            && found.len < row.text.len()
        {
            row.text.drain(..found.len);
            row.bold = row.bold.saturating_sub(found.len);
            if row.kind == Kind::Plain {
                row.kind = found.number.map_or(Kind::Bullet, Kind::Number);
                row.sign = found.sign;
            }
        }
        match &mut self.cells {
            Some(cells) if !cells.is_empty() => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(row);
                }
            }
            _ => self.page.rows.push(row),
        }
    }

    /// Ends a row of a table: cells side by side, unless the table only lays out a page.
    fn end_row(&mut self) {
        let Some(cells) = self.cells.take() else { return };
        let rows = cells.iter().flatten();
        let lays_out = cells.len() < 2 || rows.clone().count() > MOST_PARTS || rows.clone().any(|row| matches!(row.kind, Kind::Heading(_)));
        let (Some(first), false) = (rows.clone().next(), lays_out) else {
            self.page.rows.extend(cells.into_iter().flatten());
            return;
        };
        let (line, from, gap) = (first.line, first.span, first.gap);
        let span = rows.fold(from, |all, row| all.to(row.span));
        let cell = |rows: Vec<Row>| Cell {
            link: rows.iter().find_map(|row| row.link.clone()),
            parts: rows.into_iter().map(|row| (row.text, row.span)).collect(),
        };
        let kind = Kind::Table(cells.into_iter().map(cell).collect(), self.header);
        self.page.rows.push(Row { kind, indent: 0, sign: ' ', text: String::new(), bold: 0, link: None, gap, line, span });
    }

    fn floor(&self, at: usize) -> usize {
        self.text.floor_char_boundary(at.min(self.text.len()))
    }

    /// The line of a byte; bytes come in order, so that each is counted once.
    fn line(&mut self, at: usize) -> usize {
        let (from, lines) = self.counted;
        if at > from {
            self.counted = (at, lines + memchr::memchr_iter(b'\n', &self.text.as_bytes()[from..at]).count());
        }
        self.counted.1 + 1
    }
}

fn level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "aside",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "dl",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "address",
        "details",
        "summary",
        "body",
        "html",
        "head",
        "fieldset",
        "center",
        "caption",
        "legend",
        "label",
    ];
    BLOCKS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::{is_html, page, unescaped};
    use crate::posting::markup::Kind;

    fn shown(html: &str) -> Vec<String> {
        let rows = page(html).rows;
        rows.iter().map(|row| format!("{}:{}:{}{}", row.line, row.indent, if row.is_bold() { "*" } else { "" }, row.text)).collect()
    }

    #[test]
    fn blocks_and_breaks_part_lines() {
        assert_eq!(
            shown(
                "<h2>A &amp; B</h2>\n<p><strong>Requirements</strong></p><ul>\n<li>Java <b>3</b> years</li><li><p>Go</p></li></ul>x<br>• y"
            ),
            ["1:0:A & B", "2:0:*Requirements", "3:0:Java 3 years", "3:0:Go", "3:0:x", "3:0:y"]
        );
    }

    #[test]
    fn lists_in_lists_are_deeper() {
        let rows = page("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>").rows;
        let found: Vec<(usize, &str)> = rows.iter().map(|row| (row.indent, row.text.as_str())).collect();
        assert_eq!(found, [(0, "a"), (2, "b"), (0, "c")]);
        assert!(rows.iter().all(|row| row.kind == Kind::Bullet));
    }

    #[test]
    fn what_is_not_read_is_left_out() {
        assert_eq!(shown("<nav>menu</nav><script>var x='<p>no</p>'</script><p>yes</p><style>p{}</style><!-- no -->"), ["1:0:yes"]);
    }

    #[test]
    fn tables_keep_their_cells() {
        let rows = page("<table><tr><th>회사</th><th>자격요건</th></tr><tr><td>가</td><td>Java<br>Go</td></tr></table>").rows;
        assert!(matches!(&rows[0].kind, Kind::Table(cells, true) if cells.len() == 2));
        assert!(matches!(&rows[1].kind, Kind::Table(cells, false) if cells[1].parts.len() == 2));
    }

    #[test]
    fn data_and_address_are_found() {
        let page = page("<title>T</title><link rel=canonical href=u><script type='application/ld+json'>{\"a\":\"<b>\"}</script>");
        assert_eq!(page.data[0].0, "{\"a\":\"<b>\"}");
        assert_eq!((page.title.as_deref(), page.url.as_deref()), (Some("T"), Some("u")));
    }

    #[test]
    fn html_is_told_from_text() {
        assert!(is_html("<p>x") && is_html("a<br/>b") && is_html("<UL class=x>"));
        assert!(!is_html("a < b > c") && !is_html("List<String> and <자격요건>"));
        assert_eq!(unescaped("&lt;p&gt;R&amp;amp;D&lt;/p&gt;").as_deref(), Some("<p>R&amp;D</p>"));
    }
}
