//! The files of a store: their names and sizes.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::store::error::StoreError;
use crate::store::port::Result;

/// How large a file is, if it is there.
pub fn size(path: &Path) -> Result<Option<u64>> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => {
            Err(StoreError::Io { path: path.to_owned(), source: io::ErrorKind::IsADirectory.into() })
        }
        Ok(metadata) => Ok(Some(metadata.len())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(StoreError::Io { path: path.to_owned(), source }),
    }
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
