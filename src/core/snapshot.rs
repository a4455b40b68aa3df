//! The home's settings, key ring, refresh secret and sandbox as one command sees them.

use std::sync::OnceLock;

use crate::base::{Fault, Secret};
use crate::home::ring::Ring;
use crate::home::{Home, Sandbox, Settings};

/// Each is read when it is first needed, and not again: everything in one command works with the same values. A command
/// that changes one of them reads it again under the home's lock.
#[derive(Default)]
pub struct Snapshot {
    settings: OnceLock<Settings>,
    ring: OnceLock<Ring>,
    refresh_secret: OnceLock<Secret>,
    sandbox: OnceLock<Option<Sandbox>>,
}

impl Snapshot {
    /// With a sandbox that was read before, for the clock.
    pub fn with_sandbox(sandbox: Option<Sandbox>) -> Self {
        Self { sandbox: OnceLock::from(sandbox), ..Self::default() }
    }

    pub(super) fn sandbox(&self, home: &Home) -> Result<Option<&Sandbox>, Fault> {
        read_once(&self.sandbox, || home.sandbox()).map(Option::as_ref)
    }

    pub(super) fn settings(&self, home: &Home) -> Result<&Settings, Fault> {
        read_once(&self.settings, || home.settings())
    }

    pub(super) fn ring(&self, home: &Home) -> Result<&Ring, Fault> {
        read_once(&self.ring, || home.ring())
    }

    pub(super) fn refresh_secret(&self, home: &Home) -> Result<&Secret, Fault> {
        read_once(&self.refresh_secret, || home.refresh_secret())
    }
}

fn read_once<T>(cell: &OnceLock<T>, read: impl FnOnce() -> Result<T, Fault>) -> Result<&T, Fault> {
    match cell.get() {
        Some(value) => Ok(value),
        None => read().map(|value| cell.get_or_init(|| value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{SystemClock, SystemRandom};

    #[test]
    fn a_file_is_read_once() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::open_or_create(&dir.path().join("home"), &SystemClock, &SystemRandom).unwrap().home;
        let snapshot = Snapshot::default();
        let before = snapshot.settings(&home).unwrap().clone();
        let (kids, secret) =
            (snapshot.ring(&home).unwrap().keys().len(), snapshot.refresh_secret(&home).unwrap().clone());
        std::fs::remove_dir_all(home.dir()).unwrap();
        assert_eq!(*snapshot.settings(&home).unwrap(), before);
        assert_eq!(snapshot.ring(&home).unwrap().keys().len(), kids);
        assert!(*snapshot.refresh_secret(&home).unwrap() == secret);
        assert!(Snapshot::default().ring(&home).is_err());
    }
}
