//! The store in a file: SQLite with a write-ahead log, synced at every step. The one directory that names `rusqlite`.
//!
//! Steps are functions over an open transaction, in the files below; here they get one, under the write lock. SQLite's own
//! waiting starves: it sleeps longer the longer it waits, and eight busy processes saw waits of seconds. So a writer first
//! takes a lock file, and gives up at a deadline. Readers take no lock and never wait for a writer.

mod access;
mod check;
mod copy;
mod events;
mod fault;
mod log;
mod meta;
mod open;
mod paths;
mod prune;
mod queue;
mod rotate;
mod schema;
mod sessions;
mod throttle;
mod users;
mod values;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

use rusqlite::Connection;

use crate::base::Timestamp;
use crate::base::sync;

use super::error::StoreError;
use super::port::{Absent, Lookup, Opening, Result, Store};
use super::record::{Cursor, Meta, SessionView, Throttle, ThrottleKey, User};
use super::step::{
    AcceptRestored, AccessQuery, AddOutcome, Attempt, AttemptOutcome, ChangeOutcome, EndOutcome, EndSession, EventPage,
    Login, LoginOutcome, NewUser, Prune, Pruned, RecordEvent, RefreshQuery, RefreshState, RefuseLogin, Revocation,
    RevokeKey, RevokeToken, Rotate, RotateOutcome, SessionPage, SessionQuery, Stats, Unlock, UserChange, UserPage,
};

pub use paths::lock_path;
pub(super) use queue::{PendingOutcome, StepQueue};

/// SQLite's own default.
const CHECKPOINT_PAGES: u32 = 1000;

/// The pause between two batches of pruning, for other writers.
const PRUNING_PAUSE: Duration = Duration::from_millis(5);

/// An open state file.
pub struct SqliteStore<'c> {
    path: PathBuf,
    timeout: Duration,
    conn: Mutex<Connection>,
    /// `None` if the file was opened for reading.
    writer: Option<open::Writer>,
    opening: Opening<'c>,
}

impl fmt::Debug for SqliteStore<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqliteStore").field("path", &self.path).finish_non_exhaustive()
    }
}

/// Opens the state file `path` for lookups, which take no lock and write nothing. A file of an older schema is migrated
/// first, which does write.
pub fn open_for_reading(path: &Path, timeout: Duration) -> Result<impl Lookup + std::fmt::Debug + use<>> {
    let conn = open::open_for_reading(path, timeout)?;
    Ok(SqliteStore::new(path, timeout, conn, None))
}

impl SqliteStore<'static> {
    /// Opens the state file `path`, waiting up to `timeout` for others now and in every step. A file of an older schema
    /// is migrated.
    pub fn open(path: &Path, absent: Absent<'_>, timeout: Duration) -> Result<Self> {
        let (conn, writer) = open::open(path, absent, timeout)?;
        Ok(Self::new(path, timeout, conn, Some(writer)))
    }

    fn new(path: &Path, timeout: Duration, conn: Connection, writer: Option<open::Writer>) -> Self {
        // Each step's statements are prepared once a process; the longest step has about a dozen.
        conn.set_prepared_statement_cache_capacity(64);
        Self { path: path.to_owned(), timeout, conn: Mutex::new(conn), writer, opening: Opening::default() }
    }
}

impl SqliteStore<'_> {
    /// This store with another clock and other marks.
    pub fn with(self, opening: Opening<'_>) -> SqliteStore<'_> {
        let Self { path, timeout, conn, writer, opening: _ } = self;
        SqliteStore { path, timeout, conn, writer, opening }
    }

    fn conn(&self) -> MutexGuard<'_, Connection> {
        // A panic of another thread rolled its transaction back when it dropped it.
        sync::lock(&self.conn)
    }

    fn fault(&self, error: rusqlite::Error) -> StoreError {
        fault::from_sqlite(&self.path, error, self.timeout)
    }

    /// Runs a query of one statement, which reads from one snapshot by itself.
    fn read_once<T>(&self, query: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        query(&self.conn()).map_err(|error| self.fault(error))
    }

    /// Reads from one snapshot.
    fn read<T>(&self, query: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        in_transaction(&self.conn(), "BEGIN DEFERRED", query).map_err(|error| self.fault(error))
    }

    /// [`Self::change`] of a store without the mark of a copy.
    fn write<T>(&self, work: impl FnOnce(&Connection, Timestamp) -> rusqlite::Result<T>) -> Result<T> {
        self.change(|tx, now| match meta::copy_mark(tx)? {
            Some(mark) => Ok(Err(mark.into())),
            None => work(tx, now).map(Ok),
        })
    }

    /// All of `work` is on the disk afterwards, or nothing is. It gets the time under the lock, which raises that of steps. If it
    /// refuses, it has changed nothing.
    fn change<T>(&self, work: impl FnOnce(&Connection, Timestamp) -> rusqlite::Result<Result<T>>) -> Result<T> {
        let conn = self.conn();
        let Some(writer) = &self.writer else {
            let detail = "it was opened for reading".to_owned();
            return Err(StoreError::ReadOnly { path: self.path.clone(), detail });
        };
        let _held = writer.hold(&self.path, self.timeout)?;
        let now = self.opening.clock.as_ref().map_or(Timestamp::MIN, |clock| clock());
        let marks = self.opening.marks.as_ref();
        let work = |tx: &Connection| {
            let outcome = work(tx, now)?;
            Ok((outcome, marks.map(|_| meta::count(tx)).transpose()?))
        };
        let (outcome, count) = in_transaction(&conn, "BEGIN IMMEDIATE", work).map_err(|error| self.fault(error))?;
        if let (Some(marks), Some((id, commits))) = (marks, count) {
            marks.write(&id, commits);
        }
        outcome
    }

    fn run<S: Apply>(&self, step: &S) -> Result<S::Outcome> {
        self.write(|tx, now| apply(step, tx, now))
    }

    /// After how many pages of the log a commit folds them into the file; 0 for never.
    fn set_checkpoint_pages(&self, pages: u32) -> Result<()> {
        self.conn().pragma_update(None, "wal_autocheckpoint", pages).map_err(|error| self.fault(error))
    }
}

/// Commits what `work` does, or rolls it back. Begins and commits with prepared statements: rusqlite's own transactions
/// parse both each time, which costs a lookup a fifth of its time.
fn in_transaction<T>(
    conn: &Connection,
    begin: &str,
    work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    conn.prepare_cached(begin)?.execute([])?;
    let rollback = Rollback(conn);
    let outcome = work(conn)?;
    conn.prepare_cached("COMMIT")?.execute([])?;
    drop(rollback);
    Ok(outcome)
}

/// Rolls back a transaction that was not committed, after an error or a panic.
struct Rollback<'c>(&'c Connection);

impl Drop for Rollback<'_> {
    fn drop(&mut self) {
        if !self.0.is_autocommit() {
            let _ = self.0.execute_batch("ROLLBACK");
        }
    }
}

/// A changing step, as a function over an open transaction.
pub(super) trait Apply {
    type Outcome;

    /// The time that the step brought with it.
    fn now(&self) -> Timestamp;

    /// Runs the step at `now`.
    fn apply(&self, tx: &Connection, now: Timestamp) -> rusqlite::Result<Self::Outcome>;
}

/// Runs a step at its own time or at `locked_at`, the later of the two, and counts it if it changed something.
fn apply<S: Apply>(step: &S, tx: &Connection, locked_at: Timestamp) -> rusqlite::Result<S::Outcome> {
    let before = tx.total_changes();
    let outcome = step.apply(tx, step.now().max(locked_at))?;
    if tx.total_changes() != before {
        meta::count_commit(tx)?;
    }
    Ok(outcome)
}

macro_rules! steps {
    ($($step:ident -> $outcome:ty: $function:path;)+) => {$(
        impl Apply for $step {
            type Outcome = $outcome;

            fn now(&self) -> Timestamp {
                self.op.now
            }

            fn apply(&self, tx: &Connection, now: Timestamp) -> rusqlite::Result<$outcome> {
                $function(tx, self, now)
            }
        }
    )+};
}

steps! {
    Attempt -> AttemptOutcome: throttle::attempt;
    Unlock -> bool: throttle::unlock;
    RefuseLogin -> (): throttle::refuse;
    Login -> LoginOutcome: sessions::login;
    Rotate -> RotateOutcome: rotate::rotate;
    EndSession -> EndOutcome: sessions::end_session;
    NewUser -> AddOutcome: users::add;
    UserChange -> ChangeOutcome: users::change;
    RevokeToken -> bool: access::revoke_token;
    RevokeKey -> bool: access::revoke_key;
    RecordEvent -> (): events::record_step;
    AcceptRestored -> (): meta::accept_restored;
    Prune -> Pruned: prune::prune;
}

impl Lookup for SqliteStore<'_> {
    fn access_state(&self, query: &AccessQuery) -> Result<Vec<Revocation>> {
        self.read_once(|conn| access::state(conn, query))
    }

    fn refresh_state(&self, query: &RefreshQuery) -> Result<RefreshState> {
        self.read_once(|conn| sessions::refresh_state(conn, query))
    }

    fn session(&self, sid: &str, now: Timestamp) -> Result<Option<SessionView>> {
        self.read_once(|conn| sessions::get(conn, sid, now))
    }

    fn sessions(&self, query: &SessionQuery) -> Result<SessionPage> {
        self.read(|conn| sessions::page(conn, query))
    }

    fn user(&self, name: &str) -> Result<Option<User>> {
        self.read_once(|conn| users::get(conn, name))
    }

    fn users(&self, after: Option<&Cursor>, limit: usize) -> Result<UserPage> {
        self.read(|conn| users::page(conn, after, limit))
    }

    fn throttle(&self, key: &ThrottleKey) -> Result<Option<Throttle>> {
        self.read_once(|conn| throttle::get(conn, key))
    }

    fn events_after(&self, after: Option<&Cursor>, limit: usize) -> Result<EventPage> {
        self.read(|conn| events::after(conn, after, limit))
    }

    fn latest_events(&self, limit: usize) -> Result<EventPage> {
        self.read(|conn| events::latest(conn, limit))
    }

    fn meta(&self) -> Result<Meta> {
        self.read_once(meta::get)
    }

    fn stats(&self) -> Result<Stats> {
        self.read(prune::stats)
    }

    fn check(&self) -> Result<Vec<String>> {
        self.read(check::check)
    }
}

impl Store for SqliteStore<'_> {
    fn attempt(&self, step: &Attempt) -> Result<AttemptOutcome> {
        self.run(step)
    }

    fn unlock(&self, step: &Unlock) -> Result<bool> {
        self.run(step)
    }

    fn refuse_login(&self, step: &RefuseLogin) -> Result<()> {
        self.run(step)
    }

    fn login(&self, step: &Login) -> Result<LoginOutcome> {
        self.run(step)
    }

    fn rotate(&self, step: &Rotate) -> Result<RotateOutcome> {
        self.run(step)
    }

    fn end_session(&self, step: &EndSession) -> Result<EndOutcome> {
        self.run(step)
    }

    fn add_user(&self, step: &NewUser) -> Result<AddOutcome> {
        self.run(step)
    }

    fn change_user(&self, step: &UserChange) -> Result<ChangeOutcome> {
        self.run(step)
    }

    fn revoke_token(&self, step: &RevokeToken) -> Result<bool> {
        self.run(step)
    }

    fn revoke_key(&self, step: &RevokeKey) -> Result<bool> {
        self.run(step)
    }

    fn record_event(&self, step: &RecordEvent) -> Result<()> {
        self.run(step)
    }

    fn accept_restored(&self, step: &AcceptRestored) -> Result<()> {
        self.run(step)
    }

    fn prune(&self, step: &Prune) -> Result<Pruned> {
        // A batch touches pages all over the file. Folding them in takes longer than the batch, and is done without the
        // lock: a passive checkpoint keeps no writer waiting.
        self.set_checkpoint_pages(0)?;
        let pruned = self.run(step);
        self.set_checkpoint_pages(CHECKPOINT_PAGES)?;
        let pruned = pruned?;
        if pruned != Pruned::default() {
            let conn = self.conn();
            conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())).map_err(|error| self.fault(error))?;
        }
        if pruned.more {
            thread::sleep(PRUNING_PAUSE);
        }
        Ok(pruned)
    }

    fn close(self: Box<Self>) -> Result<()> {
        let Self { path, timeout, conn, .. } = *self;
        sync::into_inner(conn).close().map_err(|(_, error)| fault::from_sqlite(&path, error, timeout))
    }
}
