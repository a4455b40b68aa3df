//! What each route returns.

use axum::body::Body;
use http::header::{ALLOW, AUTHORIZATION, CONTENT_TYPE, COOKIE, SET_COOKIE, WWW_AUTHENTICATE};
use http::{Method, StatusCode};
use tokctl::base::Code;
use tokctl::core::users::manage;
use tokctl::server::{ADMIN_USERS, AUTH_CHECK, JWKS, LOGIN, LOGOUT, ORDERS, PROFILE, REFRESH, SESSIONS};

use crate::local::{Local, PASSWORD, request};

fn bearer(token: &str) -> String {
    format!("Bearer {token}")
}

#[tokio::test]
async fn login_refresh_and_logout() {
    let server = Local::new().await;
    let answer = server.log_in_with(PASSWORD).await;
    assert_eq!(answer.json()["message"], "Login successful!");
    let expected = "; HttpOnly; Secure; SameSite=Strict; Path=/api/refresh; Max-Age=2592000";
    assert!(answer.header(SET_COOKIE).ends_with(expected), "{}", answer.header(SET_COOKIE));
    let (access, first) = answer.tokens();
    let profile = server.get(PROFILE, &bearer(&access)).await;
    assert_eq!(profile.body, r#"{"username":"alice","roles":["EDITOR"],"scope":"read write"}"#);
    let (renewed, second) = server.with_cookie(Method::POST, &first).await.tokens();
    assert_eq!(server.get(PROFILE, &bearer(&renewed)).await.outcome(), (200, None));
    assert!(server.get(ORDERS, &bearer(&renewed)).await.json().as_array().is_some_and(|orders| !orders.is_empty()));
    let gone = server.with_cookie(Method::DELETE, &second).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert!(gone.header(SET_COOKIE).starts_with("refreshToken=;") && gone.header(SET_COOKIE).ends_with("Max-Age=0"));
    assert_eq!(server.get(PROFILE, &bearer(&renewed)).await.outcome(), (401, Some(Code::Revoked)));
    assert_eq!(server.with_cookie(Method::POST, &second).await.outcome(), (401, Some(Code::Revoked)));
}

#[tokio::test]
async fn an_expired_token_is_refreshed_and_the_old_refresh_token_ends_the_session() {
    let server = Local::new().await;
    let (access, first) = server.log_in().await;
    server.pass(900);
    let expired = server.get(ORDERS, &bearer(&access)).await;
    assert_eq!(expired.outcome(), (401, Some(Code::Expired)));
    let (renewed, second) = server.with_cookie(Method::POST, &first).await.tokens();
    assert_eq!(server.get(ORDERS, &bearer(&renewed)).await.status, StatusCode::OK);
    let reused = server.with_cookie(Method::POST, &first).await;
    assert_eq!(reused.outcome(), (401, Some(Code::RefreshReused)));
    assert_eq!(reused.json()["error"], "invalid_grant");
    assert!(reused.header(SET_COOKIE).ends_with("Max-Age=0"));
    assert_eq!(server.get(ORDERS, &bearer(&renewed)).await.outcome(), (401, Some(Code::Revoked)));
    assert_eq!(server.with_cookie(Method::POST, &second).await.outcome(), (401, Some(Code::Revoked)));
}

#[tokio::test]
async fn a_retry_within_the_grace_gets_the_same_pair() {
    let server = Local::with(&[("refresh.grace", "10s")]).await;
    let (_, first) = server.log_in().await;
    let (access, second) = server.with_cookie(Method::POST, &first).await.tokens();
    server.pass(9);
    let retried = server.with_cookie(Method::POST, &first).await.tokens();
    let jti = |token: &str| {
        tokctl::token::decode::Unverified::decode(token).unwrap().claims().unwrap().get_str("jti").map(str::to_owned)
    };
    assert_eq!((jti(&retried.0), retried.1), (jti(&access), second));
    server.pass(1);
    assert_eq!(server.with_cookie(Method::POST, &first).await.outcome(), (401, Some(Code::RefreshReused)));
}

#[tokio::test]
async fn a_refused_login_says_no_more_than_that() {
    let server = Local::new().await;
    let wrong = server.log_in_with("wrong").await;
    assert_eq!(wrong.outcome(), (401, Some(Code::LoginRefused)));
    assert_eq!(wrong.header(WWW_AUTHENTICATE), "Bearer realm=\"api\"");
    assert_eq!(wrong.header(SET_COOKIE), "");
    manage::disable(&server.context(), "alice").unwrap();
    let disabled = server.log_in_with(PASSWORD).await;
    assert_eq!((disabled.status, &disabled.body, &disabled.headers), (wrong.status, &wrong.body, &wrong.headers));
}

#[tokio::test]
async fn a_login_is_json() {
    let server = Local::new().await;
    let body = format!("{{\"username\":\"alice\",\"password\":\"{PASSWORD}\"}}");
    let types = |kinds: &[&'static str]| {
        let request =
            kinds.iter().fold(request(Method::POST, LOGIN), |request, kind| request.header(CONTENT_TYPE, *kind));
        request.body(Body::from(body.clone())).unwrap()
    };
    assert_eq!(server.send(types(&["Application/JSON; charset=utf-8"])).await.status, StatusCode::OK);
    for kinds in [
        &[][..],
        &["text/plain"],
        &["application/x-www-form-urlencoded"],
        &["application/jsonx"],
        &["application/json", "text/plain"],
    ] {
        assert_eq!(server.send(types(kinds)).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{kinds:?}");
    }
}

#[tokio::test]
async fn an_invalid_refresh_token_removes_the_cookie() {
    let server = Local::new().await;
    let (access, _) = server.log_in().await;
    let (_, foreign) = Local::new().await.log_in().await;
    for (token, code) in [("nonsense", Code::Malformed), (&foreign, Code::UnknownToken), (&access, Code::WrongType)] {
        let answer = server.with_cookie(Method::POST, token).await;
        assert_eq!(answer.outcome(), (401, Some(code)));
        assert!(answer.header(SET_COOKIE).ends_with("Max-Age=0"));
        assert_eq!(answer.header(WWW_AUTHENTICATE), "Bearer realm=\"api\"");
        // Logging out with it is not an error: no session remains.
        assert_eq!(server.with_cookie(Method::DELETE, token).await.outcome(), (204, None));
    }
    let none = |method| request(method, REFRESH).body(Body::empty()).unwrap();
    assert_eq!(server.send(none(Method::POST)).await.outcome(), (401, Some(Code::NoSession)));
    assert_eq!(server.send(none(Method::DELETE)).await.outcome(), (204, None));
    let two = request(Method::POST, REFRESH).header(COOKIE, "refreshToken=a").header(COOKIE, "refreshToken=b");
    let two = server.send(two.body(Body::empty()).unwrap()).await;
    assert_eq!((two.status, two.header(SET_COOKIE)), (StatusCode::BAD_REQUEST, ""));
}

#[tokio::test]
async fn only_a_valid_access_token_for_this_audience_opens_a_route() {
    let server = Local::new().await;
    let (access, refresh) = server.log_in().await;
    assert_eq!(server.get(PROFILE, &format!("bEARER  {access}")).await.outcome(), (200, None));
    let (foreign, _) = Local::new().await.log_in().await;
    for (token, code) in [(&*refresh, Code::Malformed), ("a.b.c", Code::Malformed), (&foreign, Code::NoMatchingKey)] {
        let answer = server.get(PROFILE, &bearer(token)).await;
        assert_eq!(answer.outcome(), (401, Some(code)));
        assert!(answer.header(WWW_AUTHENTICATE).starts_with("Bearer error=\"invalid_token\""));
    }
    // Without a token nothing is wrong yet (RFC 6750 section 3.1).
    for authorization in [None, Some("Basic YTpi"), Some("Bearer")] {
        let request = authorization
            .into_iter()
            .fold(request(Method::GET, PROFILE), |request, value| request.header(AUTHORIZATION, value));
        let answer = server.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(
            (answer.status, answer.header(WWW_AUTHENTICATE)),
            (StatusCode::UNAUTHORIZED, "Bearer realm=\"api\"")
        );
    }
    let twice =
        request(Method::GET, PROFILE).header(AUTHORIZATION, bearer(&access)).header(AUTHORIZATION, bearer(&access));
    assert_eq!(server.send(twice.body(Body::empty()).unwrap()).await.status, StatusCode::BAD_REQUEST);
    server.home.change_config(|config| config.set("audience", "other")).unwrap();
    assert_eq!(server.get(PROFILE, &bearer(&access)).await.outcome(), (401, Some(Code::WrongAudience)));
}

#[tokio::test]
async fn a_refresh_token_or_a_plain_jwt_is_not_an_access_token() {
    let server = Local::with(&[("refresh.format", "jwt")]).await;
    let (_, refresh) = server.log_in().await;
    assert_eq!(server.get(PROFILE, &bearer(&refresh)).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(server.get(AUTH_CHECK, &bearer(&refresh)).await.status, StatusCode::UNAUTHORIZED);
    let (_, next) = server.with_cookie(Method::POST, &refresh).await.tokens();
    assert!(next.contains('.'));
}

#[tokio::test]
async fn administrators_alone_see_every_user() {
    let server = Local::new().await;
    let (access, _) = server.log_in().await;
    let forbidden = server.get(ADMIN_USERS, &bearer(&access)).await;
    assert_eq!(forbidden.outcome(), (403, Some(Code::MissingRole)));
    assert!(forbidden.header(WWW_AUTHENTICATE).starts_with("Bearer error=\"insufficient_scope\""));
    manage::add_role(&server.context(), "alice", "ADMIN").unwrap();
    let (access, _) = server.log_in().await;
    let users = server.get(ADMIN_USERS, &bearer(&access)).await;
    assert_eq!(users.json()[0]["name"], "alice");
    assert!(!users.body.contains("argon2"), "{}", users.body);
    // A failed authentication is reported first.
    server.pass(3600);
    assert_eq!(server.get(ADMIN_USERS, &bearer(&access)).await.outcome(), (401, Some(Code::Expired)));
}

#[tokio::test]
async fn a_user_sees_and_ends_own_sessions() {
    let server = Local::new().await;
    let (first, _) = server.log_in().await;
    let (second, cookie) = server.log_in().await;
    let sessions = server.get(SESSIONS, &bearer(&second)).await.json();
    let sessions = sessions.as_array().unwrap();
    assert_eq!(
        sessions.iter().map(|session| session["current"].as_bool().unwrap()).filter(|current| *current).count(),
        1
    );
    let other = sessions.iter().find(|session| session["current"] == false).unwrap()["session_id"].as_str().unwrap();
    let path = format!("{SESSIONS}/{other}");
    assert_eq!(server.with_token(Method::DELETE, &path, &second).await.status, StatusCode::NO_CONTENT);
    assert_eq!(server.get(PROFILE, &bearer(&first)).await.outcome(), (401, Some(Code::Revoked)));
    assert_eq!(
        server.with_token(Method::DELETE, &format!("{SESSIONS}/unknown"), &second).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(server.with_token(Method::DELETE, SESSIONS, &second).await.status, StatusCode::NO_CONTENT);
    assert_eq!(server.get(PROFILE, &bearer(&second)).await.outcome(), (401, Some(Code::Revoked)));
    assert_eq!(server.with_cookie(Method::POST, &cookie).await.outcome(), (401, Some(Code::Revoked)));
}

#[tokio::test]
async fn logout_ends_the_session_and_leaves_the_cookie() {
    let server = Local::new().await;
    let (access, refresh) = server.log_in().await;
    let answer = server.with_token(Method::POST, LOGOUT, &access).await;
    assert_eq!((answer.status, answer.header(SET_COOKIE)), (StatusCode::NO_CONTENT, ""));
    let refused = server.with_cookie(Method::POST, &refresh).await;
    assert_eq!(refused.outcome(), (401, Some(Code::Revoked)));
    assert!(refused.header(SET_COOKIE).ends_with("Max-Age=0"));
}

#[tokio::test]
async fn a_proxy_learns_who_may_pass() {
    let server = Local::new().await;
    let (access, refresh) = server.log_in().await;
    let check = async |query: &str| server.get(&format!("{AUTH_CHECK}{query}"), &bearer(&access)).await;
    let passed = check("?role=EDITOR&scope=read&scope=write").await;
    assert_eq!(passed.status, StatusCode::NO_CONTENT);
    let named = ["x-auth-user", "x-auth-roles", "x-auth-scope", "x-auth-client"].map(|name| passed.header(name));
    assert_eq!(named, ["alice", "EDITOR", "read write", "tokctl"]);
    assert_eq!(check("?role=EDITOR&role=ADMIN").await.outcome(), (403, Some(Code::MissingRole)));
    assert_eq!(check("?scope=admin").await.outcome(), (403, Some(Code::MissingScope)));
    for query in ["?role=", "?user=alice", "?role=EDITOR&x=1"] {
        assert_eq!(check(query).await.status, StatusCode::BAD_REQUEST, "{query}");
    }
    // It reads the Bearer token alone.
    let cookie = request(Method::GET, AUTH_CHECK).header(COOKIE, format!("refreshToken={refresh}"));
    assert_eq!(server.send(cookie.body(Body::empty()).unwrap()).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn every_error_has_the_same_shape() {
    let server = Local::new().await;
    let plain = |method, path| request(method, path).body(Body::empty()).unwrap();
    for (method, path, status, allowed) in [
        (Method::GET, "/nowhere", 404, ""),
        (Method::GET, LOGIN, 405, "POST"),
        (Method::GET, REFRESH, 405, "POST,DELETE"),
        (Method::POST, JWKS, 405, "GET,HEAD"),
        (Method::PUT, SESSIONS, 405, "GET,HEAD,DELETE"),
        (Method::OPTIONS, LOGIN, 405, "POST"),
    ] {
        let answer = server.send(plain(method.clone(), path)).await;
        assert_eq!((answer.status.as_u16(), answer.header(ALLOW)), (status, allowed), "{method} {path}");
        assert_eq!(answer.json()["error"], if status == 404 { "not_found" } else { "invalid_request" });
        assert!(answer.json()["error_description"].is_string());
    }
}

#[tokio::test]
async fn a_fault_of_the_server_is_not_the_tokens() {
    let server = Local::new().await;
    let (access, refresh) = server.log_in().await;
    std::fs::write(server.home.refresh_key_path(), "damaged").unwrap();
    let failed = server.with_cookie(Method::POST, &refresh).await;
    assert!(failed.status.is_server_error(), "{}", failed.status);
    assert_eq!(failed.reason, Some(Code::KeyUnreadable));
    assert_eq!(failed.header(SET_COOKIE), "", "the client keeps its token for later");
    std::fs::remove_file(server.home.ring_path()).unwrap();
    let failed = server.get(PROFILE, &bearer(&access)).await;
    assert!(failed.status.is_server_error(), "{}", failed.status);
    assert!(!failed.body.contains("refresh.key") && !failed.body.contains("ring.json"));
}

#[tokio::test]
async fn the_secret_of_another_home_refuses_no_refresh_token() {
    let (server, other) = (Local::new().await, Local::new().await);
    let (_, refresh) = server.log_in().await;
    let path = server.home.refresh_key_path();
    let own = std::fs::read(&path).unwrap();
    std::fs::copy(other.home.refresh_key_path(), &path).unwrap();
    let failed = server.with_cookie(Method::POST, &refresh).await;
    assert_eq!(failed.outcome(), (503, Some(Code::Store)));
    assert_eq!(failed.header(SET_COOKIE), "", "the client keeps its token for later");
    std::fs::write(&path, own).unwrap();
    server.with_cookie(Method::POST, &refresh).await.tokens();
}
