//! Thousands of connections that send nothing.

use std::net::TcpStream;

use tokctl::base::system::raise_open_files;

use crate::process::Running;

use super::raw::host;

const CONNECTIONS: usize = 5000;

/// In KiB.
const MOST_MEMORY: usize = 256 * 1024;

#[test]
fn thousands_of_idle_connections_take_little_memory_and_block_no_client() {
    let dir = tempfile::tempdir().unwrap();
    // Started first: the server raises its own limit.
    let server = Running::start(dir.path(), &[]);
    let files = raise_open_files().unwrap_or(u64::MAX);
    let connections = CONNECTIONS.min(usize::try_from(files).unwrap_or(usize::MAX).saturating_sub(500));
    let address: std::net::SocketAddr = host(&server).parse().unwrap();
    let mut idle = Vec::new();
    for at in 0..connections {
        idle.push(TcpStream::connect(address).unwrap_or_else(|error| panic!("connection {at}: {error}")));
    }
    assert_eq!(server.log_in().status, 200);
    let access = server.log_in().access_token();
    assert_eq!(server.get("/api/user/profile", &access).status, 200);
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.pid())).unwrap();
    let memory = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let memory: usize = memory.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(memory < MOST_MEMORY, "{memory} KiB with {connections} idle connections");
    drop(idle);
    assert_eq!(server.log_in().status, 200);
}
