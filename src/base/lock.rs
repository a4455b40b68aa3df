//! Locks on open files, waited for as long as patience lasts.
//!
//! Who waits tries again after short random pauses. A call that waits would be woken at once, but knows no end, and each
//! waking costs more than the work that is mostly waited for. The lock of a process that dies, the operating system frees.

use std::fs::{File, TryLockError};
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::thread;
use std::time::{Duration, Instant};

/// The first pause between two tries, and the longest; each is twice the one before.
const PAUSES: (Duration, Duration) = (Duration::from_micros(100), Duration::from_millis(4));

/// Why there is no lock.
#[derive(Debug)]
pub enum LockError {
    /// Somebody else held it all the time.
    TimedOut,
    /// The file system does not lock, or failed.
    Io(io::Error),
}

/// Takes the lock of `file`, which holds it until it is closed or unlocked, waiting up to `patience`: a stopped holder
/// hangs nobody.
pub fn lock(file: &File, patience: Duration) -> Result<(), LockError> {
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
        let left = patience.saturating_sub(start.elapsed());
        if left.is_zero() {
            return Err(LockError::TimedOut);
        }
        thread::sleep(jittered(pause).min(left));
        pause = (pause * 2).min(longest);
    }
}

/// Between a quarter of `pause` and the whole of it, so that those who wait do not keep step. The seed that std gives its
/// hashers is chance enough for that, and needs no generator handed down to here.
fn jittered(pause: Duration) -> Duration {
    let chance = RandomState::new().hash_one(pause) % 768;
    pause * (256 + u32::try_from(chance).unwrap_or(0)) / 1024
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn open(path: &Path) -> File {
        File::options().create(true).truncate(false).write(true).open(path).unwrap()
    }

    #[test]
    fn a_holder_is_waited_for_until_patience_ends() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("lock");
        let (one, two) = (open(&path), open(&path));
        lock(&one, Duration::ZERO).unwrap();
        assert!(matches!(lock(&two, Duration::ZERO), Err(LockError::TimedOut)));
        let start = Instant::now();
        assert!(matches!(lock(&two, Duration::from_millis(30)), Err(LockError::TimedOut)));
        assert!(start.elapsed() >= Duration::from_millis(30));
        drop(one);
        lock(&two, Duration::ZERO).unwrap();
    }

    #[test]
    fn everybody_gets_it_in_the_end_and_nobody_beside_another() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("lock");
        let inside = std::sync::atomic::AtomicU32::new(0);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let file = open(&path);
                    for _ in 0..50 {
                        lock(&file, Duration::from_secs(60)).unwrap();
                        assert_eq!(inside.fetch_add(1, std::sync::atomic::Ordering::SeqCst), 0);
                        inside.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
                        file.unlock().unwrap();
                    }
                });
            }
        });
    }

    #[test]
    fn pauses_vary_within_bounds() {
        let pauses: Vec<_> = (0..64).map(|_| jittered(Duration::from_millis(4))).collect();
        assert!(pauses.iter().all(|p| (Duration::from_millis(1)..=Duration::from_millis(4)).contains(p)));
        assert!(pauses.iter().any(|p| *p != pauses[0]));
    }
}
