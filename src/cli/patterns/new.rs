//! `pulih patterns new`: a file to fill in.

use crate::cli::exit::Exit;
use crate::cli::folders::Folders;
use crate::cli::output::stdout;
use crate::model::Lang;
use crate::pattern::starter::starter;
use std::io::Write;

/// Print a commented pattern file for a language, to fill in
///
/// Names of months, weekdays, zones and countries come from the Unicode CLDR where the program holds them.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// BCP 47 tag of the language, such as `sw` or `pt-BR`
    #[arg(value_name = "LANG")]
    language: Lang,

    #[command(flatten)]
    folders: Folders,
}

const EXAMPLES: &str = "\
Examples:
  pulih patterns new sw > patterns/sw.toml
  pulih patterns new pt-BR > ~/.config/pulih/patterns/pt-BR.toml";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let mut out = stdout();
    out.write_all(starter(&args.folders.library()?, args.language).as_bytes())?;
    out.flush()?;
    Ok(Exit::Done)
}
