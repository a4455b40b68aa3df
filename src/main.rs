//! The program: the real world in an `Env`, `cli::run`, the exit code.

use std::process::ExitCode;

use tokctl::cli::{self, Env};

fn main() -> ExitCode {
    ExitCode::from(cli::run(&mut Env::real()))
}
