//! A copy that is killed at any moment goes on.

use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

use tokctl::base::{Object, Secret};
use tokctl::store::copy::{Area, EventRecord, Kept, Position, Record, SessionRecord};
use tokctl::store::record::{DenylistEntry, Digest, Event, Session, User};
use tokctl::store::{CopyState, EventKind, Partition, StoreError};

use super::{dump, file_of, home_with_file, mark, meta, now, transfer, try_transfer};
use crate::commands::Home;
use crate::redis::{RedisCluster, RedisServer};

const KILLS: usize = 50;
const USERS: u64 = 300;
const SESSIONS: u64 = 12_000;

/// Writes many records, as a copy does.
pub fn fill(location: &str, sessions: u64) {
    fill_users(location, USERS, sessions);
}

fn fill_users(location: &str, users: u64, sessions: u64) {
    let at = now();
    let end = at.saturating_add(Duration::from_secs(86_400));
    let name = |number: u64| format!("user-{}", number % users);
    let sid = |number: u64| format!("{}{number:029x}", Partition::of_name(&name(number)));
    let digest = |number: u64, salt: u8| {
        let mut bytes = [salt; 32];
        bytes[..8].copy_from_slice(&number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
        Digest(bytes)
    };
    let user = |number| {
        Record::User(Box::new(User {
            name: name(number),
            password: Secret::from("$argon2id$".to_owned()),
            roles: Vec::new(),
            scope: String::new(),
            claims: Object::new(),
            version: 0,
            raised: None,
            disabled: false,
            created_at: at,
            removed_at: None,
        }))
    };
    let session = |number| {
        Record::Session(Box::new(SessionRecord {
            session: Session {
                sid: sid(number),
                user: name(number),
                client: "tokctl".to_owned(),
                scope: String::new(),
                created_at: at,
                expires_at: end,
                idle_expires_at: end,
                version: 0,
                generation: number,
                rotated_at: Some(at),
                ended: None,
            },
            hash: digest(number, 1),
            grace: None,
        }))
    };
    let event = |number| {
        Record::Event(Box::new(EventRecord {
            partition: None,
            number: 100 + number,
            event: Event {
                id: String::new(),
                at,
                kind: EventKind::Refresh,
                user: Some(name(number)),
                sid: Some(sid(number)),
                client: None,
                detail: None,
            },
            is_replaceable: true,
        }))
    };
    let denied = |number| Record::RevokedToken {
        key: digest(number, 2),
        entry: DenylistEntry { revoked_at: at, expires_at: end, reason: "leaked".to_owned() },
    };
    let store = transfer(location);
    let meta = store.meta().unwrap();
    let mark = mark(CopyState::Incomplete, "nowhere");
    assert!(store.replace_mark(None, Some(&mark)).unwrap());
    let kept = Kept { now: at, events: Duration::from_secs(86_400), failed_logins: Duration::ZERO };
    let numbers: Vec<u64> = (0..sessions).collect();
    store.put(&mark, &(0..users).map(user).collect::<Vec<_>>(), &Position::start(), &kept).unwrap();
    for page in numbers.chunks(5000) {
        for records in [
            page.iter().copied().map(session).collect::<Vec<_>>(),
            page.iter().copied().map(event).collect(),
            page.iter().copied().filter(|number| number % 4 == 0).map(denied).collect(),
        ] {
            store.put(&mark, &records, &Position::start(), &kept).unwrap();
        }
    }
    store.finish(&mark, &meta).unwrap();
}

/// A number that seems random.
fn scattered(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 16
}

pub fn start(home: &Home, from: &str, to: &str) -> Child {
    let mut command = home.command(&["store", "copy", from, to, "-q"]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Whether steps are accepted.
fn is_in_use(location: &str) -> bool {
    match try_transfer(location) {
        Ok(store) => store.meta().unwrap().copy.is_none(),
        Err(StoreError::Absent { .. } | StoreError::NotCreated(_)) => false,
        Err(error) => panic!("{error}"),
    }
}

/// Moves the state to each of the places, back and forth, and kills the command until it was killed so often.
fn assert_kills_lose_nothing(home: &Home, places: impl Iterator<Item = String>, kills: usize) {
    fill(&home.store, SESSIONS);
    let (expected, before) = (dump(&home.store, 5000), meta(&home.store));
    assert!(expected[&Area::Sessions].len() as u64 == SESSIONS);
    let (mut from, mut killed, mut moves) = (home.store.clone(), 0, 0);
    for (move_number, to) in (0..).zip(places) {
        let mut attempt = 0_u64;
        loop {
            let mut child = start(home, &from, &to);
            // One in eight may finish.
            let random = scattered(move_number << 32 | attempt);
            let time = if random.is_multiple_of(8) { 60_000 } else { random % 1200 };
            attempt += 1;
            let mut waited = 0;
            while waited < time && child.try_wait().unwrap().is_none() {
                thread::sleep(Duration::from_millis(5));
                waited += 5;
            }
            _ = child.kill();
            let status = child.wait().unwrap();
            assert!(!(is_in_use(&from) && is_in_use(&to)), "both stores are in use");
            if status.success() {
                break;
            }
            assert_eq!(status.code(), None, "the command failed by itself");
            killed += 1;
        }
        assert!(is_in_use(&to) && !is_in_use(&from));
        let found = dump(&to, 5000);
        for (area, records) in &found {
            assert!(*records == expected[area], "{area} at {to}: {} records", records.len());
        }
        assert_eq!(meta(&to).identity, before.identity);
        (from, moves) = (to, moves + 1);
        if killed >= kills && moves >= 2 {
            break;
        }
    }
    assert!(killed >= kills && moves >= 2, "{killed} kills, {moves} moves");
}

#[test]
fn fifty_kills_lose_nothing_between_a_file_and_a_server() {
    let Some(server) = RedisServer::start() else { return };
    let home = home_with_file();
    let place = |number: usize| match number % 2 {
        0 => format!("{}?prefix=p{number}:", server.url()),
        _ => file_of(&home, &format!("{number}.db")),
    };
    assert_kills_lose_nothing(&home, (0..100).map(place), KILLS);
}

#[test]
fn kills_lose_nothing_in_a_cluster() {
    let Some(cluster) = RedisCluster::start() else { return };
    let home = home_with_file();
    let places = (0..100).map(|number| format!("{}?deadline=20s&prefix=p{number}:", cluster.url()));
    assert_kills_lose_nothing(&home, places, 5);
}

/// All are in one partition, whose scripts run one after another.
#[test]
fn a_page_of_one_user_does_not_have_to_be_written_within_one_deadline() {
    let Some(server) = RedisServer::start() else { return };
    let home = home_with_file();
    fill_users(&home.store, 1, 30_000);
    let to = format!("{}?deadline=1s", server.url());
    home.ok(&["store", "copy", &home.store, &to, "-q"], "");
    assert_eq!(dump(&to, 5000)[&Area::Sessions].len(), 30_000);
}

/// Two commands for one copy, at once.
#[test]
fn the_same_command_twice_at_once_makes_one_copy() {
    let Some(server) = RedisServer::start() else { return };
    let home = home_with_file();
    fill(&home.store, SESSIONS);
    let expected = dump(&home.store, 5000);
    let to = server.url();
    let mut both = [start(&home, &home.store, &to), start(&home, &home.store, &to)];
    let succeeded = both.iter_mut().map(|child| child.wait().unwrap().success()).filter(|success| *success).count();
    assert!(succeeded >= 1);
    assert!(is_in_use(&to) && !is_in_use(&home.store));
    assert!(dump(&to, 5000) == expected);
}

/// A second command goes on with the copy, finds a difference, and clears the destination, while the first waits to open it.
#[test]
fn a_destination_that_was_cleared_is_not_opened() {
    let Some(server) = RedisServer::start() else { return };
    let home = home_with_file();
    fill(&home.store, 200);
    let expected = dump(&home.store, 5000);
    let to = server.url();
    let mut first = start(&home, &home.store, &to);
    while meta(&home.store).copy.is_none_or(|mark| mark.state != CopyState::Moved) {
        assert!(first.try_wait().unwrap().is_none(), "it waits after it has marked the source");
        thread::sleep(Duration::from_millis(10));
    }
    let found = meta(&to).copy.unwrap();
    let second = found.of_next("second".to_owned());
    assert!(transfer(&to).replace_mark(Some(&found), Some(&second)).unwrap());
    transfer(&to).clear(&second).unwrap();
    assert!(!first.wait().unwrap().success());
    assert!(!is_in_use(&to));
    assert!(start(&home, &home.store, &to).wait().unwrap().success(), "it copies again");
    assert!(is_in_use(&to) && !is_in_use(&home.store));
    assert!(dump(&to, 5000) == expected);
}
