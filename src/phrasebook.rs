//! The templates of messages as they were packed when the crate was built (`build.rs`).

// `TEMPLATES`: by key, in the order of keys, the English and the Korean text.
include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// The templates of a key, English and Korean.
pub(crate) fn find(key: &str) -> Option<[&'static str; 2]> {
    let at = TEMPLATES.binary_search_by_key(&key, |(key, _)| key).ok()?;
    Some(TEMPLATES[at].1)
}
