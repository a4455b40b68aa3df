//! `tokctl header` with what other programs send and accept: curl, and Apache's mod_auth_digest and mod_auth_basic.

#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tokctl::base::hex;
use tokctl::jose::crypto;

const USER: &str = "alice";
const PASSWORD: &str = "open, \"sesame\"=1";

/// Whether a program is installed. In CI it must be.
fn has(program: &str, args: &[&str]) -> bool {
    let is_present = Command::new(program).args(args).output().is_ok_and(|output| output.status.success());
    if !is_present {
        assert!(std::env::var_os("CI").is_none(), "{program} is missing, and CI must not do without it");
        eprintln!("NOT TESTED: {program} is not installed; see CONTRIBUTING.md");
    }
    is_present
}

fn has_curl() -> bool {
    has("curl", &["--version"])
}

fn tokctl(dir: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tokctl"))
        .arg("header")
        .args(args)
        .current_dir(dir)
        .env("TOKCTL_HOME", dir.join("home"))
        .env("PASSWORD", PASSWORD)
        .env("OTHER", "another")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// Standard output of a command that must succeed.
fn said(output: &Output, context: &str) -> String {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{context}: {:?}\n{stderr}", output.status);
    String::from_utf8(output.stdout.clone()).unwrap().trim_end().to_owned()
}

fn curl(args: &[&str]) -> String {
    let output = Command::new("curl").args(["-s", "--noproxy", "*", "--max-time", "20"]).args(args).output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The credentials with which curl, with the option `scheme`, answers `challenge` for `GET target`, or an empty line.
fn answer_of_curl(scheme: &str, challenge: &str, target: &str, user: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let challenge = challenge.to_owned();
    let server = thread::spawn(move || {
        loop {
            let (mut stream, _) = listener.accept().unwrap();
            let lines = BufReader::new(&stream).lines().map_while(Result::ok).take_while(|line| !line.is_empty());
            let found = lines.filter(|line| line.to_ascii_lowercase().starts_with("authorization:")).last();
            let head = match &found {
                Some(_) => "HTTP/1.1 200 OK\r\n".to_owned(),
                None => format!("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: {challenge}\r\n"),
            };
            let _ = stream.write_all(format!("{head}Content-Length: 0\r\nConnection: close\r\n\r\n").as_bytes());
            if let Some(line) = found {
                return line;
            }
        }
    });
    curl(&[scheme, "-u", &format!("{user}:{PASSWORD}"), &format!("http://{address}{target}")]);
    // Ends the server if curl did not respond.
    if let Ok(mut stream) = TcpStream::connect(address) {
        let _ = stream.write_all(b"GET / HTTP/1.1\r\nAuthorization:\r\n\r\n");
    }
    server.join().unwrap()
}

#[test]
fn what_curl_sends_is_accepted() {
    if !has_curl() {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let digest = |algorithm: &str, more: &str| {
        format!("Digest realm=\"a, \\\"b\\\"=c\", nonce=\"n0n==/+\", opaque=\"o,p\", algorithm={algorithm}{more}")
    };
    let challenges = [
        digest("MD5", ", qop=\"auth\""),
        digest("MD5-sess", ", qop=\"auth,auth-int\""),
        digest("SHA-256", ", qop=\"auth\""),
        digest("SHA-256-sess", ", qop=auth"),
        digest("SHA-256", ", qop=\"auth\", userhash=true"),
        digest("MD5", ""),
        "Digest realm=\"plain\", nonce=\"n\"".to_owned(),
        format!("Negotiate, Basic realm=\"x, y\", {}", digest("SHA-256", ", qop=\"auth\"")),
    ];
    for challenge in &challenges {
        for user in [USER, "al\"ice\\", "Jäsøn Doe"] {
            let line = answer_of_curl("--digest", challenge, "/dir/index.html?a=b,c", user);
            let context = format!("{challenge}\n{user}\n{line}");
            assert!(line.contains("Digest "), "{context}");
            let check = |password: &str, uri: &str| {
                let args =
                    ["check", "--user", user, "--password", password, "--uri", uri, "--challenge", challenge, &line];
                tokctl(dir.path(), &args)
            };
            assert_eq!(said(&check("env:PASSWORD", "/dir/index.html?a=b,c"), &context), "valid  Digest");
            assert_eq!(check("env:OTHER", "/dir/index.html?a=b,c").status.code(), Some(17), "{context}");
            assert_eq!(check("env:PASSWORD", "/").status.code(), Some(14), "{context}");
        }
    }
    // New versions of curl compute SHA-512/256, old ones SHA-256, which is explained.
    let challenge = digest("SHA-512-256", ", qop=\"auth\"");
    let line = answer_of_curl("--digest", &challenge, "/", USER);
    let args = ["check", "--user", USER, "--password", "env:PASSWORD", "--challenge", &challenge, &line];
    let checked = tokctl(dir.path(), &args);
    let explanation = String::from_utf8_lossy(&checked.stderr);
    let is_explained = checked.status.code() == Some(17) && explanation.contains("SHA-256 instead of SHA-512-256");
    assert!(checked.status.success() || is_explained, "{line}\n{explanation}");

    let line = answer_of_curl("--basic", "Basic realm=\"x\"", "/", USER);
    let check = |password| tokctl(dir.path(), &["check", "--user", USER, "--password", password, &line]);
    assert_eq!(said(&check("env:PASSWORD"), &line), "valid  Basic");
    assert_eq!(check("env:OTHER").status.code(), Some(17));
    // Both write the same header.
    assert_eq!(said(&tokctl(dir.path(), &["basic", USER, "--password", "env:PASSWORD"]), "basic"), line);
}

/// Apache with one area for Digest and one for Basic.
struct Apache {
    process: Child,
    url: String,
    dir: tempfile::TempDir,
}

/// With a comma and `=`. Apache compares a realm with quotes only in its escaped form.
const REALM: &str = "private, area=1";

impl Apache {
    /// `None` if Apache is not installed.
    fn start() -> Option<Self> {
        if !has("apache2", &["-v"]) {
            return None;
        }
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().display().to_string();
        // Apache's workers have another user if the tests run as root.
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
        fs::create_dir_all(dir.path().join("www/digest")).unwrap();
        fs::create_dir_all(dir.path().join("www/basic")).unwrap();
        fs::write(dir.path().join("www/digest/index.txt"), "digest area").unwrap();
        fs::write(dir.path().join("www/basic/index.txt"), "basic area").unwrap();
        let hash = hex::encode(&crypto::md5(format!("{USER}:{REALM}:{PASSWORD}").as_bytes()));
        fs::write(dir.path().join("digest"), format!("{USER}:{REALM}:{hash}\n")).unwrap();
        let crypt = Command::new("openssl").args(["passwd", "-apr1", PASSWORD]).output().unwrap();
        let crypt = String::from_utf8(crypt.stdout).unwrap();
        fs::write(dir.path().join("basic"), format!("{USER}:{crypt}")).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let modules =
            ["mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic", "auth_digest"];
        let modules: String = modules
            .iter()
            .map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"))
            .collect();
        let config = format!(
            "ServerRoot {path}\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {path}/pid\n\
             DefaultRuntimeDir {path}\nErrorLog {path}/error.log\nDocumentRoot {path}/www\n{modules}\
             <IfModule unixd_module>\nUser www-data\nGroup www-data\n</IfModule>\n\
             <Location /digest>\nAuthType Digest\nAuthName \"{REALM}\"\nAuthDigestProvider file\n\
             AuthUserFile {path}/digest\nAuthDigestNonceLifetime 2\nRequire valid-user\n</Location>\n\
             <Location /basic>\nAuthType Basic\nAuthName \"{REALM}\"\nAuthBasicProvider file\n\
             AuthUserFile {path}/basic\nRequire valid-user\n</Location>\n"
        );
        fs::write(dir.path().join("apache.conf"), config).unwrap();
        let mut process = Command::new("apache2")
            .args(["-DFOREGROUND", "-f", &format!("{path}/apache.conf")])
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let end = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let log = fs::read_to_string(dir.path().join("error.log")).unwrap_or_default();
            assert!(process.try_wait().unwrap().is_none() && Instant::now() < end, "Apache did not start\n{log}");
            thread::sleep(Duration::from_millis(20));
        }
        Some(Self { process, url: format!("http://127.0.0.1:{port}"), dir })
    }

    /// The response to a request with these headers, with its head.
    fn get(&self, target: &str, headers: &[&str]) -> String {
        let url = format!("{}{target}", self.url);
        let headers: Vec<&str> = headers.iter().flat_map(|header| ["-H", *header]).collect();
        curl(&[&["-i"], headers.as_slice(), &[&url]].concat())
    }

    fn tokctl(&self, args: &[&str]) -> String {
        said(&tokctl(self.dir.path(), args), &format!("{args:?}"))
    }
}

impl Drop for Apache {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.process.id().to_string()).status();
        let _ = self.process.wait();
    }
}

#[test]
fn apache_and_tokctl_accept_each_other() {
    if !has_curl() {
        return;
    }
    let Some(apache) = Apache::start() else { return };
    let target = "/digest/index.txt?a=b";
    let challenge = apache.get(target, &[]);
    assert!(challenge.starts_with("HTTP/1.1 401"), "{challenge}");
    fs::write(apache.dir.path().join("challenge.txt"), &challenge).unwrap();
    let answer = |password: &str, count: &str| {
        let args =
            ["digest", USER, "--uri", target, "--challenge", "@challenge.txt", "--nc", count, "--password", password];
        apache.tokctl(&args)
    };
    for count in ["1", "2"] {
        let response = apache.get(target, &[&answer("env:PASSWORD", count)]);
        assert!(response.starts_with("HTTP/1.1 200") && response.ends_with("digest area"), "{response}");
    }
    let refused = apache.get(target, &[&answer("env:OTHER", "3")]);
    assert!(refused.starts_with("HTTP/1.1 401") && !refused.contains("stale=true"), "{refused}");

    // A nonce that is too old gets a new challenge, which says so and gets a new response.
    thread::sleep(Duration::from_secs(4));
    let stale = apache.get(target, &[&answer("env:PASSWORD", "4")]);
    assert!(stale.contains("stale=true"), "{stale}");
    fs::write(apache.dir.path().join("challenge.txt"), &stale).unwrap();
    assert!(apache.tokctl(&["parse", "@challenge.txt"]).contains("repeat the request with this nonce"));
    let response = apache.get(target, &[&answer("env:PASSWORD", "1")]);
    assert!(response.starts_with("HTTP/1.1 200"), "{response}");

    let basic = apache.tokctl(&["basic", USER, "--password", "env:PASSWORD"]);
    let response = apache.get("/basic/index.txt", &[&basic]);
    assert!(response.starts_with("HTTP/1.1 200") && response.ends_with("basic area"), "{response}");
    let other = apache.tokctl(&["basic", USER, "--password", "env:OTHER"]);
    assert!(apache.get("/basic/index.txt", &[&other]).starts_with("HTTP/1.1 401"));
}
