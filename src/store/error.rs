//! Why a store gives no answer. None of these ever means "nothing is revoked".

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::base::{Code, Fault};

/// A store could not be opened, read or written.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no such store. Only the caller can tell whether there should be one.
    #[error("there is no state file {}", path.display())]
    Absent {
        /// The file looked for.
        path: PathBuf,
    },
    /// Somebody else held the lock until patience ran out.
    #[error("another process has held the lock {} for {waited_secs} s", path.display())]
    Locked {
        /// The lock file.
        path: PathBuf,
        /// How long was waited.
        waited_secs: u64,
    },
    /// The file is not what a store wrote.
    #[error("the state file {} is damaged: {detail}", path.display())]
    Corrupt {
        /// The state file.
        path: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
    /// Written by a newer program.
    #[error("the state file {} has schema version {found}, and this program knows versions up to {known}", path.display())]
    NewerSchema {
        /// The state file.
        path: PathBuf,
        /// The version found.
        found: i64,
        /// The newest version known.
        known: i64,
    },
    /// The file or its folder may not be written.
    #[error("the state file {} cannot be written: {detail}", path.display())]
    ReadOnly {
        /// The state file.
        path: PathBuf,
        /// What was refused.
        detail: String,
    },
    /// No space is left.
    #[error("no space is left to write the state file {}", path.display())]
    Full {
        /// The state file.
        path: PathBuf,
    },
    /// A kind of store that this program does not have.
    #[error("{scheme} stores are not supported: expected the path of a state file")]
    Unsupported {
        /// The scheme of the location given.
        scheme: String,
    },
    /// Reading or writing failed.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file concerned.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A fault that none of the above explains.
    #[error("the state file {}: {detail}", path.display())]
    Fault {
        /// The state file.
        path: PathBuf,
        /// What the database said.
        detail: String,
    },
}

impl StoreError {
    /// The stable name of this failure.
    pub const fn code(&self) -> Code {
        match self {
            Self::Locked { .. } => Code::Locked,
            Self::Unsupported { .. } => Code::Usage,
            Self::Io { .. } | Self::ReadOnly { .. } | Self::Full { .. } => Code::Io,
            Self::Absent { .. } | Self::Corrupt { .. } | Self::NewerSchema { .. } | Self::Fault { .. } => Code::Store,
        }
    }

    /// What can be done about it.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Absent { .. } => {
                "restore the file from a backup: without it nothing can be said about revocation; `tokctl init --force` makes a \
                 new home with new keys"
                    .to_owned()
            }
            Self::Locked { .. } => {
                "a stopped process may hold it: find it with `fuser` or `lsof`, and end it".to_owned()
            }
            Self::Corrupt { path, .. } => format!(
                "restore it from a backup, or move {} and the files beside it of the same name away: users must then be \
                 added and sessions opened anew",
                path.display()
            ),
            Self::NewerSchema { .. } => "use the newer version of this program that wrote it".to_owned(),
            Self::ReadOnly { .. } => "check who owns the file and its folder, and how it is mounted".to_owned(),
            Self::Full { .. } => "make room on the disk; nothing was changed".to_owned(),
            Self::Unsupported { .. } => "give the path of a file, or nothing for the file in the home".to_owned(),
            Self::Io { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
                "check who owns the file and its folder".to_owned()
            }
            Self::Io { .. } | Self::Fault { .. } => return None,
        })
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        let fault = Self::new(error.code(), error.to_string());
        match error.hint() {
            Some(hint) => fault.hint(hint),
            None => fault,
        }
    }
}
