//! Users, and their versions, which only increase.

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::base::Timestamp;
use crate::base::json::{self, Duplicates, Object};
use crate::store::record::{Cursor, EventKind, User};
use crate::store::step::{AddOutcome, ChangeOutcome, NewEvent, NewUser, UserChange, UserPage};

use super::events;
use super::values::{Columns, damaged, int, limit};

/// A user or tombstone, and the number that sessions refer to.
#[derive(Debug)]
pub struct StoredUser {
    pub id: i64,
    pub user: User,
}

/// The columns of a user, in the order in which [`stored`] reads them.
macro_rules! user_columns {
    () => {
        "u.id, u.name, u.password, u.roles, u.scope, u.claims, u.version, u.version_raised_at, u.version_raised_reason, u.disabled,
         u.created_at, u.removed_at"
    };
}
pub(super) use user_columns;

/// Selects whole users, for [`read`].
macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT ", user_columns!(), " FROM users AS u ", $rest)
    };
}

/// Finds a user or tombstone by name.
pub fn find(conn: &Connection, name: &str) -> rusqlite::Result<Option<StoredUser>> {
    conn.prepare_cached(select!("WHERE name = ?1"))?.query_row([name], read).optional()
}

pub fn get(conn: &Connection, name: &str) -> rusqlite::Result<Option<User>> {
    Ok(find(conn, name)?.map(|stored| stored.user).filter(|user| user.removed_at.is_none()))
}

/// A cursor is the name of the last user read.
pub fn page(conn: &Connection, after: Option<&Cursor>, rows: usize) -> rusqlite::Result<UserPage> {
    let users: Vec<User> = conn
        .prepare_cached(select!("WHERE removed_at IS NULL AND (?1 IS NULL OR name > ?1) ORDER BY name LIMIT ?2"))?
        .query_map(params![after.map(Cursor::as_str), limit(rows)], |row| read(row).map(|stored| stored.user))?
        .collect::<rusqlite::Result<_>>()?;
    let next = users.last().filter(|_| users.len() >= rows).map(|user| Cursor::new(user.name.clone()));
    Ok(UserPage { users, next })
}

/// Users or tombstones by name, after this name.
pub fn in_order(conn: &Connection, removed: bool, after: Option<&str>, rows: usize) -> rusqlite::Result<Vec<User>> {
    conn.prepare_cached(select!(
        "WHERE (removed_at IS NOT NULL) = ?1 AND (?2 IS NULL OR name > ?2) ORDER BY name LIMIT ?3"
    ))?
    .query_map(params![removed, after, limit(rows)], |row| read(row).map(|stored| stored.user))?
    .collect()
}

pub fn insert(tx: &Connection, user: &User) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO users (name, password, roles, scope, claims, version, version_raised_at, version_raised_reason,
         disabled, created_at, removed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        user.name,
        user.password,
        roles_text(&user.roles)?,
        user.scope,
        user.claims.to_string(),
        int(user.version)?,
        user.raised.map(|raise| raise.at),
        user.raised.map(|raise| raise.reason),
        user.disabled,
        user.created_at,
        user.removed_at
    ])?;
    Ok(())
}

pub fn add(tx: &Connection, step: &NewUser, now: Timestamp) -> rusqlite::Result<AddOutcome> {
    let mut user = User {
        name: step.name.clone(),
        password: step.password.clone(),
        roles: step.roles.clone(),
        scope: step.scope.clone(),
        claims: step.claims.clone(),
        version: 0,
        raised: None,
        disabled: false,
        created_at: now,
        removed_at: None,
    };
    match find(tx, &step.name)? {
        Some(former) if former.user.removed_at.is_none() => return Ok(AddOutcome::Exists),
        // The tombstone's version was raised by the removal: nothing issued to the former user is valid for the new one.
        Some(former) => {
            (user.version, user.raised) = (former.user.version, former.user.raised);
            save(tx, &StoredUser { id: former.id, user: user.clone() })?;
        }
        None => insert(tx, &user)?,
    }
    record(tx, &user.name, EventKind::UserAdded, now, None)?;
    Ok(AddOutcome::Added(Box::new(user)))
}

pub fn change(tx: &Connection, step: &UserChange, now: Timestamp) -> rusqlite::Result<ChangeOutcome> {
    let Some(mut stored) = find(tx, &step.name)?.filter(|stored| stored.user.removed_at.is_none()) else {
        return Ok(ChangeOutcome::Unknown);
    };
    let before = stored.user.clone();
    let event = step.change.apply(&mut stored.user, now);
    if stored.user == before {
        return Ok(ChangeOutcome::Unchanged(Box::new(before)));
    }
    save(tx, &stored)?;
    if let Some((kind, detail)) = event {
        record(tx, &stored.user.name, kind, now, detail)?;
    }
    Ok(ChangeOutcome::Changed(Box::new(stored.user)))
}

fn save(tx: &Connection, StoredUser { id, user }: &StoredUser) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE users SET password = ?2, roles = ?3, scope = ?4, claims = ?5, version = ?6, version_raised_at = ?7,
         version_raised_reason = ?8, disabled = ?9, created_at = ?10, removed_at = ?11 WHERE id = ?1",
    )?
    .execute(params![
        id,
        user.password,
        roles_text(&user.roles)?,
        user.scope,
        user.claims.to_string(),
        int(user.version)?,
        user.raised.map(|raise| raise.at),
        user.raised.map(|raise| raise.reason),
        user.disabled,
        user.created_at,
        user.removed_at
    ])?;
    Ok(())
}

fn record(
    tx: &Connection,
    name: &str,
    kind: EventKind,
    now: Timestamp,
    detail: Option<String>,
) -> rusqlite::Result<()> {
    events::record(tx, now, &NewEvent { user: Some(name.to_owned()), detail, ..NewEvent::new(kind) })?;
    Ok(())
}

fn roles_text(roles: &[String]) -> rusqlite::Result<String> {
    serde_json::to_string(roles).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

fn roles(text: &str) -> rusqlite::Result<Vec<String>> {
    serde_json::from_str(text)
        .map_err(|error| damaged(format!("the roles of a user are not an array: {error}"), Type::Text))
}

fn claims(text: &str) -> rusqlite::Result<Object<'static>> {
    json::parse_object(text.as_bytes(), Duplicates::Refuse)
        .map(Object::into_owned)
        .map_err(|error| damaged(format!("the claims of a user are not an object: {error}"), Type::Text))
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredUser> {
    stored(&mut Columns::of(row))
}

/// A user from the next columns: its number, and the rest in the order of [`User`].
pub fn stored(columns: &mut Columns<'_, '_>) -> rusqlite::Result<StoredUser> {
    Ok(StoredUser {
        id: columns.get()?,
        user: User {
            name: columns.get()?,
            password: columns.get()?,
            roles: roles(&columns.get::<String>()?)?,
            scope: columns.get()?,
            claims: claims(&columns.get::<String>()?)?,
            version: columns.count()?,
            raised: columns.end()?,
            disabled: columns.get()?,
            created_at: columns.get()?,
            removed_at: columns.get()?,
        },
    })
}
