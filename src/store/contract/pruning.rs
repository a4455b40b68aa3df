//! Listing, ending and forgetting.

use std::time::Duration;

use crate::base::Timestamp;
use crate::store::port::Store;
use crate::store::record::{Digest, End, EndReason, SessionStatus};
use crate::store::step::{Attempt, EndOutcome, EndSession, Prune, Pruned, RevokeToken, RotateOutcome, SessionQuery};

use super::{ABSOLUTE, POLICY, add, alice_with_session, at, open, rotate, rotated};

fn before(moment: Timestamp, budget: Duration) -> Prune {
    Prune {
        now: moment,
        sessions_before: moment,
        denied_before: moment,
        attempts_before: moment,
        events_before: moment,
        budget,
    }
}

fn revoke_token(store: &dyn Store, key: u8, until: Timestamp) {
    let key = Digest([key; 32]);
    store.revoke_token(&RevokeToken { key, until, reason: "x".to_owned(), now: at(0), user: None, sid: None }).unwrap();
}

pub fn what_is_over_goes_and_the_rest_stays(store: &dyn Store) {
    let alice = alice_with_session(store);
    open(store, "later", &alice, at(10));
    rotated(store, "s", 0, at(1), 0);
    rotate(store, "s", 0, at(2), 0);
    revoke_token(store, 1, at(100));
    let end = at(0).saturating_add(ABSOLUTE);
    revoke_token(store, 2, end.saturating_add(ABSOLUTE));
    store.attempt(&Attempt { key: Digest([1; 32]), now: at(0), policy: POLICY }).unwrap();
    store.attempt(&Attempt { key: Digest([2; 32]), now: end.saturating_add(ABSOLUTE), policy: POLICY }).unwrap();
    // An ended session is known until its absolute end, and a reused token of it recognised.
    let early = store.prune(&before(end, Duration::from_secs(10))).unwrap();
    assert_eq!((early.sessions, early.denied, early.throttles, early.more), (0, 1, 1, false));
    assert!(matches!(rotate(store, "s", 0, at(3), 0), RotateOutcome::Reused { .. }));
    let cutoff = end.saturating_add(Duration::from_secs(1));
    let late = store.prune(&before(cutoff, Duration::from_secs(10))).unwrap();
    assert_eq!((late.sessions, late.denied, late.throttles), (1, 0, 0));
    assert!(store.session("s", at(0)).unwrap().is_none());
    assert!(store.session("later", at(0)).unwrap().is_some());
    assert!(store.denylist_entry(&Digest([2; 32])).unwrap().is_some());
    assert!(store.throttle(&Digest([2; 32])).unwrap().is_some());
    assert!(store.user("alice").unwrap().is_some());
    assert_eq!(store.stats().unwrap().events, 1, "the newest event stays");
    assert_eq!(rotate(store, "s", 0, cutoff, 0), RotateOutcome::Unknown);
}

pub fn sealed_successors_are_wiped(store: &dyn Store) {
    let alice = alice_with_session(store);
    open(store, "t", &alice, at(0));
    rotated(store, "s", 0, at(10), 10);
    rotated(store, "t", 0, at(15), 10);
    let nothing_else = Prune { now: at(20), ..before(Timestamp::MIN, Duration::from_secs(10)) };
    assert_eq!(store.prune(&nothing_else).unwrap(), Pruned { sealed: 1, ..Pruned::default() });
    assert_eq!(store.prune(&nothing_else).unwrap(), Pruned::default());
    assert!(matches!(rotate(store, "t", 0, at(20), 10), RotateOutcome::Retried { .. }));
    rotated(store, "s", 1, at(21), 0);
}

pub fn each_rotation_wipes_what_others_left_sealed(store: &dyn Store) {
    let alice = alice_with_session(store);
    open(store, "t", &alice, at(0));
    for (round, now) in [(0, 100), (1, 200), (2, 300), (3, 400)] {
        rotated(store, "s", 2 * round, at(now), 10);
        rotated(store, "t", 2 * round, at(now + 20), 0);
        // Whatever the numbers of the events in between come to.
        rotated(store, "s", 2 * round + 1, at(now + 30), 10);
        rotated(store, "t", 2 * round + 1, at(now + 50), 0);
        let nothing_else = Prune { now: at(now + 60), ..before(Timestamp::MIN, Duration::from_secs(10)) };
        assert_eq!(store.prune(&nothing_else).unwrap(), Pruned::default());
    }
}

pub fn batches_add_up(store: &dyn Store) {
    for key in 0..=255 {
        revoke_token(store, key, at(10));
    }
    let mut batches = 0;
    let mut denied = 0;
    loop {
        let pruned = store.prune(&before(at(11), Duration::ZERO)).unwrap();
        denied += pruned.denied;
        batches += 1;
        // No budget at all gets one statement a batch; only the first kind of row ever has its turn.
        if !pruned.more || batches == 3 {
            break;
        }
    }
    while store
        .prune(&before(at(11), Duration::from_secs(10)))
        .map(|pruned| (denied += pruned.denied, pruned.more).1)
        .unwrap()
    {}
    assert_eq!((denied, store.stats().unwrap().denied), (256, 0));
}

pub fn sessions_are_listed_newest_first_in_pages(store: &dyn Store) {
    let (alice, bob) = (add(store, "alice"), add(store, "bob"));
    for n in 0..6 {
        let user = if n % 2 == 0 { &alice } else { &bob };
        open(store, &format!("s{n}"), user, at(n));
    }
    let list = |user: Option<&str>, after: Option<&str>, limit: usize| -> Vec<String> {
        let query = SessionQuery { user: user.map(str::to_owned), after: after.map(str::to_owned), limit, now: at(9) };
        store.sessions(&query).unwrap().into_iter().map(|view| view.session.sid).collect()
    };
    assert_eq!(list(None, None, 10), ["s5", "s4", "s3", "s2", "s1", "s0"]);
    assert_eq!(list(None, Some("s4"), 2), ["s3", "s2"]);
    assert_eq!(list(Some("alice"), None, 2), ["s4", "s2"]);
    assert_eq!(list(Some("alice"), Some("s2"), 2), ["s0"]);
    assert!(list(Some("carol"), None, 2).is_empty());
    assert!(list(None, Some("gone"), 2).is_empty());
}

pub fn sessions_end_once(store: &dyn Store) {
    alice_with_session(store);
    let end = |sid: &str, reason, now| store.end_session(&EndSession { sid: sid.to_owned(), reason, now }).unwrap();
    let first = End { at: at(5), reason: EndReason::Revoked };
    let EndOutcome::Ended(session) = end("s", EndReason::Revoked, at(5)) else { panic!("not ended") };
    assert_eq!(session.ended, Some(first));
    let again = end("s", EndReason::Logout, at(6));
    assert_eq!(again, EndOutcome::AlreadyEnded(session, SessionStatus::Ended(first)));
    assert_eq!(end("t", EndReason::Logout, at(6)), EndOutcome::Unknown);
}
