//! Word lists kept as plain text: `[section]` lines, words separated by commas or line ends, `#` at the start of a line for comments.
//! A comma inside a word is written `\,`.

/// The words of one section, in the order of the file.
#[must_use]
pub fn section<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let mut inside = false;
    let mut words = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        if let Some(title) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            inside = title == name;
        } else if inside {
            let mut start = 0;
            for (at, _) in line.match_indices(',').chain([(line.len(), "")]) {
                if !line[..at].ends_with('\\') {
                    words.extend(Some(line[start..at].trim()).filter(|word| !word.is_empty()));
                    start = at + 1;
                }
            }
        }
    }
    words
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
    let titles = text.lines().filter_map(|line| line.trim().strip_prefix('[')?.strip_suffix(']'));
    let words = titles.flat_map(|title| section(text, title));
    let mut all: Vec<String> = words.map(|word| bare(word.split_once('=').map_or(word, |(word, _)| word.trim()))).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A word without the marks that say which of its edges must be free (`^` and `$`), and with its commas.
#[must_use]
pub fn bare(word: &str) -> String {
    word.trim_start_matches('^').trim_end_matches('$').replace("\\,", ",")
}
