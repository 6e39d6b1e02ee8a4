//! `pulih patterns schema`: for editors.

use crate::cli::exit::Exit;
use crate::cli::output::stdout;
use crate::pattern::schema::schema;
use std::io::{self, Write};

/// Print the JSON Schema of a pattern file, with which editors complete and check it
///
/// A first line `#:schema patterns.schema.json` in a pattern file names it.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Args {}

const EXAMPLES: &str = "\
Examples:
  pulih patterns schema > patterns.schema.json";

pub(super) fn run(_: &Args) -> anyhow::Result<Exit> {
    let mut out = stdout();
    serde_json::to_writer_pretty(&mut out, &schema()).map_err(io::Error::from)?;
    writeln!(out)?;
    out.flush()?;
    Ok(Exit::Done)
}
