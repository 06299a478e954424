//! Every command of the README is run, and every screen in it is what the program prints.
//! With `UPDATE=1` the screens are written anew.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]
#![cfg(unix)]

mod program;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use program::{Folder, project};

/// A folder in which the README's commands may write, with the project's samples in it.
fn workplace() -> Folder {
    let folder = Folder::new();
    for name in ["profiles", "seeds"] {
        std::os::unix::fs::symlink(project(name), folder.path(name)).unwrap();
    }
    for (name, file) in [("resume.pdf", "en-typst.pdf"), ("resume.md", "en.md")] {
        std::os::unix::fs::symlink(project(&format!("tests/resumes/{file}")), folder.path(name)).unwrap();
    }
    folder
}

/// Runs a command as a shell would, with `jobmatch` on the path.
fn run(command: &str, folder: &Folder) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_jobmatch")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).current_dir(folder.path(".")).env("PATH", path).env("LC_ALL", "C");
    shell.output().unwrap()
}

/// The lines of the blocks of a language.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let opening = format!("```{language}\n");
    text.split(opening.as_str()).skip(1).flat_map(|rest| rest.split("\n```").next().unwrap().lines()).collect()
}

#[test]
fn every_command_of_the_readme_ends_well() {
    let readme = fs::read_to_string(project("README.md")).unwrap();
    let folder = workplace();
    let commands = blocks(&readme, "sh");
    assert!(commands.len() >= 10);
    assert!(commands[0].starts_with("cargo run --release -- --profile "));
    for command in commands {
        let command = command.replace("cargo run --release --", "jobmatch");
        // The tests are running already.
        if command.starts_with("cargo ") {
            continue;
        }
        let done = run(&command, &folder);
        assert_eq!(done.status.code(), Some(0), "{command}: {}", String::from_utf8_lossy(&done.stderr));
        assert!(done.stderr.is_empty(), "{command}: {}", String::from_utf8_lossy(&done.stderr));
    }
}

#[test]
fn every_screen_of_the_readme_is_real() {
    let path = project("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let mut fresh = String::new();
    let mut rest = readme.as_str();
    let mut screens = 0;
    while let Some(at) = rest.find("<!-- jobmatch ") {
        let (command, behind) = rest[at + 5..].split_once(" -->\n```text\n").expect("a screen follows its command");
        let (_, behind) = behind.split_once("```").expect("a screen ends");
        let done = run(command, &workplace());
        assert_eq!(done.status.code(), Some(0), "{command}");
        fresh.push_str(&rest[..at]);
        let shown: Vec<String> = String::from_utf8(done.stdout).unwrap().lines().map(|line| line.trim_end().to_owned()).collect();
        write!(fresh, "<!-- {command} -->\n```text\n{}\n```", shown.join("\n")).unwrap();
        rest = behind;
        screens += 1;
    }
    fresh.push_str(rest);
    assert!(screens > 0);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, fresh).unwrap();
    } else {
        assert!(fresh == readme, "run `UPDATE=1 cargo test --test readme` and look at the difference");
    }
}

#[test]
fn the_picture_of_the_readme_is_small_and_its_page_can_be_made() {
    let readme = fs::read_to_string(project("README.md")).unwrap();
    let (command, behind) = readme.split_once("<!-- picture: ").and_then(|(_, rest)| rest.split_once(" -->\n![")).unwrap();
    let file = behind.split_once("](").and_then(|(_, rest)| rest.split_once(')')).unwrap().0;
    let picture = fs::read(project(file)).unwrap();
    assert!(picture.starts_with(b"\x89PNG") && picture.len() < 150_000, "{file}: {} bytes", picture.len());
    let folder = workplace();
    let done = run(command, &folder);
    assert_eq!(done.status.code(), Some(0), "{command}");
    assert!(folder.read("page.html").starts_with("<!doctype html>"));
}

#[test]
fn the_profile_and_the_overlay_of_the_readme_are_good() {
    let readme = fs::read_to_string(project("README.md")).unwrap();
    let yaml: Vec<&str> = readme.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert_eq!(yaml.len(), 2);
    let folder = workplace();
    folder.write("me.yaml", yaml[0]);
    folder.write("mine.yaml", yaml[1]);
    for command in ["jobmatch check me.yaml", "jobmatch taxonomy check mine.yaml"] {
        let done = run(command, &folder);
        let shown = String::from_utf8_lossy(&done.stdout);
        assert!(done.status.success() && !shown.contains("warning"), "{command}: {shown}");
    }
}
