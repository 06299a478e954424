//! Profiles as files: the project's own YAML with comments on where each thing was read, and JSON Resume.

mod json_resume;
mod yaml;

pub use json_resume::json_resume;
pub use yaml::{Remarks, yaml};
