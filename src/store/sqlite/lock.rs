//! One writer at a time, fairly enough.
//!
//! SQLite's own waiting starves: it sleeps longer the longer it waits, and eight busy processes saw waits of seconds.
//! So a writer first takes a lock file, trying again after short random pauses, and gives up at a deadline, so that a
//! stopped holder hangs nobody. The operating system frees the lock of a process that dies. Readers never take it.

use std::fs::{File, TryLockError};
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::files;

/// The longest pause between two tries.
const LONGEST_PAUSE: Duration = Duration::from_millis(4);

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

/// Why there is no lock.
#[derive(Debug)]
pub enum LockError {
    /// Somebody else held it all the time.
    TimedOut,
    /// The file system does not lock.
    Io(io::Error),
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
        let start = Instant::now();
        let mut pause = Duration::from_micros(100);
        loop {
            match self.file.try_lock() {
                Ok(()) => return Ok(Held(&self.file)),
                Err(TryLockError::Error(error)) if error.kind() != io::ErrorKind::Interrupted => {
                    return Err(LockError::Io(error));
                }
                Err(_) => {}
            }
            let left = patience.saturating_sub(start.elapsed());
            if left.is_zero() {
                return Err(LockError::TimedOut);
            }
            thread::sleep(jittered(pause).min(left));
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }
}

/// Between a quarter of `pause` and the whole of it. The operating system's seed in std's hasher is chance enough for
/// that, and needs no generator handed down to here.
fn jittered(pause: Duration) -> Duration {
    let chance = RandomState::new().hash_one(pause) % 768;
    pause * (256 + u32::try_from(chance).unwrap_or(0)) / 1024
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn pauses_vary_within_bounds() {
        let pauses: Vec<_> = (0..64).map(|_| jittered(Duration::from_millis(4))).collect();
        assert!(pauses.iter().all(|p| (Duration::from_millis(1)..=Duration::from_millis(4)).contains(p)));
        assert!(pauses.iter().any(|p| *p != pauses[0]));
    }
}
