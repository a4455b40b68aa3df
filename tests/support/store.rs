//! Values that steps of the store need in tests and benches.

use tokctl::base::{Object, Secret, Timestamp};
use tokctl::store::record::Digest;
use tokctl::store::step::{NewEvent, NewUser, Operation, OperationId, RecordEvent};
use tokctl::store::{EventKind, Identity, Partition, ThrottleKey};

pub fn identity() -> Identity {
    Identity {
        id: "store".to_owned(),
        issuer: "https://issuer.example".to_owned(),
        refresh_fingerprint: Digest([3; 32]),
        sandbox: None,
    }
}

pub fn op(now: Timestamp) -> Operation {
    Operation { id: OperationId([0; 16]), now }
}

pub fn throttle_key(name: &str, digest: u8) -> ThrottleKey {
    ThrottleKey { partition: Partition::of_name(name), name: Digest([digest; 32]) }
}

pub fn new_user(name: &str, now: Timestamp) -> NewUser {
    NewUser {
        op: op(now),
        name: name.to_owned(),
        password: Secret::from("$argon2id$".to_owned()),
        roles: Vec::new(),
        scope: String::new(),
        claims: Object::new(),
    }
}

/// A step that always succeeds and changes something.
pub fn key_added(now: Timestamp) -> RecordEvent {
    RecordEvent { op: op(now), partition: Partition::of_name("key"), event: NewEvent::new(EventKind::KeyAdded) }
}
