//! What SQLite does with the statements of a rotation and nothing else: the measure for the store.

use std::path::Path;

use rusqlite::{Connection, params};
use tokctl::base::Timestamp;
use tokctl::base::lock::DEADLINE;
use tokctl::base::lock::LockFile;
use tokctl::store::sqlite::lock_path;

use crate::site::{self, sid};

/// A connection to a store's file, and the lock file that is taken first, if it has one.
pub struct Bare {
    conn: Connection,
    lock: Option<LockFile>,
    /// The number of sessions in the file.
    size: u64,
}

impl Bare {
    /// One that takes the store's lock first, or leaves waiting to SQLite.
    pub fn open(path: &Path, with_lock: bool, size: u64) -> Self {
        let conn = Connection::open(path).expect("the state file");
        conn.set_prepared_statement_cache_capacity(64);
        conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).expect("a log");
        conn.execute_batch("PRAGMA synchronous = FULL").expect("full sync");
        conn.busy_timeout(DEADLINE).expect("the busy timeout");
        let lock = || LockFile::open(lock_path(path)).expect("the lock file");
        Self { conn, lock: with_lock.then(lock), size }
    }

    /// Reads the session and its user; writes the event, the newest time, the count of commits and the session, and removes the event
    /// that was the session's latest; looks for sealed successors whose grace is over.
    pub fn rotate(&self, n: u64, generation: u64, now: Timestamp) {
        let held = self.lock.as_ref().map(|lock| lock.acquire(DEADLINE).expect("the lock"));
        self.transaction(n, generation, now.millis()).expect("a transaction");
        drop(held);
    }

    fn transaction(&self, n: u64, generation: u64, now: i64) -> rusqlite::Result<()> {
        let tx = &self.conn;
        tx.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        let (row, last_event, name): (i64, i64, String) = tx
            .prepare_cached(
                "SELECT s.id, s.last_event_id, u.name FROM sessions AS s LEFT JOIN users AS u ON u.id = s.user_id WHERE s.sid = ?1",
            )?
            .query_row([sid(n, self.size)], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        tx.prepare_cached(
            "INSERT INTO events (happened_at, kind, user, sid, client, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![now, "refresh", name, sid(n, self.size), "tokctl", "generation 1"])?;
        let event = tx.last_insert_rowid();
        tx.prepare_cached("UPDATE meta SET newest_at = ?1 WHERE newest_at IS NULL OR newest_at < ?1")?
            .execute([now])?;
        tx.prepare_cached("DELETE FROM events WHERE id = ?1")?.execute([last_event])?;
        tx.prepare_cached(
            "UPDATE sessions SET generation = ?2, hash = ?3, idle_expires_at = ?4, rotated_at = ?5, last_event_id = ?6,
             grace_ends_at = NULL, previous_hash = NULL, sealed = NULL, access_jti = NULL, access_expires_at = NULL WHERE id = ?1",
        )?
        .execute(params![
            row,
            generation as i64 + 1,
            site::hash(n, generation + 1).0,
            now + site::LIFETIME.as_millis() as i64,
            now,
            event
        ])?;
        let over: Vec<i64> = tx
            .prepare_cached(
                "SELECT id FROM sessions WHERE grace_ends_at IS NOT NULL AND grace_ends_at <= ?1
                 ORDER BY grace_ends_at LIMIT 2",
            )?
            .query_map([now], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        assert!(over.is_empty());
        tx.prepare_cached("UPDATE meta SET commits = commits + 1")?.execute([])?;
        tx.prepare_cached("COMMIT")?.execute([])?;
        Ok(())
    }
}
