//! Users and their versions.

use tokctl::base::Secret;
use tokctl::base::json::{Json, Object};
use tokctl::store::port::Store;
use tokctl::store::record::{End, EndReason, SessionStatus};
use tokctl::store::step::{AddOutcome, Change, ChangeOutcome, NewUser, RotateOutcome, UserChange};

use super::{add, alice_with_session, at, change, op, open, rotate, rotated, status};

fn again(name: &str) -> NewUser {
    NewUser {
        name: name.to_owned(),
        password: Secret::from("other".to_owned()),
        roles: Vec::new(),
        scope: String::new(),
        claims: Object::new(),
        op: op(at(100)),
    }
}

fn ask(store: &dyn Store, name: &str, change: Change) -> ChangeOutcome {
    store.change_user(&UserChange { op: op(at(50)), name: name.to_owned(), change }).unwrap()
}

pub fn a_user_is_added_once(store: &dyn Store) {
    let alice = add(store, "alice");
    assert_eq!((alice.version, alice.raised, alice.disabled, alice.created_at), (0, None, false, at(0)));
    assert_eq!(store.user("alice").unwrap(), Some(alice.clone()));
    assert_eq!(store.add_user(&again("alice")).unwrap(), AddOutcome::Exists);
    assert_eq!(store.user("alice").unwrap(), Some(alice));
    assert_eq!(store.user("Alice").unwrap(), None);
    assert_eq!(ask(store, "bob", Change::Disable), ChangeOutcome::Unknown);
}

pub fn users_are_listed_by_name(store: &dyn Store) {
    for name in ["carol", "alice", "dave", "bob"] {
        add(store, name);
    }
    change(store, "bob", Change::Remove, at(1));
    for limit in [1, 2, 3, 10] {
        let (mut names, mut next) = (Vec::new(), None);
        loop {
            let page = store.users(next.as_ref(), limit).unwrap();
            assert!(page.users.len() <= limit);
            names.extend(page.users.into_iter().map(|user| user.name));
            next = page.next;
            if next.is_none() {
                break;
            }
        }
        assert_eq!(names, ["alice", "carol", "dave"], "{limit} at a time");
    }
}

pub fn what_raises_the_version(store: &dyn Store) {
    add(store, "alice");
    let changes = [
        (Change::Password(Secret::from("new".to_owned())), EndReason::PasswordChanged),
        (Change::Disable, EndReason::UserDisabled),
        (Change::Revoke, EndReason::UserRevoked),
        (Change::Remove, EndReason::UserRemoved),
    ];
    for (n, (step, reason)) in (1..).zip(changes) {
        let user = change(store, "alice", step, at(n));
        assert_eq!(user.version, n.unsigned_abs());
        assert_eq!(user.raised, Some(End { at: at(n), reason }));
    }
}

pub fn what_does_not_raise_the_version(store: &dyn Store) {
    alice_with_session(store);
    change(store, "alice", Change::AddRole("ADMIN".to_owned()), at(1));
    let user = change(store, "alice", Change::AddRole("AUDIT".to_owned()), at(1));
    assert_eq!(user.roles, ["USER", "ADMIN", "AUDIT"]);
    change(store, "alice", Change::RemoveRole("USER".to_owned()), at(1));
    change(store, "alice", Change::Scope("read".to_owned()), at(1));
    let user = change(store, "alice", Change::Roles(vec!["B".to_owned(), "A".to_owned()]), at(1));
    assert_eq!((user.version, user.raised), (0, None));
    assert_eq!(store.user("alice").unwrap(), Some(user.clone()));
    // They count from the next refresh on.
    assert_eq!(rotated(store, "s", 0, at(2), 0).user, user);
}

pub fn a_version_never_goes_down(store: &dyn Store) {
    add(store, "alice");
    for _ in 0..3 {
        change(store, "alice", Change::Revoke, at(10));
    }
    let removed = change(store, "alice", Change::Remove, at(20));
    let AddOutcome::Added(user) = store.add_user(&again("alice")).unwrap() else { panic!("still there") };
    assert_eq!((user.version, user.raised), (removed.version, removed.raised));
    assert_eq!((user.created_at, user.removed_at), (at(100), None));
    assert_eq!(store.user("alice").unwrap(), Some(*user));
    // Nor does its moment, when the clock does.
    let back = change(store, "alice", Change::Revoke, at(5));
    assert_eq!(back.raised, Some(End { at: at(20), reason: EndReason::UserRevoked }));
}

pub fn a_version_ends_all_sessions_and_no_later_one(store: &dyn Store) {
    let alice = alice_with_session(store);
    let bob = add(store, "bob");
    open(store, "s2", &alice, at(0));
    open(store, "b", &bob, at(0));
    let raised = change(store, "alice", Change::Revoke, at(5));
    open(store, "s3", &raised, at(5));
    let end = End { at: at(5), reason: EndReason::UserRevoked };
    for sid in ["s", "s2"] {
        assert_eq!(status(store, sid, at(6)), SessionStatus::Ended(end));
        assert_eq!(rotate(store, sid, 0, at(6), 0), RotateOutcome::Revoked(end));
    }
    rotated(store, "s3", 0, at(6), 0);
    rotated(store, "b", 0, at(6), 0);
}

pub fn a_disabled_user_stays_locked_out_until_enabled(store: &dyn Store) {
    alice_with_session(store);
    let disabled = change(store, "alice", Change::Disable, at(1));
    assert!(!disabled.is_active());
    assert_eq!(ask(store, "alice", Change::Disable), ChangeOutcome::Unchanged(Box::new(disabled)));
    let enabled = change(store, "alice", Change::Enable, at(2));
    assert!(enabled.is_active());
    assert!(matches!(rotate(store, "s", 0, at(3), 0), RotateOutcome::Revoked(_)), "enabling revives nothing");
    open(store, "t", &enabled, at(3));
    rotated(store, "t", 0, at(3), 0);
}

pub fn a_removed_user_leaves_nothing_but_the_version(store: &dyn Store) {
    alice_with_session(store);
    let tomb = change(store, "alice", Change::Remove, at(1));
    assert!(tomb.password.is_empty() && tomb.roles.is_empty() && tomb.scope.is_empty() && tomb.claims.is_empty());
    assert_eq!(store.user("alice").unwrap(), None);
    assert_eq!(ask(store, "alice", Change::Enable), ChangeOutcome::Unknown);
    assert_eq!(ask(store, "alice", Change::Remove), ChangeOutcome::Unknown);
    store.add_user(&again("alice")).unwrap();
    assert!(matches!(status(store, "s", at(101)), SessionStatus::Ended(_)), "the former user's session");
}

pub fn rehashing_needs_the_old_hash(store: &dyn Store) {
    let alice = add(store, "alice");
    let secret = |text: &str| Secret::from(text.to_owned());
    let wrong = Change::Rehash { old: secret("wrong"), new: secret("new") };
    assert_eq!(ask(store, "alice", wrong), ChangeOutcome::Unchanged(Box::new(alice.clone())));
    let rehashed = change(store, "alice", Change::Rehash { old: alice.password, new: secret("new") }, at(1));
    assert_eq!((rehashed.password, rehashed.version), (secret("new"), 0));
}

pub fn what_is_so_already_is_unchanged(store: &dyn Store) {
    let alice = add(store, "alice");
    let events = super::kinds(store);
    let unchanged = ChangeOutcome::Unchanged(Box::new(alice));
    assert_eq!(ask(store, "alice", Change::Enable), unchanged);
    assert_eq!(ask(store, "alice", Change::AddRole("USER".to_owned())), unchanged);
    assert_eq!(ask(store, "alice", Change::RemoveRole("ADMIN".to_owned())), unchanged);
    assert_eq!(ask(store, "alice", Change::Scope("read write".to_owned())), unchanged);
    assert_eq!(super::kinds(store), events);
}

pub fn claims_are_stored_and_returned_with_tokens(store: &dyn Store) {
    let claims: Object<'static> = [
        ("email", Json::string("alice@example.com")),
        ("groups", Json::Array(vec![Json::string("a\"b"), Json::Null])),
        ("level", Json::integer(7)),
    ]
    .into_iter()
    .collect();
    let step = NewUser { claims: claims.clone(), ..again("alice") };
    let AddOutcome::Added(alice) = store.add_user(&step).unwrap() else { panic!("exists") };
    assert_eq!(alice.claims, claims);
    assert_eq!(store.user("alice").unwrap().unwrap().claims, claims);
    assert_eq!(open(store, "s", &alice, at(100)).user.claims, claims);
    let other: Object<'static> = [("email", Json::string("a@example.com"))].into_iter().collect();
    let changed = change(store, "alice", Change::Claims(other.clone()), at(101));
    assert_eq!((&changed.claims, changed.version), (&other, 0));
    assert_eq!(rotated(store, "s", 0, at(102), 0).user.claims, other);
    assert_eq!(ask(store, "alice", Change::Claims(other)), ChangeOutcome::Unchanged(Box::new(changed)));
}
