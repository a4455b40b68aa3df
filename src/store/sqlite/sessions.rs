//! Sessions: opening, looking at and ending them. Exchanging their tokens is [`super::rotate`].

use rusqlite::types::{Type, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::base::{Secret, Timestamp};
use crate::store::record::{Digest, End, EndReason, EventKind, Session, SessionStatus, SessionView, User};
use crate::store::step::{
    EndOutcome, EndSession, IssuedSession, Login, LoginOutcome, NewEvent, RefreshQuery, RefreshState, SessionQuery,
};

use super::values::{Columns, damaged, int, limit};
use super::{events, throttle, users};

/// All that is kept of a session.
#[derive(Debug)]
pub struct Stored {
    pub n: i64,
    pub session: Session,
    /// Its user, as of this step.
    pub user: User,
    /// The hash of its current refresh token.
    pub hash: Digest,
    /// What a retry of its last rotation is answered with.
    pub grace: Option<Grace>,
    /// The event that the next of its kind takes the place of.
    pub last_event: Option<u64>,
}

/// What a retry of a rotation is answered with.
#[derive(Debug)]
pub struct Grace {
    pub until: Timestamp,
    pub previous: Digest,
    pub sealed: Secret,
    pub access_jti: String,
    pub access_expires_at: Timestamp,
}

impl Stored {
    /// When and why this session was ended, by itself or with everything of its user.
    pub fn end(&self) -> Option<End> {
        self.session.ended.or_else(|| self.user.end_of(self.session.version))
    }

    /// How it stands. What was ended is so even when it would have expired since.
    pub fn status(&self, now: Timestamp) -> SessionStatus {
        match self.end() {
            Some(end) => SessionStatus::Ended(end),
            None if now >= self.session.expires_at => SessionStatus::Expired,
            None if now >= self.session.idle_expires_at => SessionStatus::IdleExpired,
            None => SessionStatus::Live,
        }
    }

    /// An event of this session.
    pub fn event(&self, at: Timestamp, kind: EventKind) -> NewEvent {
        event(&self.session, at, kind)
    }
}

fn event(session: &Session, at: Timestamp, kind: EventKind) -> NewEvent {
    NewEvent {
        user: Some(session.user.clone()),
        sid: Some(session.sid.clone()),
        client: Some(session.client.clone()),
        ..NewEvent::new(at, kind)
    }
}

/// A question for whole sessions and their users, for [`read`].
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT ",
            users::user_columns!(),
            ", s.n, s.sid, s.client, s.scope, s.created_at, s.expires_at, s.idle_expires_at,
             s.version, s.generation, s.rotated_at, s.ended_at, s.ended_for, s.hash, s.last_event, s.grace_until,
             s.previous_hash, s.sealed, s.access_jti, s.access_expires_at
             FROM sessions AS s LEFT JOIN users AS u ON u.n = s.user ",
            $rest
        )
    };
}

pub fn find(conn: &Connection, sid: &str) -> rusqlite::Result<Option<Stored>> {
    conn.prepare_cached(select!("WHERE s.sid = ?1"))?.query_row([sid], read).optional()
}

pub fn get(conn: &Connection, sid: &str, now: Timestamp) -> rusqlite::Result<Option<SessionView>> {
    Ok(find(conn, sid)?.map(|stored| view(stored, now)))
}

pub fn page(conn: &Connection, query: &SessionQuery) -> rusqlite::Result<Vec<SessionView>> {
    let before: Option<i64> = match &query.after {
        None => None,
        Some(sid) => {
            let n = conn
                .prepare_cached("SELECT n FROM sessions WHERE sid = ?1")?
                .query_row([sid], |row| row.get(0))
                .optional()?;
            match n {
                Some(n) => Some(n),
                // Pruned meanwhile, and with it all that is older.
                None => return Ok(Vec::new()),
            }
        }
    };
    let (before, rows) = (before.unwrap_or(i64::MAX), limit(query.limit));
    let views = |row: &Row<'_>| read(row).map(|stored| view(stored, query.now));
    match &query.user {
        None => conn
            .prepare_cached(select!("WHERE s.n < ?1 ORDER BY s.n DESC LIMIT ?2"))?
            .query_map([before, rows], views)?
            .collect(),
        Some(name) => {
            let Some(person) = users::find(conn, name)? else { return Ok(Vec::new()) };
            conn.prepare_cached(select!("WHERE s.user = ?1 AND s.n < ?2 ORDER BY s.n DESC LIMIT ?3"))?
                .query_map([person.n, before, rows], views)?
                .collect()
        }
    }
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

pub fn login(tx: &Connection, step: &Login) -> rusqlite::Result<LoginOutcome> {
    let person =
        users::find(tx, &step.user)?.filter(|person| person.user.is_active() && person.user.version == step.version);
    let Some(person) = person else {
        let refused = NewEvent {
            user: Some(step.user.clone()),
            client: Some(step.client.clone()),
            detail: Some("the user was changed meanwhile".to_owned()),
            ..NewEvent::new(step.now, EventKind::LoginRefused)
        };
        events::record(tx, &refused)?;
        return Ok(LoginOutcome::Refused);
    };
    let expires_at = step.now.saturating_add(step.absolute);
    let session = Session {
        sid: step.sid.clone(),
        user: step.user.clone(),
        client: step.client.clone(),
        scope: step.scope.clone(),
        created_at: step.now,
        expires_at,
        idle_expires_at: step.now.saturating_add(step.idle).min(expires_at),
        version: step.version,
        generation: 0,
        rotated_at: None,
        ended: None,
    };
    tx.prepare_cached(
        "INSERT INTO sessions
         (sid, user, client, scope, created_at, expires_at, idle_expires_at, version, generation, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9)",
    )?
    .execute(params![
        session.sid,
        person.n,
        session.client,
        session.scope,
        session.created_at,
        session.expires_at,
        session.idle_expires_at,
        int(session.version)?,
        step.hash
    ])?;
    throttle::clear(tx, &step.throttle)?;
    events::record(tx, &event(&session, step.now, EventKind::Login))?;
    let access_expires_at = step.access_expires_at.min(session.expires_at);
    Ok(LoginOutcome::Opened(Box::new(IssuedSession { session, user: person.user, access_expires_at })))
}

pub fn end_session(tx: &Connection, step: &EndSession) -> rusqlite::Result<EndOutcome> {
    let Some(mut stored) = find(tx, &step.sid)? else { return Ok(EndOutcome::Unknown) };
    let status = stored.status(step.now);
    if status != SessionStatus::Live {
        return Ok(EndOutcome::AlreadyEnded(Box::new(stored.session), status));
    }
    mark_ended(tx, &mut stored, End { at: step.now, reason: step.reason })?;
    let kind = if step.reason == EndReason::Logout { EventKind::Logout } else { EventKind::Revoke };
    events::record(tx, &stored.event(step.now, kind))?;
    Ok(EndOutcome::Ended(Box::new(stored.session)))
}

/// Writes the end of a session, and wipes what a retry would have been answered with.
pub fn mark_ended(tx: &Connection, stored: &mut Stored, end: End) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE sessions SET ended_at = ?2, ended_for = ?3, grace_until = NULL, previous_hash = NULL, sealed = NULL,
         access_jti = NULL, access_expires_at = NULL WHERE n = ?1",
    )?
    .execute(params![stored.n, end.at, end.reason])?;
    stored.session.ended = Some(end);
    stored.grace = None;
    Ok(())
}

fn view(stored: Stored, now: Timestamp) -> SessionView {
    SessionView { status: stored.status(now), session: stored.session }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let mut columns = Columns::of(row);
    if row.get_ref(0)? == ValueRef::Null {
        return Err(damaged("a session of a user who is not there", Type::Null));
    }
    let user = users::person(&mut columns)?.user;
    Ok(Stored {
        n: columns.get()?,
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
    let Some(until) = columns.get()? else { return Ok(None) };
    Ok(Some(Grace {
        until,
        previous: columns.get()?,
        sealed: columns.get()?,
        access_jti: columns.get()?,
        access_expires_at: columns.get()?,
    }))
}
