//! Files and locks in the hands of others: another user's, and a stopped process's.
#![cfg(unix)]

#[allow(dead_code)]
#[path = "support/store.rs"]
mod support;

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokctl::base::lock::DEADLINE;
use tokctl::base::{Code, Timestamp};
use tokctl::store::sqlite::{SqliteStore, lock_path, open_for_reading};
use tokctl::store::{Absent, Lookup, Store, StoreError};

use support::{identity, key_added, new_user};

const NOW: Timestamp = Timestamp::from_secs(1_750_000_000);

/// Names the directory in the environment of the processes that the tests start.
const DIRECTORY: &str = "STORE_OTHERS_DIRECTORY";

/// The user "nobody", whatever the name.
const NOBODY: u32 = 65_534;

fn make(path: &Path) -> SqliteStore<'static> {
    let store = SqliteStore::open(path, Absent::Create(&identity()), DEADLINE).unwrap();
    store.add_user(&new_user("alice", NOW)).unwrap();
    store
}

/// This test program, to run one test of it.
fn myself(test: &str, directory: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", test, "--nocapture"]).env(DIRECTORY, directory);
    command
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn files_of_another_user_are_refused_and_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    if chown(directory.path(), Some(NOBODY), Some(NOBODY)).is_err() {
        assert!(std::env::var_os("CI").is_none(), "only root can run this test, and CI must not do without it");
        eprintln!("skipped: only root can make files of another user");
        return;
    }
    for name in ["theirs", "unreadable", "readonly", "locked", "fresh"] {
        let path = directory.path().join(name);
        fs::create_dir(&path).unwrap();
        drop(make(&path.join("state.db")));
        // The user `nobody` owns all of it, except what is changed below.
        for entry in fs::read_dir(&path).unwrap() {
            chown(entry.unwrap().path(), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        chown(&path, Some(NOBODY), Some(NOBODY)).unwrap();
    }
    let at = |name: &str, file: &str| directory.path().join(name).join(file);
    // Another user's file, which all may read.
    chown(at("theirs", "state.db"), Some(0), Some(0)).unwrap();
    set_mode(&at("theirs", "state.db"), 0o644);
    chown(at("unreadable", "state.db"), Some(0), Some(0)).unwrap();
    chown(at("locked", "state.db-lock"), Some(0), Some(0)).unwrap();
    set_mode(&at("readonly", ""), 0o500);
    fs::remove_file(at("fresh", "state.db")).unwrap();
    set_mode(&at("fresh", ""), 0o500);
    // The user `nobody` may have no access to the program itself.
    let program = directory.path().join("program");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    set_mode(&program, 0o755);
    let output = Command::new(&program)
        .args(["--ignored", "--exact", "as_another_user", "--nocapture"])
        .env(DIRECTORY, directory.path())
        .current_dir(directory.path())
        .uid(NOBODY)
        .gid(NOBODY)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
    for name in ["theirs", "unreadable", "readonly", "locked"] {
        // Root, too, refuses what another user can change, until it owns all of it.
        let error = SqliteStore::open(&at(name, "state.db"), Absent::Refuse, DEADLINE).unwrap_err();
        assert!(matches!(error, StoreError::Untrusted(_)), "{name}: {error:?}");
        assert!(error.hint().unwrap().starts_with("run `sudo chown 0 "), "{name}: {error:?}");
        for entry in fs::read_dir(at(name, "")).unwrap() {
            chown(entry.unwrap().path(), Some(0), Some(0)).unwrap();
        }
        let store = SqliteStore::open(&at(name, "state.db"), Absent::Refuse, DEADLINE).unwrap();
        assert!(store.user("alice").unwrap().is_some(), "{name}");
        assert_eq!(store.stats().unwrap().events, 1, "{name}");
    }
    assert!(!at("fresh", "state.db").exists());
}

#[test]
#[ignore = "run by the test above, as nobody"]
fn as_another_user() {
    let Some(directory) = std::env::var_os(DIRECTORY) else { return };
    let at = |name: &str| Path::new(&directory).join(name).join("state.db");
    let write = |name: &str| {
        let opened = SqliteStore::open(&at(name), Absent::Create(&identity()), DEADLINE);
        let error = opened.and_then(|store| store.record_event(&key_added(NOW))).unwrap_err();
        // One that cannot even be read is not called read-only.
        assert_eq!(matches!(error, StoreError::ReadOnly { .. }), name != "unreadable", "{name}: {error:?}");
        assert!(error.code() == Code::Io && error.hint().is_some(), "{name}: {error}");
    };
    for name in ["theirs", "unreadable", "readonly", "locked", "fresh"] {
        write(name);
    }
    let read = |name: &str| open_for_reading(&at(name), DEADLINE).and_then(|reader| reader.user("alice"));
    for name in ["theirs", "readonly", "locked"] {
        assert!(read(name).unwrap().is_some(), "{name}");
    }
    let error = read("unreadable").unwrap_err();
    assert!(error.code() == Code::Io && error.hint().is_some(), "{error:?}");
}

/// A process that is stopped in the middle of a step, by a signal.
struct Stopped(Child);

impl Stopped {
    fn start(test: &str, directory: &Path) -> Self {
        let mut child =
            myself(test, directory).stdout(Stdio::piped()).stderr(Stdio::null()).stdin(Stdio::piped()).spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        assert!(output.lines().any(|line| line.unwrap().contains("in the middle")));
        signal("-STOP", &child);
        Self(child)
    }
}

impl Drop for Stopped {
    fn drop(&mut self) {
        // This signal ends a stopped process, too.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn signal(name: &str, child: &Child) {
    assert!(Command::new("kill").args([name, &child.id().to_string()]).status().unwrap().success());
}

#[test]
#[ignore = "run by the tests below, to be stopped"]
fn stops_within_a_step() {
    let Some(directory) = std::env::var_os(DIRECTORY) else { return };
    let path = Path::new(&directory).join("state.db");
    // What a step holds between its beginning and its commit.
    let lock = fs::File::options().write(true).open(lock_path(&path)).unwrap();
    lock.lock().unwrap();
    let mut conn = rusqlite::Connection::open(&path).unwrap();
    let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
    tx.execute("DELETE FROM users", []).unwrap();
    println!("in the middle");
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

#[test]
fn a_stopped_process_blocks_no_other() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.db");
    drop(make(&path));
    let stopped = Stopped::start("stops_within_a_step", directory.path());
    let timeout = Duration::from_millis(300);
    let start = Instant::now();
    let store = SqliteStore::open(&path, Absent::Refuse, timeout).unwrap();
    let error = store.record_event(&key_added(NOW)).unwrap_err();
    assert!(start.elapsed() >= timeout);
    assert!(matches!(&error, StoreError::Locked(fault) if fault.message.contains("state.db-lock ")), "{error:?}");
    assert!(error.code() == Code::Locked && error.hint().is_some());
    // Readers see what was there before the step, and do not wait.
    assert!(store.user("alice").unwrap().is_some());
    assert!(open_for_reading(&path, Duration::ZERO).unwrap().user("alice").unwrap().is_some());
    drop(stopped);
    // The step of a process that died never was, and its lock is free.
    store.record_event(&key_added(NOW)).unwrap();
    assert!(store.user("alice").unwrap().is_some());
    assert_eq!(store.check().unwrap(), [""; 0]);
}
