//! The command line: arguments in, one call a subcommand, an exit code out.
//!
//! Data goes to standard output, everything else to standard error. Nothing else in the crate prints or knows of clap.

mod completions;
mod db;
mod eval;
mod exit;
mod explain;
mod extract;
mod fetch;
mod folders;
mod input;
mod load;
mod man;
mod markdown;
mod net;
mod output;
mod passed;
mod patterns;
mod process;
mod query;
mod reader;
mod schema;
mod show;
mod sql;
mod tally;
mod verify;
mod watch;

use clap::{CommandFactory, Parser, Subcommand};
use exit::Exit;
use std::process::ExitCode;

/// Reads news reports about service outages into a database of facts, each traced to its bytes.
#[derive(Debug, Parser)]
#[command(name = "pulih", version, arg_required_else_help = true, max_term_width = 100, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  pulih process articles/                      read a folder into pulih.db
  pulih query durations --service whatsapp     ask for what was found
  pulih show article news/a.txt                see it in the text
  echo 'WhatsApp was down for two hours.' | pulih extract --text -

Exit codes: 0 done, 1 nothing found or a check failed, 2 wrong usage or failure, 3 some inputs failed and the rest is done.";

#[derive(Debug, Subcommand)]
enum Command {
    Process(Box<process::Args>),
    Fetch(Box<fetch::Args>),
    Watch(Box<watch::Args>),
    Extract(extract::Args),
    Load(load::Args),
    Query(Box<query::Args>),
    Show(show::Args),
    Sql(sql::Args),
    Verify(verify::Args),
    Eval(eval::Args),
    Explain(explain::Args),
    Patterns(patterns::Args),
    Schema(schema::Args),
    Db(db::Args),
    Completions(completions::Args),
    Man(man::Args),
    #[command(hide = true)]
    HelpMarkdown(markdown::Args),
}

/// Runs the program with its own arguments.
pub fn run() -> ExitCode {
    exit::code(dispatch(Cli::parse().command))
}

fn dispatch(command: Command) -> anyhow::Result<Exit> {
    match command {
        Command::Process(args) => process::run(*args),
        Command::Fetch(args) => fetch::run(&args),
        Command::Watch(args) => watch::run(&args),
        Command::Extract(args) => extract::run(args),
        Command::Load(args) => load::run(args),
        Command::Query(args) => query::run(*args),
        Command::Show(args) => show::run(args),
        Command::Sql(args) => sql::run(args),
        Command::Verify(args) => verify::run(&args),
        Command::Eval(args) => eval::run(args),
        Command::Explain(args) => explain::run(&args),
        Command::Patterns(args) => patterns::run(args),
        Command::Schema(args) => schema::run(&args),
        Command::Db(args) => db::run(args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
        Command::HelpMarkdown(args) => markdown::run(args),
    }
}

/// The definition that help, man page, completions and reference are made from.
fn definition() -> clap::Command {
    Cli::command()
}
