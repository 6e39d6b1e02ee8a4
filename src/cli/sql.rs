//! `pulih sql`: a question in SQL, run so that it can only read.

use super::exit::Exit;
use super::input::Database;
use super::output::{Output, found};
use crate::query::people;
use crate::store::{Access, Store};
use std::io::Read;
use std::time::Duration;

/// Ask in SQL; nothing but reading this database is possible
///
/// Tables, views and columns are in docs/database.md and in `pulih schema db`. Besides SQLite's functions there are
/// `same_name(a, b)` and `has_words(text, words)`, which compare in any script whatever the case.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// One SELECT; `-` reads it from standard input
    #[arg(value_name = "SQL")]
    sql: String,

    /// Seconds that it may take
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = clap::value_parser!(u32).range(1..))]
    timeout: u32,

    #[command(flatten)]
    output: Output,

    #[command(flatten)]
    database: Database,
}

const EXAMPLES: &str = "\
Examples:
  pulih sql 'SELECT language, count(*) FROM article GROUP BY language'
  pulih sql 'SELECT service, max(point_s) / 3600 AS hours FROM durations GROUP BY service ORDER BY hours DESC' --csv
  pulih sql - < question.sql";

pub(super) fn run(args: Args) -> anyhow::Result<Exit> {
    let mut sql = args.sql;
    if sql == "-" {
        sql.clear();
        std::io::stdin().read_to_string(&mut sql)?;
    }
    let mut store = Store::open(&args.database.db, Access::Read, args.database.wait())?;
    let mut out = args.output.writer();
    let time = Duration::from_secs(args.timeout.into());
    let rows = people(&mut store, &sql, time, &mut out)?;
    out.finish()?;
    Ok(found(rows))
}
