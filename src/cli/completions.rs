//! `pulih completions`: scripts that make a shell complete the arguments.

use super::definition;
use super::exit::Exit;
use super::output::stdout;
use std::io::Write;

/// Print a script that makes a shell complete pulih's arguments
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: clap_complete::Shell,
}

const EXAMPLES: &str = "\
Examples:
  pulih completions bash > ~/.local/share/bash-completion/completions/pulih
  pulih completions zsh > ~/.zfunc/_pulih
  pulih completions fish > ~/.config/fish/completions/pulih.fish";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut definition(), "pulih", &mut script);
    let mut out = stdout();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Exit::Done)
}
