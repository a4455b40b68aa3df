//! The binary: protects its memory, builds the `Env` of this process, runs the command line, returns the exit code.

use std::process::ExitCode;

use tokctl::base::system;
use tokctl::cli::{self, Env};

fn main() -> ExitCode {
    system::protect_memory();
    cli::run(&mut Env::real()).into()
}
