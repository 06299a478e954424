//! jobmatch for Python: the library's own answers, with Arrow and plain dicts in and out.
//!
//! Arguments become the library's objects (`input`, `postings`), the library answers without the interpreter's lock, and answers become
//! JSON, text, dicts or Arrow (`answer`, `table`). Nothing is computed here that the command line computes elsewhere.

mod answer;
mod arrow;
mod columns;
mod dicts;
mod errors;
mod extract;
mod input;
mod matcher;
mod postings;
mod rows;
mod score;
mod table;
mod taxonomy;

use pyo3::prelude::*;

/// The compiled part of `jobmatch`; use it through the package.
#[pymodule]
fn _core(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<taxonomy::PyTaxonomy>()?;
    module.add_class::<matcher::PyMatcher>()?;
    module.add_class::<postings::PyPostings>()?;
    module.add_class::<answer::PyAnswer>()?;
    module.add_class::<table::PyTable>()?;
    module.add_function(wrap_pyfunction!(taxonomy::parse, module)?)?;
    module.add_function(wrap_pyfunction!(postings::read_postings, module)?)?;
    module.add_function(wrap_pyfunction!(extract::extract, module)?)?;
    module.add_function(wrap_pyfunction!(score::score, module)?)?;
    Ok(())
}
