//! What the handle adds to the contract: group commit, a bounded queue, deadlines.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokctl::base::Timestamp;
use tokctl::store::handle::HandleOptions;
use tokctl::store::record::{Digest, EventKind};
use tokctl::store::sqlite::lock_path;
use tokctl::store::step::{AccessQuery, LoginOutcome, NewEvent, RecordEvent, Revocation, RevokeToken, RotateOutcome};
use tokctl::store::{Handle, Location, Opening, Partition, StoreError};

use crate::blocking::{OPTIONS, create, open, runtime};
use crate::contract::{at, login_step, new_user, op, rotate_step};

fn event(kind: EventKind) -> RecordEvent {
    RecordEvent { op: op(at(0)), partition: Partition::of_name("key"), event: NewEvent::new(kind) }
}

/// Holds the lock of the store as another process would, so that steps gather in the queue.
fn hold(path: &Path) -> File {
    let lock = File::options().write(true).open(lock_path(path)).unwrap();
    lock.lock().unwrap();
    lock
}

/// Submits one step that waits for the lock, and waits until the thread has taken it from the queue.
async fn occupy(handle: &Handle) -> Result<(), StoreError> {
    handle.record_event(event(EventKind::KeyAdded)).await
}

#[test]
fn what_waits_is_committed_together_and_a_failure_fails_alone() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.db");
    // The clock is read once in each transaction.
    let transactions = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&transactions);
    let clock = move || {
        counter.fetch_add(1, Ordering::SeqCst);
        Timestamp::MIN
    };
    let opening = Opening { clock: Some(Box::new(clock)), marks: None, events_kept: None };
    let location = Location::File(path.clone());
    create(&location);
    let handle = Handle::open(&location, opening, &OPTIONS).unwrap();
    let transactions = || transactions.load(Ordering::SeqCst);
    runtime().block_on(async {
        handle.add_user(new_user("alice")).await.unwrap();
        let alice = handle.user("alice").await.unwrap().unwrap();
        handle.login(login_step("s", &alice, at(0))).await.unwrap();
        let before = transactions();
        // The futures submit in this order when first polled; while the lock is held, all but the first gather.
        let lock = hold(&path);
        let release = async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            lock.unlock().unwrap();
        };
        let (first, rotated, twice, denied, ()) = tokio::join!(
            occupy(&handle),
            handle.rotate(rotate_step("s", 0, at(1), 0)),
            // A session ID is used once: this step fails by itself.
            handle.login(login_step("s", &alice, at(1))),
            handle.revoke_token(RevokeToken {
                op: op(at(1)),
                key: Digest([1; 32]),
                expires_at: at(9),
                reason: "revoked".to_owned(),
                user: None,
                sid: None,
            }),
            release,
        );
        first.unwrap();
        assert!(matches!(rotated.unwrap(), RotateOutcome::Rotated(_)));
        assert!(matches!(twice.unwrap_err(), StoreError::Fault { .. }));
        assert!(denied.unwrap());
        let query = AccessQuery { deny_key: Some(Digest([1; 32])), ..AccessQuery::default() };
        assert!(matches!(handle.access_state(&query).await.unwrap()[..], [Revocation::Token(_)]));
        assert_eq!(
            handle.session(&login_step("s", &alice, at(0)).sid, at(1)).await.unwrap().unwrap().session.generation,
            1
        );
        assert!(transactions() > before);

        let before = transactions();
        let lock = hold(&path);
        let release = async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            lock.unlock().unwrap();
        };
        let login = |n: u8| handle.login(login_step(&format!("a{n}"), &alice, at(2)));
        let (a, b, c, d, e, f, g, h, ()) =
            tokio::join!(login(0), login(1), login(2), login(3), login(4), login(5), login(6), login(7), release);
        for outcome in [a, b, c, d, e, f, g, h] {
            assert!(matches!(outcome.unwrap(), LoginOutcome::Opened(_)));
        }
        let count = transactions() - before;
        assert!((1..=2).contains(&count), "eight steps in {count} transactions");
        assert_eq!(handle.stats().await.unwrap().sessions, 9);
        handle.close().await.unwrap();
    });
}

#[test]
fn a_full_queue_is_busy_and_changes_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.db");
    let handle = open(&Location::File(path.clone()), &HandleOptions { queue: 2, ..OPTIONS });
    runtime().block_on(async {
        let lock = hold(&path);
        let release = async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            lock.unlock().unwrap();
        };
        let record = || handle.record_event(event(EventKind::KeyAdded));
        let (a, b, c, d, e, f, g, h, ()) =
            tokio::join!(record(), record(), record(), record(), record(), record(), record(), record(), release);
        let outcomes = [a, b, c, d, e, f, g, h];
        let busy = outcomes.iter().filter(|outcome| matches!(outcome, Err(StoreError::Busy { queued: 2 }))).count();
        let done = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        // Two wait, and the thread may have taken a group from the queue before they came.
        assert!(busy >= 1 && done >= 2 && busy + done == 8, "{outcomes:?}");
        assert_eq!(handle.stats().await.unwrap().events, done as u64);
        // There is room again.
        occupy(&handle).await.unwrap();
        handle.close().await.unwrap();
    });
}

#[test]
fn a_call_ends_at_its_deadline_and_a_step_whose_turn_comes_later_is_not_run() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("state.db");
    let handle =
        open(&Location::File(path.clone()), &HandleOptions { deadline: Duration::from_millis(200), ..OPTIONS });
    runtime().block_on(async {
        let lock = hold(&path);
        let (first, second) = tokio::join!(occupy(&handle), async {
            // Behind the first, which the thread waits with.
            tokio::time::sleep(Duration::from_millis(20)).await;
            handle.record_event(event(EventKind::KeyRemoved)).await
        });
        for outcome in [first, second] {
            let error = outcome.unwrap_err();
            assert!(matches!(error, StoreError::Deadline(_) | StoreError::Locked(_)), "{error:?}");
        }
        // Lookups do not wait.
        assert_eq!(handle.stats().await.unwrap().events, 0);
        lock.unlock().unwrap();
        // The thread is still alive, and runs what is awaited.
        while handle.record_event(event(EventKind::KeyRotated)).await.is_err() {}
        let kinds: Vec<EventKind> =
            handle.latest_events(9).await.unwrap().events.iter().map(|event| event.kind).collect();
        assert!(!kinds.contains(&EventKind::KeyRemoved), "{kinds:?}");
        handle.close().await.unwrap();
    });
}

#[test]
fn closing_finishes_what_waits() {
    let directory = tempfile::tempdir().unwrap();
    let location = Location::File(directory.path().join("state.db"));
    runtime().block_on(async {
        let handle = open(&location, &OPTIONS);
        let (one, two) = tokio::join!(occupy(&handle), occupy(&handle));
        one.and(two).unwrap();
        handle.close().await.unwrap();
        let again = open(&location, &OPTIONS);
        assert_eq!(again.stats().await.unwrap().events, 2);
        again.close().await.unwrap();
    });
}
