//! TLS, with certificates of the test's own.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::commands::{Home, PASSWORD};
use crate::redis::{RedisServer, free_port};

fn openssl(args: &[&str], dir: &Path) {
    let output = Command::new("openssl").args(args).current_dir(dir).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A CA in `ca.pem`, a certificate for 127.0.0.1 in `cert.pem`, and another CA in `other.pem`, each with its key beside it.
fn certificates(dir: &Path) -> PathBuf {
    let new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc", "-days", "2"];
    let ca = ["req", "-x509", "-subj", "/CN=ca", "-keyout", "ca.key", "-out", "ca.pem"];
    openssl(&[&ca[..], &new_key].concat(), dir);
    let other = ["req", "-x509", "-subj", "/CN=other", "-keyout", "other.key", "-out", "other.pem"];
    openssl(&[&other[..], &new_key].concat(), dir);
    let cert = ["req", "-x509", "-subj", "/CN=redis", "-addext", "subjectAltName=IP:127.0.0.1", "-addext"];
    let issued = ["basicConstraints=critical,CA:FALSE", "-CA", "ca.pem", "-CAkey", "ca.key", "-keyout", "cert.key"];
    openssl(&[&cert[..], &issued, &["-out", "cert.pem"], &new_key].concat(), dir);
    dir.to_owned()
}

#[test]
fn the_certificates_of_both_sides_are_checked() {
    let directory = tempfile::tempdir().unwrap();
    let dir = certificates(directory.path());
    let file = |name: &str| dir.join(name).display().to_string();
    let port = free_port();
    let (ca, cert, key) = (file("ca.pem"), file("cert.pem"), file("cert.key"));
    let options = [
        ["--save", ""],
        ["--tls-port", &port.to_string()],
        ["--tls-cert-file", &cert],
        ["--tls-key-file", &key],
        ["--tls-ca-cert-file", &ca],
    ];
    let Some(_server) = RedisServer::start_with(&options.concat()) else { return };
    let url = format!("rediss://127.0.0.1:{port}");
    let with_ca = format!("{url}?ca-cert={ca}");
    let refused = |url: &str, part: &str, hint: &str| {
        let home = Home::new(url);
        home.ok(&["init", "-q"], "");
        let (code, _, stderr) = home.run(&["user", "list"], "");
        assert!(code == Some(1) && stderr.contains(part) && stderr.contains(hint), "{url}: {code:?} {stderr}");
    };
    refused(&url, "UnknownIssuer", "hint: add ca-cert=FILE");
    refused(&with_ca.replace("127.0.0.1", "localhost"), "not valid for name", "hint: use a name of the certificate");
    // The server wants a certificate of the client, from this CA.
    refused(&with_ca, "CertificateRequired", "client-cert=FILE&client-key=FILE");
    let stranger = format!("{with_ca}&client-cert={}&client-key={}", file("other.pem"), file("other.key"));
    refused(&stranger, "fatal alert", "the server trusts the CA");
    refused(&format!("{with_ca}&client-cert={cert}&client-key={}", file("ca.key")), "another key", "its own key");
    refused(&format!("redis://127.0.0.1:{port}"), "could not connect", "write rediss in place of redis");
    let home = Home::new(&format!("{with_ca}&client-cert={cert}&client-key={key}"));
    home.add_alice();
    home.ok(&["login", "alice", "--password-stdin", "-q"], PASSWORD);
    assert_eq!(home.run(&["token", "-q"], "").0, Some(0));
    let (code, _, stderr) = Home::new(&format!("{with_ca}&client-cert={cert}")).run(&["user", "list"], "");
    assert!(code == Some(2) && stderr.contains("given together"), "{code:?} {stderr}");
}
