//! Users, and their versions, which only go up.

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::base::{Secret, Timestamp};
use crate::store::record::{End, EndReason, EventKind, User};
use crate::store::step::{AddOutcome, Change, ChangeOutcome, NewEvent, NewUser, UserChange};

use super::events;
use super::values::{Columns, damaged, int, limit};

/// A user, or the tombstone of one, and the number that sessions refer to.
#[derive(Debug)]
pub struct Person {
    pub n: i64,
    pub user: User,
}

/// The columns of a user, in the order in which [`person`] reads them.
macro_rules! user_columns {
    () => {
        "u.n, u.name, u.password, u.roles, u.scope, u.version, u.raised_at, u.raised_for, u.disabled, u.created_at,
         u.removed_at"
    };
}
pub(super) use user_columns;

/// A question for whole users, for [`read`].
macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT ", user_columns!(), " FROM users AS u ", $rest)
    };
}

/// Finds a user or tombstone by name.
pub fn find(conn: &Connection, name: &str) -> rusqlite::Result<Option<Person>> {
    conn.prepare_cached(select!("WHERE name = ?1"))?.query_row([name], read).optional()
}

pub fn get(conn: &Connection, name: &str) -> rusqlite::Result<Option<User>> {
    Ok(find(conn, name)?.map(|person| person.user).filter(|user| user.removed_at.is_none()))
}

pub fn page(conn: &Connection, after: Option<&str>, rows: usize) -> rusqlite::Result<Vec<User>> {
    conn.prepare_cached(select!("WHERE removed_at IS NULL AND (?1 IS NULL OR name > ?1) ORDER BY name LIMIT ?2"))?
        .query_map(params![after, limit(rows)], |row| read(row).map(|person| person.user))?
        .collect()
}

pub fn add(tx: &Connection, step: &NewUser) -> rusqlite::Result<AddOutcome> {
    let mut user = User {
        name: step.name.clone(),
        password: step.password.clone(),
        roles: step.roles.clone(),
        scope: step.scope.clone(),
        version: 0,
        raised: None,
        disabled: false,
        created_at: step.now,
        removed_at: None,
    };
    match find(tx, &step.name)? {
        Some(former) if former.user.removed_at.is_none() => return Ok(AddOutcome::Exists),
        // The tombstone's version was raised by the removal: nothing issued to the former user is good for the new one.
        Some(former) => {
            (user.version, user.raised) = (former.user.version, former.user.raised);
            save(tx, &Person { n: former.n, user: user.clone() })?;
        }
        None => {
            tx.prepare_cached(
                "INSERT INTO users (name, password, roles, scope, version, disabled, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, FALSE, ?6)",
            )?
            .execute(params![
                user.name,
                user.password,
                roles_text(&user.roles)?,
                user.scope,
                int(user.version)?,
                user.created_at
            ])?;
        }
    }
    tell(tx, &user.name, EventKind::UserAdded, step.now, None)?;
    Ok(AddOutcome::Added(Box::new(user)))
}

pub fn change(tx: &Connection, step: &UserChange) -> rusqlite::Result<ChangeOutcome> {
    let Some(mut person) = find(tx, &step.name)?.filter(|person| person.user.removed_at.is_none()) else {
        return Ok(ChangeOutcome::Unknown);
    };
    let before = person.user.clone();
    let told = apply(&mut person.user, &step.change, step.now);
    if person.user == before {
        return Ok(ChangeOutcome::Unchanged(Box::new(before)));
    }
    save(tx, &person)?;
    if let Some((kind, detail)) = told {
        tell(tx, &person.user.name, kind, step.now, detail)?;
    }
    Ok(ChangeOutcome::Changed(Box::new(person.user)))
}

/// Makes the change, and says which event tells of it.
fn apply(user: &mut User, change: &Change, now: Timestamp) -> Option<(EventKind, Option<String>)> {
    let (kind, detail) = match change {
        Change::Password(hash) => {
            user.password = hash.clone();
            raise(user, EndReason::PasswordChanged, now);
            (EventKind::PasswordChanged, None)
        }
        Change::Rehash { old, new } => {
            if user.password == *old {
                user.password = new.clone();
            }
            return None;
        }
        Change::Disable => {
            if !user.disabled {
                user.disabled = true;
                raise(user, EndReason::UserDisabled, now);
            }
            (EventKind::UserDisabled, None)
        }
        Change::Enable => {
            user.disabled = false;
            (EventKind::UserEnabled, None)
        }
        Change::AddRole(role) => {
            if !user.roles.contains(role) {
                user.roles.push(role.clone());
            }
            (EventKind::RolesChanged, Some(format!("added {role}")))
        }
        Change::RemoveRole(role) => {
            user.roles.retain(|held| held != role);
            (EventKind::RolesChanged, Some(format!("removed {role}")))
        }
        Change::Roles(roles) => {
            user.roles.clone_from(roles);
            (EventKind::RolesChanged, Some(format!("now {}", roles.join(" "))))
        }
        Change::Scope(scope) => {
            user.scope.clone_from(scope);
            (EventKind::ScopeChanged, Some(format!("now {scope}")))
        }
        Change::Remove => {
            user.password = Secret::default();
            user.roles.clear();
            user.scope.clear();
            user.disabled = false;
            user.removed_at = Some(now);
            raise(user, EndReason::UserRemoved, now);
            (EventKind::UserRemoved, None)
        }
        Change::Revoke => {
            raise(user, EndReason::UserRevoked, now);
            (EventKind::Revoke, Some("everything of the user".to_owned()))
        }
    };
    Some((kind, detail))
}

/// Raises the version: whatever was issued before is dead. The moment never moves back, even if the clock does.
fn raise(user: &mut User, reason: EndReason, now: Timestamp) {
    let at = user.raised.map_or(now, |former| former.at.max(now));
    user.version = user.version.saturating_add(1);
    user.raised = Some(End { at, reason });
}

fn save(tx: &Connection, Person { n, user }: &Person) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE users SET password = ?2, roles = ?3, scope = ?4, version = ?5, raised_at = ?6, raised_for = ?7,
         disabled = ?8, created_at = ?9, removed_at = ?10 WHERE n = ?1",
    )?
    .execute(params![
        n,
        user.password,
        roles_text(&user.roles)?,
        user.scope,
        int(user.version)?,
        user.raised.map(|raise| raise.at),
        user.raised.map(|raise| raise.reason),
        user.disabled,
        user.created_at,
        user.removed_at
    ])?;
    Ok(())
}

fn tell(tx: &Connection, name: &str, kind: EventKind, at: Timestamp, detail: Option<String>) -> rusqlite::Result<()> {
    events::record(tx, &NewEvent { user: Some(name.to_owned()), detail, ..NewEvent::new(at, kind) })?;
    Ok(())
}

fn roles_text(roles: &[String]) -> rusqlite::Result<String> {
    serde_json::to_string(roles).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

fn roles(text: &str) -> rusqlite::Result<Vec<String>> {
    serde_json::from_str(text).map_err(|error| damaged(format!("the roles of a user are no list: {error}"), Type::Text))
}

fn read(row: &Row<'_>) -> rusqlite::Result<Person> {
    person(&mut Columns::of(row))
}

/// A user from the next columns: its number, and the rest in the order of [`User`].
pub fn person(columns: &mut Columns<'_, '_>) -> rusqlite::Result<Person> {
    Ok(Person {
        n: columns.get()?,
        user: User {
            name: columns.get()?,
            password: columns.get()?,
            roles: roles(&columns.get::<String>()?)?,
            scope: columns.get()?,
            version: columns.count()?,
            raised: columns.end()?,
            disabled: columns.get()?,
            created_at: columns.get()?,
            removed_at: columns.get()?,
        },
    })
}
