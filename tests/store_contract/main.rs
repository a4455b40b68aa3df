//! Every rule of the contract, on every store: the file, a Redis server, and both through the async handle.

mod blocking;
mod contract;
mod group;
#[allow(dead_code)]
#[path = "../support/redis.rs"]
mod redis;

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokctl::base::lock::DEADLINE;
use tokctl::store::sqlite::SqliteStore;
use tokctl::store::{Absent, Location, Opening, Store, StoreError};

use blocking::Blocking;
use contract::{RULES, Rule, SEALED_RULES, identity};
use redis::{RedisCluster, RedisServer, RedisService};

/// Runs each rule on a new store.
fn assert_keep<'r>(
    rules: impl Iterator<Item = &'r (&'static str, Rule)>,
    open: impl Fn(&str) -> Box<dyn Store>,
    closed: impl Fn(&str),
) {
    let mut broken = Vec::new();
    for (name, rule) in rules {
        let store = open(name);
        if catch_unwind(AssertUnwindSafe(|| rule(store.as_ref()))).is_err() {
            broken.push(*name);
        }
        assert_eq!(store.check().unwrap(), [""; 0], "{name}");
        store.close().unwrap();
        closed(name);
    }
    assert_eq!(broken, [""; 0]);
    assert!(RULES.len() > 50);
}

fn assert_a_file_keeps_the_contract(open: impl Fn(&Location) -> Box<dyn Store>) {
    let directory = tempfile::tempdir().unwrap();
    let path = |name: &str| directory.path().join(name.replace("::", "-"));
    assert_keep(
        RULES.iter().chain(SEALED_RULES),
        |name| open(&Location::File(path(name))),
        |name| {
            let log = directory.path().join(format!("{}-wal", name.replace("::", "-")));
            assert!(!log.exists(), "{name}: closing folds the log into the file");
        },
    );
}

fn assert_a_server_keeps_the_contract(open: impl Fn(&Location) -> Box<dyn Store>) {
    let Some(server) = RedisServer::start() else { return };
    assert_keep(
        RULES.iter(),
        |name| open(&Location::parse(&format!("{}?prefix={name}:", server.url())).unwrap()),
        |name| assert_eq!(server.command(&["EXISTS", &format!("{name}:{{meta}}:identity")]), ":1", "{name}"),
    );
}

#[test]
fn a_file_keeps_the_contract() {
    assert_a_file_keeps_the_contract(|location| {
        let path = location.path().unwrap();
        Box::new(SqliteStore::open(path, Absent::Create(&identity()), DEADLINE).unwrap())
    });
}

#[test]
fn the_handle_of_a_file_keeps_the_contract() {
    assert_a_file_keeps_the_contract(|location| Box::new(Blocking::open(location)));
}

#[test]
fn a_server_keeps_the_contract() {
    assert_a_server_keeps_the_contract(|location| {
        location.open(Absent::Create(&identity()), Opening::default()).unwrap()
    });
}

#[test]
fn the_handle_of_a_server_keeps_the_contract() {
    assert_a_server_keeps_the_contract(|location| Box::new(Blocking::open(location)));
}

fn assert_a_cluster_keeps_the_contract(open: impl Fn(&Location) -> Box<dyn Store>) {
    let Some(cluster) = RedisCluster::start() else { return };
    let url = cluster.url();
    assert_keep(
        RULES.iter(),
        |name| open(&Location::parse(&format!("{url}?prefix={name}:&deadline=20s")).unwrap()),
        |_| {},
    );
    let keys = |server: &RedisServer| server.list(&["KEYS", "*"]).len();
    assert!(cluster.nodes.iter().map(keys).all(|keys| keys > 0), "no node is empty");
}

#[test]
fn a_cluster_keeps_the_contract() {
    assert_a_cluster_keeps_the_contract(|location| {
        location.open(Absent::Create(&identity()), Opening::default()).unwrap()
    });
}

#[test]
fn the_handle_of_a_cluster_keeps_the_contract() {
    assert_a_cluster_keeps_the_contract(|location| Box::new(Blocking::open(location)));
}

#[test]
fn the_primary_that_a_sentinel_names_keeps_the_contract() {
    let Some(service) = RedisService::start() else { return };
    assert_keep(
        RULES.iter(),
        |name| {
            let location = Location::parse(&format!("{}?prefix={name}:", service.url())).unwrap();
            location.open(Absent::Create(&identity()), Opening::default()).unwrap()
        },
        |_| {},
    );
}

/// The user and the commands are those that the documentation recommends.
#[test]
fn a_user_limited_to_the_prefix_and_its_commands_keeps_the_contract() {
    let Some(server) = RedisServer::start() else { return };
    let page = include_str!("../../docs/redis.md");
    let line = page.lines().find(|line| line.starts_with("ACL SETUSER tokctl ")).unwrap();
    let words: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(server.command(&words), "+OK", "{line}");
    let url = server.url().replace("//", "//tokctl:PASSWORD@");
    assert_keep(
        RULES.iter(),
        |name| {
            let location = Location::parse(&format!("{url}?prefix=tokctl:{name}:")).unwrap();
            location.open(Absent::Create(&identity()), Opening::default()).unwrap()
        },
        |_| {},
    );
    let elsewhere = Location::parse(&format!("{url}?prefix=other:")).unwrap();
    let refused = elsewhere.open(Absent::Create(&identity()), Opening::default()).err().unwrap();
    assert!(matches!(&refused, StoreError::Server(fault) if fault.message.contains("NOPERM")), "{refused:?}");
}
