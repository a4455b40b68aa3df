//! Protecting the memory of this process, which holds secrets.

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
