//! Sockets: both address families, connections that are slow, and the end.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::process::Running;

fn connect(server: &Running) -> TcpStream {
    TcpStream::connect(server.urls[0].strip_prefix("http://").unwrap()).unwrap()
}

#[test]
fn one_free_port_serves_both_loopback_addresses() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &[]);
    let ports: Vec<&str> = server.urls.iter().map(|url| url.rsplit(':').next().unwrap()).collect();
    assert!(ports.iter().all(|port| *port == ports[0]), "{ports:?}");
    // A computer without IPv6 has one.
    if let [_, second] = server.urls.as_slice() {
        let output = std::process::Command::new("curl").args(["-sg", &format!("{second}/healthz")]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), r#"{"status":"ok"}"#);
    }
}

#[test]
fn malformed_and_slow_requests_do_not_disturb_others() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &[]);
    let mut slow = connect(&server);
    slow.write_all(b"POST /api/login HTTP/1.1\r\nHost: localhost\r\n").unwrap();
    for (sent, status) in [
        ("nonsense\r\n\r\n", "400"),
        ("GET /healthz HTTP/1.1\r\nHost: a\r\nbad header\r\n\r\n", "400"),
        (&*format!("GET /healthz HTTP/1.1\r\nX: {}\r\n\r\n", "x".repeat(64 * 1024)), "431"),
    ] {
        let mut stream = connect(&server);
        // The server may respond before everything is sent.
        let _ = stream.write_all(sent.as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer);
        assert_eq!(answer.split(' ').nth(1), Some(status), "{answer}");
    }
    assert_eq!(server.curl(&[], "/healthz").status, 200);
}

#[cfg(unix)]
#[test]
fn sigterm_finishes_what_is_in_flight() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &[]);
    let mut stream = connect(&server);
    let body = format!("{{\"username\":\"alex\",\"password\":\"{}\"}}", crate::process::PASSWORD);
    let host = server.urls[0].strip_prefix("http://").unwrap();
    let head = format!(
        "POST /api/login HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         Expect: 100-continue\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    // The handler waits for the body now.
    let mut answer = vec![0; 64];
    let count = stream.read(&mut answer).unwrap();
    assert!(answer[..count].starts_with(b"HTTP/1.1 100"));
    server.signal("-TERM");
    stream.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let (code, _) = server.terminate();
    assert_eq!(code, Some(0));
    assert!(!dir.path().join("home/state.db-wal").exists(), "the log was folded into the file");
}
