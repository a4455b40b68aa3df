//! From errors of SQLite and the file system to those of the store. The only file that reads their codes.

use std::fs::File;
use std::io;
use std::path::Path;
use std::time::Duration;

use rusqlite::ffi::{self, ErrorCode};

use crate::base::fault::io_reason;
use crate::base::lock;
use crate::store::error::StoreError;

/// An error of SQLite about the database `path`.
pub fn from_sqlite(path: &Path, error: rusqlite::Error, timeout: Duration) -> StoreError {
    use rusqlite::Error as E;
    let path = path.to_owned();
    let detail = error.to_string();
    match error {
        E::SqliteFailure(failure, _) => match failure.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Locked(lock::timed_out(&path, timeout)),
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::TypeMismatch => {
                StoreError::Corrupt { path, detail }
            }
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => StoreError::ReadOnly { path, detail },
            // The shared-memory file beside the database is grown before anything else is written.
            _ if failure.extended_code == ffi::SQLITE_IOERR_SHMSIZE => StoreError::Full { path },
            ErrorCode::DiskFull => StoreError::Full { path },
            // A file shorter than its own header states.
            _ if failure.extended_code == ffi::SQLITE_IOERR_SHORT_READ => StoreError::Corrupt { path, detail },
            ErrorCode::CannotOpen => {
                // SQLite does not say why. If the file can be opened, one of those beside it cannot.
                let source = File::open(&path).err().unwrap_or_else(|| io::Error::other(detail));
                StoreError::Io { path, source }
            }
            ErrorCode::SystemIoFailure => StoreError::Io { path, source: io::Error::other(detail) },
            // A table or column that the schema version promises is not there.
            ErrorCode::Unknown => StoreError::Corrupt { path, detail },
            _ => StoreError::Fault { path, detail },
        },
        // The value read is never written there; `values::damaged` describes it.
        E::FromSqlConversionFailure(_, _, what) => StoreError::Corrupt { path, detail: what.to_string() },
        E::InvalidColumnType(..) | E::IntegralValueOutOfRange(..) | E::Utf8Error(..) => {
            StoreError::Corrupt { path, detail }
        }
        E::InvalidColumnName(_) | E::SqlInputError { .. } | E::QueryReturnedNoRows => {
            StoreError::Corrupt { path, detail }
        }
        _ => StoreError::Fault { path, detail },
    }
}

/// An error of the file system about `path`, which belongs to the database `database`.
pub fn from_io(database: &Path, path: &Path, source: io::Error) -> StoreError {
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full { path: database.to_owned() },
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => StoreError::ReadOnly {
            path: database.to_owned(),
            detail: format!("{}: {}", path.display(), io_reason(&source)),
        },
        _ => StoreError::Io { path: path.to_owned(), source },
    }
}
