//! What a verb needs besides its request.

use std::path::Path;
use std::sync::{Arc, Mutex};

use crate::base::sync::lock;
use crate::base::{Clock, Code, Fault, Random, Secret, Timestamp};
use crate::home::ring::Ring;
use crate::home::{self, Home, Settings};
use crate::store::step::{Operation, OperationId};
use crate::store::{Digest, Location};

use super::snapshot::Snapshot;

/// What one command works with: the clock, randomness, the home if there is one, and the location of the state.
#[derive(Clone)]
pub struct Context<'a> {
    /// The home's clock: the system's, a sandbox's, or one fixed at the time given with `--at`.
    pub clock: &'a dyn Clock,
    pub random: &'a dyn Random,
    /// The home, if there is one and the command looked for it.
    pub home: Option<&'a Home>,
    /// The store that `--store` names; `None` for the home's own.
    pub store: Option<&'a Location>,
    /// Where notes about the state go; `None` with `--at`, when a time before the newest in the state is not an error.
    pub notes: Option<&'a Notes>,
    /// What was read from the home.
    pub snapshot: Arc<Snapshot>,
}

/// Notes for the user, each once.
#[derive(Debug, Default)]
pub struct Notes(Mutex<Vec<String>>);

impl Notes {
    pub(super) fn add(&self, text: String) {
        let mut notes = lock(&self.0);
        if !notes.contains(&text) {
            notes.push(text);
        }
    }

    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut *lock(&self.0))
    }
}

impl<'a> Context<'a> {
    /// For a home with its own store, without a reader for notes.
    pub fn new(clock: &'a dyn Clock, random: &'a dyn Random, home: Option<&'a Home>) -> Self {
        Self { clock, random, home, store: None, notes: None, snapshot: Arc::default() }
    }

    /// The home, for verbs that cannot do without.
    pub fn home(&self) -> Result<&'a Home, Fault> {
        self.home.ok_or_else(|| no_home(None))
    }

    /// The settings, read once per command.
    pub fn settings(&self) -> Result<&Settings, Fault> {
        self.snapshot.settings(self.home()?)
    }

    /// The key ring, read once per command.
    pub fn ring(&self) -> Result<&Ring, Fault> {
        self.snapshot.ring(self.home()?)
    }

    /// The secret that seals refresh tokens, read once per command.
    pub fn refresh_secret(&self) -> Result<&Secret, Fault> {
        self.snapshot.refresh_secret(self.home()?)
    }

    /// Identifies that secret.
    pub fn refresh_fingerprint(&self) -> Result<Digest, Fault> {
        match self.refresh_secret() {
            Ok(secret) => Ok(Digest(home::refresh_fingerprint(secret))),
            // It may be a home that only verifies.
            Err(_) => self.home()?.refresh_fingerprint().map(Digest),
        }
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// What a changing step of the store carries: a random ID and the current time.
    pub fn operation(&self) -> Result<Operation, Fault> {
        Ok(Operation { id: OperationId::new(self.random)?, now: self.now() })
    }
}

/// The fault of a command that needs a home and does not make one.
pub fn no_home(dir: Option<&Path>) -> Fault {
    let message = dir.map_or_else(|| "no home".to_owned(), |dir| format!("no home in {}", dir.display()));
    Fault::new(Code::NoHome, message).hint("create one with `tokctl init`")
}
