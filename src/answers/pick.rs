//! One posting by its id or a part of its name.

use crate::diagnostic::Diagnostic;
use crate::posting::Posting;
use crate::text::{fold, near};

/// A posting as it is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// Id.
    pub id: &'a str,
    /// Company.
    pub company: Option<&'a str>,
    /// Title.
    pub title: Option<&'a str>,
}

impl<'a> From<&'a Posting> for Named<'a> {
    fn from(posting: &'a Posting) -> Self {
        Self { id: &posting.id, company: posting.company.as_deref(), title: posting.title.as_deref() }
    }
}

/// Which of the postings are meant: the one with this id, else all whose id, company or title holds the words.
///
/// # Errors
/// Where none is.
pub fn pick(wanted: &str, postings: &[Named<'_>]) -> Result<Vec<bool>, Diagnostic> {
    let exact: Vec<bool> = postings.iter().map(|posting| posting.id == wanted).collect();
    if exact.contains(&true) {
        return Ok(exact);
    }
    let key = fold::key(wanted);
    let holds = |text: &str| !key.is_empty() && fold::key(text).contains(&key);
    let part: Vec<bool> = postings
        .iter()
        .map(|posting| {
            let whole = format!("{} {}", posting.company.unwrap_or_default(), posting.title.unwrap_or_default());
            holds(posting.id) || holds(&whole)
        })
        .collect();
    if part.contains(&true) {
        return Ok(part);
    }
    let error = Diagnostic::error("no-such-posting", &[("name", wanted)]);
    let names = postings.iter().flat_map(|posting| [Some(posting.id), posting.company, posting.title]).flatten();
    Err(match near::nearest(wanted, names) {
        Some(near) => error.help("help-nearest", &[("near", near)]),
        None => error.help("help-posting", &[]),
    })
}

/// Keeps the postings that are meant.
///
/// # Errors
/// As [`pick`].
pub fn retain<T>(wanted: &str, postings: &mut Vec<T>, posting: impl Fn(&T) -> &Posting) -> Result<(), Diagnostic> {
    let named: Vec<Named<'_>> = postings.iter().map(|kept| Named::from(posting(kept))).collect();
    let mut kept = pick(wanted, &named)?.into_iter();
    postings.retain(|_| kept.next() == Some(true));
    Ok(())
}
