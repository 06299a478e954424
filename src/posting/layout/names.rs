//! Who asks, and for what: company, title, address.

use crate::posting::heading::{Fact, Look, fact, head, is_title};
use crate::posting::markup::{Cell, Kind, Link, Row};

/// Characters up to which a line may be a title.
const LONGEST: usize = 100;

/// Names of a posting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Names {
    pub(crate) company: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) family: Option<String>,
}

impl Names {
    /// Fills what is still unknown.
    pub(crate) fn or(mut self, other: Self) -> Self {
        self.company = self.company.or(other.company);
        self.title = self.title.or(other.title);
        self.url = self.url.or(other.url);
        self.family = self.family.or(other.family);
        self
    }

    /// Takes a text that may be a title, a company, or both.
    fn take(&mut self, text: &str, link: Option<&Link>) {
        let text = link.map(|link| link.text.as_str()).filter(|text| !text.is_empty()).unwrap_or(text);
        for parting in [" - ", " – ", " — ", " | ", " @ ", " at "] {
            let mut parts = text.split(parting);
            if let (Some(a), Some(b), None) = (parts.next(), parts.next(), parts.next())
                && is_title(a) != is_title(b)
            {
                let (title, company) = if is_title(a) { (a, b) } else { (b, a) };
                self.set_title(title);
                self.set_company(company);
                return;
            }
        }
        if is_title(text) && self.title.is_none() {
            self.set_title(text);
        } else {
            self.set_company(text);
        }
    }

    fn set_title(&mut self, text: &str) {
        self.title.get_or_insert_with(|| text.trim().to_owned());
    }

    fn set_company(&mut self, text: &str) {
        self.company.get_or_insert_with(|| text.trim().to_owned());
    }

    /// A name that can stand in an id, where there is one.
    pub(crate) fn is_empty(&self) -> bool {
        self.company.is_none() && self.title.is_none()
    }
}

/// Facts that labels name ("회사: …", `position: …`), with their rows.
#[derive(Debug, Default)]
pub(crate) struct Facts(Vec<(usize, Fact, String)>);

impl Facts {
    /// Keeps the fact of a row, where it states one.
    pub(super) fn note(&mut self, at: usize, row: &Row) {
        let Some((label, value)) = row.text.split_once([':', '：']) else { return };
        let value = value.trim().trim_matches(['"', '\'']).trim();
        if label.len() > 40 || value.is_empty() || value.chars().count() > LONGEST * 4 {
            return;
        }
        let Some(kind) = fact(label) else { return };
        let value = match (&row.link, kind) {
            (Some(link), Fact::Url) => &link.url,
            _ => value,
        };
        if kind == Fact::Url || value.chars().count() <= LONGEST {
            self.0.push((at, kind, value.to_owned()));
        }
    }

    /// Keeps a fact that a cell of a table states.
    pub(super) fn push(&mut self, at: usize, kind: Fact, cell: &Cell) {
        let link = cell.link.as_ref().filter(|_| kind == Fact::Url).map(|link| link.url.clone());
        let value = link.unwrap_or_else(|| cell.text());
        if !value.is_empty() && value.chars().count() <= LONGEST * 4 {
            self.0.push((at, kind, value));
        }
    }

    /// The first fact of each kind among `rows`.
    pub(super) fn names(&self, rows: std::ops::Range<usize>) -> Names {
        let from = self.0.partition_point(|(at, ..)| *at < rows.start);
        let mut names = Names::default();
        for (_, kind, value) in self.0[from..].iter().take_while(|(at, ..)| *at < rows.end) {
            let slot = match kind {
                Fact::Company => &mut names.company,
                Fact::Title => &mut names.title,
                Fact::Url => &mut names.url,
            };
            slot.get_or_insert_with(|| value.clone());
        }
        names
    }
}

/// Names from an item and what stands under it before the first heading of a list.
pub(super) fn of_item(rows: &[Row], at: usize, until: usize) -> Names {
    let row = &rows[at];
    let mut names = Names::default();
    let under = rows.get(at + 1..until).unwrap_or_default().iter().take(6);
    let mut below: Vec<&Row> = under.take_while(|next| next.is_item() && next.indent > row.indent).collect();
    below.retain(|next| head(&next.text, Look::Marked).is_none() && !next.text.contains([':', '：']));
    let child = below.iter().find(|next| next.link.is_some()).or(below.first().filter(|next| is_name(&next.text)));
    if let Some(child) = child {
        names.set_company(&row.text);
        names.set_title(child.link.as_ref().map(|link| link.text.as_str()).filter(|text| !text.is_empty()).unwrap_or(&child.text));
        names.url = child.link.as_ref().map(|link| link.url.clone());
    } else {
        names.take(&row.text, row.link.as_ref());
    }
    names.url = names.url.or_else(|| row.link.as_ref().map(|link| link.url.clone()));
    names
}

/// Names from a run of headings, the highest first.
pub(super) fn of_headings<'a>(run: impl IntoIterator<Item = &'a Row>) -> Names {
    let headings: Vec<&Row> = run.into_iter().collect();
    let mut names = Names::default();
    // With the company below it, a title is a title as it stands ("Engineer - Remote").
    if let Some(row) = headings.iter().find(|row| is_title(&row.text)).filter(|_| headings.len() > 1) {
        names.set_title(row.link.as_ref().map(|link| link.text.as_str()).filter(|text| !text.is_empty()).unwrap_or(&row.text));
    }
    for row in headings {
        let text = row.text.as_str();
        if names.title.as_deref() == Some(text) || row.link.as_ref().is_some_and(|link| names.title.as_ref() == Some(&link.text)) {
            names.url = names.url.or_else(|| row.link.as_ref().map(|link| link.url.clone()));
            continue;
        }
        // Places and labels are often written as code, companies that are not known as "None".
        let code = row.bold > 0 && row.kind == Kind::Heading(4);
        if text == "None" || code || !is_name(text) && row.link.is_none() {
            continue;
        }
        if names.title.is_some() {
            names.set_company(text);
        } else if names.company.is_none() || is_title(text) {
            names.take(text, row.link.as_ref());
        }
        names.url = names.url.or_else(|| row.link.as_ref().map(|link| link.url.clone()));
    }
    names
}

/// Names from the first lines of a text that has no headings.
pub(super) fn of_lines(rows: &[Row]) -> Names {
    let mut names = Names::default();
    let fits = |row: &&Row| {
        !row.is_item()
            && !row.text.starts_with(['[', '<', '【'])
            && is_name(&row.text)
            && is_title(&row.text)
            && !row.text.contains([':', '：'])
    };
    if let Some(row) = rows.iter().find(fits) {
        names.take(&row.text, row.link.as_ref());
        names.url = row.link.as_ref().map(|link| link.url.clone());
    }
    names
}

/// Whether a text is short and no sentence, so that it can name something.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= LONGEST && !text.ends_with(['.', '!', '?', ':', ',', ';'])
}

#[cfg(test)]
mod tests {
    use super::Facts;
    use crate::posting::markup::rows;
    use crate::source::Source;

    #[test]
    fn a_value_loses_its_quotes_and_the_space_inside_them() {
        let rows = rows(&Source::new("a.md", "회사: ' Beta '\nposition:\" SRE \""), &|_| true);
        let mut facts = Facts::default();
        rows.iter().enumerate().for_each(|(at, row)| facts.note(at, row));
        let names = facts.names(0..rows.len());
        assert_eq!((names.company.as_deref(), names.title.as_deref()), (Some("Beta"), Some("SRE")));
    }
}
