//! Profiles from what people have: the project's own YAML, JSON Resume, `RenderCV`, Markdown and plain text, DOCX, PDF.
//! What a file is, its content says; the name only decides where the content does not.

#[cfg(feature = "docx")]
mod docx;
mod draft;
mod json_resume;
mod nodes;
#[cfg(feature = "pdf")]
mod pdf;
mod recognise;
mod rendercv;
mod text;

use crate::diagnostic::Diagnostic;
use crate::profile::model::Profile;
use crate::source::Source;
use crate::taxonomy::Taxonomy;
use crate::{json, yaml};

use draft::Draft;

pub use draft::{Kind, Note};
pub use recognise::is_resume;

/// Most bytes of a resume in text: a long one has some 50,000.
const MAX_TEXT: usize = 1 << 20;

/// What a file was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The project's own YAML.
    Own,
    /// JSON Resume 1.0.
    JsonResume,
    /// `RenderCV`'s YAML.
    RenderCv,
    /// Markdown or plain text.
    Text,
    /// A Word document.
    Docx,
    /// A PDF.
    Pdf,
}

impl Format {
    /// The message key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Own => "format-profile",
            Self::JsonResume => "format-json-resume",
            Self::RenderCv => "format-rendercv",
            Self::Text => "format-resume",
            Self::Docx => "format-docx",
            Self::Pdf => "format-pdf",
        }
    }
}

/// A profile, what its file was taken for, and what deserves a look.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The profile. Its source is the text of the file, also where the file is a PDF or a Word document.
    pub profile: Profile,
    /// What the file was taken for.
    pub format: Format,
    /// Doubts and what was left out, in the order of the source; none for the project's own format, which is read strictly.
    pub notes: Vec<Note>,
}

/// Reads a file of any known format from its bytes.
///
/// # Errors
/// Where the file is of no known format, broken, beyond all bounds, or a page without text; faults of the project's own format.
pub fn read(name: &str, bytes: Vec<u8>, taxonomy: &Taxonomy) -> Result<Imported, Vec<Diagnostic>> {
    if let Some(problem) = recognise::foreign(name, &bytes) {
        return Err(vec![problem]);
    }
    #[cfg(feature = "pdf")]
    if recognise::is_pdf(&bytes) {
        return Ok(of_page(&pdf::text(name, bytes).map_err(one)?, Format::Pdf, taxonomy));
    }
    #[cfg(feature = "docx")]
    if recognise::is_zip(&bytes) {
        return Ok(of_page(&docx::text(name, &bytes).map_err(one)?, Format::Docx, taxonomy));
    }
    read_text(Source::decode(name.to_owned(), bytes).map_err(one)?, taxonomy)
}

/// Reads a file of any known format of text.
///
/// # Errors
/// As [`read`].
pub fn read_text(source: Source, taxonomy: &Taxonomy) -> Result<Imported, Vec<Diagnostic>> {
    if source.text.trim_start().starts_with('{') {
        let document = json::parse(source.clone());
        let resume = document.as_ref().is_ok_and(|document| json_resume::is_one(&document.root));
        return match document {
            Ok(document) if resume => {
                let mut draft = Draft::new(&document.source, taxonomy);
                json_resume::read(&mut draft, &document.root);
                Ok(done(draft, Format::JsonResume))
            }
            Err(problem) if recognise::says_json(&source) => Err(vec![problem]),
            _ => own(source),
        };
    }
    if recognise::is_yaml(&source) {
        if recognise::names_cv(&source) {
            let document = yaml::parse(source).map_err(one)?;
            if rendercv::is_one(&document.root) {
                let mut draft = Draft::new(&document.source, taxonomy);
                rendercv::read(&mut draft, &document.root);
                return Ok(done(draft, Format::RenderCv));
            }
            return own(document.source);
        }
        return own(source);
    }
    if source.text.trim().is_empty() {
        return Err(vec![Diagnostic::error("import-empty", &[]).in_file(&source.path)]);
    }
    if source.text.len() > MAX_TEXT {
        return Err(vec![Diagnostic::error("too-large", &[("limit", "1 MiB")]).in_file(&source.path)]);
    }
    let mut draft = Draft::new(&source, taxonomy);
    text::read(&mut draft, false);
    Ok(done(draft, Format::Text))
}

/// A resume that was laid out on pages.
#[cfg(any(feature = "docx", feature = "pdf"))]
fn of_page(source: &Source, format: Format, taxonomy: &Taxonomy) -> Imported {
    let mut draft = Draft::new(source, taxonomy);
    text::read(&mut draft, format == Format::Pdf);
    done(draft, format)
}

fn one(problem: Diagnostic) -> Vec<Diagnostic> {
    vec![problem]
}

fn own(source: Source) -> Result<Imported, Vec<Diagnostic>> {
    Ok(Imported { profile: super::load(source)?, format: Format::Own, notes: Vec::new() })
}

fn done(draft: Draft<'_>, format: Format) -> Imported {
    let (profile, notes) = draft.finish();
    Imported { profile, format, notes }
}
