//! Runs the built program in a folder of its own, with a watchdog.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    reason = "each test uses a part; a test may fail loudly"
)]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The sample postings.
pub const SEEDS: &str = include_str!("../../seeds/backend-python.md");

/// Longest time of a call.
const WATCHDOG: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 4 });

/// A folder that goes when the test ends.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }
}

/// A path of the project.
pub fn project(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name).display().to_string()
}

/// The profile of the README.
pub fn sample() -> String {
    project("profiles/junior-python-backend.yaml")
}

/// A call of the program.
pub struct Call {
    command: Command,
    input: Option<Vec<u8>>,
}

/// How a call ended.
#[derive(Debug)]
pub struct Done {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// A call in a folder, in English, without colour.
pub fn jobmatch(folder: &Folder) -> Call {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jobmatch"));
    command.current_dir(folder.path(".")).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    Call { command, input: None }
}

impl Call {
    pub fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.command.args(args);
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn stdout(mut self, stdout: impl Into<Stdio>) -> Self {
        self.command.stdout(stdout);
        self
    }

    pub fn input(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.command.stdin(Stdio::piped());
        self.input = Some(bytes.into());
        self
    }

    pub fn command(self) -> Command {
        self.command
    }

    /// Runs it to its end.
    pub fn done(mut self) -> Done {
        use std::io::Write;
        let began = Instant::now();
        let mut child = self.command.spawn().unwrap();
        if let (Some(bytes), Some(mut stdin)) = (self.input, child.stdin.take()) {
            stdin.write_all(&bytes).unwrap();
        }
        let done = child.wait_with_output().unwrap();
        let took = began.elapsed();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let done = Done { code: done.status.code().unwrap_or(-1), out: text(done.stdout), err: text(done.stderr) };
        assert!(took < WATCHDOG, "took {took:?}");
        assert!(!done.err.contains("panicked"), "{}", done.err);
        done
    }
}

impl Done {
    /// Exit 2, the message on standard error, nothing on standard output.
    #[track_caller]
    pub fn fails_with(&self, message: &str) {
        assert_eq!(self.code, 2, "{} {}", self.out, self.err);
        assert!(self.err.contains(message), "{}", self.err);
        assert!(self.err.starts_with("error: "), "{}", self.err);
        assert!(self.out.is_empty(), "{}", self.out);
    }

    /// Exit 0 and this on standard output.
    #[track_caller]
    pub fn says(&self, text: &str) {
        assert_eq!(self.code, 0, "{}", self.err);
        assert!(self.out.contains(text), "{}", self.out);
    }
}
