//! The question that every verification asks.

use crate::base::Timestamp;
use crate::store::port::Store;
use crate::store::record::{DenylistEntry, Digest, End, EndReason};
use crate::store::step::{AccessQuery, Change, EndSession, Revocation, RevokeToken};

use super::{add, alice_with_session, at, change};

fn revoke_token(store: &dyn Store, key: u8, until: Timestamp) -> bool {
    let step = RevokeToken {
        key: Digest([key; 32]),
        until,
        reason: "revoked".to_owned(),
        now: at(1),
        user: Some("alice".to_owned()),
        sid: None,
    };
    store.revoke_token(&step).unwrap()
}

/// A token of the session `s`.
fn of_session() -> AccessQuery {
    AccessQuery {
        sid: Some("s".to_owned()),
        deny_keys: vec![Digest([1; 32]), Digest([2; 32])],
        user: Some("alice".to_owned()),
        version: Some(0),
        issued_at: Some(at(0)),
    }
}

fn ask(store: &dyn Store, query: &AccessQuery) -> Vec<Revocation> {
    store.access_state(query).unwrap()
}

pub fn what_is_denied_is_found(store: &dyn Store) {
    alice_with_session(store);
    assert_eq!(ask(store, &of_session()), []);
    assert!(revoke_token(store, 3, at(100)));
    assert_eq!(ask(store, &of_session()), []);
    assert!(revoke_token(store, 2, at(100)));
    let denial = DenylistEntry { at: at(1), until: at(100), reason: "revoked".to_owned() };
    assert_eq!(ask(store, &of_session()), [Revocation::Denied(denial.clone())]);
    assert_eq!(store.denylist_entry(&Digest([2; 32])).unwrap(), Some(denial));
    assert_eq!(store.denylist_entry(&Digest([4; 32])).unwrap(), None);
}

pub fn denied_twice_the_later_end_counts(store: &dyn Store) {
    assert!(revoke_token(store, 1, at(100)));
    assert!(!revoke_token(store, 1, at(50)));
    assert_eq!(store.denylist_entry(&Digest([1; 32])).unwrap().unwrap().until, at(100));
    assert!(!revoke_token(store, 1, at(200)));
    assert_eq!(store.denylist_entry(&Digest([1; 32])).unwrap().unwrap().until, at(200));
}

pub fn an_unknown_session_is_revoked(store: &dyn Store) {
    alice_with_session(store);
    let query = AccessQuery { sid: Some("t".to_owned()), ..of_session() };
    assert_eq!(ask(store, &query), [Revocation::SessionUnknown]);
    assert_eq!(ask(store, &AccessQuery { sid: None, ..of_session() }), []);
}

pub fn an_ended_session_is_revoked(store: &dyn Store) {
    alice_with_session(store);
    store.end_session(&EndSession { sid: "s".to_owned(), reason: EndReason::Logout, now: at(3) }).unwrap();
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

pub fn a_stranger_is_no_finding(store: &dyn Store) {
    let stranger = AccessQuery { sid: None, user: Some("bob".to_owned()), version: Some(7), ..of_session() };
    assert_eq!(ask(store, &stranger), []);
    assert_eq!(ask(store, &AccessQuery::default()), []);
    // A removed user is not one: what was issued to it stays dead.
    add(store, "bob");
    change(store, "bob", Change::Remove, at(9));
    let former = AccessQuery { version: Some(0), ..stranger };
    assert_eq!(ask(store, &former), [Revocation::VersionTooOld { token: 0, current: 1 }]);
}

pub fn the_user_that_the_token_names_counts_and_not_only_its_sessions(store: &dyn Store) {
    alice_with_session(store);
    add(store, "bob");
    change(store, "bob", Change::Disable, at(2));
    let of_bob = AccessQuery { user: Some("bob".to_owned()), ..of_session() };
    assert_eq!(ask(store, &of_bob), [Revocation::UserDisabled, Revocation::VersionTooOld { token: 0, current: 1 }]);
    assert_eq!(ask(store, &of_session()), []);
}

pub fn every_reason_is_told(store: &dyn Store) {
    alice_with_session(store);
    revoke_token(store, 1, at(100));
    change(store, "alice", Change::Disable, at(2));
    let found = ask(store, &of_session());
    assert!(
        matches!(
            found[..],
            [
                Revocation::Denied(_),
                Revocation::SessionEnded(End { reason: EndReason::UserDisabled, .. }),
                Revocation::UserDisabled,
                Revocation::VersionTooOld { token: 0, current: 1 }
            ]
        ),
        "{found:?}"
    );
}
