//! The files and the endpoints of the page.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use http::header::{AUTHORIZATION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, ORIGIN};
use http::{Method, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tokctl::base::SystemRandom;
use tokctl::core::users::manage;
use tokctl::server::defences::proxies::{Peer, TrustedProxies};
use tokctl::server::{ADMIN_EVENTS, Options, PROFILE, REFRESH_STATUS};

use crate::local::{Answer, Local, options, request};

const INSPECT: &str = "/page/inspect";

impl Local {
    async fn post(&self, path: &str, token: Option<&str>, body: &Value) -> Answer {
        let mut request = request(Method::POST, path).header(CONTENT_TYPE, "application/json");
        if let Some(token) = token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    async fn inspect(&self, body: &Value) -> Value {
        let answer = self.post(INSPECT, None, body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        assert_eq!(answer.header("cache-control"), "no-store");
        answer.json()
    }

    /// The status of a refresh token in the cookie, or of an access token.
    async fn status(&self, cookie: Option<&str>, access: Option<&str>) -> Value {
        let mut request = request(Method::GET, REFRESH_STATUS);
        if let Some(cookie) = cookie {
            request = request.header(COOKIE, format!("refreshToken={cookie}"));
        }
        if let Some(access) = access {
            request = request.header(AUTHORIZATION, format!("Bearer {access}"));
        }
        self.send(request.body(Body::empty()).unwrap()).await.json()
    }

    async fn get_file(&self, path: &str) -> Answer {
        self.send(request(Method::GET, path).body(Body::empty()).unwrap()).await
    }

    async fn admin(&self) -> String {
        manage::add_role(&self.context(), "alice", "ADMIN").unwrap();
        self.log_in().await.0
    }
}

fn token(header: &Value, payload: &Value) -> String {
    let encode = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.c2ln", encode(header), encode(payload))
}

#[tokio::test]
async fn the_files_are_served_under_a_strict_policy() {
    let server = Local::new().await;
    let index = server.get_file("/").await;
    assert_eq!(index.header(CONTENT_TYPE), "text/html; charset=utf-8");
    let mut count = 0;
    for path in index.body.split('"').filter(|text| text.starts_with("/page/")) {
        let file = server.get_file(path).await;
        assert_eq!(file.status, StatusCode::OK, "{path}");
        count += 1;
    }
    assert!(count >= 3, "{}", index.body);
    for answer in [index, server.get_file("/page/main.js").await] {
        let policy = answer.header(CONTENT_SECURITY_POLICY);
        assert!(policy.starts_with("default-src 'none'; ") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
    for path in ["/page/index.html", "/page/unknown.js", "/page/..%2fmod.rs", "/page/"] {
        assert_eq!(server.get_file(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn info_describes_the_server() {
    let info = Local::with(&[("access.ttl", "5m")]).await.get_file("/page/info").await.json();
    assert_eq!(info["issuer"], "http://127.0.0.1:8700");
    assert_eq!(info["access_ttl"], 300);
    assert_eq!(info["now"], 1_800_000_000.0);
    assert_eq!(info["sandbox"], false);
    let cookie = json!({"name": "refreshToken", "path": "/api/refresh", "secure": true, "max_age": 2_592_000});
    assert_eq!(info["cookie"], cookie);
    assert_eq!(info["claims"]["iss"], "issuer");
}

#[tokio::test]
async fn the_status_of_a_refresh_token_changes_nothing() {
    let server = Local::new().await;
    assert_eq!(server.status(None, None).await["cookie"], "absent");
    let (access, first) = server.log_in().await;
    let status = server.status(Some(&first), None).await;
    assert_eq!((&status["cookie"], &status["session"]["generation"]), (&json!("current"), &json!(0)));
    assert!(!status.to_string().contains(&first));
    let without_cookie = server.status(None, Some(&access)).await;
    assert_eq!(without_cookie["cookie"], "absent");
    assert_eq!(without_cookie["session"], status["session"]);

    let (access, second) = server.with_cookie(Method::POST, &first).await.tokens();
    let rotated = server.status(Some(&first), None).await;
    assert_eq!((&rotated["cookie"], &rotated["session"]["status"]), (&json!("rotated"), &json!("live")));
    assert_eq!(server.status(Some(&second), None).await["cookie"], "current");
    for unknown in ["x", &format!("{second}x"), &access] {
        assert_eq!(server.status(Some(unknown), None).await["cookie"], "unknown", "{unknown}");
    }
    server.with_cookie(Method::DELETE, &second).await;
    let ended = server.status(Some(&second), None).await;
    assert_eq!((&ended["cookie"], &ended["session"]["end_reason"]), (&json!("ended"), &json!("logout")));
    // An access token that expired still names its session; a changed one does not.
    server.pass(3600);
    assert_eq!(server.status(None, Some(&access)).await["session"], ended["session"]);
    assert_eq!(server.status(None, Some(&access.replacen('.', ".e", 1))).await["session"], Value::Null);
}

#[tokio::test]
async fn a_token_of_this_server_is_valid_until_it_is_revoked() {
    let server = Local::on_loopback().await;
    let (access, refresh) = server.log_in().await;
    let report = server.inspect(&json!({"token": format!("Authorization: Bearer {access}")})).await;
    assert_eq!(report["verify"]["valid"], true, "{report}");
    assert_eq!(report["verify"]["key"]["source"], "the key ring");
    assert_eq!(report["decode"]["payload"]["sub"], "alice");
    let registered = &report["decode"]["claims"][0];
    assert_eq!((&registered["class"], &registered["claims"][0]["remark"]), (&json!("registered"), &json!("issuer")));
    let decisions = report["verify"]["checks"].as_array().unwrap().iter().map(|check| &check["decided"]);
    assert!(decisions.clone().count() > 5 && decisions.into_iter().any(|decided| decided == "passed"), "{report}");

    server.with_cookie(Method::DELETE, &refresh).await;
    let report = server.inspect(&json!({"token": access})).await;
    assert_eq!(report["verify"]["errors"][0]["code"], "revoked");
    let without_signature = &access[..access.rfind('.').unwrap() + 1];
    let report = server.inspect(&json!({"token": format!("{without_signature}AAAA")})).await;
    assert_eq!(report["verify"]["errors"][0]["code"], "bad_signature");
    assert_eq!(report["verify"]["payload"], Value::Null);
}

#[tokio::test]
async fn a_pasted_key_alone_decides() {
    let server = Local::on_loopback().await;
    let (access, _) = server.log_in().await;
    let jwks = server.get_file("/.well-known/jwks.json").await.body;
    let report = server.inspect(&json!({"token": access, "key": jwks})).await;
    assert_eq!(report["verify"]["valid"], true);
    assert_eq!(report["verify"]["key"]["source"], "the pasted key");
    let revocation = report["verify"]["not_checked"].as_array().unwrap().iter().any(|name| name == "revocation");
    assert!(revocation, "{report}");
    let report = server.inspect(&json!({"token": access, "secret": "s3cret"})).await;
    assert_eq!(report["verify"]["errors"][0]["code"], "algorithm_refused");
    let file = server.home.dir().join("public.jwks");
    std::fs::write(&file, &jwks).unwrap();
    for key in ["https://127.0.0.1:1/keys", "not a key", file.to_str().unwrap()] {
        let report = server.inspect(&json!({"token": access, "key": key})).await;
        assert_eq!(
            (&report["verify"], &report["key_error"]["code"]),
            (&Value::Null, &json!("key_unreadable")),
            "{key}"
        );
    }
}

#[tokio::test]
async fn what_is_not_a_token_gets_a_diagnosis_and_two_tokens_a_comparison() {
    let server = Local::on_loopback().await;
    let report = server.inspect(&json!({"token": "eyJhbGciOiJub25lIn0.e30"})).await;
    assert_eq!(report["error"]["code"], "malformed");
    let (a, b) =
        (token(&json!({"alg": "ES256"}), &json!({"sub": "a"})), token(&json!({"alg": "ES256"}), &json!({"sub": "b"})));
    let report = server.inspect(&json!({"token": a, "other": format!("token={b}")})).await;
    assert_eq!(report["diff"]["payload"][0], json!({"path": "sub", "change": "changed", "a": "a", "b": "b"}));
    let report = server.inspect(&json!({"token": a, "other": "x"})).await;
    assert_eq!(report["diff_error"]["code"], "malformed");
}

#[tokio::test]
async fn no_url_in_a_token_is_fetched() {
    let server = Local::on_loopback().await;
    let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    let url = format!("http://{}/keys", elsewhere.local_addr().unwrap());
    let token = token(&json!({"alg": "RS256", "jku": url, "x5u": url, "kid": url}), &json!({"iss": url}));
    let report = server.inspect(&json!({"token": token, "other": token})).await;
    assert_eq!(report["verify"]["valid"], false);
    assert_eq!(elsewhere.accept().unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
}

#[tokio::test]
async fn inspection_is_for_administrators_where_others_can_connect() {
    let server = Local::new().await;
    let body = json!({"token": "x"});
    let inspect = async |token: Option<&str>| server.post(INSPECT, token, &body).await.status.as_u16();
    let (access, _) = server.log_in().await;
    assert_eq!((inspect(None).await, inspect(Some(&access)).await), (401, 403));
    let admin = server.admin().await;
    assert_eq!(inspect(Some(&admin)).await, 200);
}

#[tokio::test]
async fn inspection_through_a_proxy_is_for_administrators() {
    for trusted in [&[][..], &["127.0.0.0/8"]] {
        let ranges = trusted.iter().map(|range| range.parse().unwrap()).collect();
        let proxies = Arc::new(TrustedProxies::new(ranges));
        let options = Options { is_loopback: true, trusted_proxies: proxies, ..options() };
        let server = Local::serving(&[], options, Arc::new(SystemRandom)).await;
        let body = json!({"token": "eyJhbGciOiJub25lIn0.e30."}).to_string();
        let status = async |headers: &[(&'static str, &str)]| {
            let mut sent = request(Method::POST, INSPECT).header(CONTENT_TYPE, "application/json");
            for (name, value) in headers {
                sent = sent.header(*name, *value);
            }
            let mut sent = sent.body(Body::from(body.clone())).unwrap();
            sent.extensions_mut().insert(Peer("127.0.0.1:5000".parse().unwrap()));
            server.send(sent).await.status.as_u16()
        };
        assert_eq!(status(&[]).await, 200);
        for headers in [
            &[("x-forwarded-for", "203.0.113.9")][..],
            &[("forwarded", "for=203.0.113.9")],
            &[("x-forwarded-for", "203.0.113.9"), ("forwarded", "for=127.0.0.1")],
            &[("x-forwarded-for", "127.0.0.1")],
            &[("x-real-ip", "203.0.113.9")],
            &[("via", "1.1 proxy")],
        ] {
            assert_eq!(status(headers).await, 401, "{headers:?}");
        }
        let bearer = format!("Bearer {}", server.admin().await);
        assert_eq!(status(&[("x-forwarded-for", "203.0.113.9"), ("authorization", &bearer)]).await, 200);
    }
}

#[tokio::test]
async fn requests_that_are_not_the_pages_are_refused() {
    let server = Local::on_loopback().await;
    for body in [
        json!({}),
        json!([]),
        json!({"token": 1}),
        json!({"token": "x", "secret": 1}),
        json!({"token": "x", "key": "a", "secret": "b"}),
    ] {
        assert_eq!(server.post(INSPECT, None, &body).await.status, StatusCode::BAD_REQUEST, "{body}");
    }
    let long = json!({"token": "x".repeat(64 * 1024)});
    assert_eq!(server.post(INSPECT, None, &long).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let body = || Body::from(json!({"token": "x"}).to_string());
    let form = request(Method::POST, INSPECT).header(CONTENT_TYPE, "text/plain");
    assert_eq!(server.send(form.body(body()).unwrap()).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let foreign =
        request(Method::POST, INSPECT).header(CONTENT_TYPE, "application/json").header(ORIGIN, "http://evil.test");
    assert_eq!(server.send(foreign.body(body()).unwrap()).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn events_are_for_administrators_and_end_with_the_token() {
    let server = Local::new().await;
    let events = |token: &str| {
        let request = request(Method::GET, ADMIN_EVENTS).header(AUTHORIZATION, format!("Bearer {token}"));
        request.body(Body::empty()).unwrap()
    };
    let (access, _) = server.log_in().await;
    assert_eq!(server.get(ADMIN_EVENTS, "").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(server.send(events(&access)).await.status, StatusCode::FORBIDDEN);
    let admin = server.admin().await;
    let response = server.respond(events(&admin)).await;
    assert_eq!(response.headers()[CONTENT_TYPE], "application/x-ndjson");
    let mut body = response.into_body();
    let mut next = async || {
        let frame = tokio::time::timeout(Duration::from_secs(20), body.frame()).await.expect("no event and no end");
        frame.map(|frame| String::from_utf8(frame.unwrap().into_data().unwrap().to_vec()).unwrap())
    };
    let first = next().await.unwrap();
    let kinds: Vec<Value> =
        first.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["event"].clone()).collect();
    assert_eq!(kinds, ["user_added", "login", "roles_changed", "login"]);
    server.log_in_with("wrong").await;
    assert!(next().await.unwrap().contains("login_refused"));
    assert_eq!(server.get(PROFILE, &format!("Bearer {admin}")).await.status, StatusCode::OK);
    server.pass(900);
    assert_eq!(next().await, None);
}
