//! What the SQLite store has beyond the contract: files, locks, damage, schemas.

#[allow(dead_code)]
#[path = "support/store.rs"]
mod support;

use std::fs;
use std::path::Path;
use std::time::Duration;

use tokctl::base::lock::DEADLINE;
use tokctl::base::{Code, Timestamp};
use tokctl::store::sqlite::{SqliteStore, open_for_reading};
use tokctl::store::step::{AccessQuery, Change, Revocation, UserChange};
use tokctl::store::{Absent, Lookup, Store, StoreError};

use support::{identity, key_added, new_user, op};

const NOW: Timestamp = Timestamp::from_secs(1_750_000_000);

fn open(path: &Path) -> SqliteStore<'static> {
    SqliteStore::open(path, Absent::Create(&identity()), DEADLINE).unwrap()
}

fn open_with_alice(path: &Path) -> SqliteStore<'static> {
    let store = open(path);
    store.add_user(&new_user("alice", NOW)).unwrap();
    store
}

fn of_alice() -> AccessQuery {
    AccessQuery { user: Some("alice".to_owned()), version: Some(0), ..AccessQuery::default() }
}

#[test]
fn files_that_are_not_a_sound_state_are_refused() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.db");
    drop(open_with_alice(&path));
    let good = fs::read(&path).unwrap();
    let mut torn = good.clone();
    torn[4096..].fill(0xa5);
    let foreign = directory.path().join("foreign.db");
    rusqlite::Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE a (x)").unwrap();
    let cases: [(&str, Vec<u8>); 6] = [
        ("empty", Vec::new()),
        ("garbage", b"these are not the bytes you are looking for".repeat(200)),
        ("a byte", vec![0]),
        ("truncated", good[..5000].to_vec()),
        ("torn", torn),
        ("foreign", fs::read(&foreign).unwrap()),
    ];
    for (name, bytes) in cases {
        fs::write(&path, &bytes).unwrap();
        let owner = identity();
        for absent in [Absent::Create(&owner), Absent::Refuse] {
            let written = SqliteStore::open(&path, absent, DEADLINE).and_then(|store| store.user("alice"));
            assert_corrupt(name, written);
        }
        assert_corrupt(name, open_for_reading(&path, DEADLINE).and_then(|store| store.access_state(&of_alice())));
        assert_eq!(fs::read(&path).unwrap(), bytes, "{name} was touched");
    }
    fs::write(&path, &good).unwrap();
    assert!(open(&path).user("alice").unwrap().is_some());
}

#[track_caller]
fn assert_corrupt<T: std::fmt::Debug>(name: &str, outcome: Result<T, StoreError>) {
    let error = outcome.expect_err(name);
    assert!(matches!(error, StoreError::Corrupt { .. }), "{name}: {error:?}");
    assert_eq!(error.code(), Code::Store);
    assert!(error.hint().is_some());
}

#[test]
fn leaves_a_newer_schema_alone() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.db");
    drop(open_with_alice(&path));
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let before = fs::read(&path).unwrap();
    let error = SqliteStore::open(&path, Absent::Create(&identity()), DEADLINE).unwrap_err();
    assert!(matches!(error, StoreError::NewerSchema { found: 99, .. }), "{error}");
    let error = open_for_reading(&path, DEADLINE).unwrap_err();
    assert!(matches!(error, StoreError::NewerSchema { found: 99, .. }), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn distinguishes_a_missing_file_from_an_empty_state() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.db");
    let error = open_for_reading(&path, DEADLINE).unwrap_err();
    assert!(matches!(error, StoreError::Absent { .. }), "{error}");
    let error = SqliteStore::open(&path, Absent::Refuse, DEADLINE).unwrap_err();
    assert!(matches!(error, StoreError::Absent { .. }), "{error}");
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0, "nothing is made by asking");
    // A log whose file is gone does not start a new state.
    fs::write(directory.path().join("state.db-wal"), "log").unwrap();
    assert_corrupt("log alone", SqliteStore::open(&path, Absent::Create(&identity()), DEADLINE));
    let nowhere = directory.path().join("no/such/directory/state.db");
    assert_eq!(SqliteStore::open(&nowhere, Absent::Create(&identity()), DEADLINE).unwrap_err().code(), Code::Io);
}

#[test]
fn a_creation_cut_short_leaves_nothing_in_the_way() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.db");
    for leftover in ["state.db.new", "state.db.new-wal", "state.db.new-shm"] {
        fs::write(directory.path().join(leftover), "half").unwrap();
    }
    drop(open_with_alice(&path));
    assert!(open(&path).user("alice").unwrap().is_some());
    assert!(!directory.path().join("state.db.new").exists());
}

#[cfg(unix)]
#[test]
fn files_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempfile::tempdir().unwrap();
    let store = open_with_alice(&directory.path().join("state.db"));
    let mut names = Vec::new();
    for entry in fs::read_dir(directory.path()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{:?}", entry.path());
        names.push(entry.file_name().into_string().unwrap());
    }
    names.sort();
    assert_eq!(names, ["state.db", "state.db-lock", "state.db-shm", "state.db-wal"]);
    Box::new(store).close().unwrap();
    assert!(!directory.path().join("state.db-wal").exists(), "closing folds the log into the file");
}

#[test]
fn a_held_lock_times_out_writers_and_never_blocks_readers() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.db");
    drop(open_with_alice(&path));
    let stopped = fs::File::options().write(true).open(directory.path().join("state.db-lock")).unwrap();
    stopped.lock().unwrap();
    let store = SqliteStore::open(&path, Absent::Refuse, Duration::from_millis(50)).unwrap();
    let error = store.record_event(&key_added(NOW)).unwrap_err();
    assert!(matches!(&error, StoreError::Locked(fault) if fault.message.contains("state.db-lock ")), "{error}");
    assert_eq!(error.code(), Code::Locked);
    assert!(store.user("alice").unwrap().is_some());
    assert!(open_for_reading(&path, DEADLINE).unwrap().user("alice").unwrap().is_some());
    stopped.unlock().unwrap();
    store.record_event(&key_added(NOW)).unwrap();
}

#[test]
fn a_reader_sees_what_was_written_since_and_writes_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.db");
    let store = open_with_alice(&path);
    let reader = open_for_reading(&path, DEADLINE).unwrap();
    assert!(reader.access_state(&of_alice()).unwrap().is_empty());
    store.change_user(&UserChange { op: op(NOW), name: "alice".to_owned(), change: Change::Revoke }).unwrap();
    assert_eq!(reader.access_state(&of_alice()).unwrap(), [Revocation::VersionTooOld { token: 0, current: 1 }]);
}

#[test]
fn a_log_left_by_a_killed_process_is_read() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.db");
    drop(open(&path));
    let store = open_with_alice(&path);
    // What a kill leaves is what is on the disk while the store is open.
    let copy = directory.path().join("copy.db");
    fs::copy(&path, &copy).unwrap();
    fs::copy(directory.path().join("state.db-wal"), directory.path().join("copy.db-wal")).unwrap();
    drop(store);
    assert!(open_for_reading(&copy, DEADLINE).unwrap().user("alice").unwrap().is_some());
    assert!(open(&copy).user("alice").unwrap().is_some());
    assert_eq!(open(&copy).check().unwrap(), [""; 0]);
}
