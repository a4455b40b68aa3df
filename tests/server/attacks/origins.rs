//! Requests that pages of other sites send (CSRF).

use std::sync::Arc;

use axum::body::Body;
use http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, HOST, ORIGIN, SET_COOKIE};
use http::{Method, Request};
use tokctl::base::SystemRandom;
use tokctl::server::defences::hosts::HostPort;
use tokctl::server::defences::origin::{Origin, Origins};
use tokctl::server::{LOGIN, LOGOUT, Options, PROFILE, REFRESH, SESSIONS};

use crate::local::{Local, PASSWORD, hosts, request};

/// Everything that changes state.
fn changes() -> [(Method, String); 6] {
    [
        (Method::POST, LOGIN.to_owned()),
        (Method::POST, REFRESH.to_owned()),
        (Method::DELETE, REFRESH.to_owned()),
        (Method::POST, LOGOUT.to_owned()),
        (Method::DELETE, SESSIONS.to_owned()),
        (Method::DELETE, format!("{SESSIONS}/abc")),
    ]
}

#[tokio::test]
async fn no_page_of_another_site_changes_state() {
    let server = Local::new().await;
    let (access, refresh) = server.log_in().await;
    for (method, path) in changes() {
        for from in [
            &[("origin", "http://evil.example")][..],
            &[("origin", "null")],
            &[("origin", "")],
            &[("origin", "http://server.test.evil.example")],
            &[("origin", "http://evil-server.test")],
            &[("origin", "http://sub.server.test")],
            &[("origin", "http://server.test:3000")],
            &[("origin", "http://server.test/")],
            &[("origin", "http://server.test"), ("origin", "http://server.test")],
            &[("origin", "http://server.test, http://evil.example")],
            &[("origin", "HTTP://server.test")],
            &[("origin", "file://")],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "Same-Origin")],
            &[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")],
        ] {
            for kind in [
                "application/json",
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
            ] {
                let mut attack = request(method.clone(), &path)
                    .header(CONTENT_TYPE, kind)
                    .header(AUTHORIZATION, format!("Bearer {access}"))
                    .header(COOKIE, format!("refreshToken={refresh}"));
                for (name, value) in from {
                    attack = attack.header(*name, *value);
                }
                let body = format!("{{\"username\":\"alice\",\"password\":\"{PASSWORD}\"}}");
                let answer = server.send(attack.body(Body::from(body)).unwrap()).await;
                let found = (answer.status.as_u16(), answer.json()["error"].clone());
                assert_eq!(found, (403, "forbidden_origin".into()), "{method} {path} {from:?} {kind}");
                assert_eq!(answer.header(SET_COOKIE), "", "{method} {path}");
            }
        }
    }
    // Nothing changed: the session is live, and its refresh token is current.
    assert_eq!(server.with_token(Method::GET, PROFILE, &access).await.status.as_u16(), 200);
    let sessions = server.with_token(Method::GET, SESSIONS, &access).await.json();
    assert_eq!(sessions.as_array().unwrap().len(), 1);
    server.with_cookie(Method::POST, &refresh).await.tokens();
}

#[tokio::test]
async fn a_form_of_a_browser_without_origin_is_not_json() {
    let server = Local::new().await;
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain; application/json",
        "application/json, text/plain",
        "application/x-json",
        "",
    ] {
        // The only form post that is JSON.
        let body = format!("{{\"username\":\"alice\",\"password\":\"{PASSWORD}\",\"x\":\"=\"}}");
        let form = request(Method::POST, LOGIN).header(CONTENT_TYPE, kind).body(Body::from(body)).unwrap();
        assert_eq!(server.send(form).await.status.as_u16(), 415, "{kind}");
    }
}

#[tokio::test]
async fn a_page_on_another_port_of_the_same_host_is_of_another_site() {
    let mut names = hosts();
    names.add_listener("127.0.0.1:8700".parse().unwrap(), false);
    names.add(HostPort::parse("api.example:8080").unwrap());
    let cors = Origins::new(vec![Origin::parse("http://localhost:3000").unwrap()]);
    let options = Options { hosts: Arc::new(names), cors: Arc::new(cors), ..Options::default() };
    let server = Local::serving(&[("issuer", "https://login.example")], options, Arc::new(SystemRandom)).await;
    for (host, origin, expected) in [
        ("localhost:8700", "http://localhost:8700", 204),
        ("localhost:8700", "http://127.0.0.1:8700", 204),
        ("localhost:8700", "http://localhost:3000", 204),
        ("localhost:8700", "http://localhost:3001", 403),
        ("localhost:8700", "http://localhost", 403),
        ("localhost:8700", "https://localhost:8700", 403),
        ("localhost:8700", "https://login.example", 204),
        ("login.example", "https://login.example", 204),
        ("login.example", "http://login.example", 403),
        ("login.example", "https://login.example:8443", 403),
        // Behind a proxy, TLS may end there.
        ("server.test", "http://server.test", 204),
        ("server.test", "https://server.test", 204),
        ("server.test", "http://server.test:3000", 403),
        ("server.test:9000", "http://server.test:9000", 204),
        ("server.test:9000", "https://server.test:9000", 204),
        ("server.test:9000", "http://server.test", 403),
        ("server.test:443", "https://server.test", 204),
        ("api.example:8080", "http://api.example:8080", 204),
        ("api.example:8080", "http://api.example", 403),
    ] {
        let logout = Request::builder().method(Method::DELETE).uri(REFRESH).header(HOST, host).header(ORIGIN, origin);
        let answer = server.send(logout.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status.as_u16(), expected, "{host} {origin}");
    }
}
