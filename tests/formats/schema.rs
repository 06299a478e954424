//! JSON is as its schema says, and says nothing that its schema leaves out.

use std::process::Command;

use jobmatch::messages::Lang;
use jobmatch::output::schema::{names, schema};
use jobmatch::output::{Answer, FORMATS, Style};
use serde_json::{Map, Value};

use crate::fixtures;

/// The schema made strict: no key but the ones that it names. Other programs may rely on less, the project may not.
fn strict(name: &str) -> jsonschema::Validator {
    let mut schema = schema(name).expect("a known schema");
    shut(&mut schema);
    jsonschema::validator_for(&schema).expect("a schema")
}

fn shut(node: &mut Value) {
    match node {
        Value::Object(fields) => {
            if fields.contains_key("properties") {
                fields.entry("additionalProperties").or_insert(false.into());
            }
            fields.values_mut().for_each(shut);
        }
        Value::Array(nodes) => nodes.iter_mut().for_each(shut),
        _ => {}
    }
}

fn check(name: &str, json: &Value) {
    let faults: Vec<String> = strict(name).iter_errors(json).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{name}: {faults:#?}");
}

fn answer(answer: Answer<'_>) -> Value {
    let text = FORMATS[1].write(answer, Style { lang: Lang::En, width: 100, color: false });
    serde_json::from_str(&text).expect("JSON")
}

fn call(args: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_jobmatch")).args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("UTF-8")
}

#[test]
fn each_schema_is_one() {
    for name in names() {
        let schema = schema(name).expect("a known schema");
        assert!(jsonschema::meta::is_valid(&schema), "{name}");
        let text = schema.to_string();
        for part in text.split("\"#/$defs/").skip(1) {
            let wanted = part.split('"').next().unwrap_or_default();
            assert!(schema["$defs"].get(wanted).is_some(), "{name} refers to {wanted}");
        }
    }
}

#[test]
fn answers_made_by_hand() {
    check("rank", &answer(Answer::Ranking(&fixtures::ranking())));
    check("gap", &answer(Answer::Gap(&fixtures::gap())));
    check("plan", &answer(Answer::Plan(&fixtures::plan())));
    check("compare", &answer(Answer::Comparison(&fixtures::comparison())));
}

#[test]
fn what_the_program_prints() {
    let ranked = call(&["--profile", "profiles/senior-platform-engineer.yaml", "--format", "json", "--as-of", "2026-11"]);
    check("rank", &serde_json::from_str(&ranked).expect("JSON"));
}

#[test]
fn parsed_lines() {
    for line in call(&["parse", "--format", "json", "seeds/backend-python.md"]).lines() {
        check("parse", &serde_json::from_str(line).expect("JSON"));
    }
}

#[test]
fn the_sample_profiles() {
    for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/profiles")).expect("the folder") {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("a profile");
        check("profile", &serde_yaml::from_str(&text).expect("YAML"));
    }
}

#[test]
fn the_command_prints_one_or_all() {
    let one: Value = serde_json::from_str(&call(&["schema", "gap"])).expect("JSON");
    let all: Map<String, Value> = serde_json::from_str(&call(&["schema"])).expect("JSON");
    assert_eq!(one, all["gap"]);
    assert!(all.keys().map(String::as_str).eq(names()));
}
