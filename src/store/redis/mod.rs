//! The store on a Redis server, version 7 or later.
//!
//! Keys begin with the prefix of the URL and, in braces, the partition: `tokctl:{2bd}:`. The braces are the hash tag by which a
//! cluster keeps all keys of a partition on one node.
//!
//! | key | type | what it holds | ends |
//! |---|---|---|---|
//! | `{meta}:identity` | hash | the schema version, the store's identity, the mark of a copy, how much time has passed | never |
//! | `{meta}:partitions` | bitmap | the partitions in which there may be something | never |
//! | `{p}:meta` | hash | the number of commits, the newest time, the mark of a copy | never |
//! | `{p}:user:NAME` | hash | a user or tombstone | never |
//! | `{p}:users`, `{p}:removed` | sorted set | the names of users, and of tombstones | never |
//! | `{p}:session:SID` | hash | a session | with its absolute lifetime |
//! | `{p}:grace:SID` | hash | what a retry of its last rotation gets | with the grace |
//! | `{p}:sessions`, `{p}:sessions:NAME` | sorted set | the sessions of the partition and of a user | with the last of them |
//! | `{p}:denied:HASH` | hash | an entry of the denylist | with the entry, if it ends |
//! | `{p}:denied` | sorted set | the denylist | never |
//! | `{p}:key:KID` | hash | a revoked signing key | never |
//! | `{p}:keys` | set | the IDs of revoked keys | never |
//! | `{p}:throttle:HASH` | hash | failed logins | when they are forgotten |
//! | `{p}:throttles` | sorted set | those of the partition | with the last of them |
//! | `{p}:events` | sorted set | the events | with the last of them |
//! | `{p}:ended:ID` | string | that a copy of the state has ended | after an hour |
//! | `{p}:op:ID` | string | the outcome of a step | after twice the deadline |
//!
//! An end is a time to live that is relative to the step's `now`, plus an hour. It only frees memory: the `now` of a step
//! decides what is over. A step that adds to a sorted set removes what is over from it.
//!
//! A changing step is one script (`scripts/`), which runs alone on its node. It remembers its outcome under the step's
//! operation ID, so that a repetition after a lost reply returns the same. A change of a user is computed here, from the user
//! as it was read, and written by a script only if the user was not changed in between.

mod access;
mod args;
mod check;
mod client;
mod copy;
mod events;
mod gather;
mod keys;
mod partitions;
mod prune;
mod scripts;
pub mod server;
mod sessions;
mod state;
mod throttle;
mod users;
mod values;

use std::fmt;
use std::future::Future;

use tokio::runtime::{Builder, Runtime};

use crate::base::fault::io_reason;
use crate::base::{Code, Fault, Timestamp};

use super::copy::{Area, Kept, Position, Record, RecordPage, Transfer};
use super::copy_mark::CopyMark;
use super::error::StoreError;
use super::port::{Absent, Lookup, Opening, Result, Store};
use super::record::{Cursor, Meta, SessionView, Throttle, ThrottleKey, User};
use super::step::{
    AcceptRestored, AccessQuery, AddOutcome, Attempt, AttemptOutcome, ChangeOutcome, EndOutcome, EndSession, EventPage,
    Login, LoginOutcome, NewUser, Prune, Pruned, RecordEvent, RefreshQuery, RefreshState, RefuseLogin, Revocation,
    RevokeKey, RevokeToken, Rotate, RotateOutcome, SessionPage, SessionQuery, Stats, Unlock, UserChange, UserPage,
};

pub use server::Server;
pub use state::RedisState;

/// The state on a server, for a command: each call waits for its outcome.
pub struct RedisStore {
    state: RedisState,
    /// `None` only while it is dropped.
    runtime: Option<Runtime>,
}

impl fmt::Debug for RedisStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisStore").finish_non_exhaustive()
    }
}

impl RedisStore {
    /// Opens the state on `server`. Must not be called within a tokio runtime. The steps' own time decides, whatever the clock
    /// of `opening`: they wait for no lock. Marks are not written: that a server went back is found by [`RotateOutcome::Ahead`].
    pub fn open(server: &Server, absent: Absent<'_>, opening: &Opening<'_>) -> Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| {
            StoreError::Server(Fault::new(Code::Io, format!("could not start a runtime: {}", io_reason(&error))))
        })?;
        let state = RedisState::new(server.clone(), opening.events_kept)?;
        let store = Self { state, runtime: Some(runtime) };
        store.wait(store.state.open(absent))?;
        Ok(store)
    }

    fn wait<T>(&self, call: impl Future<Output = Result<T>>) -> Result<T> {
        self.runtime.as_ref().map_or(Err(StoreError::Closed), |runtime| runtime.block_on(call))
    }
}

impl Drop for RedisStore {
    fn drop(&mut self) {
        // A look-up of a host name may go on beyond the deadline, and is not waited for.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

macro_rules! lookups {
    ($($name:ident($($arg:ident: $type:ty),*) -> $outcome:ty;)+) => {
        impl Lookup for RedisStore {
            $(fn $name(&self, $($arg: $type),*) -> Result<$outcome> {
                self.wait(self.state.begin().$name($($arg),*))
            })+
        }
    };
}

macro_rules! steps {
    ($($name:ident($step:ty) -> $outcome:ty;)+) => {
        impl Store for RedisStore {
            $(fn $name(&self, step: &$step) -> Result<$outcome> {
                self.wait(self.state.begin().$name(step))
            })+

            fn shortfalls(&self) -> u64 {
                self.state.shortfalls()
            }

            fn close(self: Box<Self>) -> Result<()> {
                Ok(())
            }
        }
    };
}

macro_rules! transfers {
    ($($name:ident($($arg:ident: $type:ty),*) -> $outcome:ty;)+) => {
        impl Transfer for RedisStore {
            $(fn $name(&self, $($arg: $type),*) -> Result<$outcome> {
                self.wait(self.state.$name($($arg),*))
            })+

            fn page(&self) -> usize {
                copy::PAGE
            }

            fn discard(self: Box<Self>, mark: &CopyMark) -> Result<()> {
                self.wait(self.state.discard(mark))
            }

            fn close_copy(self: Box<Self>) -> Result<()> {
                Ok(())
            }
        }
    };
}

transfers! {
    records(area: Area, after: Option<&Cursor>, limit: usize) -> RecordPage;
    replace_mark(expected: Option<&CopyMark>, mark: Option<&CopyMark>) -> bool;
    confirm(mark: &CopyMark) -> ();
    final_meta() -> Meta;
    position(mark: &CopyMark) -> Position;
    put(mark: &CopyMark, records: &[Record], position: &Position, kept: &Kept) -> ();
    clear(mark: &CopyMark) -> ();
    finish(mark: &CopyMark, meta: &Meta) -> ();
}

lookups! {
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
    stats() -> Stats;
    check() -> Vec<String>;
}

steps! {
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
    prune(Prune) -> Pruned;
}
