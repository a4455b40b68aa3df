//! Listing, ending and forgetting.

use std::time::Duration;

use tokctl::base::Timestamp;
use tokctl::store::port::Store;
use tokctl::store::record::{Digest, End, EndReason, SessionStatus};
use tokctl::store::step::{
    AcceptRestored, AccessQuery, Attempt, EndOutcome, Prune, Pruned, Revocation, RevokeToken, RotateOutcome,
    SessionQuery,
};

use super::{ABSOLUTE, POLICY, add, alice_with_session, at, op, open, rotate, rotated, sid, throttle_key};

fn before(moment: Timestamp, budget: Duration) -> Prune {
    Prune {
        op: op(moment),
        sessions_before: moment,
        denied_before: moment,
        attempts_before: moment,
        events_before: moment,
        budget,
    }
}

/// Prunes everything that is over before `moment`.
pub fn everything_before(moment: Timestamp) -> Prune {
    before(moment, Duration::from_secs(10))
}

fn attempt(store: &dyn Store, key: u8, now: Timestamp) {
    store.attempt(&Attempt { op: op(now), key: throttle_key(Digest([key; 32])), policy: POLICY }).unwrap();
}

/// An access token never outlives its session's absolute lifetime; until then a verifier must learn of the end.
pub fn an_end_is_known_until_the_absolute_lifetime_is_over(store: &dyn Store) {
    let alice = alice_with_session(store);
    open(store, "t", &alice, at(0));
    super::end(store, "s", EndReason::Logout, at(1));
    let last = at(0).saturating_add(ABSOLUTE);
    rotated(store, "t", 0, at(1), 0);
    rotate(store, "t", 0, at(2), 0);
    store.prune(&everything_before(last)).unwrap();
    for (name, reason, seconds) in [("s", EndReason::Logout, 1), ("t", EndReason::Reuse, 2)] {
        let query = AccessQuery { sid: Some(sid(name)), ..AccessQuery::default() };
        let ended = Revocation::SessionEnded(End { at: at(seconds), reason });
        assert_eq!(store.access_state(&query).unwrap(), [ended], "{name}");
    }
    store.prune(&everything_before(last.saturating_add(Duration::from_millis(1)))).unwrap();
    let query = AccessQuery { sid: Some(sid("s")), ..AccessQuery::default() };
    assert_eq!(store.access_state(&query).unwrap(), [Revocation::SessionUnknown], "and revoked still");
}

fn revoke_token(store: &dyn Store, key: u8, until: Timestamp) {
    let key = Digest([key; 32]);
    let reason = "x".to_owned();
    store.revoke_token(&RevokeToken { op: op(at(0)), key, expires_at: until, reason, user: None, sid: None }).unwrap();
}

pub fn what_is_over_goes_and_the_rest_stays(store: &dyn Store) {
    let alice = alice_with_session(store);
    open(store, "later", &alice, at(10));
    rotated(store, "s", 0, at(1), 0);
    rotate(store, "s", 0, at(2), 0);
    revoke_token(store, 1, at(100));
    let end = at(0).saturating_add(ABSOLUTE);
    revoke_token(store, 2, end.saturating_add(ABSOLUTE));
    attempt(store, 1, at(0));
    attempt(store, 2, end.saturating_add(ABSOLUTE));
    // An ended session is known until its absolute end, and a reused token of it recognized.
    let early = store.prune(&before(end, Duration::from_secs(10))).unwrap();
    assert_eq!((early.sessions, early.denied, early.throttles, early.more), (0, 1, 1, false));
    assert!(matches!(rotate(store, "s", 0, at(3), 0), RotateOutcome::Reused { .. }));
    let cutoff = end.saturating_add(Duration::from_secs(1));
    let late = store.prune(&before(cutoff, Duration::from_secs(10))).unwrap();
    assert_eq!((late.sessions, late.denied, late.throttles), (1, 0, 0));
    assert!(store.session(&sid("s"), at(0)).unwrap().is_none());
    assert!(store.session(&sid("later"), at(0)).unwrap().is_some());
    assert!(super::access::entry(store, 2).is_some());
    assert!(store.throttle(&throttle_key(Digest([2; 32]))).unwrap().is_some());
    assert!(store.user("alice").unwrap().is_some());
    assert_eq!(store.stats().unwrap().events, 1, "the newest event stays");
    assert_eq!(rotate(store, "s", 0, cutoff, 0), RotateOutcome::Unknown);
}

pub fn how_far_the_denylist_is_forgotten_is_known(store: &dyn Store) {
    let hour = |hours: i64| at(hours * 3600);
    let state = |end: Option<Timestamp>| {
        // In the partition of an entry that is removed.
        let mut key = [2; 32];
        key[31] = 9;
        let query = AccessQuery { deny_key: Some(Digest(key)), deny_end: end, ..AccessQuery::default() };
        store.access_state(&query).unwrap()
    };
    let is_known_after = |end: Timestamp| state(Some(end)).is_empty();
    for (key, hours) in [(1, 100), (2, 200), (3, 300)] {
        revoke_token(store, key, hour(hours));
    }
    assert!(is_known_after(hour(1)));
    store.prune(&everything_before(hour(100))).unwrap();
    assert!(is_known_after(hour(1)), "nothing was removed");
    store.prune(&everything_before(hour(201))).unwrap();
    assert_eq!(store.meta().unwrap().forgotten_until, Some(hour(200)));
    assert_eq!((state(Some(hour(200))), state(None)), (vec![Revocation::Forgotten], vec![]));
    assert!(is_known_after(hour(201)));
    assert!(super::access::entry(store, 3).is_some());
    store.prune(&everything_before(hour(101))).unwrap();
    revoke_token(store, 4, hour(50));
    store.prune(&everything_before(hour(101))).unwrap();
    assert_eq!(store.meta().unwrap().forgotten_until, Some(hour(200)), "it never goes back");
    store.accept_restored(&AcceptRestored { op: op(at(0)), id: "another".to_owned() }).unwrap();
    assert_eq!(store.meta().unwrap().forgotten_until, None, "that is accepted");
    assert!(is_known_after(hour(1)));
}

pub fn sealed_successors_are_wiped(store: &dyn Store) {
    let alice = alice_with_session(store);
    open(store, "t", &alice, at(0));
    rotated(store, "s", 0, at(10), 10);
    rotated(store, "t", 0, at(15), 10);
    let nothing_else = Prune { op: op(at(20)), ..before(Timestamp::MIN, Duration::from_secs(10)) };
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
        let nothing_else = Prune { op: op(at(now + 60)), ..before(Timestamp::MIN, Duration::from_secs(10)) };
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
    for (n, name) in (0..).zip(["a0", "b1", "a2", "b3", "a4", "b5"]) {
        open(store, name, if name.starts_with('a') { &alice } else { &bob }, at(n));
    }
    // All pages, each as the names of its sessions.
    let list = |user: Option<&str>, limit: usize| -> Vec<Vec<String>> {
        let mut query = SessionQuery { user: user.map(str::to_owned), after: None, limit, now: at(9) };
        let mut pages = Vec::new();
        loop {
            let page = store.sessions(&query).unwrap();
            let names = page.sessions.iter().map(|view| view.session.sid.rsplit_once('-').unwrap().1.to_owned());
            pages.push(names.collect());
            match page.next {
                Some(next) => query.after = Some(next),
                None => return pages,
            }
        }
    };
    assert_eq!(list(None, 10), [["b5", "a4", "b3", "a2", "b1", "a0"]]);
    assert_eq!(list(Some("alice"), 2)[..2], [vec!["a4", "a2"], vec!["a0"]]);
    assert_eq!(list(None, 4).concat(), ["b5", "a4", "b3", "a2", "b1", "a0"]);
    assert_eq!(list(Some("carol"), 2), [[""; 0]]);
}

pub fn sessions_end_once(store: &dyn Store) {
    alice_with_session(store);
    let end = |name: &str, reason, now| super::end(store, name, reason, now);
    let first = End { at: at(5), reason: EndReason::Revoked };
    let EndOutcome::Ended(session) = end("s", EndReason::Revoked, at(5)) else { panic!("not ended") };
    assert_eq!(session.ended, Some(first));
    let again = end("s", EndReason::Logout, at(6));
    assert_eq!(again, EndOutcome::AlreadyEnded(session, SessionStatus::Ended(first)));
    assert_eq!(end("t", EndReason::Logout, at(6)), EndOutcome::Unknown);
}
