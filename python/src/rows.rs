//! Answers as tables: a row for each posting of a ranking, line of a gap report, step of a plan, cell of a comparison.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int32Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, Field, Schema};
use jobmatch::answers::{Comparison, Gap, Plan, Ranked, Ranking};
use jobmatch::messages::Lang;
use jobmatch::output::words;
use jobmatch::posting::Section;

use crate::arrow::build::int;

/// Columns with their names.
#[derive(Default)]
pub(crate) struct Rows(Vec<(&'static str, ArrayRef, bool)>);

impl Rows {
    /// A column of texts.
    pub(crate) fn text<'a>(mut self, name: &'static str, of: impl Iterator<Item = Option<&'a str>>) -> Self {
        self.0.push((name, Arc::new(of.collect::<StringArray>()), true));
        self
    }

    /// A column of figures.
    pub(crate) fn figure(mut self, name: &'static str, of: impl Iterator<Item = Option<f64>>) -> Self {
        self.0.push((name, Arc::new(of.collect::<Float64Array>()), true));
        self
    }

    /// A column of counts.
    pub(crate) fn count(mut self, name: &'static str, of: impl Iterator<Item = usize>) -> Self {
        self.0.push((name, Arc::new(of.map(int).map(Some).collect::<Int32Array>()), false));
        self
    }

    /// A column of yes and no.
    pub(crate) fn flag(mut self, name: &'static str, of: impl Iterator<Item = bool>) -> Self {
        self.0.push((name, Arc::new(of.map(Some).collect::<BooleanArray>()), false));
        self
    }

    /// A column without nulls that is made already.
    pub(crate) fn column(mut self, name: &'static str, array: ArrayRef) -> Self {
        self.0.push((name, array, false));
        self
    }

    /// The table.
    pub(crate) fn batch(self) -> Result<RecordBatch, ArrowError> {
        let fields: Vec<Field> = self.0.iter().map(|(name, array, null)| Field::new(*name, array.data_type().clone(), *null)).collect();
        RecordBatch::try_new(Arc::new(Schema::new(fields)), self.0.into_iter().map(|(_, array, _)| array).collect())
    }
}

/// The word that the JSON uses.
pub(crate) const fn section(section: Section) -> &'static str {
    match section {
        Section::Required => "required",
        Section::Preferred => "preferred",
    }
}

/// A row for each posting, in the order of the ranking.
pub(crate) fn ranking(answer: &Ranking) -> Result<RecordBatch, ArrowError> {
    let of = || answer.postings.iter();
    let next: Vec<Option<String>> =
        of().map(|posting| posting.next.as_ref().map(|step| words::step(step, &answer.names, Lang::En))).collect();
    heads(&answer.postings)
        .text("next", next.iter().map(Option::as_deref))
        .text("path", of().map(|posting| Some(posting.source.path.as_str())))
        .count("line", of().map(|posting| posting.source.line))
        .batch()
}

/// What a posting is and comes to.
fn heads(postings: &[Ranked]) -> Rows {
    let of = || postings.iter();
    Rows::default()
        .count("rank", (1..).zip(of()).map(|(at, _)| at))
        .text("id", of().map(|posting| Some(posting.id.as_str())))
        .text("company", of().map(|posting| posting.company.as_deref()))
        .text("title", of().map(|posting| posting.title.as_deref()))
        .text("url", of().map(|posting| posting.url.as_deref()))
        .text("family", of().map(|posting| posting.family.as_deref()))
        .figure("fit", of().map(|posting| posting.fit))
        .flag("qualified", of().map(|posting| posting.qualified))
        .flag("thin", of().map(|posting| posting.thin))
        .figure("required", of().map(|posting| posting.required.score))
        .figure("preferred", of().map(|posting| posting.preferred.score))
        .count("lines", of().map(|posting| posting.read.lines))
        .count("assessed", of().map(|posting| posting.read.assessed))
}

/// A row for each requirement line.
pub(crate) fn gap(answer: &Gap) -> Result<RecordBatch, ArrowError> {
    let of = || answer.postings.iter().flat_map(|posting| posting.requirements.iter().map(move |line| (posting, line)));
    let because: Vec<String> = of()
        .map(|(_, line)| {
            words::weighty(line).into_iter().map(|reason| words::reason(reason, &answer.names, Lang::En)).collect::<Vec<_>>().join("; ")
        })
        .collect();
    let steps: Vec<String> = of()
        .map(|(_, line)| line.steps.iter().map(|step| words::step(step, &answer.names, Lang::En)).collect::<Vec<_>>().join("; "))
        .collect();
    Rows::default()
        .text("id", of().map(|(posting, _)| Some(posting.id.as_str())))
        .figure("fit", of().map(|(posting, _)| posting.fit))
        .text("section", of().map(|(_, line)| Some(section(line.section))))
        .count("line", of().map(|(_, line)| line.line))
        .text("text", of().map(|(_, line)| Some(line.text.as_str())))
        .text("status", of().map(|(_, line)| Some(line.status.word())))
        .figure("credit", of().map(|(_, line)| line.credit))
        .text("because", because.iter().map(|text| Some(text.as_str())))
        .text("steps", steps.iter().map(|text| Some(text.as_str())))
        .figure("gain", of().map(|(_, line)| line.gain))
        .batch()
}

/// A row for each step.
pub(crate) fn plan(answer: &Plan) -> Result<RecordBatch, ArrowError> {
    let of = || answer.steps.iter();
    let steps: Vec<String> = of().map(|step| words::step(&step.step, &answer.names, Lang::En)).collect();
    Rows::default()
        .count("rank", (1..).zip(of()).map(|(at, _)| at))
        .text("step", steps.iter().map(|text| Some(text.as_str())))
        .text("kind", of().map(|step| Some(step.step.kind.word())))
        .text("what", of().map(|step| Some(step.step.what.as_str())))
        .figure("gain", of().map(|step| Some(step.step.gain)))
        .figure("cost", of().map(|step| Some(step.step.cost)))
        .figure("spent", of().map(|step| Some(step.spent)))
        .figure("mean", of().map(|step| step.total.mean))
        .count("qualified", of().map(|step| step.total.qualified))
        .count("unlocks", of().map(|step| step.unlocks.len()))
        .batch()
}

/// A row for each posting and candidate.
pub(crate) fn comparison(answer: &Comparison) -> Result<RecordBatch, ArrowError> {
    let of = || {
        let cells =
            answer.postings.iter().flat_map(|posting| posting.cells.iter().zip(&answer.candidates).map(move |cell| (posting, cell)));
        cells.filter_map(|(posting, (cell, candidate))| cell.map(|cell| (posting, cell, candidate)))
    };
    Rows::default()
        .text("id", of().map(|(posting, _, _)| Some(posting.id.as_str())))
        .text("company", of().map(|(posting, _, _)| posting.company.as_deref()))
        .text("title", of().map(|(posting, _, _)| posting.title.as_deref()))
        .text("candidate", of().map(|(_, _, candidate)| Some(candidate.name.as_str())))
        .text("candidate_path", of().map(|(_, _, candidate)| Some(candidate.path.as_str())))
        .figure("fit", of().map(|(_, cell, _)| cell.fit))
        .flag("qualified", of().map(|(_, cell, _)| cell.qualified))
        .flag("thin", of().map(|(_, cell, _)| cell.thin))
        .batch()
}
