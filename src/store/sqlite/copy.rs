//! Copying the state: reading and writing whole records.

use std::fs;

use rusqlite::types::Type;
use rusqlite::{Connection, Row, params};

use crate::base::hex;
use crate::store::copy::{Area, EventRecord, Kept, Position, Record, RecordPage, SessionRecord, Transfer};
use crate::store::copy_mark::CopyMark;
use crate::store::error::StoreError;
use crate::store::partition::Partition;
use crate::store::port::{Lookup, Result, Store};
use crate::store::record::{Cursor, DenylistEntry, Digest, Event, Meta, Session, Throttle, ThrottleKey};

use super::paths::beside;
use super::values::{Columns, damaged, int, limit};
use super::{SqliteStore, events, fault, meta, sessions, throttle, users};

/// Records that share a transaction when they are written.
const PAGE: usize = 5000;

/// The tables with records, each after those that refer to it.
const TABLES: [&str; 6] = ["sessions", "users", "denylist", "revoked_keys", "throttles", "events"];

impl SqliteStore<'_> {
    /// [`Self::change`] of the destination of the copy that has this mark.
    fn change_copy<T>(&self, mark: &CopyMark, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        self.change(|tx, _| match meta::copy_mark(tx)? {
            Some(found) if found == *mark => work(tx).map(Ok),
            _ => Ok(Err(StoreError::CopyEnded)),
        })
    }
}

impl Transfer for SqliteStore<'_> {
    fn page(&self) -> usize {
        PAGE
    }

    fn records(&self, area: Area, after: Option<&Cursor>, rows: usize) -> Result<RecordPage> {
        self.read(|conn| {
            let found = read(conn, area, after.map(Cursor::as_str), rows)?;
            let next = found.last().filter(|_| found.len() >= rows).map(|(place, _)| Cursor::new(place));
            Ok(RecordPage { records: found.into_iter().map(|(_, record)| record).collect(), next })
        })
    }

    fn replace_mark(&self, expected: Option<&CopyMark>, mark: Option<&CopyMark>) -> Result<bool> {
        self.change(|tx, _| {
            let found = meta::copy_mark(tx)?;
            if found.as_ref() == mark {
                return Ok(Ok(true));
            }
            let is_expected = found.as_ref() == expected;
            if is_expected {
                tx.execute("UPDATE meta SET copy_mark = ?1", [mark.map(CopyMark::to_json)])?;
                // A copy of the file from before this must not be taken for the current one.
                meta::count_commit(tx)?;
            }
            Ok(Ok(is_expected))
        })
    }

    /// Every transaction is on the disk.
    fn confirm(&self, _: &CopyMark) -> Result<()> {
        Ok(())
    }

    fn final_meta(&self) -> Result<Meta> {
        self.meta()
    }

    fn position(&self, mark: &CopyMark) -> Result<Position> {
        self.change_copy(mark, |conn| {
            let text: Option<String> = conn.query_row("SELECT copy_position FROM meta", [], |row| row.get(0))?;
            let damage = || damaged("the position of a copy is malformed", Type::Text);
            text.map_or(Ok(Position::start()), |text| Position::from_json(&text).ok_or_else(damage))
        })
    }

    fn put(&self, mark: &CopyMark, records: &[Record], position: &Position, _: &Kept) -> Result<()> {
        self.change_copy(mark, |tx| {
            records.iter().try_for_each(|record| write(tx, record))?;
            tx.execute("UPDATE meta SET copy_position = ?1", [position.to_json()]).map(drop)
        })
    }

    fn clear(&self, mark: &CopyMark) -> Result<()> {
        self.change_copy(mark, |tx| {
            for table in TABLES {
                tx.execute(&format!("DELETE FROM {table}"), [])?;
            }
            tx.execute("UPDATE meta SET copy_position = NULL", []).map(drop)
        })
    }

    fn finish(&self, mark: &CopyMark, Meta { commits, newest_at, forgotten_until, .. }: &Meta) -> Result<()> {
        self.change_copy(mark, |tx| {
            tx.execute(
                "UPDATE meta SET commits = max(commits, ?1), newest_at = ?2, forgotten_until = ?3, copy_mark = NULL,
                 copy_position = NULL",
                params![int(*commits)?, newest_at, forgotten_until],
            )
            .map(drop)
        })
    }

    fn discard(self: Box<Self>, mark: &CopyMark) -> Result<()> {
        self.change_copy(mark, |_| Ok(()))?;
        let Self { path, timeout, conn, writer, .. } = *self;
        // Nothing is created in its place meanwhile.
        let _held = writer.as_ref().map(|writer| writer.hold(&path, timeout)).transpose()?;
        drop(conn);
        for suffix in ["", "-wal", "-shm"] {
            let file = beside(&path, suffix);
            match fs::remove_file(&file) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(fault::from_io(&path, &file, error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn close_copy(self: Box<Self>) -> Result<()> {
        Store::close(self)
    }
}

/// Records, each with its place in the order of its table.
fn read(conn: &Connection, area: Area, after: Option<&str>, rows: usize) -> rusqlite::Result<Vec<(String, Record)>> {
    match area {
        Area::Users | Area::RemovedUsers => {
            let users = users::in_order(conn, area == Area::RemovedUsers, after, rows)?;
            Ok(users.into_iter().map(|user| (user.name.clone(), Record::User(Box::new(user)))).collect())
        }
        Area::Sessions => {
            let found = sessions::in_order(conn, number(after), rows)?;
            let record = |stored: sessions::StoredSession| {
                let sessions::StoredSession { id, session, hash, grace, .. } = stored;
                (id.to_string(), Record::Session(Box::new(SessionRecord { session, hash, grace })))
            };
            Ok(found.into_iter().map(record).collect())
        }
        Area::RevokedTokens => conn
            .prepare_cached(
                "SELECT key, revoked_at, expires_at, reason FROM denylist WHERE key > ?1 ORDER BY key LIMIT ?2",
            )?
            .query_map(params![bytes(after), limit(rows)], revoked_token)?
            .collect(),
        Area::RevokedKeys => conn
            .prepare_cached(
                "SELECT kid, revoked_at, reason FROM revoked_keys WHERE ?1 IS NULL OR kid > ?1 ORDER BY kid LIMIT ?2",
            )?
            .query_map(params![after, limit(rows)], |row| {
                let mut columns = Columns::of(row);
                let kid: String = columns.get()?;
                Ok((kid.clone(), Record::RevokedKey { kid, at: columns.get()?, reason: columns.get()? }))
            })?
            .collect(),
        Area::FailedLogins => conn
            .prepare_cached(
                "SELECT key, partition, attempts, pending, last_attempt_at, locked_until FROM throttles WHERE key > ?1
                 ORDER BY key LIMIT ?2",
            )?
            .query_map(params![bytes(after), limit(rows)], failed_logins)?
            .collect(),
        Area::Events => conn
            .prepare_cached(
                "SELECT id, happened_at, kind, user, sid, client, detail,
                 EXISTS (SELECT 1 FROM sessions AS s WHERE s.sid = e.sid AND s.last_event_id = e.id)
                 FROM events AS e WHERE id > ?1 ORDER BY id LIMIT ?2",
            )?
            .query_map(params![number(after), limit(rows)], event)?
            .collect(),
    }
}

/// A cursor that is a number; the first number is 1.
fn number(after: Option<&str>) -> i64 {
    after.and_then(|after| after.parse().ok()).unwrap_or(0)
}

/// A cursor that is a hash.
fn bytes(after: Option<&str>) -> Vec<u8> {
    after.and_then(hex::decode).unwrap_or_default()
}

fn revoked_token(row: &Row<'_>) -> rusqlite::Result<(String, Record)> {
    let mut columns = Columns::of(row);
    let key: Digest = columns.get()?;
    let entry = DenylistEntry { revoked_at: columns.get()?, expires_at: columns.get()?, reason: columns.get()? };
    Ok((hex::encode(&key.0), Record::RevokedToken { key, entry }))
}

fn failed_logins(row: &Row<'_>) -> rusqlite::Result<(String, Record)> {
    let mut columns = Columns::of(row);
    let name: Digest = columns.get()?;
    let partition = Partition::from_number(columns.get()?);
    let partition = partition.ok_or_else(|| damaged("a partition is out of bounds", Type::Integer))?;
    let throttle = Throttle {
        attempts: columns.get()?,
        pending: columns.get()?,
        last_attempt_at: columns.get()?,
        locked_until: columns.get()?,
    };
    Ok((hex::encode(&name.0), Record::FailedLogins { key: ThrottleKey { partition, name }, throttle }))
}

fn event(row: &Row<'_>) -> rusqlite::Result<(String, Record)> {
    let (id, event) = events::read(row)?;
    let number = u64::try_from(id).map_err(|error| damaged(error, Type::Integer))?;
    let record = EventRecord { partition: None, number, event, is_replaceable: row.get(7)? };
    Ok((id.to_string(), Record::Event(Box::new(record))))
}

/// Writes a record that is not there yet.
fn write(tx: &Connection, record: &Record) -> rusqlite::Result<()> {
    match record {
        Record::User(user) => users::insert(tx, user),
        Record::Session(record) => write_session(tx, record),
        Record::RevokedToken { key, entry } => tx
            .prepare_cached("INSERT INTO denylist (key, revoked_at, expires_at, reason) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![key, entry.revoked_at, entry.expires_at, entry.reason])
            .map(drop),
        Record::RevokedKey { kid, at, reason } => tx
            .prepare_cached("INSERT INTO revoked_keys (kid, revoked_at, reason) VALUES (?1, ?2, ?3)")?
            .execute(params![kid, at, reason])
            .map(drop),
        Record::FailedLogins { key, throttle } => throttle::write(tx, key, *throttle),
        Record::Event(record) => write_event(tx, record),
    }
}

fn write_session(tx: &Connection, SessionRecord { session, hash, grace }: &SessionRecord) -> rusqlite::Result<()> {
    let Session { sid, user, client, scope, created_at, expires_at, idle_expires_at, .. } = session;
    let grace = grace.as_ref();
    tx.prepare_cached(
        "INSERT INTO sessions (sid, user_id, client, scope, created_at, expires_at, idle_expires_at, version, generation, hash,
         rotated_at, grace_ends_at, previous_hash, sealed, access_jti, access_expires_at, ended_at, ended_reason)
         VALUES (?1, (SELECT id FROM users WHERE name = ?2), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
         ?18)",
    )?
    .execute(params![
        sid,
        user,
        client,
        scope,
        created_at,
        expires_at,
        idle_expires_at,
        int(session.version)?,
        int(session.generation)?,
        hash,
        session.rotated_at,
        grace.map(|grace| grace.ends_at),
        grace.map(|grace| grace.previous),
        grace.map(|grace| &grace.sealed),
        grace.map(|grace| &grace.access_jti),
        grace.map(|grace| grace.access_expires_at),
        session.ended.map(|end| end.at),
        session.ended.map(|end| end.reason),
    ])?;
    Ok(())
}

/// An event keeps its number if it comes from a store with one sequence of numbers, so that cursors are still valid. Of other
/// stores' events the order is kept.
fn write_event(tx: &Connection, record: &EventRecord) -> rusqlite::Result<()> {
    let Event { id: _, at, kind, user, sid, client, detail } = &record.event;
    let number = record.partition.is_none().then(|| int(record.number)).transpose()?;
    tx.prepare_cached(
        "INSERT INTO events (id, happened_at, kind, user, sid, client, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![number, at, kind, user, sid, client, detail])?;
    if record.is_replaceable {
        tx.prepare_cached("UPDATE sessions SET last_event_id = ?1 WHERE sid = ?2")?
            .execute(params![tx.last_insert_rowid(), sid])?;
    }
    Ok(())
}
