//! Requests that are malformed, ambiguous, or of another version of HTTP, byte for byte.

use std::io::Write as _;

use crate::process::{PASSWORD, Running};

use super::raw::{connect, exchange, read_to_close, statuses, with_host};

/// Starts of a request whose length a proxy may read in another way (request smuggling). `{}` is a body of two bytes.
const AMBIGUOUS: [(&str, &[u16]); 17] = [
    // The length of the chunks counts, and no further request is read from the connection (RFC 9112 section 6.1).
    ("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", &[400]),
    ("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n", &[400]),
    ("Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x", &[400]),
    ("Content-Length: 2, 3\r\n\r\n{}x", &[400]),
    ("Content-Length: +2\r\n\r\n{}", &[400]),
    ("Content-Length: -2\r\n\r\n{}", &[400]),
    ("Content-Length: 0x2\r\n\r\n{}", &[400]),
    ("Content-Length: 2 2\r\n\r\n{}", &[400]),
    ("Content-Length:\r\n\r\n{}", &[400]),
    ("Content-Length: 99999999999999999999\r\n\r\n{}", &[400]),
    ("Transfer-Encoding: chunked, identity\r\n\r\n{}", &[400]),
    ("Transfer-Encoding: xchunked\r\n\r\n{}", &[400]),
    ("Transfer-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}", &[400]),
    ("Transfer-Encoding : chunked\r\nContent-Length: 2\r\n\r\n{}", &[400]),
    ("X: a\r\n b\r\nContent-Length: 2\r\n\r\n{}", &[400]),
    ("X: a\rContent-Length: 2\r\n\r\n{}", &[400]),
    ("X: a\0b\r\nContent-Length: 2\r\n\r\n{}", &[400]),
];

#[test]
fn a_request_has_one_length() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &[]);
    for (start, expected) in AMBIGUOUS {
        let smuggled = "GET /healthz HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n";
        let sent =
            format!("POST /api/login HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\n{start}{smuggled}");
        assert_eq!(statuses(&server, sent.as_bytes()), expected, "{start:?}");
    }
    for chunks in [
        "2\r\n{}x\r\n0\r\n\r\n",
        "x\r\n{}\r\n0\r\n\r\n",
        "-2\r\n{}\r\n0\r\n\r\n",
        "fffffffffffffffff\r\n{}",
        "2\n{}\n0\n\n",
    ] {
        let sent = format!(
            "POST /api/login HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\
             Connection: close\r\n\r\n{chunks}"
        );
        assert_eq!(statuses(&server, sent.as_bytes()), [400], "{chunks:?}");
    }
    assert_eq!(server.log_in().status, 200);
}

#[test]
fn malformed_requests_are_400() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &[]);
    for sent in [
        &b"\0\r\n\r\n"[..],
        b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03",
        b"GET\r\n\r\n",
        b"GET /healthz\r\n\r\n",
        b"GET  /healthz HTTP/1.1\r\nHost: HOST\r\n\r\n",
        b"GET /healthz HTTP/1.1 \r\nHost: HOST\r\n\r\n",
        b"GET /healthz HTTP/4.2\r\nHost: HOST\r\n\r\n",
        b"GET /health z HTTP/1.1\r\nHost: HOST\r\n\r\n",
        b"GET healthz HTTP/1.1\r\nHost: HOST\r\n\r\n",
        b"G(T /healthz HTTP/1.1\r\nHost: HOST\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\n Host: HOST\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost : HOST\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost HOST\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\n: HOST\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nH\xf6st: HOST\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nHost: HOST\r\n\r\n",
        // Routes other than health need a host.
        b"GET /.well-known/jwks.json HTTP/1.1\r\nConnection: close\r\n\r\n",
        b"GET /.well-known/jwks.json HTTP/1.1\r\nHost: HOST\r\nHost: HOST\r\nConnection: close\r\n\r\n",
        b"GET /.well-known/jwks.json HTTP/1.0\r\n\r\n",
        b"GET http://evil.example/.well-known/jwks.json HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
    ] {
        assert_eq!(statuses(&server, sent), [400], "{}", sent.escape_ascii());
    }
    assert_eq!(server.log_in().status, 200);
}

#[test]
fn methods_and_versions_have_their_statuses() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &[]);
    for (line, expected) in [
        ("GET /healthz HTTP/1.1", 200),
        ("GET /healthz HTTP/1.0", 200),
        ("GET http://HOST/healthz HTTP/1.1", 200),
        ("HEAD /healthz HTTP/1.1", 200),
        ("HEAD /api/user/profile HTTP/1.1", 401),
        ("HEAD /api/login HTTP/1.1", 405),
        ("TRACE /healthz HTTP/1.1", 405),
        ("TRACE /api/refresh HTTP/1.1", 405),
        ("get /healthz HTTP/1.1", 405),
        ("PROPFIND /api/login HTTP/1.1", 405),
        ("PUT /api/refresh HTTP/1.1", 405),
        ("PATCH /nowhere HTTP/1.1", 404),
        ("OPTIONS /api/login HTTP/1.1", 405),
        ("OPTIONS * HTTP/1.1", 404),
        ("CONNECT HOST HTTP/1.1", 404),
        ("CONNECT evil.example:443 HTTP/1.1", 400),
        ("GET / HTTP/1.1", 200),
        ("GET //api/user/profile HTTP/1.1", 404),
        ("GET /api/user/profile/ HTTP/1.1", 404),
        ("GET /api/../api/user/profile HTTP/1.1", 404),
        ("GET /api/user%2Fprofile HTTP/1.1", 404),
        ("GET /page/%FF HTTP/1.1", 400),
        ("GET /page/..%2F..%2FCargo.toml HTTP/1.1", 404),
        ("DELETE /api/sessions/%FF HTTP/1.1", 401),
        ("DELETE /api/sessions/%00 HTTP/1.1", 401),
    ] {
        let sent = format!("{line}\r\nHost: HOST\r\nConnection: close\r\n\r\n");
        let answers = exchange(&server, sent.as_bytes());
        assert_eq!(answers.iter().map(|answer| answer.status).collect::<Vec<_>>(), [expected], "{line}");
        if line.starts_with("HEAD") {
            assert_eq!(answers[0].body, "", "{line}");
        } else if expected >= 400 {
            assert!(answers[0].body.starts_with("{\"error\":"), "{line}: {}", answers[0].body);
        }
    }
    // A single line feed ends a line, too (RFC 9112 section 2.2).
    assert_eq!(statuses(&server, b"GET /healthz HTTP/1.1\nHost: HOST\nConnection: close\n\n"), [200]);
}

#[test]
fn requests_on_one_connection_are_answered_in_order() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &[]);
    let login = format!("{{\"username\":\"alex\",\"password\":\"{PASSWORD}\"}}");
    let sent = format!(
        "GET /healthz HTTP/1.1\r\nHost: HOST\r\n\r\n\
         POST /api/login HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{login}\
         GET /nowhere HTTP/1.1\r\nHost: HOST\r\n\r\n\
         POST /api/login HTTP/1.1\r\nHost: HOST\r\nContent-Type: text/plain\r\nContent-Length: 21\r\n\r\nGET / HTTP/1.1\r\n\r\nxxx\
         GET /.well-known/jwks.json HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n\
         GET /healthz HTTP/1.1\r\nHost: HOST\r\n\r\n",
        login.len()
    );
    assert_eq!(statuses(&server, sent.as_bytes()), [200, 200, 404, 415, 200]);
    let many = "GET /healthz HTTP/1.1\r\nHost: HOST\r\n\r\n".repeat(500);
    let last = "GET /nowhere HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n";
    let found = statuses(&server, (many + last).as_bytes());
    assert_eq!((found.len(), found[499], found[500]), (501, 200, 404));
}

#[test]
fn headers_have_a_limit() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &[]);
    let with = |headers: &str| {
        format!("GET /healthz HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n{headers}\r\n").into_bytes()
    };
    assert_eq!(statuses(&server, &with(&format!("X: {}\r\n", "x".repeat(30_000)))), [200]);
    assert_eq!(statuses(&server, &with(&format!("X: {}\r\n", "x".repeat(200_000)))), [431]);
    assert_eq!(statuses(&server, &with(&"X: x\r\n".repeat(90))), [200]);
    assert_eq!(statuses(&server, &with(&"X: x\r\n".repeat(200))), [431]);
    let line = format!("GET /{} HTTP/1.1\r\nHost: HOST\r\n\r\n", "x".repeat(200_000));
    assert!(matches!(statuses(&server, line.as_bytes())[..], [414 | 431]));
    // A header without an end is not kept until memory ends.
    let mut stream = connect(&server);
    let mut sent = with_host(&server, b"GET /healthz HTTP/1.1\r\nHost: HOST\r\nX: ");
    sent.resize(sent.len() + 1_000_000, b'x');
    let _ = stream.write_all(&sent);
    let received = read_to_close(&mut stream);
    assert!(received.is_empty() || received.starts_with(b"HTTP/1.1 431"), "{}", received.escape_ascii());
}

#[test]
fn a_body_that_is_too_large_is_refused_before_it_is_sent() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &[]);
    let head = "POST /api/login HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nConnection: close\r\n";
    let waiting = format!("{head}Content-Length: 70000\r\nExpect: 100-continue\r\n\r\n");
    assert_eq!(statuses(&server, waiting.as_bytes()), [413], "without 100");
    let typed = waiting.replace("application/json", "text/plain");
    assert_eq!(statuses(&server, typed.as_bytes()), [415], "without 100");
    let small = format!("{head}Content-Length: 2\r\nExpect: 100-continue\r\n\r\n{{}}");
    assert_eq!(statuses(&server, small.as_bytes()).last(), Some(&400));
    let chunk = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
    let chunked = format!("{head}Transfer-Encoding: chunked\r\n\r\n{}", chunk.repeat(17));
    assert_eq!(statuses(&server, chunked.as_bytes()), [413]);
    assert_eq!(server.log_in().status, 200);
}
