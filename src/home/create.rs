//! Creating and replacing a home.

use std::path::Path;
use std::sync::Arc;

use crate::base::lock::{self, Lock};
use crate::base::{Clock, Dir, Fault, Random, Secret, b64, hex, random};
use crate::jose::Algorithm;

use super::config::ConfigFile;
use super::contents::RefreshSecret;
use super::ring::{NewKey, Ring};
use super::sandbox::Sandbox;
use super::{
    CACHE, CONFIG, Home, HomeContents, KEYS, MARKS, REFRESH_FINGERPRINT, REFRESH_KEY, REFRESH_SECRET_LEN,
    REPLACED_RING, RING, SANDBOX, SESSION, STATE, STATE_CREATED, STATE_LOCK,
};

/// The algorithm of a new home's key: short signatures, fast, and widely supported.
pub const FIRST_ALGORITHM: &str = "ES256";

/// What a new home begins with.
#[derive(Debug, Clone, Copy)]
pub enum Start<'s> {
    /// Default settings and a new signing key.
    New,
    /// The same, and a clock of its own.
    Sandbox(&'s Sandbox),
    /// The settings and keys of another home.
    Contents(&'s HomeContents),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedHome {
    pub home: Home,
    /// Whether it did not exist before.
    pub is_new: bool,
}

impl Home {
    /// The home at `dir`; if there is none, a new one with default settings and a new signing key.
    ///
    /// If several processes call it at once, one creates the home and all get the same. A process that is killed leaves an
    /// incomplete home, which the next call completes: `ring.json` is written last.
    pub fn open_or_create(dir: &Path, clock: &dyn Clock, random: &dyn Random) -> Result<OpenedHome, Fault> {
        match Self::open(dir)? {
            Some(home) => Ok(OpenedHome { home, is_new: false }),
            None => Self::create(dir, Start::New, clock, random),
        }
    }

    /// Creates the home at `dir`. A home that another process has created in the meantime is left unchanged.
    pub fn create(dir: &Path, start: Start<'_>, clock: &dyn Clock, random: &dyn Random) -> Result<OpenedHome, Fault> {
        let opened = Dir::open_or_create(dir)?;
        opened.check_owner()?;
        if opened.names()?.is_empty() {
            // Created by hand for this, or just now. A directory with other files keeps its permissions.
            opened.make_private()?;
        }
        opened.refuse_writers()?;
        let home = Self { dir: Arc::new(opened) };
        // A process that replaced the home was killed: a login may still wait for the session of the old one.
        let is_replaced = home.dir.exists(REPLACED_RING)?;
        let _session = if is_replaced { Some(home.lock_session()?) } else { None };
        let _lock = home.lock()?;
        if home.dir.exists(RING)? {
            return Ok(OpenedHome { home, is_new: false });
        }
        if home.dir.exists(REPLACED_RING)? {
            home.clear()?;
        } else if home.lost_its_ring()? {
            return Err(home.ring_lost());
        }
        home.fill(start, clock, random)?;
        Ok(OpenedHome { home, is_new: true })
    }

    /// Replaces the home at `dir`. Its keys, settings, users and sessions are gone. It waits for
    /// commands that work with the current session; a command that has the state open finds it replaced.
    pub fn recreate(dir: &Path, start: Start<'_>, clock: &dyn Clock, random: &dyn Random) -> Result<OpenedHome, Fault> {
        let Some(home) = Self::unchecked(dir)? else { return Self::create(dir, start, clock, random) };
        if !home.dir.exists(RING)? && !home.lost_its_ring()? {
            return Self::create(dir, start, clock, random);
        }
        home.dir.check_owner()?;
        home.dir.refuse_writers()?;
        let _session = home.lock_session()?;
        let _lock = home.lock()?;
        home.clear()?;
        home.fill(start, clock, random)?;
        Ok(OpenedHome { home, is_new: false })
    }

    /// Removes everything but the locks. The ring is renamed first and removed last: from then on there is no home, and if
    /// the process is killed, the next one that creates a home sees that the rest must be removed. So the old keys are never
    /// in use without the revocations.
    fn clear(&self) -> Result<(), Fault> {
        if self.dir.exists(RING)? {
            self.dir.rename(RING, REPLACED_RING)?;
        } else {
            self.dir.write(REPLACED_RING, b"")?;
        }
        self.dir.remove(SESSION)?;
        {
            // No step is committed to a database that is removed.
            let _state = Lock::acquire(&self.dir, STATE_LOCK, lock::DEADLINE)?;
            self.dir.remove(STATE_CREATED)?;
            // The write-ahead log goes before its database: SQLite would play a log that it finds into a new one.
            for suffix in ["-wal", "-shm", ""] {
                self.dir.remove(&format!("{STATE}{suffix}"))?;
            }
        }
        for name in [MARKS, CACHE, KEYS] {
            self.dir.remove_dir(name)?;
        }
        for name in [REFRESH_KEY, REFRESH_FINGERPRINT, CONFIG, SANDBOX, REPLACED_RING] {
            self.dir.remove(name)?;
        }
        Ok(())
    }

    /// Writes the files of a new home, the ring last. The caller holds the lock.
    fn fill(&self, start: Start<'_>, clock: &dyn Clock, random: &dyn Random) -> Result<(), Fault> {
        self.dir.subdir_or_create(KEYS)?;
        let sandbox = match start {
            Start::New => None,
            Start::Sandbox(sandbox) => Some(sandbox),
            Start::Contents(contents) => contents.sandbox.as_ref(),
        };
        match sandbox {
            Some(sandbox) => sandbox.save(self)?,
            // Left by an incomplete sandbox.
            None => _ = self.dir.remove(SANDBOX)?,
        }
        match start {
            Start::New | Start::Sandbox(_) => self.fill_new(clock, random),
            Start::Contents(contents) => self.fill_with(contents),
        }
    }

    /// Files of an incomplete home are used.
    fn fill_new(&self, clock: &dyn Clock, random: &dyn Random) -> Result<(), Fault> {
        self.dir.remove(REFRESH_FINGERPRINT)?;
        if !self.dir.exists(REFRESH_KEY)? {
            let secret = zeroize::Zeroizing::new(random::bytes::<REFRESH_SECRET_LEN>(random)?);
            self.write_refresh_secret(&Secret::new(secret.to_vec()))?;
        }
        if !self.dir.exists(CONFIG)? {
            ConfigFile::default().save(&self.dir, CONFIG)?;
        }
        let alg: Algorithm = FIRST_ALGORITHM.parse()?;
        let key = NewKey::generate(alg, None, None, random)?;
        let mut ring = Ring::default();
        self.write_key(key.key())?;
        ring.add(&key, clock.now())?;
        self.save_ring(&ring)
    }

    /// Files of an incomplete home are replaced. If the process is killed, the next one that creates a home clears what it
    /// wrote, as if a home was being replaced.
    fn fill_with(&self, contents: &HomeContents) -> Result<(), Fault> {
        self.dir.write(REPLACED_RING, b"")?;
        contents.private_keys.iter().try_for_each(|key| self.write_key(key))?;
        contents.config.save(&self.dir, CONFIG)?;
        match &contents.refresh {
            RefreshSecret::Known(secret) => {
                self.write_refresh_secret(secret)?;
                self.dir.remove(REFRESH_FINGERPRINT)?;
            }
            RefreshSecret::Fingerprint(fingerprint) => {
                self.dir.write(REFRESH_FINGERPRINT, format!("{}\n", hex::encode(fingerprint)).as_bytes())?;
                self.dir.remove(REFRESH_KEY)?;
            }
        }
        self.save_ring(&contents.ring)?;
        self.dir.remove(REPLACED_RING).map(drop)
    }

    fn write_refresh_secret(&self, secret: &Secret) -> Result<(), Fault> {
        let text = zeroize::Zeroizing::new(b64::encode(secret.expose()) + "\n");
        self.dir.write(REFRESH_KEY, text.as_bytes())
    }
}

#[cfg(test)]
mod tests;
