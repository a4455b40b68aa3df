//! The store in a file: SQLite with a write-ahead log, synced at every step. The one folder that names `rusqlite`.
//!
//! Steps are functions over an open transaction, in the files below; here they are given one, under the write lock.
//! Readers take no lock and are never waited for.

mod access;
mod check;
mod events;
mod fault;
mod file;
mod files;
mod fill;
mod log;
mod prune;
mod rotate;
mod schema;
mod sessions;
mod throttle;
mod users;
mod values;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rusqlite::Connection;

use crate::base::Timestamp;
use crate::base::lock::LockFile;

use super::error::StoreError;
use super::port::{Absent, Lookup, Result, Store};
use super::record::{DenylistEntry, Digest, Event, SessionView, Throttle, User};
use super::step::{
    AccessQuery, AddOutcome, Attempt, AttemptOutcome, ChangeOutcome, EndOutcome, EndSession, Login, LoginOutcome,
    NewEvent, NewUser, Prune, Pruned, RefreshQuery, RefreshState, Revocation, RevokeToken, Rotate, RotateOutcome,
    SessionQuery, Stats, Unlock, UserChange,
};
pub use files::lock_path;

pub use fill::{Fill, fill, filled_hash, filled_key, filled_sid, filled_user};

/// How long a step waits for others by default.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// SQLite's own default.
const CHECKPOINT_PAGES: u32 = 1000;

/// How long pruning stands back between two batches, for whoever waits.
const PRUNING_PAUSE: Duration = Duration::from_millis(5);

/// An open state file.
#[derive(Debug)]
struct Database {
    path: PathBuf,
    patience: Duration,
    conn: Mutex<Connection>,
}

impl Database {
    fn new(path: &Path, patience: Duration, conn: Connection) -> Self {
        // Each step's statements are prepared once a process; the longest step has about a dozen.
        conn.set_prepared_statement_cache_capacity(64);
        Self { path: path.to_owned(), patience, conn: Mutex::new(conn) }
    }

    fn conn(&self) -> MutexGuard<'_, Connection> {
        // A panic of another thread rolled its transaction back when it dropped it.
        self.conn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fault(&self, error: rusqlite::Error) -> StoreError {
        fault::from_sqlite(&self.path, error, self.patience)
    }

    /// One answer from one snapshot.
    fn read<T>(&self, question: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        whole(&self.conn(), "BEGIN", question).map_err(|error| self.fault(error))
    }
}

/// All of `work` in one transaction, which `begin` opens, or nothing of it.
fn whole<T>(
    conn: &Connection,
    begin: &str,
    work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    // `rusqlite`'s own transactions prepare these two anew each time.
    conn.prepare_cached(begin)?.execute([])?;
    let undone = Undone(conn);
    let answer = work(conn)?;
    conn.prepare_cached("COMMIT")?.execute([])?;
    drop(undone);
    Ok(answer)
}

/// Takes back what was not committed when it is dropped, whether by an error or a panic.
struct Undone<'c>(&'c Connection);

impl Drop for Undone<'_> {
    fn drop(&mut self) {
        if !self.0.is_autocommit() {
            // Where even that fails nothing is written any more: the next transaction cannot begin.
            let _ = self.0.execute_batch("ROLLBACK");
        }
    }
}

/// The store in a file, open for steps.
#[derive(Debug)]
pub struct SqliteStore {
    db: Database,
    lock: LockFile,
}

/// The store in a file, open for lookups only: it takes no lock and writes nothing.
#[derive(Debug)]
pub struct SqliteReader {
    db: Database,
}

impl SqliteStore {
    /// Opens the state file `path`, waiting up to `patience` for others now and in every step. A file of an older schema
    /// is migrated.
    pub fn open(path: &Path, absent: Absent, patience: Duration) -> Result<Self> {
        let (conn, lock) = file::open(path, absent, patience)?;
        Ok(Self { db: Database::new(path, patience, conn), lock })
    }

    /// One whole step: all of it is on the disk afterwards, or nothing is.
    fn write<T>(&self, step: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        let conn = self.db.conn();
        let _held = file::hold(&self.lock, &self.db.path, self.db.patience)?;
        whole(&conn, "BEGIN IMMEDIATE", step).map_err(|error| self.db.fault(error))
    }
}

impl SqliteReader {
    /// Opens the state file `path` for lookups. A file of an older schema is migrated first, which does write.
    pub fn open(path: &Path, patience: Duration) -> Result<Self> {
        let conn = file::open_for_reading(path, patience)?;
        Ok(Self { db: Database::new(path, patience, conn) })
    }
}

impl SqliteStore {
    /// Sets one of SQLite's switches for this connection.
    fn set(&self, pragma: &str, value: &str) -> Result<()> {
        // Some answer with a row, and some do not.
        self.db.conn().pragma_update(None, pragma, value).map_err(|error| self.db.fault(error))
    }

    /// After how many pages of the log a commit folds them into the file; 0 for never.
    fn set_checkpoint_pages(&self, pages: u32) -> Result<()> {
        self.set("wal_autocheckpoint", &pages.to_string())
    }
}

/// What has a database, and so answers questions.
trait Readable: Send + Sync {
    fn db(&self) -> &Database;
}

impl Readable for SqliteStore {
    fn db(&self) -> &Database {
        &self.db
    }
}

impl Readable for SqliteReader {
    fn db(&self) -> &Database {
        &self.db
    }
}

impl<T: Readable> Lookup for T {
    fn access_state(&self, query: &AccessQuery) -> Result<Vec<Revocation>> {
        self.db().read(|conn| access::state(conn, query))
    }

    fn refresh_state(&self, query: &RefreshQuery) -> Result<RefreshState> {
        self.db().read(|conn| sessions::refresh_state(conn, query))
    }

    fn session(&self, sid: &str, now: Timestamp) -> Result<Option<SessionView>> {
        self.db().read(|conn| sessions::get(conn, sid, now))
    }

    fn sessions(&self, query: &SessionQuery) -> Result<Vec<SessionView>> {
        self.db().read(|conn| sessions::page(conn, query))
    }

    fn user(&self, name: &str) -> Result<Option<User>> {
        self.db().read(|conn| users::get(conn, name))
    }

    fn users(&self, after: Option<&str>, limit: usize) -> Result<Vec<User>> {
        self.db().read(|conn| users::page(conn, after, limit))
    }

    fn denylist_entry(&self, key: &Digest) -> Result<Option<DenylistEntry>> {
        self.db().read(|conn| access::denylist_entry(conn, key))
    }

    fn throttle(&self, key: &Digest) -> Result<Option<Throttle>> {
        self.db().read(|conn| throttle::get(conn, key))
    }

    fn events_after(&self, after: u64, limit: usize) -> Result<Vec<Event>> {
        self.db().read(|conn| events::after(conn, after, limit))
    }

    fn latest_events(&self, limit: usize) -> Result<Vec<Event>> {
        self.db().read(|conn| events::latest(conn, limit))
    }

    fn newest_at(&self) -> Result<Option<Timestamp>> {
        self.db().read(events::newest_at)
    }

    fn stats(&self) -> Result<Stats> {
        self.db().read(prune::stats)
    }

    fn check(&self) -> Result<Vec<String>> {
        self.db().read(check::check)
    }
}

impl Store for SqliteStore {
    fn attempt(&self, step: &Attempt) -> Result<AttemptOutcome> {
        self.write(|tx| throttle::attempt(tx, step))
    }

    fn unlock(&self, step: &Unlock) -> Result<bool> {
        self.write(|tx| throttle::unlock(tx, step))
    }

    fn login(&self, step: &Login) -> Result<LoginOutcome> {
        self.write(|tx| sessions::login(tx, step))
    }

    fn rotate(&self, step: &Rotate) -> Result<RotateOutcome> {
        self.write(|tx| rotate::rotate(tx, step))
    }

    fn end_session(&self, step: &EndSession) -> Result<EndOutcome> {
        self.write(|tx| sessions::end_session(tx, step))
    }

    fn add_user(&self, step: &NewUser) -> Result<AddOutcome> {
        self.write(|tx| users::add(tx, step))
    }

    fn change_user(&self, step: &UserChange) -> Result<ChangeOutcome> {
        self.write(|tx| users::change(tx, step))
    }

    fn revoke_token(&self, step: &RevokeToken) -> Result<bool> {
        self.write(|tx| access::revoke_token(tx, step))
    }

    fn record_event(&self, event: &NewEvent) -> Result<u64> {
        self.write(|tx| events::record(tx, event))
    }

    fn prune(&self, step: &Prune) -> Result<Pruned> {
        // A batch touches pages all over the file. Folding them in takes longer than the batch, and is done without the
        // lock: a passive checkpoint keeps no writer waiting.
        self.set_checkpoint_pages(0)?;
        let pruned = self.write(|tx| prune::prune(tx, step));
        self.set_checkpoint_pages(CHECKPOINT_PAGES)?;
        let pruned = pruned?;
        if pruned != Pruned::default() {
            let conn = self.db.conn();
            conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())).map_err(|error| self.db.fault(error))?;
        }
        if pruned.more {
            thread::sleep(PRUNING_PAUSE);
        }
        Ok(pruned)
    }

    fn close(self: Box<Self>) -> Result<()> {
        let Database { path, patience, conn } = self.db;
        let conn = conn.into_inner().unwrap_or_else(PoisonError::into_inner);
        conn.close().map_err(|(_, error)| fault::from_sqlite(&path, error, patience))
    }
}
