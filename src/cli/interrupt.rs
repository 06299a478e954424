//! Ctrl-C: what takes long ends cleanly, so that no half-written file stays behind.

use std::sync::atomic::{AtomicBool, Ordering};

use super::Failure;

static WANTED: AtomicBool = AtomicBool::new(false);

/// From here on Ctrl-C only asks for an end; asked a second time, the program ends at once.
pub fn listen() {
    // Where no handler can be set, Ctrl-C ends the program as it does by itself.
    let _ = ctrlc::set_handler(|| {
        if WANTED.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    });
}

/// Whether to go on.
///
/// # Errors
/// Where an end was asked for.
pub fn check() -> Result<(), Failure> {
    if WANTED.load(Ordering::Relaxed) { Err(Failure::Interrupted) } else { Ok(()) }
}
