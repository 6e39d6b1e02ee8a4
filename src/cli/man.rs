//! `pulih man`: the manual page, of the program or of one command.

use super::definition;
use super::exit::Exit;
use super::output::stdout;
use anyhow::Context;
use std::io::Write;

/// Print the manual page of the program, or of one command, in roff
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// A command, such as `query`
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  pulih man | man -l -
  pulih man query > pulih-query.1";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let mut command = definition();
    command.build();
    if let Some(name) = &args.command {
        command = command
            .find_subcommand(name)
            .with_context(|| format!("no command `{name}`; `pulih --help` lists them"))?
            .clone();
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    let mut out = stdout();
    out.write_all(&page)?;
    out.flush()?;
    Ok(Exit::Done)
}
