//! HTML: one file that needs nothing else, no network and, for reading, no script. The templates stand beside their renderers.

mod compare;
mod page;
mod parts;
mod plan;
mod postings;

use askama::Template;

use super::{Answer, Format, Style};

/// For a browser, and to show others.
pub struct Html;

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn about(&self) -> &'static str {
        "A page for a browser, in one file, to read, print and show others"
    }

    fn write(&self, answer: Answer<'_>, style: Style) -> String {
        let lang = style.lang;
        match answer {
            Answer::Ranking(ranking) => render(&postings::of_ranking(ranking, lang)),
            Answer::Gap(gap) => render(&postings::of_gap(gap, lang)),
            Answer::Plan(answer) => render(&plan::of_plan(answer, lang)),
            Answer::Comparison(comparison) => render(&compare::of_comparison(comparison, lang)),
        }
    }
}

/// Templates write to memory and call nothing that fails.
fn render(page: &impl Template) -> String {
    let mut text = page.render().unwrap_or_default();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}
