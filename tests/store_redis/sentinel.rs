//! A primary that fails over to its replica.

use std::thread;
use std::time::Duration;

use crate::redis::{RedisServer, RedisService, wait_for};
use crate::{add_user, log_in, open, rotated};

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

/// The former primary takes writes until its Sentinel makes it a replica, and they are lost.
#[test]
fn a_planned_failover_is_noticed_within_a_second() {
    let Some(service) = RedisService::start() else { return };
    let store = open(&service.url());
    let alice = add_user(store.as_ref(), "alice");
    let sid = log_in(store.as_ref(), &alice, "s");
    wait_for(|| service.sentinel(&["SENTINEL", "FAILOVER", "main"]) == "+OK");
    let role = |server: &RedisServer| server.command(&["INFO", "replication"]);
    wait_for(|| role(&service.replica).contains("role:master"));
    thread::sleep(Duration::from_millis(1500));
    assert!(role(&service.primary).contains("role:master"), "it takes writes");
    assert_eq!(rotated(store.as_ref(), "alice", &sid, 0), 1);
    let key = format!("tokctl:{{2bd}}:session:{sid}");
    assert_eq!(service.replica.command(&["HGET", &key, "generation"]), "1");
}
