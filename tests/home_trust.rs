//! Every file of a home that others may write is refused: exit code 1, its name, and the command that fixes it.
#![cfg(unix)]

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const PASSWORD: &str = "correct horse battery staple";

struct Home(tempfile::TempDir);

impl Home {
    /// A home with a user and a session, whose files are named by `init`.
    fn new(init: &[&str]) -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        home.ok(init);
        home.ok(&["user", "add", "alice", "--password-stdin"]);
        home.ok(&["login", "alice", "--password-stdin"]);
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join("home").join(name)
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tokctl"));
        command.args(args).current_dir(self.0.path()).env_clear().env("TOKCTL_HOME", self.0.path().join("home"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A process that fails early reads no input.
        let _ = child.stdin.take().unwrap().write_all(PASSWORD.as_bytes());
        child.wait_with_output().unwrap()
    }

    #[track_caller]
    fn ok(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// The only file in `dir` whose name has this ending.
    fn only(&self, dir: &str, ending: &str) -> String {
        let names =
            fs::read_dir(self.path(dir)).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let names: Vec<_> = names.filter(|name| name.ends_with(ending)).collect();
        assert_eq!(names.len(), 1, "{names:?}");
        format!("{dir}/{}", names[0])
    }

    /// Others may write `name`: `args` is refused with the fix, and succeeds after it.
    #[track_caller]
    fn check(&self, name: &str, args: &[&str]) {
        let path = self.path(name);
        let path = if name.is_empty() { self.0.path().join("home") } else { path };
        for added in [0o002, 0o020] {
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode | added)).unwrap();
            let output = self.run(args);
            let stderr = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1), "{name:?}, {args:?}: {stderr}");
            assert!(stderr.contains(path.to_str().unwrap()), "{name:?}: {stderr}");
            let fix = stderr.split("hint: run `").nth(1).and_then(|rest| rest.split('`').next());
            let fix = fix.unwrap_or_else(|| panic!("{name:?}: no fix: {stderr}"));
            assert!(Command::new("sh").args(["-c", fix]).status().unwrap().success(), "{fix}");
            self.ok(args);
        }
    }
}

/// Serves `body` to every request, until the process ends.
fn serve(body: String) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/jwks.json", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            let mut request = [0; 4096];
            let _ = stream.read(&mut request);
            let head =
                format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n", body.len());
            let _ = stream.write_all(format!("{head}connection: close\r\n\r\n{body}").as_bytes());
        }
    });
    url
}

#[test]
fn every_file_that_others_may_write_is_refused_with_the_fix() {
    let home = Home::new(&["init"]);
    let token = home.ok(&["issue", "--sub", "alice"]);
    let verify = ["verify", token.as_str()];
    let issue = ["issue", "--sub", "alice"];
    home.check("", &verify);
    home.check("", &issue);
    home.check("", &["token"]);
    home.check("config.json", &verify);
    home.check("config.json", &issue);
    home.check("ring.json", &verify);
    home.check("keys", &issue);
    home.check(&home.only("keys", ".jwk"), &issue);
    home.check("refresh.key", &verify);
    home.check("refresh.key", &["refresh"]);
    home.check("home.lock", &["config", "set", "leeway", "1s"]);
    home.check("session.json", &["token"]);
    home.check("session.lock", &["refresh"]);
    home.check("state.db", &verify);
    home.check("state.db", &["session", "list"]);
    home.check("state.db-lock", &["revoke", "--jti", "x"]);
    home.check("state.created", &["revoke", "--jti", "x"]);
    home.check("marks", &verify);
    home.check(&home.only("marks", ""), &verify);
    home.check(&home.only("marks", ""), &["refresh"]);
}

#[test]
fn the_cache_and_the_clock_of_a_sandbox_are_refused_too() {
    let home = Home::new(&["init", "--sandbox"]);
    home.check("sandbox.json", &["issue", "--sub", "alice"]);
    let token = home.ok(&["issue", "--sub", "alice"]);
    let url = serve(home.ok(&["key", "jwks"]));
    let verify = ["verify", "--key", &url, &token];
    home.ok(&verify);
    home.check("cache", &verify);
    home.check(&home.only("cache", ".json"), &verify);
}

#[test]
fn files_of_another_user_are_refused() {
    if fs::metadata("/proc/self").map_or(true, |me| std::os::unix::fs::MetadataExt::uid(&me) != 0) {
        return eprintln!("skipped: only root can give a file away");
    }
    let home = Home::new(&["init"]);
    let token = home.ok(&["issue", "--sub", "alice"]);
    let verify = ["verify", token.as_str()];
    let issue = ["issue", "--sub", "alice"];
    let (key, mark) = (home.only("keys", ".jwk"), home.only("marks", ""));
    for (name, args) in [
        ("config.json", &verify[..]),
        ("ring.json", &verify),
        ("keys", &issue),
        (&key, &issue),
        ("refresh.key", &verify),
        ("home.lock", &["config", "set", "leeway", "1s"]),
        ("session.json", &["token"]),
        ("session.lock", &["refresh"]),
        ("state.db", &verify),
        ("state.db-lock", &["revoke", "--jti", "x"]),
        ("state.created", &["revoke", "--jti", "x"]),
        ("marks", &verify),
        (&mark, &verify),
    ] {
        let path = home.path(name);
        std::os::unix::fs::chown(&path, Some(12_345), None).unwrap();
        let output = home.run(args);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{name}: {stderr}");
        assert!(stderr.contains(&format!("{} belongs to user 12345", path.display())), "{name}: {stderr}");
        std::os::unix::fs::chown(&path, Some(0), None).unwrap();
        home.ok(args);
    }
}

#[test]
fn a_symbolic_link_in_the_place_of_a_file_is_refused() {
    let home = Home::new(&["init"]);
    let token = home.ok(&["issue", "--sub", "alice"]);
    let verify = ["verify", token.as_str()];
    for (name, args) in [
        ("config.json", &verify[..]),
        ("ring.json", &verify),
        ("refresh.key", &["refresh"]),
        ("home.lock", &["config", "set", "leeway", "1s"]),
        ("session.json", &["token"]),
        ("session.lock", &["refresh"]),
        ("state.created", &["revoke", "--jti", "x"]),
    ] {
        let (path, moved) = (home.path(name), home.0.path().join("moved"));
        fs::rename(&path, &moved).unwrap();
        std::os::unix::fs::symlink(&moved, &path).unwrap();
        let output = home.run(args);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{name}: {stderr}");
        assert!(stderr.contains(&format!("{}: it is a symbolic link", path.display())), "{name}: {stderr}");
        fs::rename(&moved, &path).unwrap();
        home.ok(args);
    }
    assert!(Path::new(&home.path("ring.json")).is_file());
}
