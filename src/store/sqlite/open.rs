//! Creating, opening and migrating the state file.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::ffi::ErrorCode;
use rusqlite::{Connection, OpenFlags};

use crate::base::lock::{self, Held, LockError, LockFile};
use crate::base::{files, percent};
use crate::store::copy_mark::CopyMark;
use crate::store::error::StoreError;
use crate::store::port::{Absent, Result};
use crate::store::record::Identity;

use super::paths::{beside, lock_path, size};
use super::schema::{self, MIGRATIONS, SchemaVersion};
use super::{SqliteStore, fault, log, meta};

/// A state file opened for steps.
#[derive(Debug)]
pub struct Writer {
    lock: LockFile,
    /// Of the file that the connection has open.
    identity: Option<(u64, u64)>,
}

impl Writer {
    /// Takes the write lock. Refuses a file that was removed or replaced since it was opened: what is written to it would be
    /// lost.
    pub fn hold(&self, path: &Path, timeout: Duration) -> Result<Held<'_>> {
        let held = hold(&self.lock, path, timeout)?;
        if self.identity != identity(path)? {
            return Err(StoreError::Replaced { path: path.to_owned() });
        }
        Ok(held)
    }
}

fn identity(path: &Path) -> Result<Option<(u64, u64)>> {
    match files::identity(path) {
        Ok(identity) => Ok(identity),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(StoreError::Replaced { path: path.to_owned() }),
        Err(error) => Err(fault::from_io(path, path, error)),
    }
}

/// Opens `path` for steps. Creates it if it is absent, and migrates it to the newest schema.
pub fn open(path: &Path, absent: Absent<'_>, timeout: Duration) -> Result<(Connection, Writer)> {
    // Checked before anything beside it is created: a wrong path leaves no lock file behind.
    let size = size(path)?;
    check_trust(path)?;
    let owner = match (size, absent) {
        (None, Absent::Refuse) => return Err(StoreError::Absent { path: path.to_owned() }),
        (None, Absent::Create(identity)) => Some((identity, None)),
        (None, Absent::Receive(identity, mark)) => Some((identity, Some(mark))),
        (Some(_), _) => None,
    };
    let lock = LockFile::open(lock_path(path)).map_err(|(lock, error)| fault::from_io(path, &lock, error))?;
    lock.check().map_err(StoreError::Untrusted)?;
    if let Some(owner) = owner {
        create(path, owner, &lock, timeout)?;
    } else {
        refuse_empty(path, size)?;
        log::refuse_damaged(path)?;
    }
    let fault = |error| fault::from_sqlite(path, error, timeout);
    let before = identity(path)?;
    let (mut conn, found) = connect(path.as_os_str(), OpenFlags::SQLITE_OPEN_READ_WRITE, timeout).map_err(fault)?;
    let writer = Writer { lock, identity: identity(path)? };
    if writer.identity != before {
        return Err(StoreError::Replaced { path: path.to_owned() });
    }
    let version = known(path, found)?;
    refuse_cut_short(path, &conn, timeout)?;
    // If the file is not writable, SQLite opens it for reading and refuses only later.
    if conn.is_readonly("main").map_err(fault)? {
        return Err(StoreError::ReadOnly { path: path.to_owned(), detail: "no permission".to_owned() });
    }
    if version < schema::newest() {
        let _held = writer.hold(path, timeout)?;
        schema::migrate(&mut conn, MIGRATIONS).map_err(fault)?;
    }
    // Both are already so, except in a copy that was not made by copying the file.
    conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).map_err(fault)?;
    conn.execute_batch("PRAGMA synchronous = FULL").map_err(fault)?;
    Ok((conn, writer))
}

/// Opens `path` for lookups.
pub fn open_for_reading(path: &Path, timeout: Duration) -> Result<Connection> {
    let size = size(path)?;
    if size.is_none() {
        return Err(StoreError::Absent { path: path.to_owned() });
    }
    check_trust(path)?;
    refuse_empty(path, size)?;
    log::refuse_damaged(path)?;
    let (conn, found) = match connect(path.as_os_str(), OpenFlags::SQLITE_OPEN_READ_ONLY, timeout) {
        Err(error) if wants_to_write(&error) && is_folded(path) => connect_immutable(path, timeout),
        Err(error) if wants_to_write(&error) => {
            let detail = format!("its log must be replayed before the file can be read ({error})");
            return Err(StoreError::ReadOnly { path: path.to_owned(), detail });
        }
        other => other,
    }
    .map_err(|error| fault::from_sqlite(path, error, timeout))?;
    let version = known(path, found)?;
    refuse_cut_short(path, &conn, timeout)?;
    if version == schema::newest() {
        return Ok(conn);
    }
    drop(conn);
    drop(SqliteStore::open(path, Absent::Refuse, timeout)?);
    connect(path.as_os_str(), OpenFlags::SQLITE_OPEN_READ_ONLY, timeout)
        .map(|(conn, _)| conn)
        .map_err(|error| fault::from_sqlite(path, error, timeout))
}

/// Refuses a database that another user can change: its file, its log and the log's index, its lock file.
fn check_trust(path: &Path) -> Result<()> {
    for suffix in ["", "-wal", "-shm", "-journal", "-lock"] {
        files::check_unopened(&beside(path, suffix)).map_err(StoreError::Untrusted)?;
    }
    files::refuse_link(&lock_path(path)).map_err(StoreError::Untrusted)
}

fn hold<'a>(lock: &'a LockFile, path: &Path, timeout: Duration) -> Result<Held<'a>> {
    lock.acquire(timeout).map_err(|error| match error {
        LockError::TimedOut => StoreError::Locked(lock::timed_out(lock.path(), timeout)),
        LockError::Io(error) => fault::from_io(path, lock.path(), error),
    })
}

/// For whom a file is created, and as the destination of which copy.
type Owner<'a> = (&'a Identity, Option<&'a CopyMark>);

/// Creates the file under another name and then renames it, so that a process killed at any time leaves either no state
/// file or a complete one.
fn create(path: &Path, owner: Owner<'_>, lock: &LockFile, timeout: Duration) -> Result<()> {
    let _held = hold(lock, path, timeout)?;
    if size(path)?.is_some() {
        return Ok(());
    }
    // A log without its file would be played into the new one. The file was taken away, which must be reported.
    let log = beside(path, "-wal");
    if size(&log)?.is_some_and(|size| size > 0) {
        let detail = format!("{} exists, but its database does not", log.display());
        return Err(StoreError::Corrupt { path: path.to_owned(), detail });
    }
    let fresh = beside(path, ".new");
    let remove_fresh =
        || ["", "-wal", "-shm", "-journal"].iter().try_for_each(|suffix| remove_if_there(&beside(&fresh, suffix)));
    remove_fresh().map_err(|error| fault::from_io(path, &fresh, error))?;
    let made = make(&fresh, owner, timeout, path).and_then(|()| {
        fs::rename(&fresh, path)
            .and_then(|()| files::sync_parent(path))
            .map_err(|error| fault::from_io(path, path, error))
    });
    if made.is_err() {
        // The first error is the one to report; what cannot be removed now is removed the next time.
        let _ = remove_fresh();
    }
    made
}

fn make(fresh: &Path, (owner, mark): Owner<'_>, timeout: Duration, path: &Path) -> Result<()> {
    files::create_new(fresh).map_err(|error| fault::from_io(path, fresh, error))?;
    let fault = |error| fault::from_sqlite(path, error, timeout);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn = Connection::open_with_flags(fresh, flags).map_err(fault)?;
    conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).map_err(fault)?;
    conn.execute_batch("PRAGMA synchronous = FULL").map_err(fault)?;
    schema::migrate(&mut conn, MIGRATIONS).map_err(fault)?;
    meta::create(&conn, owner, mark).map_err(fault)?;
    // Closing folds the log into the file, too, but not if the disk is full, and reports no error then.
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(fault)?;
    conn.close().map_err(|(_, error)| fault(error))
}

fn connect(
    name: impl AsRef<Path>,
    mode: OpenFlags,
    timeout: Duration,
) -> rusqlite::Result<(Connection, SchemaVersion)> {
    let conn = Connection::open_with_flags(name, mode | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(timeout)?;
    // Without it, SQLite prepares a statement again each time that another number is bound to its LIMIT.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    let found = schema::schema_version(&conn, MIGRATIONS)?;
    Ok((conn, found))
}

/// Opens a file in a directory that is not writable, where SQLite cannot keep the log's index, as one that never changes.
/// If a process with more rights changes it, an earlier state is read.
fn connect_immutable(path: &Path, timeout: Duration) -> rusqlite::Result<(Connection, SchemaVersion)> {
    let Some(text) = path.to_str() else { return Err(rusqlite::Error::InvalidPath(path.to_owned())) };
    let uri = format!("file:{}?immutable=1", percent::encode(text, b"/"));
    connect(uri, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI, timeout)
}

/// Whether a read failed only because SQLite may not keep the index of the log.
fn wants_to_write(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
}

/// Whether all that was ever written is in the file itself and nothing in its log.
fn is_folded(path: &Path) -> bool {
    matches!(size(&beside(path, "-wal")), Ok(None | Some(0)))
}

/// The version of a file that is ours and not too new.
fn known(path: &Path, found: SchemaVersion) -> Result<i64> {
    match found {
        SchemaVersion::Known(version) => Ok(version),
        SchemaVersion::Newer(found) => {
            Err(StoreError::NewerSchema { path: path.to_owned(), found, known: schema::newest() })
        }
        SchemaVersion::Foreign => {
            let detail = "it is a database of another program".to_owned();
            Err(StoreError::Corrupt { path: path.to_owned(), detail })
        }
    }
}

/// SQLite takes an empty file for an empty database. A store is never empty, so this one lost its content.
fn refuse_empty(path: &Path, size: Option<u64>) -> Result<()> {
    if size == Some(0) {
        return Err(StoreError::Corrupt { path: path.to_owned(), detail: "it is empty".to_owned() });
    }
    Ok(())
}

/// SQLite reads the missing end of a last page as zeros, as if nothing had ever been written there.
fn refuse_cut_short(path: &Path, conn: &Connection, timeout: Duration) -> Result<()> {
    let pragma = |name| conn.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
    let whole = pragma("page_count")
        .and_then(|pages| Ok(pages.saturating_mul(pragma("page_size")?)))
        .map_err(|error| fault::from_sqlite(path, error, timeout))?;
    // In this order: what the log holds may not be in the file yet, and a file only grows.
    if !is_folded(path) {
        return Ok(());
    }
    match size(path)? {
        Some(size) if i64::try_from(size).is_ok_and(|size| size < whole) => {
            let detail = format!("it is truncated: {size} of {whole} bytes");
            Err(StoreError::Corrupt { path: path.to_owned(), detail })
        }
        _ => Ok(()),
    }
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use rusqlite::StatementStatus;

    use super::*;
    use crate::store::record::Digest;

    /// An empty database, and the directory that it is in.
    fn database() -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("state.db");
        let identity =
            Identity { id: String::new(), issuer: String::new(), refresh_fingerprint: Digest([0; 32]), sandbox: None };
        drop(open(&path, Absent::Create(&identity), Duration::ZERO).unwrap());
        (dir, path)
    }

    #[cfg(unix)]
    #[test]
    fn a_database_that_others_may_write_is_refused() {
        use std::os::unix::fs::PermissionsExt as _;

        for suffix in ["", "-wal", "-shm", "-journal", "-lock"] {
            let (_dir, path) = database();
            let file = beside(&path, suffix);
            files::open_or_create(&file).unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(0o620)).unwrap();
            let opened = [
                open(&path, Absent::Refuse, Duration::ZERO).map(drop),
                open_for_reading(&path, Duration::ZERO).map(drop),
            ];
            for error in opened.map(Result::unwrap_err) {
                assert_eq!(error.hint(), Some(format!("run `chmod go-w {}`", file.display())), "{error}");
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_in_the_place_of_a_file_does_not_block() {
        for suffix in ["", "-wal", "-shm", "-journal", "-lock"] {
            let (_dir, path) = database();
            let file = beside(&path, suffix);
            remove_if_there(&file).unwrap();
            assert!(std::process::Command::new("mkfifo").arg(&file).status().unwrap().success());
            fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
            open(&path, Absent::Refuse, Duration::ZERO).map(drop).unwrap_err();
            open_for_reading(&path, Duration::ZERO).map(drop).unwrap_err();
        }
    }

    #[test]
    fn binding_another_value_does_not_prepare_a_statement_again() {
        let dir = tempfile::tempdir().unwrap();
        let identity =
            Identity { id: String::new(), issuer: String::new(), refresh_fingerprint: Digest([0; 32]), sandbox: None };
        let (conn, _lock) = open(&dir.path().join("state.db"), Absent::Create(&identity), Duration::ZERO).unwrap();
        let mut statement = conn.prepare("SELECT id FROM sessions ORDER BY id LIMIT ?1").unwrap();
        for limit in 1..4 {
            assert!(!statement.exists([limit]).unwrap());
        }
        assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
    }
}
