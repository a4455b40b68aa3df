//! Opening, reading and ending sessions. Rotating their tokens is [`super::rotate`].

use rusqlite::types::{Type, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::base::Timestamp;
use crate::store::record::{Cursor, Digest, End, EndReason, EventKind, Session, SessionStatus, SessionView, User};
use crate::store::step::{
    EndOutcome, EndSession, Grace, IssuedSession, Login, LoginOutcome, NewEvent, RefreshQuery, RefreshState,
    SessionPage, SessionQuery,
};

use super::values::{Columns, damaged, int, limit};
use super::{events, throttle, users};

/// All that is stored of a session.
#[derive(Debug)]
pub struct StoredSession {
    pub id: i64,
    pub session: Session,
    /// Its user, as of this step.
    pub user: User,
    /// The hash of its current refresh token.
    pub hash: Digest,
    /// What a retry of its last rotation gets.
    pub grace: Option<Grace>,
    /// The event that the next of its kind replaces.
    pub last_event: Option<u64>,
}

impl StoredSession {
    pub fn end(&self) -> Option<End> {
        self.session.end(&self.user)
    }

    pub fn status(&self, now: Timestamp) -> SessionStatus {
        self.session.status(&self.user, now)
    }

    /// An event of this session.
    pub fn event(&self, kind: EventKind) -> NewEvent {
        event(&self.session, kind)
    }
}

fn event(session: &Session, kind: EventKind) -> NewEvent {
    NewEvent {
        user: Some(session.user.clone()),
        sid: Some(session.sid.clone()),
        client: Some(session.client.clone()),
        ..NewEvent::new(kind)
    }
}

/// Selects whole sessions and their users, for [`read`].
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT ",
            users::user_columns!(),
            ", s.id, s.sid, s.client, s.scope, s.created_at, s.expires_at, s.idle_expires_at,
             s.version, s.generation, s.rotated_at, s.ended_at, s.ended_reason, s.hash, s.last_event_id,
             s.grace_ends_at, s.previous_hash, s.sealed, s.access_jti, s.access_expires_at
             FROM sessions AS s LEFT JOIN users AS u ON u.id = s.user_id ",
            $rest
        )
    };
}

pub fn find(conn: &Connection, sid: &str) -> rusqlite::Result<Option<StoredSession>> {
    conn.prepare_cached(select!("WHERE s.sid = ?1"))?.query_row([sid], read).optional()
}

pub fn get(conn: &Connection, sid: &str, now: Timestamp) -> rusqlite::Result<Option<SessionView>> {
    Ok(find(conn, sid)?.map(|stored| view(stored, now)))
}

/// The session `sid`, if it is of the user `name`.
pub fn find_of(conn: &Connection, sid: &str, name: &str) -> rusqlite::Result<Option<StoredSession>> {
    Ok(find(conn, sid)?.filter(|stored| stored.user.name == name))
}

/// A cursor is the number of the last session read. One that is not a number is of another store, and starts over.
pub fn page(conn: &Connection, query: &SessionQuery) -> rusqlite::Result<SessionPage> {
    let before: i64 = query.after.as_ref().and_then(|cursor| cursor.as_str().parse().ok()).unwrap_or(i64::MAX);
    let rows = limit(query.limit);
    let found: Vec<StoredSession> = match &query.user {
        None => conn
            .prepare_cached(select!("WHERE s.id < ?1 ORDER BY s.id DESC LIMIT ?2"))?
            .query_map([before, rows], read)?
            .collect::<rusqlite::Result<_>>()?,
        Some(name) => match users::find(conn, name)? {
            None => Vec::new(),
            Some(user) => conn
                .prepare_cached(select!("WHERE s.user_id = ?1 AND s.id < ?2 ORDER BY s.id DESC LIMIT ?3"))?
                .query_map([user.id, before, rows], read)?
                .collect::<rusqlite::Result<_>>()?,
        },
    };
    let last = found.last().filter(|_| found.len() >= query.limit);
    let next = last.map(|stored| Cursor::new(stored.id.to_string()));
    Ok(SessionPage { sessions: found.into_iter().map(|stored| view(stored, query.now)).collect(), next })
}

/// Sessions in the order of their numbers, after the one with this number.
pub fn in_order(conn: &Connection, after: i64, rows: usize) -> rusqlite::Result<Vec<StoredSession>> {
    conn.prepare_cached(select!("WHERE s.id > ?1 ORDER BY s.id LIMIT ?2"))?
        .query_map([after, limit(rows)], read)?
        .collect()
}

pub fn refresh_state(conn: &Connection, query: &RefreshQuery) -> rusqlite::Result<RefreshState> {
    let Some(stored) = find(conn, &query.sid)? else { return Ok(RefreshState::Unknown) };
    let status = stored.status(query.now);
    let current = stored.session.generation;
    Ok(if query.generation < current {
        RefreshState::Rotated(Box::new(stored.session), status)
    } else if query.generation == current && query.presented == stored.hash {
        RefreshState::Current(Box::new(stored.session), status)
    } else {
        RefreshState::Unknown
    })
}

pub fn login(tx: &Connection, step: &Login, now: Timestamp) -> rusqlite::Result<LoginOutcome> {
    let user =
        users::find(tx, &step.user)?.filter(|stored| stored.user.is_active() && stored.user.version == step.version);
    let Some(user) = user else {
        let refused = NewEvent {
            user: Some(step.user.clone()),
            client: Some(step.client.clone()),
            detail: Some("the user has changed in the meantime".to_owned()),
            ..NewEvent::new(EventKind::LoginRefused)
        };
        throttle::settle(tx, &step.throttle, true)?;
        events::record(tx, now, &refused)?;
        return Ok(LoginOutcome::Refused);
    };
    let expires_at = now.saturating_add(step.absolute);
    let session = Session {
        sid: step.sid.clone(),
        user: step.user.clone(),
        client: step.client.clone(),
        scope: step.scope.clone(),
        created_at: now,
        expires_at,
        idle_expires_at: now.saturating_add(step.idle).min(expires_at),
        version: step.version,
        generation: 0,
        rotated_at: None,
        ended: None,
    };
    tx.prepare_cached(
        "INSERT INTO sessions
         (sid, user_id, client, scope, created_at, expires_at, idle_expires_at, version, generation, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9)",
    )?
    .execute(params![
        session.sid,
        user.id,
        session.client,
        session.scope,
        session.created_at,
        session.expires_at,
        session.idle_expires_at,
        int(session.version)?,
        step.hash
    ])?;
    throttle::clear(tx, &step.throttle)?;
    events::record(tx, now, &event(&session, EventKind::Login))?;
    let access_expires_at = session.access_end(now, step.access_ttl);
    Ok(LoginOutcome::Opened(Box::new(IssuedSession { session, user: user.user, access_expires_at })))
}

pub fn end_session(tx: &Connection, step: &EndSession, now: Timestamp) -> rusqlite::Result<EndOutcome> {
    let Some(mut stored) = find_of(tx, &step.sid, &step.user)? else { return Ok(EndOutcome::Unknown) };
    let status = stored.status(now);
    if status != SessionStatus::Live {
        return Ok(EndOutcome::AlreadyEnded(Box::new(stored.session), status));
    }
    mark_ended(tx, &mut stored, End { at: now, reason: step.reason })?;
    let kind = if step.reason == EndReason::Logout { EventKind::Logout } else { EventKind::Revoke };
    events::record(tx, now, &stored.event(kind))?;
    Ok(EndOutcome::Ended(Box::new(stored.session)))
}

/// Writes the end of a session, and wipes what a retry would have got.
pub fn mark_ended(tx: &Connection, stored: &mut StoredSession, end: End) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE sessions SET ended_at = ?2, ended_reason = ?3, grace_ends_at = NULL, previous_hash = NULL, sealed = NULL,
         access_jti = NULL, access_expires_at = NULL WHERE id = ?1",
    )?
    .execute(params![stored.id, end.at, end.reason])?;
    stored.session.ended = Some(end);
    stored.grace = None;
    Ok(())
}

fn view(stored: StoredSession, now: Timestamp) -> SessionView {
    SessionView { status: stored.status(now), session: stored.session }
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredSession> {
    let mut columns = Columns::of(row);
    if row.get_ref(0)? == ValueRef::Null {
        return Err(damaged("a session without its user", Type::Null));
    }
    let user = users::stored(&mut columns)?.user;
    Ok(StoredSession {
        id: columns.get()?,
        session: Session {
            sid: columns.get()?,
            user: user.name.clone(),
            client: columns.get()?,
            scope: columns.get()?,
            created_at: columns.get()?,
            expires_at: columns.get()?,
            idle_expires_at: columns.get()?,
            version: columns.count()?,
            generation: columns.count()?,
            rotated_at: columns.get()?,
            ended: columns.end()?,
        },
        user,
        hash: columns.get()?,
        last_event: columns.optional_count()?,
        grace: grace(&mut columns)?,
    })
}

fn grace(columns: &mut Columns<'_, '_>) -> rusqlite::Result<Option<Grace>> {
    let Some(ends_at) = columns.get()? else { return Ok(None) };
    Ok(Some(Grace {
        ends_at,
        previous: columns.get()?,
        sealed: columns.get()?,
        access_jti: columns.get()?,
        access_expires_at: columns.get()?,
    }))
}
