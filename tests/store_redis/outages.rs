//! What commands and the server do while their Redis server cannot be used, and after it.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::commands::{Home, PASSWORD, Serve, text};
use crate::namespace;
use crate::redis::{RedisServer, wait_for};

/// A home with a user, its server, and a token that needs no session, next to a revoked one.
struct Deployment {
    home: Home,
    serve: Serve,
    pair: Value,
    revoked: String,
}

impl Deployment {
    fn new(url: &str) -> Self {
        let home = Home::new(url);
        home.add_alice();
        let issue =
            || home.ok(&["issue", "--sub", "alice", "--typ", "at+jwt", "--ttl", "1h", "-q"], "").trim().to_owned();
        let revoked = issue();
        home.ok(&["revoke", &revoked, "-q"], "");
        let pair = home.log_in();
        let serve = Serve::start(&home);
        let deployment = Self { home, serve, pair, revoked };
        deployment.assert_works();
        deployment
    }

    fn access(&self) -> &str {
        text(&self.pair, "access_token")
    }

    fn log_in(&self) -> u16 {
        let credentials = format!(r#"{{"username":"alice","password":"{PASSWORD}"}}"#);
        self.serve.request(&self.home, "/api/login", &["--json", &credentials]).0
    }

    #[track_caller]
    fn assert_works(&self) {
        let code = |token: &str| self.home.run(&["verify", "-q", token], "").0;
        assert_eq!((code(self.access()), code(&self.revoked)), (Some(0), Some(15)));
        assert_eq!(self.serve.profile(&self.home, self.access()), 200);
        assert_eq!(self.serve.request(&self.home, "/healthz", &[]).0, 200);
        assert_eq!(self.log_in(), 200);
    }

    /// What needs the state fails, and what does not is still served.
    #[track_caller]
    fn assert_is_away(&self, part: &str) {
        for token in [self.access(), &self.revoked] {
            let (code, _, stderr) = self.home.run(&["verify", token], "");
            assert!(code == Some(1) && stderr.contains(part), "{code:?} {stderr}");
            assert_eq!(self.serve.profile(&self.home, token), 503);
        }
        let (code, _, stderr) = self.home.run(&["login", "alice", "--password-stdin", "--no-save"], PASSWORD);
        assert!(code == Some(1) && stderr.contains(part), "{code:?} {stderr}");
        assert_eq!(self.log_in(), 503);
        assert_eq!(self.serve.request(&self.home, "/healthz", &[]).0, 503);
        assert_eq!(self.serve.request(&self.home, "/.well-known/jwks.json", &[]).0, 200);
    }
}

const DURABLE: &[&str] = &["--save", "", "--appendonly", "yes", "--appendfsync", "always"];

#[test]
fn while_the_server_is_away_nothing_is_accepted() {
    let Some(mut server) = RedisServer::start_with(DURABLE) else { return };
    let deployment = Deployment::new(&format!("{}?deadline=500ms", server.url()));
    server.signal("-STOP");
    deployment.assert_is_away("did not respond within 500 ms");
    server.signal("-CONT");
    deployment.assert_works();
    server.kill();
    deployment.assert_is_away("could not connect");
    assert!(server.restart());
    deployment.assert_works();
    assert_eq!(server.command(&["REPLICAOF", "127.0.0.1", "1"]), "+OK");
    // A write shows it at once; otherwise the role is read every second.
    assert_eq!(deployment.log_in(), 503);
    deployment.assert_is_away("is a replica");
    assert_eq!(server.command(&["REPLICAOF", "NO", "ONE"]), "+OK");
    deployment.assert_works();
}

#[test]
fn a_server_that_loads_its_data_is_away_until_it_has() {
    // Each key takes a millisecond.
    let slow = [DURABLE, &["--key-load-delay", "1000", "--loading-process-events-interval-bytes", "1024"]].concat();
    let Some(mut server) = RedisServer::start_with(&slow) else { return };
    let deployment = Deployment::new(&server.url());
    let fill = "for number = 1, 12000 do redis.call('SET', 'filler:' .. number, string.rep('x', 100)) end";
    server.command(&["EVAL", fill, "0"]);
    assert!(server.command(&["BGREWRITEAOF"]).starts_with('+'));
    wait_for(|| server.command(&["INFO", "persistence"]).contains("aof_rewrite_in_progress:0"));
    server.restart_loading();
    deployment.assert_is_away("loading its data");
    assert!(server.command(&["INFO", "persistence"]).contains("\nloading:1"), "the checks ran while it was loading");
    wait_for(|| server.command(&["INFO", "persistence"]).contains("\nloading:0"));
    deployment.assert_works();
}

#[test]
fn a_full_server_serves_what_changes_nothing() {
    let Some(server) = RedisServer::start() else { return };
    let deployment = Deployment::new(&server.url());
    assert_eq!(server.command(&["CONFIG", "SET", "maxmemory", "1"]), "+OK");
    let (code, _, stderr) = deployment.home.run(&["login", "alice", "--password-stdin", "--no-save"], PASSWORD);
    assert!(code == Some(1) && stderr.contains("no memory left"), "{code:?} {stderr}");
    assert_eq!(deployment.log_in(), 503);
    let profile = |token| deployment.serve.profile(&deployment.home, token);
    assert_eq!((profile(deployment.access()), profile(&deployment.revoked)), (200, 401));
    assert_eq!(server.command(&["CONFIG", "SET", "maxmemory", "0"]), "+OK");
    deployment.assert_works();
}

/// With a memory policy that removes keys and a full memory, a revocation may be gone.
#[test]
fn a_revoked_token_is_not_accepted_when_keys_are_removed() {
    let Some(server) = RedisServer::start() else { return };
    let deployment = Deployment::new(&server.url());
    let denied = || server.list(&["KEYS", "*}:denied:*"]).len();
    assert_eq!(denied(), 1);
    assert_eq!(server.command(&["CONFIG", "SET", "maxmemory-policy", "allkeys-lru"]), "+OK");
    assert_eq!(server.command(&["CONFIG", "SET", "maxmemory", "4mb"]), "+OK");
    let fill = "for number = 1, 500 do redis.call('SET', 'filler:' .. ARGV[1] .. number, string.rep('x', 4000)) end";
    let start = Instant::now();
    for round in 0.. {
        server.command(&["EVAL", fill, "0", &format!("{round}:")]);
        if denied() == 0 {
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(20), "nothing is removed");
    }
    let (code, _, stderr) = deployment.home.run(&["verify", &deployment.revoked], "");
    assert!(code == Some(1) && stderr.contains("allkeys-lru"), "{code:?} {stderr}");
    // A server reads the policy every second.
    std::thread::sleep(Duration::from_millis(1100));
    assert_eq!(deployment.serve.profile(&deployment.home, &deployment.revoked), 503);
    assert_eq!(deployment.log_in(), 503);
}

/// Between two looks at the policy keys were removed.
#[test]
fn a_server_that_removed_keys_is_refused_with_a_safe_policy_too() {
    let Some(server) = RedisServer::start() else { return };
    let deployment = Deployment::new(&server.url());
    for (name, value) in
        [("maxmemory-policy", "volatile-ttl"), ("maxmemory", "1mb"), ("maxmemory-policy", "noeviction")]
    {
        assert_eq!(server.command(&["CONFIG", "SET", name, value]), "+OK");
        server.command(&["SET", "filler", "text"]);
    }
    server.command(&["CONFIG", "SET", "maxmemory", "0"]);
    assert!(server.list(&["KEYS", "*}:denied:*"]).is_empty(), "nothing was removed");
    std::thread::sleep(Duration::from_millis(1100));
    deployment.assert_is_away("keys when its memory was full");
    let (code, findings, _) = deployment.home.run(&["doctor"], "");
    assert!(code == Some(18) && findings.contains("keys when its memory was full"), "{findings}");
    assert_eq!(server.command(&["CONFIG", "RESETSTAT"]), "+OK");
    assert_eq!(deployment.log_in(), 200);
}

#[test]
fn a_host_name_that_does_not_resolve_is_an_error() {
    let home = Home::new("redis://redis.invalid");
    home.ok(&["init", "-q"], "");
    let (code, _, stderr) = home.run(&["user", "list"], "");
    assert!(
        code == Some(1) && (stderr.contains("could not connect") || stderr.contains("did not respond")),
        "{stderr}"
    );
    namespace::rerun("outages::inside_a_host_name_is_gone", &[], |_| {});
}

#[test]
#[ignore = "run by the test above, in a namespace"]
fn inside_a_host_name_is_gone() {
    let Some(dir) = namespace::directory() else { return };
    let Some(mut server) = RedisServer::start_with(DURABLE) else { return };
    let mount = |name: &str, content: &str| {
        let file = dir.join(name);
        fs::write(&file, content).unwrap();
        let target = Path::new("/etc").join(name);
        assert!(Command::new("mount").arg("--bind").args([&file, &target]).status().unwrap().success());
    };
    mount("resolv.conf", "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
    mount("hosts", "127.0.0.1 localhost redis.test\n");
    let deployment = Deployment::new(&server.url().replace("127.0.0.1", "redis.test"));
    fs::write(dir.join("hosts"), "127.0.0.1 localhost\n").unwrap();
    // The open connection does not need the name.
    assert_eq!(deployment.serve.profile(&deployment.home, deployment.access()), 200);
    assert!(server.restart());
    deployment.assert_is_away("could not connect");
    fs::write(dir.join("hosts"), "127.0.0.1 localhost redis.test\n").unwrap();
    deployment.assert_works();
}
