//! Clients that send slowly, or not at all.

use std::io::Write as _;
use std::thread;
use std::time::Duration;

use crate::process::Running;

use super::raw::{connect, read_to_close, with_host};

/// What a client gets that sends `start`, and then a byte of `rest` each second.
fn drip(server: &Running, start: &[u8], rest: u8) -> Vec<u8> {
    let mut stream = connect(server);
    stream.write_all(&with_host(server, start)).unwrap();
    let mut writing = stream.try_clone().unwrap();
    let reader = thread::spawn(move || read_to_close(&mut stream));
    while !reader.is_finished() {
        let _ = writing.write_all(&[rest]);
        thread::sleep(Duration::from_secs(1));
    }
    reader.join().unwrap()
}

#[test]
fn slow_clients_are_cut_off_and_others_are_served() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &[]);
    let body =
        b"POST /api/login HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n";
    let chunks =
        b"POST /api/login HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n";
    thread::scope(|scope| {
        let slow_bodies = [&body[..], &chunks[..]].map(|start| scope.spawn(|| drip(&server, start, b' ')));
        let slow_headers = scope.spawn(|| drip(&server, b"GET /healthz HTTP/1.1\r\nHost: HOST\r\nX: ", b'x'));
        let silent = scope.spawn(|| read_to_close(&mut connect(&server)));
        assert_eq!(server.log_in().status, 200);
        for body in slow_bodies {
            let received = body.join().unwrap();
            assert!(received.starts_with(b"HTTP/1.1 408 "), "{}", received.escape_ascii());
        }
        assert_eq!(silent.join().unwrap(), b"");
        let received = slow_headers.join().unwrap();
        assert!(received.is_empty() || received.starts_with(b"HTTP/1.1 408 "), "{}", received.escape_ascii());
        assert_eq!(server.log_in().status, 200);
    });
}
