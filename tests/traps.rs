//! Words that look like skills and are none, skills that look like words: every line of `tests/traps/*.yaml` names the ids that must
//! be found in it (`has`) and those that must not (`not`).

use std::path::{Path, PathBuf};

use jobmatch::source::Source;
use jobmatch::taxonomy::find::Finder;
use jobmatch::taxonomy::{SkillId, Taxonomy};
use jobmatch::text::Folded;
use jobmatch::yaml::{self, Reader};

const LEAST: usize = 400;

#[test]
fn every_trap_holds() {
    let taxonomy = Taxonomy::embedded();
    let mut finder = Finder::new(&taxonomy);
    let (mut lines, mut failures) = (0, Vec::new());
    for path in files() {
        let document = Source::read(&path).and_then(yaml::parse).unwrap_or_else(|error| panic!("{error}"));
        let mut reader = Reader::new(&document.source);
        for node in reader.list(&document.root) {
            lines += 1;
            let place = format!("{}:{}", path.display(), document.source.line_of(node.span.start));
            let Some(fields) = reader.fields(node, &["text", "has", "not"]) else { continue };
            let line = fields.get("text").and_then(|text| reader.text(text)).unwrap_or_default();
            let found = found(&mut finder, line);
            for (key, wanted) in [("has", true), ("not", false)] {
                for (id, _) in fields.get(key).map(|list| reader.texts(list)).unwrap_or_default() {
                    match taxonomy.by_id(id) {
                        None => failures.push(format!("{place}: no skill is called `{id}`")),
                        Some(key) if found.contains(&key) != wanted => {
                            let names: Vec<&str> = found.iter().map(|key| taxonomy.skill(*key).id()).collect();
                            let fault = if wanted { "does not name" } else { "names" };
                            failures.push(format!("{place}: {line:?} {fault} `{id}`; found: {}", names.join(", ")));
                        }
                        Some(_) => {}
                    }
                }
            }
        }
        failures.extend(reader.problems.iter().map(ToString::to_string));
    }
    assert!(failures.is_empty(), "{} of {lines} lines:\n{}", failures.len(), failures.join("\n"));
    assert!(lines >= LEAST, "{lines} traps are left of {LEAST}");
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/traps");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder of traps is there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "yaml"))
        .collect();
    files.sort();
    files
}

/// The skills that a line names; a name that is also a field of study counts as both.
fn found(finder: &mut Finder<'_>, line: &str) -> Vec<SkillId> {
    let mut mentions = Vec::new();
    finder.find(&Folded::new(line), &mut mentions);
    mentions.iter().flat_map(|mention| [Some(mention.skill), mention.field]).flatten().collect()
}
