//! HTML becomes rows: what a reader of the page would see as lines, without menus, scripts and forms.
//!
//! A tokenizer is enough: which block a text stands in matters, and pages that close their tags wrongly need no tree to show it.

mod scan;

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::row::Row;
use scan::Scan;

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
    let mut scan = Scan::new(text);
    for Ok(token) in Tokenizer::new_with_emitter(text, emitter) {
        match token {
            Token::StartTag(tag) => scan.start(&tag),
            Token::EndTag(tag) => scan.end(&tag),
            Token::String(part) => scan.string(&String::from_utf8_lossy(&part.value), part.span.start, part.span.end),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    scan.finish()
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
