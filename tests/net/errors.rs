//! The messages for servers that fail, or return something other than a key set.

use std::io::{Read as _, Write as _};

use crate::server::{Server, fixture, ok, response};
use crate::test_home::{CLAIMS, CommandOutput, TestHome, key, set, token};

fn verify(url: &str) -> CommandOutput {
    TestHome::new().run(&["verify", "--key", url, &token(&key(1, "one"), CLAIMS)])
}

fn verify_with(response: impl Into<Vec<u8>>) -> CommandOutput {
    let server = Server::always(response);
    let output = verify(&server.url("/jwks"));
    assert!(output.stderr.contains(&server.url("/jwks")), "the URL is named: {output:?}");
    output
}

#[test]
fn each_failure_says_what_was_expected_and_what_was_found() {
    let jwk = set(&[&key(1, "one")]).replace("{\"keys\":[", "").replace("]}", "");
    for (response, parts) in [
        (response("404 Not Found", "", "no"), &["404 (Not Found); expected 200", "hint: check the path"][..]),
        (response("403 Forbidden", "", ""), &["403 (Forbidden)", "hint: "]),
        (response("503 Service Unavailable", "", ""), &["503", "hint: try again later"]),
        (response("204 No Content", "", ""), &["204"]),
        (response("304 Not Modified", "", ""), &["304"]),
        (ok("", "<!DOCTYPE html><html>login</html>"), &["HTML", "expected JSON", "hint: "]),
        (ok("", "<?xml version=\"1.0\"?><EntityDescriptor/>"), &["HTML or XML", "hint: "]),
        (
            ok("", "-----BEGIN CERTIFICATE-----\nMIIB\n"),
            &["found a PEM certificate", "hint: save it", "--key ./key.pem"],
        ),
        (ok("", "# key\n-----BEGIN PUBLIC KEY-----\nMFkw\n"), &["found a PEM key", "hint: save it"]),
        (ok("", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA"), &["found OpenSSH public keys", "hint: save it"]),
        (
            ok("", r#"{"a1":"-----BEGIN CERTIFICATE-----\nMIIB\n"}"#),
            &["object of PEM certificates", "--key issuer:URL"],
        ),
        (ok("", ""), &["not valid JSON"]),
        (ok("", "{\"keys\":["), &["not valid JSON"]),
        (ok("", "{\"keys\":[],\"keys\":[]}"), &["duplicate member"]),
        (ok("", "{\"keys\":[{\"kty\":\"RSA\",\"kty\":\"EC\"}]}"), &["duplicate member"]),
        (ok("", "{\"keys\":{}}"), &["must be an array"]),
        (ok("", "{}"), &["has no \"keys\""]),
        (ok("", &jwk), &["single JWK, expected a JWKS", "--key ./key.jwk"]),
        (
            ok("", r#"{"issuer":"https://idp.example","jwks_uri":"https://idp.example/j"}"#),
            &["metadata", "--key issuer:https://idp.example"],
        ),
        (ok("Content-Encoding: gzip\r\n", "xx"), &["compressed (\"gzip\"), but compression was not requested"]),
        (ok("", &format!("{{\"keys\":{}1{}}}", "[".repeat(100), "]".repeat(100))), &["nested deeper"]),
        ("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n".to_owned(), &["302"]),
        ("nonsense\r\n\r\n".to_owned(), &["invalid HTTP response"]),
        (String::new(), &["the connection was closed before the response was complete"]),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".to_owned(),
            &["the connection was closed before the response was complete"],
        ),
    ] {
        let output = verify_with(response.clone());
        assert_eq!(output.code, 1, "{response} {output:?}");
        for part in parts {
            assert!(output.stderr.contains(part), "{part:?} is missing for {response}: {output:?}");
        }
    }
    let mut latin = ok("", "").into_bytes();
    latin.truncate(latin.len() - 4);
    let output = verify_with(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n\xff\xfe".to_vec());
    assert!(output.stderr.contains("found UTF-16"), "{output:?}");
    for (body, message) in [
        (b"\x30\x82\x01\x02".as_slice(), "found a DER certificate or key"),
        (b"\x1f\x8b\x08\x00", "found a gzip archive"),
        (b"{}\xff\xff", "not UTF-8"),
    ] {
        let output = verify_with([b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n", body].concat());
        assert_eq!(output.code, 1, "{output:?}");
        assert!(output.stderr.contains(message), "{output:?}");
    }
}

#[test]
fn a_server_that_is_not_there_is_reported() {
    let gone = Server::always("").url("/jwks");
    let output = verify(&gone);
    assert_eq!(output.code, 1, "{output:?}");
    assert!(output.stderr.contains("was refused") && output.stderr.contains("hint: "), "{output:?}");
    let output = verify(&gone.replace("http:", "https:"));
    assert!(output.stderr.contains("was refused"), "{output:?}");
    let output = verify("https://no-such-host.invalid/jwks");
    assert_eq!(output.code, 1, "{output:?}");
    assert!(
        output.stderr.contains("could not resolve the host name") && output.stderr.contains("--offline"),
        "{output:?}"
    );
    // A server without TLS at an https URL.
    let plain = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/", plain.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = plain.accept().unwrap();
        let _ = stream.read(&mut [0; 4096]).unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap();
    });
    let ca = fixture("ca.pem").display().to_string();
    let output = TestHome::new().run(&["key", "check", &url, "--ca-cert", &ca]);
    server.join().unwrap();
    assert_eq!(output.code, 1, "{output:?}");
    assert!(output.stderr.contains("does not use TLS") && !output.stderr.contains("hint: "), "{output:?}");
}

#[test]
fn failures_are_json_with_json() {
    let server = Server::always(response("404 Not Found", "", ""));
    let output = TestHome::new().run(&["verify", "--json", "--key", &server.url("/"), &token(&key(1, "one"), CLAIMS)]);
    let error = &output.json()["error"];
    assert_eq!((error["code"].as_str(), error["exit_code"].as_i64()), (Some("network"), Some(1)), "{output:?}");
}

#[test]
fn text_of_a_server_is_escaped() {
    let output = verify_with(response("404 \u{1b}[31mred", "", ""));
    assert!(!output.stderr.contains('\u{1b}'), "{output:?}");
    for location in ["https://evil.example/\u{1b}[2J", "http://[::1\u{7}", "//evil.example/\u{202e}"] {
        let output = verify_with(response("302 Found", &format!("Location: {location}\r\n"), ""));
        assert_eq!(output.code, 1, "{output:?}");
        assert!(!output.stderr.chars().any(|c| c == '\u{1b}' || c == '\u{7}' || c == '\u{202e}'), "{output:?}");
    }
}

#[test]
fn malformed_urls_are_usage_errors_and_fetch_nothing() {
    let server = Server::always(ok("", &set(&[&key(1, "one")])));
    let port = server.address().port();
    for url in [
        format!("http://user@127.0.0.1:{port}/"),
        format!("http://idp.example@127.0.0.1:{port}/"),
        format!("http://127.0.0.1:{port}/#keys"),
        format!("http://127.1:{port}/"),
        format!("http://2130706433:{port}/"),
        format!("http://0x7f.1:{port}/"),
        format!("http://127.0.0.1:{port}/a b"),
        format!("http://127.0.0.1:{port}/\r\nX-Evil: 1"),
        format!("http://127.0.0.1:{port}/\u{e9}"),
        format!("http://127.0.0.1\\@idp.example:{port}/"),
        "http://127.0.0.1:0/".to_owned(),
        "https://".to_owned(),
        "issuer:".to_owned(),
        "issuer:idp.example".to_owned(),
        "issuer:https://idp.example/?tenant=1".to_owned(),
        "issuer:https://login.microsoftonline.com/{tenantid}/v2.0".to_owned(),
    ] {
        let output = verify(&url);
        assert_eq!(output.code, 2, "{url} {output:?}");
    }
    assert_eq!(server.count(), 0);
}
