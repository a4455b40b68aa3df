//! The page in a headless Chromium, driven by the scripts in `tests/page/` with npm's playwright-core and axe-core.
//!
//! `TOKCTL_TEST_NODE_MODULES` names a directory in whose `node_modules` the packages are, `TOKCTL_TEST_CHROMIUM` the browser
//! (default `/usr/bin/chromium`). If one is missing, that is reported; with `CI` set it is a failure.

#[allow(dead_code)]
#[path = "support/serving.rs"]
mod serving;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serving::Serving;

use tokctl::cli::render::escape::escape;

/// The users of the scripts.
const SEED: &str = r#"
[[users]]
name = "alex"
password = "user_password123"
roles = ["USER"]
scope = "read write"

[[users]]
name = "admin"
password = "admin_password123"
roles = ["ADMIN"]
scope = "read write"
"#;

/// A server on a port of its own, whose sandbox has the users of the scripts.
struct Server {
    serving: Serving,
    home: tempfile::TempDir,
    url: String,
}

impl Server {
    /// Starts the server with these options.
    fn start(options: &[&str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        run(home.path(), &["init", "--sandbox", "-q"], "");
        let seed = home.path().join("seed.toml");
        std::fs::write(&seed, SEED).unwrap();
        let mut command = command(home.path(), &["serve", "--listen", "127.0.0.1:0", "--json", "-v", "--seed"]);
        command.arg(seed).args(options);
        let serving = Serving::start(command);
        let url = format!("{}/", serving.urls[0]);
        // The scripts verify tokens of `issue` by the server's keys.
        run(home.path(), &["config", "set", "issuer", url.trim_end_matches('/'), "-q"], "");
        Self { serving, home, url }
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

/// Runs a script of `tests/page/` against a server with these options.
fn script(name: &str, options: &[&str]) {
    let modules = std::env::var_os("TOKCTL_TEST_NODE_MODULES").map(PathBuf::from).unwrap_or_default();
    let chromium = std::env::var_os("TOKCTL_TEST_CHROMIUM").map_or("/usr/bin/chromium".into(), PathBuf::from);
    let needed =
        [modules.join("node_modules/playwright-core"), modules.join("node_modules/axe-core"), chromium.clone()];
    if let Some(missing) = needed.iter().find(|path| !path.exists()) {
        assert!(std::env::var_os("CI").is_none(), "{} is missing, and CI must not do without it", missing.display());
        eprintln!("NOT TESTED: {} is missing; see CONTRIBUTING.md", missing.display());
        return;
    }
    let server = Server::start(options);
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
    let log = server.serving.log();
    assert!(log.contains("path=\"/page/info\""), "{log}");
    for secret in ["eyJ", "tokctl_rt_", "user_password123", "admin_password123"] {
        assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
    }
    assert!(report.contains("ℹ fail 0") && !report.contains("ℹ pass 0"), "{report}");
}

#[test]
fn flow() {
    script("flow.test.mjs", &[]);
}

#[test]
fn page() {
    script("page.test.mjs", &[]);
}

#[test]
fn token() {
    script("token.test.mjs", &[]);
}

#[test]
fn events() {
    script("events.test.mjs", &[]);
}

#[test]
fn sandbox() {
    script("sandbox.test.mjs", &["--sandbox-controls"]);
}

/// Every character is escaped by both or by neither, and in the same form.
#[test]
fn the_page_escapes_as_the_command_line_does() {
    let program = "
        const { visible } = await import(`data:text/javascript,${encodeURIComponent(process.argv[1])}`)
        const escaped = {}
        for (let code = 0; code <= 0x10ffff; code += 1) {
          const character = String.fromCodePoint(code)
          const isSurrogate = code >= 0xd800 && code <= 0xdfff
          if (!isSurrogate && visible(character) !== character) escaped[code] = visible(character)
        }
        console.log(JSON.stringify(escaped))";
    let module = include_str!("../src/server/page/static/dom.js");
    let output = match Command::new("node").args(["--input-type=module", "--eval", program, module]).output() {
        Ok(output) => output,
        Err(error) => {
            assert!(std::env::var_os("CI").is_none(), "node is missing, and CI must not do without it: {error}");
            eprintln!("NOT TESTED: node is missing; see CONTRIBUTING.md");
            return;
        }
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let by_page: BTreeMap<u32, String> = serde_json::from_slice(&output.stdout).unwrap();
    let by_command_line: BTreeMap<u32, String> = ('\0'..=char::MAX)
        .map(|c| (u32::from(c), escape(&c.to_string()).into_owned()))
        .filter(|(code, shown)| char::from_u32(*code).map(String::from).as_ref() != Some(shown))
        .collect();
    assert!(by_command_line.len() > 4000, "{}", by_command_line.len());
    assert_eq!(by_page, by_command_line);
}
