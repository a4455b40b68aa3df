//! Pruning and counting.

use std::time::Instant;

use rusqlite::{Connection, params};

use crate::base::Timestamp;
use crate::store::step::{Prune, Pruned, Stats};

use super::rotate;
use super::values::damaged;

/// Rows per statement, after which the budget is looked at: few, because each may have to be read from the disk at several
/// places.
const ROWS: i64 = 16;

/// Each finds its rows by an index, oldest first.
const SESSIONS: &str =
    "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2)";
const DENIED: &str =
    "DELETE FROM denylist WHERE key IN (SELECT key FROM denylist WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2)
     RETURNING expires_at";
const FORGOTTEN: &str = "UPDATE meta SET forgotten_until = max(coalesce(forgotten_until, ?1), ?1)";
/// A lock outlasts the last attempt's time to be forgotten only if the clock was set back; it is kept then.
const THROTTLES: &str = "DELETE FROM throttles WHERE key IN
     (SELECT key FROM throttles WHERE last_attempt_at < ?1 AND coalesce(locked_until, last_attempt_at) < ?1
      ORDER BY last_attempt_at LIMIT ?2)";
/// Numbers grow with time, so the oldest are the first. The newest stays, or its number would be given again.
const EVENTS: &str = "DELETE FROM events WHERE id IN (SELECT id FROM events ORDER BY id LIMIT ?2)
     AND happened_at < ?1 AND id < (SELECT max(id) FROM events)";

/// Goes by the step's own time: it may be earlier than the current one on purpose.
pub fn prune(tx: &Connection, step: &Prune, _: Timestamp) -> rusqlite::Result<Pruned> {
    let start = Instant::now();
    let mut more = false;
    // Once the budget is spent, the rest waits for the next batch.
    let mut remove = |batch: &dyn Fn() -> rusqlite::Result<usize>| -> rusqlite::Result<u64> {
        let mut total = 0;
        while !more {
            let rows = batch()?;
            total += rows as u64;
            // The other half is for the commit, which writes each page that was touched.
            more = start.elapsed() >= step.budget / 2;
            if rows < ROWS as usize {
                break;
            }
        }
        Ok(total)
    };
    let delete = |sql, before: Timestamp| tx.prepare_cached(sql)?.execute(params![before, ROWS]);
    let mut pruned = Pruned {
        sealed: remove(&|| rotate::wipe_sealed(tx, step.op.now, ROWS))?,
        sessions: remove(&|| delete(SESSIONS, step.sessions_before))?,
        denied: remove(&|| forget_denied(tx, step.denied_before))?,
        throttles: remove(&|| delete(THROTTLES, step.attempts_before))?,
        events: remove(&|| delete(EVENTS, step.events_before))?,
        more: false,
    };
    pruned.more = more;
    Ok(pruned)
}

/// Removes a batch of entries of the denylist, and records how far it is forgotten.
fn forget_denied(tx: &Connection, before: Timestamp) -> rusqlite::Result<usize> {
    let mut delete = tx.prepare_cached(DENIED)?;
    let ends = delete.query_map(params![before, ROWS], |row| row.get(0))?;
    let ends: Vec<Timestamp> = ends.collect::<rusqlite::Result<_>>()?;
    if let Some(last) = ends.iter().max() {
        tx.prepare_cached(FORGOTTEN)?.execute([last])?;
    }
    Ok(ends.len())
}

pub fn stats(conn: &Connection) -> rusqlite::Result<Stats> {
    let number = |sql: &str| -> rusqlite::Result<u64> {
        let n: i64 = conn.query_row(sql, [], |row| row.get(0))?;
        u64::try_from(n).map_err(|error| damaged(error, rusqlite::types::Type::Integer))
    };
    Ok(Stats {
        schema: conn.query_row("PRAGMA user_version", [], |row| row.get(0))?,
        users: number("SELECT count(*) FROM users WHERE removed_at IS NULL")?,
        sessions: number("SELECT count(*) FROM sessions")?,
        denied: number("SELECT count(*) FROM denylist")?,
        revoked_keys: number("SELECT count(*) FROM revoked_keys")?,
        throttles: number("SELECT count(*) FROM throttles")?,
        events: number("SELECT count(*) FROM events")?,
        bytes: Some(number("PRAGMA page_count")?.saturating_mul(number("PRAGMA page_size")?)),
        servers: Vec::new(),
    })
}
