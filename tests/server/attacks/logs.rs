//! No line of the log has a secret, whatever field of a request it was sent in.
#![cfg(unix)]

use std::io::Write as _;

use crate::process::{PASSWORD, Running};

use super::raw::{connect, exchange};

const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGV4In0.c2lnbmF0dXJlLXRoYXQtaXMtc2VjcmV0";

#[test]
fn no_secret_is_logged_in_text() {
    hold("text");
}

#[test]
fn no_secret_is_logged_as_json() {
    hold("json");
}

fn hold(format: &str) {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &["-v", "--log", format]);
    let login = server.log_in();
    let access = login.access_token();
    let refresh = login.header("set-cookie").unwrap().split(['=', ';']).nth(1).unwrap().to_owned();
    for secret in [&*access, &*refresh, TOKEN] {
        for head in [
            format!("GET /{secret} HTTP/1.1\r\nHost: HOST\r\n"),
            format!("GET /api/sessions/{secret}/x HTTP/1.1\r\nHost: HOST\r\n"),
            format!("DELETE /api/sessions/{secret} HTTP/1.1\r\nHost: HOST\r\n"),
            format!("GET /%{:02x}{} HTTP/1.1\r\nHost: HOST\r\n", secret.as_bytes()[0], &secret[1..]),
            format!("GET /x;token={secret} HTTP/1.1\r\nHost: HOST\r\n"),
            format!("GET /\u{e9}{secret} HTTP/1.1\r\nHost: HOST\r\n"),
            format!("GET /healthz?access_token={secret} HTTP/1.1\r\nHost: HOST\r\n"),
            format!("GET /auth/check?role={secret}&{secret} HTTP/1.1\r\nHost: HOST\r\n"),
            format!("GET http://a:{secret}@HOST/healthz HTTP/1.1\r\nHost: HOST\r\n"),
            format!("{secret} /healthz HTTP/1.1\r\nHost: HOST\r\n"),
            format!("GET /healthz HTTP/1.1\r\nHost: {secret}\r\n"),
            format!("GET /.well-known/jwks.json HTTP/1.1\r\nHost: {secret}\r\n"),
            format!("GET /api/user/profile HTTP/1.1\r\nHost: HOST\r\nAuthorization: Bearer {secret}\r\n"),
            format!("GET /api/user/profile HTTP/1.1\r\nHost: HOST\r\nAuthorization: {secret}\r\n"),
            format!(
                "POST /api/refresh HTTP/1.1\r\nHost: HOST\r\nCookie: refreshToken={secret}x\r\nContent-Length: 0\r\n"
            ),
            format!("POST /api/refresh HTTP/1.1\r\nHost: HOST\r\nOrigin: {secret}\r\nContent-Length: 0\r\n"),
            format!(
                "GET /healthz HTTP/1.1\r\nHost: HOST\r\nUser-Agent: {secret}\r\nReferer: http://x/?{secret}\r\n\
                 X-Forwarded-For: {secret}\r\nForwarded: for={secret}\r\nX-Request-Id: {secret}\r\n{secret}: x\r\n"
            ),
            format!("GET /healthz HTTP/1.1\r\nHost: HOST\r\n{secret}\r\n"),
            format!("{secret}\r\n"),
        ] {
            exchange(&server, format!("{head}Connection: close\r\n\r\n").as_bytes());
        }
        // A connection that ends within a request.
        connect(&server).write_all(format!("GET /{secret}").as_bytes()).unwrap();
    }
    for (user, password) in [("alex", PASSWORD), (PASSWORD, "s3cret-password"), ("s3cret-user", "s3cret-password")] {
        for kind in ["application/json", "text/plain"] {
            let body = format!("{{\"username\":\"{user}\",\"password\":\"{password}\"}}");
            server.curl(&["-H", &format!("Content-Type: {kind}"), "-d", &body], "/api/login");
            server.curl(&["-H", &format!("Content-Type: {kind}"), "-d", &body[..body.len() - 1]], "/api/login");
        }
        server.curl(&["-u", &format!("{user}:{password}")], "/api/user/profile");
    }
    let (code, log) = server.terminate();
    assert_eq!(code, Some(0));
    assert!(log.lines().count() > 40, "{log}");
    // The signature is what makes a token one.
    let end = |token: &str| token[token.len() - 20..].to_owned();
    for secret in
        [end(&access), end(&refresh), end(TOKEN), PASSWORD.to_owned(), "s3cret".to_owned(), "access_token".to_owned()]
    {
        assert!(!log.contains(&secret), "{secret} is in the log:\n{log}");
    }
    assert!(log.chars().all(|c| c == '\n' || !c.is_control()), "{}", log.escape_debug());
}

#[test]
fn a_path_with_odd_characters_is_one_line_of_ascii() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &["--log", "json"]);
    for start in ["", "a", "ab", "abc"] {
        let path = format!("/{start}{}", "\u{1f511}".repeat(100));
        let answers =
            exchange(&server, format!("GET {path} HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n").as_bytes());
        assert_eq!(answers[0].status, 404);
    }
    exchange(&server, "GET /\u{9b}31m\u{202e}\u{85} HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n".as_bytes());
    let (_, log) = server.terminate();
    let lines: Vec<serde_json::Value> = log.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    assert_eq!(lines.iter().filter(|line| line["status"] == 404).count(), 5, "{log}");
    assert_eq!(lines.last().unwrap()["path"], "/%C2%9B31m%E2%80%AE%C2%85");
}
