//! Gap, plan and compare as a user calls them.

use serde_json::Value;

use crate::program::{Done, Folder, jobmatch, project, sample};

const AS_OF: [&str; 2] = ["--as-of", "2026-11"];

fn call(folder: &Folder, args: &[&str]) -> Done {
    jobmatch(folder).args(args).args(AS_OF).done()
}

fn json(folder: &Folder, args: &[&str]) -> Value {
    let done = call(folder, &[args, &["--format", "json"]].concat());
    assert_eq!(done.code, 0, "{}", done.err);
    serde_json::from_str(&done.out).expect("JSON")
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn fit_of(answer: &Value, id: &Value) -> f64 {
    list(answer, "postings").iter().find(|posting| posting["id"] == *id).and_then(|posting| posting["fit"].as_f64()).expect("a fit")
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-6
}

#[test]
fn a_step_of_a_gap_report_added_on_the_command_line_brings_its_gain() {
    let folder = Folder::new();
    let profile = project("profiles/java-to-python.yaml");
    let gap = json(&folder, &["gap", "--profile", &profile]);
    let mut checked = 0;
    for posting in list(&gap, "postings") {
        let Some(next) = posting.get("next").filter(|step| step["form"] == "skill") else { continue };
        let name = gap["names"][next["what"].as_str().expect("an id")].as_str().expect("a name");
        let after = json(&folder, &["--profile", &profile, "--add", name]);
        let gained = fit_of(&after, &posting["id"]) - posting["fit"].as_f64().expect("a fit");
        assert!(close(gained, next["gain"].as_f64().expect("a gain")), "{name}: {gained}, not {}", next["gain"]);
        checked += 1;
    }
    assert!(checked >= 3, "{checked}");
}

#[test]
fn the_steps_of_a_plan_added_one_after_the_other_bring_its_totals() {
    let folder = Folder::new();
    let plan = json(&folder, &["plan", "--profile", &sample(), "--top", "4"]);
    let mut args: Vec<String> = vec!["--profile".to_owned(), sample()];
    for step in list(&plan, "steps") {
        let name = plan["names"][step["what"].as_str().expect("an id")].as_str().expect("a name");
        args.extend(["--add".to_owned(), name.to_owned()]);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let ranking = json(&folder, &args);
        let sum: f64 = list(&ranking, "postings").iter().filter_map(|posting| posting["fit"].as_f64()).sum();
        assert!(close(sum, step["total"]["fit"].as_f64().expect("a sum")), "{name}: {sum}, not {}", step["total"]["fit"]);
    }
}

#[test]
fn a_posting_is_picked_by_its_id_or_a_part_of_its_name() {
    let folder = Folder::new();
    for wanted in ["해줌-백엔드-개발자", "해줌", "ai 플랫폼"] {
        let gap = json(&folder, &["gap", "--profile", &sample(), "--posting", wanted]);
        assert_eq!(list(&gap, "postings").len(), 1, "{wanted}");
    }
    call(&folder, &["gap", "--profile", &sample(), "--posting", "해쥼"]).fails_with("no posting is called `해쥼`");
    assert!(call(&folder, &["gap", "--profile", &sample(), "--posting", "해쥼"]).err.contains("did you mean `해줌`?"));
}

#[test]
fn goals_targets_and_budgets_bound_a_plan() {
    let folder = Folder::new();
    let plan = |more: &[&str]| json(&folder, &[&["plan", "--profile", &sample()], more].concat());
    assert_eq!((&plan(&[])["goal"], &plan(&["--target", "80"])["goal"]), (&"fit".into(), &"target".into()));
    assert_eq!(plan(&["--goal", "qualified"])["goal"], "qualified");
    let cheap = plan(&["--budget", "1.5"]);
    let spent: f64 = list(&cheap, "steps").iter().filter_map(|step| step["cost"].as_f64()).sum();
    assert!(spent > 0.0 && spent <= 1.5 + 1e-9, "{spent}");
    let far = plan(&["--target", "90", "--top", "3"]);
    assert!(list(&far, "steps").len() <= 3 && far["after"]["reached"].as_u64() > far["before"]["reached"].as_u64());
    for (option, value) in [("--target", "101"), ("--budget", "-1"), ("--goal", "money")] {
        let done = call(&folder, &["plan", "--profile", &sample(), &format!("{option}={value}")]);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{option} {value}");
    }
}

#[test]
fn profiles_folders_and_saved_reports_mix() {
    let folder = Folder::new();
    let older = folder.path("older.json").display().to_string();
    let done = jobmatch(&folder).args(["gap", "--profile", &sample(), "--without", "FastAPI", "--as-of", "2026-05"]);
    assert_eq!(done.args(["--format", "json", "--output", &older]).done().code, 0);
    let found = json(&folder, &["compare", &older, &project("profiles")]);
    assert_eq!(list(&found, "candidates").len(), 7);
    let change = &list(&found, "changes")[0];
    assert!(list(change, "gained").contains(&"fastapi".into()), "{change}");
    assert!(change["from"] != change["to"]);
    let shown = call(&folder, &["compare", &older, &sample()]);
    shown.says("2026-05 → 2026-11");
    shown.says("gained: FastAPI");
    assert!(call(&folder, &["compare", &older, &older]).out.contains("nothing changed"));
    call(&folder, &["compare", &sample()]).fails_with("at least two candidates");
    folder.write("other.json", r#"{"schema": "jobmatch/rank/1"}"#);
    call(&folder, &["compare", &sample(), &folder.path("other.json").display().to_string()]).fails_with("not a gap report");
    folder.write("broken.json", r#"{"schema": "jobmatch/gap/1", "candidate": 1}"#);
    call(&folder, &["compare", &sample(), &folder.path("broken.json").display().to_string()]).fails_with("not a whole gap report");
}

#[test]
fn every_answer_has_every_format_and_a_file_is_whole() {
    let folder = Folder::new();
    let (sample, people) = (sample(), project("profiles"));
    for answer in
        [vec!["--profile", &sample], vec!["gap", "--profile", &sample], vec!["plan", "--profile", &sample], vec!["compare", &people]]
    {
        for format in ["table", "json", "markdown", "csv", "html"] {
            for lang in ["en", "ko"] {
                let file = folder.path("answer").display().to_string();
                let shown = call(&folder, &[&answer[..], &["--format", format, "--lang", lang]].concat());
                let saved = call(&folder, &[&answer[..], &["--format", format, "--lang", lang, "--output", &file]].concat());
                assert_eq!((shown.code, saved.code, saved.out.as_str()), (0, 0, ""), "{answer:?} {format}");
                assert!(shown.out.ends_with('\n') && shown.out == folder.read("answer"), "{answer:?} {format}");
                let other = call(&folder, &[&answer[..], &["--format", format, "--lang", if lang == "en" { "ko" } else { "en" }]].concat());
                assert_eq!(other.out == shown.out, format == "json", "{answer:?} {format}: only JSON is the same in every language");
            }
        }
    }
}
