//! The spellings that one written alias stands for, made by rule: separators exchanged or left out, British and American
//! endings, loanword variants, English plurals. What the rules make need not stand in the data files.

use std::sync::LazyLock;

use crate::text::fold::{self, Folded};
use crate::text::words;

const DATA: &str = include_str!("../text/data/variants.txt");
static KOREAN: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| words::pairs(DATA, "korean"));
static LATIN: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| words::pairs(DATA, "latin"));

/// The fold key of an alias with the spelling rules undone, under which duplicates are found.
#[must_use]
pub fn key(alias: &str) -> String {
    let mut key = fold::key(alias);
    for (from, to) in KOREAN.iter() {
        key = key.replace(from, to);
    }
    for (from, to) in LATIN.iter() {
        key = replace_in_words(&key, from, to).unwrap_or(key);
    }
    key
}

/// A spelling without its separators, and where they may stand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spelling {
    /// The letters.
    pub letters: String,
    /// Bit `n`: a separator may stand behind byte `n` of the letters. Names longer than 64 bytes have none behind that.
    pub seams: u64,
}

/// All folded spellings of an alias, sorted, without repetition. Separators need no spellings of their own: text is searched
/// without them, and [`Spelling::seams`] says where they may stand.
///
/// ```
/// use jobmatch::taxonomy::variants::expand;
/// let spellings = expand("Node.js");
/// assert_eq!((spellings[0].letters.as_str(), spellings[0].seams), ("nodejs", 0b1000));
/// ```
#[must_use]
pub fn expand(alias: &str) -> Vec<Spelling> {
    let folded = |text: &str| Folded::new(text).text.trim().to_owned();
    let parted = camel_parted(alias);
    // A brand in camel case (SolidWorks) has no singular.
    let brand = parted.len() > alias.len();
    let mut spellings = vec![folded(&parted)];
    for (a, b) in KOREAN.iter() {
        for at in 0..spellings.len() {
            for (from, to) in [(a, b), (b, a)] {
                if spellings[at].contains(from) && !spellings[at].contains(to) {
                    spellings.push(spellings[at].replace(from, to));
                }
            }
        }
    }
    for (a, b) in LATIN.iter() {
        for at in 0..spellings.len() {
            for (from, to) in [(a, b), (b, a)] {
                spellings.extend(replace_in_words(&spellings[at], from, to));
            }
        }
    }
    for at in 0..spellings.len() {
        for sign in ["/", "&"] {
            let tight = spellings[at].replace(&format!(" {sign} "), sign);
            if tight.contains(sign) {
                spellings.push(tight.replace(sign, &format!(" {sign} ")));
                spellings.push(tight);
            }
        }
    }
    for at in 0..spellings.len() {
        let text = &spellings[at];
        let plural = text
            .strip_suffix('y')
            .filter(|stem| stem.len() > 3 && stem.ends_with(|c: char| c.is_ascii_alphabetic() && !"aeiou".contains(c)));
        let word = |stem: &str| stem.bytes().rev().take_while(u8::is_ascii_alphabetic).count() > 2;
        let singular =
            text.strip_suffix('s').filter(|stem| !brand && stem.len() > 4 && word(stem) && !stem.ends_with(['s', 'u', 'i', 'a']));
        let more: Vec<String> = plural.map(|stem| format!("{stem}ies")).into_iter().chain(singular.map(str::to_owned)).collect();
        spellings.extend(more);
    }
    let mut out: Vec<Spelling> = spellings.iter().map(|spelling| seamed(spelling)).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// `MariaDB` is also written Maria DB: a capital behind a small letter begins a part.
fn camel_parted(alias: &str) -> String {
    let mut out = String::with_capacity(alias.len() + 2);
    let mut before = ' ';
    for c in alias.chars() {
        if c.is_ascii_uppercase() && before.is_ascii_lowercase() {
            out.push(' ');
        }
        out.push(c);
        before = c;
    }
    out
}

fn seamed(text: &str) -> Spelling {
    let mut letters = String::with_capacity(text.len());
    let mut seams = 0;
    for (at, c) in text.char_indices() {
        if fold::is_seam(text, at, c) {
            if let Some(bit) = letters.len().checked_sub(1).filter(|bit| *bit < 64) {
                seams |= 1 << bit;
            }
        } else {
            letters.push(c);
        }
    }
    Spelling { letters, seams }
}

/// Replaces a Latin ending where a letter stands before it (`optimise`, not `ise` alone) and no Latin letter but a plural after.
fn replace_in_words(text: &str, from: &str, to: &str) -> Option<String> {
    let at = text.find(from)?;
    let whole = from.len() > 4;
    let before = text[..at].chars().rev().take_while(char::is_ascii_alphabetic).count();
    let after = text[at + from.len()..].chars().next();
    let ends = after.is_none_or(|c| !c.is_ascii_alphabetic() || c == 's' || c == 'd' || c == 'r');
    (whole || before >= 3 && ends).then(|| format!("{}{to}{}", &text[..at], &text[at + from.len()..]))
}
