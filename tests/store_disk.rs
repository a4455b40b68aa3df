//! A disk that is full and one that may not be written, for which the test runs itself again in a mount namespace.
#![cfg(target_os = "linux")]

#[path = "support/namespace.rs"]
mod namespace;

#[allow(dead_code)]
#[path = "support/store.rs"]
mod support;

use std::path::Path;

use tokctl::base::lock::DEADLINE;
use tokctl::base::{Clock, Code, SystemClock, SystemRandom, Timestamp};
use tokctl::core::Context;
use tokctl::core::state::copy::{abort, copy};
use tokctl::home::Home;
use tokctl::store::record::Digest;
use tokctl::store::sqlite::{SqliteStore, open_for_reading};
use tokctl::store::step::{AccessQuery, NewEvent, RecordEvent, Revocation, RevokeToken};
use tokctl::store::{Absent, EventKind, Location, Lookup, Partition, Store, StoreError};

use support::{identity, key_added, op};

const NOW: Timestamp = Timestamp::from_secs(1_750_000_000);

fn revoke_token(store: &SqliteStore<'_>, n: u32) -> Result<bool, StoreError> {
    let mut key = [0; 32];
    key[..4].copy_from_slice(&n.to_be_bytes());
    let reason = "x".repeat(200);
    store.revoke_token(&RevokeToken {
        key: Digest(key),
        expires_at: Timestamp::MAX,
        reason,
        op: op(NOW),
        user: None,
        sid: None,
    })
}

#[test]
fn a_full_or_read_only_disk_damages_nothing() {
    namespace::rerun(
        "inside_the_namespace",
        &[("small", "600k"), ("other", "600k"), ("tiny", "64k"), ("copy", "600k")],
        |written| {
            revoke_token(
                &SqliteStore::open(&written.join("state.db"), Absent::Create(&identity()), DEADLINE).unwrap(),
                7,
            )
            .unwrap();
        },
    );
}

#[test]
#[ignore = "run by the test above, where its directories are mounted"]
fn inside_the_namespace() {
    let Some(directory) = namespace::directory() else { return };
    let directory = Path::new(&directory);
    fills_up(&directory.join("small/state.db"));
    is_created_whole_or_not_at_all(&directory.join("other"));
    let error = SqliteStore::open(&directory.join("tiny/state.db"), Absent::Create(&identity()), DEADLINE).unwrap_err();
    assert!(matches!(error, StoreError::Full { .. }), "{error:?}");
    assert!(!directory.join("tiny/state.db").exists() && !directory.join("tiny/state.db.new").exists());
    cannot_be_written(&directory.join("readonly/state.db"));
    is_no_place_for_a_copy(directory);
}

/// However little room there is.
fn is_created_whole_or_not_at_all(disk: &Path) {
    let (path, ballast) = (disk.join("state.db"), disk.join("ballast"));
    let open = || SqliteStore::open(&path, Absent::Create(&identity()), DEADLINE);
    let mut full = 0;
    for room in (0..300).step_by(6) {
        std::fs::write(&ballast, [1; 1 << 20]).unwrap_err();
        let file = std::fs::OpenOptions::new().write(true).open(&ballast).unwrap();
        file.set_len(file.metadata().unwrap().len().saturating_sub(room * 1024)).unwrap();
        // An open file keeps its room after it is removed.
        drop(file);
        match open() {
            Ok(store) => drop(store),
            Err(error) => {
                assert!(matches!(error, StoreError::Full { .. }), "{room} KiB: {error:?}");
                let left =
                    std::fs::read_dir(disk).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
                let left: Vec<String> =
                    left.filter(|name| name.starts_with("state.db") && !name.ends_with("-lock")).collect();
                assert_eq!(left, [""; 0], "{room} KiB");
                full += 1;
            }
        }
        std::fs::remove_file(&ballast).unwrap();
        let store = open().unwrap_or_else(|error| panic!("{room} KiB: {error:?}"));
        store.record_event(&key_added(NOW)).unwrap();
        assert_eq!(store.check().unwrap(), [""; 0], "{room} KiB");
        Box::new(store).close().unwrap();
        for file in ["state.db", "state.db-wal", "state.db-shm"] {
            let _ = std::fs::remove_file(disk.join(file));
        }
    }
    assert!(full > 10 && full < 50, "{full}");
}

fn fills_up(path: &Path) {
    let ballast = path.with_file_name("ballast");
    std::fs::write(&ballast, [1; 200_000]).unwrap();
    let store = SqliteStore::open(path, Absent::Create(&identity()), DEADLINE).unwrap();
    let (denied, error) = (0..).find_map(|n| revoke_token(&store, n).err().map(|error| (n, error))).unwrap();
    assert!(matches!(error, StoreError::Full { .. }), "{error:?}");
    assert_eq!(error.code(), Code::Io);
    assert_eq!(store.stats().unwrap().denied, u64::from(denied), "what was answered is there, and nothing else");
    assert_eq!(store.stats().unwrap().events, u64::from(denied));
    assert_eq!(store.check().unwrap(), [""; 0]);
    drop(store);
    // Later commands find all of it, and can go on once there is room.
    assert_eq!(open_for_reading(path, DEADLINE).unwrap().stats().unwrap().denied, u64::from(denied));
    std::fs::remove_file(ballast).unwrap();
    let store = SqliteStore::open(path, Absent::Refuse, DEADLINE).unwrap();
    store.record_event(&key_added(NOW)).unwrap();
    assert_eq!(store.stats().unwrap().denied, u64::from(denied));
}

fn cannot_be_written(path: &Path) {
    let error = SqliteStore::open(path, Absent::Refuse, DEADLINE).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
    let error = SqliteStore::open(&path.with_file_name("new.db"), Absent::Create(&identity()), DEADLINE).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
    // Reading is possible as long as there is no log to check in.
    let mut key = [0; 32];
    key[3] = 7;
    let reader = open_for_reading(path, DEADLINE).unwrap();
    let query = AccessQuery { deny_key: Some(Digest(key)), ..AccessQuery::default() };
    assert!(matches!(reader.access_state(&query).unwrap()[..], [Revocation::Token(_)]));
}

/// A copy fails, and the source is used again once it was ended.
fn is_no_place_for_a_copy(directory: &Path) {
    let home = Home::open_or_create(&directory.join("home"), &SystemClock, &SystemRandom).unwrap().home;
    let context = Context::new(&SystemClock, &SystemRandom, Some(&home));
    let detail = "x".repeat(1000);
    let record = |store: &dyn Store| {
        let event = NewEvent { detail: Some(detail.clone()), ..NewEvent::new(EventKind::KeyAdded) };
        let (op, partition) = (op(SystemClock.now()), Partition::of_name("key"));
        Ok(store.record_event(&RecordEvent { op, partition, event })?)
    };
    context.with_store(|store| (0..1000).try_for_each(|_| record(store))).unwrap();
    let (from, to) = (Location::File(home.state_path()), Location::File(directory.join("copy/state.db")));
    let fault = copy(&context, &from, &to, &mut |_| {}).unwrap_err();
    assert!(fault.message.starts_with("no space left"), "{fault}");
    assert!(fault.hint.unwrap().contains("store copy --abort"));
    assert_eq!(context.with_store(record).unwrap_err().code, Code::Store);
    let report = abort(&context, &from, Some(&to), false).unwrap();
    assert_eq!((report.unlocked, report.removed), (true, Some(to.argument())));
    assert!(!directory.join("copy/state.db").exists());
    context.with_store(record).unwrap();
    assert_eq!(context.with_store(|store| Ok(store.stats()?.events)).unwrap(), 1001);
}
