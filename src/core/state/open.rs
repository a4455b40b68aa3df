//! Opening the state of a home, and refusing one that is another home's or was restored.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::base::files;
use crate::base::shown::{excerpt, last_argument, shell_word};
use crate::base::{Clock, Code, Fault, Timestamp, hex, random};
use crate::core::{Context, clock_behind};
use crate::home::{self, Home};
use crate::store::{
    Absent, CopyState, Handle, Identity, Location, Lookup, Mark, Marks, Meta, Opening, Store, StoreError, handle,
};

/// How much later than the clock the newest time in the state may be without a note: another process may have written it
/// just now.
const JUST_NOW: Duration = Duration::from_secs(2);

/// How often a server looks whether its store is still the home's, and was not moved.
pub const ADMISSION_INTERVAL: Duration = Duration::from_secs(1);

/// Which states a command works with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Accept {
    /// The home's own, as new as the home remembers.
    Current,
    /// Also a restored one: for lists and `doctor`, which change nothing and decide nothing.
    Restored,
}

/// What a failover may lose.
pub fn unconfirmed(steps: u64) -> String {
    let s = if steps == 1 { "" } else { "s" };
    format!("fewer replicas than the URL requires confirmed {steps} change{s}, which a failover may lose")
}

impl<'a> Context<'a> {
    /// Opens the store, runs `work` and closes the store. The home's own store is created if there never was one; one given
    /// with `--store` must exist.
    pub fn with_store<T>(&self, work: impl FnOnce(&dyn Store) -> Result<T, Fault>) -> Result<T, Fault> {
        self.run(self.open_store()?, work)
    }

    /// Like [`Self::with_store`], but also creates the store given with `--store`: for the command that state begins with.
    pub fn with_new_store<T>(&self, work: impl FnOnce(&dyn Store) -> Result<T, Fault>) -> Result<T, Fault> {
        let store = match self.store {
            None => self.open_store()?,
            Some(given) => {
                let opened = given.open(Absent::Create(&self.identity()?), self.opening());
                self.admitted(opened.map_err(|error| self.unopened(error))?, Accept::Current)?
            }
        };
        self.run(store, work)
    }

    /// Like [`Self::with_store`] if there is a store. `None` if the home never had one.
    pub fn with_present_store<T>(&self, work: impl FnOnce(&dyn Store) -> Result<T, Fault>) -> Result<Option<T>, Fault> {
        self.open_present_store()?.map(|store| self.run(store, work)).transpose()
    }

    /// Like [`Self::with_store`], but also with a restored store: for accepting it.
    pub fn with_restored_store<T>(&self, work: impl FnOnce(&dyn Store) -> Result<T, Fault>) -> Result<T, Fault> {
        self.run(self.open_steps(Accept::Restored)?, work)
    }

    /// A failed `work` may also have done steps.
    fn run<T>(
        &self,
        store: Box<dyn Store + '_>,
        work: impl FnOnce(&dyn Store) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let outcome = work(store.as_ref());
        let shortfalls = store.shortfalls();
        if let Some(notes) = self.notes.filter(|_| shortfalls > 0) {
            notes.add(unconfirmed(shortfalls));
        }
        let outcome = outcome?;
        store.close()?;
        Ok(outcome)
    }

    /// The store, for steps. The home's own is created if there never was one; one given with `--store` must exist.
    pub fn open_store(&self) -> Result<Box<dyn Store + 'a>, Fault> {
        self.open_steps(Accept::Current)
    }

    fn open_steps(&self, accept: Accept) -> Result<Box<dyn Store + 'a>, Fault> {
        if let Some(given) = self.store {
            let opened = given.open(Absent::Refuse, self.opening()).map_err(|error| self.unopened(error))?;
            return self.admitted(opened, accept);
        }
        let home = self.home()?;
        let location = Location::File(home.state_path());
        if home.had_state()? {
            return self.admitted(location.open(Absent::Refuse, self.opening())?, accept);
        }
        home.create_state(|| {
            // Another process may have created it, or replaced the home with what this command read of it.
            if home.refresh_fingerprint()? != self.refresh_fingerprint()?.0 {
                return Err(
                    Fault::new(Code::Store, "the home was replaced in the meantime").hint("run the command again")
                );
            }
            self.admitted(location.open(Absent::Create(&self.identity()?), self.opening())?, accept)
        })
    }

    /// The identity of a new store of the home.
    fn identity(&self) -> Result<Identity, Fault> {
        let home = self.home()?;
        Ok(Identity {
            id: self.new_store_id()?,
            issuer: self.settings()?.issuer.clone(),
            refresh_fingerprint: self.refresh_fingerprint()?,
            sandbox: self.sandbox_id(home)?.map(str::to_owned),
        })
    }

    fn sandbox_id(&self, home: &Home) -> Result<Option<&str>, Fault> {
        Ok(self.snapshot.sandbox(home)?.map(|sandbox| sandbox.id.as_str()))
    }

    /// A random ID, which no other store has.
    pub fn new_store_id(&self) -> Result<String, Fault> {
        Ok(hex::encode(&random::bytes::<16>(self.random)?))
    }

    /// What a store for steps uses: the context's clock, the marks of the home, and its settings.
    pub(super) fn opening(&self) -> Opening<'a> {
        let clock = self.clock;
        Opening { clock: Some(Box::new(move || clock.now())), marks: self.marks(), events_kept: self.events_kept() }
    }

    fn events_kept(&self) -> Option<Duration> {
        self.settings().ok().map(|settings| settings.events_keep)
    }

    /// `None` if the store is on a server: homes that share it do not count its commits.
    fn marks(&self) -> Option<Marks> {
        if self.server().is_some() {
            return None;
        }
        self.home.map(|home| Marks::new(Arc::clone(home.directory()), home::MARKS))
    }

    fn admitted<S: Lookup + ?Sized>(&self, store: Box<S>, accept: Accept) -> Result<Box<S>, Fault> {
        let meta = store.admission()?;
        refuse_copied(&meta)?;
        self.refuse_foreign(&meta)?;
        if let Some((seen, found)) = self.went_back(store.as_ref(), &meta)? {
            let fault = self.restored(seen, found);
            match (accept, self.notes) {
                (Accept::Current, _) => return Err(fault),
                (Accept::Restored, Some(notes)) => notes.add(fault.message),
                (Accept::Restored, None) => {}
            }
        }
        if let (Some(notes), Some(newest)) = (self.notes, meta.newest_at)
            && newest > self.now().saturating_add(JUST_NOW)
        {
            notes.add(clock_behind::note(clock_behind::STATE, newest, self.now()));
        }
        Ok(store)
    }

    /// The store for a server, awaited. The home's own is created if there never was one; one given with `--store` must
    /// exist. `clock` is read under the lock of the store. [`Self::admit`] checks whether it is the home's.
    pub fn open_handle(&self, clock: Arc<dyn Clock>, options: &handle::HandleOptions) -> Result<Handle, Fault> {
        if self.server().is_none() {
            // Created and admitted as for a command.
            self.open_store()?.close()?;
        }
        let location = match self.store {
            Some(given) => given.clone(),
            None => Location::File(self.home()?.state_path()),
        };
        let clock = Some(Box::new(move || clock.now()) as Box<dyn Fn() -> Timestamp + Send + Sync>);
        let opening = Opening { clock, marks: self.marks(), events_kept: self.events_kept() };
        Ok(Handle::open(&location, opening, options)?)
    }

    /// Refuses an awaited store that is not this home's, or that was restored.
    pub async fn admit(&self, handle: &Handle) -> Result<Meta, Fault> {
        self.admit_meta(handle, handle.admission().await?).await
    }

    /// Like [`Self::admit`]; `None` if the server that has the store cannot be asked now.
    pub async fn admit_again(&self, handle: &Handle) -> Result<Option<Meta>, Fault> {
        match handle.admission().await {
            Err(error) if handle.is_away(&error) => Ok(None),
            meta => self.admit_meta(handle, meta?).await.map(Some),
        }
    }

    async fn admit_meta(&self, handle: &Handle, meta: Meta) -> Result<Meta, Fault> {
        refuse_copied(&meta)?;
        self.refuse_foreign(&meta)?;
        if let Some(seen) = self.seen_more(&meta)? {
            let now = handle.meta().await?;
            if now.identity.id == meta.identity.id && seen > now.commits {
                return Err(self.restored(seen, now.commits));
            }
        }
        Ok(meta)
    }

    /// The commits that the home remembers, if they are more than those of the store.
    fn seen_more(&self, meta: &Meta) -> Result<Option<u64>, Fault> {
        let Some(marks) = self.marks() else { return Ok(None) };
        let Mark::Commits(seen) = marks.read(&meta.identity.id)? else { return Ok(None) };
        Ok((seen > meta.commits).then_some(seen))
    }

    /// The commits that the home remembers and those of the store, if these are fewer.
    pub fn went_back(&self, lookup: &(impl Lookup + ?Sized), meta: &Meta) -> Result<Option<(u64, u64)>, Fault> {
        let Some(seen) = self.seen_more(meta)? else { return Ok(None) };
        // Another process may have committed between the two reads.
        let meta_now = lookup.meta()?;
        let is_behind = meta_now.identity.id == meta.identity.id && seen > meta_now.commits;
        Ok(is_behind.then_some((seen, meta_now.commits)))
    }

    /// What the home remembers of the store.
    pub fn mark(&self, meta: &Meta) -> Result<Option<Mark>, Fault> {
        self.marks().map(|marks| marks.read(&meta.identity.id)).transpose()
    }

    /// The server that has the store.
    fn server(&self) -> Option<&Location> {
        self.store.filter(|location| location.path().is_none())
    }

    /// Refuses the store of another home, or of another sandbox. The issuer is compared only if the store is on a server: a home
    /// may change its own, and a file is not shared by homes with different ones.
    pub(super) fn refuse_foreign(&self, meta: &Meta) -> Result<(), Fault> {
        let Some(home) = self.home else { return Ok(()) };
        let own = self.sandbox_id(home)?;
        let differs = match (own, meta.identity.sandbox.as_deref()) {
            (None, Some(id)) => Some(format!(
                "the state {} belongs to the sandbox {id:?}, but this home is not a sandbox",
                self.place(home)
            )),
            (Some(id), None) => Some(format!(
                "the state {} belongs to a home that is not a sandbox, but this home is the sandbox {id:?}",
                self.place(home)
            )),
            (Some(own), Some(id)) if own != id => Some(format!(
                "the state {} belongs to the sandbox {id:?}, but this home is the sandbox {own:?}",
                self.place(home)
            )),
            _ if self.has_other_issuer(meta)? => Some(format!(
                "the state {} belongs to the issuer {:?}, but the issuer of this home is {:?}",
                self.place(home),
                excerpt(&meta.identity.issuer),
                self.settings()?.issuer
            )),
            _ => match self.refresh_fingerprint() {
                Ok(own) => (own != meta.identity.refresh_fingerprint).then(|| {
                    format!(
                        "the state {} belongs to another home: it was created with another refresh.key",
                        self.place(home)
                    )
                }),
                // Another user can change it.
                Err(fault) if fault.code == Code::Io => return Err(fault),
                // A secret that is missing or damaged is reported by whatever needs it.
                Err(_) => None,
            },
        };
        let Some(message) = differs else { return Ok(()) };
        let fault = Fault::new(Code::Store, message);
        if self.is_own_but_for_issuer(home, meta)? {
            let set = format!("tokctl config set issuer {}", last_argument(&meta.identity.issuer));
            return Err(fault.hint(format!("`{set}` sets it as in the state; docs/redis.md says how to change both")));
        }
        Err(fault.hint(if self.store.is_some() {
            "omit --store to use the state of this home, or name the home that it belongs to with --home"
        } else {
            "restore state.db, refresh.key and sandbox.json from the same backup, or create a new home with `tokctl init --force`"
        }))
    }

    /// Whether the store is on a server and has another issuer than this home.
    fn has_other_issuer(&self, meta: &Meta) -> Result<bool, Fault> {
        Ok(self.server().is_some() && self.settings()?.issuer != meta.identity.issuer)
    }

    /// Whether this home could use the store if it had the same issuer.
    fn is_own_but_for_issuer(&self, home: &Home, meta: &Meta) -> Result<bool, Fault> {
        let Identity { sandbox, refresh_fingerprint, .. } = &meta.identity;
        Ok(self.has_other_issuer(meta)?
            && self.sandbox_id(home)? == sandbox.as_deref()
            && self.refresh_fingerprint().is_ok_and(|own| own == *refresh_fingerprint))
    }

    /// The fault of a restored store.
    pub fn restored(&self, seen: u64, found: u64) -> Fault {
        let place = self.home.map(|home| self.place(home)).unwrap_or_default();
        Fault::new(
            Code::Store,
            format!(
                "the state {place} has {found} commits, but this home has seen {seen}: an older copy was restored, or its log \
                 was lost, and revocations since then are unknown"
            ),
        )
        .hint(match self.store.and_then(Location::path) {
            None => "restore a newer copy, or accept this one with `tokctl doctor --accept-restored-state`".to_owned(),
            Some(path) => format!(
                "restore a newer copy, or accept this one with `tokctl doctor --accept-restored-state --store {}`",
                shell_word(&path.display().to_string())
            ),
        })
    }

    /// The path of the store, for messages.
    fn place(&self, home: &Home) -> String {
        self.store.map_or_else(|| home.state_path().display().to_string(), Location::to_string)
    }

    /// The store, for steps that are made only if there is one. `None` if the home never had one.
    fn open_present_store(&self) -> Result<Option<Box<dyn Store + 'a>>, Fault> {
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
        self.lookup()?.map(|lookup| self.admitted(lookup, Accept::Current)).transpose()
    }

    /// Like [`Self::open_lookup`], but a store given with `--store` may be missing if its directory exists or its server runs:
    /// for a command that creates it.
    pub fn open_lookup_or_new(&self) -> Result<Option<Box<dyn Lookup>>, Fault> {
        if let Some(server) = self.server() {
            return match server.open_for_reading() {
                Ok(lookup) => self.admitted(lookup, Accept::Current).map(Some),
                Err(StoreError::NotCreated(_)) => Ok(None),
                Err(error) => Err(error.into()),
            };
        }
        match self.store.and_then(Location::path) {
            Some(path) if !files::exists(path)? && path.parent().is_none_or(Path::is_dir) => Ok(None),
            _ => self.open_lookup(),
        }
    }

    /// Like [`Self::open_lookup`], but also a restored store, with a note: for lists.
    pub fn open_list(&self) -> Result<Option<Box<dyn Lookup>>, Fault> {
        self.lookup()?.map(|lookup| self.admitted(lookup, Accept::Restored)).transpose()
    }

    fn lookup(&self) -> Result<Option<Box<dyn Lookup>>, Fault> {
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
            (StoreError::Absent { path }, Some(_)) => {
                let has_directory = path.parent().is_none_or(Path::is_dir);
                let hint = match has_directory {
                    true => "check the --store path; `tokctl user add` creates a state file there",
                    false => "check the --store path: its directory does not exist",
                };
                Fault::new(error.code(), error.to_string()).hint(hint)
            }
            _ => error.into(),
        }
    }
}

/// Refuses a store that was moved to another, or is an incomplete copy. One that is being copied can still be read.
pub(super) fn refuse_copied(meta: &Meta) -> Result<(), Fault> {
    match &meta.copy {
        Some(mark) if mark.state != CopyState::Copying => Err(StoreError::from(mark.clone()).into()),
        _ => Ok(()),
    }
}
