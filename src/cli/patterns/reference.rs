//! `pulih patterns reference`: the tables of docs/patterns.md.

use crate::cli::exit::Exit;
use crate::cli::folders::Folders;
use crate::cli::output::stdout;
use crate::pattern::reference::markdown;
use std::io::Write;

/// Print every key, kind of fact and code that a pattern file may name, as Markdown
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    #[command(flatten)]
    folders: Folders,
}

const EXAMPLES: &str = "\
Examples:
  pulih patterns reference
  pulih patterns reference --patterns my-patterns/   with your own facts.toml and taxonomy.toml";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let library = args.folders.library()?;
    let mut out = stdout();
    out.write_all(markdown(library.kinds(), library.taxonomy()).as_bytes())?;
    out.flush()?;
    Ok(Exit::Done)
}
