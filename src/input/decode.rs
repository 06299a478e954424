//! Bytes become text: UTF-8, or what the text itself says that it is in.

use encoding_rs::{EUC_KR, Encoding, UTF_8};

use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// Bytes at the start that may say the encoding, as browsers have it, with some more for what editors add.
const HEAD: usize = 4_096;

/// Turns bytes into text. Where they are not UTF-8, what the page or document says of its encoding is believed
/// (`<meta charset="euc-kr">`, `<?xml … encoding="…"?>`); nothing is guessed.
///
/// # Errors
/// Where the bytes are in no encoding that is said, or hold a NUL.
pub fn decode(name: &str, bytes: &[u8]) -> Result<Source, Diagnostic> {
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Source::from_text(name.to_owned(), text.strip_prefix('\u{FEFF}').unwrap_or(text).to_owned());
    }
    if let Some((label, encoding)) = said(&bytes[..bytes.len().min(HEAD)]) {
        return match encoding {
            Some(encoding) if encoding != UTF_8 => match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
                Some(text) => Source::decode(name.to_owned(), text.into_owned().into_bytes()),
                None => Err(Diagnostic::error("not-as-said", &[("encoding", &label)]).in_file(name).help("help-utf8", &[])),
            },
            Some(_) => Source::decode(name.to_owned(), bytes.to_vec()),
            None => Err(Diagnostic::error("unknown-encoding", &[("encoding", &label)]).in_file(name).help("help-utf8", &[])),
        };
    }
    Source::decode(name.to_owned(), bytes.to_vec())
}

/// The encoding that a text names.
fn said(head: &[u8]) -> Option<(String, Option<&'static Encoding>)> {
    let text: String = head.iter().map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    let from = ["charset", "encoding"].into_iter().find_map(|word| {
        let (_, rest) = text.split_once(word)?;
        rest.trim_start().strip_prefix('=')
    })?;
    let label: String =
        from.trim_start_matches([' ', '"', '\'']).chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
    if label.is_empty() {
        return None;
    }
    // Names that Korean editors use and browsers do not know.
    let encoding = if matches!(label.as_str(), "cp949" | "ms949" | "uhc") { Some(EUC_KR) } else { Encoding::for_label(label.as_bytes()) };
    Some((label, encoding))
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn what_the_text_says_is_believed() {
        let (bytes, ..) = encoding_rs::EUC_KR.encode("<meta charset=\"cp949\"><p>자격요건");
        assert_eq!(decode("a.html", &bytes).unwrap().text, "<meta charset=\"cp949\"><p>자격요건");
        let (bytes, ..) = encoding_rs::EUC_KR.encode("자격요건");
        assert_eq!(decode("a.csv", &bytes).unwrap_err().message.key, "not-utf8");
        assert_eq!(decode("a.html", b"<meta charset=klingon>\xFF").unwrap_err().message.key, "unknown-encoding");
    }
}
