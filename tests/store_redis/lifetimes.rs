//! How long keys live.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokctl::base::Timestamp;
use tokctl::store::Store;
use tokctl::store::record::Digest;
use tokctl::store::step::{Attempt, LockPolicy, LoginOutcome, Operation, RevokeKey, RevokeToken};

use crate::redis::RedisServer;
use crate::{ABSOLUTE, NOW, add_user, log_in, op, open, rotate_step, rotated, throttle_key};

const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;

const POLICY: LockPolicy = LockPolicy {
    attempts: 5,
    first: Duration::from_secs(30),
    longest: Duration::from_secs(900),
    forget: Duration::from_secs(DAY),
    pending: Duration::from_secs(30),
};

fn deny(store: &dyn Store, key: u8, until: Timestamp) {
    let step = RevokeToken {
        op: op(),
        key: Digest([key; 32]),
        expires_at: until,
        reason: "revoked".to_owned(),
        user: None,
        sid: None,
    };
    store.revoke_token(&step).unwrap();
}

#[test]
fn every_key_ends_but_those_that_must_not() {
    let Some(server) = RedisServer::start() else { return };
    let store = open(&server.url());
    let alice = add_user(store.as_ref(), "alice");
    store.attempt(&Attempt { op: op(), key: throttle_key("alice"), policy: POLICY }).unwrap();
    let sid = log_in(store.as_ref(), &alice, "s");
    store.rotate(&rotate_step("alice", &sid, 0, 30)).unwrap();
    store.attempt(&Attempt { op: op(), key: throttle_key("alice"), policy: POLICY }).unwrap();
    deny(store.as_ref(), 1, NOW.saturating_add(Duration::from_secs(DAY)));
    deny(store.as_ref(), 2, Timestamp::MAX);
    deny(store.as_ref(), 3, NOW.saturating_sub(Duration::from_secs(DAY)));
    // Denied until the later end, whatever the order.
    deny(store.as_ref(), 2, NOW);
    deny(store.as_ref(), 1, NOW);
    store.revoke_key(&RevokeKey { op: op(), kid: "key".to_owned(), reason: "leaked".to_owned() }).unwrap();

    let forever = None;
    let absolute = Some(ABSOLUTE.as_secs() + HOUR);
    let expected = [
        ("{meta}:identity", forever),
        ("{meta}:partitions", forever),
        (":meta", forever),
        (":user:alice", forever),
        (":users", forever),
        (":session:", absolute),
        (":sessions", absolute),
        (":sessions:alice", absolute),
        (":grace:", Some(30 + HOUR)),
        (":throttle:", Some(DAY + HOUR)),
        (":throttles", Some(DAY + HOUR)),
        ("}:denied:0101", Some(DAY + HOUR)),
        ("}:denied:0202", forever),
        ("}:denied:0303", Some(HOUR)),
        (":denied", forever),
        (":key:key", forever),
        (":keys", forever),
        (":events", Some(90 * DAY + HOUR)),
        (":op:", Some(4)),
    ];
    let keys = server.list(&["KEYS", "*"]);
    for (part, _) in expected {
        assert!(keys.iter().any(|key| key.contains(part)), "{part} in {keys:?}");
    }
    for key in keys {
        // The longest part that fits is the most precise.
        let fits = |(part, _): &&(&str, Option<u64>)| {
            if part.ends_with(':') || part.contains("denied:") { key.contains(part) } else { key.ends_with(part) }
        };
        let (_, seconds) =
            expected.iter().filter(fits).max_by_key(|(part, _)| part.len()).unwrap_or_else(|| panic!("{key}"));
        let left: i64 = server.command(&["PTTL", &key]).trim_start_matches(':').parse().unwrap();
        match seconds {
            None => assert_eq!(left, -1, "{key}"),
            Some(seconds) => {
                let most = i64::try_from(seconds * 1000).unwrap();
                assert!((most - 60_000..=most).contains(&left) && left > 0, "{key} lives for {left} ms");
            }
        }
    }
}

#[test]
fn a_clock_that_is_ahead_ends_no_denial_early() {
    let Some(server) = RedisServer::start() else { return };
    let store = open(&server.url());
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let present = Timestamp::from_millis(since_epoch.as_millis().try_into().unwrap());
    let month = Duration::from_secs(30 * DAY);
    let index = "tokctl:{010}:denied";
    for last in [1, 2] {
        let mut hash = [1; 32];
        hash[31] = last;
        let step = RevokeToken {
            op: Operation { now: present.saturating_add(month), ..op() },
            key: Digest(hash),
            expires_at: present.saturating_add(Duration::from_secs(DAY)),
            reason: "test".to_owned(),
            user: None,
            sid: None,
        };
        store.revoke_token(&step).unwrap();
        let id: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let left: u64 = server.command(&["PTTL", &format!("{index}:{id}")]).trim_start_matches(':').parse().unwrap();
        let most = (DAY + HOUR) * 1000;
        // The server's time in whole seconds.
        assert!((most - 60_000..=most + 1000).contains(&left), "{left}");
    }
    assert_eq!(server.command(&["ZCARD", index]), ":2", "both are listed");
}

/// What has ended by then may have expired, also in other partitions.
#[test]
fn the_time_of_steps_is_noted_once_a_minute() {
    let Some(server) = RedisServer::start() else { return };
    let store = open(&server.url());
    let noted = |field: &str| server.command(&["HGET", "tokctl:{meta}:identity", field]).parse::<i64>().unwrap();
    let record = |store: &dyn Store, seconds: u64| {
        let now = NOW.saturating_add(Duration::from_secs(seconds));
        let step = RevokeKey { op: Operation { now, ..op() }, kid: format!("key{seconds}"), reason: "test".to_owned() };
        store.revoke_key(&step).unwrap();
        now.millis()
    };
    let first = record(store.as_ref(), 0);
    assert_eq!((noted("newest"), noted("passed")), (first, first));
    record(store.as_ref(), 59);
    assert_eq!((noted("newest"), noted("passed")), (first, first));
    let later = record(store.as_ref(), 60);
    assert_eq!((noted("newest"), noted("passed")), (later, later));
    // Another process, whose clock is behind.
    record(open(&server.url()).as_ref(), 30);
    assert_eq!((noted("newest"), noted("passed")), (later, later));
    // A clock that is ahead alone ends nothing.
    let ahead = record(store.as_ref(), 100 * 365 * DAY);
    let server_time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() as i64 * 1000;
    assert_eq!(noted("newest"), ahead);
    assert!((server_time - 60_000..=server_time).contains(&noted("passed")), "{}", noted("passed"));
    let admission = store.admission().unwrap();
    assert_eq!(
        (admission.newest_at, admission.identity),
        (Some(Timestamp::from_millis(ahead)), store.meta().unwrap().identity)
    );
}

#[test]
fn steady_logins_leave_no_more_behind_than_those_of_one_lifetime() {
    let Some(server) = RedisServer::start() else { return };
    let store = open(&server.url());
    let alice = add_user(store.as_ref(), "alice");
    // A login every ten minutes. The keys of sessions end by the server's clock, which this test does not move.
    let step = Duration::from_secs(600);
    let per_lifetime = (ABSOLUTE + Duration::from_secs(HOUR)).as_secs() / step.as_secs();
    let mut now = NOW;
    let mut counts = Vec::new();
    for number in 0..3 * per_lifetime {
        now = now.saturating_add(step);
        let mut login = crate::login_step(&alice, &format!("s{number}"));
        login.op = Operation { now, ..op() };
        assert!(matches!(store.login(&login).unwrap(), LoginOutcome::Opened(_)));
        if (number + 1) % per_lifetime == 0 {
            counts.push(store.stats().unwrap().sessions);
        }
    }
    assert_eq!(counts[1], counts[2]);
    assert!((per_lifetime..=per_lifetime + 1).contains(&counts[2]), "{counts:?}");
    assert_eq!(server.command(&["ZCARD", "tokctl:{2bd}:sessions:alice"]), format!(":{}", counts[2]));
}

#[test]
fn many_rotations_take_no_more_memory_than_one() {
    let Some(server) = RedisServer::start() else { return };
    let store = open(&server.url());
    let alice = add_user(store.as_ref(), "alice");
    let sid = log_in(store.as_ref(), &alice, "s");
    let rotate = |generation| assert_eq!(rotated(store.as_ref(), "alice", &sid, generation), generation + 1);
    let count = || server.list(&["KEYS", "*"]).iter().filter(|key| !key.contains(":op:")).count();
    let size = || {
        let events = server.command(&["ZCARD", "tokctl:{2bd}:events"]);
        let fields = server.command(&["HLEN", &format!("tokctl:{{2bd}}:session:{sid}")]);
        (count(), events, fields)
    };
    rotate(0);
    let one = size();
    (1..50).for_each(rotate);
    assert_eq!(size(), one);
}
