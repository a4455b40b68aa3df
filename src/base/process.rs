//! This process: its memory, which holds secrets, and its standard output.

/// Turns off core dumps and, on Linux, access to this process by other processes of the same user.
///
/// The limit for core files alone is not enough: the kernel ignores it if it pipes core dumps to a program.
pub fn protect_memory() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // Neither can fail for the process itself.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
        #[cfg(target_os = "linux")]
        let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
    }
}

/// Whether standard output was closed when the process started. Rust's runtime opens `/dev/null` in its place, for reading and
/// writing; a shell opens it for writing only. Some other programs open it as the runtime does, which cannot be distinguished.
pub fn is_stdout_closed() -> bool {
    #[cfg(unix)]
    {
        use rustix::fs::{OFlags, fcntl_getfl, fstat, stat};
        let stdout = std::io::stdout();
        let is_read_write = fcntl_getfl(&stdout).is_ok_and(|flags| flags & OFlags::RWMODE == OFlags::RDWR);
        is_read_write
            && matches!((fstat(&stdout), stat("/dev/null")), (Ok(out), Ok(null)) if (out.st_dev, out.st_ino) == (null.st_dev, null.st_ino))
    }
    #[cfg(not(unix))]
    false
}
