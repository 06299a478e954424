//! The truth tables of `tests/cases/truth`: what the lines of the sample postings and many single lines ask, told by profiles that
//! satisfy them and profiles that do not.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use common::World;
use jobmatch::answers::Ranking;
use jobmatch::source::Source;
use jobmatch::yaml::{self, Node, Value};
use serde_json::{Value as Json, json};

/// The statuses that each list of profiles stands for.
const LISTS: &[(&str, &[&str])] = &[("met_by", &["met"]), ("not_met_by", &["partial", "missing"]), ("unassessed_by", &["unassessed"])];

fn to_json(node: &Node, source: &Source) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => json!(value),
        Value::Number(value) => json!(value),
        Value::Text(value) => json!(value),
        Value::List(items) => items.iter().map(|item| to_json(item, source)).collect(),
        Value::Map(pairs) => {
            let pairs = pairs.iter().map(|(key, value)| (key.raw(source).unwrap().to_owned(), to_json(value, source)));
            Json::Object(pairs.collect())
        }
    }
}

/// A profile written out from the shorthand of the table.
fn profile(short: &Json) -> String {
    let Json::Object(map) = short else { return json!({ "name": "Truth", "skills": short }).to_string() };
    let mut profile = json!({ "name": "Truth" });
    let mut study = serde_json::Map::new();
    for (key, value) in map {
        match key.as_str() {
            "degree" | "field" => drop(study.insert(key.clone(), value.clone())),
            "portfolio" => profile["portfolio"] = json!("https://example.com/portfolio"),
            "languages" => {
                let spoken = value.as_object().unwrap().iter().map(|(code, level)| json!({ "name": code, "level": level }));
                profile["languages"] = spoken.collect();
            }
            other => profile[other] = value.clone(),
        }
    }
    if !study.is_empty() {
        profile["education"] = json!([study]);
    }
    profile.to_string()
}

fn statuses<'r>(ranking: &'r Ranking, row: &Json) -> Vec<&'r str> {
    let wanted = |key: &str| row[key].as_str().unwrap();
    let postings = ranking.postings.iter().filter(|posting| posting.company.as_deref() == Some(wanted("posting")));
    postings
        .flat_map(|posting| &posting.requirements)
        .filter(|line| json!(line.section) == wanted("section") && line.text.contains(wanted("line")))
        .map(|line| line.status.word())
        .collect()
}

fn table(name: &str) -> Json {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/truth").join(name);
    let table = yaml::parse(Source::read(&path).unwrap()).unwrap();
    to_json(&table.root, &table.source)
}

#[test]
fn single_lines_mean_what_the_tables_say() {
    let (mut checked, mut wrong) = (0, Vec::new());
    for name in ["lines_ko.yaml", "lines_en.yaml"] {
        let table = table(name);
        let rows = table.as_array().unwrap();
        assert!(rows.len() >= 50, "{name}: {} rows", rows.len());
        let line = |row: &Json| row["line"].as_str().unwrap().to_owned();
        // A file each: lines of one kind below each other could be taken for a list with headings.
        let posting = |(row, at): (&Json, usize)| {
            let text = format!("# Company {at} - Backend developer\n## Requirements\n- {}\n", line(row));
            Source::new(format!("{at}.md"), text)
        };
        let world = World::of(rows.iter().zip(1..).map(posting).collect());
        let understood = world.understood();
        assert_eq!(understood.len(), rows.len(), "{name}: one posting a line");
        for (row, posting) in rows.iter().zip(&understood) {
            for (list, expected) in LISTS {
                for short in row[*list].as_array().map(Vec::as_slice).unwrap_or_default() {
                    let ranking = world.rank(&world.candidate(&profile(short)), std::slice::from_ref(posting));
                    let found: Vec<&str> = ranking.postings[0].requirements.iter().map(|line| line.status.word()).collect();
                    checked += 1;
                    if found.len() != 1 || !expected.contains(&found[0]) {
                        wrong.push(format!("{} with {short}: {list}, but {found:?}", line(row)));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {checked} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_sample_postings_mean_what_the_table_says() {
    let table = table("seeds.yaml");
    let rows = table.as_array().unwrap();
    assert!(rows.len() >= 90, "{} rows", rows.len());
    let world = World::new();
    let mut rankings: BTreeMap<String, Ranking> = BTreeMap::new();
    let (mut checked, mut wrong) = (0, Vec::new());
    for row in rows {
        for (list, expected) in LISTS {
            for short in row[*list].as_array().map(Vec::as_slice).unwrap_or_default() {
                let text = profile(short);
                let ranking = rankings.entry(text).or_insert_with_key(|text| world.rank_profile(text));
                let found = statuses(ranking, row);
                checked += 1;
                if found.len() != 1 || !expected.contains(&found[0]) {
                    wrong.push(format!("{} {} {} with {short}: {list}, but {found:?}", row["posting"], row["section"], row["line"]));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {checked} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_line_of_the_sample_postings_is_read() {
    let world = World::new();
    let bullets = world.sources[0].text.lines().filter(|line| line.starts_with("        - ")).count();
    let lines: usize = world.postings.iter().map(|posting| posting.lines.len()).sum();
    assert_eq!((world.postings.len(), lines), (10, bullets));
    for posting in &world.postings {
        assert!(posting.company.is_some() && posting.title.is_some() && posting.url.is_some(), "{}", posting.id);
        assert_eq!(posting.family.as_deref(), Some("Backend Python Developer"));
    }
}
