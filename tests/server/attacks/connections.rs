//! More connections than the server may have open.

use std::io::{ErrorKind, Read as _, Write as _};
use std::time::Duration;

use crate::process::Running;

use super::raw::{connect, with_host};

/// The limit of open files of the server; 256 of them are not for connections.
const FILES: u64 = 300;

#[test]
fn connections_above_the_limit_wait_until_others_close() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::with_open_files(dir.path(), FILES);
    let mut idle: Vec<_> = (256..FILES).map(|_| connect(&server)).collect();
    for client in &mut idle {
        client.write_all(&with_host(&server, b"GET /healthz HTTP/1.1\r\nHost: HOST\r\n\r\n")).unwrap();
        assert!(client.read(&mut [0; 1024]).unwrap() > 0, "each of the first ones is served");
    }
    let mut next = connect(&server);
    next.write_all(&with_host(&server, b"GET /healthz HTTP/1.1\r\nHost: HOST\r\n\r\n")).unwrap();
    next.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
    let waits = next.read(&mut [0; 1024]).unwrap_err();
    assert!(matches!(waits.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut), "{waits}");
    drop(idle.pop());
    next.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let mut answer = [0; 12];
    next.read_exact(&mut answer).unwrap();
    assert_eq!(answer, *b"HTTP/1.1 200");
}
