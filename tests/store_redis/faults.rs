//! Servers that are down, stopped, full, read-only or unsafe, and replies that are lost.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use tokctl::base::Code;
use tokctl::store::step::{AccessQuery, RevokeKey, RotateOutcome};
use tokctl::store::{Absent, Identity, Location, Opening, Store, StoreError};

use crate::proxy::LosingProxy;
use crate::redis::{RedisServer, wait_for};
use crate::{add_user, log_in, op, open, rotate_step, rotated, sid, try_open};

#[track_caller]
pub fn assert_server_fault(error: &StoreError, part: &str) {
    let StoreError::Server(fault) = error else { panic!("{error:?}") };
    assert!(fault.message.contains(part), "{fault:?}");
    assert_eq!(fault.code, Code::Store);
}

#[track_caller]
fn assert_state_fault(error: &StoreError, part: &str) {
    let StoreError::State(fault) = error else { panic!("{error:?}") };
    assert!(fault.message.contains(part), "{fault:?}");
    assert_eq!(fault.code, Code::Store);
}

fn revoke_key(store: &dyn Store, kid: &str) -> Result<bool, StoreError> {
    store.revoke_key(&RevokeKey { op: op(), kid: kid.to_owned(), reason: "leaked".to_owned() })
}

fn ask(store: &dyn Store, kid: &str) -> Result<usize, StoreError> {
    let query = AccessQuery { kid: Some(kid.to_owned()), ..AccessQuery::default() };
    store.access_state(&query).map(|found| found.len())
}

#[test]
fn a_server_that_is_killed_is_an_error_and_loses_nothing_it_acknowledged() {
    let options = ["--save", "", "--appendonly", "yes", "--appendfsync", "always"];
    let Some(mut server) = RedisServer::start_with(&options) else { return };
    let store = open(&server.url());
    let alice = add_user(store.as_ref(), "alice");
    let sid = log_in(store.as_ref(), &alice, "s");
    for generation in 0..20 {
        rotated(store.as_ref(), "alice", &sid, generation);
    }
    assert!(revoke_key(store.as_ref(), "key").unwrap());
    server.kill();
    assert_server_fault(&ask(store.as_ref(), "key").unwrap_err(), "could not connect");
    assert_server_fault(&store.rotate(&rotate_step("alice", &sid, 20, 0)).unwrap_err(), "could not connect");
    assert_server_fault(&try_open(&server.url()).err().unwrap(), "could not connect");
    assert!(server.restart());
    assert_eq!(ask(store.as_ref(), "key").unwrap(), 1);
    assert_eq!(rotated(store.as_ref(), "alice", &sid, 20), 21);
}

/// Sessions that are refreshed without a pause while the server dies.
#[test]
fn a_server_that_is_killed_under_load_keeps_every_refresh_it_acknowledged() {
    let options = ["--save", "", "--appendonly", "yes", "--appendfsync", "always"];
    let Some(mut server) = RedisServer::start_with(&options) else { return };
    let url = server.url();
    let store = open(&url);
    let names: Vec<String> = (0..8).map(|number| format!("user{number}")).collect();
    for name in &names {
        let user = add_user(store.as_ref(), name);
        log_in(store.as_ref(), &user, "s");
    }
    let acknowledged = AtomicU64::new(0);
    // Refreshes until an error. Returns the last generation that was acknowledged.
    let refresh = |name: &str| {
        let store = open(&url);
        for generation in 0.. {
            match store.rotate(&rotate_step(name, &sid(name, "s"), generation, 0)) {
                Ok(RotateOutcome::Rotated(_)) => _ = acknowledged.fetch_add(1, Ordering::SeqCst),
                Ok(other) => panic!("{other:?}"),
                Err(_) => return generation,
            }
        }
        unreachable!()
    };
    let generations: Vec<u64> = thread::scope(|scope| {
        let threads: Vec<_> = names.iter().map(|name| scope.spawn(|| refresh(name))).collect();
        wait_for(|| acknowledged.load(Ordering::SeqCst) > 400);
        server.kill();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(server.restart());
    for (name, acknowledged) in names.iter().zip(generations) {
        let found = store.session(&sid(name, "s"), crate::NOW).unwrap().unwrap().session.generation;
        // The last one may have been done without a reply.
        assert!((acknowledged..=acknowledged + 1).contains(&found), "{name}: {acknowledged}, but {found} found");
        assert_eq!(rotated(store.as_ref(), name, &sid(name, "s"), found), found + 1);
    }
}

#[test]
fn a_stopped_server_ends_each_call_at_its_deadline() {
    let Some(server) = RedisServer::start() else { return };
    let store = open(&format!("{}?deadline=300ms", server.url()));
    assert!(revoke_key(store.as_ref(), "key").unwrap());
    server.signal("-STOP");
    for error in [ask(store.as_ref(), "key").unwrap_err(), revoke_key(store.as_ref(), "other").unwrap_err()] {
        assert!(matches!(error, StoreError::Deadline(_)), "{error:?}");
    }
    server.signal("-CONT");
    assert_eq!(ask(store.as_ref(), "key").unwrap(), 1);
}

/// A server that was stopped still finds the step in its buffer.
#[test]
fn a_step_that_failed_at_its_deadline_is_not_done_later() {
    let Some(server) = RedisServer::start() else { return };
    let store = open(&format!("{}?deadline=500ms", server.url()));
    let alice = add_user(store.as_ref(), "alice");
    let sid = log_in(store.as_ref(), &alice, "s");
    assert_eq!(rotated(store.as_ref(), "alice", &sid, 0), 1);
    server.signal("-STOP");
    let error = store.rotate(&rotate_step("alice", &sid, 1, 0)).unwrap_err();
    assert!(matches!(error, StoreError::Deadline { .. }), "{error:?}");
    thread::sleep(Duration::from_millis(100));
    server.signal("-CONT");
    let refused = || server.command(&["INFO", "errorstats"]).contains("errorstat_TOOLATE:count=1");
    wait_for(refused);
    assert_eq!(rotated(store.as_ref(), "alice", &sid, 1), 2);
}

#[test]
fn a_lost_reply_does_not_cost_the_session() {
    let Some(server) = RedisServer::start() else { return };
    let proxy = LosingProxy::start(server.port);
    let store = open(&format!("redis://127.0.0.1:{}", proxy.port));
    let alice = add_user(store.as_ref(), "alice");
    let sid = log_in(store.as_ref(), &alice, "s");
    for generation in 0..1000 {
        assert_eq!(rotated(store.as_ref(), "alice", &sid, generation), generation + 1);
    }
    assert!(proxy.lost.load(Ordering::SeqCst) >= 1000);
    // A repetition is not counted.
    assert_eq!(store.meta().unwrap().commits, 1002);
    // The same token in another step is reuse.
    let again = store.rotate(&rotate_step("alice", &sid, 999, 0)).unwrap();
    assert_eq!(again, RotateOutcome::Reused { user: "alice".to_owned(), already_ended: false });
}

#[test]
fn scripts_are_loaded_again_after_a_flush() {
    let Some(server) = RedisServer::start() else { return };
    let store = open(&server.url());
    let alice = add_user(store.as_ref(), "alice");
    let sid = log_in(store.as_ref(), &alice, "s");
    for generation in 0..3 {
        assert_eq!(server.command(&["SCRIPT", "FLUSH"]), "+OK");
        rotated(store.as_ref(), "alice", &sid, generation);
    }
}

#[test]
fn a_full_or_read_only_server_changes_nothing() {
    let Some(server) = RedisServer::start() else { return };
    let store = open(&server.url());
    assert!(revoke_key(store.as_ref(), "before").unwrap());
    let refused = |part: &str| {
        assert_server_fault(&revoke_key(store.as_ref(), "key").unwrap_err(), part);
        assert_eq!(ask(store.as_ref(), "key").unwrap(), 0);
        assert_eq!(ask(store.as_ref(), "before").unwrap(), 1);
    };
    assert_eq!(server.command(&["CONFIG", "SET", "maxmemory", "1"]), "+OK");
    refused("no memory left");
    assert_eq!(server.command(&["CONFIG", "SET", "maxmemory", "0"]), "+OK");
    assert_eq!(server.command(&["REPLICAOF", "127.0.0.1", "1"]), "+OK");
    // It does not even answer: a revocation on its primary may be missing.
    assert_server_fault(&revoke_key(store.as_ref(), "key").unwrap_err(), "replica");
    assert_server_fault(&ask(store.as_ref(), "before").unwrap_err(), "is a replica");
    let accepting = try_open(&format!("{}?allow-eviction", server.url()));
    assert_server_fault(&accepting.err().unwrap(), "is a replica");
    assert_eq!(server.command(&["REPLICAOF", "NO", "ONE"]), "+OK");
    assert!(revoke_key(store.as_ref(), "key").unwrap());
    assert_eq!(store.meta().unwrap().commits, 2);
}

#[test]
fn a_memory_policy_that_removes_keys_must_be_accepted() {
    let Some(server) = RedisServer::start() else { return };
    assert_eq!(server.command(&["CONFIG", "SET", "maxmemory-policy", "allkeys-lru"]), "+OK");
    assert_server_fault(&try_open(&server.url()).err().unwrap(), "allkeys-lru");
    assert!(revoke_key(open(&format!("{}?allow-eviction", server.url())).as_ref(), "key").unwrap());
    assert_eq!(server.command(&["CONFIG", "SET", "maxmemory-policy", "noeviction"]), "+OK");
    assert_eq!(ask(open(&server.url()).as_ref(), "key").unwrap(), 1);
}

#[test]
fn a_memory_policy_that_is_set_later_is_noticed() {
    let Some(server) = RedisServer::start() else { return };
    let store = open(&server.url());
    assert!(revoke_key(store.as_ref(), "key").unwrap());
    assert_eq!(server.command(&["CONFIG", "SET", "maxmemory-policy", "allkeys-lru"]), "+OK");
    // It is read again every second.
    thread::sleep(Duration::from_millis(1100));
    assert_server_fault(&ask(store.as_ref(), "key").unwrap_err(), "allkeys-lru");
    assert_eq!(server.command(&["CONFIG", "SET", "maxmemory-policy", "noeviction"]), "+OK");
    assert_eq!(ask(store.as_ref(), "key").unwrap(), 1);
}

#[test]
fn a_password_is_required_and_not_shown() {
    let Some(server) = RedisServer::start_with(&["--save", "", "--requirepass", "hunter2"]) else { return };
    let with = |login: &str| try_open(&server.url().replace("//", &format!("//{login}")));
    assert_server_fault(&with("").err().unwrap(), "requires a password");
    for (login, part) in [(":wrong-secret@", "refused"), ("nobody:wrong-secret@", "refused")] {
        let error = with(login).err().unwrap();
        assert_server_fault(&error, part);
        assert!(!format!("{error:?}").contains("wrong-secret"), "{error:?}");
    }
    assert!(with(":hunter2@").is_ok());
}

#[test]
fn a_state_of_another_kind_is_refused() {
    let Some(server) = RedisServer::start() else { return };
    let store = open(&server.url());
    server.command(&["HSET", "tokctl:{meta}:identity", "schema", "99"]);
    assert_state_fault(&try_open(&server.url()).err().unwrap(), "schema version 99");
    server.command(&["HSET", "tokctl:{meta}:identity", "schema", "x"]);
    assert_state_fault(&try_open(&server.url()).err().unwrap(), "damaged");
    server.command(&["HSET", "tokctl:{meta}:identity", "schema", "1"]);
    let alice = add_user(store.as_ref(), "alice");
    let sid = log_in(store.as_ref(), &alice, "s");
    assert_eq!(store.check().unwrap(), [""; 0]);
    server.command(&["DEL", "tokctl:{2bd}:user:alice"]);
    assert_state_fault(&store.rotate(&rotate_step("alice", &sid, 0, 0)).unwrap_err(), "without its user");
    assert_state_fault(&store.session(&sid, crate::NOW).unwrap_err(), "without its user");
    assert_eq!(store.check().unwrap().len(), 1);
}

#[test]
fn a_state_that_was_emptied_while_it_was_in_use_is_refused() {
    let Some(mut server) = RedisServer::start() else { return };
    let store = open(&server.url());
    assert!(revoke_key(store.as_ref(), "key").unwrap());
    // Emptied and created again on the same connection.
    assert_eq!(server.command(&["FLUSHALL"]), "+OK");
    assert_state_fault(&ask(store.as_ref(), "key").unwrap_err(), "was lost");
    assert_state_fault(&revoke_key(store.as_ref(), "key").unwrap_err(), "was lost");
    assert!(matches!(store.meta().unwrap_err(), StoreError::NotCreated(_)));
    create_again(&server.url(), "newer");
    assert_state_fault(&store.meta().unwrap_err(), "replaced");
    assert_eq!(open(&server.url()).meta().unwrap().identity.id, "newer");
    // A server without persistence loses its data with the process: it is not asked on a new connection.
    let store = open(&server.url());
    assert!(revoke_key(store.as_ref(), "key").unwrap());
    assert!(server.restart());
    assert_state_fault(&ask(store.as_ref(), "key").unwrap_err(), "removed or replaced");
    create_again(&server.url(), "newest");
    assert_state_fault(&revoke_key(store.as_ref(), "other").unwrap_err(), "removed or replaced");
}

fn create_again(url: &str, id: &str) {
    let identity = Identity { id: id.to_owned(), ..crate::identity() };
    Location::parse(url).unwrap().open(Absent::Create(&identity), Opening::default()).unwrap();
}
