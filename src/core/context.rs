//! What a verb needs besides its request.

use crate::base::files;
use crate::base::{Clock, Code, Fault, Random, Timestamp};
use crate::home::Home;
use crate::store::{Absent, Location, Lookup, Store, StoreError};

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

    /// The store, for steps. The home's own is made where there never was one; one that was asked for has to be there.
    pub fn open_store(&self) -> Result<Box<dyn Store>, Fault> {
        self.open(Absent::Refuse)
    }

    /// The store, for steps, made where there is none: for the command that state begins with.
    pub fn open_or_create_store(&self) -> Result<Box<dyn Store>, Fault> {
        self.open(Absent::Create)
    }

    /// The store, for steps, where there is one: for what is worth telling it, and is done without it, too. `None` where the
    /// home never had one.
    pub fn open_present_store(&self) -> Result<Option<Box<dyn Store>>, Fault> {
        if self.store.is_none() {
            let home = self.home()?;
            if !home.had_state()? && !files::exists(&home.state_path())? {
                return Ok(None);
            }
        }
        self.open_store().map(Some)
    }

    /// The store, for lookups. `None` where the home never had one, so that nothing is known and nothing is revoked.
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

    fn open(&self, asked_is_absent: Absent) -> Result<Box<dyn Store>, Fault> {
        match self.store {
            Some(asked) => asked.open(asked_is_absent).map_err(|error| self.unopened(error)),
            None => {
                let home = self.home()?;
                let had_state = home.had_state()?;
                let absent = if had_state { Absent::Refuse } else { Absent::Create };
                let store = Location::File(home.state_path()).open(absent)?;
                // Only now: killed in between, the file is there and the mark is made the next time.
                if !had_state {
                    home.mark_state()?;
                }
                Ok(store)
            }
        }
    }

    /// Where a store that was asked for is not there, nothing was lost, in all likelihood: its name was mistyped, or it was
    /// never made.
    fn unopened(&self, error: StoreError) -> Fault {
        match (&error, self.store) {
            (StoreError::Absent { .. }, Some(_)) => Fault::new(error.code(), error.to_string())
                .hint("look at what --store says; `tokctl user add` makes a state file there"),
            _ => error.into(),
        }
    }
}

/// There is no home, and the command does not make one.
pub fn no_home() -> Fault {
    Fault::new(Code::NoHome, "there is no home here yet").hint("`tokctl init` makes one")
}
