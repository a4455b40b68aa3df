//! The sandbox controls.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use axum::body::Body;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, ORIGIN, RETRY_AFTER, SET_COOKIE, WWW_AUTHENTICATE};
use http::{Method, Request, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tokctl::base::Code;
use tokctl::server::{LOGIN, PROFILE, REFRESH_STATUS};

use crate::local::{Answer, Local, PASSWORD, request};
use crate::process::{Running, tokctl};

const CONTROLS: [&str; 5] = ["clock", "expire", "replay", "failures", "reset"];

impl Local {
    async fn control(&self, name: &str, body: Value) -> Answer {
        let request = request(Method::POST, &format!("/sandbox/{name}")).header(CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    async fn profile(&self, access: &str) -> Answer {
        self.get(PROFILE, &format!("Bearer {access}")).await
    }

    async fn session_id(&self, access: &str) -> String {
        let request = request(Method::GET, REFRESH_STATUS).header(AUTHORIZATION, format!("Bearer {access}"));
        let status = self.send(request.body(Body::empty()).unwrap()).await.json();
        status["session"]["session_id"].as_str().unwrap().to_owned()
    }
}

#[tokio::test]
async fn the_clock_moves_forward_and_tokens_expire() {
    let server = Local::with_controls().await;
    let (access, _) = server.log_in().await;
    assert_eq!(server.profile(&access).await.status, StatusCode::OK);
    let moved = server.control("clock", json!({"advance": 900})).await;
    assert_eq!(moved.json()["now"], 1_800_000_900.0);
    assert_eq!(server.profile(&access).await.outcome(), (401, Some(Code::Expired)));
    for advance in [json!(0), json!(-1), json!("1"), json!(1.5), json!(315_360_001), Value::Null] {
        let answer = server.control("clock", json!({"advance": advance})).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{advance}");
    }
}

#[tokio::test]
async fn a_session_expires_on_request() {
    let server = Local::with_controls().await;
    let (access, refresh) = server.log_in().await;
    let session_id = server.session_id(&access).await;
    assert_eq!(server.control("expire", json!({"session_id": session_id})).await.status, StatusCode::NO_CONTENT);
    assert_eq!(server.with_cookie(Method::POST, &refresh).await.outcome(), (401, Some(Code::Expired)));
    assert_eq!(server.profile(&access).await.outcome(), (401, Some(Code::Expired)));
    assert_eq!(server.control("expire", json!({"session_id": "x"})).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_replayed_refresh_token_is_reuse() {
    let server = Local::with_controls().await;
    let (access, first) = server.log_in().await;
    let body = json!({"session_id": server.session_id(&access).await});
    assert_eq!(server.control("replay", body.clone()).await.status, StatusCode::CONFLICT);
    let (_, second) = server.with_cookie(Method::POST, &first).await.tokens();
    let answer = server.control("replay", body).await;
    let exchange = answer.json();
    assert_eq!((&exchange["status"], &exchange["body"]["error"]), (&json!(401), &json!("invalid_grant")));
    assert!(!answer.body.contains(&first) && !answer.body.contains("tokctl_rt_"), "{}", answer.body);
    assert!(answer.headers.get(SET_COOKIE).is_none());
    assert_eq!(server.with_cookie(Method::POST, &second).await.outcome(), (401, Some(Code::Revoked)));
}

#[tokio::test]
async fn a_replay_within_the_grace_shows_no_tokens() {
    let server = Local::with_controls().await;
    server.home.change_config(|config| config.set("refresh.grace", "10s")).unwrap();
    let (access, first) = server.log_in().await;
    let body = json!({"session_id": server.session_id(&access).await});
    server.with_cookie(Method::POST, &first).await.tokens();
    let answer = server.control("replay", body).await;
    assert_eq!(answer.json()["status"], 200);
    assert!(!answer.body.contains("eyJ") && !answer.body.contains("tokctl_rt_"), "{}", answer.body);
}

#[tokio::test]
async fn the_next_answers_of_an_endpoint_fail() {
    let server = Local::with_controls().await;
    let (access, _) = server.log_in().await;
    let fail = async |kind: Value| {
        let mut body = json!({"endpoint": PROFILE, "count": 1});
        body.as_object_mut().unwrap().extend(kind.as_object().unwrap().clone());
        let answer = server.control("failures", body).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.body);
    };
    fail(json!({"kind": "status", "status": 503, "count": 2})).await;
    for _ in 0..2 {
        let answer = server.profile(&access).await;
        assert_eq!((answer.status.as_u16(), answer.header(RETRY_AFTER)), (503, "1"));
    }
    assert_eq!(server.profile(&access).await.status, StatusCode::OK);

    fail(json!({"kind": "error", "error": "invalid_scope"})).await;
    let answer = server.profile(&access).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["error"]), (400, &json!("invalid_scope")));
    fail(json!({"kind": "error", "status": 401, "error": "invalid_token"})).await;
    assert_eq!(server.profile(&access).await.header(WWW_AUTHENTICATE), "Bearer error=\"invalid_token\"");

    fail(json!({"kind": "wrong_type"})).await;
    let answer = server.profile(&access).await;
    assert_eq!((answer.status.as_u16(), answer.header(CONTENT_TYPE)), (200, "text/html"));

    fail(json!({"kind": "delay", "seconds": 1})).await;
    let start = Instant::now();
    assert_eq!(server.profile(&access).await.status, StatusCode::OK);
    assert!(start.elapsed() >= Duration::from_secs(1));

    fail(json!({"kind": "cut_body"})).await;
    let request = request(Method::GET, PROFILE).header(AUTHORIZATION, format!("Bearer {access}"));
    let response = server.respond(request.body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(response.into_body().collect().await.is_err());
    assert_eq!(server.profile(&access).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_failure_that_is_not_possible_is_refused() {
    let server = Local::with_controls().await;
    for change in [
        json!({"kind": "other"}),
        json!({"endpoint": "profile"}),
        json!({"endpoint": "/sandbox/failures"}),
        json!({"endpoint": "/api/unknown"}),
        json!({"kind": "error", "error": "\"quoted\""}),
        json!({"count": 0}),
        json!({"count": 1001}),
        json!({"status": 200}),
        json!({"status": 70_000}),
        json!({"kind": "delay", "seconds": 31}),
        json!({"kind": "error", "error": 1}),
    ] {
        let mut body = json!({"endpoint": PROFILE, "kind": "status"});
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        assert_eq!(server.control("failures", body).await.status, StatusCode::BAD_REQUEST, "{change}");
    }
}

#[tokio::test]
async fn without_the_controls_they_do_not_exist() {
    let server = Local::on_loopback().await;
    for name in CONTROLS {
        assert_eq!(server.control(name, json!({})).await.status, StatusCode::NOT_FOUND, "{name}");
    }
    let info = server.send(request(Method::GET, "/page/info").body(Body::empty()).unwrap()).await;
    assert_eq!(info.json()["controls"], false);
}

#[tokio::test]
async fn a_page_of_another_site_controls_nothing() {
    let server = Local::with_controls().await;
    for name in CONTROLS {
        let foreign = request(Method::POST, &format!("/sandbox/{name}"))
            .header(CONTENT_TYPE, "application/json")
            .header(ORIGIN, "http://evil.test");
        assert_eq!(server.send(foreign.body(Body::from("{}")).unwrap()).await.status, StatusCode::FORBIDDEN, "{name}");
    }
    let allowed = Local::with_controls_and_cors("http://app.test:3000").await;
    let cross = || request(Method::POST, "/sandbox/reset").header(ORIGIN, "http://app.test:3000");
    assert_eq!(allowed.send(cross().body(Body::empty()).unwrap()).await.status, StatusCode::FORBIDDEN);
    let elsewhere = request(Method::POST, LOGIN).header(ORIGIN, "http://app.test:3000").body(Body::empty()).unwrap();
    assert_eq!(allowed.send(elsewhere).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "it may log in");
    for header in ["x-forwarded-for", "forwarded", "via"] {
        let forwarded = request(Method::POST, "/sandbox/reset").header(header, "203.0.113.5").body(Body::empty());
        assert_eq!(server.send(forwarded.unwrap()).await.status, StatusCode::FORBIDDEN, "{header}");
    }
    let rebound = Request::post("/sandbox/reset").header(HOST, "evil.test").body(Body::empty()).unwrap();
    assert_eq!(server.send(rebound).await.status, StatusCode::MISDIRECTED_REQUEST);
    // Failures do not replace the defences.
    let body = json!({"endpoint": LOGIN, "kind": "status", "status": 500});
    assert_eq!(server.control("failures", body).await.status, StatusCode::NO_CONTENT);
    let foreign = request(Method::POST, LOGIN).header(ORIGIN, "http://evil.test").body(Body::empty()).unwrap();
    assert_eq!(server.send(foreign).await.status, StatusCode::FORBIDDEN);
    assert_eq!(server.log_in_with(PASSWORD).await.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(server.log_in_with(PASSWORD).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_path_with_an_id_fails_for_every_id() {
    let server = Local::with_controls().await;
    let body = json!({"endpoint": "/api/sessions/{id}", "kind": "status", "status": 418});
    assert_eq!(server.control("failures", body).await.status, StatusCode::NO_CONTENT);
    let (access, _) = server.log_in().await;
    for (path, status) in [("/api/sessions", 204), ("/api/sessions/abc", 418), ("/api/sessions/abc", 401)] {
        assert_eq!(server.with_token(Method::DELETE, path, &access).await.status.as_u16(), status, "{path}");
    }
}

#[tokio::test]
async fn without_a_seed_there_is_nothing_to_reset_to() {
    let server = Local::with_controls().await;
    let answer = server.control("reset", Value::Null).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["error"]), (409, &json!("no_seed")));
    assert!(answer.json()["error_description"].as_str().unwrap().contains("--seed"), "{}", answer.body);
}

/// The home of a server with `--ephemeral`, from what it prints at the start.
fn ephemeral_home(dir: &Path) -> String {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let [home] =
        entries.map(|path| path.join("home")).filter(|home| home.exists()).collect::<Vec<_>>().try_into().unwrap();
    home.display().to_string()
}

#[test]
fn a_reset_restores_the_users_and_settings_of_the_seed() {
    let directory = tempfile::tempdir().unwrap();
    let dir = directory.path();
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/seed.toml").display().to_string();
    let server = Running::again(dir, &["--ephemeral", "--seed", &seed, "--sandbox-controls"]);
    let home = ephemeral_home(dir);
    let run = |args: &[&str], stdin: &str| {
        let output = tokctl(dir, &[&["--home", &home], args].concat(), stdin);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let state = || {
        let users: Value = serde_json::from_str(&run(&["user", "list", "--json"], "")).unwrap();
        let users = users.as_array().unwrap().iter();
        let users =
            users.map(|user| json!([user["name"], user["roles"], user["scope"], user["claims"], user["disabled"]]));
        (users.collect::<Vec<_>>(), run(&["config", "list", "--json"], ""))
    };
    let before = state();
    let access = server.log_in().access_token();
    run(&["user", "set", "alex", "--role", "ADMIN", "--claim", "team=blue"], "");
    run(&["user", "passwd", "alex", "--password-stdin"], "another");
    run(&["user", "disable", "admin"], "");
    run(&["user", "add", "new", "--password-stdin"], "another");
    run(&["config", "set", "access.ttl", "1m"], "");
    assert_eq!(server.log_in().status, 401);
    assert_ne!(state(), before);

    assert_eq!(server.curl(&["-X", "POST"], "/sandbox/reset").status, 204);
    assert_eq!(state(), before);
    assert_eq!(server.get(PROFILE, &access).status, 401);
    let sessions: Value = serde_json::from_str(&run(&["session", "list", "--all", "--json"], "")).unwrap();
    let sessions = sessions.as_array().unwrap();
    assert!(!sessions.is_empty() && sessions.iter().all(|session| session["status"] == "ended"), "{sessions:?}");
    let access = server.log_in().access_token();
    assert_eq!(server.get(PROFILE, &access).status, 200);
    // Twice, after a key of the seed's home was replaced, with a failure set and a user that is locked and then removed.
    run(&["key", "rotate", "-q"], "");
    let failure = json!({"endpoint": PROFILE, "kind": "status"}).to_string();
    let set = server.curl(&["-H", "Content-Type: application/json", "-d", &failure], "/sandbox/failures");
    assert_eq!(set.status, 204);
    let guess = json!({"username": "alex", "password": "wrong"}).to_string();
    let guess = || server.curl(&["-H", "Content-Type: application/json", "-d", &guess], LOGIN).status;
    let guesses: Vec<u16> = (0..6).map(|_| guess()).collect();
    assert_eq!(guesses.last(), Some(&429), "{guesses:?}");
    run(&["user", "remove", "alex", "--yes"], "");
    assert_eq!(server.curl(&["-X", "POST"], "/sandbox/reset").status, 204);
    assert_eq!(state(), before);
    let access = server.log_in().access_token();
    assert_eq!(server.get(PROFILE, &access).status, 200);
}
