//! What a state is after it went from store to store.

use std::time::Duration;

use tokctl::base::{Json, Object, Secret, Timestamp};
use tokctl::store::copy::Area;
use tokctl::store::record::Digest;
use tokctl::store::step::{
    AddOutcome, Attempt, AttemptOutcome, Change, EndSession, LockPolicy, Login, LoginOutcome, NewEvent, NewUser,
    RecordEvent, RevokeKey, RevokeToken, Rotate, RotateOutcome, UserChange,
};
use tokctl::store::{EndReason, EventKind, Partition, Store, ThrottleKey};

use super::{dump, file_of, home_with_file, meta, move_to, now, op, open};
use crate::commands::text;
use crate::redis::{RedisCluster, RedisServer};
use crate::{login_step, rotate_step, sid};

const POLICY: LockPolicy = LockPolicy {
    attempts: 3,
    first: Duration::from_secs(3600),
    longest: Duration::from_secs(3600),
    forget: Duration::from_secs(86_400),
    pending: Duration::from_secs(30),
};

fn add(store: &dyn Store, name: &str) {
    let step = NewUser {
        op: op(),
        name: name.to_owned(),
        password: Secret::from("$argon2id$".to_owned()),
        roles: vec!["ADMIN".to_owned(), "a \"b\" é".to_owned()],
        scope: "read write".to_owned(),
        claims: Object::from_iter([("team", Json::string("x"))]),
    };
    assert!(matches!(store.add_user(&step).unwrap(), AddOutcome::Added(_)));
}

fn change(store: &dyn Store, name: &str, change: Change) {
    store.change_user(&UserChange { op: op(), name: name.to_owned(), change }).unwrap();
}

fn log_in(store: &dyn Store, user: &str, name: &str) -> String {
    let user = store.user(user).unwrap().unwrap();
    let step = Login { op: op(), ..login_step(&user, name) };
    assert!(matches!(store.login(&step).unwrap(), LoginOutcome::Opened(_)));
    step.sid
}

fn rotate(store: &dyn Store, user: &str, sid: &str, generation: u64, grace: u64) -> RotateOutcome {
    store.rotate(&Rotate { op: op(), ..rotate_step(user, sid, generation, grace) }).unwrap()
}

fn revoke(store: &dyn Store, key: u8, expires_at: Timestamp) {
    let step = RevokeToken {
        op: op(),
        key: Digest([key; 32]),
        expires_at,
        reason: "leaked".to_owned(),
        user: Some("bob".to_owned()),
        sid: Some(sid("bob", "0")),
    };
    assert!(store.revoke_token(&step).unwrap());
}

fn attempt(store: &dyn Store, name: &str) -> AttemptOutcome {
    let key = ThrottleKey { partition: Partition::of_name(name), name: Digest([name.len() as u8; 32]) };
    store.attempt(&Attempt { op: op(), key, policy: POLICY }).unwrap()
}

/// Something of every kind, and what only few steps write.
fn fill(store: &dyn Store) {
    for name in ["bob", "carl", "dora", "eve", "Ünï \"q\""] {
        add(store, name);
    }
    log_in(store, "carl", "of a removed user");
    change(store, "carl", Change::Remove);
    change(store, "dora", Change::Remove);
    add(store, "dora");
    change(store, "eve", Change::Disable);
    for number in 0..20 {
        log_in(store, "bob", &number.to_string());
    }
    // A retry is possible, the grace is over, and there was never one.
    assert!(matches!(rotate(store, "bob", &sid("bob", "0"), 0, 3600), RotateOutcome::Rotated(_)));
    assert!(matches!(rotate(store, "bob", &sid("bob", "1"), 0, 0), RotateOutcome::Rotated(_)));
    for generation in 0..3 {
        assert!(matches!(rotate(store, "bob", &sid("bob", "2"), generation, 3600), RotateOutcome::Rotated(_)));
    }
    assert!(matches!(rotate(store, "bob", &sid("bob", "3"), 0, 0), RotateOutcome::Rotated(_)));
    assert!(matches!(rotate(store, "bob", &sid("bob", "3"), 0, 0), RotateOutcome::Reused { .. }));
    assert!(matches!(rotate(store, "bob", &sid("bob", "3"), 0, 0), RotateOutcome::Reused { .. }));
    assert!(matches!(rotate(store, "bob", &sid("bob", "4"), 9, 0), RotateOutcome::Ahead { .. }));
    store
        .end_session(&EndSession { op: op(), sid: sid("bob", "5"), user: "bob".to_owned(), reason: EndReason::Logout })
        .unwrap();
    for key in 0..40 {
        revoke(store, key, now().saturating_add(Duration::from_secs(3600)));
    }
    revoke(store, 100, Timestamp::MAX);
    // It has been over for long.
    revoke(store, 101, now().saturating_sub(Duration::from_secs(86_400)));
    for kid in ["key", "other key"] {
        assert!(store.revoke_key(&RevokeKey { op: op(), kid: kid.to_owned(), reason: "leaked".to_owned() }).unwrap());
    }
    for _ in 0..3 {
        assert_eq!(attempt(store, "bob"), AttemptOutcome::Allowed);
    }
    assert_eq!(attempt(store, "unknown"), AttemptOutcome::Allowed);
    for number in 0..30 {
        let event = NewEvent { detail: Some(format!("number {number}")), ..NewEvent::new(EventKind::KeyAdded) };
        let partition = Partition::of_name(&number.to_string());
        store.record_event(&RecordEvent { op: op(), partition, event }).unwrap();
    }
}

/// The events in the order of the log.
fn log(store: &dyn Store) -> Vec<(Timestamp, Option<String>)> {
    store.events_after(None, 1000).unwrap().events.into_iter().map(|event| (event.at, event.detail)).collect()
}

#[test]
fn every_record_and_every_rule_survives_every_way() {
    let Some(server) = RedisServer::start() else { return };
    let Some(cluster) = RedisCluster::start() else { return };
    let mut home = home_with_file();
    let first = home.log_in();
    let second = home.json(&["refresh", "-", "--json", "-q"], text(&first, "refresh_token"));
    let revoked = home.log_in();
    home.ok(&["revoke", text(&revoked, "access_token"), "-q"], "");
    fill(open(&home.store).as_ref());
    let (expected, before) = (dump(&home.store, 1000), meta(&home.store));
    for (area, records) in &expected {
        assert!(!records.is_empty(), "{area}");
    }
    let order = log(open(&home.store).as_ref());
    // From each kind of store to each.
    let places = [
        format!("{}?prefix=one:", server.url()),
        format!("{}?deadline=20s", cluster.url()),
        format!("{}?prefix=two:", server.url()),
        file_of(&home, "second.db"),
        file_of(&home, "third.db"),
    ];
    for place in &places {
        let commits = meta(&home.store).commits;
        let cursor = open(&home.store).latest_events(1).unwrap().next;
        let is_of_one_kind = home.store.starts_with("redis") == place.starts_with("redis");
        let report = move_to(&mut home, place);
        for (area, records) in dump(place, 7) {
            assert_eq!(records, expected[&area], "{area} at {place}");
        }
        let found = meta(place);
        assert_eq!((&found.identity, found.newest_at), (&before.identity, before.newest_at), "{place}");
        assert!(found.commits >= commits, "{place}: {} commits, {commits} before", found.commits);
        assert_eq!(report["records"]["users"], expected[&Area::Users].len(), "{report}");
        let store = open(place);
        assert_eq!(store.check().unwrap(), [""; 0], "{place}");
        let mut log = log(store.as_ref());
        log.sort();
        let mut order = order.clone();
        order.sort();
        assert_eq!(log, order, "{place}");
        if is_of_one_kind {
            assert_eq!(store.events_after(Some(&cursor), 10).unwrap().events, [], "{place}");
        }
    }

    let store = open(&home.store);
    assert!(matches!(attempt(store.as_ref(), "bob"), AttemptOutcome::Locked { .. }));
    assert!(matches!(rotate(store.as_ref(), "bob", &sid("bob", "0"), 0, 3600), RotateOutcome::Retried { .. }));
    assert!(matches!(rotate(store.as_ref(), "bob", &sid("bob", "1"), 0, 3600), RotateOutcome::Reused { .. }));
    assert!(matches!(rotate(store.as_ref(), "bob", &sid("bob", "2"), 3, 0), RotateOutcome::Rotated(_)));
    assert!(matches!(rotate(store.as_ref(), "bob", &sid("bob", "5"), 0, 0), RotateOutcome::Revoked(_)));
    // The rotation replaced the event of the one before the copies.
    let refreshes = |sid: &str| {
        let events = store.events_after(None, 1000).unwrap().events;
        events.iter().filter(|event| event.kind == EventKind::Refresh && event.sid.as_deref() == Some(sid)).count()
    };
    assert_eq!(refreshes(&sid("bob", "2")), 1);
    let user = store.user("dora").unwrap().unwrap();
    assert!(user.version > 0 && user.raised.is_some(), "{user:?}");
    drop(store);
    let third = home.json(&["refresh", "-", "--json", "-q"], text(&second, "refresh_token"));
    assert_eq!(home.run(&["verify", "-q", text(&third, "access_token")], "").0, Some(0));
    assert_eq!(home.run(&["refresh", "-", "-q"], text(&first, "refresh_token")).0, Some(16));
    assert_eq!(home.run(&["verify", "-q", text(&third, "access_token")], "").0, Some(15));
    assert_eq!(home.run(&["verify", "-q", text(&revoked, "access_token")], "").0, Some(15));
}

#[test]
fn an_event_follower_goes_on_in_a_store_of_the_same_kind() {
    let Some(server) = RedisServer::start() else { return };
    let mut home = home_with_file();
    let places =
        [file_of(&home, "second.db"), format!("{}?prefix=one:", server.url()), format!("{}?prefix=two:", server.url())];
    for place in &places {
        home.log_in();
        let cursor = open(&home.store).latest_events(1).unwrap().next;
        let is_of_one_kind = home.store.starts_with("redis") == place.starts_with("redis");
        move_to(&mut home, place);
        let login = home.log_in();
        let new = open(place).events_after(Some(&cursor), 1000).unwrap().events;
        let expected = text(&login, "session_id");
        assert_eq!(new.last().and_then(|event| event.sid.as_deref()), Some(expected), "{place}");
        assert_eq!(new.len() == 1, is_of_one_kind, "{place}");
        // No two events have one ID.
        let mut ids: Vec<String> =
            open(place).events_after(None, 1000).unwrap().events.into_iter().map(|event| event.id).collect();
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count, "{place}");
    }
}

#[test]
fn an_older_copy_of_the_file_is_noticed_after_the_move() {
    let mut home = home_with_file();
    home.log_in();
    let first = home.store.clone();
    let backup = std::fs::read(&first).unwrap();
    let second = file_of(&home, "second.db");
    move_to(&mut home, &second);
    // The marks of the home go on with the new file.
    home.log_in();
    assert_eq!(home.run(&["doctor", "-q"], "").0, Some(0));
    std::fs::write(&first, backup).unwrap();
    home.store = first;
    let (code, _, stderr) = home.run(&["user", "add", "bob", "--password-stdin", "-q"], "one");
    assert!(code == Some(1) && stderr.contains("older copy"), "{stderr}");
}
