//! `Matcher`: one candidate, ready to be asked.

use std::sync::Arc;

use jobmatch::answers::compare::{self, Sheet};
use jobmatch::answers::plan::{self, Goal, Wish};
use jobmatch::answers::ranking::{self, Cut};
use jobmatch::answers::{Context, gap, pick};
use jobmatch::diagnostic::Diagnostic;
use jobmatch::posting::Posting;
use jobmatch::profile::import::{self, Imported, Kind};
use jobmatch::profile::{Candidate, Month};
use jobmatch::requirement::Parser;
use jobmatch::score::{Policy, Understood};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::answer::{Kept, PyAnswer};
use crate::errors::{About, OrRaise as _, problem};
use crate::input::{self, File, Text};
use crate::postings;
use crate::taxonomy::{self, Loaded, PyTaxonomy};

/// A candidate with all that answers depend on.
pub(crate) struct Ready {
    pub(crate) loaded: Arc<Loaded>,
    pub(crate) policy: Policy,
    pub(crate) candidate: Candidate,
    pub(crate) as_of: Month,
}

impl Ready {
    /// What answers depend on.
    pub(crate) fn context(&self) -> Context<'_> {
        Context { taxonomy: &self.loaded.taxonomy, policy: &self.policy, roles: &self.loaded.roles, as_of: self.as_of }
    }

    fn understood<'p>(&self, postings: &'p [Posting]) -> Vec<Understood<'p>> {
        let mut parser = Parser::new(&self.loaded.taxonomy);
        postings.iter().map(|posting| Understood::new(posting, &mut parser, &self.loaded.roles)).collect()
    }
}

/// What a matcher was made of, for pickling.
#[derive(Clone, IntoPyObject, FromPyObject)]
#[pyo3(from_item_all)]
struct Parts {
    profile: File,
    policy: Option<Text>,
    as_of: String,
    add: Vec<String>,
    without: Vec<String>,
}

/// What pickle makes a matcher from: the function and its arguments.
type Reduced<'py> = (Bound<'py, PyAny>, (Parts, Py<PyTaxonomy>));

/// One candidate, ready to be matched.
///
/// `profile` is the path of a profile or of a resume in any format that the command line reads, or a mapping with the content of a profile;
/// `policy` is a path or a mapping too. `as_of` is what `present` means in the
/// profile: `YYYY-MM`, else this month. `add` and `without` are skills that the candidate would have, or would not have. A matcher can
/// be pickled; it then carries the texts that it was made of.
#[pyclass(name = "Matcher", module = "jobmatch", frozen)]
pub(crate) struct PyMatcher {
    pub(crate) ready: Arc<Ready>,
    /// What is doubtful in a resume.
    doubts: Vec<Diagnostic>,
    parts: Parts,
    /// Kept, so that matchers that are pickled together still share one.
    taxonomy: Py<PyTaxonomy>,
}

#[pymethods]
impl PyMatcher {
    #[new]
    #[pyo3(signature = (profile, *, policy = None, taxonomy = None, as_of = None, add = Vec::new(), without = Vec::new()))]
    fn new(
        py: Python<'_>,
        profile: &Bound<'_, PyAny>,
        policy: Option<&Bound<'_, PyAny>>,
        taxonomy: Option<&Bound<'_, PyTaxonomy>>,
        as_of: Option<&str>,
        add: Vec<String>,
        without: Vec<String>,
    ) -> PyResult<Self> {
        let profile = input::file(profile, "profile", About::Profile)?;
        Self::of(py, profile, policy, taxonomy, as_of, add, without)
    }

    /// A matcher of a profile, or of a resume, as text; `name` is what messages call it.
    #[staticmethod]
    #[pyo3(signature = (text, *, name = "<profile>", policy = None, taxonomy = None, as_of = None, add = Vec::new(), without = Vec::new()))]
    #[expect(clippy::too_many_arguments, reason = "named ones, of a Python call")]
    fn from_text(
        py: Python<'_>,
        text: &str,
        name: &str,
        policy: Option<&Bound<'_, PyAny>>,
        taxonomy: Option<&Bound<'_, PyTaxonomy>>,
        as_of: Option<&str>,
        add: Vec<String>,
        without: Vec<String>,
    ) -> PyResult<Self> {
        let profile = File(name.to_owned(), text.as_bytes().to_vec());
        Self::of(py, profile, policy, taxonomy, as_of, add, without)
    }

    /// Made again from its parts.
    #[staticmethod]
    #[pyo3(name = "_of_parts")]
    fn of_parts(py: Python<'_>, parts: Parts, taxonomy: &Bound<'_, PyTaxonomy>) -> PyResult<Self> {
        Self::made(py, parts, taxonomy.clone())
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Reduced<'py>> {
        let matcher = slf.get();
        Ok((slf.getattr("_of_parts")?, (matcher.parts.clone(), matcher.taxonomy.clone_ref(slf.py()))))
    }

    fn __repr__(&self) -> String {
        format!("Matcher({:?}, as_of={:?})", self.ready.candidate.name, self.ready.as_of.to_string())
    }

    /// The name in the profile.
    #[getter]
    fn name(&self) -> &str {
        &self.ready.candidate.name
    }

    /// What `present` means.
    #[getter]
    fn as_of(&self) -> String {
        self.ready.as_of.to_string()
    }

    /// What deserves a look in the profile.
    #[getter]
    fn warnings<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let taxonomy = &self.ready.loaded.taxonomy;
        let warnings = self.ready.candidate.warnings.iter().map(|warning| warning.diagnostic(taxonomy));
        self.doubts.iter().cloned().chain(warnings).map(|warning| problem(py, &warning)).collect()
    }

    /// The postings, best first. Without postings: the samples that come with the package.
    ///
    /// `postings` may be a path or several, `Postings`, an Arrow table, or dicts with `id`, `company`, `title`, `url`, `family`, and
    /// `required` and `preferred` (lists of lines) or `text`.
    #[pyo3(signature = (postings = None, *, top = None, min_fit = None))]
    fn rank(&self, py: Python<'_>, postings: Option<&Bound<'_, PyAny>>, top: Option<usize>, min_fit: Option<f64>) -> PyResult<PyAnswer> {
        let (postings, ready) = (postings::given(py, postings)?, &self.ready);
        let cut = Cut { top, min_fit };
        let answer = py.detach(|| ranking::rank(&ready.context(), &ready.candidate, &ready.understood(&postings), cut));
        Ok(Kept::Ranking(answer).into())
    }

    /// What is missing in each posting, and the cheapest way to close it. `posting` is an id or a part of a name.
    #[pyo3(signature = (postings = None, *, posting = None, top = None, min_fit = None))]
    fn gap(
        &self,
        py: Python<'_>,
        postings: Option<&Bound<'_, PyAny>>,
        posting: Option<&str>,
        top: Option<usize>,
        min_fit: Option<f64>,
    ) -> PyResult<PyAnswer> {
        let (mut postings, ready) = (postings::given(py, postings)?, &self.ready);
        if let Some(wanted) = posting {
            pick::retain(wanted, Arc::make_mut(&mut postings), |posting| posting).or_raise(py, About::Posting)?;
        }
        let cut = Cut { top, min_fit };
        let answer = py.detach(|| gap::gap(&ready.context(), &ready.candidate, &ready.understood(&postings), cut, &mut |_, _| ()));
        Ok(Kept::Gap(answer).into())
    }

    /// What to learn next: the steps that raise `goal` most, `"fit"` or `"qualified"`, over all postings.
    #[pyo3(signature = (postings = None, *, goal = None, target = None, budget = None, top = None, min_fit = None))]
    #[expect(clippy::too_many_arguments, reason = "named ones, of a Python call")]
    fn plan(
        &self,
        py: Python<'_>,
        postings: Option<&Bound<'_, PyAny>>,
        goal: Option<&str>,
        target: Option<f64>,
        budget: Option<f64>,
        top: Option<usize>,
        min_fit: Option<f64>,
    ) -> PyResult<PyAnswer> {
        let goal = match goal {
            None => None,
            Some("fit") => Some(Goal::Fit),
            Some("qualified") => Some(Goal::Qualified),
            Some(other) => return Err(PyValueError::new_err(format!("goal: expected \"fit\" or \"qualified\", found {other:?}"))),
        };
        within("target", target, 100.0)?;
        within("budget", budget, 1e6)?;
        let (postings, ready) = (postings::given(py, postings)?, &self.ready);
        let wish = Wish { goal: Goal::wanted(goal, target), target, budget, top };
        let answer = py.detach(|| {
            let mut understood = ready.understood(&postings);
            plan::narrow(&ready.context(), &ready.candidate, &mut understood, min_fit);
            plan::plan(&ready.context(), &ready.candidate, &understood, wish, &mut |_, _| ())
        });
        Ok(Kept::Plan(answer).into())
    }

    /// This candidate beside others: matchers, answers of `gap`, or the paths of such answers as JSON.
    #[pyo3(signature = (*others, postings = None, posting = None, top = None, min_fit = None))]
    fn compare(
        &self,
        py: Python<'_>,
        others: &Bound<'_, PyTuple>,
        postings: Option<&Bound<'_, PyAny>>,
        posting: Option<&str>,
        top: Option<usize>,
        min_fit: Option<f64>,
    ) -> PyResult<PyAnswer> {
        let postings = postings::given(py, postings)?;
        let mut people = vec![Person::Matcher(self.ready.clone(), self.parts.profile.0.clone())];
        people.extend(others.iter().map(|other| Person::given(&other)).collect::<PyResult<Vec<_>>>()?);
        let whole = posting.is_some();
        let made = || -> Result<_, Diagnostic> {
            let mut sheets: Vec<Sheet> = people.into_iter().map(|person| person.sheet(&postings)).collect();
            if let Some(wanted) = posting {
                compare::keep(wanted, &mut sheets)?;
            }
            Ok(compare::compare(sheets, Cut { top, min_fit }, whole))
        };
        Ok(Kept::Comparison(py.detach(made).or_raise(py, About::Posting)?).into())
    }
}

impl PyMatcher {
    fn of(
        py: Python<'_>,
        profile: File,
        policy: Option<&Bound<'_, PyAny>>,
        taxonomy: Option<&Bound<'_, PyTaxonomy>>,
        as_of: Option<&str>,
        add: Vec<String>,
        without: Vec<String>,
    ) -> PyResult<Self> {
        let policy = policy.map(|given| input::text(given, "policy", About::Policy)).transpose()?;
        let parts = Parts { profile, policy, as_of: input::month(as_of)?.to_string(), add, without };
        let taxonomy = match taxonomy {
            Some(given) => given.clone(),
            None => Bound::new(py, PyTaxonomy { loaded: taxonomy::chosen(py, None)? })?,
        };
        Self::made(py, parts, taxonomy)
    }

    fn made(py: Python<'_>, parts: Parts, taxonomy: Bound<'_, PyTaxonomy>) -> PyResult<Self> {
        let loaded = taxonomy.get().loaded.clone();
        let as_of = input::month(Some(&parts.as_of))?;
        let policy = match &parts.policy {
            Some(text) => py.detach(|| Policy::read(text.source())).or_raise(py, About::Policy)?,
            None => Policy::default(),
        };
        let resolved = py.detach(|| -> Result<_, Vec<Diagnostic>> {
            let File(name, bytes) = parts.profile.clone();
            let Imported { profile, notes, .. } = import::read(&name, bytes, &loaded.taxonomy)?;
            let doubts = notes.iter().filter(|note| note.kind == Kind::Doubt).map(|note| note.diagnostic(&profile.source));
            Ok((Candidate::resolve(&profile, &loaded.taxonomy, as_of), doubts.collect()))
        });
        let (mut candidate, doubts) = resolved.or_raise(py, About::Profile)?;
        candidate.what_if(&loaded.taxonomy, &parts.add, &parts.without).or_raise(py, About::Taxonomy)?;
        Ok(Self { ready: Arc::new(Ready { loaded, policy, candidate, as_of }), doubts, parts, taxonomy: taxonomy.unbind() })
    }
}

fn within(name: &str, figure: Option<f64>, most: f64) -> PyResult<()> {
    match figure.filter(|figure| !(0.0..=most).contains(figure)) {
        Some(figure) => Err(PyValueError::new_err(format!("{name}: expected a number from 0 to {most}, found {figure}"))),
        None => Ok(()),
    }
}

/// One side of a comparison.
enum Person {
    Matcher(Arc<Ready>, String),
    Report(Box<jobmatch::answers::Gap>, String),
}

impl Person {
    /// A matcher, the answer of `gap`, or the path of one that was saved.
    fn given(other: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(matcher) = other.cast::<PyMatcher>() {
            return Ok(Self::Matcher(matcher.get().ready.clone(), matcher.get().parts.profile.0.clone()));
        }
        if let Ok(answer) = other.cast::<PyAnswer>() {
            return match &answer.get().kept {
                Kept::Gap(report) => Ok(Self::Report(Box::new(report.clone()), "<gap>".to_owned())),
                _ => Err(PyValueError::new_err("compare: of the answers only that of `gap` can be compared")),
            };
        }
        let py = other.py();
        let File(path, bytes) = input::file(other, "report", About::Profile)?;
        let saved = gap::saved(&path, &bytes).or_raise(py, About::Profile)?;
        let report = saved.ok_or_else(|| PyValueError::new_err(format!("compare: {path} is no gap report")))?;
        Ok(Self::Report(Box::new(report), path))
    }

    fn sheet(self, postings: &[Posting]) -> Sheet {
        match self {
            Self::Matcher(ready, path) => Sheet::judged(&ready.context(), &ready.candidate, &path, &ready.understood(postings)),
            Self::Report(report, path) => Sheet::saved(*report, &path),
        }
    }
}
