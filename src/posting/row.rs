//! A posting as a row of somebody's table: an object with named fields, read as a line of JSON Lines is.

use super::feed::Piece;
use super::model::Posting;
use crate::diagnostic::{Diagnostic, Severity};

/// Reads one row. It is one posting, even where its text has the look of several. Its own id stays as it is; without one it gets
/// that of a file's posting, which is not yet unique.
///
/// # Errors
/// Where no requirement line is found, or the row is no text.
pub fn read(id: Option<&str>, object: &str) -> Result<Posting, Diagnostic> {
    let id = id.filter(|id| !id.trim().is_empty());
    let path = id.unwrap_or("posting");
    let read = Piece::document(path, object.into()).read().usable(false);
    let (postings, warnings) = read.map_err(|faults| faults.into_iter().next().unwrap_or_else(|| nothing(path)))?;
    let mut postings = postings.into_iter();
    let mut first = postings.next().ok_or_else(|| nothing(path))?;
    first.lines.extend(postings.flat_map(|posting| posting.lines));
    if first.lines.is_empty() {
        let fault = warnings.into_iter().next();
        return Err(fault.map_or_else(|| nothing(path), |warning| Diagnostic { severity: Severity::Error, ..warning }));
    }
    if let Some(id) = id {
        id.clone_into(&mut first.id);
    }
    Ok(first)
}

fn nothing(path: &str) -> Diagnostic {
    Diagnostic::error("no-posting", &[]).in_file(path).help("help-posting-row", &[])
}

/// The fault that a row met a defect of this library.
#[must_use]
pub fn failed(why: &str) -> Diagnostic {
    Diagnostic::error("row-failed", &[("why", why)])
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::posting::{self, export};
    use crate::seeds;
    use crate::span::Span;

    #[test]
    fn postings_come_back_from_their_rows() {
        for mut posting in posting::read(&seeds::sources()).postings {
            for line in &mut posting.lines {
                line.span = Span::default();
            }
            assert_eq!(read(Some(&posting.id), export::json_line(&posting).trim()).unwrap(), posting);
        }
    }

    #[test]
    fn a_row_may_have_lists_or_one_text() {
        let lists = read(Some("7"), r#"{"title": "Backend", "required": ["Python", "Django or Flask"], "preferred": ["AWS"]}"#).unwrap();
        assert_eq!((lists.id.as_str(), lists.lines.len()), ("7", 3));
        let text =
            read(None, r###"{"company": "Somewhere", "title": "Data", "text": "## Requirements\n\n- SQL\n- Spark\n- Scala\n"}"###).unwrap();
        assert_eq!((text.id.as_str(), text.lines.len()), ("somewhere-data", 3));
    }

    #[test]
    fn a_row_without_lines_is_a_fault() {
        for object in [r#"{"title": "Backend"}"#, r#"{"text": null}"#, "{}", r#"{"text": ""}"#] {
            assert!(read(Some("7"), object).is_err(), "{object}");
        }
    }
}
