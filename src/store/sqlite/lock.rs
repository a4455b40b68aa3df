//! One writer at a time, fairly enough.
//!
//! SQLite's own waiting starves: it sleeps longer the longer it waits, and eight busy processes saw waits of seconds.
//! So a writer first takes a lock file, and gives up at a deadline. Readers never take it.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::base::lock::{LockError, lock};

use super::files;

/// A lock file, open and not held.
#[derive(Debug)]
pub struct WriteLock {
    path: PathBuf,
    file: File,
}

/// The lock, held until dropped.
#[derive(Debug)]
pub struct Held<'a>(&'a File);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        // Closing the file frees the lock at the latest; there is nobody to tell of an error here.
        let _ = self.0.unlock();
    }
}

/// The lock file of a database: `state.db-lock` beside `state.db`, as SQLite names its own files, so that no database of
/// another name has the same, nor is one.
pub fn lock_path(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push("-lock");
    name.into()
}

impl WriteLock {
    /// Opens the lock file that belongs to the database `database`.
    pub fn beside(database: &Path) -> Result<Self, (PathBuf, io::Error)> {
        let path = lock_path(database);
        match files::open_private(&path) {
            Ok(file) => Ok(Self { path, file }),
            Err(error) => Err((path, error)),
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Takes the lock, waiting up to `patience`.
    pub fn acquire(&self, patience: Duration) -> Result<Held<'_>, LockError> {
        lock(&self.file, patience).map(|()| Held(&self.file))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn a_holder_is_waited_for_until_patience_ends() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("state.db");
        let (one, two) = (WriteLock::beside(&database).unwrap(), WriteLock::beside(&database).unwrap());
        assert_eq!(one.path(), folder.path().join("state.db-lock"));
        let held = one.acquire(Duration::ZERO).unwrap();
        let start = Instant::now();
        assert!(matches!(two.acquire(Duration::from_millis(30)), Err(LockError::TimedOut)));
        assert!(start.elapsed() >= Duration::from_millis(30));
        drop(held);
        two.acquire(Duration::ZERO).unwrap();
    }
}
