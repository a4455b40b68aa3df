//! The files of a store: their names and sizes.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::store::error::StoreError;
use crate::store::port::Result;

/// The size of a file, if it exists. Other kinds of files are refused: opening a named pipe would block.
pub fn size(path: &Path) -> Result<Option<u64>> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => {
            Err(StoreError::Io { path: path.to_owned(), source: io::ErrorKind::IsADirectory.into() })
        }
        Ok(metadata) if !metadata.is_file() => {
            let source = io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file");
            Err(StoreError::Io { path: path.to_owned(), source })
        }
        Ok(metadata) => Ok(Some(metadata.len())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(StoreError::Io { path: path.to_owned(), source }),
    }
}

/// Refuses a database if it or a file beside it is not a regular file.
pub fn refuse_special(database: &Path) -> Result<()> {
    ["", "-wal", "-shm", "-journal", "-lock"].iter().try_for_each(|suffix| size(&beside(database, suffix)).map(drop))
}

/// The file of the same name with `suffix` added.
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

/// The lock file of a database: `state.db-lock` beside `state.db`, named as SQLite names its own files, so that it is the
/// lock of no other database.
pub fn lock_path(database: &Path) -> PathBuf {
    beside(database, "-lock")
}
