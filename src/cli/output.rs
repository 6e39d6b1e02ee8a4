//! The form of rows on standard output: a table on a terminal, JSON Lines in a pipe, or what was asked for.

use super::exit::Exit;
use crate::export::{Format, RowWriter};
use crate::query::Columns;
use std::io::{self, BufWriter, IsTerminal, StdoutLock};

/// The forms of output.
#[derive(Clone, Copy, Debug, clap::Args)]
#[command(next_help_heading = "Output")]
pub(super) struct Output {
    /// One JSON object a row (the default in a pipe)
    #[arg(long, group = "form")]
    json: bool,

    /// Comma-separated values with a header line
    #[arg(long, group = "form")]
    csv: bool,

    /// A table (the default on a terminal)
    #[arg(long, group = "form")]
    table: bool,
}

impl Output {
    /// The form that was asked for or fits standard output.
    pub(super) fn format(self) -> Format {
        if self.json {
            Format::JsonLines
        } else if self.csv {
            Format::Csv
        } else if io::stdout().is_terminal() {
            Format::Table(None)
        } else if self.table {
            Format::Table(Some(120))
        } else {
            Format::JsonLines
        }
    }

    /// All columns for programs, few for people.
    pub(super) fn columns(self) -> Columns {
        match self.format() {
            Format::Table(_) => Columns::Few,
            Format::JsonLines | Format::Csv => Columns::All,
        }
    }

    /// A writer of rows to standard output.
    pub(super) fn writer(self) -> RowWriter<BufWriter<StdoutLock<'static>>> {
        RowWriter::new(self.format(), stdout())
    }
}

/// Standard output, locked and buffered.
pub(super) fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Success if there were rows.
pub(super) fn found(rows: u64) -> Exit {
    if rows == 0 { Exit::Nothing } else { Exit::Done }
}
