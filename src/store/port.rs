//! The port: what the core may ask of any store.
//!
//! # Rules for every store
//!
//! A changing step is one atomic unit: a transaction of a file, one script of a networked store.
//!
//! - **Declared keys.** A step names every key it touches, and they are in one [`Partition`](super::Partition): a user, its
//!   sessions and its login attempts in that of the user's name; a denylist entry in that of its own hash; a signing key in
//!   that of its ID; an event beside what it is about. A step never has to read one key to learn the name of another, which
//!   is why [`Rotate`] and [`EndSession`] carry the session's user. [`Prune`] alone spans partitions.
//! - **Time.** The `now` of a step decides. If a step waits for a lock, its `now` is raised to the time under the lock,
//!   which the store reads from the clock of its [`Opening`], except for [`Prune`], whose `now` may be earlier on purpose.
//!   An expiry that a store adds to free memory never decides, and is later than the step's `now` would make it.
//! - **Repetition.** Callers never repeat a step: one whose deadline has passed does not know the outcome. A networked
//!   store repeats a step inside its own client, with the same [`OperationId`](super::step::OperationId), by which its server
//!   returns the outcome of the first time. The SQLite store loses an outcome only with the process that asked, and keeps no
//!   operation IDs.
//! - **Durability.** An outcome is returned after it is durable.
//! - **What is remembered.** Whatever ended a session is known until the session's absolute lifetime is over, which no
//!   access token of it outlives; revoked keys and user versions are known forever.
//! - **Reading.** Lookups see every step whose outcome was returned before. [`Lookup::access_state`] reads denylist,
//!   session and user, and key revocation in one call. Pages go on at opaque cursors, because the rows of a sharded store
//!   have no common numbers.

use std::time::Duration;

use crate::base::Timestamp;

use super::copy_mark::CopyMark;
use super::error::StoreError;
use super::mark::Marks;
use super::record::{Cursor, Identity, Meta, SessionView, Throttle, ThrottleKey, User};
use super::step::{
    AcceptRestored, AccessQuery, AddOutcome, Attempt, AttemptOutcome, ChangeOutcome, EndOutcome, EndSession, EventPage,
    Login, LoginOutcome, NewUser, Prune, Pruned, RecordEvent, RefreshQuery, RefreshState, RefuseLogin, Revocation,
    RevokeKey, RevokeToken, Rotate, RotateOutcome, SessionPage, SessionQuery, Stats, Unlock, UserChange, UserPage,
};

pub type Result<T> = std::result::Result<T, StoreError>;

/// What to do if there is no state yet. Only the caller can know whether there should be some: if state was made before and
/// is gone now, a new store would undo every revocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent<'a> {
    /// Create it for this owner.
    Create(&'a Identity),
    /// Create it as the destination of a copy, with its mark.
    Receive(&'a Identity, &'a CopyMark),
    /// Fail with [`StoreError::Absent`].
    Refuse,
}

/// What a store uses besides its file. By default it has no clock, so that the `now` of each step counts, and no marks.
#[derive(Default)]
pub struct Opening<'c> {
    /// The clock that is read under the lock.
    pub clock: Option<Box<dyn Fn() -> Timestamp + Send + Sync + 'c>>,
    /// Where the commit counter is remembered after each commit. A store on a server has none.
    pub marks: Option<Marks>,
    /// How long a store on a server keeps events if they are not pruned; by default 90 days.
    pub events_kept: Option<Duration>,
}

/// What can be asked without changing anything.
pub trait Lookup: Send + Sync {
    /// Every reason why an access token is revoked; none if it is not. One cheap read.
    fn access_state(&self, query: &AccessQuery) -> Result<Vec<Revocation>>;

    fn refresh_state(&self, query: &RefreshQuery) -> Result<RefreshState>;

    /// One session, with its status at `now`.
    fn session(&self, sid: &str, now: Timestamp) -> Result<Option<SessionView>>;

    /// A page of sessions, newest first.
    fn sessions(&self, query: &SessionQuery) -> Result<SessionPage>;

    /// One user; `None` for a tombstone.
    fn user(&self, name: &str) -> Result<Option<User>>;

    /// A page of users, from a position or from the beginning, by name. Tombstones are left out.
    fn users(&self, after: Option<&Cursor>, limit: usize) -> Result<UserPage>;

    fn throttle(&self, key: &ThrottleKey) -> Result<Option<Throttle>>;

    /// A page of events, oldest first, from a position or from the beginning. An event of a step that finished before
    /// the page was read is in it or in a later one.
    fn events_after(&self, after: Option<&Cursor>, limit: usize) -> Result<EventPage>;

    /// The newest `limit` events, oldest first, and the position after them.
    fn latest_events(&self, limit: usize) -> Result<EventPage>;

    fn meta(&self) -> Result<Meta>;

    /// As much of the metadata as decides whether the store is used. A store on a server counts no commits for it, and its newest
    /// time may be a minute older.
    fn admission(&self) -> Result<Meta> {
        self.meta()
    }

    /// Counts row by row: for people, not for every command.
    fn stats(&self) -> Result<Stats>;

    /// Looks for damage, and describes each finding in a sentence. Reads everything.
    fn check(&self) -> Result<Vec<String>>;
}

/// Whole atomic steps: each is done, durably and with its event, or nothing is.
pub trait Store: Lookup {
    /// Counts an attempt to log in, before the password is checked. However many run at once, no more pass than the
    /// policy allows.
    fn attempt(&self, step: &Attempt) -> Result<AttemptOutcome>;

    /// Forgets the failed attempts of a user; `false` if there were none.
    fn unlock(&self, step: &Unlock) -> Result<bool>;

    /// Ends an attempt that failed, and records it.
    fn refuse_login(&self, step: &RefuseLogin) -> Result<()>;

    /// Opens a session and forgets the failed attempts.
    fn login(&self, step: &Login) -> Result<LoginOutcome>;

    /// Rotates a refresh token: replaces it with its successor.
    ///
    /// - A rotated token presented again is [`RotateOutcome::Reused`] and ends the session in the same step, until the
    ///   session is pruned, even if the session had ended before.
    /// - The one exception is a retry: within the grace of the rotation, of the token just before the current one, and
    ///   only while the session is live.
    /// - A token of a later generation, or of the current one with another hash, is [`RotateOutcome::Ahead`] and ends the
    ///   session in the same step.
    /// - The current token of an ended session is [`RotateOutcome::Revoked`], or expired.
    fn rotate(&self, step: &Rotate) -> Result<RotateOutcome>;

    fn end_session(&self, step: &EndSession) -> Result<EndOutcome>;

    fn add_user(&self, step: &NewUser) -> Result<AddOutcome>;

    /// Changes a user. All sessions of a user end with the version, at the same cost for one as for a million.
    fn change_user(&self, step: &UserChange) -> Result<ChangeOutcome>;

    /// Puts a token on the denylist; `false` if it was there before.
    fn revoke_token(&self, step: &RevokeToken) -> Result<bool>;

    /// Revokes a signing key; `false` if it was revoked before.
    fn revoke_key(&self, step: &RevokeKey) -> Result<bool>;

    fn record_event(&self, step: &RecordEvent) -> Result<()>;

    /// Gives the store a new ID, which no mark knows, and records that it was restored.
    fn accept_restored(&self, step: &AcceptRestored) -> Result<()>;

    /// Removes a batch of what no longer matters. Prune again while there is [`Pruned::more`].
    fn prune(&self, step: &Prune) -> Result<Pruned>;

    /// How many steps were done, but not confirmed by as many replicas as the location requires. A file has none.
    fn shortfalls(&self) -> u64 {
        0
    }

    /// Closes the store, which folds what was written into its main file. Dropping it does the same, silently.
    fn close(self: Box<Self>) -> Result<()>;
}
