//! The page in a headless Chromium, driven by the scripts in `tests/page/` with npm's playwright-core and axe-core.
//!
//! `TOKCTL_TEST_NODE_MODULES` names a directory in whose `node_modules` the packages are, `TOKCTL_TEST_CHROMIUM` the browser
//! (default `/usr/bin/chromium`). If one is missing, that is reported; with `CI` set it is a failure.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A server on a port of its own, whose sandbox has the users of the scripts.
struct Server {
    home: tempfile::TempDir,
    child: Child,
    url: String,
}

impl Server {
    fn start() -> Self {
        let home = tempfile::tempdir().unwrap();
        run(home.path(), &["init", "--sandbox", "-q"], "");
        for (user, password, role) in [("alex", "user_password123", "USER"), ("admin", "admin_password123", "ADMIN")] {
            let add = ["user", "add", user, "--role", role, "--scope", "read write", "--password-stdin", "-q"];
            run(home.path(), &add, password);
        }
        let log = home.path().join("log");
        let mut child = command(home.path(), &["serve", "--listen", "127.0.0.1:0", "--json", "-v"])
            .stdout(Stdio::piped())
            .stderr(File::create(log).unwrap())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready: serde_json::Value = serde_json::from_str(&line).unwrap();
        let url = format!("{}/", ready["urls"][0].as_str().unwrap().trim_end_matches('/'));
        // The scripts verify tokens of `issue` by the server's keys.
        run(home.path(), &["config", "set", "issuer", url.trim_end_matches('/'), "-q"], "");
        Self { home, child, url }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(home: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tokctl"));
    command.args(args).env_clear().env("TOKCTL_HOME", home);
    command
}

fn run(home: &Path, args: &[&str], stdin: &str) {
    let mut child = command(home, args).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(stdin.as_bytes()).unwrap();
    let status = child.wait().unwrap();
    assert!(status.success(), "{args:?}: {status}");
}

/// Runs a script of `tests/page/` against a server.
fn script(name: &str) {
    let modules = std::env::var_os("TOKCTL_TEST_NODE_MODULES").map(PathBuf::from).unwrap_or_default();
    let chromium = std::env::var_os("TOKCTL_TEST_CHROMIUM").map_or("/usr/bin/chromium".into(), PathBuf::from);
    let needed =
        [modules.join("node_modules/playwright-core"), modules.join("node_modules/axe-core"), chromium.clone()];
    if let Some(missing) = needed.iter().find(|path| !path.exists()) {
        assert!(std::env::var_os("CI").is_none(), "{} is missing, and CI must not do without it", missing.display());
        eprintln!("NOT TESTED: {} is missing; see CONTRIBUTING.md", missing.display());
        return;
    }
    let server = Server::start();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/page").join(name);
    let output = Command::new("node")
        .args(["--test", "--test-reporter=spec"])
        .arg(path)
        .env("TOKCTL_TEST_NODE_MODULES", modules)
        .env("TOKCTL_TEST_CHROMIUM", chromium)
        .env("TOKCTL_TEST_PAGE_URL", &server.url)
        .env("TOKCTL_TEST_BIN", env!("CARGO_BIN_EXE_tokctl"))
        .env("TOKCTL_HOME", server.home.path())
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{name}:\n{report}{}", String::from_utf8_lossy(&output.stderr));
    let log = std::fs::read_to_string(server.home.path().join("log")).unwrap();
    assert!(log.contains("path=\"/page/info\""), "{log}");
    for secret in ["eyJ", "tokctl_rt_", "user_password123", "admin_password123"] {
        assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
    }
    assert!(report.contains("ℹ fail 0") && !report.contains("ℹ pass 0"), "{report}");
}

#[test]
fn flow() {
    script("flow.test.mjs");
}

#[test]
fn page() {
    script("page.test.mjs");
}

#[test]
fn token() {
    script("token.test.mjs");
}

#[test]
fn events() {
    script("events.test.mjs");
}
