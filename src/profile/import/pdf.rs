//! PDF as text in reading order, columns one after the other. The library is lenient and safe; pages, bytes and time are bounded here.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use pdfboss_core::Document;
use pdfboss_output::{ReadingOrder, extract_text};

use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// Most pages: a resume has some, a scanned book has hundreds.
const MAX_PAGES: usize = 200;
/// Most bytes of text.
const MAX_TEXT: usize = 1 << 20;
/// Most bytes that a page is drawn by. Each sign of a text becomes many bytes while it is placed; pages of resumes have some 100,000.
const MAX_CONTENT: usize = 8 << 20;
/// Longest time that a file may take; a resume takes some milliseconds.
const MAX_TIME: Duration = Duration::from_secs(20);
/// Name of the thread; the program tells what failed there in its own words.
const WORKER: &str = "pdf";
/// Bytes of the stack of the thread that reads.
const STACK: usize = 16 << 20;

/// Why there is no text.
enum Failed {
    Broken(String),
    Locked,
    Pages(usize),
    Long,
}

/// The text of a file.
///
/// # Errors
/// Where the file is broken, locked by a password or beyond the bounds, or its pages hold no text, as those of a scan.
pub(super) fn text(name: &str, bytes: Vec<u8>) -> Result<Source, Diagnostic> {
    let (told, heard) = mpsc::channel();
    // On a thread of its own, so that a file that is made to take for ever or to break the library ends with a clear word.
    let worker = thread::Builder::new().name(WORKER.to_owned()).stack_size(STACK).spawn(move || {
        let _ = told.send(pages(bytes));
    });
    let answer = match worker {
        Ok(_) => heard.recv_timeout(MAX_TIME).unwrap_or_else(|why| {
            // A reader that is gone without an answer met something that its library does not stand.
            let gone = why == mpsc::RecvTimeoutError::Disconnected;
            Err(if gone { Failed::Broken("-".to_owned()) } else { Failed::Long })
        }),
        Err(error) => Err(Failed::Broken(error.to_string())),
    };
    let text = answer.map_err(|why| match why {
        Failed::Broken(why) => Diagnostic::error("pdf-broken", &[("why", &why)]).in_file(name).help("help-pdf-broken", &[]),
        Failed::Locked => Diagnostic::error("pdf-locked", &[]).in_file(name).help("help-pdf-locked", &[]),
        Failed::Pages(count) => {
            let (count, limit) = (count.to_string(), MAX_PAGES.to_string());
            Diagnostic::error("pdf-pages", &[("count", &count), ("limit", &limit)]).in_file(name)
        }
        Failed::Long => Diagnostic::error("pdf-long", &[]).in_file(name).help("help-pdf-broken", &[]),
    })?;
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    if letters == 0 {
        return Err(Diagnostic::error("pdf-no-text", &[]).in_file(name).help("help-pdf-no-text", &[]));
    }
    // Letters of fonts that do not say what they mean come out as signs of no meaning.
    let lost = text.chars().filter(|&c| c == '\u{FFFD}' || ('\u{E000}'..='\u{F8FF}').contains(&c)).count();
    if lost > letters {
        return Err(Diagnostic::error("pdf-no-letters", &[]).in_file(name).help("help-pdf-no-text", &[]));
    }
    Ok(Source::new(name, text))
}

fn pages(bytes: Vec<u8>) -> Result<String, Failed> {
    let broken = |error: pdfboss_core::Error| match error {
        pdfboss_core::Error::Encrypted => Failed::Locked,
        other => Failed::Broken(other.to_string()),
    };
    let document = Document::load(bytes).map_err(broken)?;
    let count = document.page_count();
    if count > MAX_PAGES {
        return Err(Failed::Pages(count));
    }
    let mut text = String::new();
    for at in 0..document.flattened_page_count().min(MAX_PAGES) {
        let page = document.page(at).map_err(broken)?;
        if page.content(&document).is_ok_and(|content| content.len() > MAX_CONTENT) {
            return Err(Failed::Long);
        }
        text.push_str(&extract_text(&document, &page, ReadingOrder::Content).map_err(broken)?);
        text.push('\n');
        if text.len() > MAX_TEXT {
            return Err(Failed::Long);
        }
    }
    Ok(text.replace('\0', " "))
}
