//! Proxies: which requests use one, and malformed proxy variables.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use crate::server::{Server, fixture, ok};
use crate::test_home::{CLAIMS, TestHome, key, set, token};

/// A proxy that connects every client to one server, and records the requests.
struct Relay {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Relay {
    /// Accepts CONNECT, or refuses it with 407 if `to` is `None`.
    fn new(to: Option<std::net::SocketAddr>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let heads = asked.clone();
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let mut client = client.unwrap();
                let mut head = Vec::new();
                let mut byte = [0];
                while !head.ends_with(b"\r\n\r\n") && client.read(&mut byte).unwrap_or(0) > 0 {
                    head.push(byte[0]);
                }
                heads.lock().unwrap().push(String::from_utf8_lossy(&head).into_owned());
                let Some(to) = to else {
                    let _ =
                        client.write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
                    continue;
                };
                let server = TcpStream::connect(to).unwrap();
                client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
                join(client, server);
            }
        });
        Self { port, asked }
    }

    fn requests(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// Copies bytes in both directions.
fn join(client: TcpStream, server: TcpStream) {
    let (mut from_client, mut to_client) = (client.try_clone().unwrap(), client);
    let (mut from_server, mut to_server) = (server.try_clone().unwrap(), server);
    std::thread::spawn(move || std::io::copy(&mut from_client, &mut to_server));
    std::thread::spawn(move || std::io::copy(&mut from_server, &mut to_client));
}

fn keys(test: &TestHome, url: &str) -> crate::test_home::CommandOutput {
    let ca = fixture("ca.pem").display().to_string();
    test.run(&["verify", "--key", url, "--ca-cert", &ca, &token(&key(1, "one"), CLAIMS)])
}

fn elsewhere() -> Server {
    let jwks = ok("", &set(&[&key(1, "one")]));
    Server::tls("elsewhere", move |_, out| out.write_all(jwks.as_bytes()))
}

#[test]
fn https_goes_through_a_tunnel() {
    let server = elsewhere();
    for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        let relay = Relay::new(Some(server.address()));
        let mut test = TestHome::homeless();
        test.set(name, format!("http://alice:s%20ecret@127.0.0.1:{}", relay.port));
        let output = keys(&test, "https://elsewhere.example/jwks");
        assert_eq!(output.code, 0, "{name} {output:?}");
        let request = &relay.requests()[0];
        assert!(request.starts_with("CONNECT elsewhere.example:443 HTTP/1.1\r\n"), "{request}");
        assert!(request.contains("Proxy-Authorization: Basic YWxpY2U6cyBlY3JldA==\r\n"), "{request}");
    }
}

#[test]
fn loopback_and_the_hosts_of_no_proxy_are_reached_directly() {
    let relay = Relay::new(None);
    let proxy = format!("127.0.0.1:{}", relay.port);
    let plain = Server::always(ok("", &set(&[&key(1, "one")])));
    let jwks = ok("", &set(&[&key(1, "one")]));
    let secure = Server::tls("server", move |_, out| out.write_all(jwks.as_bytes()));
    let mut test = TestHome::homeless();
    for name in ["HTTPS_PROXY", "HTTP_PROXY", "http_proxy", "ALL_PROXY"] {
        test.set(name, proxy.clone());
    }
    for url in [plain.url("/"), plain.named_url("/"), secure.url("/"), secure.named_url("/")] {
        let output = keys(&test, &url);
        assert_eq!(output.code, 0, "{output:?}");
    }
    assert_eq!(relay.requests(), Vec::<String>::new());
    let output = keys(&test, "https://elsewhere.example/jwks");
    assert_eq!(output.code, 1, "{output:?}");
    assert!(output.stderr.contains("407") && output.stderr.contains(&proxy), "{output:?}");
    assert_eq!(relay.requests().len(), 1);
    test.set("NO_PROXY", "elsewhere.example");
    let output = keys(&test, "https://elsewhere.example/jwks");
    assert!(output.stderr.contains("could not resolve the host name"), "{output:?}");
    assert_eq!(relay.requests().len(), 1);
}

#[test]
fn a_public_issuer_may_not_name_loopback_or_http_keys() {
    let jwks = ok("", &set(&[&key(1, "one")]));
    let here = Server::tls("server", move |_, out| out.write_all(jwks.as_bytes()));
    let ca = fixture("ca.pem").display().to_string();
    for (keys, expected) in [
        (here.url("/jwks"), "loopback addresses"),
        (here.named_url("/jwks"), "loopback addresses"),
        ("http://elsewhere.example/jwks".to_owned(), "must use https"),
        ("http://127.0.0.1/jwks".to_owned(), "must use https"),
    ] {
        let metadata = format!(r#"{{"issuer":"https://elsewhere.example","jwks_uri":"{keys}"}}"#);
        let issuer = Server::tls("elsewhere", move |_, out| out.write_all(ok("", &metadata).as_bytes()));
        let relay = Relay::new(Some(issuer.address()));
        let mut test = TestHome::new();
        test.set("HTTPS_PROXY", format!("127.0.0.1:{}", relay.port));
        let token = token(&key(1, "one"), CLAIMS);
        let run = |source: &str| test.run(&["verify", "--key", source, "--ca-cert", &ca, &token]);
        let refused = |output: crate::test_home::CommandOutput| {
            assert_eq!(output.code, 1, "{output:?}");
            assert!(output.stderr.contains("public issuers") && output.stderr.contains(expected), "{output:?}");
        };
        refused(run("issuer:https://elsewhere.example"));
        assert_eq!(here.count(), 0);
        if keys.starts_with("https") {
            // A copy that the user fetched before does not change that.
            assert_eq!(run(&keys).code, 0);
            refused(run("issuer:https://elsewhere.example"));
        }
        here.forget();
    }
}

#[test]
fn socks_proxies_are_supported() {
    let server = elsewhere();
    let to = server.address();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked: Arc<Mutex<Vec<u8>>> = Arc::default();
    let heard = asked.clone();
    std::thread::spawn(move || {
        let (mut client, _) = listener.accept().unwrap();
        let mut greeting = [0; 2];
        client.read_exact(&mut greeting).unwrap();
        let mut methods = vec![0; greeting[1].into()];
        client.read_exact(&mut methods).unwrap();
        client.write_all(&[5, 0]).unwrap();
        let mut request = [0; 5];
        client.read_exact(&mut request).unwrap();
        let mut rest = vec![0; usize::from(request[4]) + 2];
        client.read_exact(&mut rest).unwrap();
        *heard.lock().unwrap() = [&request[..], &rest].concat();
        client.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).unwrap();
        join(client, TcpStream::connect(to).unwrap());
    });
    let mut test = TestHome::homeless();
    test.set("ALL_PROXY", format!("socks5h://127.0.0.1:{port}"));
    let output = keys(&test, "https://elsewhere.example/jwks");
    assert_eq!(output.code, 0, "{output:?}");
    // The proxy resolves the name (RFC 1928 section 4: address type 3).
    assert_eq!(asked.lock().unwrap().as_slice(), b"\x05\x01\x00\x03\x11elsewhere.example\x01\xbb");
}

#[test]
fn a_malformed_proxy_is_a_usage_error_without_its_password() {
    let mut test = TestHome::homeless();
    for (proxy, problem) in [
        ("ftp://alice:hunter2@p.example", "the scheme must be http"),
        ("http://alice:hunter2@", "missing host"),
        ("http://alice:hunter2@p example", "must be percent-encoded"),
        ("http://alice:hunter2#2@p.example:8080", "%23 for #"),
        ("http://alice:hunter2/2@p.example:8080", "%2F for /"),
        ("http://alice:hunter2?2@p.example:8080", "%3F for ?"),
        ("http://alice:hunter2@2@p.example:8080", "%40 for @"),
        ("http://alice:hunter2%2@p.example:8080", "%25 for %"),
        ("alice:hunter2#2@p.example:8080", "%23 for #"),
        ("http://alice:hunter2@p.example:99999", "the port must be a number from 1 to 65535"),
        ("http://127.0.0.1:99999", "the port must be a number from 1 to 65535"),
        ("127.0.0.1:0", "the port must be a number from 1 to 65535"),
        ("127.0.0.1:port", "not a URL"),
        ("http://127.0.0.1:8080/proxy.pac", "it must end after the host and the port"),
        ("http://", "missing host"),
        ("http:///", "missing host"),
        ("pr\u{f6}xy:8080", "not a URL"),
    ] {
        test.set("HTTPS_PROXY", proxy);
        let output = keys(&test, "https://elsewhere.example/jwks");
        assert_eq!(output.code, 2, "{proxy} {output:?}");
        assert!(output.stderr.contains("HTTPS_PROXY") && !output.stderr.contains("hunter2"), "{output:?}");
        assert!(output.stderr.contains(problem), "{proxy} {output:?}");
    }
    test.set("HTTPS_PROXY", "http://alice:hunter2@127.0.0.1:1");
    let output = keys(&test, "https://elsewhere.example/jwks");
    assert_eq!(output.code, 1, "{output:?}");
    assert!(output.stderr.contains("proxy 127.0.0.1:1") && !output.stderr.contains("hunter2"), "{output:?}");
}

#[test]
fn a_proxy_that_requires_a_login_is_reported_with_what_to_do() {
    let relay = Relay::new(None);
    for (credentials, message) in [
        ("", "requires a user name and password: 407"),
        ("alice:hunter2@", "does not accept the user name and password: 407"),
    ] {
        let mut test = TestHome::homeless();
        test.set("https_proxy", format!("http://{credentials}127.0.0.1:{}", relay.port));
        let output = keys(&test, "https://elsewhere.example/jwks");
        assert_eq!(output.code, 1, "{output:?}");
        assert!(output.stderr.contains(message) && !output.stderr.contains("hunter2"), "{output:?}");
        assert!(output.stderr.contains("hint: set https_proxy=http://USER:PASSWORD@HOST:PORT"), "{output:?}");
    }
}
