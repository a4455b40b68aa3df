//! The store for a server, awaited.
//!
//! Lookups of a file take microseconds and run inline, on one of several read connections; those that read everything run
//! on a thread for blocking work. Steps go through one bounded queue to one thread, which commits whatever waits in one
//! durable transaction. Every call but an inline lookup has a deadline. A store on the network fits behind the same methods.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::base::{Timestamp, files};

use super::error::StoreError;
use super::location::Location;
use super::port::{Absent, Lookup, Opening, Result};
use super::record::{Cursor, Meta, SessionView, Throttle, ThrottleKey, User};
use super::sqlite::{self, PendingOutcome, StepQueue};
use super::step::{
    AcceptRestored, AccessQuery, AddOutcome, Attempt, AttemptOutcome, ChangeOutcome, EndOutcome, EndSession, EventPage,
    Login, LoginOutcome, NewUser, Prune, Pruned, RecordEvent, RefreshQuery, RefreshState, RefuseLogin, Revocation,
    RevokeKey, RevokeToken, Rotate, RotateOutcome, SessionPage, SessionQuery, Stats, Unlock, UserChange, UserPage,
};

/// How a [`Handle`] is used.
#[derive(Debug, Clone, Copy)]
pub struct HandleOptions {
    /// Read connections: one per thread that handles requests.
    pub readers: usize,
    /// Steps that may wait; the next is [`StoreError::Busy`].
    pub queue: usize,
    /// How long a call may take; then it is [`StoreError::Deadline`].
    pub deadline: Duration,
}

/// An open store, shared by the tasks of a server. It must be used within a tokio runtime that has timers.
pub struct Handle {
    path: PathBuf,
    /// Of the file that is open.
    identity: Option<(u64, u64)>,
    readers: Arc<[Box<dyn Lookup>]>,
    next_reader: AtomicUsize,
    queue: StepQueue,
    deadline: Duration,
}

impl Handle {
    pub fn open(
        location: &Location,
        absent: Absent<'_>,
        opening: Opening<'static>,
        options: &HandleOptions,
    ) -> Result<Self> {
        let Location::File(path) = location;
        let queue = StepQueue::open(path, absent, opening, options.deadline, options.queue)?;
        let open_reader =
            |_| sqlite::open_for_reading(path, options.deadline).map(|reader| Box::new(reader) as Box<dyn Lookup>);
        let readers = (0..options.readers.max(1)).map(open_reader).collect::<Result<_>>()?;
        let identity = files::identity(path).ok().flatten();
        Ok(Self {
            path: path.clone(),
            identity,
            readers,
            next_reader: AtomicUsize::new(0),
            queue,
            deadline: options.deadline,
        })
    }

    /// Fails if another process removed or replaced the file: lookups would go on in the old one.
    pub fn check_current(&self) -> Result<()> {
        match files::identity(&self.path) {
            Ok(identity) if identity == self.identity => Ok(()),
            _ => Err(StoreError::Replaced { path: self.path.clone() }),
        }
    }

    fn next_reader(&self) -> usize {
        self.next_reader.fetch_add(1, Ordering::Relaxed) % self.readers.len()
    }

    fn reader(&self) -> &dyn Lookup {
        self.readers[self.next_reader()].as_ref()
    }

    async fn outcome<T>(&self, submitted: Result<PendingOutcome<T>>) -> Result<T> {
        match tokio::time::timeout(self.deadline, submitted?).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => Err(StoreError::Closed),
            Err(_) => Err(StoreError::Deadline { deadline: self.deadline }),
        }
    }

    /// Runs a lookup that takes long on a thread for blocking work.
    async fn slow<T: Send + 'static>(&self, lookup: fn(&dyn Lookup) -> Result<T>) -> Result<T> {
        let (readers, at) = (Arc::clone(&self.readers), self.next_reader());
        let result = tokio::task::spawn_blocking(move || lookup(readers[at].as_ref()));
        match tokio::time::timeout(self.deadline, result).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(StoreError::Closed),
            Err(_) => Err(StoreError::Deadline { deadline: self.deadline }),
        }
    }

    /// Finishes the steps that wait, and closes the store.
    pub async fn close(self) -> Result<()> {
        // The last to close folds the log into the file, which a reader cannot.
        drop(self.readers);
        self.queue.close().await
    }
}

/// The lookups of [`Lookup`].
impl Handle {
    pub async fn access_state(&self, query: &AccessQuery) -> Result<Vec<Revocation>> {
        self.reader().access_state(query)
    }

    pub async fn refresh_state(&self, query: &RefreshQuery) -> Result<RefreshState> {
        self.reader().refresh_state(query)
    }

    pub async fn session(&self, sid: &str, now: Timestamp) -> Result<Option<SessionView>> {
        self.reader().session(sid, now)
    }

    pub async fn sessions(&self, query: &SessionQuery) -> Result<SessionPage> {
        self.reader().sessions(query)
    }

    pub async fn user(&self, name: &str) -> Result<Option<User>> {
        self.reader().user(name)
    }

    pub async fn users(&self, after: Option<&Cursor>, limit: usize) -> Result<UserPage> {
        self.reader().users(after, limit)
    }

    pub async fn throttle(&self, key: &ThrottleKey) -> Result<Option<Throttle>> {
        self.reader().throttle(key)
    }

    pub async fn events_after(&self, after: Option<&Cursor>, limit: usize) -> Result<EventPage> {
        self.reader().events_after(after, limit)
    }

    pub async fn latest_events(&self, limit: usize) -> Result<EventPage> {
        self.reader().latest_events(limit)
    }

    pub async fn meta(&self) -> Result<Meta> {
        self.reader().meta()
    }

    pub async fn stats(&self) -> Result<Stats> {
        self.slow(|reader| reader.stats()).await
    }

    pub async fn check(&self) -> Result<Vec<String>> {
        self.slow(|reader| reader.check()).await
    }
}

/// The steps of [`Store`](super::Store).
impl Handle {
    pub async fn attempt(&self, step: Attempt) -> Result<AttemptOutcome> {
        self.outcome(self.queue.submit(step)).await
    }

    pub async fn unlock(&self, step: Unlock) -> Result<bool> {
        self.outcome(self.queue.submit(step)).await
    }

    pub async fn refuse_login(&self, step: RefuseLogin) -> Result<()> {
        self.outcome(self.queue.submit(step)).await
    }

    pub async fn login(&self, step: Login) -> Result<LoginOutcome> {
        self.outcome(self.queue.submit(step)).await
    }

    pub async fn rotate(&self, step: Rotate) -> Result<RotateOutcome> {
        self.outcome(self.queue.submit(step)).await
    }

    pub async fn end_session(&self, step: EndSession) -> Result<EndOutcome> {
        self.outcome(self.queue.submit(step)).await
    }

    pub async fn add_user(&self, step: NewUser) -> Result<AddOutcome> {
        self.outcome(self.queue.submit(step)).await
    }

    pub async fn change_user(&self, step: UserChange) -> Result<ChangeOutcome> {
        self.outcome(self.queue.submit(step)).await
    }

    pub async fn revoke_token(&self, step: RevokeToken) -> Result<bool> {
        self.outcome(self.queue.submit(step)).await
    }

    pub async fn revoke_key(&self, step: RevokeKey) -> Result<bool> {
        self.outcome(self.queue.submit(step)).await
    }

    pub async fn record_event(&self, step: RecordEvent) -> Result<()> {
        self.outcome(self.queue.submit(step)).await
    }

    pub async fn accept_restored(&self, step: AcceptRestored) -> Result<()> {
        self.outcome(self.queue.submit(step)).await
    }

    pub async fn prune(&self, step: Prune) -> Result<Pruned> {
        self.outcome(self.queue.prune(step)).await
    }
}
