//! Opening sessions, and slowing down guesses.

use std::time::Duration;

use tokctl::base::Timestamp;
use tokctl::store::port::Store;
use tokctl::store::record::{Digest, EventKind, SessionStatus};
use tokctl::store::step::{Attempt, AttemptOutcome, Change, LoginOutcome, NewEvent, RefuseLogin, Unlock};

use super::{ABSOLUTE, IDLE, POLICY, add, at, change, kinds, login_step, op, open, sid, status, throttle_key};

const KEY: Digest = super::THROTTLE;

fn attempt(store: &dyn Store, now: Timestamp) -> AttemptOutcome {
    store.attempt(&Attempt { op: op(now), key: throttle_key(KEY), policy: POLICY }).unwrap()
}

fn fail_until_locked(store: &dyn Store, now: Timestamp) -> Timestamp {
    for _ in 0..100 {
        if let AttemptOutcome::Locked { until } = attempt(store, now) {
            return until;
        }
    }
    panic!("never locked");
}

pub fn a_session_is_opened_and_read_back(store: &dyn Store) {
    let alice = add(store, "alice");
    let issued = open(store, "s", &alice, at(5));
    assert_eq!(issued.user, alice);
    let session = issued.session;
    assert_eq!(
        (session.sid.clone(), session.user.clone(), session.client.clone()),
        (sid("s"), "alice".to_owned(), "tokctl".to_owned())
    );
    assert_eq!((session.scope.as_str(), session.generation, session.version), ("read", 0, 0));
    assert_eq!((session.created_at, session.rotated_at, session.ended), (at(5), None, None));
    assert_eq!(session.expires_at, at(5).saturating_add(ABSOLUTE));
    assert_eq!(session.idle_expires_at, at(5).saturating_add(IDLE));
    assert_eq!(super::session(store, "s"), session);
    assert_eq!(status(store, "s", at(6)), SessionStatus::Live);
    assert!(store.session(&sid("t"), at(6)).unwrap().is_none());
    // An id is given once.
    store.login(&login_step("s", &alice, at(6))).unwrap_err();
}

pub fn a_changed_user_cannot_log_in(store: &dyn Store) {
    let before = add(store, "alice");
    let mut stranger = before.clone();
    stranger.name = "mallory".to_owned();
    assert_eq!(store.login(&login_step("s", &stranger, at(1))).unwrap(), LoginOutcome::Refused);
    let disabled = change(store, "alice", Change::Disable, at(1));
    assert_eq!(store.login(&login_step("s", &disabled, at(1))).unwrap(), LoginOutcome::Refused);
    let enabled = change(store, "alice", Change::Enable, at(1));
    // The password that was checked may not be the one that counts now.
    assert_eq!(store.login(&login_step("s", &before, at(1))).unwrap(), LoginOutcome::Refused);
    open(store, "s", &enabled, at(1));
    let removed = change(store, "alice", Change::Remove, at(1));
    assert_eq!(store.login(&login_step("t", &removed, at(1))).unwrap(), LoginOutcome::Refused);
    assert_eq!(kinds(store).iter().filter(|kind| **kind == EventKind::LoginRefused).count(), 4);
}

pub fn attempts_are_counted_before_their_outcome(store: &dyn Store) {
    for _ in 0..POLICY.attempts {
        assert_eq!(attempt(store, at(0)), AttemptOutcome::Allowed);
    }
    for _ in 0..10 {
        assert_eq!(attempt(store, at(29)), AttemptOutcome::Locked { until: at(30) });
    }
    let other = Attempt { op: op(at(0)), key: throttle_key(Digest([8; 32])), policy: POLICY };
    assert_eq!(store.attempt(&other).unwrap(), AttemptOutcome::Allowed);
    let throttle = store.throttle(&throttle_key(KEY)).unwrap().unwrap();
    assert_eq!((throttle.attempts, throttle.last_attempt_at, throttle.locked_until), (5, at(0), Some(at(30))));
}

pub fn locks_grow_to_the_longest(store: &dyn Store) {
    let mut now = fail_until_locked(store, at(0));
    let mut locks = Vec::new();
    for _ in 0..40 {
        assert_eq!(attempt(store, now), AttemptOutcome::Allowed, "one attempt after each lock");
        let until = fail_until_locked(store, now);
        locks.push(until.since(now).as_secs());
        now = until;
    }
    assert_eq!(locks[..6], [60, 120, 240, 480, 900, 900]);
    assert_eq!(locks[39], 900);
}

pub fn success_forgives(store: &dyn Store) {
    let alice = add(store, "alice");
    for round in 0..3 {
        for _ in 0..POLICY.attempts {
            assert_eq!(attempt(store, at(0)), AttemptOutcome::Allowed);
        }
        open(store, &format!("s{round}"), &alice, at(0));
        assert!(store.throttle(&throttle_key(KEY)).unwrap().is_none());
    }
    // A refused login does not.
    attempt(store, at(0));
    let mut changed = alice;
    changed.version += 1;
    assert_eq!(store.login(&login_step("t", &changed, at(0))).unwrap(), LoginOutcome::Refused);
    assert!(store.throttle(&throttle_key(KEY)).unwrap().is_some());
}

pub fn attempts_are_forgotten_in_time(store: &dyn Store) {
    fail_until_locked(store, at(0));
    let later = at(0).saturating_add(POLICY.forget);
    for _ in 0..POLICY.attempts {
        assert_eq!(attempt(store, later), AttemptOutcome::Allowed);
    }
    assert!(matches!(attempt(store, later), AttemptOutcome::Locked { .. }));
}

pub fn a_lock_that_starts_in_the_future_does_not_count(store: &dyn Store) {
    fail_until_locked(store, at(1_000_000));
    // The attempts still count: this one locks, from its own time on.
    assert_eq!(attempt(store, at(0)), AttemptOutcome::Allowed);
    assert_eq!(attempt(store, at(0)), AttemptOutcome::Locked { until: at(60) });
    // The clocks of two nodes differ by seconds, which gives no further attempt.
    assert!(matches!(attempt(store, at(-3)), AttemptOutcome::Locked { .. }));
}

pub fn attempts_are_pending_until_their_outcome(store: &dyn Store) {
    let pending = || store.throttle(&throttle_key(KEY)).unwrap().map(|throttle| throttle.pending);
    let refuse = |was_allowed| {
        let event = NewEvent::new(EventKind::LoginRefused);
        store.refuse_login(&RefuseLogin { op: op(at(1)), key: throttle_key(KEY), was_allowed, event }).unwrap();
    };
    refuse(true);
    assert_eq!(pending(), None);
    attempt(store, at(0));
    attempt(store, at(0));
    assert_eq!(pending(), Some(2));
    refuse(true);
    refuse(false);
    assert_eq!(pending(), Some(1));
    // One whose outcome was never reported is no longer pending when the next comes.
    attempt(store, at(0).saturating_add(POLICY.pending));
    assert_eq!(pending(), Some(1));
    let alice = add(store, "alice");
    open(store, "s", &alice, at(40));
    assert_eq!(pending(), None);
    assert_eq!(kinds(store).iter().filter(|kind| **kind == EventKind::LoginRefused).count(), 3);
}

pub fn unlocking_forgives(store: &dyn Store) {
    let until = fail_until_locked(store, at(0));
    assert!(until > at(0).saturating_add(Duration::ZERO));
    let unlock = || Unlock { op: op(at(1)), key: throttle_key(KEY), user: "alice".to_owned() };
    assert!(store.unlock(&unlock()).unwrap());
    assert!(!store.unlock(&unlock()).unwrap());
    assert_eq!(attempt(store, at(1)), AttemptOutcome::Allowed);
    assert_eq!(kinds(store), [EventKind::UserUnlocked]);
}
