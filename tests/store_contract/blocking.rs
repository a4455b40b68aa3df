//! The async handle as a store that blocks, so that the same rules can be run through it.

use std::time::Duration;

use tokctl::base::Timestamp;
use tokctl::store::handle::HandleOptions;
use tokctl::store::record::Throttle;
use tokctl::store::step::{
    AcceptRestored, AccessQuery, AddOutcome, Attempt, AttemptOutcome, ChangeOutcome, EndOutcome, EndSession, EventPage,
    Login, LoginOutcome, NewUser, Prune, Pruned, RecordEvent, RefreshQuery, RefreshState, RefuseLogin, Revocation,
    RevokeKey, RevokeToken, Rotate, RotateOutcome, SessionPage, SessionQuery, Stats, Unlock, UserChange, UserPage,
};
use tokctl::store::{
    Absent, Cursor, Handle, Location, Lookup, Meta, Opening, Result, SessionView, Store, ThrottleKey, User,
};
use tokio::runtime::Runtime;

use crate::contract::identity;

pub fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

pub const OPTIONS: HandleOptions = HandleOptions { readers: 2, queue: 1024, deadline: Duration::from_secs(30) };

pub fn create(location: &Location) {
    location.open(Absent::Create(&identity()), Opening::default()).unwrap().close().unwrap();
}

pub fn open(location: &Location, options: &HandleOptions) -> Handle {
    create(location);
    Handle::open(location, Opening::default(), options).unwrap()
}

pub struct Blocking {
    runtime: Runtime,
    handle: Handle,
}

impl Blocking {
    pub fn open(location: &Location) -> Self {
        Self { runtime: runtime(), handle: open(location, &OPTIONS) }
    }
}

macro_rules! lookups {
    ($($name:ident($($arg:ident: $type:ty),*) -> $outcome:ty;)+) => {
        impl Lookup for Blocking {
            $(fn $name(&self, $($arg: $type),*) -> Result<$outcome> {
                self.runtime.block_on(self.handle.$name($($arg),*))
            })+
        }
    };
}

macro_rules! steps {
    ($($name:ident($step:ty) -> $outcome:ty;)+) => {
        impl Store for Blocking {
            $(fn $name(&self, step: &$step) -> Result<$outcome> {
                self.runtime.block_on(self.handle.$name(step.clone()))
            })+

            fn close(self: Box<Self>) -> Result<()> {
                self.runtime.block_on(self.handle.close())
            }
        }
    };
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
