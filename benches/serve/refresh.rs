//! `POST /api/refresh`, beside the same core step without HTTP: token check, signature and a durable group commit.

use std::io::Write;

use super::core_step;
use super::server::{Home, Server};
use super::{CONNECTIONS, ROUNDS, median, wrk};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/serve/refresh.lua");

pub fn compare() {
    let home = Home::new("EdDSA", &[]);
    let server = Server::start(&home);
    let (mut http, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        bare.push(core_step::rotations_per_second(&home, CONNECTIONS));
        http.push(over_http(&home, &server, CONNECTIONS));
    }
    let (http, bare) = (median(http), median(bare));
    println!("Refreshes per second, EdDSA, {CONNECTIONS} at once, durable");
    println!("core step {bare:.0}, POST /api/refresh {http:.0}: {:.1} %\n", 100.0 * http / bare);
}

/// Refreshes per second of `connections` new sessions.
pub fn over_http(home: &Home, server: &Server, connections: usize) -> f64 {
    let mut cookies = tempfile::NamedTempFile::new().expect("a file for the bench");
    // A request that is cut off at the end of a run has used up its token: every run has sessions of its own.
    // wrk itself makes one more request to look at the script, and does not send it.
    for _ in 0..=connections {
        let [_, refresh] = home.login();
        writeln!(cookies, "refreshToken={refresh}").expect("a line written");
    }
    let url = format!("{}/api/refresh", server.url);
    wrk::run_with(&url, connections, &["--script", SCRIPT], cookies.path()).requests_per_second
}
