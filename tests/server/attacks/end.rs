//! The end of a server: requests in flight are finished, idle connections are closed.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::process::{PASSWORD, Running};

use super::raw::{connect, host, read_to_close, with_host};

fn read(stream: &mut TcpStream) -> String {
    String::from_utf8(read_to_close(stream)).unwrap()
}

/// A login whose body the server waits for.
fn started(server: &Running) -> (TcpStream, String) {
    let body = format!("{{\"username\":\"alex\",\"password\":\"{PASSWORD}\"}}");
    let head = format!(
        "POST /api/login HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         Expect: 100-continue\r\n\r\n",
        body.len()
    );
    let mut stream = connect(server);
    stream.write_all(&with_host(server, head.as_bytes())).unwrap();
    let mut interim = [0; 25];
    stream.read_exact(&mut interim).unwrap();
    assert_eq!(&interim, b"HTTP/1.1 100 Continue\r\n\r\n");
    (stream, body)
}

#[test]
fn ctrl_c_finishes_requests_and_closes_idle_connections() {
    ends_after("-INT");
}

#[test]
fn sigterm_finishes_requests_and_closes_idle_connections() {
    ends_after("-TERM");
}

fn ends_after(signal: &str) {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &[]);
    let mut fresh = connect(&server);
    let mut begun = connect(&server);
    begun.write_all(&with_host(&server, b"GET /healthz HTTP/1.1\r\nHo")).unwrap();
    let mut kept = connect(&server);
    kept.write_all(&with_host(&server, b"GET /healthz HTTP/1.1\r\nHost: HOST\r\n\r\n")).unwrap();
    let mut answer = [0; 12];
    kept.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200");
    let (mut login, body) = started(&server);
    server.signal(signal);
    assert!(!read(&mut kept).contains("HTTP/1.1"), "one response");
    assert_eq!(read(&mut fresh), "");
    // No connection is accepted any more.
    while TcpStream::connect(host(&server)).is_ok_and(|mut stream| {
        let _ = stream.write_all(&with_host(&server, b"GET /healthz HTTP/1.0\r\nHost: HOST\r\n\r\n"));
        read(&mut stream).starts_with("HTTP")
    }) {}
    login.write_all(body.as_bytes()).unwrap();
    let answer = read(&mut login);
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.to_ascii_lowercase().contains("connection: close"),
        "{answer}"
    );
    drop(begun);
    let (code, log) = server.ended();
    assert_eq!(code, Some(0));
    assert!(!log.contains("cut off"), "{log}");
    assert!(!dir.path().join("home/state.db-wal").exists(), "the log of the state was folded into it");
}

#[test]
fn a_request_that_does_not_end_is_cut_off() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &[]);
    let (mut login, _) = started(&server);
    let mut silent = connect(&server);
    silent.write_all(b"GET /healthz HTTP/1.1\r\n").unwrap();
    let (code, log) = server.terminate();
    assert_eq!(code, Some(0));
    // The time limit of the body, or that of the end, whichever is first.
    let answer = read(&mut login);
    assert!(answer.starts_with("HTTP/1.1 408") || log.contains("cut off"), "{answer}\n{log}");
}

#[test]
fn a_hangup_without_tls_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &[]);
    server.signal("-HUP");
    assert_eq!(server.log_in().status, 200);
    assert_eq!(server.terminate().0, Some(0));
}
