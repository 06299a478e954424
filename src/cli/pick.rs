//! `--posting`: one posting by its id or a part of its name.

use jobmatch::diagnostic::Diagnostic;
use jobmatch::posting::Posting;
use jobmatch::text::{fold, near};

use super::Failure;

/// A posting as it is looked for.
pub struct Named<'a> {
    pub id: &'a str,
    pub company: Option<&'a str>,
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
pub fn pick(wanted: &str, postings: &[Named<'_>]) -> Result<Vec<bool>, Failure> {
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
    }
    .into())
}
