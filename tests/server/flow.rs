//! The whole flow with curl and its cookie jar.

use crate::process::{Running, tokctl};

#[test]
fn login_expiry_refresh_and_logout() {
    let dir = tempfile::tempdir().unwrap();
    assert!(tokctl(dir.path(), &["init", "--sandbox", "-q"], "").status.success());
    let server = Running::start(dir.path(), &[]);
    let login = server.log_in();
    assert_eq!((login.status, login.json()["message"].as_str()), (200, Some("Login successful!")));
    let cookie = login.header("set-cookie").unwrap().to_owned();
    let (value, attributes) = cookie.split_once(';').unwrap();
    assert!(value.starts_with("refreshToken=tokctl_rt_"), "{value}");
    assert_eq!(attributes, " HttpOnly; Secure; SameSite=Strict; Path=/api/refresh; Max-Age=2592000");
    let access = login.access_token();
    let profile = server.get("/api/user/profile", &access);
    assert_eq!((profile.status, profile.json()["username"].as_str()), (200, Some("alex")));

    // Another process moves the sandbox's clock.
    assert!(server.tokctl(&["clock", "advance", "16m", "-q"]).status.success());
    let expired = server.get("/api/user/orders", &access);
    assert_eq!(expired.status, 401);
    let challenge = r#"Bearer error="invalid_token", error_description="The access token expired""#;
    assert_eq!(expired.header("www-authenticate"), Some(challenge));
    let refreshed = server.curl(&["-X", "POST"], "/api/refresh");
    assert_eq!(refreshed.status, 200, "{}", refreshed.body);
    let renewed = refreshed.access_token();
    assert_ne!(refreshed.header("set-cookie"), Some(&*cookie));
    assert_eq!(server.get("/api/user/orders", &renewed).status, 200);

    // The old cookie is invalid; presenting it ends the session.
    let stolen = server.curl(&["-X", "POST", "-H", &format!("Cookie: {value}")], "/api/refresh");
    assert_eq!(stolen.status, 400, "two cookies that differ");
    let logged_out = server.curl(&["-X", "DELETE"], "/api/refresh");
    assert_eq!(logged_out.status, 204);
    assert_eq!(server.get("/api/user/orders", &renewed).status, 401);
    assert_eq!(server.curl(&["-X", "POST"], "/api/refresh").status, 401, "the jar is empty");
}

#[test]
fn the_log_has_no_secrets() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &["--log", "json", "-v"]);
    let login = server.log_in();
    let access = login.access_token();
    let cookie = login.header("set-cookie").unwrap().split(['=', ';']).nth(1).unwrap().to_owned();
    server.get("/api/user/profile?token=s3cret", &access);
    server.curl(&["-X", "POST"], "/api/refresh");
    server.get(&format!("/{access}"), &access);
    #[cfg(unix)]
    {
        let (code, log) = server.terminate();
        assert_eq!(code, Some(0));
        let lines: Vec<serde_json::Value> =
            log.lines().filter(|line| line.starts_with('{')).map(|line| serde_json::from_str(line).unwrap()).collect();
        let paths: Vec<_> = lines.iter().filter_map(|line| line["path"].as_str()).collect();
        assert_eq!(paths, ["/api/login", "/api/user/profile", "/api/refresh", "/[hidden]"]);
        for secret in [&*access, &cookie, "s3cret", crate::process::PASSWORD] {
            assert!(!log.contains(secret), "{log}");
        }
    }
}
