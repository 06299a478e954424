//! See `checks::import`.
#![no_main]

#[path = "../checks/mod.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(
    init: {
        // A PDF that its library does not stand ends the thread that reads it and is told as broken: that is no find.
        let find = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |fault| {
            if std::thread::current().name() != Some("pdf") {
                find(fault);
            }
        }));
    },
    |bytes: &[u8]| checks::import(bytes)
);
