//! Layer 2: the home, a directory with the keys, settings and state of tokctl.
//!
//! | file | what it is |
//! |---|---|
//! | `config.json` | the settings that were set |
//! | `ring.json` | the keys: IDs, states, public keys; written last, so a directory with it is a complete home |
//! | `keys/*.jwk` | private keys and secrets, one per file |
//! | `refresh.key` | the secret that seals refresh tokens |
//! | `home.lock` | the lock for changes to these |
//! | `session.json`, `session.lock` | the current session, and the lock for its renewal |
//! | `state.db`, `state.made` | users, sessions and revocations, and a mark that the state was created |
//! | `marks/` | the commit count of each store, to detect one that was restored from an older copy |
//! | `sandbox.json` | only in a sandbox: its ID and the offset of its clock |
//! | `cache/` | fetched key sets |

pub mod cache;
pub mod config;
pub mod ring;
pub mod sandbox;
pub mod session;
pub mod settings;

mod create;
mod default_dir;
mod scratch;

use std::path::{Path, PathBuf};

use crate::base::files::{self, Directory};
use crate::base::lock::{self, Lock};
use crate::base::{Code, Fault, Secret, b64};

use config::ConfigFile;

pub use create::{FIRST_ALGORITHM, Opened};
pub use default_dir::default_dir;
pub use sandbox::Sandbox;
pub use scratch::{Scratch, check_vacant};
pub use session::{SavedSession, SessionLock};
pub use settings::Settings;

/// The length in bytes of the secret in `refresh.key`.
const REFRESH_SECRET_LEN: usize = 32;

/// A home that exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    dir: PathBuf,
}

impl Home {
    /// The home at `dir`; `None` if it does not exist or is incomplete. A home that was in use and lost its key ring is an
    /// error.
    pub fn open(dir: &Path) -> Result<Option<Self>, Fault> {
        let home = Self { dir: dir.to_owned() };
        if files::check_dir(dir)? == Directory::Missing {
            return Ok(None);
        }
        if !files::exists(&home.ring_path())? {
            return if home.lost_its_ring()? { Err(home.ring_lost()) } else { Ok(None) };
        }
        files::refuse_writers(dir)?;
        Ok(Some(home))
    }

    /// Whether the home was in use and its key ring is missing: a new ring would invalidate every token.
    fn lost_its_ring(&self) -> Result<bool, Fault> {
        let was_used = files::exists(&self.state_mark_path())? || files::exists(&self.session_path())?;
        Ok(was_used && !files::exists(&self.replaced_ring_path())? && !files::exists(&self.ring_path())?)
    }

    fn ring_lost(&self) -> Fault {
        let message = format!("the key ring {} is missing from a home that was in use", self.ring_path().display());
        Fault::new(Code::KeyUnreadable, message)
            .hint("restore the file from a backup; `tokctl init --force` starts over with new keys and without users")
    }

    /// The directory `dir`, unchecked, for `doctor`.
    pub fn unchecked(dir: &Path) -> Self {
        Self { dir: dir.to_owned() }
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }

    pub fn config_path(&self) -> PathBuf {
        self.dir.join("config.json")
    }

    pub fn ring_path(&self) -> PathBuf {
        self.dir.join("ring.json")
    }

    pub fn keys_dir(&self) -> PathBuf {
        self.dir.join("keys")
    }

    pub fn refresh_key_path(&self) -> PathBuf {
        self.dir.join("refresh.key")
    }

    pub fn lock_path(&self) -> PathBuf {
        self.dir.join("home.lock")
    }

    pub fn state_path(&self) -> PathBuf {
        self.dir.join("state.db")
    }

    /// Whether the store was created before. If it is missing now, it was lost, which must not be taken for "nothing is
    /// revoked".
    pub fn had_state(&self) -> Result<bool, Fault> {
        files::exists(&self.state_mark_path())
    }

    /// Records that the store was created.
    pub fn mark_state(&self) -> Result<(), Fault> {
        files::write(&self.state_mark_path(), b"state.db was created; without it revocation cannot be checked\n")
    }

    pub fn state_mark_path(&self) -> PathBuf {
        self.dir.join("state.made")
    }

    /// The commit counts of stores; kept by the stores themselves.
    pub fn marks_dir(&self) -> PathBuf {
        self.dir.join("marks")
    }

    pub fn session_path(&self) -> PathBuf {
        self.dir.join("session.json")
    }

    pub fn sandbox_path(&self) -> PathBuf {
        self.dir.join("sandbox.json")
    }

    pub fn cache_dir(&self) -> PathBuf {
        self.dir.join("cache")
    }

    pub fn settings(&self) -> Result<Settings, Fault> {
        self.config_file().map(ConfigFile::into_settings)
    }

    pub fn config_file(&self) -> Result<ConfigFile, Fault> {
        ConfigFile::load(&self.config_path())
    }

    /// Changes the configuration under the lock. It is saved if `change` succeeds.
    pub fn change_config<T>(&self, change: impl FnOnce(&mut ConfigFile) -> Result<T, Fault>) -> Result<T, Fault> {
        let _lock = self.lock()?;
        let mut config = self.config_file()?;
        let result = change(&mut config)?;
        config.save(&self.config_path())?;
        Ok(result)
    }

    /// The secret that seals refresh tokens.
    pub fn refresh_secret(&self) -> Result<Secret, Fault> {
        let path = self.refresh_key_path();
        let damaged = |what: &str| {
            Fault::new(Code::KeyUnreadable, format!("{} {what}", path.display()))
                .hint("restore it from a backup; without it no refresh token can be used, and `tokctl init --force` creates a new home")
        };
        let text = files::read_private(&path, 1024)?.ok_or_else(|| damaged("is missing"))?;
        let secret = b64::decode(text.expose().trim_ascii()).map(Secret::new).map_err(|_| damaged("is damaged"))?;
        if secret.len() == REFRESH_SECRET_LEN { Ok(secret) } else { Err(damaged("is damaged")) }
    }

    /// Takes the lock for a change, and removes the temporary files of killed processes.
    fn lock(&self) -> Result<Lock, Fault> {
        let lock = Lock::acquire(&self.lock_path(), lock::DEADLINE)?;
        // Other files, like the session's, are written under other locks.
        files::sweep(&self.dir, |name| matches!(name, "config.json" | "ring.json" | "refresh.key"))?;
        files::sweep(&self.keys_dir(), |_| true)?;
        Ok(lock)
    }
}
