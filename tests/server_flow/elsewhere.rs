//! What another process does in the home takes effect on the server's next request.

use crate::test_server::{TestHome, claims, header};

#[test]
fn a_revoked_token_is_refused() {
    let test = TestHome::new(&[]);
    let server = test.serve(&[]);
    let [one, other] = ["alex", "alex"].map(|user| server.login(user).access_token());
    test.tokctl(&["revoke", "-"], &one).ok();
    assert_eq!(server.get("/api/user/profile", &one).json()["error_description"], "The access token was revoked");
    assert_eq!(server.get("/api/user/profile", &other).status, 200);
}

#[test]
fn a_revoked_session_is_refused() {
    let test = TestHome::new(&[]);
    let server = test.serve(&[]);
    let login = server.login("alex");
    let sid = claims(&login.access_token())["sid"].as_str().unwrap().to_owned();
    test.tokctl(&["revoke", "--session", &sid], "").ok();
    assert_eq!(server.get("/api/user/profile", &login.access_token()).status, 401);
    assert_eq!(server.refresh(&login.cookie().unwrap()).status, 401);
}

#[test]
fn a_disabled_user_is_refused_everywhere() {
    let test = TestHome::new(&[]);
    let server = test.serve(&[]);
    let login = server.login("alex");
    test.tokctl(&["user", "disable", "alex"], "").ok();
    assert_eq!(server.get("/api/user/profile", &login.access_token()).status, 401);
    assert_eq!(server.refresh(&login.cookie().unwrap()).status, 401);
    let json = [("Content-Type", "application/json")];
    let body = r#"{"username":"alex","password":"user_password123"}"#;
    let refused = server.send("POST", "/api/login", &json, body);
    let wrong = server.send("POST", "/api/login", &json, r#"{"username":"nobody","password":"user_password123"}"#);
    assert_eq!((refused.status, &refused.body), (401, &wrong.body));
}

#[test]
fn a_new_role_is_in_the_next_access_token() {
    let test = TestHome::new(&[]);
    let server = test.serve(&[]);
    let login = server.login("alex");
    test.tokctl(&["user", "role", "add", "alex", "ADMIN"], "").ok();
    assert_eq!(server.get("/api/admin/users", &login.access_token()).status, 403);
    let refreshed = server.refresh(&login.cookie().unwrap());
    assert_eq!(server.get("/api/admin/users", &refreshed.access_token()).status, 200);
}

#[test]
fn a_rotated_key_signs_and_the_old_one_still_verifies() {
    let test = TestHome::new(&[]);
    let server = test.serve(&[]);
    let old = server.login("alex");
    let key_ids = || -> Vec<String> {
        let set = server.send("GET", "/.well-known/jwks.json", &[], "").json();
        set["keys"].as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(key_ids().len(), 1);
    test.tokctl(&["key", "rotate", "--kid", "next"], "").ok();
    assert_eq!(server.get("/api/user/profile", &old.access_token()).status, 200);
    assert_eq!(key_ids().len(), 2);
    let new = server.refresh(&old.cookie().unwrap()).access_token();
    assert_eq!(header(&new)["kid"], "next");
    assert_eq!(server.get("/api/user/profile", &new).status, 200);

    test.tokctl(&["revoke", "--key", "next"], "").ok();
    assert_eq!(server.get("/api/user/profile", &new).status, 401);
    assert_eq!(server.get("/api/user/profile", &old.access_token()).status, 200);
}

#[test]
fn a_changed_setting_is_used() {
    let test = TestHome::new(&[]);
    let server = test.serve(&[]);
    let token = server.login("alex").access_token();
    test.tokctl(&["config", "set", "access.ttl", "1m"], "").ok();
    let short = claims(&server.login("alex").access_token());
    assert_eq!(short["exp"].as_i64().unwrap() - short["iat"].as_i64().unwrap(), 60);

    test.tokctl(&["config", "set", "audience", "orders"], "").ok();
    let refused = server.get("/api/user/profile", &token);
    assert_eq!(refused.json()["error_description"], "Wrong audience of the access token");
    let missing = server.send("GET", "/api/user/profile", &[], "");
    assert_eq!(missing.header("www-authenticate"), Some("Bearer realm=\"orders\""));
    assert_eq!(server.get("/api/user/profile", &server.login("alex").access_token()).status, 200);
}

#[test]
fn a_session_of_the_command_line_is_one_of_the_server() {
    let test = TestHome::new(&[]);
    let server = test.serve(&[]);
    test.tokctl(&["login", "alex", "--password-stdin", "-q"], crate::test_server::PASSWORD).ok();
    let token = test.tokctl(&["token"], "").ok().stdout.trim().to_owned();
    assert_eq!(server.get("/api/user/profile", &token).status, 200);
    test.tokctl(&["logout"], "").ok();
    assert_eq!(server.get("/api/user/profile", &token).status, 401);
}

#[test]
fn an_access_token_names_its_subject() {
    let test = TestHome::new(&[]);
    let server = test.serve(&[]);
    for (args, expected) in [(&["--sub", "ci"][..], 204), (&[], 401)] {
        let issued = test.tokctl(&[&["issue", "--typ", "at+jwt", "-q"], args].concat(), "").ok();
        assert_eq!(server.get("/auth/check", issued.stdout.trim()).status, expected, "{args:?}");
    }
}

#[test]
fn keys_are_cached_no_longer_than_they_verify() {
    let test = TestHome::new(&[]);
    let server = test.serve(&[]);
    let max_age = || {
        let response = server.send("GET", "/.well-known/jwks.json", &[], "");
        let control = response.header("cache-control").unwrap().to_owned();
        control.strip_prefix("public, max-age=").unwrap().parse::<u64>().unwrap()
    };
    assert_eq!(max_age(), 60);
    test.tokctl(&["key", "rotate", "--keep", "20s", "-q"], "").ok();
    assert!(max_age() <= 20, "{}", max_age());
}
