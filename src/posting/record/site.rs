//! The table of field names, as it is looked up while records are read.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::source::Source;
use crate::text::boundary::is_alphanumeric;
use crate::yaml::{self, Node, Value};

const DATA: &str = include_str!("../data/sites.yaml");

/// Number of a field name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key(u8);

/// A set of field names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Keys([u64; 4]);

impl Keys {
    pub(super) const fn insert(&mut self, Key(key): Key) {
        self.0[(key >> 6) as usize] |= 1 << (key & 63);
    }

    pub(super) const fn has(&self, Key(key): Key) -> bool {
        self.0[(key >> 6) as usize] >> (key & 63) & 1 == 1
    }

    fn holds(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).all(|(own, wanted)| own & wanted == wanted)
    }

    fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).any(|(own, wanted)| own & wanted != 0)
    }
}

/// The path to a field.
pub(super) type Path = Vec<Key>;

/// How one kind of record names its fields.
#[derive(Debug, Default)]
pub(super) struct Site {
    when: Keys,
    /// Fields of which one must be there, so that an object is a posting.
    own: Keys,
    pub(super) title: Vec<Path>,
    pub(super) company: Vec<Path>,
    pub(super) url: Vec<Path>,
    pub(super) family: Vec<Path>,
    pub(super) required: Vec<Path>,
    pub(super) preferred: Vec<Path>,
    pub(super) duties: Vec<Path>,
    pub(super) lists: Vec<Path>,
    pub(super) description: Vec<Path>,
    pub(super) lines: Vec<Path>,
    pub(super) key: Vec<Path>,
    pub(super) origin: Vec<Path>,
    pub(super) described: Vec<Path>,
    pub(super) skills: Vec<Path>,
    pub(super) months: Vec<Path>,
    pub(super) years: Vec<Path>,
    pub(super) years_to: Vec<Path>,
    pub(super) education: Vec<Path>,
    pub(super) in_place: Vec<Path>,
    pub(super) within: Vec<Path>,
}

impl Site {
    fn slot(&mut self, name: &str) -> Option<&mut Vec<Path>> {
        Some(match name {
            "title" => &mut self.title,
            "company" => &mut self.company,
            "url" => &mut self.url,
            "family" => &mut self.family,
            "required" => &mut self.required,
            "preferred" => &mut self.preferred,
            "duties" => &mut self.duties,
            "lists" => &mut self.lists,
            "description" => &mut self.description,
            "lines" => &mut self.lines,
            "key" => &mut self.key,
            "origin" => &mut self.origin,
            "described" => &mut self.described,
            "skills" => &mut self.skills,
            "months" => &mut self.months,
            "years" => &mut self.years,
            "years-to" => &mut self.years_to,
            "education" => &mut self.education,
            "in-place" => &mut self.in_place,
            "within" => &mut self.within,
            _ => return None,
        })
    }
}

/// All kinds of records.
#[derive(Debug, Default)]
pub(in crate::posting) struct Sites {
    keys: HashMap<String, Key>,
    entries: Vec<Site>,
    /// Fields inside fields: the kind of an object in JSON-LD, names of things, parts with a heading, places of lines.
    pub(super) kind: Path,
    pub(super) name: Path,
    pub(super) names: Vec<Path>,
    pub(super) keywords: Path,
    pub(super) heading: Path,
    pub(super) content: Path,
    pub(super) line: Path,
    pub(super) path: Path,
}

static SITES: LazyLock<Sites> = LazyLock::new(|| Sites::read(DATA).unwrap_or_default());

/// The table.
pub(in crate::posting) fn sites() -> &'static Sites {
    &SITES
}

impl Sites {
    fn read(data: &str) -> Result<Self, String> {
        let document = yaml::parse(Source::new("sites.yaml", data)).map_err(|error| error.to_string())?;
        let mut sites = Self::default();
        let Value::List(entries) = &document.root.value else { return Err("not a list".to_owned()) };
        for entry in entries {
            let site = sites.site(&document.source, entry)?;
            sites.entries.push(site);
        }
        let mut path = |name| sites.intern(name).map(|key| vec![key]);
        let (kind, name, keywords, heading) = (path("@type")?, path("name")?, path("keywords")?, path("text")?);
        let (content, line, file, title) = (path("content")?, path("line")?, path("path")?, path("title")?);
        let category = path("credentialCategory")?;
        let names = vec![name.clone(), title, heading.clone(), category];
        Ok(Self { kind, name, names, keywords, heading, content, line, path: file, ..sites })
    }

    fn site(&mut self, source: &Source, entry: &Node) -> Result<Site, String> {
        let mut site = Site::default();
        let Value::Map(fields) = &entry.value else { return Err("an entry is no mapping".to_owned()) };
        for (name, value) in fields {
            let name = name.raw(source).unwrap_or_default();
            if name == "site" {
                continue;
            }
            let Value::List(paths) = &value.value else { return Err(format!("`{name}` is no list")) };
            for path in paths.iter().filter_map(|path| path.raw(source)) {
                let path: Path = path.split('.').map(|name| self.intern(name)).collect::<Result<_, _>>()?;
                if name == "when" {
                    for key in path {
                        site.when.insert(key);
                    }
                    continue;
                }
                if matches!(name, "title" | "required" | "preferred" | "duties" | "lists" | "description")
                    && let Some(first) = path.first()
                {
                    site.own.insert(*first);
                }
                site.slot(name).ok_or_else(|| format!("`{name}` is unknown"))?.push(path);
            }
        }
        Ok(site)
    }

    fn intern(&mut self, name: &str) -> Result<Key, String> {
        let count = self.keys.len();
        let name = normal(name);
        if let Some(key) = self.keys.get(&name) {
            return Ok(*key);
        }
        let key = Key(u8::try_from(count).map_err(|_| "more than 256 names".to_owned())?);
        self.keys.insert(name, key);
        Ok(key)
    }

    /// The number of a name, where any entry knows it.
    pub(super) fn key(&self, name: &str) -> Option<Key> {
        if name.len() > 80 {
            return None;
        }
        if name.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return self.keys.get(name).copied();
        }
        self.keys.get(&normal(name)).copied()
    }

    /// The entry that holds for an object with these keys, where the object is a posting.
    pub(super) fn of(&self, keys: &Keys) -> Option<&Site> {
        self.entries.iter().find(|site| keys.holds(&site.when)).filter(|site| keys.meets(&site.own))
    }

    /// The last entry, which holds for every object.
    pub(super) fn any(&self) -> Option<&Site> {
        self.entries.last()
    }

    /// Whether a table may have a column of this name.
    pub(in crate::posting) fn is_column(&self, name: &str) -> bool {
        let mut keys = Keys::default();
        self.key(name).is_some_and(|key| {
            keys.insert(key);
            self.any()
                .is_some_and(|site| keys.meets(&site.own) || [&site.company, &site.url].into_iter().flatten().any(|path| path == &[key]))
        })
    }
}

/// Lower case, letters and digits only; the `@` of JSON-LD stays.
fn normal(name: &str) -> String {
    name.chars().filter(|c| is_alphanumeric(*c) || *c == '@').flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{DATA, Sites, sites};

    #[test]
    fn the_table_is_sound() {
        assert_eq!(Sites::read(DATA).err(), None);
    }

    #[test]
    fn spellings_of_a_name_are_one() {
        let key = sites().key("job_description");
        assert!(key.is_some());
        for name in ["jobDescription", "Job Description", "JOB-DESCRIPTION", "job description "] {
            assert_eq!(sites().key(name), key, "{name}");
        }
        assert_eq!(sites().key("salary_currency"), None);
    }
}
