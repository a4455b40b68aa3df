//! The store for a server, awaited.
//!
//! Lookups of a file take microseconds and run inline, on one of several read connections; those that read everything run
//! on a thread for blocking work. Steps go through one bounded queue to one thread, which commits whatever waits in one
//! durable transaction. On a server, lookups and steps travel on one connection, which carries many at once. Every call but an
//! inline lookup has a deadline.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::base::{Timestamp, files};

use super::error::StoreError;
use super::location::Location;
use super::port::{Lookup, Opening, Result};
use super::record::{Cursor, Meta, SessionView, Throttle, ThrottleKey, User};
use super::redis::RedisState;
use super::sqlite::{self, PendingOutcome, StepQueue};
use super::step::{
    AcceptRestored, AccessQuery, AddOutcome, Attempt, AttemptOutcome, ChangeOutcome, EndOutcome, EndSession, EventPage,
    Login, LoginOutcome, NewUser, Prune, Pruned, RecordEvent, RefreshQuery, RefreshState, RefuseLogin, Revocation,
    RevokeKey, RevokeToken, Rotate, RotateOutcome, ServerInfo, SessionPage, SessionQuery, Stats, Unlock, UserChange,
    UserPage,
};

/// How a [`Handle`] is used.
#[derive(Debug, Clone, Copy)]
pub struct HandleOptions {
    /// Read connections to a file: one per thread that handles requests.
    pub readers: usize,
    /// Steps that may wait for a file; the next is [`StoreError::Busy`].
    pub queue: usize,
    /// How long a call on a file may take; then it is [`StoreError::Deadline`]. A server's is in its location.
    pub deadline: Duration,
}

/// An open store, shared by the tasks of a server. It must be used within a tokio runtime that has timers.
pub struct Handle {
    store: Opened,
}

enum Opened {
    File(FileStore),
    Redis(Box<RedisState>),
}

impl Handle {
    /// Opens a store that exists. On a server that shows in the first call.
    pub fn open(location: &Location, opening: Opening<'static>, options: &HandleOptions) -> Result<Self> {
        let store = match location {
            Location::File(path) => Opened::File(FileStore::open(path.clone(), opening, options)?),
            Location::Redis(server) => {
                let state = RedisState::new((**server).clone(), opening.events_kept)?;
                Opened::Redis(Box::new(state))
            }
        };
        Ok(Self { store })
    }

    /// Fails if another process removed or replaced the file: lookups would go on in the old one.
    pub fn check_current(&self) -> Result<()> {
        match &self.store {
            Opened::File(file) => file.check_current(),
            Opened::Redis(_) => Ok(()),
        }
    }

    /// The servers that have the store, and what they say about themselves; none for a file.
    pub async fn servers(&self) -> Result<Vec<ServerInfo>> {
        match &self.store {
            Opened::File(_) => Ok(Vec::new()),
            Opened::Redis(state) => state.begin().servers().await,
        }
    }

    /// Whether an error of a call means that the store cannot be asked now, and may be asked again later.
    pub const fn is_away(&self, error: &StoreError) -> bool {
        matches!(self.store, Opened::Redis(_)) && matches!(error, StoreError::Server(_) | StoreError::Deadline(_))
    }

    /// Keeps the events of later steps for this long, if the store is on a server. Those in a file are pruned.
    pub fn keep_events(&self, time: Duration) {
        if let Opened::Redis(state) = &self.store {
            state.keep_events(time);
        }
    }

    /// How many steps were done, but not confirmed by as many replicas as the location requires; `None` if it requires none.
    pub fn shortfalls(&self) -> Option<u64> {
        match &self.store {
            Opened::File(_) => None,
            Opened::Redis(state) => state.waits_for_replicas().then(|| state.shortfalls()),
        }
    }

    /// Finishes the steps that wait, and closes the store.
    pub async fn close(self) -> Result<()> {
        match self.store {
            Opened::File(file) => file.close().await,
            Opened::Redis(_) => Ok(()),
        }
    }
}

macro_rules! lookups {
    ($(#[$about:meta])* $how:ident: $($name:ident($($arg:ident: $type:ty),*) -> $outcome:ty;)+) => {
        $(#[$about])*
        impl Handle {
            $(pub async fn $name(&self, $($arg: $type),*) -> Result<$outcome> {
                match &self.store {
                    Opened::File(file) => file.$how(|lookup| lookup.$name($($arg),*)).await,
                    Opened::Redis(state) => state.begin().$name($($arg),*).await,
                }
            })+
        }
    };
}

lookups! {
    /// The lookups of [`Lookup`].
    inline:
    access_state(query: &AccessQuery) -> Vec<Revocation>;
    refresh_state(query: &RefreshQuery) -> RefreshState;
    session(sid: &str, now: Timestamp) -> Option<SessionView>;
    sessions(query: &SessionQuery) -> SessionPage;
    user(name: &str) -> Option<User>;
    users(after: Option<&Cursor>, limit: usize) -> UserPage;
    throttle(key: &ThrottleKey) -> Option<Throttle>;
    events_after(after: Option<&Cursor>, limit: usize) -> EventPage;
    latest_events(limit: usize) -> EventPage;
    meta() -> Meta;
    admission() -> Meta;
}

lookups! {
    /// Those that read everything.
    slow:
    stats() -> Stats;
    check() -> Vec<String>;
}

macro_rules! steps {
    ($(#[$about:meta])* $how:ident: $($name:ident($step:ty) -> $outcome:ty;)+) => {
        $(#[$about])*
        impl Handle {
            $(pub async fn $name(&self, step: $step) -> Result<$outcome> {
                match &self.store {
                    Opened::File(file) => file.outcome(file.queue.$how(step)).await,
                    Opened::Redis(state) => state.begin().$name(&step).await,
                }
            })+
        }
    };
}

steps! {
    /// The steps of [`Store`](super::Store).
    submit:
    attempt(Attempt) -> AttemptOutcome;
    unlock(Unlock) -> bool;
    refuse_login(RefuseLogin) -> ();
    login(Login) -> LoginOutcome;
    rotate(Rotate) -> RotateOutcome;
    end_session(EndSession) -> EndOutcome;
    add_user(NewUser) -> AddOutcome;
    change_user(UserChange) -> ChangeOutcome;
    revoke_token(RevokeToken) -> bool;
    revoke_key(RevokeKey) -> bool;
    record_event(RecordEvent) -> ();
    accept_restored(AcceptRestored) -> ();
}

steps! {
    /// Pruning, which has transactions of its own.
    prune:
    prune(Prune) -> Pruned;
}

static THREADS: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    /// The number of this thread: each keeps to one read connection, so that threads do not wait for each other.
    static THREAD: usize = THREADS.fetch_add(1, Ordering::Relaxed);
}

/// A state file, its read connections and its queue.
struct FileStore {
    path: PathBuf,
    /// Of the file that is open.
    identity: Option<(u64, u64)>,
    readers: Arc<[Box<dyn Lookup>]>,
    queue: StepQueue,
    deadline: Duration,
}

impl FileStore {
    fn open(path: PathBuf, opening: Opening<'static>, options: &HandleOptions) -> Result<Self> {
        let queue = StepQueue::open(&path, opening, options.deadline, options.queue)?;
        let open_reader =
            |_| sqlite::open_for_reading(&path, options.deadline).map(|reader| Box::new(reader) as Box<dyn Lookup>);
        let readers = (0..options.readers.max(1)).map(open_reader).collect::<Result<_>>()?;
        let identity = files::identity(&path).ok().flatten();
        Ok(Self { path, identity, readers, queue, deadline: options.deadline })
    }

    fn check_current(&self) -> Result<()> {
        match files::identity(&self.path) {
            Ok(identity) if identity == self.identity => Ok(()),
            _ => Err(StoreError::Replaced { path: self.path.clone() }),
        }
    }

    /// The index of this thread's read connection.
    fn reader_index(&self) -> usize {
        THREAD.with(|number| number % self.readers.len())
    }

    /// Runs a lookup that takes microseconds.
    async fn inline<T>(&self, lookup: impl FnOnce(&dyn Lookup) -> Result<T>) -> Result<T> {
        lookup(self.readers[self.reader_index()].as_ref())
    }

    /// Runs a lookup that takes long on a thread for blocking work.
    async fn slow<T: Send + 'static>(&self, lookup: fn(&dyn Lookup) -> Result<T>) -> Result<T> {
        let (readers, at) = (Arc::clone(&self.readers), self.reader_index());
        let result = tokio::task::spawn_blocking(move || lookup(readers[at].as_ref()));
        match tokio::time::timeout(self.deadline, result).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(StoreError::Closed),
            Err(_) => Err(StoreError::late(self.deadline)),
        }
    }

    async fn outcome<T>(&self, submitted: Result<PendingOutcome<T>>) -> Result<T> {
        match tokio::time::timeout(self.deadline, submitted?).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => Err(StoreError::Closed),
            Err(_) => Err(StoreError::late(self.deadline)),
        }
    }

    async fn close(self) -> Result<()> {
        // The last to close folds the log into the file, which a reader cannot.
        drop(self.readers);
        self.queue.close().await
    }
}
