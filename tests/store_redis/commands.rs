//! The commands and the server with their state on a Redis server.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

use crate::redis::RedisServer;

pub const PASSWORD: &str = "correct horse battery staple";

pub struct Home {
    pub directory: tempfile::TempDir,
    pub store: String,
}

impl Home {
    pub fn new(store: &str) -> Self {
        Self { directory: tempfile::tempdir().unwrap(), store: store.to_owned() }
    }

    fn path(&self) -> PathBuf {
        self.directory.path().join("home")
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tokctl"));
        command.args(args).env_clear().env("TOKCTL_HOME", self.path()).env("TOKCTL_STORE", &self.store);
        command.env("SECRET", "hunter2").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs a command to its end. Returns the code and both streams.
    pub fn run(&self, args: &[&str], input: &str) -> (Option<i32>, String, String) {
        let mut child = self.command(args).spawn().unwrap();
        // A process that refuses its arguments reads no input.
        _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (status.code(), text(stdout), text(stderr))
    }

    #[track_caller]
    pub fn ok(&self, args: &[&str], input: &str) -> String {
        let (code, stdout, stderr) = self.run(args, input);
        assert_eq!(code, Some(0), "{args:?}: {stdout}{stderr}");
        stdout
    }

    #[track_caller]
    pub fn json(&self, args: &[&str], input: &str) -> Value {
        serde_json::from_str(&self.ok(args, input)).unwrap()
    }

    pub fn add_alice(&self) {
        self.ok(&["user", "add", "alice", "--role", "ADMIN", "--password-stdin", "-q"], PASSWORD);
    }

    pub fn log_in(&self) -> Value {
        self.json(&["login", "alice", "--password-stdin", "--no-save", "--json", "-q"], PASSWORD)
    }
}

pub fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_else(|| panic!("{name} in {value}"))
}

#[test]
fn the_flow() {
    let Some(server) = RedisServer::start() else { return };
    let home = Home::new(&server.url());
    home.add_alice();
    assert!(!home.path().join("state.db").exists());
    let first = home.log_in();
    assert_eq!(home.run(&["verify", "-q", text(&first, "access_token")], "").0, Some(0));
    let second = home.json(&["refresh", "-", "--json", "-q"], text(&first, "refresh_token"));
    // Presented again, it ends the session.
    assert_eq!(home.run(&["refresh", "-", "-q"], text(&first, "refresh_token")).0, Some(16));
    assert_eq!(home.run(&["refresh", "-", "-q"], text(&second, "refresh_token")).0, Some(15));
    assert_eq!(home.run(&["verify", "-q", text(&second, "access_token")], "").0, Some(15));

    let third = home.log_in();
    home.ok(&["revoke", text(&third, "access_token"), "-q"], "");
    assert_eq!(home.run(&["verify", "-q", text(&third, "access_token")], "").0, Some(15));
    let fourth = home.log_in();
    home.ok(&["revoke", "--user", "alice", "-q"], "");
    assert_eq!(home.run(&["verify", "-q", text(&fourth, "access_token")], "").0, Some(15));
    assert_eq!(home.run(&["login", "alice", "--password-stdin", "-q"], "wrong").0, Some(17));

    let events = home.ok(&["events", "--json"], "");
    let kinds: Vec<String> =
        events.lines().map(|line| text(&serde_json::from_str(line).unwrap(), "event").to_owned()).collect();
    for kind in ["user_added", "login", "refresh", "reuse", "revoke", "login_refused"] {
        assert!(kinds.iter().any(|found| found == kind), "{kind} in {kinds:?}");
    }
    let fifth = home.log_in();
    let sessions = home.json(&["session", "list", "--json"], "");
    assert_eq!(sessions.as_array().unwrap().len(), 1, "{sessions}");
    assert_eq!(text(&sessions[0], "session_id"), text(&fifth, "session_id"));
    assert_eq!(home.json(&["user", "list", "--json"], "").as_array().unwrap().len(), 1);
    home.ok(&["prune", "-q"], "");
    let server = &home.json(&["doctor", "--json"], "")["state"]["servers"][0];
    let facts = [text(server, "role"), text(server, "memory_policy")];
    assert_eq!((facts, server["append_only_file"].as_bool()), (["primary", "noeviction"], Some(false)));
    let report = home.ok(&["doctor"], "");
    assert!(report.contains("primary, memory policy noeviction, no append-only file, 0 replicas"), "{report}");
}

#[test]
fn a_state_that_is_missing_or_of_another_home_is_refused() {
    let Some(server) = RedisServer::start() else { return };
    let home = Home::new(&server.url());
    let (code, _, stderr) = home.run(&["login", "alice", "--password-stdin"], PASSWORD);
    assert_eq!(code, Some(1), "{stderr}");
    home.ok(&["init", "-q"], "");
    let (code, _, stderr) = home.run(&["login", "alice", "--password-stdin"], PASSWORD);
    assert!(code == Some(1) && stderr.contains("no state found at redis://127.0.0.1:"), "{stderr}");
    home.add_alice();
    let other = Home::new(&server.url());
    other.ok(&["init", "-q"], "");
    let (code, _, stderr) = other.run(&["user", "list"], "");
    assert!(code == Some(1) && stderr.contains("another home"), "{stderr}");
    // The issuer of the state stays that of its home, unless it is changed elsewhere.
    let (code, _, stderr) = home.run(&["config", "set", "issuer", "https://other.example"], "");
    assert!(code == Some(1) && stderr.contains("could not use it; nothing was changed"), "{stderr}");
    let seed = home.directory.path().join("seed.toml");
    std::fs::write(&seed, "[settings]\nissuer = \"https://other.example\"\n").unwrap();
    let (code, _, stderr) = home.run(&["seed", seed.to_str().unwrap()], "");
    assert!(code == Some(1) && stderr.contains("could not use it; nothing was changed"), "{stderr}");
    home.ok(&["config", "set", "issuer", "http://127.0.0.1:8700", "-q"], "");
    assert_eq!(home.run(&["user", "list"], "").0, Some(0));
    let file = home.directory.path().join("file.db").display().to_string();
    home.ok(&["config", "set", "issuer", "https://other.example", "-q", "--store", &file], "");
    let (code, _, stderr) = home.run(&["user", "list"], "");
    assert!(code == Some(1) && stderr.contains("https://other.example"), "{stderr}");
    assert!(stderr.contains("hint: `tokctl config set issuer http://127.0.0.1:8700` sets it"), "{stderr}");
    other.ok(&["config", "set", "issuer", "https://other.example", "-q", "--store", &file], "");
    let (code, _, stderr) = other.run(&["user", "list"], "");
    assert!(code == Some(1) && stderr.contains("hint: omit --store"), "{stderr}");
    home.ok(&["config", "set", "issuer", "http://127.0.0.1:8700", "-q"], "");
    assert_eq!(home.run(&["user", "list"], "").0, Some(0));
    home.ok(&["config", "unset", "issuer", "-q"], "");
    assert_eq!(home.run(&["user", "list"], "").0, Some(0));
}

/// As the documentation says.
#[test]
fn the_issuer_is_changed_on_the_way_through_a_file() {
    let Some(server) = RedisServer::start() else { return };
    let mut home = Home::new(&server.url());
    home.add_alice();
    let file = home.directory.path().join("file.db").display().to_string();
    home.ok(&["store", "copy", &server.url(), &file, "-q"], "");
    home.ok(&["--store", &file, "config", "set", "issuer", "https://other.example", "-q"], "");
    let to = server.url() + "?prefix=new:";
    home.ok(&["store", "copy", &file, &to, "-q"], "");
    home.store = to;
    let pair = home.log_in();
    assert_eq!(home.run(&["verify", "-q", text(&pair, "access_token")], "").0, Some(0));
}

#[test]
fn a_user_name_without_a_password_is_not_left_out() {
    let Some(server) = RedisServer::start() else { return };
    assert_eq!(server.command(&["ACL", "SETUSER", "tokctl", "on", "nopass", "~tokctl:*", "+@all"]), "+OK");
    let with = |login: &str| Home::new(&server.url().replace("//", &format!("//{login}")));
    let (code, _, stderr) = with("tokctl@").run(&["user", "add", "alice", "--password-stdin"], PASSWORD);
    assert!(code == Some(2) && stderr.contains("has a user name, but no password"), "{stderr}");
    let (code, _, stderr) = with("tokctl:@").run(&["user", "add", "alice", "--password-stdin", "-v"], PASSWORD);
    assert!(code == Some(0) && !stderr.contains("password in a URL"), "{stderr}");
    assert_eq!(server.command(&["ACL", "SETUSER", "tokctl", "off"]), "+OK");
    let (code, _, stderr) = with("tokctl:@").run(&["user", "add", "bob", "--password-stdin"], PASSWORD);
    assert!(code == Some(1) && stderr.contains("refused the user name or the password"), "{stderr}");
}

#[test]
fn a_password_in_the_url_warns_and_is_never_shown() {
    let Some(server) = RedisServer::start_with(&["--save", "", "--requirepass", "hunter2"]) else { return };
    let with = |login: &str, options: &str| Home::new(&(server.url().replace("//", &format!("//{login}")) + options));
    let literal = with(":hunter2@", "");
    let (code, _, stderr) = literal.run(&["user", "add", "alice", "--password-stdin"], PASSWORD);
    assert!(code == Some(0) && stderr.contains("password in a URL") && !stderr.contains("hunter2"), "{stderr}");
    let by_name = Home { store: server.url() + "?password=env:SECRET", ..literal };
    let (code, _, stderr) = by_name.run(&["user", "list"], "");
    assert!(code == Some(0) && stderr.is_empty(), "{stderr}");
    let wrong = Home { store: server.url().replace("//", "//:hunter3@"), ..by_name };
    let (code, _, stderr) = wrong.run(&["user", "list", "-v"], "");
    assert!(code == Some(1) && stderr.contains("refused the user name or the password"), "{stderr}");
    assert!(!stderr.contains("hunter"), "{stderr}");
}

#[test]
fn a_revocation_that_cannot_be_checked_is_not_valid() {
    let Some(mut server) = RedisServer::start() else { return };
    let home = Home::new(&server.url());
    home.add_alice();
    let pair = home.log_in();
    server.kill();
    let (code, _, stderr) = home.run(&["verify", text(&pair, "access_token")], "");
    assert!(code == Some(1) && stderr.contains("could not connect"), "{stderr}");
}

/// A server of this program, ended with the test.
pub struct Serve {
    /// `None` if it is not a process of the test.
    child: Option<Child>,
    pub url: String,
}

impl Serve {
    pub fn start(home: &Home) -> Self {
        let mut child = home
            .command(&["serve", "--listen", "127.0.0.1:0", "--json"])
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("{line:?}"));
        Self { child: Some(child), url: ready["urls"][0].as_str().unwrap().to_owned() }
    }

    /// What is reached under this URL.
    pub fn at(url: &str) -> Self {
        Self { child: None, url: url.to_owned() }
    }

    /// The status and the body. Cookies are kept in a file of the home, which all servers share.
    pub fn request(&self, home: &Home, path: &str, more: &[&str]) -> (u16, Value) {
        let jar = home.directory.path().join("cookies").display().to_string();
        let mut command = Command::new("curl");
        // None hangs: the status of one that does is 000.
        command.args(["-s", "-m", "20", "-b", &jar, "-c", &jar, "-w", "\n%{http_code}"]).args(more);
        let output = command.arg(format!("{}{path}", self.url)).output().unwrap();
        let output = String::from_utf8(output.stdout).unwrap();
        let (body, status) = output.rsplit_once('\n').unwrap();
        (status.parse().unwrap(), serde_json::from_str(body).unwrap_or(Value::Null))
    }

    pub fn profile(&self, home: &Home, token: &str) -> u16 {
        self.request(home, "/api/user/profile", &["-H", &format!("Authorization: Bearer {token}")]).0
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            _ = child.kill();
            _ = child.wait();
        }
    }
}

#[test]
fn two_servers_share_one_state() {
    let Some(mut server) = RedisServer::start() else { return };
    let home = Home::new(&server.url());
    home.add_alice();
    let (one, other) = (Serve::start(&home), Serve::start(&home));
    let credentials = format!(r#"{{"username":"alice","password":"{PASSWORD}"}}"#);
    let (status, first) = one.request(&home, "/api/login", &["--json", &credentials]);
    assert_eq!(status, 200, "{first}");
    let first = text(&first, "accessToken").to_owned();
    assert_eq!([one.profile(&home, &first), other.profile(&home, &first)], [200, 200]);
    let (status, second) = other.request(&home, "/api/refresh", &["-X", "POST"]);
    assert_eq!(status, 200, "{second}");
    let second = text(&second, "accessToken").to_owned();
    // A revocation by a command or by one server counts on the other at the next request.
    home.ok(&["revoke", &first, "-q"], "");
    assert_eq!([one.profile(&home, &first), other.profile(&home, &first)], [401, 401]);
    assert_eq!([one.profile(&home, &second), other.profile(&home, &second)], [200, 200]);
    let logout = ["-X", "POST", "-H", &format!("Authorization: Bearer {second}")];
    assert_eq!(one.request(&home, "/api/logout", &logout).0, 204);
    assert_eq!([one.profile(&home, &second), other.profile(&home, &second)], [401, 401]);

    let (status, third) = one.request(&home, "/api/login", &["--json", &credentials]);
    assert_eq!(status, 200, "{third}");
    let third = text(&third, "accessToken").to_owned();
    server.kill();
    assert_eq!([one.profile(&home, &third), other.profile(&home, &third)], [503, 503]);
    assert_eq!(one.request(&home, "/healthz", &[]).0, 503);
    // The server looks at its store again after a second.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_eq!(one.request(&home, "/.well-known/jwks.json", &[]).0, 200);
    assert_eq!(one.profile(&home, &third), 503);
}

/// A verification reads a few keys, however many partitions there are.
#[test]
fn a_verification_does_not_read_all_partitions() {
    let Some(server) = RedisServer::start() else { return };
    let home = Home::new(&server.url());
    home.add_alice();
    let pair = home.log_in();
    let all = "for partition = 0, 4095 do redis.call('SETBIT', KEYS[1], partition, 1) \
               redis.call('HSETNX', string.format('tokctl:{%03x}:meta', partition), 'commits', 0) end";
    server.command(&["EVAL", all, "1", "tokctl:{meta}:partitions"]);
    server.command(&["CONFIG", "RESETSTAT"]);
    home.ok(&["verify", "-q", text(&pair, "access_token")], "");
    let stats = server.command(&["INFO", "commandstats"]);
    let calls = |line: &str| line.split_once("calls=")?.1.split(',').next()?.parse::<u64>().ok();
    let calls: u64 = stats.lines().filter_map(calls).sum();
    assert!((5..=15).contains(&calls), "{stats}");
}
