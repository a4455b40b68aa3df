//! Many at once: threads with stores of their own, and processes that are killed.

#[allow(dead_code)]
#[path = "support/store.rs"]
mod support;

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use tokctl::base::lock::DEADLINE;
use tokctl::base::{Secret, Timestamp};
use tokctl::store::record::{Digest, User};
use tokctl::store::sqlite::{SqliteStore, open_for_reading};
use tokctl::store::step::{
    AddOutcome, Attempt, AttemptOutcome, Change, LockPolicy, Login, LoginOutcome, Rotate, RotateOutcome, UserChange,
};
use tokctl::store::{Absent, Lookup, Store};

use support::{identity, new_user, op, throttle_key};

const NOW: Timestamp = Timestamp::from_secs(1_750_000_000);
const MANY: u8 = 60;

fn open(path: &Path) -> SqliteStore<'static> {
    SqliteStore::open(path, Absent::Create(&identity()), DEADLINE).unwrap()
}

fn add_alice(store: &SqliteStore<'_>) -> User {
    let AddOutcome::Added(alice) = store.add_user(&new_user("alice", NOW)).unwrap() else { panic!("exists") };
    *alice
}

fn log_in(store: &SqliteStore<'_>, user: &User, sid: &str) -> LoginOutcome {
    let step = Login {
        op: op(NOW),
        sid: sid.to_owned(),
        user: user.name.clone(),
        version: user.version,
        client: "tokctl".to_owned(),
        scope: String::new(),
        hash: Digest([0; 32]),
        idle: Duration::from_secs(60),
        absolute: Duration::from_secs(3600),
        access_ttl: Duration::ZERO,
        throttle: throttle_key("alice", 9),
    };
    store.login(&step).unwrap()
}

fn rotate(store: &SqliteStore<'_>, sid: &str, generation: u64, successor: u8, grace: u64) -> RotateOutcome {
    let step = Rotate {
        op: op(NOW),
        sid: sid.to_owned(),
        user: "alice".to_owned(),
        generation,
        presented: store_hash(generation, 0),
        successor: Digest([successor; 32]),
        idle: Duration::from_secs(60),
        grace: Duration::from_secs(grace),
        sealed: Secret::from(vec![successor].as_slice()),
        access_jti: successor.to_string(),
        access_ttl: Duration::ZERO,
    };
    store.rotate(&step).unwrap()
}

fn store_hash(generation: u64, successor: u8) -> Digest {
    Digest([if generation == 0 { 0 } else { successor }; 32])
}

/// Runs `task` in many threads at the same time, each with a store of its own.
fn all_at_once<T: Send>(path: &Path, task: impl Fn(u8, &SqliteStore<'_>) -> T + Sync) -> Vec<T> {
    let barrier = Barrier::new(usize::from(MANY));
    thread::scope(|scope| {
        let threads: Vec<_> = (1..=MANY)
            .map(|n| {
                let (task, barrier) = (&task, &barrier);
                scope.spawn(move || {
                    barrier.wait();
                    let store = open(path);
                    task(n, &store)
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

#[test]
fn one_refresh_wins_and_reuse_ends_the_session() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.db");
    let store = open(&path);
    let alice = add_alice(&store);
    log_in(&store, &alice, "s");
    let outcomes = all_at_once(&path, |n, store| rotate(store, "s", 0, n, 0));
    let won = outcomes.iter().filter(|outcome| matches!(outcome, RotateOutcome::Rotated(_))).count();
    let first = outcomes.iter().filter(|o| matches!(o, RotateOutcome::Reused { already_ended: false, .. })).count();
    let lost = outcomes.iter().filter(|outcome| matches!(outcome, RotateOutcome::Reused { .. })).count();
    assert_eq!((won, first, lost), (1, 1, usize::from(MANY) - 1));
}

#[test]
fn within_the_grace_all_get_the_same() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.db");
    let store = open(&path);
    let alice = add_alice(&store);
    log_in(&store, &alice, "s");
    let outcomes = all_at_once(&path, |n, store| match rotate(store, "s", 0, n, 10) {
        RotateOutcome::Rotated(_) => n,
        RotateOutcome::Retried { sealed, access_jti, .. } => {
            assert_eq!(access_jti, sealed.expose()[0].to_string());
            sealed.expose()[0]
        }
        other => panic!("{other:?}"),
    });
    assert!(outcomes.iter().all(|n| *n == outcomes[0]), "{outcomes:?}");
}

#[test]
fn different_sessions_do_not_wait_long_for_each_other() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.db");
    let store = open(&path);
    let alice = add_alice(&store);
    for n in 1..=MANY {
        log_in(&store, &alice, &format!("s{n}"));
    }
    let start = Instant::now();
    let outcomes = all_at_once(&path, |n, store| rotate(store, &format!("s{n}"), 0, n, 0));
    assert!(outcomes.iter().all(|outcome| matches!(outcome, RotateOutcome::Rotated(_))));
    assert!(start.elapsed() < DEADLINE, "every process stayed below the deadline");
}

#[test]
fn no_more_guesses_pass_at_once_than_in_a_row() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.db");
    let policy = LockPolicy {
        attempts: 5,
        first: Duration::from_secs(30),
        longest: Duration::from_secs(900),
        forget: Duration::from_secs(86_400),
        pending: Duration::from_secs(30),
    };
    // The file is made by all of them at once, too.
    let outcomes = all_at_once(&path, |_, store| {
        store.attempt(&Attempt { op: op(NOW), key: throttle_key("alice", 9), policy }).unwrap()
    });
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == AttemptOutcome::Allowed).count(), 5);
}

#[test]
fn no_login_slips_past_a_revocation() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.db");
    let store = open(&path);
    let alice = add_alice(&store);
    all_at_once(&path, |n, store| {
        if n == MANY / 2 {
            store.change_user(&UserChange { op: op(NOW), name: "alice".to_owned(), change: Change::Disable }).unwrap();
        } else {
            log_in(store, &alice, &format!("s{n}"));
        }
    });
    for n in 1..=MANY {
        if let Some(view) = store.session(&format!("s{n}"), NOW).unwrap() {
            assert_ne!(view.status, tokctl::store::SessionStatus::Live);
        }
    }
}

/// What the killed process runs: rotates one session for ever, and says each generation once the step is done.
#[test]
#[ignore = "run by the test below, in a process of its own"]
fn rotate_until_killed() {
    let Some(path) = std::env::var_os("STORE_RACES_PATH") else { return };
    let path = Path::new(&path);
    loop {
        // Opened and closed each time, because a kill must be survived then, too.
        let store = open(path);
        let session = store.session("s", NOW).unwrap().unwrap().session;
        let outcome = rotate_current(&store, session.generation);
        println!("generation {outcome}");
    }
}

fn rotate_current(store: &SqliteStore<'_>, generation: u64) -> u64 {
    match rotate(store, "s", generation, 0, 0) {
        RotateOutcome::Rotated(issued) => issued.session.generation,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_kill_at_any_time_loses_nothing_reported() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.db");
    let store = open(&path);
    let alice = add_alice(&store);
    log_in(&store, &alice, "s");
    drop(store);
    let mut reported = 0;
    for round in 0..40 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "rotate_until_killed", "--nocapture"])
            .env("STORE_RACES_PATH", &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // From its first answer on, so that a busy machine lets it do something, too.
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        while !said.contains("generation") {
            assert_ne!(output.read_line(&mut said).unwrap(), 0, "the child has no answer: {said}");
        }
        thread::sleep(Duration::from_micros(round * 437));
        child.kill().unwrap();
        output.read_to_string(&mut said).unwrap();
        child.wait().unwrap();
        // The last line may be cut off; the others were reported.
        let lines = said.split_inclusive('\n').filter(|line| line.ends_with('\n'));
        let last = lines.filter_map(|line| line.rsplit_once("generation ")?.1.trim().parse::<u64>().ok()).max();
        reported = reported.max(last.unwrap_or(0));
        let reader = open_for_reading(&path, DEADLINE).unwrap();
        let generation = reader.session("s", NOW).unwrap().unwrap().session.generation;
        assert!(generation >= reported, "reported {reported}, kept {generation}");
    }
    assert!(reported >= 40, "the children did work: {reported}");
    assert_eq!(open(&path).check().unwrap(), [""; 0]);
}
