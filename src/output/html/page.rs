//! What every page has: title, language, style, script, and the policy that allows nothing else.

use sha2::{Digest, Sha256};

use crate::answers::Versions;
use crate::messages::Lang;

/// The frame of a page.
pub(super) struct Page {
    pub(super) lang: Lang,
    /// Kind of the page, for its style.
    pub(super) kind: &'static str,
    pub(super) title: String,
    pub(super) tiles: Vec<Tile>,
    pub(super) as_of: Option<String>,
    pub(super) versions: Option<Versions>,
}

/// A figure at the head of a page.
pub(super) struct Tile {
    pub(super) label: &'static str,
    pub(super) value: String,
    /// What stands small behind the value.
    pub(super) beside: Option<String>,
}

impl Tile {
    pub(super) fn new(label: &'static str, value: impl Into<String>) -> Self {
        Self { label, value: value.into(), beside: None }
    }

    pub(super) fn beside(self, beside: String) -> Self {
        Self { beside: Some(beside), ..self }
    }
}

impl Page {
    /// The whole style of all pages.
    pub(super) const STYLE: &'static str = include_str!("page.css");
    /// The script: it sorts, filters and expands what is readable without it.
    pub(super) const SCRIPT: &'static str = include_str!("page.js");

    pub(super) fn code(&self) -> &'static str {
        match self.lang {
            Lang::En => "en",
            Lang::Ko => "ko",
        }
    }

    pub(super) fn say(&self, key: &'static str) -> &'static str {
        self.lang.template(key)
    }

    /// A status, told by the word of the contract.
    pub(super) fn status(&self, word: &str) -> &'static str {
        self.lang.template(match word {
            "met" => "status-met",
            "partial" => "status-partial",
            "missing" => "status-missing",
            _ => "status-unassessed",
        })
    }

    /// Marks Hangul on an English page, so that it is read out as Korean.
    pub(super) fn tongue(&self, text: &str) -> &'static str {
        let hangul = text.chars().any(|c| matches!(c, '가'..='힣'));
        if self.lang == Lang::En && hangul { " lang=\"ko\"" } else { "" }
    }

    pub(super) fn with(&self, key: &str, name: &str, value: &str) -> String {
        self.lang.format(key, &[(name, value)])
    }

    /// Nothing may be loaded; only this very style and this very script may act.
    pub(super) fn policy(&self) -> String {
        let _ = self;
        let allowed = |text: &str| format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())));
        let (style, script) = (allowed(Self::STYLE), allowed(Self::SCRIPT));
        format!("default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'")
    }
}

/// The bytes in base 64.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().chain([&0; 2]).take(3).fold(0_u32, |word, byte| word << 8 | u32::from(*byte));
        for at in 0..4 {
            let sign = SIGNS[(word >> (18 - 6 * at) & 63) as usize];
            out.push(if at <= chunk.len() { char::from(sign) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_as_in_its_standard() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
