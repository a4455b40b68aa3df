//! Memory with thousands of idle connections.

use std::net::TcpStream;

use tokctl::base::system::raise_open_files;

use super::server::{Home, Server, get};

const IDLE: usize = 5_000;

pub fn measure() {
    let home = Home::new("ES256", &[]);
    let server = Server::start(&home);
    let before = server.memory("VmRSS:");
    // Each process may have few open files: the connections are this one's.
    if raise_open_files().is_some_and(|most| most < IDLE as u64 + 100) {
        println!("memory with {IDLE} idle connections was not measured: too few open files are allowed\n");
        return;
    }
    let address = server.url.trim_start_matches("http://");
    let connections: Vec<TcpStream> = (0..IDLE).map(|_| TcpStream::connect(address).expect("a connection")).collect();
    assert!(get(&server.url, "/healthz").starts_with("HTTP/1.1 200"));
    let after = server.memory("VmRSS:");
    let [before, after] = [before, after].map(|kib| kib as f64 / 1024.0);
    println!("Memory: {before:.1} MiB, with {} idle connections {after:.1} MiB\n", connections.len());
}
