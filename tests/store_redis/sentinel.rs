//! A primary that fails over to its replica.

use crate::faults::assert_server_fault;
use crate::redis::RedisService;
use crate::{add_user, log_in, open, rotated, try_open};

#[test]
fn the_replica_takes_the_place_of_the_primary() {
    let Some(mut service) = RedisService::start() else { return };
    let url = service.url() + "?deadline=20s";
    let store = open(&url);
    let alice = add_user(store.as_ref(), "alice");
    let sid = log_in(store.as_ref(), &alice, "s");
    assert_eq!(rotated(store.as_ref(), "alice", &sid, 0), 1);
    service.fail_over();
    assert_eq!(rotated(store.as_ref(), "alice", &sid, 1), 2);
    assert_eq!(rotated(open(&url).as_ref(), "alice", &sid, 2), 3);
    // The former primary comes back as a replica.
    assert!(service.primary.restart());
    assert_eq!(rotated(open(&url).as_ref(), "alice", &sid, 3), 4);
}

#[test]
fn a_sentinel_that_does_not_know_the_service_is_an_error() {
    let Some(service) = RedisService::start() else { return };
    let error = try_open(&service.url().replace("/main", "/other")).err().unwrap();
    assert_server_fault(&error, "does not know the service");
}
