//! The question that every verification asks.

use tokctl::base::Timestamp;
use tokctl::store::port::Store;
use tokctl::store::record::{DenylistEntry, Digest, End, EndReason, EventKind};
use tokctl::store::step::{AccessQuery, Change, Revocation, RevokeKey, RevokeToken};

use super::{add, alice_with_session, at, change, op, sid};

fn revoke_token(store: &dyn Store, key: u8, until: Timestamp) -> bool {
    let step = RevokeToken {
        op: op(at(1)),
        key: Digest([key; 32]),
        expires_at: until,
        reason: "revoked".to_owned(),
        user: Some("alice".to_owned()),
        sid: None,
    };
    store.revoke_token(&step).unwrap()
}

/// A token of the session `s`.
fn of_session() -> AccessQuery {
    AccessQuery {
        sid: Some(sid("s")),
        deny_key: Some(Digest([2; 32])),
        deny_end: None,
        user: Some("alice".to_owned()),
        version: Some(0),
        issued_at: Some(at(0)),
        kid: Some("key".to_owned()),
    }
}

/// The entry of the denylist under this key.
pub fn entry(store: &dyn Store, key: u8) -> Option<DenylistEntry> {
    let query = AccessQuery { deny_key: Some(Digest([key; 32])), ..AccessQuery::default() };
    match ask(store, &query).as_slice() {
        [] => None,
        [Revocation::Token(entry)] => Some(entry.clone()),
        other => panic!("{other:?}"),
    }
}

fn ask(store: &dyn Store, query: &AccessQuery) -> Vec<Revocation> {
    store.access_state(query).unwrap()
}

pub fn a_denied_token_is_found(store: &dyn Store) {
    alice_with_session(store);
    assert_eq!(ask(store, &of_session()), []);
    assert!(revoke_token(store, 3, at(100)));
    assert_eq!(ask(store, &of_session()), []);
    assert!(revoke_token(store, 2, at(100)));
    let expected = DenylistEntry { revoked_at: at(1), expires_at: at(100), reason: "revoked".to_owned() };
    assert_eq!(ask(store, &of_session()), [Revocation::Token(expected.clone())]);
    assert_eq!(entry(store, 2), Some(expected));
    assert_eq!(entry(store, 4), None);
}

pub fn denied_twice_the_later_end_counts(store: &dyn Store) {
    assert!(revoke_token(store, 1, at(100)));
    assert!(!revoke_token(store, 1, at(50)));
    assert_eq!(entry(store, 1).unwrap().expires_at, at(100));
    assert!(!revoke_token(store, 1, at(200)));
    assert_eq!(entry(store, 1).unwrap().expires_at, at(200));
}

fn revoke_key(store: &dyn Store, kid: &str, seconds: i64) -> bool {
    store.revoke_key(&RevokeKey { op: op(at(seconds)), kid: kid.to_owned(), reason: "leaked".to_owned() }).unwrap()
}

pub fn a_revoked_key_is_found_and_stays_revoked(store: &dyn Store) {
    alice_with_session(store);
    assert!(revoke_key(store, "other", 1));
    assert_eq!(ask(store, &of_session()), []);
    assert!(revoke_key(store, "key", 2));
    assert!(!revoke_key(store, "key", 3), "once");
    assert_eq!(ask(store, &of_session()), [Revocation::Key { at: at(2) }]);
    assert_eq!(ask(store, &AccessQuery { kid: None, ..of_session() }), []);
    let kinds = super::kinds(store);
    assert_eq!(kinds.iter().filter(|kind| **kind == EventKind::KeyRevoked).count(), 2);
    assert_eq!(store.stats().unwrap().revoked_keys, 2);
    store.prune(&super::pruning::everything_before(Timestamp::MAX)).unwrap();
    let bare = AccessQuery { kid: Some("key".to_owned()), ..AccessQuery::default() };
    assert_eq!(ask(store, &bare), [Revocation::Key { at: at(2) }], "forever");
}

pub fn an_unknown_session_is_revoked(store: &dyn Store) {
    alice_with_session(store);
    let query = AccessQuery { sid: Some(sid("t")), ..of_session() };
    assert_eq!(ask(store, &query), [Revocation::SessionUnknown]);
    assert_eq!(ask(store, &AccessQuery { sid: None, ..of_session() }), []);
}

pub fn an_ended_session_is_revoked(store: &dyn Store) {
    alice_with_session(store);
    super::end(store, "s", EndReason::Logout, at(3));
    let end = End { at: at(3), reason: EndReason::Logout };
    assert_eq!(ask(store, &of_session()), [Revocation::SessionEnded(end)]);
}

pub fn a_version_below_the_users_is_revoked(store: &dyn Store) {
    add(store, "alice");
    change(store, "alice", Change::Revoke, at(5));
    let query = |version| AccessQuery { sid: None, version: Some(version), ..of_session() };
    assert_eq!(ask(store, &query(0)), [Revocation::VersionTooOld { token: 0, current: 1 }]);
    // With a version, the time it was issued does not matter.
    assert_eq!(ask(store, &query(1)), []);
}

pub fn tokens_without_version_are_judged_by_their_time(store: &dyn Store) {
    add(store, "alice");
    let query = |issued_at| AccessQuery { sid: None, version: None, issued_at, ..of_session() };
    assert_eq!(ask(store, &query(Some(at(-1000)))), [], "a new user revokes nothing");
    assert_eq!(ask(store, &query(None)), []);
    let moment = Timestamp::from_millis(at(5).millis() + 500);
    let raise = change(store, "alice", Change::Revoke, moment).raised.unwrap();
    assert_eq!(ask(store, &query(Some(at(4)))), [Revocation::IssuedBefore(raise)]);
    assert_eq!(ask(store, &query(Some(at(5)))), [Revocation::IssuedBefore(raise)]);
    assert_eq!(ask(store, &query(Some(at(6)))), []);
    assert_eq!(ask(store, &query(None)), [Revocation::IssuedBefore(raise)]);
}

pub fn an_unknown_user_is_not_a_finding(store: &dyn Store) {
    let unknown = AccessQuery { sid: None, user: Some("bob".to_owned()), version: Some(7), ..of_session() };
    assert_eq!(ask(store, &unknown), []);
    assert_eq!(ask(store, &AccessQuery::default()), []);
    // A removed user is still known: what was issued to it stays revoked.
    add(store, "bob");
    change(store, "bob", Change::Remove, at(9));
    let former = AccessQuery { version: Some(0), ..unknown };
    assert_eq!(ask(store, &former), [Revocation::VersionTooOld { token: 0, current: 1 }]);
}

pub fn the_user_that_the_token_names_counts_and_not_only_its_sessions(store: &dyn Store) {
    alice_with_session(store);
    add(store, "bob");
    change(store, "bob", Change::Disable, at(2));
    let of_bob = AccessQuery { user: Some("bob".to_owned()), ..of_session() };
    assert_eq!(ask(store, &of_bob), [Revocation::SessionUnknown]);
    assert_eq!(ask(store, &of_session()), []);
}

pub fn every_reason_is_reported(store: &dyn Store) {
    alice_with_session(store);
    revoke_token(store, 2, at(100));
    revoke_key(store, "key", 1);
    change(store, "alice", Change::Disable, at(2));
    let found = ask(store, &of_session());
    assert!(
        matches!(
            found[..],
            [
                Revocation::Token(_),
                Revocation::Key { .. },
                Revocation::SessionEnded(End { reason: EndReason::UserDisabled, .. }),
                Revocation::UserDisabled,
                Revocation::VersionTooOld { token: 0, current: 1 }
            ]
        ),
        "{found:?}"
    );
}
