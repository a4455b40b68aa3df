//! Each option of `serve`, over a socket.

use std::path::Path;
use std::process::Command;

use crate::process::{Running, tokctl};

fn fixture(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tls").join(name).display().to_string()
}

#[test]
fn tls_with_a_certificate_and_its_key() {
    let dir = tempfile::tempdir().unwrap();
    for (from, to) in [("server.pem", "cert.pem"), ("server.key", "key.pem")] {
        std::fs::copy(fixture(from), dir.path().join(to)).unwrap();
    }
    let server =
        Running::start(dir.path(), &["--tls-cert", "cert.pem", "--tls-key", "key.pem", "--cookie-name", "__Host-rt"]);
    assert!(server.urls.iter().all(|url| url.starts_with("https://")), "{:?}", server.urls);
    let ca = fixture("ca.pem");
    let port = server.urls[0].rsplit(':').next().unwrap().to_owned();
    let health = |ca: &str| {
        let url = format!("https://localhost:{port}/healthz");
        let output = Command::new("curl").args(["-sS", "--max-time", "60", "--cacert", ca, &url]).output().unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    assert_eq!(health(&ca), (true, r#"{"status":"ok"}"#.to_owned()));
    let login = server.curl(
        &["-k", "-H", "Content-Type: application/json", "-d", r#"{"username":"alex","password":"user_password123"}"#],
        "/api/login",
    );
    let cookie = login.header("set-cookie").unwrap();
    assert!(
        cookie.starts_with("__Host-rt=") && cookie.contains("; HttpOnly; Secure; SameSite=Strict; Path=/; "),
        "{cookie}"
    );

    #[cfg(unix)]
    {
        // A certificate of another authority, and then one that cannot be read.
        let replace = |certificate: &str, key: &str| {
            std::fs::copy(fixture(certificate), dir.path().join("cert.pem")).unwrap();
            std::fs::copy(fixture(key), dir.path().join("key.pem")).unwrap();
            server.signal("-HUP");
        };
        replace("elsewhere.pem", "elsewhere.key");
        server.wait_for("the certificate was read again");
        assert!(!health(&ca).0);
        replace("elsewhere.pem", "ca.pem");
        server.wait_for("the certificate was not replaced");
        replace("server.pem", "server.key");
        server.wait_for_another("the certificate was read again", 2);
        assert!(health(&ca).0);
    }
}

#[test]
fn pages_of_an_allowed_origin_get_cors_headers_on_errors_too() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &["--cors", "http://localhost:3000"]);
    let preflight = |origin: &str| {
        let origin = format!("Origin: {origin}");
        let args = [
            "-X",
            "OPTIONS",
            "-H",
            &origin,
            "-H",
            "Access-Control-Request-Method: POST",
            "-H",
            "Access-Control-Request-Headers: content-type",
        ];
        server.curl(&args, "/api/login")
    };
    let allowed = preflight("http://localhost:3000");
    assert_eq!(allowed.header("access-control-allow-origin"), Some("http://localhost:3000"));
    assert_eq!(allowed.header("access-control-allow-credentials"), Some("true"));
    assert_eq!(preflight("http://localhost:3001").header("access-control-allow-origin"), None);
    let refused = server.curl(&["-H", "Origin: http://localhost:3000"], "/api/user/profile");
    assert_eq!((refused.status, refused.header("access-control-allow-origin")), (401, Some("http://localhost:3000")));
    let refresh =
        |origin: &str| server.curl(&["-X", "POST", "-H", &format!("Origin: {origin}")], "/api/refresh").status;
    assert_eq!((refresh("http://localhost:3000"), refresh("http://localhost:3001")), (401, 403));
}

#[test]
fn names_of_the_server() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &["--host", "auth"]);
    let status = |host: &str| server.curl(&["-H", &format!("Host: {host}")], "/.well-known/jwks.json").status;
    assert_eq!((status("auth"), status("auth:9999"), status("evil.example")), (200, 200, 421));
    assert_eq!(status("login.example"), 421);
    assert!(server.tokctl(&["config", "set", "issuer", "https://login.example", "-q"]).status.success());
    assert_eq!((status("login.example"), status("login.example:80")), (200, 421));
}

#[test]
fn an_insecure_cookie_and_a_name_of_its_own() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &["--insecure-cookie", "--cookie-name", "rt"]);
    let cookie = server.log_in().header("set-cookie").unwrap().to_owned();
    assert!(cookie.starts_with("rt=tokctl_rt_") && !cookie.contains("Secure"), "{cookie}");
    assert_eq!(server.curl(&["-X", "POST"], "/api/refresh").status, 200);
}

#[test]
fn a_store_of_its_own() {
    let dir = tempfile::tempdir().unwrap();
    let added = tokctl(
        dir.path(),
        &["--store", "other.db", "user", "add", "alex", "--password-stdin", "-q"],
        crate::process::PASSWORD,
    );
    assert!(added.status.success());
    let server = Running::again(dir.path(), &["--store", "other.db"]);
    assert_eq!(server.log_in().status, 200);
}
