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
/// message should that overflow, which takes a twentieth of the time of a whole command. The rest is done here instead.
/// Nothing is missed at the end, since `cli::run` writes out what it has, and with glibc the arguments are there anyway.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod start {
    use std::ffi::{c_char, c_int};
    use std::fs::File;
    use std::io;
    use std::os::fd::{AsFd, IntoRawFd};
    use std::process::abort;

    use rustix::io::{Errno, fcntl_getfd};

    #[unsafe(no_mangle)]
    extern "C" fn main(_count: c_int, _arguments: *const *const c_char) -> c_int {
        occupy_standard_streams();
        survive_closed_pipes();
        super::run().into()
    }

    /// Whoever closed one of the three gets `/dev/null` there. Else the next file that is opened would stand in its place,
    /// a key or the state perhaps, and be written over by the next line printed.
    fn occupy_standard_streams() {
        for stream in [io::stdin().as_fd(), io::stdout().as_fd(), io::stderr().as_fd()] {
            if fcntl_getfd(stream) == Err(Errno::BADF) {
                match File::options().read(true).write(true).open("/dev/null") {
                    Ok(null) => _ = null.into_raw_fd(),
                    Err(_) => abort(),
                }
            }
        }
    }

    /// A pipe that nobody reads is a failed write, with the exit code of one, and not the end of the process.
    fn survive_closed_pipes() {
        if signal_hook::flag::register(signal_hook::consts::SIGPIPE, Default::default()).is_err() {
            abort();
        }
    }
}
