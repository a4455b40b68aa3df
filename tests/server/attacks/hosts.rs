//! Requests for other hosts (DNS rebinding).

use std::sync::Arc;

use axum::body::Body;
use http::header::HOST;
use http::{HeaderValue, Request};
use tokctl::base::SystemRandom;
use tokctl::server::defences::hosts::{HostPort, Hosts};
use tokctl::server::{HEALTH, JWKS, Options};

use crate::local::Local;

async fn local() -> Local {
    let mut hosts = Hosts::default();
    hosts.add_listener("127.0.0.1:8700".parse().unwrap(), false);
    hosts.add_listener("[::1]:8700".parse().unwrap(), false);
    hosts.add(HostPort::parse("auth").unwrap());
    hosts.add(HostPort::parse("api.example:8080").unwrap());
    let options = Options { hosts: Arc::new(hosts), ..Options::default() };
    Local::serving(&[("issuer", "https://login.example/path")], options, Arc::new(SystemRandom)).await
}

async fn status(server: &Local, target: &str, hosts: &[&[u8]]) -> u16 {
    let mut request = Request::builder().uri(target);
    for host in hosts {
        request = request.header(HOST, HeaderValue::from_bytes(host).unwrap());
    }
    server.send(request.body(Body::empty()).unwrap()).await.status.as_u16()
}

#[tokio::test]
async fn a_request_names_a_host_of_the_server() {
    let server = local().await;
    for (host, expected) in [
        ("127.0.0.1:8700", 200),
        ("localhost:8700", 200),
        ("LocalHost:8700", 200),
        ("[::1]:8700", 200),
        ("[0:0:0:0:0:0:0:1]:8700", 200),
        ("auth", 200),
        ("AUTH:1234", 200),
        ("api.example:8080", 200),
        ("login.example", 200),
        ("login.example:443", 200),
        ("evil.example", 421),
        ("evil.example:8700", 421),
        ("localhost", 421),
        ("localhost:80", 421),
        ("localhost.:8700", 421),
        ("auth.", 421),
        ("auth.evil.example", 421),
        ("localhost.evil.example:8700", 421),
        ("127.0.0.1.nip.example:8700", 421),
        ("127.0.0.2:8700", 421),
        ("[::ffff:127.0.0.1]:8700", 421),
        ("[::1]", 421),
        ("api.example", 421),
        ("login.example:80", 421),
        ("0.0.0.0:8700", 421),
        ("", 400),
        (" ", 400),
        (":8700", 400),
        ("*", 400),
        ("::1", 400),
        ("[::1", 400),
        ("[::1]8700", 400),
        ("127.1:8700", 400),
        ("2130706433:8700", 400),
        ("localhost:", 400),
        ("localhost:x", 400),
        ("localhost:99999", 400),
        ("auth:99999", 400),
        ("user@localhost:8700", 400),
        ("evil.example@localhost:8700", 400),
        ("localhost:8700,evil.example", 400),
        ("localhost:8700 evil.example", 400),
        ("localhost:8700/", 400),
        ("localhost:8700?", 400),
        ("http://localhost:8700", 400),
        ("%6cocalhost:8700", 400),
    ] {
        assert_eq!(status(&server, JWKS, &[host.as_bytes()]).await, expected, "{host}");
    }
    assert_eq!(status(&server, JWKS, &[b"localh\xf6st:8700"]).await, 400);
    assert_eq!(status(&server, JWKS, &[]).await, 400);
    for two in [[&b"localhost:8700"[..], b"localhost:8700"], [b"localhost:8700", b"evil.example"]] {
        assert_eq!(status(&server, JWKS, &two).await, 400);
    }
}

#[tokio::test]
async fn the_target_of_a_request_and_its_host_agree() {
    let server = local().await;
    let own = &[&b"localhost:8700"[..]];
    for (target, hosts, expected) in [
        ("http://localhost:8700/.well-known/jwks.json", own, 200),
        ("HTTP://LOCALHOST:8700/.well-known/jwks.json", own, 200),
        ("http://127.0.0.1:8700/.well-known/jwks.json", own, 400),
        ("http://evil.example/.well-known/jwks.json", own, 400),
        ("http://a@localhost:8700/.well-known/jwks.json", own, 400),
        ("http://localhost:99999/.well-known/jwks.json", own, 400),
        ("http://evil.example/.well-known/jwks.json", &[b"evil.example"], 421),
    ] {
        assert_eq!(status(&server, target, hosts).await, expected, "{target}");
    }
    assert_eq!(status(&server, "http://localhost:8700/.well-known/jwks.json", &[]).await, 400);
}

#[tokio::test]
async fn only_the_health_of_the_server_is_for_every_host() {
    let server = local().await;
    for hosts in [&[&b"10.1.2.3:8700"[..]][..], &[b"evil.example"], &[b"\xff"], &[]] {
        assert_eq!(status(&server, HEALTH, hosts).await, 200, "{hosts:?}");
    }
    for path in ["/healthz/", "//healthz", "/healthz/../api/user/profile", "/%68ealthz", "/HEALTHZ"] {
        assert_eq!(status(&server, path, &[b"evil.example"]).await, 421, "{path}");
    }
}
