//! Calls of the program as a user makes them: what they print, where, and how they end.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod program;

use program::{Done, Folder, SEEDS, jobmatch, project, sample};
use serde_json::Value;

fn call<const N: usize>(args: [&str; N]) -> Done {
    jobmatch(&Folder::new()).args(args).done()
}

/// The ranking of the sample postings as JSON, with more options.
fn ranking<const N: usize>(more: [&str; N]) -> Value {
    let args = ["--profile", &sample(), "--format", "json", "--as-of", "2026-11"];
    let done = jobmatch(&Folder::new()).args(args).args(more).done();
    assert_eq!(done.code, 0, "{}", done.err);
    serde_json::from_str(&done.out).unwrap()
}

fn postings(ranking: &Value) -> &[Value] {
    ranking["postings"].as_array().unwrap()
}

fn fits(ranking: &Value) -> Vec<f64> {
    postings(ranking).iter().map(|posting| posting["fit"].as_f64().unwrap()).collect()
}

/// The fit of each posting by its id.
fn fit_of(ranking: &Value, id: &str) -> f64 {
    postings(ranking).iter().find(|posting| posting["id"] == id).unwrap()["fit"].as_f64().unwrap()
}

#[test]
fn rank_prints_a_table() {
    let done = call(["--profile", &sample(), "--as-of", "2026-11"]);
    done.says("Postings for Junior Python backend developer");
    done.says("페이히어 · 서버 엔지니어");
    done.says("`present` is read as 2026-11.");
    assert!(!done.out.contains('\x1b'), "no colour in a pipe");
}

#[test]
fn rank_prints_json() {
    let ranking = ranking([]);
    assert_eq!((&ranking["schema"], &ranking["as_of"]), (&"jobmatch/rank/1".into(), &"2026-11".into()));
    assert_eq!(postings(&ranking).len(), 10);
    assert!(fits(&ranking).is_sorted_by(|a, b| a >= b));
    let versions = &ranking["versions"];
    assert!(versions["taxonomy"].as_str().unwrap().contains("+sha256:") && versions["policy"] == "default/1");
    for posting in postings(&ranking) {
        assert_eq!(posting["read"]["lines"].as_u64().unwrap(), posting["requirements"].as_array().unwrap().len() as u64);
    }
}

#[test]
fn rank_reads_a_file_a_folder_and_standard_input() {
    let folder = Folder::new();
    folder.write("in/list.md", SEEDS);
    let rank = |path: &str| jobmatch(&folder).args(["--profile", &sample(), "--format", "json", "--postings", path]).input(SEEDS).done();
    for path in ["in/list.md", "in", "-"] {
        let done = rank(path);
        let ranking: Value = serde_json::from_str(&done.out).expect(&done.err);
        assert_eq!(postings(&ranking).len(), 10, "{path}");
    }
}

#[test]
fn top_and_min_fit_cut_the_ranking() {
    let all = fits(&ranking([]));
    assert_eq!(fits(&ranking(["--top", "3"])), all[..3]);
    let bar = all[4];
    let above: Vec<f64> = all.iter().copied().filter(|fit| *fit >= bar).collect();
    assert_eq!(fits(&ranking(["--min-fit", &bar.to_string()])), above);
    call(["--profile", &sample(), "--top", "many"]).fails_with("invalid value 'many'");
}

#[test]
fn add_and_without_ask_what_if() {
    let id = "해줌-백엔드-개발자";
    let now = fit_of(&ranking([]), id);
    assert!(fit_of(&ranking(["--add", "머신러닝", "--add", "빅데이터"]), id) > now);
    assert!(fit_of(&ranking(["--without", "PostgreSQL", "--without", "SQL"]), id) < now);
    call(["--profile", &sample(), "--without", "Pythn"]).fails_with("did you mean `Python");
}

#[test]
fn as_of_says_what_present_means() {
    let years = |month: &str| {
        let done = call(["--profile", &sample(), "--format", "json", "--as-of", month]);
        serde_json::from_str::<Value>(&done.out).unwrap()["as_of"].clone()
    };
    assert_eq!(years("2027-01"), "2027-01");
    call(["--profile", &sample(), "--as-of", "2026-13"]).fails_with("expected YYYY-MM");
}

#[test]
fn korean_is_chosen_by_option_or_locale() {
    call(["--profile", &sample(), "--lang", "ko"]).says("자격요건");
    jobmatch(&Folder::new()).args(["--profile", &sample()]).env("LC_ALL", "ko_KR.UTF-8").done().says("자격요건");
    let done = jobmatch(&Folder::new()).args(["--profile", &sample()]).env("LANG", "ko_KR.UTF-8").env("LC_ALL", "C").done();
    done.says("Required");
}

#[test]
fn colour_is_asked_for_and_refused() {
    let folder = Folder::new();
    let rank = || jobmatch(&folder).args(["--profile", &sample()]);
    assert!(rank().args(["--color", "always"]).done().out.contains('\x1b'));
    assert!(rank().env("CLICOLOR_FORCE", "1").done().out.contains('\x1b'));
    assert!(!rank().env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").done().out.contains('\x1b'));
    assert!(!rank().env("CLICOLOR_FORCE", "1").args(["--color", "never"]).done().out.contains('\x1b'));
}

#[test]
fn output_goes_to_a_file() {
    let folder = Folder::new();
    let done = jobmatch(&folder).args(["--profile", &sample(), "--output", "out.txt"]).done();
    assert!(done.code == 0 && done.out.is_empty());
    assert!(folder.read("out.txt").contains("페이히어"));
}

#[test]
fn parse_shows_how_lines_are_understood() {
    let lines = "Django 혹은 Flask 경험이 있으신 분\n\nAt least one of Java, Kotlin or Go\n";
    let parse = |args: &[&str]| jobmatch(&Folder::new()).args(["parse"]).args(args).input(lines).done();
    parse(&[]).says("├─ Django");
    parse(&["--lang", "ko"]).says("다음 중 1개 이상");
    let done = parse(&["--format", "json", "-"]);
    let objects: Vec<Value> = done.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(objects.len(), 3, "a blank line gives an object too");
    assert_eq!(objects[0]["expr"], serde_json::json!({ "any": [{ "skill": "django" }, { "skill": "flask" }], "min": 1, "open": false }));
    assert_eq!(objects[2]["skills"].as_array().unwrap().len(), 3);
    for object in &objects {
        for mention in object["skills"].as_array().unwrap() {
            let at = |key: &str| usize::try_from(mention[key].as_u64().unwrap()).unwrap();
            assert_eq!(mention["surface"], object["text"].as_str().unwrap()[at("start")..at("end")]);
        }
    }
}

#[test]
fn check_passes_what_is_good() {
    let done = call(["check", &project("seeds"), &sample()]);
    done.says("postings: 10, requirement lines: 104");
    done.says("a profile with 9 skills, no faults");
}

#[test]
fn check_takes_a_folder_of_profiles_and_postings() {
    let folder = Folder::new();
    folder.write("me.yaml", "name: Me\nskills: [Python]\n");
    folder.write("list.md", "## Acme\n\n### Requirements\n\n- Python\n");
    let done = jobmatch(&folder).args(["check", "."]).done();
    done.says("me.yaml: a profile with 1 skill");
    done.says("list.md: text, postings: 1");
}

#[test]
fn a_profile_is_no_list_of_postings() {
    let folder = Folder::new();
    folder.write("me.yaml", "name: Me\nskills: [Python]\n");
    let done = jobmatch(&folder).args(["--profile", "me.yaml", "--postings", "me.yaml"]).done();
    done.fails_with("YAML is read as a profile");
}

#[test]
fn check_explains_each_line() {
    let done = call(["check", "--explain", &project("seeds")]);
    done.says("heading of required lines");
    assert!(done.out.lines().any(|line| line.trim_start().starts_with("8 ") && line.contains("required")), "{}", done.out);
    call(["check", "--explain", "--lang", "ko", &project("seeds")]).says("자격요건");
}

#[test]
fn check_lists_every_fault() {
    let folder = Folder::new();
    folder.write("me.yaml", "name: x\nskils: [Python]\nexperience:\n  - {title: a, start: 2023-02-30}\n");
    folder.write("list.md", "# Somewhere\n\nNothing here.\n");
    let done = jobmatch(&folder).args(["check", "me.yaml", "list.md"]).done();
    assert_eq!(done.code, 1, "{}", done.err);
    for wanted in
        ["me.yaml:2:1", "unknown key `skils`", "did you mean `skills`?", "me.yaml:4:23", "2023-02-30", "list.md: no posting found"]
    {
        assert!(done.out.contains(wanted), "{wanted} in {}", done.out);
    }
    jobmatch(&folder).args(["check", "nowhere.yaml"]).done().fails_with("nowhere.yaml: no such file or folder");
}

#[test]
fn check_shows_names_that_no_skill_covers() {
    let folder = Folder::new();
    folder.write("me.yaml", "name: x\nskills: [Pyhton]\n");
    let done = jobmatch(&folder).args(["check", "me.yaml"]).done();
    done.says("no known skill is named `Pyhton`");
    done.says("Python");
}

#[test]
fn init_writes_a_profile_that_ranks() {
    let folder = Folder::new();
    for lang in ["en", "ko"] {
        let name = format!("{lang}.yaml");
        assert_eq!(jobmatch(&folder).args(["init", &name, "--lang", lang]).done().code, 0);
        let done = jobmatch(&folder).args(["--profile", &name, "--top", "1"]).done();
        assert!(done.code == 0 && done.err.is_empty(), "{}", done.err);
    }
    folder.write("mine.yaml", "before");
    let done = jobmatch(&folder).args(["init", "mine.yaml"]).done();
    done.fails_with("mine.yaml: the file exists already");
    assert!(done.err.contains("--force") && folder.read("mine.yaml") == "before");
    assert_eq!(jobmatch(&folder).args(["init", "mine.yaml", "--force"]).done().code, 0);
    assert!(folder.read("mine.yaml").starts_with("# A profile for jobmatch"));
    call(["init"]).says("experience_years");
}

#[test]
fn taxonomy_shows_and_searches() {
    call(["taxonomy", "show", "장고"]).says("Django");
    let done = call(["taxonomy", "show", "django", "--format", "json"]);
    let records: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!((&records[0]["id"], &records[0]["implies"][0]), (&"django".into(), &"python".into()));
    let korean = call(["taxonomy", "show", "django", "--lang", "ko"]);
    assert!(korean.code == 0 && korean.out.contains("장고"), "options stand behind the command: {}", korean.err);
    call(["taxonomy", "show", "Djnago"]).fails_with("did you mean `Django");
    let done = call(["taxonomy", "search", "쿠버"]);
    assert!(done.out.starts_with("Kubernetes"), "{}", done.out);
}

#[test]
fn taxonomy_check_validates_an_overlay() {
    let folder = Folder::new();
    folder.write("good.yaml", "our-own-engine:\n  name: Our Own Engine\n  kind: tool\n  aliases: [OOE engine]\n");
    folder.write("bad.yaml", "our-own-engine:\n  name: Our Own Engine\n  kind: tool\n  broader: [nothing-such]\n");
    jobmatch(&folder).args(["taxonomy", "check", "good.yaml"]).done().says("good");
    let done = jobmatch(&folder).args(["taxonomy", "check", "bad.yaml"]).done();
    assert_eq!(done.code, 1);
    assert!(done.out.contains("bad.yaml:4:13") && done.out.contains("no skill has the id `nothing-such`"), "{}", done.out);
    folder.write("lines.txt", "OOE engine experience\n");
    let done = jobmatch(&folder).args(["parse", "--format", "json", "--taxonomy", "good.yaml", "lines.txt"]).done();
    done.says("our-own-engine");
}

#[test]
fn a_time_is_shown_with_its_bounds() {
    let drawn = |line: &str, lang: &str| jobmatch(&Folder::new()).args(["parse", "--lang", lang]).input(line).done();
    drawn("경력 3년 이하", "ko").says("경력 3년 이하");
    drawn("경력 3년이하", "en").says("up to 3 years of work");
    drawn("3~7년 경력", "ko").says("경력 3년 ~ 7년");
    drawn("3-5 years of Java", "en").says("for 3 years to 5 years, in");
    drawn("1 year of Go", "en").says("for 1 year, in");
}

#[test]
fn what_is_held_is_shown_in_words() {
    let line = |lang: &str| {
        let profile = program::sample();
        jobmatch(&Folder::new())
            .args(["parse", "--lang", lang, "--profile", &profile, "--as-of", "2026-11"])
            .input("경력 3년 이상\n")
            .done()
    };
    line("en").says("20 months of work");
    line("ko").says("경력 20개월");
}

#[test]
fn completions_are_printed_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        call(["completions", shell]).says("jobmatch");
    }
}

#[test]
fn terms_that_no_skill_covers_become_an_overlay() {
    let folder = Folder::new();
    let lines = ["Zorbify 사용 경험", "Zorbify와 Qz 활용 능력", "곤충사육 경험이 있는 분", "Python과 zorbify 경험", "Django, 곤충사육"];
    folder.write("list.md", format!("# Somewhere\n\n## 자격요건\n\n- {}\n", lines.join("\n- ")));
    let unmapped = |format: &str| {
        let done = jobmatch(&folder).args(["taxonomy", "unmapped", "--postings", "list.md", "--format", format, "--output", "out"]).done();
        assert_eq!(done.code, 0, "{}", done.err);
        folder.read("out")
    };
    let terms: Vec<Value> = serde_json::from_str(&unmapped("json")).unwrap();
    let named = |term: &str| terms.iter().any(|one| one["term"] == term);
    assert!(named("Zorbify") && named("곤충사육") && named("Qz") && !named("Python"), "{terms:?}");
    assert!(unmapped("table").contains("Zorbify"));
    let stub = unmapped("yaml");
    folder.write("stub.yaml", &stub);
    jobmatch(&folder).args(["taxonomy", "check", "stub.yaml"]).done().says("good");
    folder.write("filled.yaml", stub.replace("kind: concept", "kind: tool\n  broader: [web-framework]"));
    let done = jobmatch(&folder).args(["parse", "--taxonomy", "filled.yaml", "--format", "json"]).input("Zorbify 사용 경험\n").done();
    assert!(done.out.contains(r#""id":"zorbify""#), "{}", done.out);
}

#[test]
fn a_call_without_a_profile_says_what_to_do() {
    let done = call([]);
    done.fails_with("no profile given");
    assert!(done.err.contains("jobmatch init me.yaml"), "{}", done.err);
}

#[test]
fn an_unknown_option_names_the_near_one() {
    let done = call(["--profle", "me.yaml"]);
    done.fails_with("unexpected argument '--profle'");
    assert!(done.err.contains("--profile"), "{}", done.err);
    call(["taxonomi"]).fails_with("taxonomi");
}

#[test]
fn a_misspelt_key_is_shown_with_its_place() {
    let folder = Folder::new();
    folder.write("me.yaml", "name: x\nskills:\n  - {name: Python, levle: advanced}\n");
    let done = jobmatch(&folder).args(["--profile", "me.yaml"]).done();
    done.fails_with("unknown key `levle`");
    for wanted in ["me.yaml:3:20", "levle: advanced", "did you mean `level`?"] {
        assert!(done.err.contains(wanted), "{wanted} in {}", done.err);
    }
    let korean = jobmatch(&folder).args(["--profile", "me.yaml", "--lang", "ko"]).done();
    assert!(korean.err.starts_with("오류: 모르는 키 `levle`"), "{}", korean.err);
}

#[test]
fn a_place_behind_hangul_is_counted_in_characters() {
    let folder = Folder::new();
    folder.write("me.yaml", "name: x\nskills:\n  - {name: 파이썬, level: 곧잘}\n");
    let done = jobmatch(&folder).args(["--profile", "me.yaml"]).done();
    done.fails_with("unknown value `곧잘`");
    assert!(done.err.contains("me.yaml:3:24"), "{}", done.err);
}
