//! Packs the taxonomy and the cue words, so that nothing is parsed at start. A fault in a data file is a compile error with its place.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    unused_imports,
    clippy::pedantic,
    reason = "the modules are the library's own; packing needs a part of each"
)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/diagnostic.rs"]
mod diagnostic;
#[path = "src/messages.rs"]
mod messages;
#[path = "src/source.rs"]
mod source;
#[path = "src/span.rs"]
mod span;
#[path = "src/text/mod.rs"]
mod text;
#[path = "src/posting/heading/tokens.rs"]
mod tokens;
#[path = "src/yaml/mod.rs"]
mod yaml;

#[path = "src/taxonomy"]
mod taxonomy {
    pub mod compile;
    pub mod entry;
    pub mod model;
    pub mod pack;
    pub mod validate;
    pub mod variants;
}

fn main() {
    println!("cargo:rerun-if-changed=src/taxonomy");
    println!("cargo:rerun-if-changed=src/text");
    println!("cargo:rerun-if-changed=src/yaml");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    println!("cargo:rerun-if-changed=src/requirement/data/cues.txt");
    pack_taxonomy(&out);
    pack_cues(&out);
    println!("cargo:rerun-if-changed=src/posting/heading/tokens.rs");
    println!("cargo:rerun-if-changed=src/posting/data/headings.txt");
    pack_headings(&out);
}

/// The phrases of the headings as texts are compared with them, so that none is folded at start.
fn pack_headings(out: &Path) {
    let text = fs::read_to_string("src/posting/data/headings.txt").expect("the headings are there");
    let mut packed = String::new();
    for name in ["required", "preferred", "duties", "end", "endings", "shared"] {
        packed.push_str(&format!("[{name}]\n"));
        for phrase in text::words::section(&text, name) {
            let parts: Vec<String> = phrase.split('~').map(|part| tokens::key(&tokens::tokens(part))).collect();
            packed.push_str(&parts.join("~"));
            packed.push('\n');
        }
    }
    fs::write(out.join("headings.txt"), packed).expect("OUT_DIR can be written");
}

fn pack_cues(out: &Path) {
    let text = fs::read_to_string("src/requirement/data/cues.txt").expect("the cue words are there");
    let all = text::words::all(&text);
    let words: Vec<(&str, u32)> = all.iter().map(String::as_str).zip(0..).collect();
    let trie = text::trie::Trie::build(&words).expect("the cue words are distinct and not empty");
    fs::write(out.join("cues.bin"), bytemuck::cast_slice(trie.units())).expect("OUT_DIR can be written");
}

fn pack_taxonomy(out: &Path) {
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
    fs::write(out.join("taxonomy.txt"), compiled.pool()).expect("OUT_DIR can be written");
    fs::write(out.join("taxonomy.bin"), taxonomy::pack::pack(&compiled)).expect("OUT_DIR can be written");
    // Names and texts, each closed by a zero byte, for overlays.
    let mut zipped = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for (name, file) in names.iter().zip(&files) {
        write!(zipped, "{name}\0{}\0", file.text).expect("memory can be written");
    }
    fs::write(out.join("taxonomy_files.bin"), zipped.finish().expect("memory can be written")).expect("OUT_DIR can be written");
}
