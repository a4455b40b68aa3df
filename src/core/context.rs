//! What a verb needs besides its request.

use crate::base::files;
use crate::base::{Clock, Code, Fault, Random, Timestamp, hex, random};
use crate::home::Home;
use crate::jose::crypto;
use crate::store::step::{Operation, OperationId};
use crate::store::{Absent, Digest, Identity, Location, Lookup, Store, StoreError};

/// The world of one command: the clock, chance, the home where there is one, and where the state is kept.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The home's clock: the system's, a sandbox's, or one that stands at the time given with `--at`.
    pub clock: &'a dyn Clock,
    /// Where random bytes come from.
    pub random: &'a dyn Random,
    /// The home, where there is one and the command looked for it.
    pub home: Option<&'a Home>,
    /// The store that was asked for, where it is not the home's own.
    pub store: Option<&'a Location>,
}

impl<'a> Context<'a> {
    /// The home, for verbs that cannot do without.
    pub fn home(&self) -> Result<&'a Home, Fault> {
        self.home.ok_or_else(no_home)
    }

    /// The moment to go by.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// What a changing step of the store carries: a random ID and the current time.
    pub fn operation(&self) -> Result<Operation, Fault> {
        Ok(Operation { id: OperationId::new(self.random)?, now: self.now() })
    }

    /// Opens the store, runs `work` and closes the store. The home's own store is created if there never was one; one given
    /// with `--store` must exist.
    pub fn with_store<T>(&self, work: impl FnOnce(&dyn Store) -> Result<T, Fault>) -> Result<T, Fault> {
        run(self.open_store()?, work)
    }

    /// Like [`Self::with_store`], but also creates the store given with `--store`: for the command that state begins with.
    pub fn with_new_store<T>(&self, work: impl FnOnce(&dyn Store) -> Result<T, Fault>) -> Result<T, Fault> {
        let store = match self.store {
            None => self.open_store()?,
            Some(given) => given.open(Absent::Create(&self.identity()?)).map_err(|error| self.unopened(error))?,
        };
        run(store, work)
    }

    /// The store, for steps. The home's own is created if there never was one; one given with `--store` must exist.
    pub fn open_store(&self) -> Result<Box<dyn Store>, Fault> {
        if let Some(given) = self.store {
            return given.open(Absent::Refuse).map_err(|error| self.unopened(error));
        }
        let home = self.home()?;
        let location = Location::File(home.state_path());
        if home.had_state()? {
            return Ok(location.open(Absent::Refuse)?);
        }
        let store = location.open(Absent::Create(&self.identity()?))?;
        // Only now: killed in between, the file is there and the mark is made the next time.
        home.mark_state()?;
        Ok(store)
    }

    /// The identity of a new store of the home.
    fn identity(&self) -> Result<Identity, Fault> {
        let home = self.home()?;
        let secret = home.refresh_secret()?;
        Ok(Identity {
            id: hex::encode(&random::bytes::<16>(self.random)?),
            issuer: home.settings()?.issuer,
            refresh_fingerprint: Digest(crypto::hmac_sha256(&secret, b"tokctl: fingerprint of the refresh secret")),
            sandbox: home.sandbox()?.map(|sandbox| sandbox.id),
        })
    }

    /// The store, for steps that are made only if there is one. `None` if the home never had one.
    pub fn open_present_store(&self) -> Result<Option<Box<dyn Store>>, Fault> {
        if self.store.is_none() {
            let home = self.home()?;
            if !home.had_state()? && !files::exists(&home.state_path())? {
                return Ok(None);
            }
        }
        self.open_store().map(Some)
    }

    /// The store, for lookups. `None` if the home never had one: then nothing is known and nothing is revoked.
    pub fn open_lookup(&self) -> Result<Option<Box<dyn Lookup>>, Fault> {
        let own = || Ok::<_, Fault>(Location::File(self.home()?.state_path()));
        let location = self.store.map_or_else(own, |asked| Ok(asked.clone()))?;
        match location.open_for_reading() {
            Ok(lookup) => Ok(Some(lookup)),
            Err(StoreError::Absent { .. }) if self.store.is_none() => {
                if !self.home()?.had_state()? {
                    return Ok(None);
                }
                // It may have been made between the two looks; if not, it was lost.
                Ok(Some(location.open_for_reading()?))
            }
            Err(error) => Err(self.unopened(error)),
        }
    }

    /// If a store given with `--store` is absent, it was probably mistyped or never created, rather than lost.
    fn unopened(&self, error: StoreError) -> Fault {
        match (&error, self.store) {
            (StoreError::Absent { .. }, Some(_)) => Fault::new(error.code(), error.to_string())
                .hint("check the --store path; `tokctl user add` creates a state file there"),
            _ => error.into(),
        }
    }
}

fn run<T>(store: Box<dyn Store>, work: impl FnOnce(&dyn Store) -> Result<T, Fault>) -> Result<T, Fault> {
    let outcome = work(store.as_ref())?;
    store.close()?;
    Ok(outcome)
}

/// There is no home, and the command does not make one.
pub fn no_home() -> Fault {
    Fault::new(Code::NoHome, "there is no home here yet").hint("`tokctl init` makes one")
}
