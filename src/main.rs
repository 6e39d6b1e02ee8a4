//! The `pulih` program: all of it is in [`pulih::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    pulih::cli::run()
}
