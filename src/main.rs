//! The `jobmatch` program: parse the call, run it, tell errors, exit.

#[expect(unreachable_pub, reason = "a program has nobody outside; `pub` says what a file gives to the others")]
mod cli;

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Ended};

/// Trees are many small pieces: an allocator made for such takes a part less of the time than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // What fails on the thread that reads a PDF is told as a fault of the file.
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().name() != Some("pdf") {
            usual(info);
        }
    }));
    let cli = Cli::parse();
    let common = cli.common();
    match cli.run() {
        Ok(Ended::Done) => ExitCode::SUCCESS,
        Ok(Ended::Problems) => ExitCode::from(1),
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            let color = common.color(std::io::stderr().is_terminal());
            cli::to_stderr(&failure.render(common.lang(), color));
            ExitCode::from(failure.code())
        }
    }
}
