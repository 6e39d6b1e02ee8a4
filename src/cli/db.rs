//! `pulih db`: care of a database file.

use super::exit::{Exit, say};
use crate::store::{Access, Store};
use std::path::PathBuf;
use std::time::Duration;

/// Take care of a database file
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Make one file of it that opens anywhere: everything out of the log, and no log left beside it
    ///
    /// A database that is being written has a log (`-wal`) beside it and does not open in a folder that cannot be written.
    /// The next `pulih process` turns the log on again.
    #[command(after_help = PUBLISH_EXAMPLES)]
    Publish {
        /// Database file
        #[arg(value_name = "DB", default_value = "pulih.db")]
        db: PathBuf,

        /// Seconds to wait for another process that is using it
        #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = clap::value_parser!(u32).range(..=86400))]
        wait: u32,
    },
}

const EXAMPLES: &str = "\
Examples:
  pulih db publish facts.db";

const PUBLISH_EXAMPLES: &str = "\
Examples:
  pulih db publish facts.db && cp facts.db /srv/www/";

pub(super) fn run(args: Args) -> anyhow::Result<Exit> {
    let Command::Publish { db, wait } = args.command;
    Store::open(&db, Access::Write, Duration::from_secs(wait.into()))?.publish()?;
    say("done", format_args!("`{}` is one file now", db.display()));
    Ok(Exit::Done)
}
