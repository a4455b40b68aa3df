//! Failed logins.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, params};

use crate::base::Timestamp;
use crate::store::record::{EventKind, Throttle, ThrottleKey};
use crate::store::step::{Attempt, AttemptOutcome, NewEvent, RefuseLogin, Unlock};

use super::events;

pub fn get(conn: &Connection, key: &ThrottleKey) -> rusqlite::Result<Option<Throttle>> {
    conn.prepare_cached("SELECT attempts, pending, last_attempt_at, locked_until FROM throttles WHERE key = ?1")?
        .query_row([key.name], |row| {
            Ok(Throttle {
                attempts: row.get(0)?,
                pending: row.get(1)?,
                last_attempt_at: row.get(2)?,
                locked_until: row.get(3)?,
            })
        })
        .optional()
}

/// Counts the attempt as failed, with the lock that follows, before its outcome is known: so no more attempts pass at once
/// than would one after the other.
pub fn attempt(tx: &Connection, step: &Attempt, now: Timestamp) -> rusqlite::Result<AttemptOutcome> {
    let before = get(tx, &step.key)?;
    if let Some(throttle) = before
        && let Some(until) = throttle.lock_at(now)
    {
        // Written as it was, so that the time it takes does not reveal that a name is locked.
        write(tx, &step.key, throttle)?;
        // A lock is never longer than the longest, even if the settings were changed since.
        return Ok(AttemptOutcome::Locked { until: until.min(now.saturating_add(step.policy.longest)) });
    }
    let age = before.map_or(Duration::MAX, |throttle| now.since(throttle.last_attempt_at));
    let attempts =
        before.filter(|_| age < step.policy.forget).map_or(0, |throttle| throttle.attempts).saturating_add(1);
    let pending = before.filter(|_| age < step.policy.pending).map_or(0, |throttle| throttle.pending).saturating_add(1);
    let locked_until = step.policy.lock_after(attempts).map(|lock| now.saturating_add(lock));
    write(tx, &step.key, Throttle { attempts, pending: pending.min(attempts), last_attempt_at: now, locked_until })?;
    Ok(AttemptOutcome::Allowed)
}

pub fn write(tx: &Connection, key: &ThrottleKey, throttle: Throttle) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT OR REPLACE INTO throttles (key, partition, attempts, pending, last_attempt_at, locked_until)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        key.name,
        key.partition.number(),
        throttle.attempts,
        throttle.pending,
        throttle.last_attempt_at,
        throttle.locked_until
    ])?;
    Ok(())
}

pub fn refuse(tx: &Connection, step: &RefuseLogin, now: Timestamp) -> rusqlite::Result<()> {
    settle(tx, &step.key, step.was_allowed)?;
    events::record(tx, now, &step.event).map(drop)
}

/// Ends a pending attempt, if `was_allowed`. The row is written in any case, so that the time does not differ.
pub fn settle(tx: &Connection, key: &ThrottleKey, was_allowed: bool) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE throttles SET pending = max(pending - ?2, 0) WHERE key = ?1")?
        .execute(params![key.name, was_allowed])?;
    Ok(())
}

pub fn unlock(tx: &Connection, step: &Unlock, now: Timestamp) -> rusqlite::Result<bool> {
    let had_attempts = clear(tx, &step.key)?;
    if had_attempts {
        let event = NewEvent { user: Some(step.user.clone()), ..NewEvent::new(EventKind::UserUnlocked) };
        events::record(tx, now, &event)?;
    }
    Ok(had_attempts)
}

/// Forgets the failures under `key`, and returns whether there were any.
pub fn clear(tx: &Connection, key: &ThrottleKey) -> rusqlite::Result<bool> {
    Ok(tx.prepare_cached("DELETE FROM throttles WHERE key = ?1")?.execute([key.name])? > 0)
}
