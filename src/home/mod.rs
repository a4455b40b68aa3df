//! Layer 2: the home, a folder with everything that tokctl remembers for its user.
//!
//! | file | what it is |
//! |---|---|
//! | `config.json` | the settings that were set |
//! | `ring.json` | the keys: names, states, public halves; written last, so a folder with it in is a whole home |
//! | `keys/*.jwk` | private keys and secrets, one a file |
//! | `refresh.key` | the secret that refresh tokens are sealed with |
//! | `home.lock` | held by whoever changes one of these |
//! | `session.json`, `session.lock` | the current session, and what is held by whoever renews it |
//! | `state.db`, `state.made` | users, sessions and revocations, and the mark that they were there once |
//! | `sandbox.json` | what makes the home a sandbox: its ID and how far its clock is ahead |
//! | `cache/` | fetched key sets |

pub mod cache;
pub mod config;
pub mod ring;
pub mod sandbox;
pub mod session;
pub mod settings;

mod create;
mod locate;
mod scratch;

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::base::files::{self, Directory};
use crate::base::lock::Lock;
use crate::base::{Code, Fault, Secret, b64};

use config::ConfigFile;

pub use create::{FIRST_ALGORITHM, Opened};
pub use locate::default_dir;
pub use sandbox::Sandbox;
pub use scratch::{Scratch, check_vacant};
pub use session::{SavedSession, SessionLock};
pub use settings::Settings;

/// How long a command waits for another that changes the home.
const PATIENCE: Duration = Duration::from_secs(10);

/// The length in bytes of the secret in `refresh.key`.
const REFRESH_SECRET_LEN: usize = 32;

/// A home that exists, and belongs to who runs the process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    dir: PathBuf,
}

impl Home {
    /// The home at `dir`; `None` where there is none, or one whose making was cut short.
    pub fn open(dir: &Path) -> Result<Option<Self>, Fault> {
        let home = Self { dir: dir.to_owned() };
        if files::check_dir(dir)? == Directory::Missing || !files::exists(&home.ring_path())? {
            return Ok(None);
        }
        files::refuse_writers(dir)?;
        Ok(Some(home))
    }

    /// Whatever is at `dir`, to look at what is wrong with it.
    pub fn unchecked(dir: &Path) -> Self {
        Self { dir: dir.to_owned() }
    }

    /// Where it is.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Where the configuration is.
    pub fn config_path(&self) -> PathBuf {
        self.dir.join("config.json")
    }

    /// Where the key ring's index is.
    pub fn ring_path(&self) -> PathBuf {
        self.dir.join("ring.json")
    }

    /// Where the private keys are.
    pub fn keys_dir(&self) -> PathBuf {
        self.dir.join("keys")
    }

    /// Where the secret for refresh tokens is.
    pub fn refresh_key_path(&self) -> PathBuf {
        self.dir.join("refresh.key")
    }

    /// Where the lock on all of these is.
    pub fn lock_path(&self) -> PathBuf {
        self.dir.join("home.lock")
    }

    /// Where the store keeps users, sessions and revocations.
    pub fn state_path(&self) -> PathBuf {
        self.dir.join("state.db")
    }

    /// Whether the store was made once: where it is missing then, it was lost, and nobody may take that for "nothing is
    /// revoked".
    pub fn had_state(&self) -> Result<bool, Fault> {
        files::exists(&self.state_mark_path())
    }

    /// Remembers that the store was made.
    pub fn mark_state(&self) -> Result<(), Fault> {
        files::write(&self.state_mark_path(), b"state.db was made; without it nothing is known of revocations\n")
    }

    /// Where it is remembered that the store was made.
    pub fn state_mark_path(&self) -> PathBuf {
        self.dir.join("state.made")
    }

    /// Where the store's lock is.
    pub fn state_lock_path(&self) -> PathBuf {
        self.dir.join("state.db-lock")
    }

    /// Where the current session is remembered.
    pub fn session_path(&self) -> PathBuf {
        self.dir.join("session.json")
    }

    /// Where a sandbox keeps its clock.
    pub fn sandbox_path(&self) -> PathBuf {
        self.dir.join("sandbox.json")
    }

    /// Where fetched key sets are kept.
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

    /// The secret that refresh tokens are sealed with.
    pub fn refresh_secret(&self) -> Result<Secret, Fault> {
        let path = self.refresh_key_path();
        let damaged = |what: &str| {
            Fault::new(Code::KeyUnreadable, format!("{} {what}", path.display()))
                .hint("restore it from a backup; without it no refresh token can be used, and `tokctl init --force` makes a new home")
        };
        let text = files::read_private(&path, 1024)?.ok_or_else(|| damaged("is missing"))?;
        let secret = b64::decode(text.expose().trim_ascii()).map(Secret::new).map_err(|_| damaged("is damaged"))?;
        if secret.len() == REFRESH_SECRET_LEN { Ok(secret) } else { Err(damaged("is damaged")) }
    }

    /// Takes the lock for a change, and tidies up after changes that were cut short.
    fn lock(&self) -> Result<Lock, Fault> {
        let lock = Lock::acquire(&self.lock_path(), PATIENCE)?;
        // Other files, like the session's, are written under other locks.
        files::sweep(&self.dir, |name| matches!(name, "config.json" | "ring.json" | "refresh.key"))?;
        files::sweep(&self.keys_dir(), |_| true)?;
        Ok(lock)
    }
}
