//! The store on a Redis server, beyond the contract: many processes, faults, lifetimes of keys, and the commands.
#![cfg(unix)]

mod cluster;
mod commands;
mod copy;
mod faults;
mod lifetimes;
mod messages;
#[allow(dead_code)]
#[path = "../support/namespace.rs"]
mod namespace;
mod nodes;
mod outages;
mod proxy;
mod races;
#[allow(dead_code)]
#[path = "../support/redis.rs"]
mod redis;
mod replicas;
mod sentinel;
mod tls;

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokctl::base::{Object, Secret, Timestamp};
use tokctl::store::record::{Digest, User};
use tokctl::store::step::{AddOutcome, Login, LoginOutcome, NewUser, Operation, OperationId, Rotate, RotateOutcome};
use tokctl::store::{Absent, Identity, Location, Opening, Partition, Store, StoreError, ThrottleKey};

const NOW: Timestamp = Timestamp::from_secs(1_750_000_000);
const IDLE: Duration = Duration::from_secs(3600);
const ABSOLUTE: Duration = Duration::from_secs(3 * 3600);

fn identity() -> Identity {
    Identity {
        id: "store".to_owned(),
        issuer: "https://issuer.example".to_owned(),
        refresh_fingerprint: Digest([3; 32]),
        sandbox: None,
    }
}

/// An operation of its own.
fn op() -> Operation {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = u128::from(NEXT.fetch_add(1, Ordering::Relaxed)) << 64 | u128::from(std::process::id());
    Operation { id: OperationId(number.to_be_bytes()), now: NOW }
}

fn try_open(url: &str) -> Result<Box<dyn Store>, StoreError> {
    Location::parse(url)?.open(Absent::Create(&identity()), Opening::default())
}

fn open(url: &str) -> Box<dyn Store> {
    try_open(url).unwrap()
}

fn add_user(store: &dyn Store, name: &str) -> User {
    let step = NewUser {
        op: op(),
        name: name.to_owned(),
        password: Secret::from("$argon2id$".to_owned()),
        roles: Vec::new(),
        scope: String::new(),
        claims: Object::new(),
    };
    let AddOutcome::Added(user) = store.add_user(&step).unwrap() else { panic!("{name} exists") };
    *user
}

fn throttle_key(name: &str) -> ThrottleKey {
    ThrottleKey { partition: Partition::of_name(name), name: Digest([9; 32]) }
}

/// The ID of the session with this name, of this user.
fn sid(user: &str, name: &str) -> String {
    format!("{}-{name}", Partition::of_name(user))
}

fn login_step(user: &User, name: &str) -> Login {
    Login {
        op: op(),
        sid: sid(&user.name, name),
        user: user.name.clone(),
        version: user.version,
        client: "tokctl".to_owned(),
        scope: String::new(),
        hash: hash(0),
        idle: IDLE,
        absolute: ABSOLUTE,
        access_ttl: Duration::from_secs(900),
        throttle: throttle_key(&user.name),
    }
}

/// Opens a session, and returns its ID.
fn log_in(store: &dyn Store, user: &User, name: &str) -> String {
    let step = login_step(user, name);
    assert!(matches!(store.login(&step).unwrap(), LoginOutcome::Opened(_)));
    step.sid
}

/// Stands for the hash of the refresh token of this generation.
fn hash(generation: u64) -> Digest {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&generation.to_be_bytes());
    Digest(bytes)
}

fn rotate_step(user: &str, sid: &str, generation: u64, grace: u64) -> Rotate {
    Rotate {
        op: op(),
        sid: sid.to_owned(),
        user: user.to_owned(),
        generation,
        presented: hash(generation),
        successor: hash(generation + 1),
        idle: IDLE,
        grace: Duration::from_secs(grace),
        sealed: Secret::from("sealed".to_owned()),
        access_jti: "jti".to_owned(),
        access_ttl: Duration::from_secs(900),
    }
}

/// Rotates, and returns the generation after it.
fn rotated(store: &dyn Store, user: &str, sid: &str, generation: u64) -> u64 {
    match store.rotate(&rotate_step(user, sid, generation, 0)).unwrap() {
        RotateOutcome::Rotated(issued) => issued.session.generation,
        other => panic!("generation {generation} of {sid}: {other:?}"),
    }
}
