//! How the program ends, and how it says why.

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

/// The ends that are no failure of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// Done.
    Done,
    /// Nothing was found, or a check failed.
    Nothing,
    /// Some inputs failed and the rest is done.
    Partly,
}

/// The exit code; says what went wrong on standard error. A reader that has closed its pipe has all it wanted.
pub(super) fn code(result: anyhow::Result<Exit>) -> ExitCode {
    match result {
        Ok(Exit::Done) => ExitCode::SUCCESS,
        Ok(Exit::Nothing) => ExitCode::from(1),
        Ok(Exit::Partly) => ExitCode::from(3),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say("error", format_args!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

/// Writes a line such as `error: ...` to standard error.
pub(super) fn say(kind: &str, message: fmt::Arguments<'_>) {
    let colour = if kind == "error" {
        "\x1b[1;31m"
    } else {
        "\x1b[1;33m"
    };
    // Nobody is left to tell if standard error is closed.
    let _ = writeln!(anstream::stderr(), "{colour}{kind}:\x1b[0m {message}");
}

pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
    })
}
