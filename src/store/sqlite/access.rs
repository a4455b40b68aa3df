//! Revoked tokens and keys, and the question that every verification asks.

use rusqlite::{Connection, OptionalExtension, params};

use crate::base::Timestamp;
use crate::store::record::{DenylistEntry, Digest, EventKind};
use crate::store::step::{AccessQuery, NewEvent, Revocation, RevokeKey, RevokeToken};

use super::{events, sessions, users};

pub fn denylist_entry(conn: &Connection, key: &Digest) -> rusqlite::Result<Option<DenylistEntry>> {
    conn.prepare_cached("SELECT revoked_at, expires_at, reason FROM denylist WHERE key = ?1")?
        .query_row([key], |row| {
            Ok(DenylistEntry { revoked_at: row.get(0)?, expires_at: row.get(1)?, reason: row.get(2)? })
        })
        .optional()
}

pub fn revoke_token(tx: &Connection, step: &RevokeToken, now: Timestamp) -> rusqlite::Result<bool> {
    let is_new = denylist_entry(tx, &step.key)?.is_none();
    tx.prepare_cached(
        "INSERT INTO denylist (key, revoked_at, expires_at, reason) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (key) DO UPDATE SET expires_at = max(expires_at, excluded.expires_at)",
    )?
    .execute(params![step.key, now, step.expires_at, step.reason])?;
    let event = NewEvent {
        user: step.user.clone(),
        sid: step.sid.clone(),
        detail: Some(step.reason.clone()),
        ..NewEvent::new(EventKind::Revoke)
    };
    events::record(tx, now, &event)?;
    Ok(is_new)
}

pub fn revoke_key(tx: &Connection, step: &RevokeKey, now: Timestamp) -> rusqlite::Result<bool> {
    let added = tx
        .prepare_cached("INSERT OR IGNORE INTO revoked_keys (kid, revoked_at, reason) VALUES (?1, ?2, ?3)")?
        .execute(params![step.kid, now, step.reason])?;
    if added > 0 {
        let event = NewEvent { detail: Some(step.kid.clone()), ..NewEvent::new(EventKind::KeyRevoked) };
        events::record(tx, now, &event)?;
    }
    Ok(added > 0)
}

fn key_revoked_at(conn: &Connection, kid: &str) -> rusqlite::Result<Option<Timestamp>> {
    conn.prepare_cached("SELECT revoked_at FROM revoked_keys WHERE kid = ?1")?
        .query_row([kid], |row| row.get(0))
        .optional()
}

/// Every reason why the token asked about is revoked. An entry of the denylist counts as long as it is there: a caller that
/// accepts expired tokens does not mean revoked ones.
pub fn state(conn: &Connection, query: &AccessQuery) -> rusqlite::Result<Vec<Revocation>> {
    let mut found = Vec::new();
    if let Some(key) = &query.deny_key {
        found.extend(denylist_entry(conn, key)?.map(Revocation::Token));
    }
    if let Some(kid) = &query.kid {
        found.extend(key_revoked_at(conn, kid)?.map(|at| Revocation::Key { at }));
    }
    let user = match (&query.sid, &query.user) {
        (Some(sid), user) => {
            let session = sessions::find(conn, sid)?;
            match session.filter(|session| user.as_ref().is_none_or(|user| session.user.name == *user)) {
                None => {
                    found.push(Revocation::SessionUnknown);
                    None
                }
                Some(session) => {
                    found.extend(session.end().map(Revocation::SessionEnded));
                    user.is_some().then_some(session.user)
                }
            }
        }
        (None, Some(user)) => users::find(conn, user)?.map(|stored| stored.user),
        (None, None) => None,
    };
    found.extend(user.into_iter().flat_map(|user| query.revocations_by(&user)));
    Ok(found)
}
