//! Which home a state belongs to, and whether it was restored.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use tokctl::base::lock::LockFile;
use tokctl::base::{Code, Fault, FixedClock, SystemRandom, Timestamp};
use tokctl::core::Context;
use tokctl::core::doctor::{accept_restored_state, doctor};
use tokctl::core::sessions::list::{ListRequest, list};
use tokctl::core::sessions::revoke::{RevokeTarget, revoke};
use tokctl::core::users::manage;
use tokctl::home::{Home, Sandbox, Start};
use tokctl::store::Location;
use tokctl::store::step::{Change, RecordEvent};

use crate::test_home::{PASSWORD, TestHome, code};

fn home(dir: &Path, is_sandbox: bool) -> Home {
    let clock = FixedClock::new(Timestamp::from_secs(1_800_000_000));
    let sandbox = is_sandbox.then(|| Sandbox::new(&SystemRandom).unwrap());
    Home::create(dir, sandbox.as_ref().map_or(Start::New, Start::Sandbox), &clock, &SystemRandom).unwrap().home
}

fn refusal(home: &Home, store: Option<&Location>) -> [Fault; 2] {
    let clock = FixedClock::new(Timestamp::from_secs(1_800_000_000));
    let context = Context { store, ..Context::new(&clock, &SystemRandom, Some(home)) };
    [context.open_store().map(drop).unwrap_err(), context.open_lookup().map(drop).unwrap_err()]
}

fn make_state(home: &Home) -> Location {
    let clock = FixedClock::new(Timestamp::from_secs(1_800_000_000));
    let context = Context::new(&clock, &SystemRandom, Some(home));
    context.open_store().unwrap().close().unwrap();
    Location::File(home.state_path())
}

#[test]
fn a_home_opens_no_state_of_another_home_or_sandbox() {
    let dir = tempfile::tempdir().unwrap();
    let [one, two] = ["one", "two"].map(|name| home(&dir.path().join(name), false));
    let [red, blue] = ["red", "blue"].map(|name| home(&dir.path().join(name), true));
    let [of_one, of_red] = [&one, &red].map(make_state);
    for (home, store, differs) in [
        (&two, &of_one, "refresh.key"),
        (&two, &of_red, "is not a sandbox"),
        (&blue, &of_one, "belongs to a home that is not a sandbox"),
        (&blue, &of_red, "belongs to the sandbox"),
    ] {
        for fault in refusal(home, Some(store)) {
            assert_eq!(fault.code, Code::Store);
            assert!(fault.message.contains(differs), "{fault}");
            assert!(fault.hint.unwrap().contains("--store"));
        }
    }
    // In the place of its own it is refused, too.
    make_state(&two);
    fs::copy(one.state_path(), two.state_path()).unwrap();
    for fault in refusal(&two, None) {
        assert!(fault.hint.unwrap().contains("same backup"));
    }
}

#[test]
fn another_issuer_locks_no_user_out() {
    let test = TestHome::new();
    let tokens = test.log_in();
    test.home.change_config(|config| config.set("issuer", "https://other.example")).unwrap();
    test.refresh(&tokens.refresh_token).unwrap();
}

fn copy(test: &TestHome) -> Vec<u8> {
    fs::read(test.home.state_path()).unwrap()
}

fn put_back(test: &TestHome, copy: &[u8]) {
    for suffix in ["-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{suffix}", test.home.state_path().display()));
    }
    fs::write(test.home.state_path(), copy).unwrap();
}

fn findings(test: &TestHome) -> Vec<&'static str> {
    let report = doctor(&test.context(), test.home.dir()).unwrap();
    report.findings.iter().map(|finding| finding.problem.name()).filter(|code| code.starts_with("state")).collect()
}

#[test]
fn a_restored_state_is_refused_until_it_is_accepted() {
    let test = TestHome::new();
    let before = copy(&test);
    let tokens = test.log_in();
    revoke(&test.context(), RevokeTarget::Token(tokens.access_token.clone())).unwrap();
    put_back(&test, &before);
    for fault in refusal(&test.home, None) {
        assert_eq!(fault.code, Code::Store);
        assert!(fault.hint.unwrap().contains("doctor --accept-restored-state"));
    }
    // Lists and doctor show it.
    assert_eq!(manage::list(&test.context()).unwrap().len(), 1);
    let all = ListRequest { user: None, all: true, limit: 9 };
    assert!(!list(&test.context(), &all, &mut |_| panic!("a session")).unwrap());
    assert_eq!(findings(&test), ["state-restored"]);
    assert!(accept_restored_state(&test.context()).unwrap());
    assert!(!accept_restored_state(&test.context()).unwrap());
    assert_eq!(findings(&test), [""; 0]);
    test.log_in();
    // The copy that was accepted has a mark of its own; the old one still counts for the old copy.
    put_back(&test, &before);
    assert_eq!(code(test.context().open_store().map(drop)), Code::Store);
}

#[test]
fn a_missing_or_damaged_mark_is_a_finding_and_counts_as_none() {
    let test = TestHome::new();
    let mark = || fs::read_dir(test.home.marks_dir()).unwrap().next().unwrap().unwrap().path();
    let good = fs::read(mark()).unwrap();
    assert_eq!(findings(&test), [""; 0]);
    for bytes in [None, Some(&b"garbage"[..])] {
        let path = mark();
        match bytes {
            None => fs::remove_file(&path).unwrap(),
            Some(bytes) => fs::write(&path, bytes).unwrap(),
        }
        assert_eq!(findings(&test), ["state-mark"]);
        test.context().open_lookup().unwrap();
        test.log_in();
        assert_eq!(findings(&test), [""; 0]);
        assert_eq!(fs::read(&path).unwrap().len(), good.len());
    }
}

#[test]
fn a_mark_may_lag_behind() {
    let test = TestHome::new();
    let mark = fs::read_dir(test.home.marks_dir()).unwrap().next().unwrap().unwrap().path();
    let old = fs::read(&mark).unwrap();
    test.log_in();
    assert_ne!(fs::read(&mark).unwrap(), old);
    fs::write(&mark, old).unwrap();
    test.log_in();
    assert_eq!(findings(&test), [""; 0]);
}

#[test]
fn a_step_uses_the_time_read_under_the_lock() {
    let test = TestHome::new();
    let step = RecordEvent {
        op: test.context().operation().unwrap(),
        partition: tokctl::store::Partition::of_name("key"),
        event: tokctl::store::step::NewEvent::new(tokctl::store::EventKind::KeyAdded),
    };
    let store = test.store();
    test.pass(10);
    store.record_event(&step).unwrap();
    assert_eq!(store.meta().unwrap().newest_at, Some(step.op.now.saturating_add(Duration::from_secs(10))));
    // A token without `ver`, issued while a revocation of its user waits, is revoked with everything before.
    let user = test.change(Change::Revoke);
    assert_eq!(user.raised.unwrap().at, Timestamp::from_secs(1_800_000_010));
}

#[test]
fn a_step_that_waits_for_the_lock_uses_the_time_after_the_wait() {
    let test = TestHome::new();
    let step = RecordEvent {
        op: test.context().operation().unwrap(),
        partition: tokctl::store::Partition::of_name("key"),
        event: tokctl::store::step::NewEvent::new(tokctl::store::EventKind::KeyAdded),
    };
    let lock = LockFile::open(test.home.dir().join("state.db-lock")).unwrap();
    let held = lock.acquire(Duration::ZERO).unwrap();
    thread::scope(|scope| {
        let waiting = scope.spawn(|| test.store().record_event(&step).unwrap());
        thread::sleep(Duration::from_millis(200));
        test.pass(10);
        drop(held);
        waiting.join().unwrap();
    });
    assert_eq!(test.store().meta().unwrap().newest_at, Some(step.op.now.saturating_add(Duration::from_secs(10))));
}

#[test]
fn failures_of_a_clock_years_ahead_lock_no_user_out_until_then() {
    let test = TestHome::new();
    let now = test.context().now();
    test.clock.set(now.saturating_add(Duration::from_secs(10 * 365 * 86_400)));
    for _ in 0..6 {
        assert_eq!(code(test.log_in_as("alice", "wrong")), Code::LoginRefused);
    }
    test.clock.set(now);
    assert_eq!(manage::show(&test.context(), "alice").unwrap().locked_until, None);
    test.log_in_as("alice", PASSWORD).unwrap();
}
