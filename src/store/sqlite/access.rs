//! What is denied, and the question that every verification asks.

use rusqlite::{Connection, OptionalExtension, params};

use crate::store::record::{DenylistEntry, Digest, EventKind};
use crate::store::step::{AccessQuery, NewEvent, Revocation, RevokeToken};

use super::{events, sessions, users};

pub fn denylist_entry(conn: &Connection, key: &Digest) -> rusqlite::Result<Option<DenylistEntry>> {
    conn.prepare_cached("SELECT at, until, reason FROM denylist WHERE key = ?1")?
        .query_row([key], |row| Ok(DenylistEntry { at: row.get(0)?, until: row.get(1)?, reason: row.get(2)? }))
        .optional()
}

pub fn revoke_token(tx: &Connection, step: &RevokeToken) -> rusqlite::Result<bool> {
    let new = denylist_entry(tx, &step.key)?.is_none();
    tx.prepare_cached(
        "INSERT INTO denylist (key, at, until, reason) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (key) DO UPDATE SET until = max(until, excluded.until)",
    )?
    .execute(params![step.key, step.now, step.until, step.reason])?;
    let told = NewEvent {
        user: step.user.clone(),
        sid: step.sid.clone(),
        detail: Some(step.reason.clone()),
        ..NewEvent::new(step.now, EventKind::Revoke)
    };
    events::record(tx, &told)?;
    Ok(new)
}

/// Every reason why the token asked about is revoked. An entry of the denylist counts as long as it is there: whoever
/// accepts expired tokens does not mean revoked ones.
pub fn state(conn: &Connection, query: &AccessQuery) -> rusqlite::Result<Vec<Revocation>> {
    let mut found = Vec::new();
    for key in &query.deny_keys {
        found.extend(denylist_entry(conn, key)?.map(Revocation::Denied));
    }
    let mut known = None;
    if let Some(sid) = &query.sid {
        match sessions::find(conn, sid)? {
            None => found.push(Revocation::SessionUnknown),
            Some(session) => {
                found.extend(session.end().map(Revocation::SessionEnded));
                known = Some(session.user);
            }
        }
    }
    let user = match &query.user {
        // The session's user was read with it, and is nearly always the one that the token names.
        Some(name) => match known.filter(|user| user.name == *name) {
            Some(user) => Some(user),
            None => users::find(conn, name)?.map(|person| person.user),
        },
        None => None,
    };
    if let Some(user) = user {
        if user.disabled {
            found.push(Revocation::UserDisabled);
        }
        match (query.version, user.raised) {
            (Some(token), _) if token < user.version => {
                found.push(Revocation::VersionTooOld { token, current: user.version });
            }
            // Times in tokens are whole seconds, rounded down. A token of the very second of the raise counts as issued
            // before it, and so does one that does not say when it was issued.
            (None, Some(raise)) if query.issued_at.is_none_or(|at| at <= raise.at) => {
                found.push(Revocation::IssuedBefore(raise));
            }
            _ => {}
        }
    }
    Ok(found)
}
