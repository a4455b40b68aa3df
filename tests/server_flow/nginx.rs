//! `examples/nginx.conf`: nginx in front of an API, with `auth_request` on `/auth/check`.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use crate::http::{self, Response};
use crate::test_server::{PASSWORD, TestHome, TestServer, has};

/// An API that answers each request with the header fields it got, one per line.
fn api() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let stream = stream.unwrap();
            thread::spawn(move || while repeat_fields(&stream) {});
        }
    });
    address
}

/// Answers one request; `false` at the end of the connection.
fn repeat_fields(mut stream: &TcpStream) -> bool {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    if lines.next().is_none() {
        return false;
    }
    let fields: String = lines.take_while(|line| !line.is_empty()).map(|line| line + "\n").collect();
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n", fields.len());
    stream.write_all((head + &fields).as_bytes()).is_ok()
}

/// A port that is free now.
fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

struct Nginx {
    process: Child,
    address: String,
}

impl Nginx {
    /// The recipe, with other addresses and without TLS.
    fn start(test: &TestHome, server: &TestServer) -> Self {
        let address = free_address();
        let recipe = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/nginx.conf")).unwrap();
        let is_tls = |line: &&str| line.trim_start().starts_with("ssl_certificate");
        let plain: String = recipe.lines().filter(|line| !is_tls(line)).map(|line| format!("{line}\n")).collect();
        let own = plain
            .replace("listen 443 ssl;", &format!("listen {address};"))
            .replace("server_name app.example;", "")
            .replace("127.0.0.1:8700", &server.address)
            .replace("127.0.0.1:3000", &api())
            .replace("app.example", &server.address);
        fs::write(test.path().join("api.conf"), own).unwrap();
        let paths =
            ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|name| format!("{name}_temp_path {name};"));
        let main = format!(
            "daemon off; master_process off; pid nginx.pid; error_log nginx.log;\nevents {{}}\n\
             http {{ access_log off; proxy_bind 127.0.0.2; {} include api.conf; }}\n",
            paths.concat()
        );
        fs::write(test.path().join("nginx.conf"), main).unwrap();
        let prefix = format!("{}/", test.path().display());
        let process = test.command("nginx").args(["-p", &prefix, "-c", "nginx.conf"]).spawn().unwrap();
        let nginx = Self { process, address };
        let deadline = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(&nginx.address).is_err() {
            let log = || fs::read_to_string(test.path().join("nginx.log"));
            assert!(Instant::now() < deadline, "nginx does not listen: {:?}", log());
            thread::sleep(Duration::from_millis(20));
        }
        nginx
    }

    fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Response {
        let request = http::request(method, path, &self.address, headers, body);
        http::exchange(http::connect(&self.address), &request)
    }

    fn get(&self, path: &str, token: &str, more: &[(&str, &str)]) -> Response {
        let authorization = format!("Bearer {token}");
        self.send("GET", path, &[&[("Authorization", authorization.as_str())], more].concat(), "")
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The header fields with this beginning that the API got.
fn fields<'r>(response: &'r Response, beginning: &str) -> Vec<&'r str> {
    assert_eq!(response.status, 200, "{response:?}");
    let mut fields: Vec<&str> = response
        .body
        .lines()
        .filter(|line| line.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning)))
        .collect();
    fields.sort_unstable();
    fields
}

#[test]
fn the_recipe_for_nginx_protects_an_api() {
    if !has("nginx", "-v") {
        return;
    }
    let test = TestHome::new(&[]);
    let server = test.serve(&["--trust-proxy", "127.0.0.2"]);
    let nginx = Nginx::start(&test, &server);
    let [user, admin] = ["alex", "root"].map(|user| server.login(user).access_token());

    // The API gets the user of the token, and nothing that a client says about itself.
    let own = ["X-Auth-Client: tokctl", "X-Auth-Roles: USER", "X-Auth-Scope: orders:read", "X-Auth-User: alex"];
    let forged = [
        ("X-Auth-User", "root"),
        ("X-AUTH-ROLES", "ADMIN"),
        ("x-auth-roles", "ADMIN"),
        ("X_Auth_Roles", "ADMIN"),
        ("X-Auth-Scope", "everything"),
        ("X-Auth-Client", "other"),
        ("X-Forwarded-For", "192.0.2.1"),
    ];
    assert_eq!(fields(&nginx.get("/orders", &user, &[]), "X-Auth-"), own);
    let answered = nginx.get("/orders", &user, &forged);
    assert_eq!(fields(&answered, "X-Auth-"), own);
    assert_eq!(fields(&answered, "X_Auth"), Vec::<&str>::new());

    // Without a valid access token the API is not reached.
    let missing = nginx.send("GET", "/orders", &forged, "");
    assert_eq!((missing.status, missing.header("www-authenticate")), (401, Some("Bearer realm=\"api\"")));
    let invalid = nginx.get("/orders", "e30.e30.", &forged);
    assert_eq!(invalid.status, 401);
    assert!(invalid.header("www-authenticate").unwrap().contains("invalid_token"), "{invalid:?}");
    assert_eq!(nginx.get("/admin/users", &user, &forged).status, 403);
    assert_eq!(fields(&nginx.get("/admin/users", &admin, &[]), "X-Auth-Roles"), ["X-Auth-Roles: ADMIN"]);
    // The check itself is not reachable.
    assert_eq!(nginx.get("/_check", &user, &[]).status, 404);
    // A body does not go to the check.
    let authorization = format!("Bearer {user}");
    let posted = nginx.send("POST", "/orders", &[("Authorization", &authorization)], "{}");
    assert_eq!(fields(&posted, "Content-Length"), ["Content-Length: 2"]);

    test.tokctl(&["revoke", "-"], &user).ok();
    assert_eq!(nginx.get("/orders", &user, &[]).status, 401);
    // Neither the check nor the log believes the address that the client names.
    assert!(!server.log().contains("192.0.2.1"), "{}", server.log());
}

#[test]
fn the_recipe_for_nginx_passes_the_login_on() {
    if !has("nginx", "-v") {
        return;
    }
    let test = TestHome::new(&[]);
    let server = test.serve(&[]);
    let nginx = Nginx::start(&test, &server);
    test.tokctl(&["config", "set", "issuer", &format!("http://{}", nginx.address)], "").ok();
    let origin = format!("http://{}", nginx.address);
    let headers = [("Content-Type", "application/json"), ("Origin", origin.as_str())];
    let body = format!(r#"{{"username":"alex","password":"{PASSWORD}"}}"#);
    let login = nginx.send("POST", "/api/login", &headers, &body);
    assert_eq!(login.status, 200, "{login:?}\n{}", server.log());
    let refreshed = nginx.send("POST", "/api/refresh", &[("Cookie", &login.cookie().unwrap())], "");
    assert_eq!(refreshed.status, 200, "{refreshed:?}");
    assert_eq!(fields(&nginx.get("/orders", &refreshed.access_token(), &[]), "X-Auth-User"), ["X-Auth-User: alex"]);
    let foreign = [("Content-Type", "application/json"), ("Origin", "https://evil.example")];
    assert_eq!(nginx.send("POST", "/api/login", &foreign, &body).status, 403);
}
