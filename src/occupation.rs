//! What people work as, by the words of titles: "Backend Engineer" and "서버 개발자" are one occupation, "DevOps" is near to it.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use crate::source::Source;
use crate::text::trie::Trie;
use crate::text::words;
use crate::yaml::{self, Node, Value};

const DATA: &str = include_str!("occupation/occupations.yaml");
const SENIORITY: &str = include_str!("occupation/seniority.txt");

/// The occupation that every special one of its kind stands for too.
const GENERAL: &str = "software";

/// A set of occupations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Occupations(u64);

/// The titles of a person, and what they name, which is read when first asked: most postings never ask.
#[derive(Debug, Clone, Default)]
pub struct Worked {
    titles: Vec<String>,
    /// Counts where the titles name nothing.
    name: String,
    known: OnceLock<Occupations>,
}

impl Worked {
    /// The titles of jobs and what else says it; a person's name only where these do not.
    #[must_use]
    pub const fn new(titles: Vec<String>, name: String) -> Self {
        Self { titles, name, known: OnceLock::new() }
    }

    /// What they name.
    #[must_use]
    pub fn occupations(&self) -> Occupations {
        *self.known.get_or_init(|| {
            let said = self.titles.iter().fold(Occupations::default(), |all, title| all.and(Occupations::of(title)));
            if said.is_empty() { Occupations::of(&self.name) } else { said }
        })
    }
}

impl PartialEq for Worked {
    fn eq(&self, other: &Self) -> bool {
        (&self.titles, &self.name) == (&other.titles, &other.name)
    }
}

/// The table of the data file.
#[derive(Debug, Default)]
struct Table {
    names: Vec<String>,
    /// The set of occupations that stands for every special one too.
    general: u64,
    /// Words, spaced as titles are, and the occupations that each names.
    words: Option<Trie>,
    sets: Vec<u64>,
    near: Vec<(usize, usize, f64)>,
    bands: Vec<(String, f64, f64)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(DATA, SENIORITY).unwrap_or_default());

impl Occupations {
    /// The occupations that a title, or several, names.
    #[must_use]
    pub fn of(title: &str) -> Self {
        let (text, table) = (spaced(title), &*TABLE);
        let all = table.words.iter().flat_map(|words| text.char_indices().map(|(at, _)| table.named(words, &text[at..])));
        let all = all.fold(0, |all, named| all | named);
        Self(if all == table.general { all } else { all & !table.general })
    }

    /// Whether none is named.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// How near the nearest of `held` is to one of these, 0…1; none where either side names nothing.
    #[must_use]
    pub fn likeness(self, held: Self) -> Option<f64> {
        if self.is_empty() || held.is_empty() {
            return None;
        }
        if self.0 & held.0 != 0 {
            return Some(1.0);
        }
        let is = |set: Self, at: usize| set.0 >> at & 1 == 1;
        let near = TABLE.near.iter().filter(|(a, b, _)| is(self, *a) && is(held, *b) || is(self, *b) && is(held, *a));
        Some(near.map(|(.., degree)| *degree).fold(0.0, f64::max))
    }
}

/// How well working time suits the seniority that a title names, 0…1; 1 where it names none.
#[must_use]
pub fn suits(title: &str, months: Option<f64>) -> f64 {
    let Some(years) = months.map(|months| months / 12.0) else { return 1.0 };
    let text = spaced(title);
    let bands = TABLE.bands.iter().filter(|(word, ..)| text.contains(word.as_str()));
    let suit = |from: f64, to: f64| if years < from { years / from } else { ((to + 1.0) / years.max(0.1)).min(1.0) };
    bands.map(|(_, from, to)| suit(*from, *to)).fold(1.0, f64::min)
}

impl Table {
    /// What the words at the beginning of a text name.
    fn named(&self, words: &Trie, text: &str) -> u64 {
        let nodes = text.bytes().scan(words.root(), |node, byte| {
            *node = words.step(*node, byte)?;
            Some(*node)
        });
        nodes.filter_map(|node| words.value(node)).fold(0, |all, at| all | self.sets[at as usize])
    }

    fn read(data: &str, seniority: &str) -> Result<Self, String> {
        let document = yaml::parse(Source::new("occupations.yaml", data)).map_err(|error| error.to_string())?;
        let Value::List(entries) = &document.root.value else { return Err("no list".to_owned()) };
        let raw = |node: &Node| node.raw(&document.source).unwrap_or_default().to_owned();
        let mut table = Self::default();
        let (mut near, mut sets) = (Vec::new(), BTreeMap::<String, u64>::new());
        for (at, entry) in entries.iter().enumerate() {
            let Value::Map(fields) = &entry.value else { return Err(format!("entry {at} is no mapping")) };
            for (key, value) in fields {
                match (raw(key).as_str(), &value.value) {
                    ("occupation", _) => table.names.push(raw(value)),
                    ("words", Value::List(words)) => {
                        for word in words {
                            *sets.entry(spaced_word(&raw(word))).or_default() |= 1 << at;
                        }
                    }
                    ("near", Value::Map(others)) => {
                        for (other, degree) in others {
                            let Value::Number(degree) = degree.value else { return Err(format!("{}: no number", raw(other))) };
                            near.push((at, raw(other), degree));
                        }
                    }
                    (other, _) => return Err(format!("`{other}` is unknown")),
                }
            }
        }
        if table.names.len() != entries.len() || entries.len() > 64 {
            return Err("each entry names one occupation, of at most 64".to_owned());
        }
        table.general = table.names.iter().position(|name| name == GENERAL).map_or(0, |at| 1 << at);
        let numbered: Vec<(&str, u32)> = sets.keys().map(String::as_str).zip(0..).collect();
        table.words = Trie::build(&numbered);
        table.sets = sets.into_values().collect();
        for (at, other, degree) in near {
            let place = table.names.iter().position(|name| *name == other).ok_or_else(|| format!("`{other}` is no occupation"))?;
            table.near.push((at, place, degree));
        }
        for (word, years) in words::pairs(seniority, "bands") {
            let (from, to) = years.split_once(' ').ok_or_else(|| format!("{word}: two figures"))?;
            let figure = |text: &str| text.trim().parse::<f64>().map_err(|_| format!("{word}: {text}"));
            table.bands.push((spaced_word(word), figure(from)?, figure(to)?));
        }
        Ok(table)
    }
}

/// Lower case, words parted by one space, with one in front and behind.
fn spaced(text: &str) -> String {
    let mut out = String::from(" ");
    for c in text.chars().take(400).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || matches!(c, '+' | '#' | '/' | '&') {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

/// A word of the table as it is looked for: Korean is written without spaces as often as with.
fn spaced_word(word: &str) -> String {
    let spaced = spaced(word);
    if word.contains(crate::text::boundary::is_hangul) { spaced.trim().to_owned() } else { spaced }
}

#[cfg(test)]
mod tests {
    use super::{DATA, Occupations, SENIORITY, Table, suits};

    fn likeness(asked: &str, held: &str) -> Option<f64> {
        Occupations::of(asked).likeness(Occupations::of(held))
    }

    #[test]
    fn the_tables_are_sound() {
        assert_eq!(Table::read(DATA, SENIORITY).err(), None);
    }

    #[test]
    fn spellings_and_languages_name_one_occupation() {
        assert_eq!(likeness("Senior Back-End Engineer", "서버 개발자"), Some(1.0));
        assert_eq!(likeness("Site Reliability Engineer II", "DevOps engineer"), Some(1.0));
        assert_eq!(likeness("Data Scientist (NLP)", "데이터 사이언티스트"), Some(1.0));
    }

    #[test]
    fn near_ones_count_in_part_and_others_not() {
        assert_eq!(likeness("Full Stack Developer", "backend engineer"), Some(0.8));
        assert_eq!(likeness("Marketing Manager", "backend engineer"), Some(0.0));
        assert_eq!(likeness("Wizard", "backend engineer"), None);
    }

    #[test]
    fn seniority_is_held_against_working_time() {
        assert!(suits("Backend Engineer", Some(12.0)) >= 1.0);
        assert!(suits("Principal Backend Engineer", Some(36.0)) < 0.5);
        assert!(suits("Software Engineer Intern", Some(120.0)) < 0.5);
        assert!(suits("Senior Engineer", None) >= 1.0);
    }
}
