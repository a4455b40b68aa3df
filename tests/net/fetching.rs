//! The HTTP client: the rules about URLs and addresses, and its limits.

use std::io::Write;
use std::time::{Duration, Instant};

use tokctl::base::{Fault, Timestamp};
use tokctl::net::{Authorities, Fetch as _, FetchOptions, FetchedDocument, HttpClient, Proxies, Reach, Request, Url};

use crate::server::{Server, ok, response};

fn fetch(url: &str, reach: Reach, limit: Duration) -> Result<FetchedDocument, Fault> {
    let authorities = Authorities::Only(Vec::new());
    let client = HttpClient::new(FetchOptions { proxies: Proxies::default(), authorities, time_limit: limit });
    let url = Url::parse(url).unwrap();
    let request = Request { url: &url, reach, now: Timestamp::from_secs(1_800_000_000) };
    client.fetch(&request).map_err(|failure| failure.fault)
}

fn get(url: &str) -> Result<FetchedDocument, Fault> {
    fetch(url, Reach::Typed, Duration::from_secs(10))
}

fn refused(url: &str) -> String {
    get(url).unwrap_err().message
}

#[test]
fn a_request_says_only_what_it_must() {
    let server = Server::always(ok("", "{}"));
    assert_eq!(get(&server.url("/a/b?c=d")).unwrap().body, b"{}");
    let head = server.requests()[0].to_ascii_lowercase();
    let mut names: Vec<&str> =
        head.lines().skip(1).filter_map(|line| line.split(':').next()).filter(|n| !n.is_empty()).collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "accept-encoding", "host", "user-agent"], "{head}");
    assert!(head.starts_with("get /a/b?c=d http/1.1\r\n") && head.contains("accept-encoding: identity\r\n"), "{head}");
}

#[test]
fn redirects_are_followed_only_within_the_origin() {
    let server = Server::new(|path, out| {
        let output = match path {
            "/there" => ok("", "{}"),
            "/relative" => response("302 Found", "Location: there\r\n", ""),
            "/absolute" => response("301 Moved", "Location: /there\r\n", ""),
            "/twice" => response("307 Temporary Redirect", "Location: ./relative\r\n", "a body"),
            "/loop" => response("302 Found", "Location: /loop\r\n", ""),
            "/fragment" => response("303 See Other", "Location: /there#top\r\n", ""),
            "/secure" => response("302 Found", "Location: https://127.0.0.1/there\r\n", ""),
            "/port" => response("302 Found", "Location: http://127.0.0.1:1/there\r\n", ""),
            "/name" => response("302 Found", "Location: http://localhost/there\r\n", ""),
            "/user" => response("302 Found", "Location: //user@127.0.0.1/there\r\n", ""),
            "/script" => response("302 Found", "Location: javascript:alert(1)\r\n", ""),
            "/file" => response("302 Found", "Location: file:///etc/passwd\r\n", ""),
            _ => response("404 Not Found", "", ""),
        };
        out.write_all(output.as_bytes())
    });
    for path in ["/relative", "/absolute", "/twice", "/fragment"] {
        assert_eq!(get(&server.url(path)).unwrap().body, b"{}", "{path}");
    }
    for path in ["/secure", "/port", "/name"] {
        assert!(refused(&server.url(path)).contains("another origin"), "{path}");
    }
    for path in ["/user", "/script", "/file"] {
        assert!(refused(&server.url(path)).contains("redirect"), "{path}");
    }
    let before = server.count();
    assert!(refused(&server.url("/loop")).contains("more than 5 redirects"));
    assert_eq!(server.count() - before, 6);
}

#[test]
fn http_is_for_loopback_and_the_address_counts_not_the_name() {
    let server = Server::always(ok("", "{}"));
    assert!(get(&server.url("/")).unwrap().is_loopback);
    assert!(get(&server.named_url("/")).unwrap().is_loopback);
    let port = server.address().port();
    // An IPv4 address written as IPv6 is the same address.
    assert!(get(&format!("http://[::ffff:127.0.0.1]:{port}/")).unwrap().is_loopback);
    for host in ["0.0.0.0", "[::]", "192.0.2.1", "[2001:db8::1]", "[::ffff:192.0.2.1]", "169.254.169.254"] {
        let message = refused(&format!("http://{host}:{port}/"));
        assert!(message.contains("http is only allowed to loopback addresses"), "{host}: {message}");
    }
    assert_eq!(server.count(), 3);
    if let Some(six) = Server::at("[::1]:0", ok("", "{}")) {
        assert!(get(&six.url("/")).unwrap().is_loopback);
    }
}

#[test]
fn a_public_issuer_never_leads_to_loopback() {
    let server = Server::always(ok("", "{}"));
    let port = server.address().port();
    for host in
        ["127.0.0.1", "localhost", "localhost.", "x.localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]"]
    {
        for scheme in ["http", "https"] {
            let fault =
                fetch(&format!("{scheme}://{host}:{port}/"), Reach::Public, Duration::from_secs(5)).unwrap_err();
            assert!(fault.message.contains("public issuers"), "{host}: {fault}");
        }
    }
    let fault = fetch("http://192.0.2.1/", Reach::Public, Duration::from_secs(5)).unwrap_err();
    assert!(fault.message.contains("must use https"), "{fault}");
    assert_eq!(server.count(), 0);
}

#[cfg(unix)]
#[test]
fn a_name_of_a_loopback_address_is_refused_by_its_address() {
    // The computer's own host name usually resolves to a loopback address, and is not a name of RFC 6761.
    let Ok(name) = std::process::Command::new("hostname").output() else { return };
    let name = String::from_utf8_lossy(&name.stdout).trim().to_owned();
    use std::net::ToSocketAddrs as _;
    let addresses: Vec<_> = (name.as_str(), 1).to_socket_addrs().map(Iterator::collect).unwrap_or_default();
    let is_here = !addresses.is_empty() && addresses.iter().all(|address| address.ip().is_loopback());
    let Ok(url) = Url::parse(&format!("https://{name}/")) else { return };
    match fetch(url.as_str(), Reach::Public, Duration::from_secs(5)) {
        Err(fault) if is_here => assert!(fault.message.contains("loopback addresses"), "{fault}"),
        _ => eprintln!("skipped: {name} does not lead to loopback"),
    }
}

#[test]
fn nothing_takes_longer_than_the_limit() {
    let limit = Duration::from_millis(700);
    let trickle = |prefix: &'static str, piece: &'static str| {
        Server::new(move |_, out: &mut dyn Write| {
            out.write_all(prefix.as_bytes())?;
            for _ in 0..400 {
                out.write_all(piece.as_bytes())?;
                out.flush()?;
                std::thread::sleep(Duration::from_millis(50));
            }
            Ok(())
        })
    };
    for (what, server) in [
        ("silent", trickle("", "")),
        ("a slow head", trickle("HTTP/1.1 200 OK\r\nX: ", "x")),
        ("a head without end", trickle("HTTP/1.1 200 OK\r\n", "X-More: more\r\n")),
        ("a slow body", trickle("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", " ")),
        ("slow chunks", trickle("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n")),
        ("wait and wait", trickle("", "HTTP/1.1 100 Continue\r\n\r\n")),
        ("no end in sight", trickle("HTTP/1.1 200 OK\r\n\r\n", " ")),
    ] {
        let start = Instant::now();
        let fault = fetch(&server.url("/"), Reach::Typed, limit).unwrap_err();
        assert!(fault.message.contains("no complete response within 700ms"), "{what}: {fault}");
        assert!(start.elapsed() < Duration::from_secs(8), "{what} took {:?}", start.elapsed());
    }
    // A server that accepts the connection and never starts TLS, or a proxy that sends it slowly.
    let mute = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let start = Instant::now();
    let fault = fetch(&format!("https://{}/", mute.local_addr().unwrap()), Reach::Typed, limit).unwrap_err();
    assert!(fault.message.contains("no complete response"), "{fault}");
    let proxy = trickle("HTTP/1.1 200 OK\r\nX: ", "x");
    let proxies = Proxies::from_variables(|name| (name == "HTTPS_PROXY").then_some(proxy.address_text()));
    let settings = FetchOptions { proxies, authorities: Authorities::Only(Vec::new()), time_limit: limit };
    let url = Url::parse("https://idp.example/").unwrap();
    let request = Request { url: &url, reach: Reach::Typed, now: Timestamp::from_secs(0) };
    let failure = HttpClient::new(settings).fetch(&request).unwrap_err();
    assert!(failure.fault.message.contains("no complete response"), "{failure:?}");
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
    // Redirects share the limit.
    let slow = Server::new(|_, out| {
        std::thread::sleep(Duration::from_millis(300));
        out.write_all(response("302 Found", "Location: /again\r\n", "").as_bytes())
    });
    assert!(fetch(&slow.url("/"), Reach::Typed, limit).unwrap_err().message.contains("no complete response"));
}

#[test]
fn nothing_is_read_past_the_limit() {
    const MIB: usize = 1 << 20;
    assert_eq!(get(&Server::always(ok("", &" ".repeat(MIB))).url("/")).unwrap().body.len(), MIB);
    let announced = Server::always("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
    assert!(refused(&announced.url("/")).contains("99999999999 bytes long; the limit is 1048576"));
    for head in ["HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"] {
        let endless = Server::new(move |_, out: &mut dyn Write| {
            out.write_all(head.as_bytes())?;
            let piece = if head.contains("chunked") {
                format!("10000\r\n{}\r\n", " ".repeat(65_536))
            } else {
                " ".repeat(65_536)
            };
            loop {
                out.write_all(piece.as_bytes())?;
            }
        });
        assert!(refused(&endless.url("/")).contains("longer than the limit of 1048576"), "{head:?}");
    }
    let heads = Server::new(|_, out: &mut dyn Write| {
        out.write_all(b"HTTP/1.1 200 OK\r\n")?;
        loop {
            out.write_all(format!("X-Header: {}\r\n", "x".repeat(1000)).as_bytes())?;
        }
    });
    let message = refused(&heads.url("/"));
    assert!(message.contains("headers"), "{message}");
    let one = Server::new(|_, out: &mut dyn Write| {
        out.write_all(b"HTTP/1.1 200 OK\r\nX: ")?;
        loop {
            out.write_all(&[b'x'; 65_536])?;
        }
    });
    let message = refused(&one.url("/"));
    assert!(message.contains("headers"), "{message}");
}
