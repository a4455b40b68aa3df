//! Steps that wait for replicas.

use std::thread;

use crate::commands::{Home, PASSWORD, Serve};
use crate::faults::assert_server_fault;
use crate::redis::{RedisCluster, RedisService, wait_for};
use crate::{add_user, log_in, open, rotate_step, rotated};

#[test]
fn too_few_confirmations_are_counted_and_the_outcome_stands() {
    let Some(service) = RedisService::start() else { return };
    let store = open(&format!("{}?replicas=1&deadline=400ms", service.primary.url()));
    let alice = add_user(store.as_ref(), "alice");
    let sid = log_in(store.as_ref(), &alice, "s");
    assert_eq!(rotated(store.as_ref(), "alice", &sid, 0), 1);
    assert_eq!(store.shortfalls(), 0);
    service.replica.signal("-STOP");
    assert_eq!(rotated(store.as_ref(), "alice", &sid, 1), 2);
    assert_eq!(rotated(store.as_ref(), "alice", &sid, 2), 3);
    assert_eq!(store.shortfalls(), 2);
    service.replica.signal("-CONT");
    assert_eq!(rotated(store.as_ref(), "alice", &sid, 3), 4);
    assert_eq!(store.shortfalls(), 2);
    // More than there are.
    let store = open(&format!("{}?replicas=2&deadline=400ms", service.primary.url()));
    assert_eq!(rotated(store.as_ref(), "alice", &sid, 4), 5);
    assert_eq!(store.shortfalls(), 1);
}

#[test]
fn a_step_is_not_acknowledged_if_the_primary_dies_while_it_waits() {
    let Some(RedisService { mut primary, replica, .. }) = RedisService::start() else { return };
    let store = open(&format!("{}?replicas=1&deadline=20s", primary.url()));
    let alice = add_user(store.as_ref(), "alice");
    let sid = log_in(store.as_ref(), &alice, "s");
    replica.signal("-STOP");
    let outcome = thread::scope(|scope| {
        let waiting = scope.spawn(|| store.rotate(&rotate_step("alice", &sid, 0, 0)));
        let key = format!("tokctl:{{2bd}}:session:{sid}");
        wait_for(|| primary.command(&["HGET", &key, "generation"]) == "1");
        primary.kill();
        waiting.join().unwrap()
    });
    assert_server_fault(&outcome.unwrap_err(), "could not connect");
    assert_eq!(store.shortfalls(), 0);
}

#[test]
fn a_step_waits_for_the_replicas_of_its_own_node() {
    let Some(cluster) = RedisCluster::start() else { return };
    let Some(replica) = cluster.replica_of(0) else { return };
    let store = open(&format!("{}?replicas=1&deadline=2s", cluster.url()));
    let mut confirmed = [0; 2];
    for number in 0..12 {
        let name = format!("user{number}");
        let before = store.shortfalls();
        add_user(store.as_ref(), &name);
        let is_on_first = cluster.nodes[0].list(&["KEYS", &format!("*:user:{name}")]).len() == 1;
        // Only the first node has a replica.
        assert_eq!(store.shortfalls() == before, is_on_first, "{name}");
        confirmed[usize::from(is_on_first)] += 1;
    }
    assert!(!confirmed.contains(&0), "{confirmed:?}");
    drop(replica);
}

#[test]
fn a_command_notes_it_and_a_server_counts_it() {
    let Some(service) = RedisService::start() else { return };
    let home = Home::new(&format!("{}?replicas=1&deadline=1s", service.primary.url()));
    home.add_alice();
    let (code, _, stderr) = home.run(&["login", "alice", "--password-stdin"], PASSWORD);
    assert!(code == Some(0) && !stderr.contains("confirmed"), "{stderr}");
    let serve = Serve::start(&home);
    assert_eq!(serve.request(&home, "/healthz", &[]).1["unconfirmed_steps"], 0);
    service.replica.signal("-STOP");
    let (code, _, stderr) = home.run(&["login", "alice", "--password-stdin"], PASSWORD);
    assert!(code == Some(0) && stderr.contains("fewer replicas than the URL requires confirmed"), "{stderr}");
    let credentials = format!(r#"{{"username":"alice","password":"{PASSWORD}"}}"#);
    assert_eq!(serve.request(&home, "/api/login", &["--json", &credentials]).0, 200);
    // An attempt and a session.
    assert_eq!(serve.request(&home, "/healthz", &[]).1["unconfirmed_steps"], 2);
    let plain = Home { store: service.primary.url(), ..home };
    let serve = Serve::start(&plain);
    assert_eq!(serve.request(&plain, "/healthz", &[]).1, serde_json::json!({ "status": "ok" }));
}
