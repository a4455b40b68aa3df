//! Requests as bytes, for what no HTTP client sends.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use crate::process::Running;

/// How long a response may take before the test fails.
const PATIENCE: Duration = Duration::from_secs(120);

pub fn connect(server: &Running) -> TcpStream {
    let stream = TcpStream::connect(host(server)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// The address and the port of the server, as in `Host`.
pub fn host(server: &Running) -> &str {
    server.urls[0].split_once("://").unwrap().1
}

/// Sends bytes, in which `HOST` stands for the server's, and reads until the server closes the connection.
pub fn exchange(server: &Running, sent: &[u8]) -> Vec<RawAnswer> {
    let mut stream = connect(server);
    // The server may respond before everything is sent, and close the connection.
    let _ = stream.write_all(&with_host(server, sent));
    answers(&read_to_close(&mut stream))
}

/// What a connection receives until the server closes it, which must be within [`PATIENCE`].
pub fn read_to_close(stream: &mut TcpStream) -> Vec<u8> {
    let mut received = Vec::new();
    // A reset closes it, too.
    if let Err(error) = stream.read_to_end(&mut received) {
        let is_open = matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut);
        assert!(!is_open, "the server keeps the connection: {}", received.escape_ascii());
    }
    received
}

/// The statuses of the responses to these bytes.
pub fn statuses(server: &Running, sent: &[u8]) -> Vec<u16> {
    exchange(server, sent).iter().map(|answer| answer.status).collect()
}

pub fn with_host(server: &Running, sent: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = sent;
    while let Some(at) = rest.windows(4).position(|bytes| bytes == b"HOST") {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(host(server).as_bytes());
        rest = &rest[at + 4..];
    }
    out.extend_from_slice(rest);
    out
}

#[derive(Debug)]
pub struct RawAnswer {
    pub status: u16,
    pub body: String,
}

/// The responses on one connection, interim ones included.
fn answers(received: &[u8]) -> Vec<RawAnswer> {
    let mut rest = std::str::from_utf8(received).unwrap();
    let mut answers = Vec::new();
    while !rest.is_empty() {
        let (head, after) = rest.split_once("\r\n\r\n").unwrap_or_else(|| panic!("not a response: {rest:?}"));
        let status = head.strip_prefix("HTTP/1.").and_then(|line| line.get(2..5)).unwrap().parse().unwrap();
        let lines = head.lines().filter_map(|line| line.split_once(": "));
        let mut length = lines.filter(|(name, _)| name.eq_ignore_ascii_case("content-length")).map(|(_, value)| value);
        let length = length.next().map_or(0, |length| length.parse().unwrap());
        // The response to HEAD has the length of a body that is not sent.
        let (body, next) = after.split_at(length.min(after.len()));
        answers.push(RawAnswer { status, body: body.to_owned() });
        rest = next;
    }
    answers
}
