//! Headers that a proxy sets, and that a client can forge.

use crate::process::Running;

/// The client address of each line of the log of a server with these options, to which requests with these headers were sent.
#[cfg(unix)]
fn clients(options: &[&str], requests: &[&[&str]]) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &[options, &["--log", "json"]].concat());
    for headers in requests {
        let args: Vec<&str> = headers.iter().flat_map(|header| ["-H", header]).collect();
        assert_eq!(server.curl(&args, "/healthz").status, 200);
    }
    let (_, log) = server.terminate();
    let lines = log.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    lines.filter_map(|line| Some(line["client"].as_str()?.to_owned())).collect()
}

#[cfg(unix)]
#[test]
fn only_a_trusted_proxy_names_the_client() {
    let requests: &[&[&str]] = &[
        &["X-Forwarded-For: 203.0.113.9"],
        &["X-Forwarded-For: 198.51.100.1, 203.0.113.9, 127.0.0.1"],
        &["Forwarded: for=198.51.100.1, for=203.0.113.9"],
        &["X-Forwarded-For: 198.51.100.1", "Forwarded: for=203.0.113.9"],
        &["X-Real-IP: 198.51.100.1", "Client-IP: 198.51.100.1", "True-Client-IP: 198.51.100.1"],
        &["X-Forwarded-For: evil\u{e9}"],
    ];
    assert_eq!(clients(&[], requests), ["127.0.0.1"; 6]);
    assert_eq!(clients(&["--trust-proxy", "10.0.0.0/8"], requests), ["127.0.0.1"; 6]);
    let named = ["203.0.113.9", "203.0.113.9", "203.0.113.9", "127.0.0.1", "127.0.0.1", "127.0.0.1"];
    assert_eq!(clients(&["--trust-proxy", "127.0.0.0/8"], requests), named);
}

#[test]
fn forwarded_headers_change_nothing_but_the_client() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &["--trust-proxy", "127.0.0.1", "--insecure-cookie"]);
    let forged = [
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Port: 443",
        "X-Forwarded-Server: evil.example",
        "X-Original-URL: /api/admin/users",
        "X-Rewrite-URL: /api/admin/users",
        "X-HTTP-Method-Override: DELETE",
        "Forwarded: for=203.0.113.9;host=evil.example;proto=https",
        "X-Auth-User: root",
        "X-Auth-Roles: ADMIN",
    ];
    let forged: Vec<&str> = forged.iter().flat_map(|header| ["-H", header]).collect();
    let body = format!("{{\"username\":\"alex\",\"password\":\"{}\"}}", crate::process::PASSWORD);
    let login =
        server.curl(&[&forged[..], &["-H", "Content-Type: application/json", "-d", &body]].concat(), "/api/login");
    assert_eq!(login.status, 200);
    let attributes = login.header("set-cookie").unwrap().split_once(';').unwrap().1;
    assert_eq!(attributes, " HttpOnly; SameSite=Strict; Path=/api/refresh; Max-Age=2592000");
    let access = login.access_token();
    let payload = tokctl::token::decode::Unverified::decode(&access).unwrap();
    let issuer = payload.claims().unwrap().get_str("iss").map(str::to_owned);
    assert_eq!(issuer.as_deref(), Some("http://127.0.0.1:8700"));
    let bearer = format!("Authorization: Bearer {access}");
    assert_eq!(server.curl(&[&forged[..], &["-H", &bearer]].concat(), "/api/admin/users").status, 403);
    let check = server.curl(&[&forged[..], &["-H", &bearer]].concat(), "/auth/check");
    assert_eq!(
        (check.status, check.header("x-auth-user"), check.header("x-auth-roles")),
        (204, Some("alex"), Some("USER"))
    );
    // A forwarded host does not make another host acceptable, nor an own one misdirected.
    for (host, status) in [("evil.example", 421), ("localhost", 421)] {
        let host = format!("Host: {host}");
        assert_eq!(server.curl(&[&forged[..], &["-H", &host]].concat(), "/.well-known/jwks.json").status, status);
    }
    assert_eq!(server.curl(&forged, "/.well-known/jwks.json").status, 200);
}
