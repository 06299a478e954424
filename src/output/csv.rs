//! CSV: opens right in spreadsheets, Hangul too, and no cell can become a formula.

use std::io::{self, Write};

use super::{Answer, Format, Style, clean::clean, format, label, words};
use crate::answers::ranking::{ListReport, Ranked};
use crate::answers::{Comparison, Gap, Listed, Listing, Pair, Plan};
use crate::messages::Lang;
use crate::score::Status;

/// For spreadsheets.
pub struct Csv;

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "For spreadsheets"
    }

    fn write(&self, answer: Answer<'_>, style: Style) -> String {
        let lang = style.lang;
        match answer {
            Answer::Ranking(ranking) => format::listed(self, ranking, style),
            Answer::Gap(gap) => gap_rows(gap, lang),
            Answer::Plan(plan) => plan_rows(plan, lang),
            Answer::Comparison(comparison) => comparison_rows(comparison, lang),
        }
    }

    fn list(&self, listing: Listing<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
        ranking_rows(listing, style.lang, out)
    }
}

/// A table being written: each row is a list of cells.
struct Sheet<W: Write> {
    writer: ::csv::Writer<W>,
    lang: Lang,
}

impl Sheet<Vec<u8>> {
    fn new(lang: Lang, keys: &[&str]) -> Self {
        let mut sheet = Self::bare(lang);
        sheet.row(heading(lang, keys));
        sheet
    }

    fn bare(lang: Lang) -> Self {
        Self { writer: writer(MARK.as_bytes().to_vec()), lang }
    }

    fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        // Memory takes all.
        let _ = self.put(cells);
    }

    fn finish(self) -> String {
        String::from_utf8_lossy(&self.writer.into_inner().unwrap_or_default()).into_owned()
    }
}

impl<W: Write> Sheet<W> {
    fn on(mut out: W, lang: Lang, keys: &[&str]) -> io::Result<Self> {
        out.write_all(MARK.as_bytes())?;
        let mut sheet = Self { writer: writer(out), lang };
        sheet.put(heading(lang, keys))?;
        Ok(sheet)
    }

    fn put(&mut self, cells: impl IntoIterator<Item = Cell>) -> io::Result<()> {
        let cells: Vec<String> = cells.into_iter().map(|cell| cell.written(self.lang)).collect();
        Ok(self.writer.write_record(&cells)?)
    }
}

/// The byte order mark, which tells spreadsheets that this is UTF-8.
const MARK: &str = "\u{feff}";

fn writer<W: Write>(out: W) -> ::csv::Writer<W> {
    ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out)
}

fn heading(lang: Lang, keys: &[&str]) -> impl Iterator<Item = Cell> {
    keys.iter().map(move |key| Cell::Text(lang.template(key).to_owned()))
}

enum Cell {
    Text(String),
    Number(Option<f64>),
    Count(usize),
    Yes(bool),
}

impl Cell {
    fn text(text: &str) -> Self {
        Self::Text(clean(text))
    }

    fn option(text: Option<&str>) -> Self {
        Self::text(text.unwrap_or_default())
    }

    fn written(self, lang: Lang) -> String {
        match self {
            Self::Text(text) => guarded(text),
            Self::Number(number) => number.map(label::number).unwrap_or_default(),
            Self::Count(count) => count.to_string(),
            Self::Yes(yes) => label::yes(yes, lang).to_owned(),
        }
    }
}

/// A text that a spreadsheet would take for a formula gets an apostrophe before it. Full-width signs count too: some programs fold them.
fn guarded(text: String) -> String {
    let formula = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r');
    if text.trim_start().starts_with(formula) { format!("'{text}") } else { text }
}

fn list(report: &ListReport) -> [Cell; 5] {
    [
        Cell::Number(report.score),
        Cell::Count(report.met),
        Cell::Count(report.partial),
        Cell::Count(report.missing),
        Cell::Count(report.unassessed),
    ]
}

/// Pairs of candidates and postings, a row each.
pub struct Pairs(Sheet<Vec<u8>>);

impl Pairs {
    /// The heading.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        let keys = ["csv-candidate", "csv-profile", "csv-rank", "rank-fit", "csv-thin", "csv-company", "csv-title", "csv-url", "csv-id"];
        Self(Sheet::new(lang, &keys))
    }

    /// Adds a pair.
    pub fn add(&mut self, pair: &Pair<'_>) {
        self.0.row([
            Cell::text(pair.candidate),
            Cell::text(pair.profile),
            Cell::Count(pair.rank),
            Cell::Number(pair.fit),
            Cell::Yes(pair.thin),
            Cell::option(pair.company),
            Cell::option(pair.title),
            Cell::option(pair.url),
            Cell::text(pair.id),
        ]);
    }

    /// The whole text.
    #[must_use]
    pub fn finish(self) -> String {
        self.0.finish()
    }
}

fn ranking_rows(listing: Listing<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let mut keys = vec!["csv-rank", "rank-fit", "csv-qualified", "csv-thin", "csv-company", "csv-title", "csv-family"];
    keys.extend(["csv-required-score", "csv-required-met", "csv-required-partial", "csv-required-missing", "csv-required-unassessed"]);
    keys.extend(["csv-preferred-score", "csv-preferred-met", "csv-preferred-partial", "csv-preferred-missing", "csv-preferred-unassessed"]);
    keys.extend(["csv-next", "csv-missing", "csv-url", "csv-id", "csv-source"]);
    let mut sheet = Sheet::on(out, lang, &keys)?;
    for (at, listed) in listing.postings.enumerate() {
        let Listed { posting, names } = listed?;
        let mut cells = vec![Cell::Count(at + 1), Cell::Number(posting.fit), Cell::Yes(posting.qualified), Cell::Yes(posting.thin)];
        cells.extend([&posting.company, &posting.title, &posting.family].map(|text| Cell::option(text.as_deref())));
        cells.extend(list(&posting.required));
        cells.extend(list(&posting.preferred));
        let next = posting.next.as_ref().map(|step| words::step(step, &names, lang));
        cells.extend([
            Cell::option(next.as_deref()),
            Cell::Text(missing(&posting)),
            Cell::option(posting.url.as_deref()),
            Cell::text(&posting.id),
        ]);
        cells.push(Cell::text(&format!("{}:{}", posting.source.path, posting.source.line)));
        sheet.put(cells)?;
    }
    sheet.writer.flush()
}

fn missing(posting: &Ranked) -> String {
    let missing = posting.requirements.iter().filter(|line| line.status == Status::Missing);
    missing.map(|line| clean(&line.text)).collect::<Vec<_>>().join("; ")
}

fn gap_rows(gap: &Gap, lang: Lang) -> String {
    let keys = ["csv-company", "csv-title", "rank-fit", "csv-section", "csv-line", "csv-text", "csv-status", "csv-credit"];
    let keys: Vec<&str> = keys.into_iter().chain(["csv-because", "csv-steps", "csv-gain", "csv-id"]).collect();
    let mut sheet = Sheet::new(lang, &keys);
    for posting in &gap.postings {
        for line in &posting.requirements {
            let reasons: Vec<String> = line.because.iter().map(|reason| words::reason(reason, &gap.names, lang)).collect();
            let steps: Vec<String> = line.steps.iter().map(|step| words::step(step, &gap.names, lang)).collect();
            sheet.row([
                Cell::option(posting.company.as_deref()),
                Cell::option(posting.title.as_deref()),
                Cell::Number(posting.fit),
                Cell::Text(label::section(line.section, lang).to_owned()),
                Cell::Count(line.line),
                Cell::text(&line.text),
                Cell::Text(words::status(line.status, lang).to_owned()),
                Cell::Number(line.credit),
                Cell::text(&reasons.join("; ")),
                Cell::text(&steps.join("; ")),
                Cell::Number(line.gain),
                Cell::text(&posting.id),
            ]);
        }
    }
    sheet.finish()
}

fn plan_rows(plan: &Plan, lang: Lang) -> String {
    let keys = ["csv-rank", "csv-step", "csv-kind", "csv-gain", "csv-cost", "csv-spent", "csv-mean", "csv-qualified-count", "csv-unlocks"];
    let mut sheet = Sheet::new(lang, &keys);
    for (at, step) in plan.steps.iter().enumerate() {
        let unlocks: Vec<String> = step.unlocks.iter().map(|posting| clean(&posting.id)).collect();
        sheet.row([
            Cell::Count(at + 1),
            Cell::text(&words::step(&step.step, &plan.names, lang)),
            Cell::Text(words::kind(step.step.kind, lang).to_owned()),
            Cell::Number(Some(step.step.gain)),
            Cell::Number(Some(step.step.cost)),
            Cell::Number(Some(step.spent)),
            Cell::Number(step.total.mean),
            Cell::Count(step.total.qualified),
            Cell::text(&unlocks.join("; ")),
        ]);
    }
    sheet.finish()
}

/// The matrix: a row for each posting or, where one posting was asked for, for each of its lines; a column for each candidate.
fn comparison_rows(comparison: &Comparison, lang: Lang) -> String {
    let lines: Vec<_> = comparison.postings.iter().flat_map(|posting| &posting.requirements).collect();
    let keys: &[&str] =
        if lines.is_empty() { &["csv-company", "csv-title", "csv-best", "csv-id"] } else { &["csv-section", "csv-line", "csv-text"] };
    let mut sheet = Sheet::bare(lang);
    sheet.row(
        heading(lang, keys).chain(comparison.candidates.iter().map(|candidate| Cell::text(&label::candidate(comparison, candidate, lang)))),
    );
    for line in &lines {
        let first = [Cell::Text(label::section(line.section, lang).to_owned()), Cell::Count(line.line), Cell::text(&line.text)];
        let cells = line.cells.iter().map(|cell| Cell::Number(cell.and_then(|cell| cell.credit)));
        sheet.row(first.into_iter().chain(cells));
    }
    if lines.is_empty() {
        for posting in &comparison.postings {
            let best: Vec<String> =
                posting.best.iter().filter_map(|at| comparison.candidates.get(*at)).map(|best| clean(&best.name)).collect();
            let first = [
                Cell::option(posting.company.as_deref()),
                Cell::option(posting.title.as_deref()),
                Cell::text(&best.join("; ")),
                Cell::text(&posting.id),
            ];
            sheet.row(first.into_iter().chain(posting.cells.iter().map(|cell| Cell::Number(cell.and_then(|cell| cell.fit)))));
        }
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn no_text_becomes_a_formula() {
        for text in ["=1+1", "+82", "-1", "@SUM(A1)", " =1", "＝1"] {
            assert_eq!(guarded(text.to_owned()), format!("'{text}"));
        }
        assert_eq!(guarded("C++".to_owned()), "C++");
    }
}
