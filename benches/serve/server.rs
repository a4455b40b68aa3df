//! `tokctl serve` in a process of its own, with a home of its own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

const USER: &str = "alex";
const PASSWORD: &str = "user_password123";

/// A home with one user.
pub struct Home {
    dir: TempDir,
    /// The location of its state; empty for its own file.
    store: String,
}

impl Home {
    /// With a signing key for `alg`, and `lines` of `config set`.
    pub fn new(alg: &str, settings: &[(&str, &str)]) -> Self {
        Self::with_store(alg, settings, String::new())
    }

    pub fn with_store(alg: &str, settings: &[(&str, &str)], store: String) -> Self {
        // Not in a directory for temporary files, which may not be on a disk.
        let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory for the bench");
        let home = Self { dir, store };
        home.run(&["init"], "");
        home.run(&["key", "generate", "--alg", alg, "--kid", "bench"], "");
        home.run(&["key", "activate", "bench"], "");
        for (name, value) in settings {
            home.run(&["config", "set", name, value], "");
        }
        home.run(&["user", "add", USER, "--role", "EDITOR", "--password-stdin"], PASSWORD);
        home
    }

    pub fn path(&self) -> PathBuf {
        self.dir.path().join("home")
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tokctl"));
        command.env("TOKCTL_HOME", self.path());
        if !self.store.is_empty() {
            command.env("TOKCTL_STORE", &self.store);
        }
        command
    }

    /// What a command prints.
    pub fn run(&self, args: &[&str], input: &str) -> String {
        let mut child = self
            .command()
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("tokctl runs");
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("input written");
        let output = child.wait_with_output().expect("tokctl ends");
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text").trim().to_owned()
    }

    /// The access token and the refresh token of a new session.
    pub fn login(&self) -> [String; 2] {
        let text = self.run(&["login", USER, "--password-stdin", "--no-save", "--json"], PASSWORD);
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        ["access_token", "refresh_token"].map(|name| value[name].as_str().expect("a token").to_owned())
    }
}

/// A running server, which ends with this value.
pub struct Server {
    child: Child,
    pub url: String,
}

impl Server {
    pub fn start(home: &Home) -> Self {
        let mut child = home
            .command()
            .args(["serve", "--listen", "127.0.0.1:0", "--insecure-cookie", "--quiet"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("tokctl runs");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
        let url = line.split_whitespace().find(|word| word.starts_with("http://")).unwrap_or_else(|| panic!("{line}"));
        Self { child, url: url.trim_end_matches('/').to_owned() }
    }

    /// A line of `/proc/PID/status`, in KiB.
    pub fn memory(&self, line: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("the process runs");
        let value = status.lines().find_map(|text| text.strip_prefix(line)).expect("a line of the status");
        value.trim_matches(|c: char| !c.is_ascii_digit()).parse().expect("a number")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The first answer to a GET request, with its status line.
pub fn get(url: &str, path: &str) -> String {
    let address = url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).expect("a connection");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("a request sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}
