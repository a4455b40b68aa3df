//! From the start of `tokctl serve` to its first answer.

use std::time::Instant;

use super::median;
use super::server::{Home, Server, get};

const STARTS: usize = 30;

pub fn measure() {
    let home = Home::new("ES256", &[]);
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let start = Instant::now();
        let server = Server::start(&home);
        assert!(get(&server.url, "/healthz").starts_with("HTTP/1.1 200"));
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    println!("Start to first answer: {:.1} ms (median of {STARTS})\n", median(times));
}
