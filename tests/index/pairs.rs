//! Many candidates against many postings.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::program::{Done, Folder, jobmatch, project};
use crate::{generated, make};

fn pairs(folder: &Folder, more: &[&str]) -> Done {
    let profiles = project("profiles");
    let done = jobmatch(folder).args(["match", "--profiles", &profiles, "--as-of", "2026-11", "--quiet"]).args(more).done();
    assert_eq!(done.code, 0, "{}", done.err);
    done
}

fn rows(done: &Done) -> Vec<Value> {
    done.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn each_candidate_gets_what_a_ranking_gives() {
    let folder = Folder::new();
    folder.write("postings.jsonl", generated(150, 31));
    make(&folder, "postings.jsonl", "postings.index");
    let from_text = pairs(&folder, &["--postings", "postings.jsonl", "--top", "4"]);
    let from_index = pairs(&folder, &["--postings", "postings.index", "--top", "4", "--jobs", "3"]);
    assert_eq!(from_text.out, from_index.out);
    let mut by_profile: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for row in rows(&from_text) {
        by_profile.entry(row["profile"].as_str().unwrap().to_owned()).or_default().push(row);
    }
    assert!(by_profile.len() >= 2);
    for (profile, rows) in by_profile {
        let args =
            ["--profile", &profile, "--postings", "postings.index", "--top", "4", "--format", "json", "--as-of", "2026-11", "--quiet"];
        let ranking: Value = serde_json::from_str(&jobmatch(&folder).args(args).done().out).unwrap();
        let wanted: Vec<(&Value, &Value)> =
            ranking["postings"].as_array().unwrap().iter().map(|posting| (&posting["id"], &posting["fit"])).collect();
        let found: Vec<(&Value, &Value)> = rows.iter().map(|row| (&row["id"], &row["fit"])).collect();
        assert_eq!(found, wanted, "{profile}");
    }
}

#[test]
fn each_posting_gets_its_best_candidates() {
    let folder = Folder::new();
    folder.write("postings.jsonl", generated(20, 37));
    let rows = rows(&pairs(&folder, &["--postings", "postings.jsonl", "--by", "posting", "--top", "2"]));
    assert_eq!(rows.len(), 40);
    for pair in rows.chunks(2) {
        assert_eq!(pair[0]["id"], pair[1]["id"]);
        assert!(pair[0]["fit"].as_f64() >= pair[1]["fit"].as_f64());
        assert_eq!((&pair[0]["rank"], &pair[1]["rank"]), (&1.into(), &2.into()));
    }
}

#[test]
fn profiles_may_stand_a_line_each() {
    let folder = Folder::new();
    folder.write("people.jsonl", "{\"name\": \"A\", \"skills\": [\"Python\"]}\n\n{\"name\": \"B\", \"skills\": [\"Java\"]}\n");
    let args = ["match", "--profiles", "people.jsonl", "--top", "1", "--format", "csv"];
    let done = jobmatch(&folder).args(args).done();
    done.says("people.jsonl:1");
    done.says("people.jsonl:3");
    folder.write("people.jsonl", "{\"name\": \"A\"}\n{\"nam\": \"B\"}\n");
    jobmatch(&folder).args(args).done().fails_with("people.jsonl:2");
}
