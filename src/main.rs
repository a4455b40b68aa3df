//! The program: the real world in an `Env`, `cli::run`, the exit code.

#![cfg_attr(all(target_os = "linux", target_env = "gnu"), no_main)]

use tokctl::cli::{self, Env};

fn run() -> u8 {
    cli::run(&mut Env::real())
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn main() -> std::process::ExitCode {
    run().into()
}

/// The start, without what Rust does before `main`: it reads where the stack lies from `/proc/self/maps`, for a better
/// message should that overflow, which takes a twentieth of the time of a whole command. The rest is done here as well.
/// Nothing is missed at the end, since `cli::run` writes out what it has, and with glibc the arguments are there anyway.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[unsafe(no_mangle)]
extern "C" fn main(_count: std::ffi::c_int, _arguments: *const *const std::ffi::c_char) -> std::ffi::c_int {
    if !tokctl::base::occupy_standard_streams() || !cli::interrupt::survive_closed_pipes() {
        std::process::abort();
    }
    run().into()
}
