//! Layer 2: the home, a directory with the keys, settings and state of tokctl.
//!
//! | file | what it is |
//! |---|---|
//! | `config.json` | the settings that were set |
//! | `ring.json` | the keys: IDs, states, public keys; written last, so a directory with it is a complete home |
//! | `keys/*.jwk` | private keys and secrets, one per file |
//! | `refresh.key` | the secret that seals refresh tokens |
//! | `refresh.fingerprint` | instead of it in a home that only verifies: what identifies it |
//! | `home.lock` | the lock for changes to these |
//! | `session.json`, `session.lock` | the current session, and the lock for its renewal |
//! | `state.db`, `state.created` | users, sessions and revocations, and the record that the state was created |
//! | `marks/` | the commit count of each store, to detect one that was restored from an older copy |
//! | `sandbox.json` | only in a sandbox: its ID and the offset of its clock |
//! | `cache/` | fetched key sets |
//!
//! The directory is opened once, and its files relative to it; only SQLite opens its files by path. Locks are taken in this
//! order: `session.lock`, `home.lock`, `state.db-lock`.

pub mod cache;
pub mod config;
pub mod ring;
pub mod sandbox;
pub mod session;
pub mod settings;

mod contents;
mod create;
mod default_dir;
mod file_version;
mod scratch;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::dir::FileStamp;
use crate::base::lock::{self, Lock};
use crate::base::{Code, Dir, Fault, Secret, b64, hex};
use crate::jose::crypto;

use config::ConfigFile;

pub use contents::HomeContents;
pub use create::{FIRST_ALGORITHM, OpenedHome, Start};
pub use default_dir::default_dir;
pub use sandbox::Sandbox;
pub use scratch::{Scratch, check_vacant};
pub use session::{SavedSession, SessionLock};
pub use settings::Settings;

/// The length in bytes of the secret in `refresh.key`.
const REFRESH_SECRET_LEN: usize = 32;

/// In bytes.
const FINGERPRINT_LEN: usize = 32;

/// Written last: a directory with it is a complete home.
const RING: &str = "ring.json";
/// The ring of a home that is being replaced.
const REPLACED_RING: &str = "ring.replaced";
const CONFIG: &str = "config.json";
const KEYS: &str = "keys";
const REFRESH_KEY: &str = "refresh.key";
const REFRESH_FINGERPRINT: &str = "refresh.fingerprint";
const LOCK: &str = "home.lock";
const STATE: &str = "state.db";
/// The lock of the store in `STATE`.
const STATE_LOCK: &str = "state.db-lock";
const STATE_CREATED: &str = "state.created";
const SESSION: &str = "session.json";
const SESSION_LOCK: &str = "session.lock";
const SANDBOX: &str = "sandbox.json";
const CACHE: &str = "cache";
/// The directory of the commit marks, which the stores write.
pub const MARKS: &str = "marks";

/// A home that exists.
#[derive(Debug, Clone)]
pub struct Home {
    dir: Arc<Dir>,
}

/// The stamps of the files that decide about tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamps {
    config: Option<FileStamp>,
    ring: Option<FileStamp>,
    refresh_key: Option<FileStamp>,
    sandbox: Option<FileStamp>,
}

impl PartialEq for Home {
    fn eq(&self, other: &Self) -> bool {
        self.dir() == other.dir()
    }
}

impl Eq for Home {}

impl Home {
    /// The home at `dir`; `None` if it does not exist or is incomplete. Waits while another process creates or replaces it. A
    /// home that was in use and lost its key ring is an error.
    pub fn open(dir: &Path) -> Result<Option<Self>, Fault> {
        let Some(home) = Self::unchecked(dir)? else { return Ok(None) };
        home.dir.check_owner()?;
        if !home.dir.exists(RING)? {
            return if home.lost_its_ring()? { Err(home.ring_lost()) } else { Ok(None) };
        }
        home.dir.refuse_writers()?;
        Ok(Some(home))
    }

    /// Waits for a process that creates or replaces the home: it holds the lock until the key ring is written.
    fn wait_for_ring(&self) -> Result<(), Fault> {
        // If the lock cannot be opened, no process of this user holds it.
        if !lock::is_held(&self.dir, LOCK, lock::DEADLINE).unwrap_or_default() {
            return Ok(());
        }
        let message = format!("another process is creating or replacing the home {}", self.dir().display());
        Err(Fault::new(Code::Locked, message).hint("try again when it has finished"))
    }

    /// Whether the home was in use and its key ring is missing: a new ring would invalidate every token.
    fn lost_its_ring(&self) -> Result<bool, Fault> {
        let was_used = self.dir.exists(STATE_CREATED)? || self.dir.exists(SESSION)?;
        Ok(was_used && !self.dir.exists(REPLACED_RING)? && !self.dir.exists(RING)?)
    }

    fn ring_lost(&self) -> Fault {
        let message = format!("the key ring {} is missing from a home that was in use", self.ring_path().display());
        Fault::new(Code::KeyUnreadable, message)
            .hint("restore the file from a backup; `tokctl init --force` starts over with new keys and without users")
    }

    /// The directory `dir`, whatever its state, for `doctor`; `None` if it does not exist. Waits while another process creates
    /// or replaces the home.
    pub fn unchecked(dir: &Path) -> Result<Option<Self>, Fault> {
        let Some(dir) = Dir::open(dir)? else { return Ok(None) };
        let home = Self { dir: Arc::new(dir) };
        if !home.dir.exists(RING)? {
            home.wait_for_ring()?;
        }
        Ok(Some(home))
    }

    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// The opened directory.
    pub fn directory(&self) -> &Arc<Dir> {
        &self.dir
    }

    pub fn config_path(&self) -> PathBuf {
        self.dir.path_of(CONFIG)
    }

    pub fn ring_path(&self) -> PathBuf {
        self.dir.path_of(RING)
    }

    pub fn keys_dir(&self) -> PathBuf {
        self.dir.path_of(KEYS)
    }

    pub fn refresh_key_path(&self) -> PathBuf {
        self.dir.path_of(REFRESH_KEY)
    }

    pub fn lock_path(&self) -> PathBuf {
        self.dir.path_of(LOCK)
    }

    pub fn state_path(&self) -> PathBuf {
        self.dir.path_of(STATE)
    }

    pub fn state_created_path(&self) -> PathBuf {
        self.dir.path_of(STATE_CREATED)
    }

    pub fn session_path(&self) -> PathBuf {
        self.dir.path_of(SESSION)
    }

    pub fn session_lock_path(&self) -> PathBuf {
        self.dir.path_of(SESSION_LOCK)
    }

    pub fn sandbox_path(&self) -> PathBuf {
        self.dir.path_of(SANDBOX)
    }

    pub fn marks_dir(&self) -> PathBuf {
        self.dir.path_of(MARKS)
    }

    pub fn cache_dir(&self) -> PathBuf {
        self.dir.path_of(CACHE)
    }

    /// What to compare to notice that a file of settings or keys was replaced.
    pub fn stamps(&self) -> Result<Stamps, Fault> {
        let stamp = |name| self.dir.stamp(name);
        Ok(Stamps {
            config: stamp(CONFIG)?,
            ring: stamp(RING)?,
            refresh_key: stamp(REFRESH_KEY)?,
            sandbox: stamp(SANDBOX)?,
        })
    }

    /// Whether the settings, the key ring and the clock of a sandbox still have these stamps. A home that is not a sandbox becomes
    /// one with a new ring only.
    pub fn has_stamps(&self, stamps: &Stamps) -> Result<bool, Fault> {
        let is_same = |name, stamp: &Option<FileStamp>| Ok::<_, Fault>(self.dir.stamp(name)? == *stamp);
        Ok(is_same(CONFIG, &stamps.config)?
            && is_same(RING, &stamps.ring)?
            && (stamps.sandbox.is_none() || is_same(SANDBOX, &stamps.sandbox)?))
    }

    /// Whether the secret of refresh tokens still has this stamp.
    pub fn has_refresh_key_stamp(&self, stamps: &Stamps) -> Result<bool, Fault> {
        Ok(self.dir.stamp(REFRESH_KEY)? == stamps.refresh_key)
    }

    /// Whether the store was created before. If it is missing now, it was lost, which must not be taken for "nothing is
    /// revoked".
    pub fn had_state(&self) -> Result<bool, Fault> {
        self.dir.has(STATE_CREATED)
    }

    /// Creates the store with `create`, unless another process has done so, and records that it was created. A process that is
    /// killed in between leaves a store without the record, which the next one makes.
    pub fn create_state<T, E: From<Fault>>(&self, create: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let _lock = self.lock()?;
        let created = create()?;
        if !self.had_state()? {
            self.dir.write(STATE_CREATED, b"state.db was created; without it revocation cannot be checked\n")?;
        }
        Ok(created)
    }

    pub fn settings(&self) -> Result<Settings, Fault> {
        self.config_file().map(ConfigFile::into_settings)
    }

    pub fn config_file(&self) -> Result<ConfigFile, Fault> {
        ConfigFile::load(&self.dir, CONFIG)
    }

    /// Changes the configuration under the lock. It is saved if `change` succeeds and changes something.
    pub fn change_config<T>(&self, change: impl FnOnce(&mut ConfigFile) -> Result<T, Fault>) -> Result<T, Fault> {
        let _lock = self.lock()?;
        let before = self.config_file()?;
        let mut config = before.clone();
        let result = change(&mut config)?;
        if config != before {
            config.save(&self.dir, CONFIG)?;
        }
        Ok(result)
    }

    /// The secret that seals refresh tokens.
    pub fn refresh_secret(&self) -> Result<Secret, Fault> {
        let path = self.refresh_key_path();
        let damaged = |what: &str| {
            Fault::new(Code::KeyUnreadable, format!("{} {what}", path.display()))
                .hint("restore it from a backup; without it no refresh token can be used, and `tokctl init --force` creates a new home")
        };
        let Some(text) = self.dir.read_private(REFRESH_KEY, 1024)? else {
            return Err(if self.only_verifies()? { only_verifies() } else { damaged("is missing") });
        };
        let secret = b64::decode(text.expose().trim_ascii()).map(Secret::new).map_err(|_| damaged("is damaged"))?;
        if secret.len() == REFRESH_SECRET_LEN { Ok(secret) } else { Err(damaged("is damaged")) }
    }

    /// Whether the home was made without anything secret.
    pub fn only_verifies(&self) -> Result<bool, Fault> {
        Ok(!self.dir.exists(REFRESH_KEY)? && self.dir.exists(REFRESH_FINGERPRINT)?)
    }

    /// Identifies the secret for refresh tokens, and reveals nothing about it. A home that only verifies has it in a file.
    pub fn refresh_fingerprint(&self) -> Result<[u8; FINGERPRINT_LEN], Fault> {
        if !self.only_verifies()? {
            return Ok(refresh_fingerprint(&self.refresh_secret()?));
        }
        let path = self.dir.path_of(REFRESH_FINGERPRINT);
        let damaged = || {
            Fault::new(Code::KeyUnreadable, format!("{} is damaged", path.display()))
                .hint("create the home again with `tokctl init --from FILE --force`")
        };
        let text = self.dir.read(REFRESH_FINGERPRINT, 1024)?.unwrap_or_default();
        let digits = std::str::from_utf8(text.trim_ascii()).map_err(|_| damaged())?;
        hex::decode(digits).and_then(|bytes| bytes.try_into().ok()).ok_or_else(damaged)
    }

    /// Takes the lock for a change, and removes the temporary files of killed processes.
    fn lock(&self) -> Result<Lock, Fault> {
        let lock = Lock::acquire(&self.dir, LOCK, lock::DEADLINE)?;
        // Other files, like the session's, are written under other locks.
        self.dir.sweep(|name| matches!(name, CONFIG | RING | REFRESH_KEY))?;
        if let Some(keys) = self.dir.subdir(KEYS)? {
            keys.sweep(|_| true)?;
        }
        Ok(lock)
    }
}

/// Identifies the secret for refresh tokens: a MAC under it.
pub fn refresh_fingerprint(secret: &Secret) -> [u8; FINGERPRINT_LEN] {
    crypto::hmac_sha256(secret, b"tokctl: fingerprint of the refresh secret")
}

fn only_verifies() -> Fault {
    Fault::new(Code::NotFound, "this home only verifies: it has no private keys, and no secret for refresh tokens")
        .hint("use a home made from what `tokctl init --export FILE` wrote without --public")
}
