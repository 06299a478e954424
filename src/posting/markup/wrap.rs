//! Lines that were broken for width only are joined again.

use super::blocks::Draft;
use super::row::Kind;

/// Columns below which a line was not broken for width.
const NARROWEST: usize = 50;
/// Columns above which a text is not laid out by hand.
const WIDEST: usize = 120;

/// Joins continuation lines to the rows they continue.
pub(super) fn join(text: &str, drafts: &mut Vec<Draft>, is_head: &dyn Fn(&str) -> bool) {
    let page = page_width(drafts);
    let is_head = |body: &str| body.len() <= 200 && is_head(body);
    let body = |draft: &Draft| &text[draft.start..draft.end];
    // The first line of the last row, and whether it may be continued: asked where a line comes that could, and once.
    let mut first = drafts.first().map_or("", body);
    let mut open = None;
    drafts.dedup_by(|draft, last| {
        let joins = draft.kind == Kind::Plain
            && !draft.gap
            && (last.start == last.end || continues(text, last, draft, page))
            && *open.get_or_insert_with(|| matches!(last.kind, Kind::Plain | Kind::Bullet | Kind::Number(_)) && !is_head(first))
            && !is_head(body(draft));
        if joins {
            if last.start == last.end {
                last.start = draft.start;
            }
            (last.end, last.width) = (draft.end, draft.width);
        } else {
            (first, open) = (body(draft), None);
        }
        joins
    });
    drafts.retain(|draft| draft.start < draft.end);
}

fn continues(text: &str, last: &Draft, draft: &Draft, page: Option<usize>) -> bool {
    let before = text[last.start..last.end].trim_end();
    let item = matches!(last.kind, Kind::Bullet | Kind::Number(_));
    if item && draft.indent >= last.indent + 2 {
        return true;
    }
    if before.ends_with(['.', '!', '?', ':', ';', '：']) || draft.indent > last.indent + 2 {
        return false;
    }
    let next = &text[draft.start..draft.end];
    let goes_on = next.starts_with(|c: char| c.is_lowercase() || matches!(c, ')' | ','));
    let wide = page.is_some_and(|page| last.width + 20 >= page);
    goes_on && last.width >= NARROWEST || wide
}

/// The width at which a document was broken by hand, where it was.
fn page_width(drafts: &[Draft]) -> Option<usize> {
    let widest = drafts.iter().map(|draft| draft.width).max()?;
    let near = drafts.iter().filter(|draft| draft.width + 15 >= widest).count();
    let broken = (NARROWEST..=WIDEST).contains(&widest) && near >= 4 && near * 4 >= drafts.len();
    broken.then_some(widest)
}
