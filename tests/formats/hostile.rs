//! Input full of markup, quotes and marks of direction stays text.

use jobmatch::messages::Lang;
use jobmatch::output::{Answer, FORMATS, Style};

use crate::fixtures;

fn written(name: &str) -> String {
    let format = FORMATS.into_iter().find(|known| known.name() == name).expect("a known format");
    format.write(Answer::Gap(&fixtures::hostile()), Style { lang: Lang::En, width: 100, color: false })
}

#[test]
fn no_markup_comes_into_a_page() {
    let page = written("html");
    assert_eq!(page.matches("<script").count(), 1, "only the page's own script");
    assert!(!page.contains("<img") && !page.contains('\u{202e}') && !page.contains("href=\"javascript"));
    // Every other tag is one of the templates': the page of harmless input has the same ones.
    let harmless = FORMATS[4].write(Answer::Gap(&fixtures::gap()), Style { lang: Lang::En, width: 100, color: false });
    assert!(page.matches('<').count() <= harmless.matches('<').count());
}

#[test]
fn no_markup_comes_into_markdown() {
    let text = written("markdown");
    assert!(!text.contains("<script") && !text.contains("<img") && !text.contains("[a](") && !text.contains('\u{202e}'));
}

#[test]
fn no_cell_is_a_formula() {
    let text = FORMATS[3].write(Answer::Gap(&fixtures::gap()), Style { lang: Lang::Ko, width: 100, color: false });
    assert!(text.starts_with('\u{feff}') && text.contains("'=English"));
}
