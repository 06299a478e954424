//! Each format of each answer in both languages.

use jobmatch::messages::Lang;
use jobmatch::output::{Answer, FORMATS, Style};

use crate::fixtures;

/// The answer in a format; of a page only what differs from page to page.
fn written(format: &str, answer: Answer<'_>, lang: Lang) -> String {
    let format = FORMATS.into_iter().find(|known| known.name() == format).expect("a known format");
    let text = format.write(answer, Style { lang, width: 100, color: false });
    match (text.find("<body"), text.find("<script>")) {
        (Some(start), Some(end)) if format.name() == "html" => text[start..end].replace("><", ">\n<"),
        _ => text.replace('\r', ""),
    }
}

fn both_languages(format: &str, name: &str, answer: Answer<'_>) {
    for (lang, code) in [(Lang::En, "en"), (Lang::Ko, "ko")] {
        let version = env!("CARGO_PKG_VERSION");
        let text = written(format, answer, lang).replace(&format!("jobmatch {version}"), "jobmatch VERSION");
        insta::assert_snapshot!(format!("{name}-{code}-{format}"), text);
    }
}

fn all_answers(format: &str) {
    both_languages(format, "rank", Answer::Ranking(&fixtures::ranking()));
    both_languages(format, "gap", Answer::Gap(&fixtures::gap()));
    both_languages(format, "plan", Answer::Plan(&fixtures::plan()));
    both_languages(format, "compare", Answer::Comparison(&fixtures::comparison()));
}

#[test]
fn markdown() {
    all_answers("markdown");
}

#[test]
fn csv() {
    all_answers("csv");
}

#[test]
fn html() {
    all_answers("html");
}
