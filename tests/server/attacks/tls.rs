//! TLS: versions, certificates that are replaced, and clients that do not speak it.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::process::{PASSWORD, Running, tokctl};

use super::raw::{connect, host, read_to_close};

struct Files {
    certificate: PathBuf,
    key: PathBuf,
}

impl Files {
    fn in_dir(dir: &Path) -> Self {
        Self { certificate: dir.join("cert.pem"), key: dir.join("key.pem") }
    }

    /// Writes a new self-signed certificate for this computer.
    fn renew(&self, kind: &[&str]) {
        let output = Command::new("openssl")
            .args(["req", "-x509", "-nodes", "-days", "30", "-subj", "/CN=localhost", "-newkey"])
            .args(kind)
            .args(["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"])
            .arg("-keyout")
            .arg(&self.key)
            .arg("-out")
            .arg(&self.certificate)
            .output()
            .expect("openssl is installed");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn options(&self) -> [String; 4] {
        let path = |path: &Path| path.display().to_string();
        ["--tls-cert".to_owned(), path(&self.certificate), "--tls-key".to_owned(), path(&self.key)]
    }
}

const EC: &[&str] = &["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];

fn start(dir: &Path, files: &Files, more: &[&str]) -> Running {
    let options = files.options();
    let options: Vec<&str> = options.iter().map(String::as_str).chain(more.iter().copied()).collect();
    Running::start(dir, &options)
}

/// What `openssl s_client` says, and the PEM of the certificate that the server presented.
fn s_client(server: &Running, options: &[&str]) -> (String, Option<String>) {
    let output = Command::new("openssl")
        .args(["s_client", "-connect", host(server), "-alpn", "h2,http/1.1"])
        .args(options)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    let start = text.find("-----BEGIN CERTIFICATE-----");
    let end = text.find("-----END CERTIFICATE-----");
    let certificate = start.zip(end).map(|(start, end)| text[start..end].trim().to_owned());
    (text, certificate)
}

fn in_file(files: &Files) -> String {
    let text = std::fs::read_to_string(&files.certificate).unwrap();
    text.split("-----END").next().unwrap().trim().to_owned()
}

#[test]
fn tls_1_2_and_1_3_are_spoken_and_nothing_older() {
    let dir = tempfile::tempdir().unwrap();
    let files = Files::in_dir(dir.path());
    for kind in [EC, &["rsa:2048"]] {
        files.renew(kind);
        let home = tempfile::tempdir().unwrap();
        let server = start(home.path(), &files, &["--cookie-name", "__Host-rt"]);
        for (option, version) in [("-tls1_2", "TLSv1.2"), ("-tls1_3", "TLSv1.3")] {
            let (text, certificate) = s_client(&server, &[option]);
            assert!(text.contains(version) && text.contains("ALPN protocol: http/1.1"), "{text}");
            assert_eq!(certificate, Some(in_file(&files)));
        }
        for options in [&["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"][..], &["-tls1_2", "-cipher", "AES128-SHA"]] {
            assert_eq!(s_client(&server, options).1, None, "{options:?}");
        }
        let trusted = files.certificate.display().to_string();
        let body = format!("{{\"username\":\"alex\",\"password\":\"{PASSWORD}\"}}");
        let login =
            server.curl(&["--cacert", &trusted, "-H", "Content-Type: application/json", "-d", &body], "/api/login");
        let cookie = login.header("set-cookie").unwrap();
        assert!(cookie.starts_with("__Host-rt="), "{cookie}");
        assert!(cookie.ends_with("; HttpOnly; Secure; SameSite=Strict; Path=/; Max-Age=2592000"), "{cookie}");
        assert_eq!(server.curl(&["--cacert", &trusted, "-X", "POST"], "/api/refresh").status, 200);
    }
}

#[test]
fn a_hangup_reads_the_certificate_again_and_a_bad_one_is_not_taken() {
    let dir = tempfile::tempdir().unwrap();
    let files = Files::in_dir(dir.path());
    files.renew(EC);
    let server = start(dir.path(), &files, &[]);
    let first = in_file(&files);
    assert_eq!(s_client(&server, &[]).1, Some(first.clone()));

    files.renew(EC);
    let second = in_file(&files);
    assert_ne!(first, second);
    assert_eq!(s_client(&server, &[]).1, Some(first), "not before the signal");
    server.signal("-HUP");
    server.wait_for_another("the certificate was read again", 1);
    assert_eq!(s_client(&server, &[]).1, Some(second.clone()));

    // A key of another certificate, an empty file, no file.
    let key = std::fs::read(&files.key).unwrap();
    let other = Files { certificate: dir.path().join("other.pem"), key: files.key.clone() };
    other.renew(EC);
    let refused = "the certificate was not replaced";
    server.signal("-HUP");
    server.wait_for_another(refused, 1);
    assert_eq!(s_client(&server, &[]).1, Some(second.clone()));
    std::fs::write(&files.key, &key).unwrap();
    std::fs::write(&files.certificate, "").unwrap();
    server.signal("-HUP");
    server.wait_for_another(refused, 2);
    std::fs::remove_file(&files.certificate).unwrap();
    server.signal("-HUP");
    server.wait_for_another(refused, 3);
    assert_eq!(s_client(&server, &[]).1, Some(second));
    let (code, log) = server.terminate();
    assert_eq!(code, Some(0));
    assert!(!log.contains("PRIVATE KEY"), "{log}");
}

#[test]
fn clients_without_tls_disturb_no_other() {
    let dir = tempfile::tempdir().unwrap();
    let files = Files::in_dir(dir.path());
    files.renew(EC);
    let server = start(dir.path(), &files, &["-v"]);
    let mut plain = connect(&server);
    plain.write_all(b"GET /s3cret HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let received = read_to_close(&mut plain);
    assert!(!received.starts_with(b"HTTP"), "{}", received.escape_ascii());
    let silent: Vec<_> = (0..50).map(|_| connect(&server)).collect();
    let trusted = files.certificate.display().to_string();
    assert_eq!(server.curl(&["--cacert", &trusted], "/healthz").status, 200);
    // The end waits for no handshake.
    let (code, log) = server.terminate();
    assert_eq!(code, Some(0));
    assert!(!["cut off", "handshake timed out", "s3cret"].iter().any(|text| log.contains(text)), "{log}");
    drop(silent);
}

#[test]
fn other_computers_are_served_only_with_tls_or_on_request() {
    let dir = tempfile::tempdir().unwrap();
    let files = Files::in_dir(dir.path());
    files.renew(EC);
    let options = files.options();
    let tls: Vec<&str> = options.iter().map(String::as_str).collect();
    let any = ["--listen", "0.0.0.0:0", "--host", "auth"];
    for (options, hint) in [
        (&any[..], "--tls-cert and --tls-key, or --insecure-http"),
        (&["--listen", "[::]:0", "--host", "auth"], "--tls-cert"),
        (&["--listen", "[::ffff:0.0.0.0]:0", "--host", "auth"], "--tls-cert"),
        (&["--listen", "0.0.0.0:0", "--insecure-http"], "--host NAME"),
        (&["--listen", "localhost:0", "--cookie-name", "__Host-rt"], "https issuer"),
        (&["--listen", "localhost:0", "--cookie-name", "__HOST-rt"], "https issuer"),
        (&["--listen", "localhost:0", "--cookie-name", "__secure-rt", "--insecure-cookie"], "prefix"),
        (&[&["--insecure-cookie"], &tls[..]].concat(), ""),
        (&[&["--insecure-http"], &tls[..]].concat(), ""),
        (&tls[..2], ""),
    ] {
        let output = tokctl(dir.path(), &[&["serve"], options].concat(), "");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{options:?}: {stderr}");
        assert!(stderr.contains(hint), "{options:?}: {stderr}");
    }
    let home = tempfile::tempdir().unwrap();
    let server = Running::start(home.path(), &[&any[..], &["--insecure-http", "--insecure-cookie"]].concat());
    let port = host(&server).rsplit(':').next().unwrap();
    let to = |host: &str| {
        let (host, url) = (format!("Host: {host}"), format!("http://127.0.0.1:{port}/.well-known/jwks.json"));
        let output = Command::new("curl")
            .args(["-s", "-o", "/dev/null", "-w", "%{http_code}", "-H", &host, &url])
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(
        ["auth", &format!("auth:{port}"), &format!("127.0.0.1:{port}"), "evil.example"].map(to),
        ["200", "200", "421", "421"]
    );
}
