//! Homes on several nodes with one store: made by `init --export` and `--from`.

use std::fs;
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::commands::{Home, PASSWORD, Serve, text};
use crate::redis::{RedisServer, free_port};

/// A home with the settings and keys of `home`, and its store.
fn another_node(home: &Home, options: &[&str], from_options: &[&str]) -> Home {
    let file = home.directory.path().join(format!("node{}.json", options.len()));
    let file = file.to_str().unwrap();
    home.ok(&[&["init", "--export", file, "-q"], options].concat(), "");
    let other = Home::new(&home.store);
    other.ok(&[&["init", "--from", file, "-q"], from_options].concat(), "");
    other
}

fn second_node(home: &Home) -> Home {
    another_node(home, &["--new-passphrase", "env:SECRET"], &["--passphrase", "env:SECRET"])
}

#[test]
fn what_one_node_does_counts_on_the_others() {
    let Some(server) = RedisServer::start() else { return };
    let one = Home::new(&server.url());
    one.add_alice();
    let other = second_node(&one);
    let verifier = another_node(&one, &["--public"], &[]);
    let code = |home: &Home, token: &str| home.run(&["verify", "-q", token], "").0;

    let first = one.log_in();
    let second = other.json(&["refresh", "-", "--json", "-q"], text(&first, "refresh_token"));
    let access = text(&second, "access_token");
    for home in [&one, &other, &verifier] {
        assert_eq!(code(home, access), Some(0));
    }
    // The token that the other node replaced is reuse on the first.
    assert_eq!(one.run(&["refresh", "-", "-q"], text(&first, "refresh_token")).0, Some(16));
    for home in [&one, &other, &verifier] {
        assert_eq!(code(home, access), Some(15));
    }
    let third = other.log_in();
    let access = text(&third, "access_token");
    let ring = one.json(&["key", "list", "--json"], "");
    one.ok(&["revoke", "--key", text(&ring[0], "kid"), "-q"], "");
    // The node that revoked the key has it no longer; the others learn it from the store.
    assert_eq!([&one, &other, &verifier].map(|home| code(home, access)), [Some(11), Some(15), Some(15)]);
    assert_ne!(verifier.run(&["login", "alice", "--password-stdin", "-q"], PASSWORD).0, Some(0));
}

/// nginx in front of two servers, ended with the test.
struct Nginx(Child);

impl Nginx {
    fn start(home: &Home, port: u16, servers: [&Serve; 2]) -> Self {
        let dir = home.directory.path();
        let servers = servers.map(|server| format!("server {};", server.url.trim_start_matches("http://")));
        let paths =
            ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|name| format!("{name}_temp_path {name};"));
        let config = format!(
            "daemon off; master_process off; pid nginx.pid; error_log nginx.log;\nevents {{}}\n\
             http {{ access_log off; {} upstream tokctl {{ {} }} server {{ listen 127.0.0.1:{port}; \
             location / {{ proxy_pass http://tokctl; proxy_set_header Host $http_host; }} }} }}\n",
            paths.concat(),
            servers.concat()
        );
        fs::write(dir.join("nginx.conf"), config).unwrap();
        let prefix = format!("{}/", dir.display());
        let process = Command::new("nginx").args(["-p", &prefix, "-c", "nginx.conf"]).stderr(Stdio::null()).spawn();
        let nginx = Self(process.unwrap());
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(start.elapsed() < Duration::from_secs(30), "nginx does not listen");
            thread::sleep(Duration::from_millis(20));
        }
        nginx
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

#[test]
fn behind_nginx_one_refresh_of_many_wins() {
    let Some(server) = RedisServer::start() else { return };
    if Command::new("nginx").arg("-v").stderr(Stdio::null()).status().is_err() {
        assert!(std::env::var_os("CI").is_none(), "nginx is missing, and CI must not do without it");
        return eprintln!("skipped: nginx is not installed");
    }
    let one = Home::new(&server.url());
    let port = free_port();
    let issuer = format!("http://127.0.0.1:{port}");
    one.ok(&["init", "-q"], "");
    one.ok(&["config", "set", "issuer", &issuer, "-q"], "");
    one.add_alice();
    let other = second_node(&one);
    let servers = [Serve::start(&one), Serve::start(&other)];
    let _nginx = Nginx::start(&one, port, servers.each_ref());
    let credentials = format!(r#"{{"username":"alice","password":"{PASSWORD}"}}"#);
    let front = Serve::at(&issuer);
    let (status, login) = front.request(&one, "/api/login", &["--json", &credentials]);
    assert_eq!(status, 200, "{login}");
    // Both servers get requests, one after the other.
    let access = text(&login, "accessToken");
    assert_eq!([front.profile(&one, access), front.profile(&one, access)], [200, 200]);

    let jar = one.directory.path().join("cookies").display().to_string();
    let refresh = || {
        let mut curl = Command::new("curl");
        curl.args(["-s", "-o", "/dev/null", "-w", "%{http_code}", "-X", "POST", "-b", &jar]);
        String::from_utf8(curl.arg(format!("{issuer}/api/refresh")).output().unwrap().stdout).unwrap()
    };
    let statuses: Vec<String> = thread::scope(|scope| {
        let threads: Vec<_> = (0..24).map(|_| scope.spawn(refresh)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let count = |status: &str| statuses.iter().filter(|found| *found == status).count();
    assert_eq!((count("200"), count("401")), (1, 23), "{statuses:?}");
    assert_eq!(front.profile(&one, access), 401);
}
