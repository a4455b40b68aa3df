//! File locks with a deadline, and jittered back-off.
//!
//! A waiting process tries again after short random pauses. A blocking call would wake up at once, but has no deadline, and
//! each wake-up costs more than most waits. The operating system releases the lock of a process that dies.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::shown::shell_word;
use super::{Code, Dir, Fault, SystemRandom, duration, files, random};

/// How long a command waits for a lock that another process holds.
pub const DEADLINE: Duration = Duration::from_secs(10);

/// The first pause between two tries and the longest; each is twice the one before.
const PAUSES: (Duration, Duration) = (Duration::from_micros(100), Duration::from_millis(4));

/// How often a waiting process checks that the lock file was not replaced.
const REOPEN: Duration = Duration::from_millis(200);

#[derive(Debug)]
pub enum LockError {
    /// Another process held the lock until the deadline.
    TimedOut,
    /// The file system does not support locks, or failed.
    Io(io::Error),
}

/// A lock, held until dropped, or until the process ends.
#[derive(Debug)]
pub struct Lock(File);

impl Lock {
    /// Takes the lock with the file `name`, which is created if it is missing, waiting up to `timeout`.
    pub fn acquire(dir: &Dir, name: &str, timeout: Duration) -> Result<Self, Fault> {
        let start = Instant::now();
        loop {
            let left = timeout.saturating_sub(start.elapsed());
            let file = dir.open_or_create_file(name, "open the lock file")?;
            // If the file has been replaced, others lock the new one; so it is opened again from time to time.
            match wait_for(&file, left.min(REOPEN)) {
                Ok(()) if dir.is_at(name, &file) => return Ok(Self(file)),
                Ok(()) | Err(LockError::TimedOut) if !left.is_zero() => {}
                Ok(()) | Err(LockError::TimedOut) => return Err(timed_out(&dir.path_of(name), timeout)),
                Err(LockError::Io(error)) => return Err(files::fault("lock", &dir.path_of(name), &error)),
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file releases the lock anyway.
        let _ = self.0.unlock();
    }
}

/// Whether another process holds the lock with the file `name` for all of `timeout`. Does not create the file.
pub fn is_held(dir: &Dir, name: &str, timeout: Duration) -> Result<bool, Fault> {
    if !dir.exists(name)? {
        return Ok(false);
    }
    match Lock::acquire(dir, name, timeout) {
        Ok(_) => Ok(false),
        Err(fault) if fault.code == Code::Locked => Ok(true),
        Err(fault) => Err(fault),
    }
}

/// A lock file that stays open and is locked many times.
#[derive(Debug)]
pub struct LockFile {
    path: PathBuf,
    file: File,
}

/// The lock of a [`LockFile`], held until dropped.
#[derive(Debug)]
pub struct Held<'a>(&'a File);

impl LockFile {
    /// Opens the file, and creates it if it is missing.
    pub fn open(path: PathBuf) -> Result<Self, (PathBuf, io::Error)> {
        match files::open_or_create(&path) {
            Ok(file) => Ok(Self { path, file }),
            Err(error) => Err((path, error)),
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Refuses a lock file that another user can change.
    pub fn check(&self) -> Result<(), Fault> {
        files::check_opened(&self.path, &self.file)
    }

    /// Takes the lock, waiting up to `timeout`.
    pub fn acquire(&self, timeout: Duration) -> Result<Held<'_>, LockError> {
        wait_for(&self.file, timeout).map(|()| Held(&self.file))
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        // Closing the file releases the lock anyway.
        let _ = self.0.unlock();
    }
}

fn wait_for(file: &File, timeout: Duration) -> Result<(), LockError> {
    let start = Instant::now();
    let (mut pause, longest) = PAUSES;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::Error(error)) if error.kind() != io::ErrorKind::Interrupted => {
                return Err(LockError::Io(error));
            }
            Err(_) => {}
        }
        let left = timeout.saturating_sub(start.elapsed());
        if left.is_zero() {
            return Err(LockError::TimedOut);
        }
        thread::sleep(jittered(pause).min(left));
        pause = (pause * 2).min(longest);
    }
}

/// Between a quarter of `pause` and all of it, so that waiting processes do not try in step.
fn jittered(pause: Duration) -> Duration {
    let random = random::bytes(&SystemRandom).map_or(0, u16::from_le_bytes);
    pause * (256 + u32::from(random) % 769) / 1024
}

/// The fault of a command that waited for a lock until the deadline.
pub fn timed_out(path: &Path, timeout: Duration) -> Fault {
    let waited = duration::format(timeout);
    Fault::new(Code::Locked, format!("another process has held the lock {} for {waited}", path.display()))
        .hint(holder_hint(path))
}

/// How to find the process that holds a lock, and what to do with it.
pub fn holder_hint(path: &Path) -> String {
    let path = shell_word(&path.display().to_string());
    format!(
        "`fuser {path}` shows the process that holds it; continue it with `kill -CONT` if it was stopped, or end it"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_process_waits_until_the_deadline() {
        let dir = tempfile::tempdir().unwrap();
        let dir = Dir::open(dir.path()).unwrap().unwrap();
        let held = Lock::acquire(&dir, "home.lock", Duration::ZERO).unwrap();
        let start = Instant::now();
        let fault = Lock::acquire(&dir, "home.lock", Duration::from_millis(30)).unwrap_err();
        assert!(start.elapsed() >= Duration::from_millis(30));
        assert_eq!(fault.code, Code::Locked);
        assert!(fault.message.contains("home.lock for 30ms"), "{fault}");
        drop(held);
        Lock::acquire(&dir, "home.lock", Duration::ZERO).unwrap();
    }

    #[test]
    fn a_lock_file_is_locked_again_after_release() {
        let dir = tempfile::tempdir().unwrap();
        let open = || LockFile::open(dir.path().join("state.db-lock")).unwrap();
        let (one, two) = (open(), open());
        let held = one.acquire(Duration::ZERO).unwrap();
        assert!(matches!(two.acquire(Duration::ZERO), Err(LockError::TimedOut)));
        let start = Instant::now();
        assert!(matches!(two.acquire(Duration::from_millis(30)), Err(LockError::TimedOut)));
        assert!(start.elapsed() >= Duration::from_millis(30));
        drop(held);
        two.acquire(Duration::ZERO).unwrap();
    }

    #[test]
    fn every_thread_gets_the_lock_and_one_at_a_time() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("lock");
        let inside = std::sync::atomic::AtomicU32::new(0);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let file = LockFile::open(path.clone()).unwrap();
                    for _ in 0..50 {
                        let _held = file.acquire(Duration::from_secs(60)).unwrap();
                        assert_eq!(inside.fetch_add(1, std::sync::atomic::Ordering::SeqCst), 0);
                        inside.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
                    }
                });
            }
        });
    }

    #[cfg(unix)]
    #[test]
    fn a_process_waiting_for_a_replaced_file_gets_the_new_one() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("home.lock");
        let dir = Dir::open(dir.path()).unwrap().unwrap();
        let _old = Lock::acquire(&dir, "home.lock", Duration::ZERO).unwrap();
        let (start, timeout) = (Instant::now(), Duration::from_secs(20));
        thread::scope(|scope| {
            let waiting = scope.spawn(|| Lock::acquire(&dir, "home.lock", timeout));
            thread::sleep(Duration::from_millis(20));
            std::fs::remove_file(&path).unwrap();
            waiting.join().unwrap().unwrap();
        });
        assert!(start.elapsed() < timeout, "it waited for the old file until the deadline");
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_excludes_others_although_the_old_one_is_locked() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("home.lock");
        let dir = Dir::open(dir.path()).unwrap().unwrap();
        let _old = Lock::acquire(&dir, "home.lock", Duration::ZERO).unwrap();
        std::fs::remove_file(&path).unwrap();
        let _new = Lock::acquire(&dir, "home.lock", Duration::ZERO).unwrap();
        assert!(Lock::acquire(&dir, "home.lock", Duration::ZERO).is_err());
    }

    #[test]
    fn pauses_vary_within_bounds() {
        let pauses: Vec<_> = (0..64).map(|_| jittered(Duration::from_millis(4))).collect();
        assert!(pauses.iter().all(|p| (Duration::from_millis(1)..=Duration::from_millis(4)).contains(p)));
        assert!(pauses.iter().any(|p| *p != pauses[0]));
    }
}
