//! Packs the taxonomy, word lists, headings and messages, so that nothing is parsed at start. A fault in a data file is a compile error with its place.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    unused_imports,
    clippy::pedantic,
    reason = "the modules are the library's own; packing needs a part of each"
)]

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/diagnostic.rs"]
mod diagnostic;
#[path = "src/requirement/cue/kinds.rs"]
mod kinds;
#[path = "src/levels.rs"]
mod levels;
#[path = "src/messages.rs"]
mod messages;
#[path = "src/source.rs"]
mod source;
#[path = "src/span.rs"]
mod span;
#[path = "src/posting/heading/tokens.rs"]
mod tokens;
#[path = "src/yaml/mod.rs"]
mod yaml;

/// Messages straight from their files: the packed ones are only made here.
mod phrasebook {
    use crate::messages::{Lang, entries};

    pub fn find(key: &str) -> Option<[&'static str; 2]> {
        let text = |lang| entries(lang).find(|(known, _)| *known == key).map(|(_, text)| text);
        Some([text(Lang::En)?, text(Lang::Ko)?])
    }
}

#[path = "src/text"]
mod text {
    pub mod boundary;
    pub mod fold;
    pub mod near;
    pub mod trie;
    pub mod words;

    pub use fold::Folded;
}

#[path = "src/taxonomy"]
mod taxonomy {
    pub mod compile;
    pub mod entry;
    pub mod model;
    pub mod pack;
    pub mod spelling;
    pub mod validate;
    pub mod variants;
}

fn main() {
    println!("cargo:rerun-if-changed=src/taxonomy");
    println!("cargo:rerun-if-changed=src/text");
    println!("cargo:rerun-if-changed=src/yaml");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    println!("cargo:rerun-if-changed=src/requirement/data/cues.txt");
    println!("cargo:rerun-if-changed=src/requirement/cue/kinds.rs");
    println!("cargo:rerun-if-changed=src/levels.rs");
    let taxonomy = pack_taxonomy(&out);
    pack_cues(&out);
    println!("cargo:rerun-if-changed=src/posting/heading/tokens.rs");
    println!("cargo:rerun-if-changed=src/posting/data/headings.txt");
    pack_headings(&out);
    pack_roles(&out, &taxonomy);
    println!("cargo:rerun-if-changed=src/requirement/data/words.txt");
    pack_words(&out);
    println!("cargo:rerun-if-changed=src/profile/data");
    pack_languages(&out);
    pack_exams(&out);
    pack_degrees(&out);
    println!("cargo:rerun-if-changed=src/messages.rs");
    println!("cargo:rerun-if-changed=src/messages");
    pack_messages(&out);
    link();
}

/// How the program is linked, so that it starts sooner; only where it was measured, and not where it is to be without any shared library.
fn link() {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|own| own.split(',').any(|own| own == value));
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") && !is("CARGO_CFG_TARGET_FEATURE", "crt-static") {
        // At a fixed address: of a program that may lie anywhere the loader writes 28,000 addresses, into 120 pages that it copies for that.
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}

/// Words and their numbers, as a trie that is used where it lies. Of two that are spelt alike the first wins.
fn pack_trie(file: &Path, words: impl Iterator<Item = (String, usize)>) {
    let mut numbers = BTreeMap::new();
    for (word, number) in words.filter(|(word, _)| !word.is_empty()) {
        numbers.entry(word).or_insert_with(|| u32::try_from(number).expect("few words"));
    }
    let words: Vec<(&str, u32)> = numbers.iter().map(|(word, number)| (word.as_str(), *number)).collect();
    let trie = text::trie::Trie::build(&words).expect("the words are distinct and not empty");
    fs::write(file, bytemuck::cast_slice(trie.units())).expect("OUT_DIR can be written");
}

/// The headings as texts are compared with them, so that none is folded at start.
fn pack_headings(out: &Path) {
    let text = file("src/posting/data/headings.txt");
    let key = |phrase: &str| tokens::key(&tokens::tokens(phrase));
    // The sections as `phrases::ROLES` and `words::KINDS` name them.
    let roles = ["required", "preferred", "duties", "end"];
    let kinds = ["joins", "preferred", "required", "noun", "not", "group", "end", "duties", "neutral"];
    let (mut whole, mut open, mut rest) = (Vec::new(), Vec::new(), String::new());
    let mut begun: Vec<String> = Vec::new();
    for (number, name) in roles.into_iter().enumerate() {
        rest.push_str(&format!("[{name}]\n"));
        for phrase in text::words::section(&text, name) {
            match phrase.split_once('~').map(|(front, back)| (key(front), key(back))) {
                Some((front, back)) if !back.is_empty() => {
                    begun.push(tokens::begun(&front).to_owned());
                    rest.push_str(&format!("{front}~{back}\n"));
                }
                Some((front, _)) => {
                    open.push((front.clone(), number));
                    whole.push((front, number));
                }
                None => whole.push((key(phrase), number)),
            }
        }
    }
    rest.push_str("[shared]\n");
    text::words::section(&text, "shared").into_iter().for_each(|phrase| rest.push_str(&format!("{}\n", key(phrase))));
    let of_kind = |(number, kind): (usize, &str)| -> Vec<(String, usize)> {
        text::words::section(&text, &format!("words {kind}")).into_iter().map(|word| (word.to_owned(), number)).collect()
    };
    // A word that the separators of the data would hide.
    let words: Vec<(String, usize)> = [("및".to_owned(), 0)].into_iter().chain(kinds.into_iter().enumerate().flat_map(of_kind)).collect();
    begun.extend(whole.iter().chain(&words).map(|(key, _)| tokens::begun(key).to_owned()));
    write(out, "headings.txt", rest);
    pack_trie(&out.join("headings_exact.bin"), whole.into_iter());
    pack_trie(&out.join("headings_open.bin"), open.into_iter());
    pack_trie(&out.join("headings_words.bin"), words.into_iter());
    pack_trie(&out.join("headings_beginnings.bin"), begun.into_iter().map(|word| (word, 0)));
    // As `FACTS` of the headings names them.
    let labels = ["company", "title", "url"].into_iter().enumerate();
    let labels = labels.flat_map(|(number, list)| text::words::section(&text, list).into_iter().map(move |word| (key(word), number)));
    pack_trie(&out.join("headings_labels.bin"), labels);
    pack_trie(&out.join("headings_endings.bin"), text::words::section(&text, "endings").into_iter().map(|ending| (key(ending), 0)));
}

/// Short lists of words as tables of the program, sorted, each named as its section.
fn pack_words(out: &Path) {
    let name = |section: &str| section.to_uppercase().replace('-', "_");
    let sections = |text: &str| -> Vec<String> {
        text.lines().filter_map(|line| Some(line.strip_prefix('[')?.strip_suffix(']')?.to_owned())).collect()
    };
    let lists = |text: &str, form: &str| -> String {
        let list = |section: &String| format!("{form} {}: &[&str] = &{:?};\n", name(section), text::words::sorted(text, section));
        sections(text).iter().map(list).collect()
    };
    write(out, "korean.rs", lists(&file("src/text/data/korean.txt"), "static"));
    write(out, "context.rs", lists(&file("src/taxonomy/data/context.txt"), "pub(super) static"));

    let grammar = file("src/requirement/data/words.txt");
    let code: String = sections(&grammar)
        .iter()
        .map(|section| {
            // Words with numbers, or words alone.
            let numbers = text::words::pairs(&grammar, section);
            let (of, words) = if numbers.is_empty() {
                ("List", format!("{:?}", text::words::sorted(&grammar, section)))
            } else {
                let number =
                    |text: &str| text.parse::<f64>().unwrap_or_else(|_| panic!("\nwords.txt: [{section}]: `{text}` is no number\n"));
                let numbers: Vec<_> = numbers.into_iter().map(|(word, text)| (word, number(text))).collect();
                ("Numbers", format!("{numbers:?}"))
            };
            format!("pub(super) static {}: {of} = {of}::of(&{words});\n", name(section))
        })
        .collect();
    write(out, "words.rs", code);
}

/// Role words with the numbers of their groups, which are the lines of the file that hold any, and the fields of study of each group.
fn pack_roles(out: &Path, taxonomy: &taxonomy::model::Taxonomy) {
    let text = file("src/taxonomy/data/roles.txt");
    let groups = || text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('='));
    let words = groups().zip(0..).flat_map(|((_, words), group)| words.split(',').map(move |word| (word.trim(), group)));
    pack_trie(&out.join("roles.bin"), words.map(|(word, group)| (text::Folded::new(word).text.into_owned(), group)));
    let ids = |fields: &str| -> Vec<String> { fields.split(',').map(|id| id.trim().to_owned()).collect() };
    let mut fields: Vec<String> = groups().flat_map(|(fields, _)| ids(fields)).collect();
    fields.sort_unstable();
    fields.dedup();
    for id in &fields {
        assert!(taxonomy.by_id(id).is_some(), "\nroles.txt: no skill has the id `{id}`\n");
    }
    let place = |id: String| fields.binary_search(&id).expect("all ids are there");
    let groups: Vec<Vec<usize>> = groups().map(|(fields, _)| ids(fields).into_iter().map(place).collect()).collect();
    let groups: String = groups.iter().map(|group| format!("&{group:?}, ")).collect();
    write(out, "roles.rs", format!("static FIELDS: &[&str] = &{fields:?};\nstatic GROUPS: &[&[usize]] = &[{groups}];\n"));
}

/// Other codes of languages with those that the taxonomy knows.
fn pack_languages(out: &Path) {
    let text = file("src/profile/data/languages.txt");
    write(out, "languages.rs", format!("static CODES: &[(&str, &str)] = &{:?};\n", text::words::pairs(&text, "codes")));
}

/// The scales of language tests.
fn pack_exams(out: &Path) {
    let text = file("src/profile/data/tests.txt");
    let mut code = String::from("static SCALES: &[Scale] = &[\n");
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        code.push_str(&scale(line).unwrap_or_else(|| panic!("\ntests.txt: `{line}` is no scale of a test\n")));
    }
    write(out, "tests.rs", code + "];\n");
}

fn scale(line: &str) -> Option<String> {
    let mut parts = line.split('|').map(str::trim);
    let names: Vec<&str> = parts.next()?.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    let language = parts.next()?;
    let range = parts.next()?;
    let level = |word: &str| levels::LanguageLevel::WORDS.iter().find(|(known, _)| *known == word).map(|(_, level)| *level);
    let (mut figures, mut grades) = (String::new(), String::new());
    for part in parts.next()?.split(',') {
        let (name, steps) = part.trim().split_once(' ')?;
        let level = level(name).map(|level| format!("LanguageLevel::{level:?}"));
        match (range, &level) {
            ("grades", _) => {
                let level = level.map_or("None".to_owned(), |level| format!("Some({level})"));
                steps.split_whitespace().for_each(|grade| grades.push_str(&format!("({:?}, {level}), ", grade.to_lowercase())));
            }
            (_, Some(level)) => figures.push_str(&format!("({:?}, {level}), ", steps.trim().parse::<f64>().ok()?)),
            (_, None) => return None,
        }
    }
    let steps = match range.split_once('-') {
        Some((least, most)) => {
            let (least, most): (f64, f64) = (least.parse().ok()?, most.parse().ok()?);
            format!("Steps::Figures {{ least: {least:?}, most: {most:?}, levels: &[{figures}] }}")
        }
        None => format!("Steps::Grades(&[{grades}])"),
    };
    let folded: Vec<String> = names.iter().map(|name| text::Folded::new(name).text.into_owned()).collect();
    let of = Some(language.trim_end_matches('?')).filter(|language| *language != "*");
    let (name, fixed) = (names.first()?, !language.ends_with(['?', '*']));
    Some(format!("Scale {{ name: {name:?}, names: &{folded:?}, language: {of:?}, fixed: {fixed}, steps: {steps} }},\n"))
}

/// Names of degrees with the keys that they are compared by; the sections of the file are named as the steps of the scale.
fn pack_degrees(out: &Path) {
    use levels::Degree;
    let text = file("src/profile/data/degrees.txt");
    let steps = Degree::WORDS.iter().copied().filter(|(word, degree)| *word == degree.word());
    let more = steps.flat_map(|(name, degree)| text::words::section(&text, name).into_iter().map(move |word| (word, degree)));
    let all = Degree::WORDS.iter().copied().chain(more);
    let names: String = all.map(|(word, degree)| format!("({word:?}, {:?}, Degree::{degree:?}),\n", text::fold::key(word))).collect();
    let list = |section: &str| text::words::section(&text, section);
    let lists = format!("static OF: &[&str] = &{:?};\nstatic UNFINISHED: &[&str] = &{:?};\n", list("of"), list("unfinished"));
    write(out, "degrees.rs", format!("static NAMES: &[(&str, &str, Degree)] = &[\n{names}];\n{lists}"));
}

/// Messages by their keys, in both languages.
fn pack_messages(out: &Path) {
    let texts = |lang| messages::entries(lang).collect::<BTreeMap<_, _>>();
    let (en, ko) = (texts(messages::Lang::En), texts(messages::Lang::Ko));
    if let Some(key) = en.keys().find(|key| !ko.contains_key(*key)).or_else(|| ko.keys().find(|key| !en.contains_key(*key))) {
        panic!("\n`{key}` is a message of one language only\n");
    }
    let all: String = en.iter().zip(ko.values()).map(|((key, en), ko)| format!("({key:?}, [{en:?}, {ko:?}]),\n")).collect();
    write(out, "messages.rs", format!("static TEMPLATES: &[(&str, [&str; 2])] = &[\n{all}];\n"));
}

fn file(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn write(out: &Path, name: &str, content: impl AsRef<[u8]>) {
    fs::write(out.join(name), content).expect("OUT_DIR can be written");
}

/// The cue words as a trie, and what each can be as a table of the program.
fn pack_cues(out: &Path) {
    let text = file("src/requirement/data/cues.txt");
    let all = text::words::all(&text);
    pack_trie(&out.join("cues.bin"), all.iter().cloned().zip(0..));
    let mut table: BTreeMap<String, Vec<(usize, String, &str)>> = BTreeMap::new();
    for (section, entry) in text::words::entries(&text) {
        let (word, value) = entry.split_once('=').map_or((entry, ""), |(word, value)| (word.trim(), value.trim()));
        let (order, cue) = cue(section, value).unwrap_or_else(|| panic!("\ncues.txt: [{section}] knows no `{entry}`\n"));
        table.entry(text::words::bare(word).into_owned()).or_default().push((order, cue, word));
    }
    assert_eq!(table.len(), all.len(), "the words of the trie and of the table");
    let mut code = format!("static WORDS: [Word; {}] = [\n", table.len());
    for words in table.values_mut() {
        // Among the meanings of a word those of the sections that are named first come first.
        words.sort_by_key(|(order, ..)| *order);
        let (left, right) = (words.iter().any(|(.., word)| word.starts_with('^')), words.iter().any(|(.., word)| word.ends_with('$')));
        let cues: Vec<&str> = words.iter().map(|(_, cue, _)| cue.as_str()).collect();
        code.push_str(&format!("Word {{ left: {left}, right: {right}, cues: &[{}] }},\n", cues.join(", ")));
    }
    code.push_str("];\n");
    write(out, "cues.rs", code);
}

/// The cue of a section with a value, as the program writes it, and where it stands among those of a word.
fn cue(section: &str, value: &str) -> Option<(usize, String)> {
    fn named<T>(kind: &str, words: &[(&str, T)], value: &str) -> Option<(usize, String)> {
        let at = words.iter().position(|(word, _)| *word == value)?;
        Some((kinds::PLAIN.len(), format!("Cue::{kind}({kind}::WORDS[{at}].1)")))
    }
    match section {
        "level" => named("Level", levels::Level::WORDS, value),
        "degree" => named("Degree", levels::Degree::WORDS, value),
        "language-level" => named("LanguageLevel", levels::LanguageLevel::WORDS, value),
        "role" => Some((kinds::PLAIN.len(), format!("Cue::Role({value:?})"))),
        _ => kinds::PLAIN.iter().position(|(name, _)| *name == section).map(|at| (at, format!("PLAIN[{at}].1"))),
    }
}

fn pack_taxonomy(out: &Path) -> taxonomy::model::Taxonomy {
    let folder = Path::new("src/taxonomy/data");
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("the data folder is there")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".yaml"))
        .collect();
    names.sort();
    let mut files = Vec::new();
    let mut entries = Vec::new();
    let mut problems = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let path = folder.join(name);
        let document = source::Source::read(&path).and_then(yaml::parse).unwrap_or_else(|error| panic!("\n{error}\n"));
        let (read, faults) = taxonomy::entry::read(&document, at);
        entries.extend(read);
        problems.extend(faults);
        files.push(document.source);
    }
    problems.extend(taxonomy::validate::check_order(&entries, &files));
    problems.extend(taxonomy::validate::check(&entries, &files));
    if !problems.is_empty() {
        let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("\n{}\n", all.join("\n"));
    }
    let digest = taxonomy::compile::digest(files.iter().map(|file| file.text.as_str()));
    let compiled = taxonomy::compile::compile(entries, &digest);
    write(out, "taxonomy.txt", compiled.pool());
    write(out, "taxonomy.bin", taxonomy::pack::pack(&compiled));
    // Names and texts, each closed by a zero byte, for overlays.
    let mut zipped = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for (name, file) in names.iter().zip(&files) {
        write!(zipped, "{name}\0{}\0", file.text).expect("memory can be written");
    }
    write(out, "taxonomy_files.bin", zipped.finish().expect("memory can be written"));
    compiled
}
