//! Sections of skills: lists, grouped or not, with levels and years beside them; and sentences that name skills.

use crate::levels::Level;
use crate::profile::import::draft::Draft;
use crate::profile::model::{Skill, Text};
use crate::span::Span;
use crate::taxonomy::Taxonomy;
use crate::taxonomy::find::Finder;
use crate::taxonomy::resolve::Resolved;
use crate::text::Folded;

use super::dates;
use super::lexicon::lexicon;
use super::row::{self, Row};

/// Most characters of a name that the taxonomy does not know: what is longer is a sentence.
const MOST_NAME: usize = 40;

/// Most names of a row of a job.
const MOST_NAMES: usize = 200;

/// A name of a list, and what stands beside it.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::profile::import) struct Item {
    pub name: String,
    pub level: Option<Level>,
    pub years: Option<f64>,
}

/// Reads a section of skills.
pub(in crate::profile::import) fn skills(draft: &mut Draft<'_>, rows: &[Row]) {
    let mut group = None;
    for row in rows {
        let (label, rest) = labelled(draft.taxonomy, &row.text);
        // A row that is only a level holds for those under it.
        if let Some(level) = lexicon().level(row.text.trim_end_matches([':', '：'])) {
            group = Some(level);
            continue;
        }
        if row.level > 0 {
            group = None;
            if !known(draft.taxonomy, &row.text) {
                continue;
            }
        }
        let level = label.and_then(|label| lexicon().level(label)).or(group);
        if row::is_sentence(rest) {
            sentence(draft, row, rest);
            continue;
        }
        for item in items(draft.taxonomy, rest) {
            add(draft, row.span, &item, level);
        }
    }
}

/// Reads a section of strengths.
pub(in crate::profile::import) fn traits(draft: &mut Draft<'_>, rows: &[Row]) {
    for row in rows {
        let (_, rest) = labelled(draft.taxonomy, &row.text);
        for item in items(draft.taxonomy, rest) {
            match draft.text(&item.name, row.span) {
                Some(name) if known(draft.taxonomy, &name.text) => draft.traits.push(name),
                Some(name) => draft.about.push(name),
                None => {}
            }
        }
    }
}

/// Names of skills behind a label such as "Tech stack".
pub(super) fn names(draft: &Draft<'_>, text: &str, span: Span) -> Vec<Text> {
    let mut names: Vec<Text> = Vec::new();
    for item in items(draft.taxonomy, text).into_iter().take(MOST_NAMES) {
        if let Some(name) = draft.text(&item.name, span)
            && !names.iter().any(|known| known.text.eq_ignore_ascii_case(&name.text))
        {
            names.push(name);
        }
    }
    names
}

/// Whether a text is nothing but a list of known skills, two at least.
pub(super) fn is_list(taxonomy: &Taxonomy, text: &str) -> bool {
    let items = items(taxonomy, text);
    items.len() > 1 && items.iter().all(|item| known(taxonomy, &item.name))
}

/// Adds a name; words that are no name give the skills that they hold.
fn add(draft: &mut Draft<'_>, span: Span, item: &Item, level: Option<Level>) {
    let level = item.level.or(level);
    let long = item.name.chars().count() > MOST_NAME || item.name.split_whitespace().count() > 5;
    if long && !known(draft.taxonomy, &item.name) {
        let row = Row::of(&item.name, span);
        sentence(draft, &row, &item.name);
        return;
    }
    if let Some(name) = draft.text(&item.name, span) {
        draft.skill(Skill { name, level, years: item.years });
    }
}

/// Skills that a sentence names, and the sentence itself as free text.
fn sentence(draft: &mut Draft<'_>, row: &Row, text: &str) {
    let mut found = Vec::new();
    Finder::new(draft.taxonomy).find(&Folded::new(text), &mut found);
    found.retain(|mention| draft.taxonomy.skill(mention.skill).kind().is_hard());
    for mention in &found {
        if let Some(name) = draft.text(mention.span.of(text), row.span) {
            draft.skill(Skill { name, level: None, years: None });
        }
    }
    if !found.is_empty() {
        draft.doubt(row.span, "import-sentence", &[]);
    }
    draft.about.extend(draft.text(text, row.span));
}

/// A label before a colon, and the rest. A name that holds a colon is none.
fn labelled<'a>(taxonomy: &Taxonomy, text: &'a str) -> (Option<&'a str>, &'a str) {
    for sign in [":", "：", " - ", " – ", " — ", " | "] {
        let Some((label, rest)) = text.split_once(sign) else { continue };
        let (label, rest) = (label.trim(), rest.trim());
        let few = label.chars().count() <= MOST_NAME && !label.contains([',', '/']) && !rest.is_empty();
        let colon = matches!(sign, ":" | "：");
        // "Python: advanced" and "Python | AWS" have no label; "Java - Spring" has one only where a list follows.
        let level = level_of(rest).is_some() || years_of(rest).is_some();
        if few && !level && (colon || (sign != " | " && rest.contains(',') && !known(taxonomy, label)) || lexicon().level(label).is_some())
        {
            return (Some(label), rest);
        }
    }
    (None, text)
}

/// The names of a list.
pub(in crate::profile::import) fn items(taxonomy: &Taxonomy, text: &str) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for part in split(text) {
        let item = item(taxonomy, part);
        let slashed = item.name.contains('/') && !exact(taxonomy, &item.name);
        let parts: Vec<&str> = if slashed { item.name.split('/').collect() } else { vec![item.name.as_str()] };
        for name in parts {
            let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ';' | '|')).trim();
            // ".NET" keeps its dot.
            let name = if item.name.starts_with('.') { item.name.trim() } else { name };
            if name.chars().any(char::is_alphanumeric) {
                items.push(Item { name: name.to_owned(), ..item.clone() });
            }
        }
    }
    items
}

/// Parts of a list, brackets kept whole; what an outer list holds in brackets is a list of its own.
fn split(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' | ';' | '|' | '、' | '，' | '·' | '•' | '∙' | 'ㆍ' | '\t' | '\n' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).flat_map(inner).collect()
}

/// `AWS (EC2, S3)` is AWS, EC2 and S3; `Python (advanced, 3 years)` stays one.
fn inner(part: &str) -> Vec<&str> {
    let Some((before, rest)) = part.split_once('(') else { return vec![part] };
    let inside = rest.trim_end().trim_end_matches(')');
    let list: Vec<&str> = inside.split([',', '/']).map(str::trim).filter(|one| !one.is_empty()).collect();
    let about = |one: &&str| level_of(one).is_some() || years_of(one).is_some() || dates::find(one).is_some();
    if list.iter().any(about) || list.is_empty() || before.trim().is_empty() || !rest.trim_end().ends_with(')') || list.len() < 2 {
        return vec![part];
    }
    std::iter::once(before.trim()).chain(list).collect()
}

/// A name with its level and years: `Python (고급)`, `Java - advanced`, `Go: 상`, `SQL 3년`.
fn item(taxonomy: &Taxonomy, part: &str) -> Item {
    let part = part.strip_prefix("and ").unwrap_or(part).trim();
    let mut item = Item { name: part.to_owned(), level: None, years: None };
    // "Visual Basic" is a name, whatever its last word says.
    if !part.contains(['(', '[']) && level_of(part).is_none() && taxonomy.by_id(part).is_none() && exact(taxonomy, part) {
        return item;
    }
    if let Some((before, rest)) = part.split_once(['(', '[']) {
        let inside: Vec<&str> = rest.trim_end_matches([')', ']']).split([',', '/', '·']).map(str::trim).collect();
        let told = inside.iter().any(|one| level_of(one).is_some() || years_of(one).is_some());
        if told && !before.trim().is_empty() {
            item.level = inside.iter().find_map(|one| level_of(one));
            item.years = inside.iter().find_map(|one| years_of(one));
            before.trim().clone_into(&mut item.name);
        }
        return item;
    }
    for sign in [":", "：", " - ", " – ", " — ", "-"] {
        if let Some((name, rest)) = part.rsplit_once(sign) {
            let (level, years) = (level_of(rest), years_of(rest));
            if (level.is_some() || years.is_some()) && !name.trim().is_empty() {
                return Item { name: name.trim().to_owned(), level, years };
            }
        }
    }
    if let Some(at) = part.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0 && part[..*at].ends_with(' '))
        && let Some(years) = years_of(&part[at..])
    {
        return Item { name: part[..at].trim().to_owned(), years: Some(years), ..item };
    }
    // "Python 고급": a level of one word behind a name.
    if let Some((name, last)) = part.rsplit_once(' ')
        && let Some(level) = lexicon().level(last).filter(|_| !last.is_ascii() || last.len() > 2)
    {
        return Item { name: name.trim().to_owned(), level: Some(level), years: None };
    }
    item
}

/// A level, where a text says nothing else.
fn level_of(text: &str) -> Option<Level> {
    let text = text.trim();
    lexicon().level(text).or_else(|| lexicon().level(text.split_whitespace().next()?).filter(|_| text.split_whitespace().count() <= 2))
}

/// Years, where a text says nothing else.
fn years_of(text: &str) -> Option<f64> {
    let text = text.trim();
    let short = text.chars().count() <= 20 && text.starts_with(|c: char| c.is_ascii_digit());
    let months = dates::length(text).filter(|_| short)?;
    Some((months / 12.0 * 100.0).round() / 100.0).filter(|years| *years <= 70.0)
}

/// Whether a name is one skill as a whole: nothing beside it is passed over.
fn exact(taxonomy: &Taxonomy, name: &str) -> bool {
    let mut found = Vec::new();
    let folded = Folded::new(name);
    Finder::new(taxonomy).find(&folded, &mut found);
    matches!(found.as_slice(), [one] if one.folded.start == 0 && one.folded.end == folded.text.len())
}

fn known(taxonomy: &Taxonomy, name: &str) -> bool {
    matches!(taxonomy.resolve(name), Resolved::Skills(_))
}
