//! What reading a set of sources gives.

use super::model::{Posting, Section};
use crate::diagnostic::{Diagnostic, Severity};

/// The postings of a set of sources, what was wrong with them, and what each line was taken for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The postings in the order of the sources and their lines.
    pub postings: Vec<Posting>,
    /// Errors (a source that cannot be used) and warnings (a posting that was not understood).
    pub diagnostics: Vec<Diagnostic>,
    /// What each line with text was taken for, by source and line.
    pub traces: Vec<Trace>,
}

impl Reading {
    /// Adds what the next source, of this index, gave.
    pub fn append(&mut self, next: Self, source: usize) {
        let before = self.postings.len();
        self.postings.extend(next.postings);
        self.diagnostics.extend(next.diagnostics);
        let placed = |trace: Trace| Trace { source, posting: trace.posting.map(|at| before + at), ..trace };
        self.traces.extend(next.traces.into_iter().map(placed));
    }
}

impl Reading {
    /// Leaves out postings that were read before, by their indices in order, with a warning each.
    pub fn leave_out(&mut self, again: &[usize]) {
        for at in again.iter().rev() {
            let posting = self.postings.remove(*at);
            let name = posting.title.as_deref().or(posting.company.as_deref()).unwrap_or(&posting.id);
            self.diagnostics.push(repeat_warning(name, &posting.path, posting.line));
            self.traces.iter_mut().for_each(|trace| {
                trace.posting = trace.posting.filter(|own| own != at).map(|own| own - usize::from(own > *at));
            });
        }
    }
}

/// That a posting stands in the input a second time.
#[must_use]
pub fn repeat_warning(name: &str, path: &str, line: usize) -> Diagnostic {
    let mut warning = Diagnostic::warning("posting-repeated", &[("name", name)]).in_file(path);
    if let Some(place) = &mut warning.location {
        (place.line, place.column) = (line, 1);
    }
    warning
}

/// What one line of a source was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trace {
    /// Index of the source in the list that was read.
    pub source: usize,
    /// Line number, from 1.
    pub line: usize,
    /// What it was taken for.
    pub taken: Taken,
    /// Index of the posting that it belongs to, where it belongs to one.
    pub posting: Option<usize>,
}

/// What a line may be taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// The start of a posting: its company or its title.
    Title,
    /// A heading above postings, or one that is not known.
    Heading,
    /// The heading of a list of requirements; with `Requirements: Java` also its first line.
    SectionHeading(Section),
    /// A heading of something else: duties, benefits, process.
    OtherHeading,
    /// The name of a part of a list ("Technical skills").
    Label,
    /// A requirement line.
    Line(Section),
    /// A nested bullet, or a line broken for width, that belongs to the line above it.
    Nested(Section),
    /// Where a list ended without a heading that is known.
    Ended,
    /// A posting of which neither list was found.
    Bare,
    /// Nothing that matters here.
    Ignored,
}

impl Taken {
    /// Key of the message that says it in words.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Title => "taken-title",
            Self::Heading => "taken-heading",
            Self::SectionHeading(Section::Required) => "taken-required-heading",
            Self::SectionHeading(Section::Preferred) => "taken-preferred-heading",
            Self::OtherHeading => "taken-other-heading",
            Self::Label => "taken-label",
            Self::Line(Section::Required) => "taken-required-line",
            Self::Line(Section::Preferred) => "taken-preferred-line",
            Self::Nested(_) => "taken-nested",
            Self::Ended => "taken-ended",
            Self::Bare => "taken-bare",
            Self::Ignored => "taken-ignored",
        }
    }
}

impl Reading {
    /// The postings, and the warnings; with `keep_going`, what is wrong with a source is a warning too.
    ///
    /// # Errors
    /// Where a source cannot be used, or there is no posting at all: what would only deserve a look beside postings leaves nothing to do.
    pub fn usable(self, keep_going: bool) -> Result<(Vec<Posting>, Vec<Diagnostic>), Vec<Diagnostic>> {
        let (errors, mut warnings): (Vec<_>, Vec<_>) = self.diagnostics.into_iter().partition(|found| found.severity == Severity::Error);
        if !errors.is_empty() && !keep_going {
            return Err(errors);
        }
        warnings.extend(errors.into_iter().map(|error| Diagnostic { severity: Severity::Warning, ..error }));
        if self.postings.is_empty() {
            return Err(warnings.into_iter().map(|warning| Diagnostic { severity: Severity::Error, ..warning }).collect());
        }
        Ok((self.postings, warnings))
    }
}
