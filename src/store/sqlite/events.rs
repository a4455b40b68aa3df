//! What happened, written with the step it tells of.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::base::Timestamp;
use crate::store::record::Event;
use crate::store::step::NewEvent;

use super::values::{Columns, int, limit};

/// Writes `event` and moves the high-water mark. Answers with its number.
///
/// Numbers grow without SQLite's `AUTOINCREMENT`, which would cost one more page a step: pruning leaves the newest
/// event, so that no number is given twice.
pub fn record(tx: &Connection, event: &NewEvent) -> rusqlite::Result<u64> {
    tx.prepare_cached("INSERT INTO events (at, kind, user, sid, client, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
        .execute(params![event.at, event.kind, event.user, event.sid, event.client, event.detail])?;
    let id = tx.last_insert_rowid();
    tx.prepare_cached("UPDATE meta SET newest_at = ?1 WHERE newest_at IS NULL OR newest_at < ?1")?
        .execute([event.at])?;
    u64::try_from(id).map_err(|error| super::values::damaged(error, rusqlite::types::Type::Integer))
}

/// Removes an event that a later one of its session stands for.
pub fn supersede(tx: &Connection, id: u64) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM events WHERE id = ?1")?.execute([int(id)?])?;
    Ok(())
}

/// A question for whole events, for [`read`].
macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT id, at, kind, user, sid, client, detail FROM events ", $rest)
    };
}

pub fn after(conn: &Connection, id: u64, rows: usize) -> rusqlite::Result<Vec<Event>> {
    // A number that SQLite cannot hold is beyond all that were given.
    let Ok(id) = int(id) else { return Ok(Vec::new()) };
    conn.prepare_cached(select!("WHERE id > ?1 ORDER BY id LIMIT ?2"))?.query_map([id, limit(rows)], read)?.collect()
}

pub fn latest(conn: &Connection, rows: usize) -> rusqlite::Result<Vec<Event>> {
    let mut events: Vec<Event> = conn
        .prepare_cached(select!("ORDER BY id DESC LIMIT ?1"))?
        .query_map([limit(rows)], read)?
        .collect::<rusqlite::Result<_>>()?;
    events.reverse();
    Ok(events)
}

pub fn newest_at(conn: &Connection) -> rusqlite::Result<Option<Timestamp>> {
    conn.prepare_cached("SELECT newest_at FROM meta")?.query_row([], |row| row.get(0)).optional().map(Option::flatten)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Event> {
    let mut columns = Columns::of(row);
    Ok(Event {
        id: columns.count()?,
        at: columns.get()?,
        kind: columns.get()?,
        user: columns.get()?,
        sid: columns.get()?,
        client: columns.get()?,
        detail: columns.get()?,
    })
}
