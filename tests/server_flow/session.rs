//! The two processes of a login server, with curl and its cookie jar: login and calls; expiry, 401, refresh and retry.

use std::fs;

use crate::test_server::{PASSWORD, Ran, TestHome, TestServer, claims, has};

/// curl in the directory of the test. Prints the status line, the header fields and the body.
fn curl(test: &TestHome, args: &[&str]) -> String {
    let mut command = test.command("curl");
    let ran = Ran::new(format!("curl {args:?}"), &command.args(["-sS", "-i"]).args(args).output().unwrap()).ok();
    ran.stdout.replace("\r\n", "\n")
}

/// The response without what differs each time: the date, tokens, and the number of bytes.
fn without_chance(response: &str) -> String {
    let replaced = response.lines().map(|line| {
        let (line, name) = match line.split_once(": ") {
            Some(("date", _)) => return "date: DATE".to_owned(),
            Some(("content-length", _)) => return "content-length: BYTES".to_owned(),
            Some(("set-cookie", cookie)) if !cookie.starts_with("refreshToken=;") => (line, "refreshToken="),
            _ => (line, "\"accessToken\":\""),
        };
        let Some((before, rest)) = line.split_once(name) else { return line.to_owned() };
        let end = rest.find([';', '"']).unwrap();
        format!("{before}{name}TOKEN{}", &rest[end..])
    });
    replaced.collect::<Vec<_>>().join("\n")
}

fn access_token(response: &str) -> String {
    let (_, rest) = response.split_once("\"accessToken\":\"").unwrap_or_else(|| panic!("no token: {response}"));
    rest.split('"').next().unwrap().to_owned()
}

/// The value of the refresh cookie in curl's jar.
fn cookie_in_jar(test: &TestHome) -> Option<String> {
    let jar = fs::read_to_string(test.path().join("jar")).unwrap();
    let line = jar.lines().find(|line| line.contains("\trefreshToken\t"))?;
    assert!(line.starts_with("#HttpOnly_127.0.0.1\tFALSE\t/api/refresh\tTRUE\t"), "{line}");
    line.rsplit('\t').next().map(str::to_owned)
}

fn log_in(test: &TestHome, server: &TestServer) -> String {
    let body = format!(r#"{{"username":"alex","password":"{PASSWORD}"}}"#);
    curl(
        test,
        &["-c", "jar", "-H", "Content-Type: application/json", "-d", &body, &format!("{}/api/login", server.url)],
    )
}

fn get(test: &TestHome, server: &TestServer, path: &str, token: &str) -> String {
    curl(test, &["-b", "jar", "-H", &format!("Authorization: Bearer {token}"), &format!("{}{path}", server.url)])
}

fn refresh(test: &TestHome, server: &TestServer) -> String {
    curl(test, &["-b", "jar", "-c", "jar", "-X", "POST", &format!("{}/api/refresh", server.url)])
}

#[test]
fn a_login_opens_the_api() {
    if !has("curl", "--version") {
        return;
    }
    let test = TestHome::sandbox();
    let server = test.serve(&[]);
    let response = log_in(&test, &server);
    assert_eq!(
        without_chance(&response),
        "HTTP/1.1 200 OK\n\
         content-type: application/json\n\
         cache-control: no-store\n\
         set-cookie: refreshToken=TOKEN; HttpOnly; Secure; SameSite=Strict; Path=/api/refresh; Max-Age=2592000\n\
         content-length: BYTES\n\
         date: DATE\n\
         \n\
         {\"message\":\"Login successful!\",\"accessToken\":\"TOKEN\"}"
    );
    let token = access_token(&response);
    let profile = get(&test, &server, "/api/user/profile", &token);
    assert_eq!(
        without_chance(&profile),
        "HTTP/1.1 200 OK\n\
         content-type: application/json\n\
         cache-control: no-store\n\
         content-length: BYTES\n\
         date: DATE\n\
         \n\
         {\"username\":\"alex\",\"roles\":[\"USER\"],\"scope\":\"orders:read\"}"
    );
}

#[test]
fn an_expired_token_is_refreshed_and_the_call_repeated() {
    if !has("curl", "--version") {
        return;
    }
    let test = TestHome::sandbox();
    let server = test.serve(&[]);
    let first = access_token(&log_in(&test, &server));
    let old_cookie = cookie_in_jar(&test).unwrap();
    assert!(get(&test, &server, "/api/user/orders", &first).starts_with("HTTP/1.1 200 OK\n"));

    test.tokctl(&["clock", "advance", "16m", "-q"], "").ok();
    assert_eq!(
        without_chance(&get(&test, &server, "/api/user/orders", &first)),
        "HTTP/1.1 401 Unauthorized\n\
         content-type: application/json\n\
         cache-control: no-store\n\
         www-authenticate: Bearer error=\"invalid_token\", error_description=\"The access token expired\"\n\
         content-length: BYTES\n\
         date: DATE\n\
         \n\
         {\"error\":\"invalid_token\",\"error_description\":\"The access token expired\"}"
    );

    let refreshed = refresh(&test, &server);
    assert_eq!(
        without_chance(&refreshed),
        "HTTP/1.1 200 OK\n\
         content-type: application/json\n\
         cache-control: no-store\n\
         set-cookie: refreshToken=TOKEN; HttpOnly; Secure; SameSite=Strict; Path=/api/refresh; Max-Age=2592000\n\
         content-length: BYTES\n\
         date: DATE\n\
         \n\
         {\"accessToken\":\"TOKEN\"}"
    );
    let new_cookie = cookie_in_jar(&test).unwrap();
    assert_ne!(new_cookie, old_cookie);
    let second = access_token(&refreshed);
    assert_eq!(claims(&second)["sid"], claims(&first)["sid"]);
    assert!(get(&test, &server, "/api/user/orders", &second).starts_with("HTTP/1.1 200 OK\n"));

    // The old cookie is invalid. A client that presents it has a copy, so the session ends for both.
    let reused = server.refresh(&format!("refreshToken={old_cookie}"));
    assert_eq!((reused.status, &reused.json()["error"]), (401, &"invalid_grant".into()));
    assert!(reused.clears_cookie(), "{reused:?}");
    assert!(refresh(&test, &server).starts_with("HTTP/1.1 401 Unauthorized\n"));
    assert_eq!(cookie_in_jar(&test), None);
    assert_eq!(server.get("/api/user/orders", &second).status, 401);
}

#[test]
fn a_logout_ends_the_session_and_clears_the_cookie() {
    if !has("curl", "--version") {
        return;
    }
    let test = TestHome::new(&[]);
    let server = test.serve(&[]);
    let token = access_token(&log_in(&test, &server));
    let cookie = cookie_in_jar(&test).unwrap();
    let response = curl(&test, &["-b", "jar", "-c", "jar", "-X", "DELETE", &format!("{}/api/refresh", server.url)]);
    assert!(response.starts_with("HTTP/1.1 204 No Content\n"), "{response}");
    assert_eq!(cookie_in_jar(&test), None);
    assert_eq!(server.get("/api/user/profile", &token).json()["error"], "invalid_token");
    assert_eq!(server.refresh(&format!("refreshToken={cookie}")).status, 401);
    // Logging out twice is not an error.
    assert_eq!(server.send("DELETE", "/api/refresh", &[], "").status, 204);
}

#[test]
fn a_logout_with_the_access_token_leaves_the_cookie_to_the_next_refresh() {
    let test = TestHome::new(&[]);
    let server = test.serve(&[]);
    let login = server.login("alex");
    let token = login.access_token();
    let response = server.send("POST", "/api/logout", &[("Authorization", &format!("Bearer {token}"))], "");
    assert_eq!((response.status, response.header("set-cookie")), (204, None), "{response:?}");
    assert_eq!(server.get("/api/user/profile", &token).status, 401);
    let refused = server.refresh(&login.cookie().unwrap());
    assert_eq!(refused.status, 401);
    assert!(refused.clears_cookie(), "{refused:?}");
}

#[test]
fn a_user_sees_and_ends_the_own_sessions_alone() {
    let test = TestHome::new(&[]);
    let server = test.serve(&[]);
    let [laptop, phone, other] = ["alex", "alex", "root"].map(|user| server.login(user).access_token());
    let ids = |token: &str| -> Vec<String> {
        let sessions = server.get("/api/sessions", token).json();
        sessions.as_array().unwrap().iter().map(|session| session["session_id"].as_str().unwrap().to_owned()).collect()
    };
    let id = |token: &str| claims(token)["sid"].as_str().unwrap().to_owned();
    let mut own = vec![id(&laptop), id(&phone)];
    own.sort();
    let mut listed = ids(&laptop);
    listed.sort();
    assert_eq!(listed, own);
    let end = |token: &str, path: &str| {
        server.send("DELETE", path, &[("Authorization", &format!("Bearer {token}"))], "").status
    };
    assert_eq!(end(&laptop, &format!("/api/sessions/{}", id(&other))), 404);
    assert_eq!(server.get("/api/user/profile", &other).status, 200);
    assert_eq!(end(&laptop, &format!("/api/sessions/{}", id(&phone))), 204);
    assert_eq!(server.get("/api/user/profile", &phone).status, 401);
    assert_eq!(ids(&laptop), [id(&laptop)]);
    assert_eq!(end(&laptop, "/api/sessions"), 204);
    assert_eq!(server.get("/api/user/profile", &laptop).status, 401);
    assert_eq!(server.get("/api/user/profile", &other).status, 200);
}

#[test]
fn a_role_opens_what_its_absence_closes() {
    let test = TestHome::new(&[]);
    let server = test.serve(&[]);
    let [user, admin] = ["alex", "root"].map(|user| server.login(user).access_token());
    let users = server.get("/api/admin/users", &admin);
    assert_eq!(users.status, 200, "{users:?}");
    let users = users.json();
    let names: Vec<_> = users.as_array().unwrap().iter().map(|user| user["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["alex", "root"]);

    let refused = server.get("/api/admin/users", &user);
    assert_eq!((refused.status, &refused.json()["error"]), (403, &"insufficient_scope".into()));
    let challenge = refused.header("www-authenticate").unwrap();
    assert!(challenge.starts_with("Bearer error=\"insufficient_scope\""), "{challenge}");
    // Without an access token there is nothing to find wrong (RFC 6750 section 3.1).
    let missing = server.send("GET", "/api/admin/users", &[], "");
    assert_eq!(missing.status, 401);
    assert_eq!(missing.header("www-authenticate"), Some("Bearer realm=\"api\""));
    let wrong = server.get("/api/admin/users", "e30.e30.");
    assert_eq!((wrong.status, &wrong.json()["error"]), (401, &"invalid_token".into()));
}
