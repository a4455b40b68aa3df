//! Failed logins.

use rusqlite::{Connection, OptionalExtension, params};

use crate::store::record::{Digest, EventKind, Throttle};
use crate::store::step::{Attempt, AttemptOutcome, NewEvent, Unlock};

use super::events;

pub fn get(conn: &Connection, key: &Digest) -> rusqlite::Result<Option<Throttle>> {
    conn.prepare_cached("SELECT attempts, last, locked_until FROM throttle WHERE key = ?1")?
        .query_row([key], |row| Ok(Throttle { attempts: row.get(0)?, last: row.get(1)?, locked_until: row.get(2)? }))
        .optional()
}

/// Counts the attempt as failed, with the lock that follows, before anybody knows its outcome: so that of many at once
/// no more pass than of as many in a row.
pub fn attempt(tx: &Connection, step: &Attempt) -> rusqlite::Result<AttemptOutcome> {
    let before = get(tx, &step.key)?;
    // A lock is never longer than the longest, even if the clock was set back since.
    let latest_end = step.now.saturating_add(step.policy.longest);
    let locked = before.and_then(|throttle| throttle.locked_until).map(|until| until.min(latest_end));
    if let (Some(until), Some(throttle)) = (locked.filter(|until| *until > step.now), before) {
        // Written as it was: nobody can tell from the time it takes that a name is locked.
        write(tx, &step.key, throttle)?;
        return Ok(AttemptOutcome::Locked { until });
    }
    let counted = match before {
        Some(throttle) if step.now.since(throttle.last) < step.policy.forget => throttle.attempts.saturating_add(1),
        _ => 1,
    };
    let locked_until = step.policy.lock_after(counted).map(|lock| step.now.saturating_add(lock));
    write(tx, &step.key, Throttle { attempts: counted, last: step.now, locked_until })?;
    Ok(AttemptOutcome::Allowed)
}

fn write(tx: &Connection, key: &Digest, throttle: Throttle) -> rusqlite::Result<()> {
    tx.prepare_cached("INSERT OR REPLACE INTO throttle (key, attempts, last, locked_until) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![key, throttle.attempts, throttle.last, throttle.locked_until])?;
    Ok(())
}

pub fn unlock(tx: &Connection, step: &Unlock) -> rusqlite::Result<bool> {
    let was = clear(tx, &step.key)?;
    if was {
        let told = NewEvent { user: Some(step.user.clone()), ..NewEvent::new(step.now, EventKind::UserUnlocked) };
        events::record(tx, &told)?;
    }
    Ok(was)
}

/// Forgets what failed under `key`, and says whether anything had.
pub fn clear(tx: &Connection, key: &Digest) -> rusqlite::Result<bool> {
    Ok(tx.prepare_cached("DELETE FROM throttle WHERE key = ?1")?.execute([key])? > 0)
}
