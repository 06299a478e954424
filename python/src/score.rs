//! `score`: fits of many postings for some candidates, without reasons.

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};
use jobmatch::answers::rounded;
use jobmatch::diagnostic::Diagnostic;
use jobmatch::matching::{Holdings, Judge};
use jobmatch::posting::Posting;
use jobmatch::requirement::Memory;
use jobmatch::score::fit::Sums;
use jobmatch::score::{Place, PostingScore, Scorer, Understood};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyMapping;

use crate::arrow::capsule::{self, Batches};
use crate::columns::Columns;
use crate::extract::caught;
use crate::matcher::{PyMatcher, Ready};
use crate::postings;
use crate::rows::Rows;
use crate::table::PyTable;
use crate::taxonomy::Loaded;

/// Rows of a batch that is given back, so that no column grows without bound.
const ROWS: usize = 1 << 16;

/// Rows that gather before the best of them are looked for, however few are asked for.
const LEAST_TRIMMED: usize = 1 << 10;

/// Fits of many postings for some candidates, without reasons: a row for each pair.
///
/// `matchers` is one, a list, or a mapping whose keys name the candidates. `top` keeps so many candidates of each posting or, with
/// `per="candidate"`, so many postings of each candidate. A posting that cannot be read gives a row without a candidate and with an
/// `error`. An Arrow stream is read batch by batch, and never held whole.
#[pyfunction]
#[pyo3(signature = (postings, matchers, *, top = None, per = "posting"))]
pub(crate) fn score(
    py: Python<'_>,
    postings: &Bound<'_, PyAny>,
    matchers: &Bound<'_, PyAny>,
    top: Option<usize>,
    per: &str,
) -> PyResult<PyTable> {
    let per = match per {
        "posting" => Per::Posting,
        "candidate" => Per::Candidate,
        other => return Err(PyValueError::new_err(format!("per: expected \"posting\" or \"candidate\", found {other:?}"))),
    };
    let people = people(matchers)?;
    let table = if postings.is_instance_of::<postings::PyPostings>() { None } else { capsule::batches(postings)? };
    let input = match table {
        Some((_, batches)) => Input::Batches(batches),
        None => Input::Read(postings::given(py, Some(postings))?),
    };
    let batches = py.detach(|| Work { people: &people, top, per }.all(input)).map_err(|error| PyValueError::new_err(error.to_string()))?;
    let schema = match batches.first() {
        Some(batch) => batch.schema(),
        None => schema().map_err(|error| PyValueError::new_err(error.to_string()))?,
    };
    Ok(PyTable { schema, batches })
}

/// A candidate with the name that the table gives it.
struct Person {
    name: String,
    ready: Arc<Ready>,
}

impl Person {
    /// Where a posting comes for this candidate.
    fn place(&self, score: &PostingScore) -> Place {
        Place::new(score.fit, score.assessed, self.ready.policy.thin)
    }
}

/// One matcher, a list of them, or a mapping of names to them.
fn people(given: &Bound<'_, PyAny>) -> PyResult<Vec<Person>> {
    let person = |name: Option<String>, matcher: &Bound<'_, PyAny>| -> PyResult<Person> {
        let wrong = || PyTypeError::new_err("matchers: expected a Matcher, a list of them or a mapping of names to them");
        let matcher = matcher.cast::<PyMatcher>().map_err(|_| wrong())?.get();
        Ok(Person { name: name.unwrap_or_else(|| matcher.ready.candidate.name.clone()), ready: matcher.ready.clone() })
    };
    if let Ok(mapping) = given.cast::<PyMapping>() {
        let named = mapping.items()?.iter().map(|item| {
            let (name, matcher): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract()?;
            person(Some(name.str()?.to_string()), &matcher)
        });
        return named.collect();
    }
    if given.is_instance_of::<PyMatcher>() {
        return Ok(vec![person(None, given)?]);
    }
    given.try_iter()?.map(|matcher| person(None, &matcher?)).collect()
}

/// Of what the best are kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Per {
    Posting,
    Candidate,
}

enum Input {
    Batches(Batches),
    Read(Arc<Vec<Posting>>),
}

/// A row of the table.
struct Scored {
    posting: String,
    lines: usize,
    of: Result<(usize, PostingScore), Diagnostic>,
}

struct Work<'a> {
    people: &'a [Person],
    top: Option<usize>,
    per: Per,
}

impl Work<'_> {
    fn all(&self, input: Input) -> Result<Vec<RecordBatch>, ArrowError> {
        let holdings: Vec<Holdings<'_>> =
            self.people.iter().map(|person| Holdings::new(&person.ready.candidate, &person.ready.loaded.taxonomy)).collect();
        let scorers = self.people.iter().zip(&holdings).map(|(person, holdings)| Scorer {
            judge: Judge { taxonomy: &person.ready.loaded.taxonomy, policy: &person.ready.policy, holdings },
        });
        let mut bench = Bench {
            work: self,
            scorers: scorers.collect(),
            groups: groups(self.people),
            rows: Vec::new(),
            best: self.people.iter().map(|_| Vec::new()).collect(),
            done: Vec::new(),
        };
        match input {
            Input::Read(postings) => {
                for posting in postings.iter() {
                    bench.one(&posting.id, Ok(posting))?;
                }
            }
            Input::Batches(batches) => {
                for batch in batches {
                    let batch = batch?;
                    let columns = Columns::new(&batch);
                    for row in 0..batch.num_rows() {
                        let posting = caught(|| columns.posting(row)).flatten();
                        match posting {
                            Ok(posting) => bench.one(&posting.id.clone(), Ok(&posting))?,
                            Err(fault) => bench.one(&columns.id(row).unwrap_or_default(), Err(fault))?,
                        }
                    }
                }
            }
        }
        bench.finish()
    }
}

/// Candidates that are read over one taxonomy.
struct Group<'a> {
    loaded: &'a Arc<Loaded>,
    memory: Memory<'a>,
    people: Vec<usize>,
}

fn groups(people: &[Person]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (at, person) in people.iter().enumerate() {
        let loaded = &person.ready.loaded;
        match groups.iter_mut().find(|group| Arc::ptr_eq(group.loaded, loaded)) {
            Some(group) => group.people.push(at),
            None => groups.push(Group { loaded, memory: Memory::new(&loaded.taxonomy), people: vec![at] }),
        }
    }
    groups
}

/// Where rows gather.
struct Bench<'a> {
    work: &'a Work<'a>,
    scorers: Vec<Scorer<'a>>,
    groups: Vec<Group<'a>>,
    rows: Vec<Scored>,
    /// The best postings of each candidate so far, where those are asked for.
    best: Vec<Vec<Scored>>,
    done: Vec<RecordBatch>,
}

impl Bench<'_> {
    fn one(&mut self, id: &str, posting: Result<&Posting, Diagnostic>) -> Result<(), ArrowError> {
        let lines = posting.as_ref().map_or(0, |posting| posting.lines.len());
        let found = posting.and_then(|posting| caught(|| self.scores(posting)));
        let row = |of| Scored { posting: id.to_owned(), lines, of };
        match (found, self.work.per, self.work.top) {
            (Err(fault), _, _) => self.rows.push(row(Err(fault))),
            (Ok(scores), Per::Candidate, Some(top)) => {
                for (at, score) in scores {
                    let best = &mut self.best[at];
                    best.push(row(Ok((at, score))));
                    // Sorted only now and then: twice the number is cheap to hold.
                    if best.len() >= top.saturating_mul(2).max(LEAST_TRIMMED) {
                        trim(best, top, &self.work.people[at]);
                    }
                }
            }
            (Ok(mut scores), _, top) => {
                if let Some(top) = top {
                    scores.sort_by_key(|(at, score)| self.work.people[*at].place(score));
                    scores.truncate(top);
                }
                self.rows.extend(scores.into_iter().map(|score| row(Ok(score))));
            }
        }
        if self.rows.len() >= ROWS { self.flush() } else { Ok(()) }
    }

    /// The scores of all candidates; lines are understood once for each taxonomy.
    fn scores(&mut self, posting: &Posting) -> Vec<(usize, PostingScore)> {
        let mut scores = Vec::with_capacity(self.scorers.len());
        for group in &mut self.groups {
            let understood = Understood::remembered(posting, &mut group.memory, &group.loaded.roles);
            scores.extend(group.people.iter().map(|at| (*at, self.scorers[*at].score(&understood))));
        }
        scores.sort_by_key(|(at, _)| *at);
        scores
    }

    fn flush(&mut self) -> Result<(), ArrowError> {
        let rows = std::mem::take(&mut self.rows);
        self.done.push(batch(&rows, self.work.people)?);
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<RecordBatch>, ArrowError> {
        for (mut best, person) in std::mem::take(&mut self.best).into_iter().zip(self.work.people) {
            trim(&mut best, self.work.top.unwrap_or(usize::MAX), person);
            self.rows.extend(best);
            if self.rows.len() >= ROWS {
                self.flush()?;
            }
        }
        if !self.rows.is_empty() {
            self.flush()?;
        }
        Ok(self.done)
    }
}

/// Keeps the best; of equals those whose id comes first, so that it does not matter how postings are dealt out.
fn trim(best: &mut Vec<Scored>, top: usize, person: &Person) {
    let place = |row: &Scored| row.of.as_ref().ok().map(|(_, score)| person.place(score));
    best.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.posting.cmp(&b.posting)));
    best.truncate(top);
}

fn schema() -> Result<SchemaRef, ArrowError> {
    batch(&[], &[]).map(|batch| batch.schema())
}

fn batch(rows: &[Scored], people: &[Person]) -> Result<RecordBatch, ArrowError> {
    let errors: Vec<Option<String>> = rows.iter().map(|row| row.of.as_ref().err().map(ToString::to_string)).collect();
    let scores: Vec<Option<&PostingScore>> = rows.iter().map(|row| row.of.as_ref().ok().map(|(_, score)| score)).collect();
    let of = || scores.iter().copied();
    let sums = |count: fn(&Sums) -> usize| {
        move |score: Option<&PostingScore>| score.map_or(0, |score| count(&score.required) + count(&score.preferred))
    };
    Rows::default()
        .text("posting", rows.iter().map(|row| Some(row.posting.as_str())))
        .text("candidate", rows.iter().map(|row| row.of.as_ref().ok().map(|(at, _)| people[*at].name.as_str())))
        .figure("fit", of().map(|score| score?.fit))
        .flag("qualified", of().map(|score| score.is_some_and(|score| score.qualified)))
        .flag("thin", of().map(|score| score.is_some_and(|score| score.thin)))
        .figure("required", of().map(|score| score?.required.score().map(rounded)))
        .figure("preferred", of().map(|score| score?.preferred.score().map(rounded)))
        .count("met", of().map(sums(|sums| sums.met)))
        .count("partial", of().map(sums(|sums| sums.partial)))
        .count("missing", of().map(sums(|sums| sums.missing)))
        .count("unassessed", of().map(sums(|sums| sums.unassessed)))
        .count("assessed", of().map(|score| score.map_or(0, |score| score.assessed)))
        .count("lines", rows.iter().map(|row| row.lines))
        .text("error", errors.iter().map(Option::as_deref))
        .batch()
}
