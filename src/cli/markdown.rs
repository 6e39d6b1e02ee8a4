//! The hidden `pulih help-markdown`: docs/commands.md, made from the definition that help is made from.

use super::definition;
use super::exit::Exit;
use super::output::stdout;
use std::fmt::Write as _;
use std::io::Write as _;

/// Print the reference of all commands as Markdown
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

const HEAD: &str = "\
# Commands

Made from `pulih --help` by `pulih help-markdown > docs/commands.md`; a test holds this file against the program.

Data goes to standard output, everything else to standard error. Rows are a table on a terminal and JSON Lines in a pipe.
`NO_COLOR` turns colours off. A closed pipe ends the program quietly.

| exit code | meaning |
| --- | --- |
| 0 | done |
| 1 | nothing was found, or a check failed |
| 2 | wrong usage, or a failure such as a locked database or a full disk |
| 3 | some inputs failed, and everything else is done |
";

pub(super) fn run(_: Args) -> anyhow::Result<Exit> {
    let mut page = String::from(HEAD);
    let mut root = definition();
    root.build();
    section(&mut page, &root, "pulih");
    let mut out = stdout();
    out.write_all(page.as_bytes())?;
    out.flush()?;
    Ok(Exit::Done)
}

/// One heading and the long help of a command, then its subcommands.
fn section(page: &mut String, command: &clap::Command, name: &str) {
    let help = command
        .clone()
        .bin_name(name)
        .term_width(100)
        .render_long_help()
        .to_string();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    let _ = write!(
        page,
        "\n## {name}\n\n```text\n{}\n```\n",
        lines.join("\n").trim()
    );
    let mut subcommands: Vec<_> = command
        .get_subcommands()
        .filter(|c| !c.is_hide_set() && c.get_name() != "help")
        .collect();
    subcommands.sort_by_key(|c| c.get_display_order());
    for subcommand in subcommands {
        section(
            page,
            subcommand,
            &format!("{name} {}", subcommand.get_name()),
        );
    }
}
