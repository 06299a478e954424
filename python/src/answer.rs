//! `Answer`: a ranking, a gap report, a plan or a comparison, as JSON, text, dicts or Arrow.

use jobmatch::answers::{Comparison, Gap, Plan, Ranking};
use jobmatch::messages::Lang;
use jobmatch::output::{Answer, FORMATS, Style, json};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::rows;
use crate::table::PyTable;

/// Columns of a text for people: those of the command line in a pipe.
const WIDTH: usize = 100;

/// An answer of the library.
pub(crate) enum Kept {
    Ranking(Ranking),
    Gap(Gap),
    Plan(Plan),
    Comparison(Comparison),
}

impl Kept {
    const fn answer(&self) -> Answer<'_> {
        match self {
            Self::Ranking(answer) => Answer::Ranking(answer),
            Self::Gap(answer) => Answer::Gap(answer),
            Self::Plan(answer) => Answer::Plan(answer),
            Self::Comparison(answer) => Answer::Comparison(answer),
        }
    }

    const fn kind(&self) -> &'static str {
        match self {
            Self::Ranking(_) => "rank",
            Self::Gap(_) => "gap",
            Self::Plan(_) => "plan",
            Self::Comparison(_) => "compare",
        }
    }

    fn json(&self) -> String {
        match self {
            Self::Ranking(answer) => json::write(answer),
            Self::Gap(answer) => json::write(answer),
            Self::Plan(answer) => json::write(answer),
            Self::Comparison(answer) => json::write(answer),
        }
    }
}

/// A ranking, a gap report, a plan or a comparison; a table for everything that speaks Arrow.
#[pyclass(name = "Answer", module = "jobmatch", frozen)]
pub(crate) struct PyAnswer {
    pub(crate) kept: Kept,
}

impl From<Kept> for PyAnswer {
    fn from(kept: Kept) -> Self {
        Self { kept }
    }
}

#[pymethods]
impl PyAnswer {
    /// Which answer: `"rank"`, `"gap"`, `"plan"` or `"compare"`.
    #[getter]
    fn kind(&self) -> &'static str {
        self.kept.kind()
    }

    /// The JSON, byte for byte that of the command line.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.kept.json())
    }

    /// The JSON as dicts and lists.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json(py),))
    }

    /// As the command line prints it: `"table"`, `"json"`, `"markdown"`, `"csv"` or `"html"`, in English or Korean.
    #[pyo3(signature = (format = "table", *, lang = "en"))]
    fn to_text(&self, py: Python<'_>, format: &str, lang: &str) -> PyResult<String> {
        let lang = match lang {
            "en" => Lang::En,
            "ko" => Lang::Ko,
            other => return Err(PyValueError::new_err(format!("lang: expected \"en\" or \"ko\", found {other:?}"))),
        };
        let writer = FORMATS.iter().find(|writer| writer.name() == format).ok_or_else(|| {
            let names: Vec<&str> = FORMATS.iter().map(|writer| writer.name()).collect();
            PyValueError::new_err(format!("format: expected one of {}, found {format:?}", names.join(", ")))
        })?;
        Ok(py.detach(|| writer.write(self.kept.answer(), Style { lang, width: WIDTH, color: false })))
    }

    /// A row for each posting of a ranking, line of a gap report, step of a plan, posting and candidate of a comparison.
    fn to_table(&self, py: Python<'_>) -> PyResult<PyTable> {
        let made = py.detach(|| match &self.kept {
            Kept::Ranking(answer) => rows::ranking(answer),
            Kept::Gap(answer) => rows::gap(answer),
            Kept::Plan(answer) => rows::plan(answer),
            Kept::Comparison(answer) => rows::comparison(answer),
        });
        let batch = made.map_err(|error| PyValueError::new_err(error.to_string()))?;
        Ok(PyTable { schema: batch.schema(), batches: vec![batch] })
    }

    /// The Arrow stream, for other libraries.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(&self, py: Python<'py>, requested_schema: Option<Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyCapsule>> {
        self.to_table(py)?.__arrow_c_stream__(py, requested_schema)
    }

    /// The Arrow schema, for other libraries.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        self.to_table(py)?.__arrow_c_schema__(py)
    }

    fn __str__(&self, py: Python<'_>) -> PyResult<String> {
        self.to_text(py, "table", "en")
    }

    fn __repr__(&self) -> String {
        format!("Answer({})", self.kept.kind())
    }
}
