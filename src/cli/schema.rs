//! `jobmatch schema`: JSON Schemas of the profile and of every JSON output.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use jobmatch::output::{json, schema};
use serde_json::{Map, Value};

use super::{Ended, Failure, write};

/// Options of `schema`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which one; without it, all of them in one object
    #[arg(value_parser = PossibleValuesParser::new(schema::names()))]
    pub name: Option<String>,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Prints a schema.
///
/// # Errors
/// Where the output cannot be written.
pub fn run(args: &Args) -> Result<Ended, Failure> {
    let all = || schema::names().filter_map(|name| Some((name.to_owned(), schema::schema(name)?))).collect::<Map<String, Value>>();
    let found = args.name.as_ref().map_or_else(|| Some(Value::Object(all())), |name| schema::schema(name));
    write::to(args.output.as_deref(), &json::write(&found))?;
    Ok(Ended::Done)
}
