//! `store copy` between files, a server and a cluster.

mod kills;
mod marks;
mod refused;
mod steps;
mod survival;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tokctl::base::{Clock, SystemClock, Timestamp};
use tokctl::store::copy::{Area, Record, Transfer};
use tokctl::store::step::Operation;
use tokctl::store::{Absent, CopyMark, CopyState, Location, Meta, Opening, Store, StoreError};

use crate::commands::Home;
use crate::redis::RedisServer;

fn now() -> Timestamp {
    SystemClock.now()
}

/// An operation at the current time.
fn op() -> Operation {
    Operation { now: now(), ..crate::op() }
}

fn open(location: &str) -> Box<dyn Store> {
    Location::parse(location).unwrap().open(Absent::Refuse, Opening::default()).unwrap()
}

fn transfer(location: &str) -> Box<dyn Transfer> {
    try_transfer(location).unwrap()
}

fn try_transfer(location: &str) -> Result<Box<dyn Transfer>, StoreError> {
    Location::parse(location).unwrap().open_for_copy(Absent::Refuse, Opening::default())
}

fn meta(location: &str) -> Meta {
    transfer(location).meta().unwrap()
}

/// The mark of a copy of its own.
fn mark(state: CopyState, other: &str) -> CopyMark {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let id = format!("copy {}", NEXT.fetch_add(1, Ordering::Relaxed));
    CopyMark { state, id, run: 0, writer: String::new(), other: other.to_owned(), since: now().millis() }
}

/// Starts a copy, and kills it after it has marked the source as moved.
fn interrupt(home: &Home, to: &str) {
    let mut child = kills::start(home, &home.store, to);
    while meta(&home.store).copy.is_none_or(|mark| mark.state != CopyState::Moved) {
        assert!(child.try_wait().unwrap().is_none(), "it waits after it has marked the source");
        thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(meta(to).copy.unwrap().state, CopyState::Incomplete);
}

/// The keys of a server but those that say for an hour that a copy has ended.
fn keys(server: &RedisServer) -> usize {
    server.list(&["KEYS", "*"]).iter().filter(|key| !key.contains("}:ended:")).count()
}

/// All records of a store, encoded and sorted, and whether the next rotation replaces the event; events also in their order.
fn dump(location: &str, page: usize) -> BTreeMap<Area, Vec<Vec<u8>>> {
    let store = transfer(location);
    let mut dump = BTreeMap::new();
    for area in Area::ALL {
        let (mut encoded, mut after) = (Vec::new(), None);
        loop {
            let read = store.records(*area, after.as_ref(), page).unwrap();
            for record in read.records {
                let mut bytes = record.encode(Timestamp::MIN);
                if let Record::Event(event) = &record {
                    bytes.push(event.is_replaceable.into());
                }
                encoded.push(bytes);
            }
            match read.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        encoded.sort_unstable();
        dump.insert(*area, encoded);
    }
    dump
}

/// Moves the state, and uses it from then on.
#[track_caller]
fn move_to(home: &mut Home, to: &str) -> Value {
    let report = home.json(&["store", "copy", &home.store, to, "--json", "-q"], "");
    to.clone_into(&mut home.store);
    report
}

fn file_of(home: &Home, name: &str) -> String {
    home.directory.path().join(name).display().to_string()
}

/// A home whose state is in a file.
fn home_with_file() -> Home {
    let mut home = Home::new("");
    home.store = file_of(&home, "first.db");
    home.add_alice();
    home
}
