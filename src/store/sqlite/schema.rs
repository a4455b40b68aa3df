//! The schema, and the migrations to it.

use rusqlite::{Connection, TransactionBehavior};

/// Marks a file as ours, in the field that SQLite keeps for that ("tokc").
pub const APPLICATION_ID: i64 = 0x746f_6b63;

/// `MIGRATIONS[n]` turns version `n` into version `n + 1`; version 0 is an empty file.
///
/// What has been released is never edited: a change of the schema is one more entry. Nothing has been released yet.
pub const MIGRATIONS: &[&str] = &[V1];

/// Times are milliseconds since the epoch. Sessions are found by `sid`, listed by user, pruned by `expires_at`; each of
/// those is an index, and none of them changes in a rotation. Their rows refer to users by number, which keeps the
/// indexes small. The partial index holds only sessions with a sealed successor: it is empty without a grace. `meta` has
/// one row.
const V1: &str = "
CREATE TABLE meta (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    store_id TEXT NOT NULL,
    issuer TEXT NOT NULL,
    refresh_fingerprint BLOB NOT NULL,
    sandbox_id TEXT,
    commits INTEGER NOT NULL,
    newest_at INTEGER,
    forgotten_until INTEGER,
    copy_mark TEXT,
    copy_position TEXT
) STRICT;

CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    password BLOB NOT NULL,
    roles TEXT NOT NULL,
    scope TEXT NOT NULL,
    claims TEXT NOT NULL,
    version INTEGER NOT NULL,
    version_raised_at INTEGER,
    version_raised_reason TEXT,
    disabled INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    removed_at INTEGER
) STRICT;

CREATE TABLE sessions (
    id INTEGER PRIMARY KEY,
    sid TEXT NOT NULL UNIQUE,
    user_id INTEGER NOT NULL REFERENCES users (id),
    client TEXT NOT NULL,
    scope TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    idle_expires_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    hash BLOB NOT NULL,
    rotated_at INTEGER,
    grace_ends_at INTEGER,
    previous_hash BLOB,
    sealed BLOB,
    access_jti TEXT,
    access_expires_at INTEGER,
    ended_at INTEGER,
    ended_reason TEXT,
    last_event_id INTEGER
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE INDEX sessions_by_grace ON sessions (grace_ends_at) WHERE grace_ends_at IS NOT NULL;

CREATE TABLE denylist (
    key BLOB PRIMARY KEY,
    revoked_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX denylist_by_expiry ON denylist (expires_at);

CREATE TABLE revoked_keys (
    kid TEXT PRIMARY KEY,
    revoked_at INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE throttles (
    key BLOB PRIMARY KEY,
    partition INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    pending INTEGER NOT NULL,
    last_attempt_at INTEGER NOT NULL,
    locked_until INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX throttles_by_last_attempt ON throttles (last_attempt_at);

CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    happened_at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    user TEXT,
    sid TEXT,
    client TEXT,
    detail TEXT
) STRICT;
";

/// The version that this program writes.
pub const fn newest() -> i64 {
    MIGRATIONS.len() as i64
}

/// The program and version that a file names in its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaVersion {
    /// Of this version, which is one of `steps`.
    Known(i64),
    /// Of a version beyond them.
    Newer(i64),
    /// An SQLite file of another program, or an empty one.
    Foreign,
}

/// Reads the header of a file without changing the file.
pub fn schema_version(conn: &Connection, steps: &[&str]) -> rusqlite::Result<SchemaVersion> {
    let id: i64 = conn.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let version: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    Ok(match usize::try_from(version) {
        _ if id != APPLICATION_ID => SchemaVersion::Foreign,
        Ok(known) if (1..=steps.len()).contains(&known) => SchemaVersion::Known(version),
        Ok(newer) if newer > steps.len() => SchemaVersion::Newer(version),
        _ => SchemaVersion::Foreign,
    })
}

/// Brings a file from its version to the last of `steps`, all in one transaction. The caller holds the write lock and
/// has seen that the version is known, or 0 in a file that it has just made.
pub fn migrate(conn: &mut Connection, steps: &[&str]) -> rusqlite::Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let done = usize::try_from(version).unwrap_or(steps.len());
    for step in steps.iter().skip(done) {
        tx.execute_batch(step)?;
    }
    if done < steps.len() {
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        tx.pragma_update(None, "user_version", steps.len() as i64)?;
    }
    tx.commit()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_run_once_each_and_in_order() {
        let mut conn = Connection::open_in_memory().unwrap();
        let (first, second) = ("CREATE TABLE a (x); INSERT INTO a VALUES (1)", "UPDATE a SET x = x + 1");
        migrate(&mut conn, &[first]).unwrap();
        assert_eq!(schema_version(&conn, &[first]).unwrap(), SchemaVersion::Known(1));
        for _ in 0..2 {
            migrate(&mut conn, &[first, second]).unwrap();
            let x: i64 = conn.query_row("SELECT x FROM a", [], |row| row.get(0)).unwrap();
            assert_eq!((x, schema_version(&conn, &[first, second]).unwrap()), (2, SchemaVersion::Known(2)));
        }
        assert_eq!(schema_version(&conn, &[first]).unwrap(), SchemaVersion::Newer(2));
    }

    #[test]
    fn a_failing_migration_changes_nothing() {
        let mut conn = Connection::open_in_memory().unwrap();
        let first = "CREATE TABLE a (x)";
        migrate(&mut conn, &[first]).unwrap();
        migrate(&mut conn, &[first, "CREATE TABLE b (x); CREATE TABLE a (x)"]).unwrap_err();
        assert_eq!(schema_version(&conn, &[first]).unwrap(), SchemaVersion::Known(1));
        let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).unwrap();
        assert_eq!(tables, 1);
    }

    #[test]
    fn an_empty_file_is_foreign() {
        let conn = Connection::open_in_memory().unwrap();
        assert_eq!(schema_version(&conn, MIGRATIONS).unwrap(), SchemaVersion::Foreign);
    }
}
