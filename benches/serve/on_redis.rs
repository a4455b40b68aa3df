//! The server with its state on a Redis server, beside one with its state in a file. Both write each change to the disk.

use super::redis_server::RedisServer;
use super::server::{Home, Server};
use super::{CONNECTIONS, ROUNDS, median, refresh, wrk};

pub fn compare() {
    let Some(redis) = RedisServer::start_with(&["--save", "", "--appendonly", "yes", "--appendfsync", "always"]) else {
        return;
    };
    let homes = [Home::new("EdDSA", &[]), Home::with_store("EdDSA", &[], redis.url())];
    let servers = homes.each_ref().map(Server::start);
    let tokens = homes.each_ref().map(|home| home.login()[0].clone());
    let (mut calls, mut refreshes) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
    for _ in 0..ROUNDS {
        for at in [0, 1] {
            let bearer = format!("Authorization: Bearer {}", tokens[at]);
            let url = format!("{}/api/user/profile", servers[at].url);
            calls[at].push(wrk::run(&url, CONNECTIONS, &["--header", &bearer]).requests_per_second);
            refreshes[at].push(refresh::over_http(&homes[at], &servers[at], CONNECTIONS));
        }
    }
    println!("State in a file and on a Redis server, EdDSA, {CONNECTIONS} connections: requests per second");
    for (what, rates) in [("GET /api/user/profile", calls), ("POST /api/refresh", refreshes)] {
        let [file, server] = rates.map(median);
        println!("{what}: {file:.0} and {server:.0}, {:.0} %", 100.0 * server / file);
    }
    println!();
}
