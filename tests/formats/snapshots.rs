//! Each format of each answer in both languages.

use std::io;

use jobmatch::answers::Listing;
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

#[test]
fn a_ranking_is_the_same_whole_and_as_it_comes() {
    let ranking = fixtures::ranking();
    for format in FORMATS {
        for lang in [Lang::En, Lang::Ko] {
            let style = Style { lang, width: 100, color: true };
            let mut out = Vec::new();
            format.list(Listing::of(&ranking), style, &mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), format.write(Answer::Ranking(&ranking), style), "{format:?}");
        }
    }
}

#[test]
fn a_posting_that_does_not_come_is_told() {
    let ranking = fixtures::ranking();
    for format in FORMATS {
        let mut listing = Listing::of(&ranking);
        listing.postings = Box::new(listing.postings.chain([Err(io::Error::from(io::ErrorKind::InvalidData))]));
        let told = format.list(listing, Style { lang: Lang::En, width: 100, color: false }, &mut Vec::new());
        assert!(told.is_err(), "{format:?}");
    }
}
