//! State files that were damaged, by a bad disk or a bad copy: whatever is wrong, a clear fault, never a wrong "nothing
//! is revoked", and the file stays unchanged so that it can be repaired.

#[path = "support/fill.rs"]
mod fill;
#[allow(dead_code)]
#[path = "support/store.rs"]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokctl::base::lock::DEADLINE;
use tokctl::base::{Secret, Timestamp};
use tokctl::cli::exit;
use tokctl::store::sqlite::{SqliteStore, lock_path, open_for_reading};
use tokctl::store::step::{
    AccessQuery, Attempt, Change, LockPolicy, Revocation, RevokeKey, Rotate, RotateOutcome, UserChange,
};
use tokctl::store::{Absent, Lookup, Store, StoreError, ThrottleKey};

use fill::{Fill, fill, filled_hash, filled_key, filled_sid, filled_user};
use support::{identity, op, throttle_key};

const NOW: Timestamp = Timestamp::from_secs(1_750_000_000);
const USERS: u64 = 40;
const SESSIONS: u64 = 200;
const DENIED: u64 = 150;
const PAGE: usize = 4096;

/// A directory with a sound state file, folded and closed, and its bytes.
struct Sound {
    directory: tempfile::TempDir,
    bytes: Vec<u8>,
}

impl Sound {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("state.db");
        let lifetime = Duration::from_secs(86_400);
        fill(&path, &Fill { users: USERS, sessions: SESSIONS, denied: DENIED, now: NOW, lifetime });
        // One row at least in every table and every index: an empty page has nothing to damage.
        let store = SqliteStore::open(&path, Absent::Refuse, DEADLINE).unwrap();
        let policy =
            LockPolicy { attempts: 5, first: lifetime, longest: lifetime, forget: lifetime, pending: lifetime };
        store
            .attempt(&Attempt {
                op: op(NOW),
                key: ThrottleKey { name: filled_key(0), ..throttle_key("user-0", 0) },
                policy,
            })
            .unwrap();
        let reason = "leaked".to_owned();
        assert!(store.revoke_key(&RevokeKey { op: op(NOW), kid: "leaked".to_owned(), reason }).unwrap());
        let rotated = store.rotate(&Rotate {
            op: op(NOW),
            sid: filled_sid(0, USERS),
            user: filled_user(0),
            generation: 1,
            presented: filled_hash(0),
            successor: filled_key(0),
            idle: lifetime,
            grace: lifetime,
            sealed: Secret::from("sealed".to_owned()),
            access_jti: "jti".to_owned(),
            access_ttl: Duration::ZERO,
        });
        assert!(matches!(rotated, Ok(RotateOutcome::Rotated(_))));
        drop(store);
        let bytes = fs::read(&path).unwrap();
        assert_eq!(bytes.len() % PAGE, 0);
        assert!(bytes.len() / PAGE > 20, "enough pages to damage: {}", bytes.len());
        Self { directory, bytes }
    }

    fn path(&self) -> PathBuf {
        self.directory.path().join("state.db")
    }

    /// A state file that was changed since its log was folded in, as a killed process leaves it: in a directory of its own,
    /// with its log and the log's index. All of the user number 0 is revoked, and only the log says so.
    fn killed(&self, name: &str) -> PathBuf {
        fs::write(self.path(), &self.bytes).unwrap();
        let store = SqliteStore::open(&self.path(), Absent::Refuse, DEADLINE).unwrap();
        let revoke = UserChange { op: op(NOW), name: filled_user(0), change: Change::Revoke };
        store.change_user(&revoke).unwrap();
        let copy = self.directory.path().join(name);
        fs::create_dir(&copy).unwrap();
        for file in ["state.db", "state.db-wal", "state.db-shm"] {
            fs::copy(self.directory.path().join(file), copy.join(file)).unwrap();
        }
        drop(store);
        copy.join("state.db")
    }
}

/// Whether the file says that all of the user number 0 is revoked.
fn reports_revocation(path: &Path) -> Result<bool, StoreError> {
    let query = AccessQuery { user: Some(filled_user(0)), version: Some(0), ..AccessQuery::default() };
    let found = open_for_reading(path, DEADLINE)?.access_state(&query)?;
    Ok(found == [Revocation::VersionTooOld { token: 0, current: 1 }])
}

#[track_caller]
fn assert_corrupt<T>(what: &str, outcome: Result<T, StoreError>) {
    let error = outcome.err().unwrap_or_else(|| panic!("{what}: no error"));
    assert!(matches!(error, StoreError::Corrupt { .. }), "{what}: {error:?}");
    assert_eq!(exit::of(error.code()), 1);
    assert!(error.hint().is_some());
}

/// A small generator of noise (the finalizer of SplitMix64).
fn noise(n: u64) -> u8 {
    let n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (n ^ (n >> 31)).to_le_bytes()[0]
}

#[test]
fn a_file_cut_short_anywhere_is_damaged() {
    let sound = Sound::new();
    let path = sound.path();
    // Between two pages, around that, and at lengths of all kinds.
    let whole = sound.bytes.len();
    let pages = (0..whole).step_by(PAGE).flat_map(|page| [page, page + 1, page + PAGE - 1]);
    for length in pages.chain((0..whole).step_by(1_009)) {
        let cut = &sound.bytes[..length];
        fs::write(&path, cut).unwrap();
        let what = format!("{length} of {whole} bytes");
        let revoke = UserChange { op: op(NOW), name: filled_user(0), change: Change::Revoke };
        assert_corrupt(
            &what,
            SqliteStore::open(&path, Absent::Create(&identity()), DEADLINE)
                .and_then(|store| store.change_user(&revoke)),
        );
        assert_corrupt(&what, reports_revocation(&path));
        assert!(fs::read(&path).unwrap() == cut, "{what}: was touched");
    }
}

/// What a page can be overwritten with, and whether every look into it must notice. SQLite keeps no checksums of pages, so
/// what still looks like a page is found by a check alone.
const DAMAGES: &[(&str, bool, Damage)] = &[
    ("one byte all over", true, |page, _| page.fill(0xa5)),
    ("zeros", true, |page, _| page.fill(0)),
    ("noise", true, |page, at| (0..).zip(page).for_each(|(n, byte)| *byte = noise((at * PAGE) as u64 + n))),
    ("noise behind a sound start", true, |page, at| {
        (0..).zip(&mut page[12..]).for_each(|(n, byte)| *byte = noise((at * PAGE) as u64 + n));
    }),
    ("its second half lost", false, |page, _| page[PAGE / 2..].fill(0)),
];

type Damage = fn(&mut [u8], usize);

#[test]
fn a_damaged_page_is_found_and_never_denies_a_revocation() {
    let sound = Sound::new();
    let path = sound.path();
    let pages = sound.bytes.len() / PAGE;
    for (name, noticed, damage) in DAMAGES {
        for at in 0..pages {
            let mut bytes = sound.bytes.clone();
            damage(&mut bytes[at * PAGE..][..PAGE], at);
            if bytes == sound.bytes {
                continue;
            }
            fs::write(&path, &bytes).unwrap();
            let what = format!("page {} of {pages}: {name}", at + 1);
            let checked = open_for_reading(&path, DEADLINE).and_then(|reader| reader.check());
            match checked {
                Ok(found) => assert!(!found.is_empty(), "{what}: not found"),
                Err(error) => assert_corrupt::<()>(&what, Err(error)),
            }
            if *noticed {
                never_denies(&what, &path);
            }
            assert!(fs::read(&path).unwrap() == bytes, "{what}: was touched");
        }
    }
}

/// Every denylist entry is found, or the file is reported as damaged.
fn never_denies(what: &str, path: &Path) {
    let reader = match open_for_reading(path, DEADLINE) {
        Ok(reader) => reader,
        Err(error) => return assert_corrupt::<()>(what, Err(error)),
    };
    for n in 0..DENIED {
        match reader.access_state(&AccessQuery { deny_key: Some(filled_key(n)), ..AccessQuery::default() }) {
            Ok(found) => assert!(!found.is_empty(), "{what}: entry {n} is not found"),
            Err(error) => assert_corrupt::<()>(what, Err(error)),
        }
    }
}

#[test]
fn a_page_in_the_place_of_another_is_found() {
    let sound = Sound::new();
    let pages = sound.bytes.len() / PAGE;
    for at in 1..pages {
        let mut bytes = sound.bytes.clone();
        let other = if at + 1 < pages { at + 1 } else { 1 };
        bytes.copy_within(other * PAGE..(other + 1) * PAGE, at * PAGE);
        fs::write(sound.path(), &bytes).unwrap();
        let found = open_for_reading(&sound.path(), DEADLINE).and_then(|reader| reader.check());
        let sound = found.as_ref().is_ok_and(Vec::is_empty);
        assert!(!sound, "page {other} over page {at}: not found");
    }
}

/// Values that no step writes, in a file that SQLite finds nothing wrong with.
#[test]
fn rows_that_no_step_wrote_are_found() {
    let sound = Sound::new();
    let changes = [
        "UPDATE sessions SET user_id = 999 WHERE id = 3",
        "UPDATE sessions SET version = 7 WHERE id = 3",
        "UPDATE sessions SET generation = -1 WHERE id = 3",
        "UPDATE sessions SET hash = x'00' WHERE id = 3",
        "UPDATE sessions SET idle_expires_at = expires_at + 1 WHERE id = 3",
        "UPDATE sessions SET ended_at = 1 WHERE id = 3",
        "UPDATE sessions SET ended_at = 1, ended_reason = 'boredom' WHERE id = 3",
        "UPDATE sessions SET grace_ends_at = 1 WHERE id = 3",
        "UPDATE sessions SET last_event_id = 4 WHERE id = 3",
        "UPDATE users SET version = -1 WHERE id = 1",
        "UPDATE users SET roles = '[' WHERE id = 1",
        "UPDATE users SET roles = '{}' WHERE id = 1",
        "UPDATE users SET roles = '[1]' WHERE id = 1",
        "UPDATE users SET claims = '[]' WHERE id = 1",
        "UPDATE users SET claims = '{' WHERE id = 1",
        "UPDATE users SET disabled = 2 WHERE id = 1",
        "UPDATE users SET version_raised_reason = 'revoked' WHERE id = 1",
        "UPDATE denylist SET key = x'00' WHERE key = (SELECT max(key) FROM denylist)",
        "INSERT INTO throttles VALUES (x'00', 1, 1, 0, 1, NULL)",
        "INSERT INTO throttles VALUES (randomblob(32), 4096, 1, 0, 1, NULL)",
        "UPDATE events SET kind = 'party' WHERE id = 2",
        "UPDATE meta SET newest_at = 1",
        "UPDATE meta SET commits = -1",
        "DELETE FROM meta",
    ];
    for sql in changes {
        fs::write(sound.path(), &sound.bytes).unwrap();
        let conn = rusqlite::Connection::open(sound.path()).unwrap();
        conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        assert_eq!(conn.execute(sql, []).unwrap(), 1, "{sql}");
        drop(conn);
        let found = open_for_reading(&sound.path(), DEADLINE).unwrap().check().unwrap();
        assert!(!found.is_empty(), "{sql}: not found");
    }
    fs::write(sound.path(), &sound.bytes).unwrap();
    assert_eq!(open_for_reading(&sound.path(), DEADLINE).unwrap().check().unwrap(), [""; 0]);
}

#[test]
fn rows_that_no_step_writes_are_described() {
    let sound = Sound::new();
    for (change, expected, decides) in [
        ("PRAGMA foreign_keys = OFF; DELETE FROM users", "a session without its user", true),
        ("UPDATE sessions SET ended_at = 1", "an end without its time or its reason", true),
        ("UPDATE sessions SET ended_at = 1, ended_reason = 'boredom'", "unknown name \"boredom\"", true),
        ("UPDATE sessions SET generation = -1", "a negative count", false),
        ("UPDATE sessions SET last_event_id = -1", "a negative count", false),
        ("UPDATE sessions SET hash = x'00'", "a hash of the wrong length", false),
        ("UPDATE sessions SET scope = CAST(x'ff' AS TEXT)", "invalid utf-8", false),
        ("UPDATE users SET roles = 'none'", "the roles of a user are not an array", false),
        ("UPDATE users SET claims = '[]'", "the claims of a user are not an object", false),
        ("UPDATE users SET roles = '[1]'", "the roles of a user are not an array", false),
    ] {
        fs::write(sound.path(), &sound.bytes).unwrap();
        rusqlite::Connection::open(sound.path()).unwrap().execute_batch(change).unwrap();
        let store = open_for_reading(&sound.path(), DEADLINE).unwrap();
        match store.session(&filled_sid(1, USERS), NOW) {
            Err(StoreError::Corrupt { detail, .. }) => assert!(detail.starts_with(expected), "{change}: {detail}"),
            other => panic!("{change}: {other:?}"),
        }
        // A verification reads only what decides about the token.
        let query = AccessQuery { sid: Some(filled_sid(1, USERS)), ..AccessQuery::default() };
        match decides {
            true => assert_corrupt(change, store.access_state(&query)),
            false => assert_eq!(store.access_state(&query).unwrap(), [], "{change}"),
        }
    }
}

#[test]
fn a_log_that_is_not_one_is_damage() {
    let sound = Sound::new();
    let path = sound.killed("log");
    let log = path.with_file_name("state.db-wal");
    let good = fs::read(&log).unwrap();
    let flipped = |at: usize| {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        bytes
    };
    let cases = [
        ("noise", (0..good.len() as u64).map(noise).collect()),
        ("a header of noise", (0..32).map(noise).chain(good[32..].iter().copied()).collect()),
        ("a text", b"these are not the bytes you are looking for".to_vec()),
        ("another magic number", flipped(0)),
        ("another page size", flipped(10)),
        ("another salt", flipped(20)),
        ("another checksum", flipped(31)),
    ];
    let main = fs::read(&path).unwrap();
    for (name, bytes) in cases {
        fs::write(&log, &bytes).unwrap();
        assert_corrupt(name, reports_revocation(&path));
        assert_corrupt(name, SqliteStore::open(&path, Absent::Create(&identity()), DEADLINE));
        assert!(fs::read(&log).unwrap() == bytes && fs::read(&path).unwrap() == main, "{name}: was touched");
    }
    fs::write(&log, &good).unwrap();
    assert!(reports_revocation(&path).unwrap());
}

#[test]
fn a_log_that_a_power_failure_kept_from_the_disk_held_nothing() {
    let sound = Sound::new();
    for (name, log) in [("empty", Vec::new()), ("half a header", vec![0x37; 16]), ("zeros", vec![0; 3 * PAGE])] {
        let path = sound.killed(name);
        fs::write(path.with_file_name("state.db-wal"), log).unwrap();
        assert!(!reports_revocation(&path).unwrap(), "{name}");
        assert_eq!(SqliteStore::open(&path, Absent::Refuse, DEADLINE).unwrap().check().unwrap(), [""; 0]);
    }
}

#[test]
fn a_log_that_was_taken_away_is_missed() {
    let sound = Sound::new();
    let path = sound.killed("missing");
    let (log, index) = (path.with_file_name("state.db-wal"), path.with_file_name("state.db-shm"));
    let good = fs::read(&log).unwrap();
    fs::remove_file(&log).unwrap();
    assert_corrupt("no log", reports_revocation(&path));
    assert_corrupt("no log", SqliteStore::open(&path, Absent::Create(&identity()), DEADLINE));
    assert!(!log.exists() && index.exists());
    // The index is nothing but an index.
    fs::write(&log, &good).unwrap();
    fs::remove_file(&index).unwrap();
    assert!(reports_revocation(&path).unwrap());
    fs::write(&index, vec![0xa5; 32_768]).unwrap();
    assert!(reports_revocation(&path).unwrap());
    assert_eq!(SqliteStore::open(&path, Absent::Refuse, DEADLINE).unwrap().check().unwrap(), [""; 0]);
}

#[test]
fn a_directory_in_the_place_of_a_file_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.db");
    fs::create_dir(&path).unwrap();
    for error in [
        SqliteStore::open(&path, Absent::Create(&identity()), DEADLINE).unwrap_err(),
        open_for_reading(&path, DEADLINE).unwrap_err(),
    ] {
        assert!(matches!(error, StoreError::Io { .. }), "{error:?}");
        assert!(error.to_string().contains("directory"), "{error}");
        assert_eq!(exit::of(error.code()), 1);
    }
    fs::remove_dir(&path).unwrap();
    // In the place of the lock file, and of the log.
    fs::create_dir(lock_path(&path)).unwrap();
    let error = SqliteStore::open(&path, Absent::Create(&identity()), DEADLINE).unwrap_err();
    assert!(matches!(error, StoreError::Io { .. }) && error.to_string().contains("state.db-lock"), "{error:?}");
    fs::remove_dir(lock_path(&path)).unwrap();
    drop(SqliteStore::open(&path, Absent::Create(&identity()), DEADLINE).unwrap());
    fs::create_dir(path.with_file_name("state.db-wal")).unwrap();
    for error in [
        SqliteStore::open(&path, Absent::Create(&identity()), DEADLINE).unwrap_err(),
        open_for_reading(&path, DEADLINE).unwrap_err(),
    ] {
        assert!(matches!(error, StoreError::Io { .. }) && error.to_string().contains("state.db-wal"), "{error:?}");
    }
}
