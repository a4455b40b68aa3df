//! What the operating system provides: files relative to an opened directory, owners and permissions, core dumps.
//!
//! `unix` is the one file with calls that exist only on Unix. `other` has the same functions for systems without them.
//! Tests compile it on every system.

#[cfg(any(not(unix), test))]
#[cfg_attr(unix, allow(dead_code, reason = "only its tests use it"))]
mod other;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
pub use other::*;
#[cfg(unix)]
pub use unix::*;

/// What changes when a file is replaced or written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileStamp {
    /// Device and inode; zero if the system does not provide them.
    identity: (i128, i128),
    /// Seconds and nanoseconds.
    modified: (i128, i128),
    len: i128,
}

/// How a file is opened. It is never followed if it is a symbolic link, and opening a named pipe does not block.
#[derive(Debug, Clone, Copy)]
pub enum Access {
    Read,
    /// For reading and writing; created for its owner alone if it is missing.
    OpenOrCreate,
    /// Like `OpenOrCreate`, but an error if anything has that name already.
    CreateNew,
}
