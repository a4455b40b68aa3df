//! What is said about a server that cannot be used: what is wrong, and what to write or do instead.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::thread;

use tokctl::base::Fault;

use crate::commands::{Home, PASSWORD};
use crate::redis::{RedisCluster, RedisServer, RedisService};
use crate::try_open;

#[track_caller]
fn assert_says(url: &str, message: &str, hint: &str) {
    let fault = Fault::from(try_open(url).err().unwrap());
    assert!(fault.message.contains(message), "{url}: {fault:?}");
    assert!(fault.hint.as_ref().is_some_and(|found| found.contains(hint)), "{url}: {fault:?}");
}

/// The URL with another scheme, and with something at its end.
fn with(url: &str, scheme: &str, end: &str) -> String {
    let (_, rest) = url.split_once("://").unwrap();
    format!("{scheme}://{rest}{end}")
}

#[test]
fn a_single_server() {
    let Some(server) = RedisServer::start() else { return };
    let url = server.url();
    assert_says(&with(&url, "redis+cluster", ""), "is not a node of a cluster", "write redis://");
    assert_says(&with(&url, "redis+sentinel", "/main"), "is not a Sentinel", "redis://HOST:PORT");
    assert_says(&with(&url, "rediss", "?deadline=300ms"), "did not respond within 300 ms", "the port uses TLS");
    assert_says(&format!("{url}/99"), "refused the database 99", "another database");
    assert_eq!(server.command(&["CONFIG", "SET", "maxmemory-policy", "allkeys-lru"]), "+OK");
    assert_says(&url, "allkeys-lru", "run `CONFIG SET maxmemory-policy noeviction` on the server");
}

#[test]
fn a_user_that_lacks_a_right() {
    let Some(server) = RedisServer::start() else { return };
    for (user, lacks) in [("selects", "-select"), ("adds", "-zadd"), ("asks", "-info")] {
        assert_eq!(server.command(&["ACL", "SETUSER", user, "on", ">secret", "~*", "+@all", lacks]), "+OK");
    }
    let of = |user: &str| server.url().replace("//", &format!("//{user}:secret@"));
    assert_says(&format!("{}/3", of("selects")), "refused the database 3", "+select");
    assert_says(&of("asks"), "'info'", "docs/redis.md");
    // A command that only a script uses.
    let home = Home::new(&of("adds"));
    let (code, _, stderr) = home.run(&["user", "add", "alice", "--password-stdin"], PASSWORD);
    assert!(code == Some(1) && stderr.contains("does not permit this user"), "{stderr}");
    assert!(stderr.contains("hint: docs/redis.md lists") && stderr.contains("ACL LOG"), "{stderr}");
}

#[test]
fn a_cluster() {
    let Some(mut cluster) = RedisCluster::start() else { return };
    let nodes = || cluster.nodes.iter().filter_map(|node| try_open(&node.url()).err());
    // The third has the identity.
    assert_eq!(nodes().count(), 2);
    for fault in nodes().map(Fault::from) {
        assert!(fault.message.contains("is a node of a cluster"), "{fault:?}");
        assert!(fault.hint.as_ref().is_some_and(|hint| hint.contains("redis+cluster://HOST:PORT")), "{fault:?}");
    }
    assert_says(&format!("{}/3", cluster.nodes[0].url()), "refused the database 3", "redis+cluster://HOST:PORT");
    let at = cluster.nodes.iter().position(|node| try_open(&node.url()).is_ok()).unwrap();
    cluster.nodes[at].kill();
    let url = with(&cluster.nodes[(at + 1) % 3].url(), "redis+cluster", "?deadline=2s");
    assert_says(&url, "redis+cluster://127.0.0.1", "the addresses in `CLUSTER SLOTS`");
    let node = &cluster.nodes[(at + 1) % 3];
    assert_eq!(node.command(&["CONFIG", "SET", "requirepass", "secret"]), "+OK");
    let url = node.url().replace("redis://", "redis+cluster://:wrong@");
    assert_says(&url, "refused the user name or the password", "check both");
}

#[test]
fn a_sentinel() {
    let Some(service) = RedisService::start() else { return };
    let url = service.url();
    let sentinel = with(url.trim_end_matches("/main"), "redis", "");
    assert_says(&sentinel, "is a Sentinel", "redis+sentinel://HOST:PORT/SERVICE");
    assert_says(&with(&sentinel, "redis+cluster", ""), "is not a node of a cluster", "write redis://");
    assert_says(&url.replace("/main", "/other"), "does not know the service \"other\"", "SENTINEL MASTERS");
    let Some(locked) = RedisServer::start_with(&["--sentinel", "--requirepass", "secret"]) else { return };
    let url = locked.url().replace("redis://", "redis+sentinel://:secret@") + "/main";
    assert_says(&url, "the Sentinel requires a password", "remove the password of the Sentinel");
}

#[test]
fn a_long_reply_with_control_characters() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            _ = stream.read(&mut [0; 4096]);
            _ = stream.write_all(format!("-ERR \u{1b}[2J{}\r\n", "x".repeat(5_000_000)).as_bytes());
        }
    });
    let home = Home::new(&format!("redis://127.0.0.1:{port}"));
    home.ok(&["init", "-q"], "");
    let (code, _, stderr) = home.run(&["user", "list"], "");
    assert!(code == Some(1) && stderr.contains(r"returned an error: ERR \u{1b}[2Jxxx"), "{} bytes", stderr.len());
    assert!(stderr.len() < 500, "{} bytes", stderr.len());
}
