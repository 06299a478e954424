//! Every fault that the validator knows, with the place and the words that a user gets for it.

use std::collections::BTreeSet;

use jobmatch::source::Source;
use jobmatch::taxonomy::{entry, validate};
use jobmatch::yaml;

use crate::over_base;

/// A fault of form or of sense in an overlay: its key in the catalogue of messages, the overlay, what is said.
const FAULTS: &[(&str, &str, &[&str])] = &[
    ("skill-needs", "own-tool:\n  kind: tool\n", &["over.yaml:1:1: `own-tool` needs `name`"]),
    ("skill-needs", "own-tool:\n  name: Own Tool\n", &["over.yaml:1:1: `own-tool` needs `kind`"]),
    ("alias-needs-text", "own-tool:\n  name: Own Tool\n  kind: tool\n  ko: [{only: token}]\n", &["over.yaml:4:8", "needs its text, `t`"]),
    ("bad-id", "Own_Tool:\n  name: Own Tool\n  kind: tool\n", &["over.yaml:1:1", "`Own_Tool` is no id", "lower-case letters"]),
    (
        "unknown-skill",
        "own-tool:\n  name: Own Tool\n  kind: tool\n  implies: [pyhton]\n",
        &["over.yaml:4:13", "no skill has the id `pyhton`", "did you mean `python`?"],
    ),
    (
        "unknown-skill",
        "own-tool:\n  name: Own Tool\n  kind: tool\n  broader: [qqqqqqqq]\n",
        &["over.yaml:4:13", "no skill has the id `qqqqqqqq`", "jobmatch taxonomy search"],
    ),
    (
        "unknown-skill",
        "own-tool:\n  name: Own Tool\n  kind: tool\n  similar: {djagno: 0.5}\n",
        &["over.yaml:4:13", "did you mean `django`?"],
    ),
    (
        "unknown-source",
        "own-tool:\n  name: Own Tool\n  kind: tool\n  src: [hearsay]\n",
        &["over.yaml:4:9", "unknown source tag `hearsay`", "field, gh"],
    ),
    ("refers-to-itself", "own-tool:\n  name: Own Tool\n  kind: tool\n  broader: [own-tool]\n", &["over.yaml:4:13", "refers to itself"]),
    (
        "language-needs-code",
        "own-tongue:\n  name: Own Tongue\n  kind: spoken-language\n",
        &["over.yaml:1:1", "needs its two-letter `code`"],
    ),
    ("part-alone", "own-stack:\n  name: Own Stack\n  kind: category\n  parts: [python]\n", &["over.yaml:4:11", "`python` is the only one"]),
    (
        "evidence-of-certificate",
        "own-tool:\n  name: Own Tool\n  kind: tool\n  evidence: {sql: advanced}\n",
        &["over.yaml:1:1", "only certificates have evidence"],
    ),
    (
        "unknown-word",
        "own-licence:\n  name: Own Licence\n  kind: certificate\n  evidence: {sql: guru}\n",
        &["over.yaml:4:14", "unknown value `guru`", "beginner, intermediate"],
    ),
    ("unknown-word", "own-tool:\n  name: Own Tool\n  kind: tol\n", &["over.yaml:3:9", "unknown value `tol`", "did you mean `tool`?"]),
    (
        "unknown-word",
        "own-tool:\n  name: Own Tool\n  kind: tool\n  ko: [{t: 도구함, only: alone}]\n",
        &["over.yaml:4:23", "unknown value `alone`", "token, list"],
    ),
    (
        "deny-needs-note",
        "python:\n  aliases: [{t: py, deny: true}]\n",
        &["over.yaml:2:13", "the denial of `py` needs a `note` that says why"],
    ),
    ("alias-empty", "own-tool:\n  name: Own Tool\n  kind: tool\n  aliases: ['--']\n", &["over.yaml:4:13", "has no letters"]),
    // Two that long, both beginning alike, once made the program fall over.
    (
        "alias-long",
        "own-tool:\n  name: Own Tool\n  kind: tool\n  aliases: [tool kit tool kit tool kit tool kit tool kit tool kit tool kit tool kit tool kit tool kit tool kit tool kit tool kit tool kit tool kit tool kit tool kit tool kit tool kit tool kit tool kit tool kit tool kit ]\n",
        &["over.yaml:4:13", "more than 200 characters"],
    ),
    (
        "alias-by-rule",
        "own-tool:\n  name: Own Tool\n  kind: tool\n  aliases: [OT kit, OT-kit]\n",
        &["over.yaml:4:21", "`OT-kit` is already made by rule"],
    ),
    ("short-hangul", "own-tool:\n  name: Own Tool\n  kind: tool\n  ko: [공]\n", &["over.yaml:4:8", "is one syllable: give it a gate"]),
    (
        "short-latin",
        "own-tool:\n  name: Own Tool\n  kind: tool\n  aliases: [qz]\n",
        &["over.yaml:4:13", "is very short: give it a gate (`case: exact`"],
    ),
    (
        "pair-twice",
        "own-a:\n  name: Own A\n  kind: tool\n  similar: {own-b: 0.5}\nown-b:\n  name: Own B\n  kind: tool\n  similar: {own-a: 0.4}\n",
        &["over.yaml:4:13", "over.yaml:8:13", "the pair `own-b` and `own-a` is written twice"],
    ),
    (
        "cycle",
        "own-a:\n  name: Own A\n  kind: tool\n  implies: [own-b]\nown-b:\n  name: Own B\n  kind: tool\n  broader: [own-a]\n",
        &["over.yaml:8:13", "leads in a circle: own-a → own-b → own-a", "take out the step that leads back"],
    ),
    ("cycle", "python:\n  implies: [django]\n", &["over.yaml:2:13", "leads in a circle", "django → python → django"]),
    (
        "surface-twice",
        "own-tool:\n  name: Own Tool\n  kind: tool\n  aliases: [파이썬]\n",
        &["over.yaml:4:13", "`파이썬` already names `python`", "deny it in an entry of `python`"],
    ),
    ("surface-twice", "ada:\n  aliases: [Kubernetes]\n", &["over.yaml:2:13", "`Kubernetes` already names `kubernetes`"]),
    (
        "unknown-key",
        "own-tool:\n  name: Own Tool\n  kind: tool\n  alaises: [OT kit]\n",
        &["over.yaml:4:3", "unknown key `alaises`", "did you mean `aliases`?"],
    ),
    (
        "unknown-key",
        "own-tool:\n  name: Own Tool\n  kind: tool\n  ko: [{t: 도구함, onyl: token}]\n",
        &["over.yaml:4:17", "unknown key `onyl`", "did you mean `only`?"],
    ),
    ("out-of-range", "own-tool:\n  name: Own Tool\n  kind: tool\n  similar: {git: 0.9}\n", &["over.yaml:4:18", "between 0 and 0.7"]),
    ("wrong-type", "own-tool:\n  name: Own Tool\n  kind: tool\n  aliases: OT kit\n", &["over.yaml:4:12", "expected a list"]),
    ("wrong-type", "- own-tool\n", &["over.yaml:1:1", "expected a map"]),
    ("empty-text", "own-tool:\n  name: ''\n  kind: tool\n", &["over.yaml:2:9", "empty text"]),
];

/// Faults that only the project's own files can have: a map of an overlay has each key once, and its order is the user's.
const OWN_FAULTS: &[(&str, [&str; 2], &str)] = &[
    (
        "skill-twice",
        ["tool-a:\n  name: Tool A\n  kind: tool\n", "tool-a:\n  name: Tool A2\n  kind: tool\n"],
        "two.yaml:1:1: `tool-a` is already defined at one.yaml:1",
    ),
    (
        "not-sorted",
        ["tool-b:\n  name: Tool B\n  kind: tool\ntool-a:\n  name: Tool A\n  kind: tool\n", ""],
        "one.yaml:4:1: `tool-a` must stand before `tool-b`",
    ),
];

#[test]
fn each_fault_of_an_overlay_is_told_with_its_place_and_a_way_out() {
    for (key, text, wanted) in FAULTS {
        let problems = over_base(&[("over.yaml", text)]).expect_err(text);
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(problems.iter().any(|problem| problem.message.key == *key), "{key} in {said:?}\n{text}");
        assert!(said.iter().all(|line| line.starts_with("over.yaml:")), "the fault is the overlay's: {said:?}");
        let shown = wanted.iter().filter(|part| said.iter().any(|line| line.contains(**part))).count();
        // A pair may be shown at either of its sides.
        let least = if *key == "pair-twice" { wanted.len() - 1 } else { wanted.len() };
        assert!(shown >= least, "{wanted:?} in {said:?}\n{text}");
    }
}

#[test]
fn each_fault_of_the_data_files_is_told_with_its_place() {
    for (key, texts, wanted) in OWN_FAULTS {
        let mut entries = Vec::new();
        let mut files = Vec::new();
        for (at, (name, text)) in ["one.yaml", "two.yaml"].iter().zip(texts).enumerate() {
            let document = yaml::parse(Source::new(*name, *text)).unwrap();
            let (read, problems) = entry::read(&document, at);
            assert!(problems.is_empty(), "{problems:?}");
            entries.extend(read);
            files.push(document.source);
        }
        let mut problems = validate::check_order(&entries, &files);
        problems.extend(validate::check(&entries, &files));
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(problems.iter().any(|problem| problem.message.key == *key) && said.iter().any(|line| line.starts_with(wanted)), "{said:?}");
    }
}

/// Whoever adds a kind of fault adds a line above.
#[test]
fn no_kind_of_fault_is_without_a_test() {
    let code = concat!(include_str!("../../src/taxonomy/validate.rs"), include_str!("../../src/taxonomy/entry.rs"));
    let tested: BTreeSet<&str> = FAULTS.iter().map(|(key, ..)| *key).chain(OWN_FAULTS.iter().map(|(key, ..)| *key)).collect();
    let catalogue = include_str!("../../src/messages/en.txt").split("# Taxonomy\n").nth(1).unwrap();
    let section = catalogue.split("\n\n").next().unwrap();
    let keys = section.lines().filter_map(|line| Some(line.split_once(" = ")?.0));
    let missing: Vec<&str> =
        keys.filter(|key| !key.starts_with("help-") && code.contains(&format!("\"{key}\"")) && !tested.contains(key)).collect();
    assert!(missing.is_empty(), "no test for {missing:?}");
}

#[test]
fn a_file_with_several_faults_tells_them_all_in_order() {
    let text = "own-a:\n  name: Own A\n  kind: tool\n  broader: [nothing-such]\n  aliases: [qz]\nown-b:\n  name: Own B\n  kind: tool\n  src: [hearsay]\n";
    let problems = over_base(&[("over.yaml", text)]).unwrap_err();
    let lines: Vec<usize> = problems.iter().map(|problem| problem.location.as_ref().unwrap().line).collect();
    assert_eq!(lines, [4, 5, 9]);
}
