//! What a mark refuses, and steps that race with the start of a copy.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use tokctl::base::Timestamp;
use tokctl::store::record::Digest;
use tokctl::store::step::{
    AcceptRestored, AccessQuery, Attempt, Change, EndSession, LockPolicy, Login, NewEvent, NewUser, Prune, RecordEvent,
    RefuseLogin, RevokeKey, RevokeToken, Rotate, Unlock, UserChange,
};
use tokctl::store::{CopyMark, CopyState, EndReason, EventKind, Partition, Store, StoreError};

use super::{file_of, home_with_file, mark, meta, move_to, now, op, open, transfer};
use crate::commands::Home;
use crate::redis::{RedisCluster, RedisServer};
use crate::{login_step, rotate_step, sid, throttle_key};

type Step<'a> = (&'static str, Box<dyn Fn(&dyn Store) -> Result<(), StoreError> + 'a>);

/// Every changing step.
fn steps<'a>() -> Vec<Step<'a>> {
    let policy = LockPolicy {
        attempts: 5,
        first: Duration::from_secs(1),
        longest: Duration::from_secs(9),
        forget: Duration::from_secs(99),
        pending: Duration::from_secs(9),
    };
    let name = || "alice".to_owned();
    let event = || NewEvent::new(EventKind::LoginRefused);
    vec![
        ("attempt", Box::new(move |s| s.attempt(&Attempt { op: op(), key: throttle_key("alice"), policy }).map(drop))),
        (
            "unlock",
            Box::new(move |s| s.unlock(&Unlock { op: op(), key: throttle_key("alice"), user: name() }).map(drop)),
        ),
        (
            "refuse_login",
            Box::new(move |s| {
                let step = RefuseLogin { op: op(), key: throttle_key("alice"), was_allowed: true, event: event() };
                s.refuse_login(&step)
            }),
        ),
        (
            "login",
            Box::new(|s| {
                let user = s.user("alice")?.unwrap();
                s.login(&Login { op: op(), ..login_step(&user, "new") }).map(drop)
            }),
        ),
        (
            "rotate",
            Box::new(|s| s.rotate(&Rotate { op: op(), ..rotate_step("alice", &sid("alice", "s"), 0, 0) }).map(drop)),
        ),
        (
            "end_session",
            Box::new(move |s| {
                let reason = EndReason::Logout;
                s.end_session(&EndSession { op: op(), sid: sid("alice", "s"), user: name(), reason }).map(drop)
            }),
        ),
        (
            "add_user",
            Box::new(|s| {
                let user = s.user("alice")?.unwrap();
                let step = NewUser {
                    op: op(),
                    name: "bob".to_owned(),
                    password: user.password,
                    roles: user.roles,
                    scope: user.scope,
                    claims: user.claims,
                };
                s.add_user(&step).map(drop)
            }),
        ),
        (
            "change_user",
            Box::new(move |s| s.change_user(&UserChange { op: op(), name: name(), change: Change::Disable }).map(drop)),
        ),
        (
            "revoke_token",
            Box::new(|s| {
                let step = RevokeToken {
                    op: op(),
                    key: Digest([9; 32]),
                    expires_at: Timestamp::MAX,
                    reason: String::new(),
                    user: None,
                    sid: None,
                };
                s.revoke_token(&step).map(drop)
            }),
        ),
        (
            "revoke_key",
            Box::new(|s| s.revoke_key(&RevokeKey { op: op(), kid: "key".to_owned(), reason: String::new() }).map(drop)),
        ),
        (
            "record_event",
            Box::new(move |s| {
                // A partition in which nothing has happened.
                let step = RecordEvent { op: op(), partition: Partition::from_number(4095).unwrap(), event: event() };
                s.record_event(&step)
            }),
        ),
        ("accept_restored", Box::new(|s| s.accept_restored(&AcceptRestored { op: op(), id: "another".to_owned() }))),
        (
            "prune",
            Box::new(|s| {
                let step = Prune {
                    op: op(),
                    sessions_before: now(),
                    denied_before: now(),
                    attempts_before: now(),
                    events_before: now(),
                    budget: Duration::from_secs(1),
                };
                s.prune(&step).map(drop)
            }),
        ),
    ]
}

fn assert_a_mark_refuses_every_step(location: &str) {
    let store = open(location);
    let alice = store.user("alice").unwrap().unwrap();
    store.login(&Login { op: op(), ..login_step(&alice, "s") }).unwrap();
    let (before, events) = (meta(location), store.events_after(None, 100).unwrap());
    for state in CopyState::ALL {
        let mark = mark(*state, "elsewhere");
        assert!(transfer(location).replace_mark(None, Some(&mark)).unwrap());
        for (name, step) in steps() {
            match step(store.as_ref()) {
                Err(StoreError::Copied(found)) => assert_eq!(*found, mark, "{name}"),
                other => panic!("{name} in a store that is {state}: {other:?}"),
            }
        }
        // No lookup fails, and nothing changed.
        assert_eq!(
            store.access_state(&AccessQuery { kid: Some("key".to_owned()), ..AccessQuery::default() }).unwrap(),
            []
        );
        assert_eq!(store.events_after(None, 100).unwrap(), events);
        assert_eq!((meta(location).identity, store.users(None, 9).unwrap().users.len()), (before.identity.clone(), 1));
        // Another copy cannot replace the mark.
        let other = CopyMark { id: "another".to_owned(), ..mark.clone() };
        assert!(!transfer(location).replace_mark(None, Some(&other)).unwrap());
        assert!(!transfer(location).replace_mark(Some(&other), None).unwrap());
        assert!(transfer(location).replace_mark(Some(&mark), None).unwrap());
    }
    for (name, step) in steps() {
        step(store.as_ref()).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn a_mark_refuses_every_step_in_every_store() {
    let Some(server) = RedisServer::start() else { return };
    let Some(cluster) = RedisCluster::start() else { return };
    assert_a_mark_refuses_every_step(&home_with_file().store);
    for url in [server.url(), format!("{}?deadline=20s", cluster.url())] {
        let home = Home::new(&url);
        home.add_alice();
        assert_a_mark_refuses_every_step(&url);
    }
}

/// Records events until one is refused. Returns how many were acknowledged.
fn record_until_refused(location: &str, has_begun: &AtomicBool) -> usize {
    let store = open(location);
    for number in 0.. {
        let event = NewEvent { detail: Some("raced".to_owned()), ..NewEvent::new(EventKind::KeyAdded) };
        let partition = Partition::from_number(number % 4096).unwrap();
        match store.record_event(&RecordEvent { op: op(), partition, event }) {
            Ok(()) => has_begun.store(true, Ordering::Relaxed),
            Err(StoreError::Copied(_)) => return usize::from(number),
            Err(error) => panic!("{error}"),
        }
    }
    unreachable!()
}

#[test]
fn a_step_that_races_with_the_start_is_copied_or_refused() {
    let Some(server) = RedisServer::start() else { return };
    let mut home = home_with_file();
    for place in [server.url(), file_of(&home, "second.db")] {
        let source = home.store.clone();
        let raced = |location: &str| {
            let events = open(location).events_after(None, 100_000).unwrap().events;
            events.iter().filter(|event| event.detail.as_deref() == Some("raced")).count()
        };
        let before = raced(&source);
        let has_begun: [AtomicBool; 2] = Default::default();
        let acknowledged: usize = thread::scope(|scope| {
            let writers: Vec<_> =
                has_begun.iter().map(|has_begun| scope.spawn(|| record_until_refused(&source, has_begun))).collect();
            while has_begun.iter().any(|begun| !begun.load(Ordering::Relaxed)) {
                thread::yield_now();
            }
            move_to(&mut home, &place);
            writers.into_iter().map(|writer| writer.join().unwrap()).sum()
        });
        assert!(acknowledged >= 2);
        assert_eq!(raced(&place), before + acknowledged, "{place}");
    }
}
