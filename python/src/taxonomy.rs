//! `Taxonomy` and `parse`.

use std::sync::{Arc, OnceLock};

use jobmatch::diagnostic::Diagnostic;
use jobmatch::requirement::{Parser, report};
use jobmatch::score::roles::Roles;
use jobmatch::source::Source;
use jobmatch::taxonomy::{Skill, SkillId, Taxonomy, export, overlay};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::dicts;
use crate::errors::{About, OrRaise as _};
use crate::input::{self, Text};

/// A taxonomy with what is read over it, and the overlays that it was made of.
pub(crate) struct Loaded {
    pub(crate) taxonomy: Taxonomy,
    pub(crate) roles: Roles,
    overlays: Vec<Text>,
}

impl Loaded {
    fn new(overlays: Vec<Text>) -> Result<Self, Vec<Diagnostic>> {
        let sources: Vec<Source> = overlays.iter().map(Text::source).collect();
        let taxonomy = if sources.is_empty() { Taxonomy::embedded() } else { overlay::load(sources)? };
        let roles = Roles::new(&taxonomy);
        Ok(Self { taxonomy, roles, overlays })
    }
}

/// The taxonomy that comes with the package; read once.
fn embedded(py: Python<'_>) -> PyResult<Arc<Loaded>> {
    static EMBEDDED: OnceLock<Arc<Loaded>> = OnceLock::new();
    if let Some(known) = EMBEDDED.get() {
        return Ok(known.clone());
    }
    let loaded = Arc::new(py.detach(|| Loaded::new(Vec::new())).or_raise(py, About::Taxonomy)?);
    Ok(EMBEDDED.get_or_init(|| loaded).clone())
}

/// The taxonomy that a caller gave, or the one that comes with the package.
pub(crate) fn chosen(py: Python<'_>, given: Option<&PyTaxonomy>) -> PyResult<Arc<Loaded>> {
    given.map_or_else(|| embedded(py), |taxonomy| Ok(taxonomy.loaded.clone()))
}

/// The skills that are known, with their spellings and relations.
///
/// `Taxonomy()` is the one that comes with the package; each overlay (a path or a mapping) is laid over it.
#[pyclass(name = "Taxonomy", module = "jobmatch", frozen)]
pub(crate) struct PyTaxonomy {
    pub(crate) loaded: Arc<Loaded>,
}

impl PyTaxonomy {
    fn records<'py>(&self, py: Python<'py>, keys: &[SkillId]) -> PyResult<Bound<'py, PyAny>> {
        let taxonomy = &self.loaded.taxonomy;
        let records: Vec<_> = keys.iter().map(|key| export::record(taxonomy, taxonomy.skill(*key))).collect();
        dicts::object(py, &records)
    }
}

#[pymethods]
impl PyTaxonomy {
    #[new]
    #[pyo3(signature = (*overlays))]
    fn new(py: Python<'_>, overlays: &Bound<'_, PyTuple>) -> PyResult<Self> {
        let texts = overlays.iter().map(|given| input::text(&given, "overlay", About::Taxonomy)).collect::<PyResult<_>>()?;
        Self::of_texts(py, texts)
    }

    /// Made again from its overlays: pairs of name and text.
    #[staticmethod]
    #[pyo3(name = "_of_texts")]
    fn of_texts(py: Python<'_>, texts: Vec<Text>) -> PyResult<Self> {
        if texts.is_empty() {
            // One for all, so that lines are understood once for all matchers over it, those that come out of a pickle too.
            return Ok(Self { loaded: embedded(py)? });
        }
        let loaded = py.detach(|| Loaded::new(texts)).or_raise(py, About::Taxonomy)?;
        Ok(Self { loaded: Arc::new(loaded) })
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Vec<Text>,))> {
        Ok((slf.getattr("_of_texts")?, (slf.get().loaded.overlays.clone(),)))
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.loaded.taxonomy)
    }

    fn __len__(&self) -> usize {
        self.loaded.taxonomy.len()
    }

    fn __contains__(&self, name: &str) -> bool {
        self.loaded.taxonomy.named(name).is_ok()
    }

    /// The version: month of the data and digest, overlays included.
    #[getter]
    fn version(&self) -> &str {
        self.loaded.taxonomy.version()
    }

    /// The ids of all skills.
    fn ids(&self) -> Vec<&str> {
        self.loaded.taxonomy.skills().map(Skill::id).collect()
    }

    /// The skills of an id or a spelling, as `jobmatch taxonomy show --format json` gives them.
    fn show<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let keys = self.loaded.taxonomy.named(name).or_raise(py, About::Taxonomy)?;
        self.records(py, &keys)
    }

    /// Skills of which a spelling holds the text or is near it, best first.
    fn search<'py>(&self, py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
        let keys = py.detach(|| self.loaded.taxonomy.search(text));
        self.records(py, &keys)
    }

    /// How one line of requirement text is understood, as `jobmatch parse --format json` gives it.
    fn parse<'py>(&self, py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
        let taxonomy = &self.loaded.taxonomy;
        let value = py.detach(|| report::to_json(text, &Parser::new(taxonomy).parse(text, &[]), taxonomy));
        dicts::object(py, &value)
    }
}

/// How one line of requirement text is understood, as `jobmatch parse --format json` gives it.
#[pyfunction]
#[pyo3(signature = (text, *, taxonomy = None))]
pub(crate) fn parse<'py>(py: Python<'py>, text: &str, taxonomy: Option<&Bound<'py, PyTaxonomy>>) -> PyResult<Bound<'py, PyAny>> {
    let loaded = chosen(py, taxonomy.map(Bound::get))?;
    PyTaxonomy { loaded }.parse(py, text)
}
