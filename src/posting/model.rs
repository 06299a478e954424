//! A posting as it was read: who asks, and its lines, each with its place.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// The list that a line stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Section {
    /// 자격요건, requirements.
    Required,
    /// 우대사항, nice to have.
    Preferred,
}

/// One requirement as written; nested bullets belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The list that it stands in.
    pub section: Section,
    /// The text as rendered: markup resolved, white space folded, bullet sign stripped, nested bullets appended.
    pub text: String,
    /// Bytes of `text` at which nested bullets begin.
    pub breaks: Vec<usize>,
    /// Line number in the source, from 1.
    pub line: usize,
    /// Bytes of the source.
    pub span: Span,
}

/// One posting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// Company and title in lower case, letters and digits kept, the rest folded to `-`; unique within a call.
    pub id: String,
    /// Company, where it is known.
    pub company: Option<String>,
    /// Title, where it is known.
    pub title: Option<String>,
    /// Address, where it is known.
    pub url: Option<String>,
    /// Job family: the heading that the posting stands under.
    pub family: Option<String>,
    /// File as the user named it.
    pub path: String,
    /// Line number of its start, from 1.
    pub line: usize,
    /// Whether it came as one text, in which lists were looked for: its title counts too.
    pub described: bool,
    /// Its requirement lines in the order of the file.
    pub lines: Vec<Line>,
}
