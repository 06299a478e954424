//! The `jobmatch` program: parse the call, run it, tell errors, exit.

#[expect(unreachable_pub, reason = "a program has nobody outside; `pub` says what a file gives to the others")]
mod cli;

use std::io::{IsTerminal, Write};

use clap::Parser;

use cli::{Cli, Ended};

// The unwinder from the compiler's own archive: one shared library less to load at each start.
#[expect(unsafe_code, reason = "nothing is declared: the archive is only named, and only for this program")]
#[cfg(all(target_os = "linux", target_env = "gnu", not(target_feature = "crt-static")))]
#[link(name = "gcc_eh", kind = "static", modifiers = "-bundle")]
unsafe extern "C" {}

/// Trees are many small pieces: an allocator made for such takes a part less of the time than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    // What fails on the thread that reads a PDF is told as a fault of the file.
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().name() != Some("pdf") {
            usual(info);
        }
    }));
    let code = run();
    // All is written, and every file closed: memory is the system's to take back, without being swept before.
    let _ = std::io::stdout().flush();
    signal_hook::low_level::exit(code.into());
}

fn run() -> u8 {
    let cli = Cli::parse();
    let common = cli.common();
    match cli.run() {
        Ok(Ended::Done) => 0,
        Ok(Ended::Problems) => 1,
        Err(failure) if failure.is_broken_pipe() => 0,
        Err(failure) => {
            let color = common.color(std::io::stderr().is_terminal());
            cli::to_stderr(&failure.render(common.lang(), color));
            failure.code()
        }
    }
}
