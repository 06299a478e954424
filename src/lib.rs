//! jobmatch matches candidates to job postings, in Korean and English: it understands each requirement line as a small
//! logical expression over a taxonomy of skills, ranks the postings, and says line by line why.
//!
//! Data flows one way: files are read into postings and profiles ([`posting`], [`profile`]), lines become trees ([`requirement`]),
//! trees are judged against a candidate ([`matching`], [`score`]), verdicts become answers ([`answers`]), and writers draw them
//! ([`output`]). Nothing here prints, exits or keeps state.

pub mod answers;
pub mod diagnostic;
pub mod index;
pub mod input;
pub mod json;
pub mod levels;
pub mod matching;
pub mod messages;
pub mod occupation;
pub mod output;
mod phrasebook;
pub mod pipeline;
pub mod policy;
pub mod posting;
pub mod profile;
pub mod requirement;
pub mod score;
pub mod seeds;
pub mod source;
pub mod span;
pub mod taxonomy;
pub mod text;
pub mod yaml;
