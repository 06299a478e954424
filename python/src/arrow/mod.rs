//! Arrow: over the border (`capsule`), columns as texts and lists (`texts`, `lists`), rows as JSON (`json`), columns being made (`build`).

pub(crate) mod build;
pub(crate) mod capsule;
pub(crate) mod json;
pub(crate) mod lists;
pub(crate) mod texts;
