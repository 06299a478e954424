//! Ctrl-C: what takes long ends cleanly, so that no half-written file stays behind.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Once};

use signal_hook::consts::SIGINT;
use signal_hook::flag;

use super::Failure;

static WANTED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// From here on Ctrl-C only asks for an end; asked a second time, the program ends at once.
pub fn listen() {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        // The end at once comes first: it looks at what was asked for before this time. Where no handler can be set, Ctrl-C
        // ends the program as it does by itself.
        let _ =
            flag::register_conditional_shutdown(SIGINT, 130, Arc::clone(&WANTED)).and_then(|_| flag::register(SIGINT, Arc::clone(&WANTED)));
    });
}

/// Whether to go on.
///
/// # Errors
/// Where an end was asked for.
pub fn check() -> Result<(), Failure> {
    if WANTED.load(Ordering::Relaxed) { Err(Failure::Interrupted) } else { Ok(()) }
}
