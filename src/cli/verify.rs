//! `pulih verify`: every stored fact and statement is found again, or it says which is not.

use super::exit::Exit;
use super::folders::Folders;
use super::output::stdout;
use super::reader::Reader;
use crate::process::Read;
use crate::store::{Access, Store};
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

/// Prove that every stored fact and statement stands in its article
///
/// Reads each stored article again and looks for each fact at its bytes, with its value, from the pattern with its
/// fingerprint. Prints what is not found, one line each, and exits with 1 if there is any.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Database file
    #[arg(value_name = "DB", default_value = "pulih.db")]
    db: PathBuf,

    #[command(flatten)]
    folders: Folders,
}

const EXAMPLES: &str = "\
Examples:
  pulih verify facts.db
  pulih verify facts.db --patterns my-patterns/";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let store = Store::open(&args.db, Access::Read, Duration::from_secs(30))?;
    let reader = Reader::open(&args.folders)?;
    let mut out = stdout();
    let mut failures = 0_u64;
    let mut broken = Ok(());
    let seen = store.verify(
        |document| reader.read(document),
        |failure| {
            failures += 1;
            if broken.is_ok() {
                broken = writeln!(out, "{}: {}", failure.id, failure.reason);
            }
        },
    )?;
    broken?;
    writeln!(
        out,
        "{} of {} facts and statements in {} articles do not hold",
        failures,
        seen.facts + seen.statements,
        seen.articles
    )?;
    out.flush()?;
    Ok(if failures == 0 {
        Exit::Done
    } else {
        Exit::Nothing
    })
}
