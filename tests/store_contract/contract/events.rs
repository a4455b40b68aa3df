//! The record of the steps, and what a store says about itself.

use tokctl::base::{Secret, Timestamp};
use tokctl::store::Partition;
use tokctl::store::port::Store;
use tokctl::store::record::{Cursor, Digest, EndReason, EventKind as K};
use tokctl::store::step::{Attempt, Change, NewEvent, RecordEvent, RevokeToken};

use super::{add, alice_with_session, at, change, end, kinds, op, open, rotate, rotated, sid};

pub fn every_step_is_recorded(store: &dyn Store) {
    let alice = alice_with_session(store);
    open(store, "t", &alice, at(1));
    rotated(store, "s", 0, at(2), 10);
    rotated(store, "t", 0, at(3), 10);
    rotate(store, "t", 0, at(4), 10);
    rotate(store, "s", 0, at(20), 10);
    end(store, "t", EndReason::Logout, at(21));
    store
        .revoke_token(&RevokeToken {
            op: op(at(22)),
            key: Digest([1; 32]),
            expires_at: at(99),
            reason: "stolen".to_owned(),
            user: None,
            sid: Some(sid("t")),
        })
        .unwrap();
    change(store, "alice", Change::AddRole("ADMIN".to_owned()), at(23));
    change(store, "alice", Change::Revoke, at(24));
    change(store, "alice", Change::Remove, at(25));
    record(store, 26, K::KeyRotated);
    let expected = [
        K::UserAdded,
        K::Login,
        K::Login,
        K::Refresh,
        // The retry of `t` replaced its refresh.
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
    let events = store.events_after(None, usize::MAX).unwrap().events;
    let reuse = events.iter().find(|event| event.kind == K::Reuse).unwrap();
    assert_eq!(
        (reuse.user.as_deref(), reuse.sid.as_deref(), reuse.at),
        (Some("alice"), Some(sid("s").as_str()), at(20))
    );
    assert_eq!(reuse.client.as_deref(), Some("tokctl"));
    assert_eq!(store.latest_events(2).unwrap().events, events[events.len() - 2..]);
}

fn record(store: &dyn Store, seconds: i64, kind: K) {
    let step = RecordEvent { op: op(at(seconds)), partition: Partition::of_name("key"), event: NewEvent::new(kind) };
    store.record_event(&step).unwrap();
}

fn newest_at(store: &dyn Store) -> Option<Timestamp> {
    store.meta().unwrap().newest_at
}

pub fn no_event_is_read_twice_or_left_out(store: &dyn Store) {
    let empty = store.events_after(None, 10).unwrap();
    assert!(empty.events.is_empty());
    record(store, 0, K::KeyAdded);
    record(store, 0, K::KeyRetired);
    // From the empty page, in pages of one, and from the newest.
    let both = store.events_after(Some(&empty.next), 10).unwrap();
    assert_eq!(both.events.iter().map(|event| event.kind).collect::<Vec<_>>(), [K::KeyAdded, K::KeyRetired]);
    let first = store.events_after(None, 1).unwrap();
    let second = store.events_after(Some(&first.next), 1).unwrap();
    assert_eq!([&first.events[..], &second.events[..]].concat(), both.events);
    assert_ne!(both.events[0].id, both.events[1].id);
    let newest = store.latest_events(0).unwrap();
    assert!(newest.events.is_empty());
    store.prune(&super::pruning::everything_before(at(9))).unwrap();
    record(store, 0, K::KeyRemoved);
    for cursor in [&both.next, &second.next, &newest.next, &store.latest_events(1).unwrap().next] {
        let page = store.events_after(Some(cursor), 10).unwrap();
        let kinds: Vec<K> = page.events.iter().map(|event| event.kind).collect();
        let expected = if cursor == &store.latest_events(1).unwrap().next { &[][..] } else { &[K::KeyRemoved] };
        assert_eq!(kinds, expected, "also after everything was pruned");
    }
    // A cursor survives being written down.
    let written = Cursor::new(newest.next.as_str());
    assert_eq!(store.events_after(Some(&written), 10).unwrap().events.len(), 1);
    // A rotation replaces the session's latest event, which may be the newest of all.
    alice_with_session(store);
    let mut last = store.latest_events(0).unwrap().next;
    for generation in 0..5 {
        rotated(store, "s", generation, at(1), 0);
        let page = store.events_after(Some(&last), 10).unwrap();
        assert_eq!(page.events.iter().map(|event| event.kind).collect::<Vec<_>>(), [K::Refresh]);
        last = page.next;
    }
    assert!(store.events_after(Some(&last), 10).unwrap().events.is_empty());
}

pub fn every_changing_step_is_counted(store: &dyn Store) {
    let count = || store.meta().unwrap().commits;
    let mut before = count();
    let alice = alice_with_session(store);
    assert_eq!(count(), before + 2);
    before = count();
    rotated(store, "s", 0, at(1), 10);
    rotate(store, "s", 0, at(2), 10);
    rotate(store, "s", 0, at(90), 10);
    end(store, "s", EndReason::Logout, at(91));
    assert_eq!(count(), before + 3, "a session that has ended is not changed by ending it");
    before = count();
    // A refused login is recorded, and an unknown session is not.
    store.login(&super::login_step("t", &alice, at(1))).unwrap();
    change(store, "alice", Change::Revoke, at(92));
    store.login(&super::login_step("t2", &alice, at(1))).unwrap();
    end(store, "t3", EndReason::Logout, at(91));
    store
        .attempt(&Attempt { op: op(at(1)), key: super::throttle_key(super::THROTTLE), policy: super::POLICY })
        .unwrap();
    assert_eq!(count(), before + 4);
}

pub fn the_identity_is_that_of_the_creation(store: &dyn Store) {
    alice_with_session(store);
    assert_eq!(store.meta().unwrap().identity, super::identity());
}

pub fn the_newest_time_is_kept(store: &dyn Store) {
    assert_eq!(newest_at(store), None);
    let alice = add(store, "alice");
    assert_eq!(newest_at(store), Some(at(0)));
    open(store, "s", &alice, at(50));
    open(store, "t", &alice, at(40));
    assert_eq!(newest_at(store), Some(at(50)));
    rotated(store, "t", 0, at(60), 0);
    assert_eq!(newest_at(store), Some(at(60)));
}

pub fn no_event_holds_a_secret(store: &dyn Store) {
    alice_with_session(store);
    rotated(store, "s", 0, at(1), 10);
    rotate(store, "s", 0, at(2), 10);
    rotate(store, "s", 0, at(90), 10);
    change(store, "alice", Change::Password(Secret::from("$argon2id$secret-phc".to_owned())), at(91));
    let text = format!("{:?}", store.events_after(None, usize::MAX).unwrap().events);
    for secret in ["argon2", "sealed", "jti-", "digest"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}
