//! The protected endpoint, with revocation checked on each request.

use std::hint::black_box;
use std::time::Instant;

use super::hello::Hello;
use super::raw::{Signed, Verifier};
use super::server::{Home, Server};
use super::wrk::{self, Load};
use super::{CONNECTIONS, ROUNDS, median};

const ALGORITHMS: [&str; 3] = ["HS256", "EdDSA", "ES256"];

pub fn compare() {
    let hello = Hello::start();
    println!("Protected endpoint, {CONNECTIONS} connections: requests per second (p99 in ms)");
    println!("{:<8} {:>18} {:>18} {:>22}", "", "axum hello-world", "tokctl serve", "share, no signature");
    for alg in ALGORITHMS {
        let home = Home::new(alg, &[]);
        let server = Server::start(&home);
        let [token, _] = home.login();
        let (url, bearer) = (format!("{}/api/user/profile", server.url), format!("Authorization: Bearer {token}"));
        let mut loads: [Vec<Load>; 2] = Default::default();
        for _ in 0..ROUNDS {
            loads[0].push(wrk::run(&hello.url, CONNECTIONS, &["--header", &bearer]));
            loads[1].push(wrk::run(&url, CONNECTIONS, &["--header", &bearer]));
        }
        let rates = loads.each_ref().map(|loads| median(loads.iter().map(|load| load.requests_per_second).collect()));
        let p99s = loads.each_ref().map(|loads| median(loads.iter().map(|load| load.p99).collect()));
        let share = without_signature(rates[1], signature_seconds(&home, alg, &token)) / rates[0];
        let [bare, ours] = [0, 1].map(|at| format!("{:.0} ({:.2})", rates[at], p99s[at]));
        println!("{alg:<8} {bare:>18} {ours:>18} {:>20.1} %", 100.0 * share);
    }
    println!();
}

/// The rate if verifying the signature, which takes `signature` seconds of one core, cost nothing.
fn without_signature(rate: f64, signature: f64) -> f64 {
    let cores = std::thread::available_parallelism().map_or(1.0, |cores| cores.get() as f64);
    1.0 / (1.0 / rate - signature / cores)
}

/// The seconds that the cryptographic library takes for the signature of `token`, with a prepared key.
fn signature_seconds(home: &Home, alg: &str, token: &str) -> f64 {
    const TURNS: u32 = 20_000;
    let key = home.run(&["key", "export", "bench", "--format", "jwk", "--private", "--out", "-"], "");
    let key = tokctl::jose::jwk::parse(key.as_bytes(), &mut Vec::new()).expect("a key");
    let (verifier, signed) = (Verifier::new(&key, alg), Signed::of(token));
    let start = Instant::now();
    for _ in 0..TURNS {
        verifier.verify(black_box(&signed));
    }
    start.elapsed().as_secs_f64() / f64::from(TURNS)
}
