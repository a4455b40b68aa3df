//! What is told of the steps.

use crate::base::Secret;
use crate::store::port::Store;
use crate::store::record::{Digest, EndReason, EventKind as K};
use crate::store::step::{Change, EndSession, NewEvent, Prune, RevokeToken};

use super::{add, alice_with_session, at, change, kinds, open, rotate, rotated};

pub fn every_step_tells_of_itself(store: &dyn Store) {
    let alice = alice_with_session(store);
    open(store, "t", &alice, at(1));
    rotated(store, "s", 0, at(2), 10);
    rotated(store, "t", 0, at(3), 10);
    rotate(store, "t", 0, at(4), 10);
    rotate(store, "s", 0, at(20), 10);
    store.end_session(&EndSession { sid: "t".to_owned(), reason: EndReason::Logout, now: at(21) }).unwrap();
    store
        .revoke_token(&RevokeToken {
            key: Digest([1; 32]),
            until: at(99),
            reason: "stolen".to_owned(),
            now: at(22),
            user: None,
            sid: Some("t".to_owned()),
        })
        .unwrap();
    change(store, "alice", Change::AddRole("ADMIN".to_owned()), at(23));
    change(store, "alice", Change::Revoke, at(24));
    change(store, "alice", Change::Remove, at(25));
    store.record_event(&NewEvent::new(at(26), K::KeyRotated)).unwrap();
    let expected = [
        K::UserAdded,
        K::Login,
        K::Login,
        K::Refresh,
        // The refresh of `t` gave way to the retry of it.
        K::Retry,
        K::Reuse,
        K::Logout,
        K::Revoke,
        K::RolesChanged,
        K::Revoke,
        K::UserRemoved,
        K::KeyRotated,
    ];
    assert_eq!(kinds(store), expected);
    let events = store.events_after(0, usize::MAX).unwrap();
    let reuse = events.iter().find(|event| event.kind == K::Reuse).unwrap();
    assert_eq!((reuse.user.as_deref(), reuse.sid.as_deref(), reuse.at), (Some("alice"), Some("s"), at(20)));
    assert_eq!(reuse.client.as_deref(), Some("tokctl"));
    assert_eq!(store.latest_events(2).unwrap(), events[events.len() - 2..]);
}

pub fn numbers_only_grow(store: &dyn Store) {
    let first = store.record_event(&NewEvent::new(at(0), K::KeyAdded)).unwrap();
    let second = store.record_event(&NewEvent::new(at(0), K::KeyAdded)).unwrap();
    assert!(first > 0 && second > first);
    let all = Prune {
        now: at(9),
        sessions_before: at(9),
        denied_before: at(9),
        attempts_before: at(9),
        events_before: at(9),
        budget: std::time::Duration::from_secs(10),
    };
    store.prune(&all).unwrap();
    let third = store.record_event(&NewEvent::new(at(0), K::KeyAdded)).unwrap();
    assert!(third > second, "not even after everything was forgotten");
    let after = store.events_after(second, 10).unwrap();
    assert_eq!(after.iter().map(|event| event.id).collect::<Vec<_>>(), [third]);
    assert!(store.events_after(third, 10).unwrap().is_empty());
    assert!(store.events_after(u64::MAX, 10).unwrap().is_empty());
    // The latest refresh of a session may be the newest event of all when its next one takes its place.
    alice_with_session(store);
    let mut last = third;
    for generation in 0..5 {
        rotated(store, "s", generation, at(1), 0);
        let newest = store.latest_events(1).unwrap()[0].id;
        assert!(newest > last);
        last = newest;
    }
}

pub fn the_newest_moment_is_kept(store: &dyn Store) {
    assert_eq!(store.newest_at().unwrap(), None);
    let alice = add(store, "alice");
    assert_eq!(store.newest_at().unwrap(), Some(at(0)));
    open(store, "s", &alice, at(50));
    open(store, "t", &alice, at(40));
    assert_eq!(store.newest_at().unwrap(), Some(at(50)));
    rotated(store, "t", 0, at(60), 0);
    assert_eq!(store.newest_at().unwrap(), Some(at(60)));
}

pub fn no_event_holds_a_secret(store: &dyn Store) {
    alice_with_session(store);
    rotated(store, "s", 0, at(1), 10);
    rotate(store, "s", 0, at(2), 10);
    rotate(store, "s", 0, at(90), 10);
    change(store, "alice", Change::Password(Secret::from("$argon2id$secret-phc".to_owned())), at(91));
    let text = format!("{:?}", store.events_after(0, usize::MAX).unwrap());
    for secret in ["argon2", "sealed", "jti-", "digest"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}
