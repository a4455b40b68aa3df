//! Mock identity servers from npm, for the nearest endpoint that each has.
//!
//! | | tokctl serve | oauth2-mock-server | oidc-provider |
//! |---|---|---|---|
//! | a call with an access token | `/auth/check`: signature, claims and revocation | `/userinfo`: nothing is checked | `/me`: look-up of an opaque token in memory |
//! | new tokens | `/api/refresh`: signed and durable | `/token`, `client_credentials`: signed | `/token`, `client_credentials`: opaque, in memory |

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use super::server::{Home, Server};
use super::{ROUNDS, median, refresh, wrk};

/// Node serves fewer requests at once.
const CONNECTIONS: usize = 16;

struct Peer {
    child: Child,
    about: Value,
}

impl Peer {
    fn start(name: &str) -> Option<Self> {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/serve/peers.mjs");
        let command = || Command::new("node").args([script, name]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = std::env::var_os("TOKCTL_TEST_NODE_MODULES").and_then(|_| command().ok())?;
        let mut line = String::new();
        BufReader::new(child.stdout.take()?).read_line(&mut line).ok()?;
        let Ok(about) = serde_json::from_str(&line) else {
            let _ = child.wait();
            return None;
        };
        Some(Self { child, about })
    }

    fn text(&self, name: &str) -> &str {
        self.about[name].as_str().unwrap_or_default()
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.text("url"))
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn compare() {
    let home = Home::new("ES256", &[]);
    let server = Server::start(&home);
    let [token, _] = home.login();
    println!("Beside servers on Node.js, ES256, {CONNECTIONS} connections: requests per second");
    println!("{:<20} {:>24} {:>14}", "", "call with a token", "new tokens");
    let calls = rate(&format!("{}/auth/check", server.url), &bearer(&token));
    let refreshes = median((0..ROUNDS).map(|_| refresh::over_http(&home, &server, CONNECTIONS)).collect());
    println!("{:<20} {calls:>24.0} {refreshes:>14.0}", "tokctl serve");
    for name in ["oauth2-mock-server", "oidc-provider"] {
        let Some(peer) = Peer::start(name) else {
            println!("{name:<20} not installed: see the top of this bench");
            continue;
        };
        let calls = rate(&peer.url(peer.text("call")), &bearer(peer.text("token")));
        let form = ["--script", concat!(env!("CARGO_MANIFEST_DIR"), "/benches/serve/client_credentials.lua")];
        let tokens = rate(&peer.url("/token"), &form.map(str::to_owned));
        println!("{name:<20} {calls:>24.0} {tokens:>14.0}");
    }
    println!();
}

fn bearer(token: &str) -> [String; 2] {
    ["--header".to_owned(), format!("Authorization: Bearer {token}")]
}

fn rate(url: &str, args: &[String; 2]) -> f64 {
    let args = args.each_ref().map(String::as_str);
    median((0..ROUNDS).map(|_| wrk::run(url, CONNECTIONS, &args).requests_per_second).collect())
}
