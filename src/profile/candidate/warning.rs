//! Warnings of a resolved profile. Looking for near names takes time, so it waits until somebody reads the warning.

use crate::diagnostic::Diagnostic;
use crate::profile::model::{Place, Profile};
use crate::taxonomy::Taxonomy;

/// Most near names that a warning names.
const NEAR: usize = 3;

/// Something in a profile that deserves a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    diagnostic: Diagnostic,
    /// A name that the taxonomy does not know.
    unknown: Option<String>,
}

impl Warning {
    pub(super) fn new(profile: &Profile, place: &Place, key: &'static str, args: &[(&'static str, &str)]) -> Self {
        let diagnostic = Diagnostic::warning(key, args);
        let diagnostic = match place.span {
            Some(span) => diagnostic.at(profile.source.locate(span)),
            None => diagnostic.in_file(&place.path),
        };
        Self { diagnostic, unknown: None }
    }

    /// The same, about a name that the taxonomy does not know.
    pub(super) fn about(mut self, name: &str) -> Self {
        self.unknown = Some(name.to_owned());
        self
    }

    /// The warning, with the known names that are nearest to an unknown one. That takes a pass over all spellings.
    #[must_use]
    pub fn diagnostic(&self, taxonomy: &Taxonomy) -> Diagnostic {
        let near = self.unknown.as_ref().map(|name| taxonomy.suggest(name, NEAR)).unwrap_or_default();
        let diagnostic = self.diagnostic.clone();
        if near.is_empty() { diagnostic } else { diagnostic.help("help-known", &[("near", &near.join(", "))]) }
    }
}
