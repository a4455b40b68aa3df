//! Failed logins.

use rusqlite::{Connection, OptionalExtension, params};

use crate::store::record::{EventKind, Throttle, ThrottleKey};
use crate::store::step::{Attempt, AttemptOutcome, NewEvent, Unlock};

use super::events;

pub fn get(conn: &Connection, key: &ThrottleKey) -> rusqlite::Result<Option<Throttle>> {
    conn.prepare_cached("SELECT attempts, last_attempt_at, locked_until_at FROM throttles WHERE key = ?1")?
        .query_row([key.name], |row| {
            Ok(Throttle { attempts: row.get(0)?, last_attempt_at: row.get(1)?, locked_until: row.get(2)? })
        })
        .optional()
}

/// Counts the attempt as failed, with the lock that follows, before its outcome is known: so no more attempts pass at once
/// than would one after the other.
pub fn attempt(tx: &Connection, step: &Attempt) -> rusqlite::Result<AttemptOutcome> {
    let now = step.op.now;
    let before = get(tx, &step.key)?;
    // A lock is never longer than the longest, even if the clock was set back since.
    let latest_end = now.saturating_add(step.policy.longest);
    let locked = before.and_then(|throttle| throttle.locked_until).map(|until| until.min(latest_end));
    if let (Some(until), Some(throttle)) = (locked.filter(|until| *until > now), before) {
        // Written as it was, so that the time it takes does not reveal that a name is locked.
        write(tx, &step.key, throttle)?;
        return Ok(AttemptOutcome::Locked { until });
    }
    let attempts = match before {
        Some(throttle) if now.since(throttle.last_attempt_at) < step.policy.forget => {
            throttle.attempts.saturating_add(1)
        }
        _ => 1,
    };
    let locked_until = step.policy.lock_after(attempts).map(|lock| now.saturating_add(lock));
    write(tx, &step.key, Throttle { attempts, last_attempt_at: now, locked_until })?;
    Ok(AttemptOutcome::Allowed)
}

fn write(tx: &Connection, key: &ThrottleKey, throttle: Throttle) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT OR REPLACE INTO throttles (key, attempts, last_attempt_at, locked_until_at) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![key.name, throttle.attempts, throttle.last_attempt_at, throttle.locked_until])?;
    Ok(())
}

pub fn unlock(tx: &Connection, step: &Unlock) -> rusqlite::Result<bool> {
    let had_attempts = clear(tx, &step.key)?;
    if had_attempts {
        let event = NewEvent { user: Some(step.user.clone()), ..NewEvent::new(EventKind::UserUnlocked) };
        events::record(tx, step.op.now, &event)?;
    }
    Ok(had_attempts)
}

/// Forgets the failures under `key`, and returns whether there were any.
pub fn clear(tx: &Connection, key: &ThrottleKey) -> rusqlite::Result<bool> {
    Ok(tx.prepare_cached("DELETE FROM throttles WHERE key = ?1")?.execute([key.name])? > 0)
}
