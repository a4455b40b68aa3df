//! Why a store has no outcome. None of these ever means "nothing is revoked".

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use thiserror::Error;

use crate::base::fault::io_reason;
use crate::base::shown::shell_word;
use crate::base::{Code, Fault, Timestamp, datetime};

use super::copy_mark::{CopyMark, CopyState};

/// A store could not be opened, read or written.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no such store. Only the caller knows whether there should be one.
    #[error("state file {} not found", path.display())]
    Absent { path: PathBuf },
    /// Another process held the lock until the deadline.
    #[error("{}", .0.message)]
    Locked(Fault),
    /// The file is not a sound store.
    #[error("the state file {} is damaged: {detail}", path.display())]
    Corrupt { path: PathBuf, detail: String },
    /// Another process removed or replaced the file while it was open. Nothing was changed.
    #[error("the state file {} was replaced while it was open", path.display())]
    Replaced { path: PathBuf },
    /// Written by a newer program.
    #[error("the state file {} has schema version {found}, but this program supports versions up to {known}", path.display())]
    NewerSchema { path: PathBuf, found: i64, known: i64 },
    /// The file or its directory is not writable.
    #[error("the state file {} is not writable: {detail}", path.display())]
    ReadOnly { path: PathBuf, detail: String },
    /// Another user can change the file, or one beside it. The hint is the command that fixes it.
    #[error("{}", .0.message)]
    Untrusted(Fault),
    /// No space is left.
    #[error("no space left to write the state file {}", path.display())]
    Full { path: PathBuf },
    /// A kind of store that this program does not have.
    #[error("{scheme}:// stores are not supported: expected the path of a state file or a redis:// URL")]
    Unsupported { scheme: String },
    /// Reading or writing failed.
    #[error("{}: {}", path.display(), io_reason(source))]
    Io { path: PathBuf, source: io::Error },
    /// The queue of steps is full. Nothing was changed.
    #[error("the store is overloaded: its queue of {queued} steps is full")]
    Busy { queued: usize },
    /// The deadline of a call passed. A step may still be done.
    #[error("{}", .0.message)]
    Deadline(Fault),
    /// A location that cannot be used.
    #[error("{}", .0.message)]
    Location(Fault),
    /// A server has no state yet.
    #[error("{}", .0.message)]
    NotCreated(Fault),
    /// A server could not be reached, or refused a call.
    #[error("{}", .0.message)]
    Server(Fault),
    /// The state on a server is not sound, was written by a newer program, or was replaced while it was in use.
    #[error("{}", .0.message)]
    State(Fault),
    /// The state is copied, was moved, or is not complete.
    #[error("{}", refusal(.0))]
    Copied(Box<CopyMark>),
    /// The mark of a copy was removed or replaced while the copy went on.
    #[error("another command ended the copy, or continues it")]
    CopyEnded,
    /// The thread that writes has ended.
    #[error("the store is closed")]
    Closed,
    /// A fault that none of the above explains.
    #[error("the state file {}: {detail}", path.display())]
    Fault { path: PathBuf, detail: String },
}

impl StoreError {
    /// [`Self::Deadline`] of a file.
    pub fn late(deadline: Duration) -> Self {
        let message = format!("the store did not respond within {} ms", deadline.as_millis());
        Self::Deadline(Fault::new(Code::Store, message).hint("try again in a moment"))
    }

    pub const fn code(&self) -> Code {
        match self {
            Self::Locked(_) => Code::Locked,
            Self::Unsupported { .. } => Code::Usage,
            Self::Location(fault)
            | Self::NotCreated(fault)
            | Self::Deadline(fault)
            | Self::Server(fault)
            | Self::State(fault) => fault.code,
            Self::Io { .. } | Self::ReadOnly { .. } | Self::Full { .. } | Self::Untrusted(_) => Code::Io,
            Self::Absent { .. }
            | Self::Corrupt { .. }
            | Self::Replaced { .. }
            | Self::NewerSchema { .. }
            | Self::Closed
            | Self::Copied(_)
            | Self::CopyEnded
            | Self::Busy { .. }
            | Self::Fault { .. } => Code::Store,
        }
    }

    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Untrusted(fault)
            | Self::Locked(fault)
            | Self::Location(fault)
            | Self::NotCreated(fault)
            | Self::Deadline(fault)
            | Self::Server(fault)
            | Self::State(fault) => return fault.hint.clone(),
            Self::Absent { .. } => {
                "restore the file from a backup: without it revocation cannot be checked; `tokctl init --force` creates a new \
                 home with new keys"
                    .to_owned()
            }
            Self::Corrupt { path, .. } => format!(
                "restore it from a backup, or move {} and the files of the same name beside it away; users must then be added \
                 and sessions opened again",
                path.display()
            ),
            Self::NewerSchema { .. } => "a newer tokctl wrote it: use that version".to_owned(),
            Self::ReadOnly { .. } => "check the owner and permissions of the file and its directory, and that the file system is mounted writable".to_owned(),
            Self::Full { .. } => "free some space on the disk; nothing was changed".to_owned(),
            Self::Unsupported { .. } => "pass the path of a file, or omit --store to use the file in the home".to_owned(),
            Self::Io { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
                "check the owner of the file and its directory".to_owned()
            }
            Self::Replaced { .. } => "run the command again".to_owned(),
            Self::Busy { .. } => "try again in a moment".to_owned(),
            Self::Copied(mark) => match mark.state {
                CopyState::Copying => "try again when the copy is complete; if it was interrupted, run the same `tokctl store \
                                       copy FROM TO` again, or end it with `tokctl store copy --abort FROM`"
                    .to_owned(),
                CopyState::Moved => format!("use the new state with `--store {}`", shell_word(&mark.other)),
                CopyState::Incomplete => "run the same `tokctl store copy FROM TO` again, or remove the copy with `tokctl store \
                                          copy --abort FROM TO`"
                    .to_owned(),
                CopyState::Removed => "remove the rest of it with `tokctl store copy --abort FROM TO`".to_owned(),
            },
            Self::CopyEnded => "see which of the two states is used before you copy again".to_owned(),
            Self::Io { .. } | Self::Closed | Self::Fault { .. } => return None,
        })
    }
}

/// What a mark says of its store.
fn refusal(CopyMark { state, other, since, .. }: &CopyMark) -> String {
    let since = datetime::show_utc(Timestamp::from_millis(*since));
    match state {
        CopyState::Copying => format!("the state is read-only: a copy to {other} began at {since}"),
        CopyState::Moved => format!("the state was moved to {other}"),
        CopyState::Incomplete => format!("the state is an incomplete copy of {other}, begun at {since}"),
        CopyState::Removed => format!("the state is what is left of an incomplete copy of {other}"),
    }
}

/// The refusal of a store with this mark.
impl From<CopyMark> for StoreError {
    fn from(mark: CopyMark) -> Self {
        Self::Copied(Box::new(mark))
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
