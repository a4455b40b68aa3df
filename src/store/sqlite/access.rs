//! Revoked tokens and keys, and the question that every verification asks.

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::base::Timestamp;
use crate::store::record::{DenylistEntry, Digest, End, EventKind, Standing};
use crate::store::step::{AccessQuery, NewEvent, Revocation, RevokeKey, RevokeToken};

use super::events;
use super::values::{Columns, damaged};

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

/// What is stored about one token. One statement, so that all of it is of one moment; and of each table it reads no more than
/// the columns that matter. Without a session, the user is that of the name.
const STATE: &str = "
    SELECT d.revoked_at, d.expires_at, d.reason, (SELECT forgotten_until FROM meta), k.revoked_at, s.version, s.ended_at, s.ended_reason,
           u.name, u.version, u.version_raised_at, u.version_raised_reason, u.disabled, u.created_at, u.removed_at
    FROM (SELECT 1)
    LEFT JOIN denylist AS d ON d.key = ?1
    LEFT JOIN revoked_keys AS k ON k.kid = ?2
    LEFT JOIN sessions AS s ON s.sid = ?3
    LEFT JOIN users AS u ON u.id = coalesce(s.user_id, (SELECT id FROM users WHERE name = ?4))";

/// A row of [`STATE`].
struct Stored {
    denied: Option<DenylistEntry>,
    forgotten_until: Option<Timestamp>,
    key_revoked_at: Option<Timestamp>,
    /// The version and the end of the session.
    session: Option<(u64, Option<End>)>,
    /// The name and the standing of the user.
    user: Option<(String, Standing)>,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let mut columns = Columns::of(row);
    let (revoked_at, expires_at, reason) = (columns.get()?, columns.get()?, columns.get()?);
    let denied = match (revoked_at, expires_at, reason) {
        (Some(revoked_at), Some(expires_at), Some(reason)) => Some(DenylistEntry { revoked_at, expires_at, reason }),
        _ => None,
    };
    let forgotten_until = columns.get()?;
    let key_revoked_at = columns.get()?;
    let (version, ended) = (columns.optional_count()?, columns.end()?);
    let session = version.map(|version| (version, ended));
    let user = match columns.get()? {
        Some(name) => {
            let (version, raised, disabled) = (columns.count()?, columns.end()?, columns.get()?);
            let (created_at, removed_at) = (columns.get()?, columns.get()?);
            Some((name, Standing { version, raised, disabled, created_at, removed_at }))
        }
        None if session.is_some() => return Err(damaged("a session without its user", Type::Null)),
        None => None,
    };
    Ok(Stored { denied, forgotten_until, key_revoked_at, session, user })
}

/// Every reason why the token asked about is revoked. An entry of the denylist counts as long as it is there: a caller that
/// accepts expired tokens does not mean revoked ones.
pub fn state(conn: &Connection, query: &AccessQuery) -> rusqlite::Result<Vec<Revocation>> {
    let asked = params![query.deny_key, query.kid, query.sid, query.user];
    let stored = conn.prepare_cached(STATE)?.query_row(asked, read)?;
    let mut found = Vec::new();
    found.extend(query.denial(stored.denied, stored.forgotten_until));
    found.extend(stored.key_revoked_at.map(|at| Revocation::Key { at }));
    let is_asked = |name: &String| query.user.as_ref().is_none_or(|asked| asked == name);
    let user = stored.user.filter(|(name, _)| is_asked(name)).map(|(_, standing)| standing);
    let user = match (&query.sid, stored.session, user) {
        (None, _, user) => user,
        (Some(_), Some((version, ended)), Some(user)) => {
            found.extend(ended.or_else(|| user.end_of(version)).map(Revocation::SessionEnded));
            Some(user).filter(|_| query.user.is_some())
        }
        (Some(_), _, _) => {
            found.push(Revocation::SessionUnknown);
            None
        }
    };
    found.extend(user.into_iter().flat_map(|user| query.revocations_by(&user)));
    Ok(found)
}
