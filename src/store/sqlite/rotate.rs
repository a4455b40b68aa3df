//! Exchanging a refresh token: rotation, retry and reuse (RFC 9700 section 4.14), all in one step.

use rusqlite::{Connection, params};

use crate::base::Timestamp;
use crate::store::record::{End, EndReason, EventKind, Session, SessionStatus};
use crate::store::step::{IssuedSession, NewEvent, Rotate, RotateOutcome};

use super::events;
use super::sessions::{self, Stored};
use super::values::int;

/// How many sealed successors of other sessions a rotation wipes on its way, once their grace is over. More than one, so
/// that no backlog is left, whatever the pace.
const WIPED_ON_THE_WAY: i64 = 2;

pub fn rotate(tx: &Connection, step: &Rotate) -> rusqlite::Result<RotateOutcome> {
    let Some(mut stored) = sessions::find(tx, &step.sid)? else { return Ok(RotateOutcome::Unknown) };
    if step.generation < stored.session.generation {
        return match retry(tx, &mut stored, step)? {
            Some(answer) => Ok(answer),
            None => reuse(tx, &mut stored, step),
        };
    }
    if step.generation > stored.session.generation || step.presented != stored.hash {
        return Ok(RotateOutcome::Unknown);
    }
    match stored.status(step.now) {
        SessionStatus::Live => exchange(tx, stored, step),
        SessionStatus::Ended(end) => Ok(RotateOutcome::Revoked(end)),
        SessionStatus::Expired => Ok(RotateOutcome::Expired { at: stored.session.expires_at }),
        SessionStatus::IdleExpired => Ok(RotateOutcome::IdleExpired { at: stored.session.idle_expires_at }),
    }
}

/// The rotation proper.
fn exchange(tx: &Connection, mut stored: Stored, step: &Rotate) -> rusqlite::Result<RotateOutcome> {
    let Session { expires_at, generation, .. } = stored.session;
    let access_expires_at = step.access_expires_at.min(expires_at);
    stored.session.generation = generation.saturating_add(1);
    stored.session.idle_expires_at = step.now.saturating_add(step.idle).min(expires_at);
    stored.session.rotated_at = Some(step.now);
    let event = replace_last_event(tx, &mut stored, step.now, EventKind::Refresh)?;
    let kept = !step.grace.is_zero();
    tx.prepare_cached(
        "UPDATE sessions SET generation = ?2, hash = ?3, idle_expires_at = ?4, rotated_at = ?5, last_event = ?6,
         grace_until = ?7, previous_hash = ?8, sealed = ?9, access_jti = ?10, access_expires_at = ?11 WHERE n = ?1",
    )?
    .execute(params![
        stored.n,
        int(stored.session.generation)?,
        step.successor,
        stored.session.idle_expires_at,
        step.now,
        int(event)?,
        kept.then(|| step.now.saturating_add(step.grace)),
        kept.then_some(step.presented),
        kept.then_some(&step.sealed),
        kept.then_some(&step.access_jti),
        kept.then_some(access_expires_at),
    ])?;
    wipe_sealed(tx, step.now, WIPED_ON_THE_WAY)?;
    Ok(RotateOutcome::Rotated(Box::new(IssuedSession {
        session: stored.session,
        user: stored.user,
        access_expires_at,
    })))
}

/// The answer to a retry, where this is one: of the token just before the current one, which has not been used, within
/// the grace both of the rotation and of the present configuration.
fn retry(tx: &Connection, stored: &mut Stored, step: &Rotate) -> rusqlite::Result<Option<RotateOutcome>> {
    let (Some(grace), Some(rotated_at)) = (stored.grace.take(), stored.session.rotated_at) else { return Ok(None) };
    let in_time = step.now < grace.until && step.now < rotated_at.saturating_add(step.grace);
    let the_last =
        step.generation.checked_add(1) == Some(stored.session.generation) && step.presented == grace.previous;
    if !in_time || !the_last || stored.status(step.now) != SessionStatus::Live {
        return Ok(None);
    }
    let event = replace_last_event(tx, stored, step.now, EventKind::Retry)?;
    tx.prepare_cached("UPDATE sessions SET last_event = ?2 WHERE n = ?1")?.execute([stored.n, int(event)?])?;
    let issued = IssuedSession {
        session: stored.session.clone(),
        user: stored.user.clone(),
        access_expires_at: grace.access_expires_at,
    };
    Ok(Some(RotateOutcome::Retried { issued: Box::new(issued), sealed: grace.sealed, access_jti: grace.access_jti }))
}

/// A rotated token is in two hands. Nobody can tell which is the thief's, so the session dies, and every further attempt
/// is told again.
fn reuse(tx: &Connection, stored: &mut Stored, step: &Rotate) -> rusqlite::Result<RotateOutcome> {
    let already_ended = stored.status(step.now) != SessionStatus::Live;
    if stored.session.ended.is_none() {
        // Where everything of the user was revoked before, that stays the reason.
        let end = stored.end().unwrap_or(End { at: step.now, reason: EndReason::Reuse });
        sessions::mark_ended(tx, stored, end)?;
    }
    let told = reuse_event(stored, step);
    let event = events::record(tx, &told)?;
    // The first reuse is kept beside the last refresh before it; of those that follow only the latest is.
    if let Some(last) = stored.last_event.filter(|_| already_ended) {
        events::supersede(tx, last)?;
    }
    let replaceable = already_ended.then(|| int(event)).transpose()?;
    tx.prepare_cached("UPDATE sessions SET last_event = ?2 WHERE n = ?1")?.execute(params![stored.n, replaceable])?;
    Ok(RotateOutcome::Reused { user: stored.session.user.clone(), already_ended })
}

fn reuse_event(stored: &Stored, step: &Rotate) -> NewEvent {
    let detail = format!("generation {} presented, {} is current", step.generation, stored.session.generation);
    NewEvent { detail: Some(detail), ..stored.event(step.now, EventKind::Reuse) }
}

/// Writes an event in the place of the session's last one, so that ten thousand rotations leave one row.
fn replace_last_event(tx: &Connection, stored: &mut Stored, now: Timestamp, kind: EventKind) -> rusqlite::Result<u64> {
    let detail = Some(format!("generation {}", stored.session.generation));
    // In this order: the number of the newest event must not be free, or it would be given again.
    let id = events::record(tx, &NewEvent { detail, ..stored.event(now, kind) })?;
    if let Some(last) = stored.last_event.replace(id) {
        events::supersede(tx, last)?;
    }
    Ok(id)
}

/// Wipes up to `rows` sealed successors whose grace is over at `now`. Answers how many.
///
/// One statement could do it, but each use of it would set up a temporary table for the rows to change. That costs more than
/// the rest of a rotation, in which there is mostly nothing to wipe.
pub fn wipe_sealed(tx: &Connection, now: Timestamp, rows: i64) -> rusqlite::Result<usize> {
    let over: Vec<i64> = tx
        .prepare_cached(
            "SELECT n FROM sessions WHERE grace_until IS NOT NULL AND grace_until <= ?1 ORDER BY grace_until LIMIT ?2",
        )?
        .query_map(params![now, rows], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for n in &over {
        tx.prepare_cached(
            "UPDATE sessions SET grace_until = NULL, previous_hash = NULL, sealed = NULL, access_jti = NULL,
             access_expires_at = NULL WHERE n = ?1",
        )?
        .execute([n])?;
    }
    Ok(over.len())
}
