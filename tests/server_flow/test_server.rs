//! A home, the server on it, and other processes beside it.

use std::fmt;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::http::{self, Response};
use crate::serving::Serving;

pub const PASSWORD: &str = "user_password123";

/// A home with `alex` and the administrator `root`, and a directory around it.
pub struct TestHome {
    dir: tempfile::TempDir,
}

impl TestHome {
    pub fn new(settings: &[(&str, &str)]) -> Self {
        Self::with(&["init", "-q"], settings)
    }

    /// A home whose clock can be moved forward.
    pub fn sandbox() -> Self {
        Self::with(&["init", "--sandbox", "-q"], &[])
    }

    /// A directory without a home.
    pub fn empty() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    fn with(init: &[&str], settings: &[(&str, &str)]) -> Self {
        let test = Self::empty();
        test.tokctl(init, "").ok();
        for (name, value) in settings {
            test.tokctl(&["config", "set", name, value, "-q"], "").ok();
        }
        for (user, role) in [("alex", "USER"), ("root", "ADMIN")] {
            let args = ["user", "add", user, "--role", role, "--scope", "orders:read", "--password-stdin", "-q"];
            test.tokctl(&args, PASSWORD).ok();
        }
        test
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn home(&self) -> PathBuf {
        self.path().join("home")
    }

    /// A program in the directory, with this home and without the variables of the person who runs the tests.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let own = Path::new(env!("CARGO_BIN_EXE_tokctl")).parent().unwrap().display().to_string();
        command.current_dir(self.path()).env_clear().env("TOKCTL_HOME", self.home());
        command.env("PATH", format!("{own}:{}", std::env::var("PATH").unwrap()));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs `tokctl` to its end.
    pub fn tokctl(&self, args: &[&str], input: &str) -> Ran {
        let mut command = self.command(env!("CARGO_BIN_EXE_tokctl"));
        let mut child = command.args(args).stdin(Stdio::piped()).spawn().unwrap();
        // A process that refuses its arguments reads no input.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        Ran::new(format!("tokctl {}", args.join(" ")), &child.wait_with_output().unwrap())
    }

    /// Starts the server on a free port of 127.0.0.1.
    pub fn serve(&self, more: &[&str]) -> TestServer {
        self.serve_with(&[&["--listen", "127.0.0.1:0"], more].concat())
    }

    /// Starts the server with these arguments, one of which must be `--listen`.
    pub fn serve_with(&self, args: &[&str]) -> TestServer {
        TestServer::start(self, args)
    }
}

/// What a process printed, and how it ended.
pub struct Ran {
    command: String,
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    pub fn new(command: String, output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { command, code: output.status.code(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }

    /// The process must have succeeded.
    pub fn ok(self) -> Self {
        assert_eq!(self.code, Some(0), "{self:?}");
        self
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

impl fmt::Debug for Ran {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { command, code, stdout, stderr } = self;
        write!(f, "$ {command}\n{stdout}\nstderr:\n{stderr}\ncode: {code:?}")
    }
}

/// A running server, killed at the end of the test.
pub struct TestServer {
    serving: Serving,
    pub url: String,
    /// Address and port, as in `Host`.
    pub address: String,
}

impl TestServer {
    fn start(test: &TestHome, args: &[&str]) -> Self {
        let mut command = test.command(env!("CARGO_BIN_EXE_tokctl"));
        command.args(["serve", "--json"]).args(args);
        let serving = Serving::start(command);
        let url = serving.urls[0].clone();
        let address = url.split("://").nth(1).unwrap().to_owned();
        Self { serving, url, address }
    }

    /// What the server printed on standard error.
    pub fn log(&self) -> String {
        self.serving.log()
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Response {
        let request = http::request(method, path, &self.address, headers, body);
        http::exchange(http::connect(&self.address), &request)
    }

    /// A GET with this access token.
    pub fn get(&self, path: &str, token: &str) -> Response {
        self.send("GET", path, &[("Authorization", &format!("Bearer {token}"))], "")
    }

    pub fn login(&self, user: &str) -> Response {
        let body = format!(r#"{{"username":"{user}","password":"{PASSWORD}"}}"#);
        let response = self.send("POST", "/api/login", &[("Content-Type", "application/json")], &body);
        assert_eq!(response.status, 200, "{response:?}\n{}", self.log());
        response
    }

    pub fn refresh(&self, cookie: &str) -> Response {
        self.send("POST", "/api/refresh", &[("Cookie", cookie)], "")
    }
}

/// Whether a program is installed. In CI it must be.
pub fn has(program: &str, version: &str) -> bool {
    let found = Command::new(program).arg(version).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !found {
        assert!(std::env::var_os("CI").is_none(), "{program} is missing, and CI must not do without it");
        eprintln!("NOT TESTED: {program} is not installed; see CONTRIBUTING.md");
    }
    found
}

/// The claims of a token, not verified.
pub fn claims(token: &str) -> Value {
    let payload = tokctl::base::b64::decode(token.split('.').nth(1).unwrap()).unwrap();
    serde_json::from_slice(&payload).unwrap()
}

/// The header of a token.
pub fn header(token: &str) -> Value {
    let header = tokctl::base::b64::decode(token.split('.').next().unwrap()).unwrap();
    serde_json::from_slice(&header).unwrap()
}
