//! `pulih schema`: the published forms of output and database.

use super::exit::Exit;
use super::output::stdout;
use crate::{export, store};
use std::io::Write;

/// Print the JSON Schema of `extract`, or the SQL of the database
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Which
    #[arg(value_name = "WHAT")]
    what: What,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum What {
    /// JSON Schema of one line of `pulih extract`
    Extract,
    /// SQL that makes the tables, indexes and views
    Db,
}

const EXAMPLES: &str = "\
Examples:
  pulih schema extract > extract.schema.json
  pulih schema db";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let mut out = stdout();
    match args.what {
        What::Extract => {
            serde_json::to_writer_pretty(&mut out, &export::extract_schema())
                .map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        What::Db => out.write_all(store::ddl()?.as_bytes())?,
    }
    out.flush()?;
    Ok(Exit::Done)
}
