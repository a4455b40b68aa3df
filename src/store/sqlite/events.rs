//! Events, written in the step that they record.

use rusqlite::{Connection, Row, params};

use crate::base::Timestamp;
use crate::store::record::{Cursor, Event};
use crate::store::step::{EventPage, NewEvent, RecordEvent};

use super::values::{Columns, int, limit};

/// Writes `event` and moves the newest time. Returns its number.
///
/// Numbers grow without SQLite's `AUTOINCREMENT`, which would cost one more page a step: pruning leaves the newest
/// event, so that no number is given twice.
pub fn record(tx: &Connection, now: Timestamp, event: &NewEvent) -> rusqlite::Result<u64> {
    tx.prepare_cached(
        "INSERT INTO events (happened_at, kind, user, sid, client, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![now, event.kind, event.user, event.sid, event.client, event.detail])?;
    let id = tx.last_insert_rowid();
    tx.prepare_cached("UPDATE meta SET newest_at = ?1 WHERE newest_at IS NULL OR newest_at < ?1")?.execute([now])?;
    u64::try_from(id).map_err(|error| super::values::damaged(error, rusqlite::types::Type::Integer))
}

pub fn record_step(tx: &Connection, step: &RecordEvent, now: Timestamp) -> rusqlite::Result<()> {
    record(tx, now, &step.event).map(drop)
}

/// Removes an event that a later one of its session replaces.
pub fn supersede(tx: &Connection, id: u64) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM events WHERE id = ?1")?.execute([int(id)?])?;
    Ok(())
}

/// Selects whole events, for [`read`].
macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT id, happened_at, kind, user, sid, client, detail FROM events ", $rest)
    };
}

/// A cursor is the number of the last event read. One that is not a number is of another store; reading from the beginning
/// leaves out nothing.
pub fn after(conn: &Connection, cursor: Option<&Cursor>, rows: usize) -> rusqlite::Result<EventPage> {
    let after: i64 = cursor.and_then(|cursor| cursor.as_str().parse().ok()).unwrap_or(0);
    let found: Vec<(i64, Event)> = conn
        .prepare_cached(select!("WHERE id > ?1 ORDER BY id LIMIT ?2"))?
        .query_map([after, limit(rows)], read)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(page(found, after))
}

pub fn latest(conn: &Connection, rows: usize) -> rusqlite::Result<EventPage> {
    let mut found: Vec<(i64, Event)> = conn
        .prepare_cached(select!("ORDER BY id DESC LIMIT ?1"))?
        .query_map([limit(rows)], read)?
        .collect::<rusqlite::Result<_>>()?;
    found.reverse();
    let newest = conn.prepare_cached("SELECT coalesce(max(id), 0) FROM events")?.query_row([], |row| row.get(0))?;
    Ok(page(found, newest))
}

fn page(found: Vec<(i64, Event)>, otherwise: i64) -> EventPage {
    let last = found.last().map_or(otherwise, |(id, _)| *id);
    EventPage { events: found.into_iter().map(|(_, event)| event).collect(), next: Cursor::new(last.to_string()) }
}

pub fn read(row: &Row<'_>) -> rusqlite::Result<(i64, Event)> {
    let mut columns = Columns::of(row);
    let id: i64 = columns.get()?;
    let event = Event {
        id: id.to_string(),
        at: columns.get()?,
        kind: columns.get()?,
        user: columns.get()?,
        sid: columns.get()?,
        client: columns.get()?,
        detail: columns.get()?,
    };
    Ok((id, event))
}
