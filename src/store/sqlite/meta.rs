//! The one row of metadata of the store.

use rusqlite::types::Type;
use rusqlite::{Connection, params};

use crate::base::Timestamp;
use crate::store::copy_mark::{self, CopyMark};
use crate::store::record::{EventKind, Identity, Meta};
use crate::store::step::{AcceptRestored, NewEvent};

use super::events;
use super::values::{Columns, damaged};

pub fn create(conn: &Connection, identity: &Identity, mark: Option<&CopyMark>) -> rusqlite::Result<()> {
    conn.execute(
        "INSERT INTO meta (id, store_id, issuer, refresh_fingerprint, sandbox_id, commits, copy_mark)
         VALUES (1, ?1, ?2, ?3, ?4, 0, ?5)",
        params![
            identity.id,
            identity.issuer,
            identity.refresh_fingerprint,
            identity.sandbox,
            mark.map(CopyMark::to_json)
        ],
    )?;
    Ok(())
}

pub fn get(conn: &Connection) -> rusqlite::Result<Meta> {
    conn.prepare_cached(
        "SELECT store_id, issuer, refresh_fingerprint, sandbox_id, commits, newest_at, forgotten_until, copy_mark FROM meta",
    )?
    .query_row([], |row| {
        let mut columns = Columns::of(row);
        Ok(Meta {
            identity: Identity {
                id: columns.get()?,
                issuer: columns.get()?,
                refresh_fingerprint: columns.get()?,
                sandbox: columns.get()?,
            },
            commits: columns.count()?,
            newest_at: columns.get()?,
            forgotten_until: columns.get()?,
            copy: mark(columns.get()?)?,
        })
    })
}

/// The mark of a copy, which decides whether the store changes.
pub fn copy_mark(conn: &Connection) -> rusqlite::Result<Option<CopyMark>> {
    mark(conn.prepare_cached("SELECT copy_mark FROM meta")?.query_row([], |row| row.get(0))?)
}

fn mark(text: Option<String>) -> rusqlite::Result<Option<CopyMark>> {
    let read = |text: String| CopyMark::from_json(&text).ok_or_else(|| damaged(copy_mark::MALFORMED, Type::Text));
    text.map(read).transpose()
}

/// The store's ID and its count of commits.
pub fn count(conn: &Connection) -> rusqlite::Result<(String, u64)> {
    conn.prepare_cached("SELECT store_id, commits FROM meta")?.query_row([], |row| {
        let mut columns = Columns::of(row);
        Ok((columns.get()?, columns.count()?))
    })
}

pub fn accept_restored(tx: &Connection, step: &AcceptRestored, now: Timestamp) -> rusqlite::Result<()> {
    tx.execute("UPDATE meta SET store_id = ?1, forgotten_until = NULL", [&step.id])?;
    let event = NewEvent { detail: Some("accepted".to_owned()), ..NewEvent::new(EventKind::StateRestored) };
    events::record(tx, now, &event).map(drop)
}

/// Counts a step that changed something.
pub fn count_commit(tx: &Connection) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE meta SET commits = commits + 1")?.execute([])?;
    Ok(())
}
