//! One skill as the data files write it.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::yaml::{Document, Fields, Node, Reader, Value};

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $word:literal),* $(,)?) => {
        /// What sort of thing a skill is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Kind { $($(#[$doc])* $variant),* }

        impl Kind {
            /// Every kind with the word that the data files use.
            pub const ALL: &'static [(&'static str, Self)] = &[$(($word, Self::$variant)),*];

            /// The word that the data files use.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }
    };
}

kinds! {
    /// A programming, markup or query language.
    Language = "language",
    /// A framework.
    Framework = "framework",
    /// A library.
    Library = "library",
    /// A program that one operates.
    Tool = "tool",
    /// A database product.
    Database = "database",
    /// A platform.
    Platform = "platform",
    /// One service of a cloud or a platform.
    Service = "service",
    /// An operating system.
    Os = "os",
    /// A protocol.
    Protocol = "protocol",
    /// A data or file format.
    Format = "format",
    /// A standard or a body of rules.
    Standard = "standard",
    /// Equipment.
    Hardware = "hardware",
    /// Something one knows.
    Concept = "concept",
    /// Something one does.
    Practice = "practice",
    /// A professional field.
    Field = "field",
    /// A class of skills that postings name as such.
    Category = "category",
    /// An attitude or an interpersonal skill.
    Trait = "trait",
    /// A natural language.
    SpokenLanguage = "spoken-language",
    /// A certificate, a licence or a test of a spoken language.
    Certificate = "certificate",
    /// A field of study.
    DegreeField = "degree-field",
}

impl Kind {
    /// Whether mentions of this kind are hard skills, which `parse` lists under `skills`.
    #[must_use]
    pub const fn is_hard(self) -> bool {
        !matches!(self, Self::Trait | Self::SpokenLanguage | Self::Certificate | Self::DegreeField)
    }

    /// Whether each natural language has its own words for things of this kind; products are called the same everywhere.
    #[must_use]
    pub const fn is_translated(self) -> bool {
        use Kind::{Category, Certificate, Concept, DegreeField, Field, Practice, SpokenLanguage, Trait};
        matches!(self, Concept | Practice | Field | Category | Trait | SpokenLanguage | Certificate | DegreeField)
    }
}

/// Where an alias counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Only {
    /// Wherever its edges hold.
    #[default]
    Anywhere,
    /// Where nothing but particles follows it.
    Token,
    /// Inside an enumeration with other skills, or alone.
    List,
}

/// A spelling and its gates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The spelling.
    pub text: String,
    /// Whether letter case must agree.
    pub exact: bool,
    /// Where it counts.
    pub only: Only,
    /// Words or skill ids of which one must stand in the same line; empty for no such need.
    pub need: Vec<String>,
    /// Words none of which may stand in the same line.
    pub not_near: Vec<String>,
    /// Never a mention; kept with its reason, so that nobody adds it again.
    pub deny: bool,
    /// Why.
    pub note: Option<String>,
    /// Which of the loaded files it stands in: an overlay may have added it to an entry of another file.
    pub file: usize,
    /// Where it stands in its file.
    pub span: Span,
}

impl Alias {
    /// Whether anything but its edges decides if it counts.
    #[must_use]
    pub fn is_gated(&self) -> bool {
        self.exact || self.only != Only::Anywhere || !self.need.is_empty() || !self.not_near.is_empty() || self.deny
    }
}

/// A reference to another skill by its id.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// The id.
    pub id: String,
    /// Degree of likeness for `similar`; 1 elsewhere.
    pub degree: f64,
    /// Level for `evidence`.
    pub level: Option<String>,
    /// Which of the loaded files it stands in.
    pub file: usize,
    /// Where it stands in its file.
    pub span: Span,
}

/// One skill of a data file or an overlay.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Stable id.
    pub id: String,
    /// Usual name.
    pub name: String,
    /// Kind.
    pub kind: Kind,
    /// More general skills and categories.
    pub broader: Vec<Reference>,
    /// Skills that it entails.
    pub implies: Vec<Reference>,
    /// What it is made of: named by one word and held by holding each of them. They are among `implies` too.
    pub parts: Vec<Reference>,
    /// Fair substitutes.
    pub similar: Vec<Reference>,
    /// What a certificate points to, with a level.
    pub evidence: Vec<Reference>,
    /// Spellings, the name first unless an alias gates it.
    pub aliases: Vec<Alias>,
    /// External ids: scheme and id.
    pub ids: Vec<(String, String)>,
    /// ISO 639-1 code of a spoken language.
    pub code: Option<String>,
    /// Earlier ids.
    pub was: Vec<String>,
    /// Tags of the sources that it was taken from.
    pub sources: Vec<(String, Span)>,
    /// Which of the loaded files it stands in.
    pub file: usize,
    /// Where its id stands.
    pub span: Span,
}

const KEYS: &[&str] =
    &["name", "kind", "broader", "implies", "parts", "similar", "evidence", "aliases", "ko", "ids", "code", "was", "src", "note"];
const ALIAS_KEYS: &[&str] = &["t", "case", "only", "need", "not_near", "deny", "note"];

/// Reads every entry of a taxonomy file. Faults of form come back beside what could be read.
#[must_use]
pub fn read(document: &Document, file: usize) -> (Vec<Entry>, Vec<Diagnostic>) {
    read_over(document, file, &[])
}

/// Reads an overlay: entries whose id is `known` may leave out name and kind.
#[must_use]
pub fn read_over(document: &Document, file: usize, known: &[&Entry]) -> (Vec<Entry>, Vec<Diagnostic>) {
    let mut reader = Reader::new(&document.source);
    let mut entries = Vec::new();
    if document.root.value != Value::Null {
        for (id, key, node) in reader.entries(&document.root) {
            let base = known.iter().find(|entry| entry.id == id).copied();
            entries.extend(entry(&mut reader, (id, key), node, file, base));
        }
    }
    (entries, reader.problems)
}

fn entry<'a>(reader: &mut Reader<'a>, (id, key): (&str, &'a Node), node: &'a Node, file: usize, base: Option<&Entry>) -> Option<Entry> {
    let fields = reader.fields(node, KEYS)?;
    let name = fields.get("name").and_then(|node| Some((reader.text(node)?, Some(node.span))));
    let Some(name) = name.or_else(|| Some((base?.name.as_str(), None))) else {
        reader.fault(key, "skill-needs", &[("id", id), ("key", "name")]);
        return None;
    };
    let kind = fields.get("kind").map(|node| reader.choice(node, Kind::ALL));
    let Some(kind) = kind.or_else(|| base.map(|base| Some(base.kind))) else {
        reader.fault(key, "skill-needs", &[("id", id), ("key", "kind")]);
        return None;
    };
    let aliases = aliases(reader, fields, name);
    let parts = references(reader, fields.get("parts"));
    let mut implies = references(reader, fields.get("implies"));
    implies.retain(|to| parts.iter().all(|part| part.id != to.id));
    implies.extend(parts.iter().cloned());
    let mut read = Entry {
        id: id.to_owned(),
        name: name.0.to_owned(),
        kind: kind?,
        broader: references(reader, fields.get("broader")),
        implies,
        parts,
        similar: degrees(reader, fields.get("similar")),
        evidence: levels(reader, fields.get("evidence")),
        aliases,
        ids: fields.get("ids").map(|node| pairs(reader, node)).unwrap_or_default(),
        code: fields.get("code").and_then(|node| reader.text(node)).map(str::to_owned),
        was: words(reader, fields.get("was")),
        sources: fields
            .get("src")
            .map(|node| reader.texts(node).into_iter().map(|(text, node)| (text.to_owned(), node.span)).collect())
            .unwrap_or_default(),
        file,
        span: key.span,
    };
    read.place(file);
    Some(read)
}

/// The spellings: `aliases` and `ko`, and the name itself unless one of them is the name (with gates of its own).
fn aliases<'a>(reader: &mut Reader<'a>, fields: Fields<'a>, (name, span): (&str, Option<Span>)) -> Vec<Alias> {
    let mut out = Vec::new();
    for key in ["aliases", "ko"] {
        let Some(list) = fields.get(key) else { continue };
        for node in reader.list(list) {
            out.extend(alias(reader, node));
        }
    }
    let key = crate::text::fold::key(name);
    if let Some(span) = span.filter(|_| !out.iter().any(|alias| crate::text::fold::key(&alias.text) == key)) {
        out.insert(0, plain(name, span));
    }
    out
}

fn plain(text: &str, span: Span) -> Alias {
    Alias {
        text: text.to_owned(),
        exact: false,
        only: Only::Anywhere,
        need: Vec::new(),
        not_near: Vec::new(),
        deny: false,
        note: None,
        file: 0,
        span,
    }
}

fn alias<'a>(reader: &mut Reader<'a>, node: &'a Node) -> Option<Alias> {
    if !matches!(node.value, Value::Map(_)) {
        return Some(plain(reader.text(node)?, node.span));
    }
    let fields = reader.fields(node, ALIAS_KEYS)?;
    let Some(text) = fields.get("t").and_then(|node| reader.text(node)) else {
        reader.fault(node, "alias-needs-text", &[]);
        return None;
    };
    Some(Alias {
        exact: fields.get("case").and_then(|node| reader.choice(node, &[("exact", true)])).unwrap_or(false),
        only: fields.get("only").and_then(|node| reader.choice(node, &[("token", Only::Token), ("list", Only::List)])).unwrap_or_default(),
        need: words(reader, fields.get("need")),
        not_near: words(reader, fields.get("not_near")),
        deny: fields.get("deny").and_then(|node| reader.boolean(node)).unwrap_or(false),
        note: fields.get("note").and_then(|node| reader.text(node)).map(str::to_owned),
        ..plain(text, node.span)
    })
}

fn words<'a>(reader: &mut Reader<'a>, node: Option<&'a Node>) -> Vec<String> {
    node.map(|node| reader.texts(node).into_iter().map(|(text, _)| text.to_owned()).collect()).unwrap_or_default()
}

fn pairs<'a>(reader: &mut Reader<'a>, node: &'a Node) -> Vec<(String, String)> {
    let entries = reader.entries(node);
    entries.into_iter().filter_map(|(key, _, value)| Some((key.to_owned(), reader.text(value)?.to_owned()))).collect()
}

fn reference(id: &str, span: Span) -> Reference {
    Reference { id: id.to_owned(), degree: 1.0, level: None, file: 0, span }
}

fn references<'a>(reader: &mut Reader<'a>, node: Option<&'a Node>) -> Vec<Reference> {
    node.map(|node| reader.texts(node).into_iter().map(|(text, node)| reference(text, node.span)).collect()).unwrap_or_default()
}

fn degrees<'a>(reader: &mut Reader<'a>, node: Option<&'a Node>) -> Vec<Reference> {
    let Some(node) = node else { return Vec::new() };
    let entries = reader.entries(node);
    entries
        .into_iter()
        .filter_map(|(id, key, value)| {
            let degree = reader.number(value, 0.0, 0.7)?;
            Some(Reference { degree, ..reference(id, key.span) })
        })
        .collect()
}

fn levels<'a>(reader: &mut Reader<'a>, node: Option<&'a Node>) -> Vec<Reference> {
    let Some(node) = node else { return Vec::new() };
    let entries = reader.entries(node);
    entries
        .into_iter()
        .filter_map(|(id, key, value)| {
            let level = reader.text(value)?.to_owned();
            Some(Reference { level: Some(level), ..reference(id, key.span) })
        })
        .collect()
}

impl Entry {
    /// Notes the file in everything that has a place.
    fn place(&mut self, file: usize) {
        for to in [&mut self.broader, &mut self.implies, &mut self.parts, &mut self.similar, &mut self.evidence].into_iter().flatten() {
            to.file = file;
        }
        for alias in &mut self.aliases {
            alias.file = file;
        }
    }

    /// Lays an overlay's entry of the same id over this one: name, kind and code are replaced, lists grow, and a degree or a spelling
    /// that both have is taken from the overlay. The entry belongs to the overlay's file from then on.
    pub fn extend(&mut self, over: Self) {
        let joined = |mut list: Vec<Reference>, more: Vec<Reference>| {
            list.retain(|old| more.iter().all(|new| new.id != old.id));
            list.extend(more);
            list
        };
        let key = |alias: &Alias| crate::text::fold::key(&alias.text);
        let mut aliases = std::mem::take(&mut self.aliases);
        aliases.retain(|old| over.aliases.iter().all(|new| key(new) != key(old)));
        aliases.extend(over.aliases);
        *self = Self {
            broader: joined(std::mem::take(&mut self.broader), over.broader),
            implies: joined(std::mem::take(&mut self.implies), over.implies),
            parts: joined(std::mem::take(&mut self.parts), over.parts),
            similar: joined(std::mem::take(&mut self.similar), over.similar),
            evidence: joined(std::mem::take(&mut self.evidence), over.evidence),
            aliases,
            ids: self.ids.drain(..).chain(over.ids).collect(),
            code: over.code.or_else(|| self.code.take()),
            was: self.was.drain(..).chain(over.was).collect(),
            sources: over.sources,
            id: over.id,
            name: over.name,
            kind: over.kind,
            file: over.file,
            span: over.span,
        };
    }
}
