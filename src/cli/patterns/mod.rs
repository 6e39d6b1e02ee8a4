//! `pulih patterns`: what pattern authors use.

mod check;
mod coverage;
mod list;
mod new;
mod reference;
mod schema;

use super::exit::Exit;

/// Write, check and list pattern files
///
/// A language is a file of words and patterns, and needs no compiler: files in `--patterns DIR` and in
/// `~/.config/pulih/patterns` replace the bundled ones of the same name, or add to them with `extends`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  pulih patterns list                     languages and how much each holds
  pulih patterns new sw > patterns/sw.toml
  pulih patterns check patterns/sw.toml
  pulih patterns coverage sw              what it lacks against others";

#[derive(Debug, clap::Subcommand)]
enum Command {
    Check(check::Args),
    Coverage(coverage::Args),
    List(list::Args),
    New(new::Args),
    Reference(reference::Args),
    Schema(schema::Args),
}

pub(super) fn run(args: Args) -> anyhow::Result<Exit> {
    match args.command {
        Command::Check(args) => check::run(&args),
        Command::Coverage(args) => coverage::run(&args),
        Command::List(args) => list::run(&args),
        Command::New(args) => new::run(&args),
        Command::Reference(args) => reference::run(&args),
        Command::Schema(args) => schema::run(&args),
    }
}
