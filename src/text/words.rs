//! Word lists kept as plain text: `[section]` lines, words separated by commas or line ends, `#` at the start of a line for comments.
//! A comma inside a word is written `\,`.

use std::borrow::Cow;

use memchr::memmem;

/// Every word with its section, in the order of the file.
pub fn entries(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut title = "";
    text.lines().map(str::trim).filter(|line| !line.starts_with('#')).flat_map(move |line| {
        let heads = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        title = heads.unwrap_or(title);
        let section = title;
        let words = if heads.is_some() { "" } else { line };
        let mut start = 0;
        let cuts = words.match_indices(',').map(|(at, _)| at).chain([words.len()]);
        cuts.filter_map(move |at| {
            if words[..at].ends_with('\\') {
                return None;
            }
            let word = words[start..at].trim();
            start = at + 1;
            (!word.is_empty()).then_some((section, word))
        })
    })
}

/// The words of one section, in the order of the file.
#[must_use]
pub fn section<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let title = format!("[{name}]");
    let bytes = text.as_bytes();
    let begins = |at: usize| at == 0 || bytes[at - 1] == b'\n';
    let Some(start) = memmem::find_iter(bytes, &title).find(|at| begins(*at)) else { return Vec::new() };
    let rest = start + title.len();
    let end = memmem::find(&bytes[rest..], b"\n[").map_or(text.len(), |at| rest + at);
    entries(&text[start..end]).map(|(_, word)| word).collect()
}

/// The same, sorted, for looking up by the first letters.
#[must_use]
pub fn sorted<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let mut words = section(text, name);
    words.sort_unstable();
    words.dedup();
    words
}

/// Entries of the form `left = right` of one section.
#[must_use]
pub fn pairs<'a>(text: &'a str, name: &str) -> Vec<(&'a str, &'a str)> {
    let split = |word: &'a str| word.split_once('=').map(|(a, b)| (a.trim(), b.trim()));
    section(text, name).into_iter().filter_map(split).collect()
}

/// A word list that is looked for in text: every word of all its sections (before `=`, without the marks of its edges) once, in
/// the order of bytes. Their places are the numbers of the packed trie over them.
#[must_use]
pub fn all(text: &str) -> Vec<String> {
    let mut all: Vec<String> =
        entries(text).map(|(_, word)| bare(word.split_once('=').map_or(word, |(word, _)| word.trim())).into_owned()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A word without the marks that say which of its edges must be free (`^` and `$`), and with its commas.
#[must_use]
pub fn bare(word: &str) -> Cow<'_, str> {
    let word = word.trim_start_matches('^').trim_end_matches('$');
    if word.contains('\\') { Cow::Owned(word.replace("\\,", ",")) } else { Cow::Borrowed(word) }
}
