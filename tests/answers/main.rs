//! Gap reports, plans and comparisons over the sample profiles and postings.

mod steps;
mod tables;
mod world;
