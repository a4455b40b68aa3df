//! The protected endpoint, with revocation checked on each request.
//!
//! What a signature costs is measured where it is paid, on a bare server under the same load. In a loop of its own on an idle
//! machine it takes less time: there the other cores rest, nothing else fills the caches, and the client is never kept waiting.

use super::hello::{Hello, SIGNATURE};
use super::server::{Home, Server};
use super::wrk::{self, Load};
use super::{CONNECTIONS, ROUNDS, median};

const ALGORITHMS: [&str; 3] = ["HS256", "EdDSA", "ES256"];

pub fn compare() {
    println!("Protected endpoint, {CONNECTIONS} connections: requests per second (p99 in ms)");
    println!(
        "{:<8} {:>18} {:>18} {:>18} {:>22}",
        "", "axum hello-world", "and a signature", "tokctl serve", "share, no signature"
    );
    for alg in ALGORITHMS {
        let home = Home::new(alg, &[]);
        let [token, _] = home.login();
        let key = home.run(&["key", "export", "bench", "--format", "jwk", "--private", "--out", "-"], "");
        let (hello, server) = (Hello::start(alg, &key.replace('\n', ""), &token), Server::start(&home));
        let urls = [hello.url.clone(), format!("{}{SIGNATURE}", hello.url), format!("{}/api/user/profile", server.url)];
        let bearer = format!("Authorization: Bearer {token}");
        let run = |url: &String| wrk::run(url, CONNECTIONS, &["--header", &bearer]);
        let rounds: Vec<[Load; 3]> = (0..ROUNDS).map(|_| urls.each_ref().map(run)).collect();
        let of = |contender: usize, value: fn(&Load) -> f64| {
            median(rounds.iter().map(|loads| value(&loads[contender])).collect())
        };
        let [bare, signed, ours] = [0, 1, 2]
            .map(|at| format!("{:.0} ({:.2})", of(at, |load| load.requests_per_second), of(at, |load| load.p99)));
        let share = median(rounds.iter().map(share).collect());
        println!("{alg:<8} {bare:>18} {signed:>18} {ours:>18} {:>20.1} %", 100.0 * share);
    }
    println!();
}

/// The rate of the protected endpoint, without the time that the signature adds to the bare server, as a share of that server's.
fn share([bare, signed, ours]: &[Load; 3]) -> f64 {
    let time = |load: &Load| 1.0 / load.requests_per_second;
    time(bare) / (time(ours) - (time(signed) - time(bare)))
}
