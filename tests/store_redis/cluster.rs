//! A cluster of three nodes.

use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use tokctl::store::record::Digest;
use tokctl::store::step::{AcceptRestored, AccessQuery, Revocation, RevokeToken, RotateOutcome};

use crate::commands::{Home, PASSWORD};
use crate::faults::assert_server_fault;
use crate::redis::{RedisCluster, RedisServer};
use crate::{NOW, add_user, log_in, op, open, rotate_step, rotated, sid, try_open};

const CLIENTS: usize = 24;

#[test]
fn users_are_spread_over_all_nodes() {
    let Some(cluster) = RedisCluster::start() else { return };
    let store = open(&format!("{}?deadline=20s", cluster.url()));
    for number in 0..1000 {
        add_user(store.as_ref(), &format!("user{number}"));
    }
    let shares: Vec<usize> = cluster.nodes.iter().map(|node| node.list(&["KEYS", "*:user:*"]).len()).collect();
    assert_eq!(shares.iter().sum::<usize>(), 1000);
    assert!(shares.iter().all(|share| *share > 200), "{shares:?}");
    assert_eq!(store.stats().unwrap().users, 1000);
    let (mut names, mut next) = (Vec::new(), None);
    loop {
        let page = store.users(next.as_ref(), 300).unwrap();
        names.extend(page.users.into_iter().map(|user| user.name));
        next = page.next;
        if next.is_none() {
            break;
        }
    }
    assert_eq!(names.len(), 1000);
    assert!(names.is_sorted());
}

#[test]
fn of_many_clients_with_one_token_one_wins() {
    let Some(cluster) = RedisCluster::start() else { return };
    let url = format!("{}?deadline=20s", cluster.url());
    let store = open(&url);
    let alice = add_user(store.as_ref(), "alice");
    let sid = log_in(store.as_ref(), &alice, "s");
    let barrier = Barrier::new(CLIENTS);
    let present = || {
        let store = open(&url);
        barrier.wait();
        store.rotate(&rotate_step("alice", &sid, 0, 0)).unwrap()
    };
    let outcomes: Vec<RotateOutcome> = thread::scope(|scope| {
        let threads: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(present)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let won = outcomes.iter().filter(|outcome| matches!(outcome, RotateOutcome::Rotated(_))).count();
    let lost = outcomes.iter().filter(|outcome| matches!(outcome, RotateOutcome::Reused { .. })).count();
    assert_eq!((won, lost), (1, CLIENTS - 1));
}

#[test]
fn scripts_are_loaded_again_on_every_node_and_policies_checked() {
    let Some(cluster) = RedisCluster::start() else { return };
    let url = format!("{}?deadline=20s", cluster.url());
    let store = open(&url);
    for (number, name) in ["alice", "bob", "carol", "dave", "erin", "frank"].into_iter().enumerate() {
        cluster.nodes.iter().for_each(|node| assert_eq!(node.command(&["SCRIPT", "FLUSH"]), "+OK"));
        let user = add_user(store.as_ref(), name);
        let sid = log_in(store.as_ref(), &user, &format!("s{number}"));
        assert_eq!(rotated(store.as_ref(), name, &sid, 0), 1);
    }
    let last = cluster.nodes.last().unwrap();
    assert_eq!(last.command(&["CONFIG", "SET", "maxmemory-policy", "volatile-ttl"]), "+OK");
    assert_server_fault(&try_open(&url).err().unwrap(), "volatile-ttl");
}

#[test]
fn without_a_node_only_its_partitions_fail() {
    let Some(mut cluster) = RedisCluster::start() else { return };
    let store = open(&format!("{}?deadline=400ms", cluster.url()));
    let names: Vec<String> = (0..9).map(|number| format!("user{number}")).collect();
    for name in &names {
        let user = add_user(store.as_ref(), name);
        log_in(store.as_ref(), &user, "s");
    }
    let is_on = |node: &RedisServer, name: &str| node.list(&["KEYS", &format!("*:user:{name}")]).len() == 1;
    let lost: Vec<bool> = names.iter().map(|name| is_on(&cluster.nodes[2], name)).collect();
    assert!(lost.contains(&true) && lost.contains(&false));
    cluster.nodes[2].kill();
    for (name, is_lost) in names.iter().zip(lost) {
        let outcome = store.rotate(&rotate_step(name, &sid(name, "s"), 0, 0));
        let query = AccessQuery { user: Some(name.clone()), version: Some(0), ..AccessQuery::default() };
        let found = store.access_state(&query);
        if is_lost {
            assert!(outcome.is_err() && found.is_err(), "{outcome:?} {found:?}");
        } else {
            assert!(matches!(outcome, Ok(RotateOutcome::Rotated(_))), "{outcome:?}");
            assert_eq!(found.unwrap(), []);
        }
    }
}

/// The identity of the state is on one node, without which no process can begin to use it.
#[test]
fn without_a_node_new_processes_go_on_in_the_other_partitions() {
    let Some(mut cluster) = RedisCluster::start() else { return };
    let home = Home::new(&format!("{}?deadline=2s", cluster.url()));
    let names: Vec<String> = (0..6).map(|number| format!("user{number}")).collect();
    for name in &names {
        home.ok(&["user", "add", name, "--password-stdin", "-q"], PASSWORD);
    }
    let log_in = |name: &str| home.run(&["login", name, "--password-stdin", "--no-save", "-q"], PASSWORD);
    let has = |node: &RedisServer, pattern: &str| node.list(&["KEYS", pattern]).len() == 1;
    let is_needed = |node: &RedisServer| has(node, "*:identity");
    // Not the node that the URL names.
    let at = (1..3).find(|at| !is_needed(&cluster.nodes[*at])).expect("a node without the identity");
    let lost: Vec<bool> = names.iter().map(|name| has(&cluster.nodes[at], &format!("*:user:{name}"))).collect();
    assert!(lost.contains(&true) && lost.contains(&false), "{lost:?}");
    for is_stopped in [true, false] {
        if is_stopped {
            cluster.nodes[at].signal("-STOP");
        } else {
            cluster.nodes[at].kill();
        }
        for (name, is_lost) in names.iter().zip(&lost) {
            let (code, _, stderr) = log_in(name);
            assert_eq!(code, Some(i32::from(*is_lost)), "{name}, stopped: {is_stopped}: {stderr}");
        }
    }
    // Each check of the state fails, for one reason.
    let (code, findings, _) = home.run(&["doctor", "--json"], "");
    assert_eq!((code, findings.matches(r#""id":"state""#).count()), (Some(18), 1), "{findings}");
}

/// A node without persistence was restarted: what was revoked in its partitions is not known any more.
#[test]
fn a_node_that_lost_its_data_is_noticed() {
    let Some(cluster) = RedisCluster::start() else { return };
    let url = format!("{}?deadline=20s", cluster.url());
    let store = open(&url);
    let deny = |key: Digest| {
        let expires_at = NOW.saturating_add(Duration::from_secs(86_400));
        let step = RevokeToken { op: op(), key, expires_at, reason: "leaked".to_owned(), user: None, sid: None };
        store.revoke_token(&step).unwrap();
    };
    let keys: Vec<Digest> = (0..12).map(|number| Digest([number * 20; 32])).collect();
    keys.iter().for_each(|key| deny(*key));
    let query = |key: &Digest| AccessQuery { deny_key: Some(*key), ..AccessQuery::default() };
    let has_identity = |node: &RedisServer| node.list(&["KEYS", "tokctl:{meta}:identity"]).len() == 1;
    let emptied = cluster.nodes.iter().find(|node| !has_identity(node)).unwrap();
    let lost = emptied.list(&["KEYS", "*}:denied:*"]).len();
    assert!((1..12).contains(&lost), "{lost} of 12");
    assert_eq!(emptied.command(&["FLUSHALL"]), "+OK");
    for store in [open(&url), open(&url)] {
        store.admission().unwrap();
        let found = keys.iter().map(|key| store.access_state(&query(key)));
        let (known, unknown): (Vec<_>, Vec<_>) = found.partition(|found| found.is_ok());
        assert!(known.iter().all(|found| matches!(found.as_deref(), Ok([Revocation::Token(_)]))), "{known:?}");
        assert_eq!(unknown.len(), lost);
        // A step does not hide it.
        for key in &keys {
            let step =
                RevokeToken { op: op(), key: *key, expires_at: NOW, reason: "again".to_owned(), user: None, sid: None };
            _ = store.revoke_token(&step);
        }
    }
    store.accept_restored(&AcceptRestored { op: op(), id: "accepted".to_owned() }).unwrap();
    let found: Vec<_> = keys.iter().map(|key| store.access_state(&query(key)).unwrap().len()).collect();
    assert_eq!(found.iter().sum::<usize>(), 12 - lost);
}
