//! The lock that everybody who changes the home takes first. Who only reads never does.

use std::fs::File;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::base::lock::{LockError, lock};
use crate::base::{Code, Fault, duration};

use super::files;

/// After how long whoever waits looks whether it is still that file.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// The lock, held until dropped, or until the process ends in whatever way.
#[derive(Debug)]
pub struct Lock(File);

impl Lock {
    /// Takes the lock whose file is `path`, which is made where it is missing, waiting up to `patience`: a stopped
    /// holder should hang nobody.
    pub fn acquire(path: &Path, patience: Duration) -> Result<Self, Fault> {
        let start = Instant::now();
        loop {
            let left = patience.saturating_sub(start.elapsed());
            let file = files::open_lock(path)?;
            // Where the file was replaced meanwhile, others lock the new one, so it is opened again every now and then.
            match lock(&file, left.min(LOOK_AGAIN)) {
                Ok(()) if files::is_still_at(path, &file) => return Ok(Self(file)),
                Ok(()) | Err(LockError::TimedOut) if !left.is_zero() => {}
                Ok(()) | Err(LockError::TimedOut) => return Err(timed_out(path, patience)),
                Err(LockError::Io(error)) => return Err(files::fault("lock", path, &error)),
            }
        }
    }
}

/// Whether somebody holds the lock whose file is `path` for as long as `patience`. No file is made for asking.
pub fn is_held(path: &Path, patience: Duration) -> Result<bool, Fault> {
    if !files::exists(path)? {
        return Ok(false);
    }
    match Lock::acquire(path, patience) {
        Ok(_) => Ok(false),
        Err(fault) if fault.code == Code::Locked => Ok(true),
        Err(fault) => Err(fault),
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file frees the lock at the latest; nobody could be told of an error here.
        let _ = self.0.unlock();
    }
}

fn timed_out(path: &Path, patience: Duration) -> Fault {
    let waited = duration::format(patience);
    Fault::new(Code::Locked, format!("another process has held the lock {} for {waited}", path.display()))
        .hint("see whether a tokctl is stopped or hangs; the lock is free as soon as its process ends")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_taker_waits_and_then_is_told_the_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("home.lock");
        let held = Lock::acquire(&path, Duration::ZERO).unwrap();
        let start = Instant::now();
        let fault = Lock::acquire(&path, Duration::from_millis(30)).unwrap_err();
        assert!(start.elapsed() >= Duration::from_millis(30));
        assert_eq!(fault.code, Code::Locked);
        assert!(fault.message.contains("home.lock for 30ms"), "{fault}");
        drop(held);
        Lock::acquire(&path, Duration::ZERO).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn who_waits_for_a_file_that_is_replaced_gets_the_new_one() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("home.lock");
        let _old = Lock::acquire(&path, Duration::ZERO).unwrap();
        let (start, patience) = (Instant::now(), Duration::from_secs(20));
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| Lock::acquire(&path, patience));
            std::thread::sleep(Duration::from_millis(20));
            std::fs::remove_file(&path).unwrap();
            waiting.join().unwrap().unwrap();
        });
        assert!(start.elapsed() < patience, "it held on to the old file until the last try");
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_on_a_file_that_was_replaced_is_none() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("home.lock");
        let _old = Lock::acquire(&path, Duration::ZERO).unwrap();
        std::fs::remove_file(&path).unwrap();
        let _new = Lock::acquire(&path, Duration::ZERO).unwrap();
        assert!(Lock::acquire(&path, Duration::ZERO).is_err());
    }
}
