//! Rotating a refresh token: rotation, retry and reuse (RFC 9700 section 4.14), all in one step.

use rusqlite::{Connection, params};

use crate::base::Timestamp;
use crate::store::record::{End, EndReason, EventKind, Session, SessionStatus};
use crate::store::step::{IssuedSession, NewEvent, Rotate, RotateOutcome};

use super::events;
use super::sessions::{self, StoredSession};
use super::values::int;

/// How many sealed successors of other sessions a rotation wipes in passing, once their grace is over. More than one, so
/// that no backlog builds up.
const WIPED_IN_PASSING: i64 = 2;

pub fn rotate(tx: &Connection, step: &Rotate, now: Timestamp) -> rusqlite::Result<RotateOutcome> {
    let Some(mut stored) = sessions::find_of(tx, &step.sid, &step.user)? else { return Ok(RotateOutcome::Unknown) };
    let current = stored.session.generation;
    if step.generation < current {
        return match retry(tx, &mut stored, step, now)? {
            Some(outcome) => Ok(outcome),
            None => reuse(tx, &mut stored, step, now),
        };
    }
    if step.generation > current || step.presented != stored.hash {
        return ahead(tx, &mut stored, step, now);
    }
    match stored.status(now) {
        SessionStatus::Live => rotate_live(tx, stored, step, now),
        SessionStatus::Ended(end) => Ok(RotateOutcome::Revoked(end)),
        SessionStatus::Expired => Ok(RotateOutcome::Expired { at: stored.session.expires_at }),
        SessionStatus::IdleExpired => Ok(RotateOutcome::IdleExpired { at: stored.session.idle_expires_at }),
    }
}

/// The rotation proper.
fn rotate_live(
    tx: &Connection,
    mut stored: StoredSession,
    step: &Rotate,
    now: Timestamp,
) -> rusqlite::Result<RotateOutcome> {
    let access_expires_at = stored.session.access_end(now, step.access_ttl);
    let Session { expires_at, generation, .. } = stored.session;
    stored.session.generation = generation.saturating_add(1);
    stored.session.idle_expires_at = now.saturating_add(step.idle).min(expires_at);
    stored.session.rotated_at = Some(now);
    let event = replace_last_event(tx, &mut stored, now, EventKind::Refresh)?;
    let has_grace = !step.grace.is_zero();
    tx.prepare_cached(
        "UPDATE sessions SET generation = ?2, hash = ?3, idle_expires_at = ?4, rotated_at = ?5, last_event_id = ?6,
         grace_ends_at = ?7, previous_hash = ?8, sealed = ?9, access_jti = ?10, access_expires_at = ?11 WHERE id = ?1",
    )?
    .execute(params![
        stored.id,
        int(stored.session.generation)?,
        step.successor,
        stored.session.idle_expires_at,
        now,
        int(event)?,
        has_grace.then(|| now.saturating_add(step.grace)),
        has_grace.then_some(step.presented),
        has_grace.then_some(&step.sealed),
        has_grace.then_some(&step.access_jti),
        has_grace.then_some(access_expires_at),
    ])?;
    wipe_sealed(tx, now, WIPED_IN_PASSING)?;
    Ok(RotateOutcome::Rotated(Box::new(IssuedSession {
        session: stored.session,
        user: stored.user,
        access_expires_at,
    })))
}

/// The outcome of a retry, if this is one.
fn retry(
    tx: &Connection,
    stored: &mut StoredSession,
    step: &Rotate,
    now: Timestamp,
) -> rusqlite::Result<Option<RotateOutcome>> {
    let Some(grace) = stored.grace.take() else { return Ok(None) };
    if !grace.allows_retry(step, now, &stored.session, stored.status(now)) {
        return Ok(None);
    }
    let event = replace_last_event(tx, stored, now, EventKind::Retry)?;
    tx.prepare_cached("UPDATE sessions SET last_event_id = ?2 WHERE id = ?1")?.execute([stored.id, int(event)?])?;
    let issued = IssuedSession {
        session: stored.session.clone(),
        user: stored.user.clone(),
        access_expires_at: grace.access_expires_at,
    };
    Ok(Some(RotateOutcome::Retried { issued: Box::new(issued), sealed: grace.sealed, access_jti: grace.access_jti }))
}

/// Two parties have a rotated token, and one of them may be a thief, so the session ends. Every further attempt has the
/// same outcome.
fn reuse(
    tx: &Connection,
    stored: &mut StoredSession,
    step: &Rotate,
    now: Timestamp,
) -> rusqlite::Result<RotateOutcome> {
    let already_ended = end_for(tx, stored, step, now, (EndReason::Reuse, EventKind::Reuse))?;
    Ok(RotateOutcome::Reused { user: stored.session.user.clone(), already_ended })
}

/// The token was made by a rotation that the store has lost, so a token that was rotated since looks current again, or
/// another one took its generation. None of them may be used, so the session ends.
fn ahead(
    tx: &Connection,
    stored: &mut StoredSession,
    step: &Rotate,
    now: Timestamp,
) -> rusqlite::Result<RotateOutcome> {
    let already_ended = end_for(tx, stored, step, now, (EndReason::StateRestored, EventKind::StateRestored))?;
    Ok(RotateOutcome::Ahead { user: stored.session.user.clone(), already_ended })
}

/// Ends the session because of the presented token, and records it. Returns whether the session had ended before.
fn end_for(
    tx: &Connection,
    stored: &mut StoredSession,
    step: &Rotate,
    now: Timestamp,
    (reason, kind): (EndReason, EventKind),
) -> rusqlite::Result<bool> {
    let already_ended = stored.status(now) != SessionStatus::Live;
    if stored.session.ended.is_none() {
        // If its user's version was raised before, that stays the reason.
        let end = stored.end().unwrap_or(End { at: now, reason });
        sessions::mark_ended(tx, stored, end)?;
    }
    let current = stored.session.generation;
    let current = if step.generation == current { "another of it".to_owned() } else { current.to_string() };
    let detail = format!("generation {} presented, {current} is current", step.generation);
    let event = events::record(tx, now, &NewEvent { detail: Some(detail), ..stored.event(kind) })?;
    // The first such event stays beside the last refresh before it; of those that follow only the latest does.
    if let Some(last) = stored.last_event.filter(|_| already_ended) {
        events::supersede(tx, last)?;
    }
    let replaceable = already_ended.then(|| int(event)).transpose()?;
    tx.prepare_cached("UPDATE sessions SET last_event_id = ?2 WHERE id = ?1")?
        .execute(params![stored.id, replaceable])?;
    Ok(already_ended)
}

/// Replaces the last event of the session, so that ten thousand rotations leave one row.
fn replace_last_event(
    tx: &Connection,
    stored: &mut StoredSession,
    now: Timestamp,
    kind: EventKind,
) -> rusqlite::Result<u64> {
    let detail = Some(format!("generation {}", stored.session.generation));
    // In this order: the number of the newest event must not be free, or it would be given again.
    let id = events::record(tx, now, &NewEvent { detail, ..stored.event(kind) })?;
    if let Some(last) = stored.last_event.replace(id) {
        events::supersede(tx, last)?;
    }
    Ok(id)
}

/// Wipes up to `rows` sealed successors whose grace is over at `now`. Returns how many.
///
/// One statement could do it, but each use of it would set up a temporary table for the rows to change. That costs more than
/// the rest of a rotation, in which there is mostly nothing to wipe.
pub fn wipe_sealed(tx: &Connection, now: Timestamp, rows: i64) -> rusqlite::Result<usize> {
    let over: Vec<i64> = tx
        .prepare_cached(
            "SELECT id FROM sessions WHERE grace_ends_at IS NOT NULL AND grace_ends_at <= ?1
             ORDER BY grace_ends_at LIMIT ?2",
        )?
        .query_map(params![now, rows], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for id in &over {
        tx.prepare_cached(
            "UPDATE sessions SET grace_ends_at = NULL, previous_hash = NULL, sealed = NULL, access_jti = NULL,
             access_expires_at = NULL WHERE id = ?1",
        )?
        .execute([id])?;
    }
    Ok(over.len())
}
