//! The binary: builds the `Env` of this process, runs the command line, returns the exit code.

use std::process::ExitCode;

use tokctl::cli::{self, Env};

fn main() -> ExitCode {
    cli::run(&mut Env::real()).into()
}
