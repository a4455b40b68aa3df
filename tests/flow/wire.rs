//! The API as the server and the demo have it: requests in, responses out.

use tokctl::base::{Code, Secret};
use tokctl::core::wire::message::{Method, Request, Response, Status};
use tokctl::core::wire::{ADMIN_USERS, Answer, JWKS, LOGIN, PROFILE, REFRESH, answer, body, cookie};
use tokctl::store::step::Change;

use crate::test_home::{PASSWORD, TestHome, secret};

fn ask(test: &TestHome, request: &Request) -> Answer {
    answer(&test.context(), test.store().as_ref(), request)
}

/// The status, and the reason if it is not a success.
fn outcome(test: &TestHome, request: &Request) -> (u16, Option<Code>) {
    let answer = ask(test, request);
    (answer.response.status.code(), answer.because.map(|fault| fault.code))
}

fn text(secret: Option<&Secret>) -> &str {
    secret.and_then(Secret::expose_str).unwrap_or_default()
}

fn login(password: &str) -> Request {
    let body = format!("{{\"username\":\"alice\",\"password\":\"{password}\"}}");
    Request::new(Method::Post, LOGIN).json(body)
}

fn with_cookie(method: Method, token: &Secret) -> Request {
    Request::new(method, REFRESH).header("Cookie", cookie::sent(token))
}

fn get(path: &str, authorization: &str) -> Request {
    Request::new(Method::Get, path).header("Authorization", authorization.to_owned())
}

fn bearer(token: &Secret) -> String {
    format!("Bearer {}", text(Some(token)))
}

/// The tokens that a response hands out.
fn tokens(response: &Response) -> (Secret, Secret) {
    assert_eq!(text(response.value("Cache-Control")), "no-store");
    (body::access_token(&response.body).unwrap(), cookie::received(response).unwrap())
}

fn log_in(test: &TestHome) -> (Secret, Secret) {
    tokens(&ask(test, &login(PASSWORD)).response)
}

#[test]
fn login_refresh_and_logout() {
    let test = TestHome::new();
    let (access, first) = log_in(&test);
    assert_eq!(outcome(&test, &get(PROFILE, &bearer(&access))), (200, None));
    let (renewed, second) = tokens(&ask(&test, &with_cookie(Method::Post, &first)).response);
    assert_eq!(outcome(&test, &get(PROFILE, &bearer(&renewed))), (200, None));
    let gone = ask(&test, &with_cookie(Method::Delete, &second)).response;
    assert_eq!(gone.status, Status::NO_CONTENT);
    assert_eq!(cookie::received(&gone), None);
    assert_eq!(outcome(&test, &get(PROFILE, &bearer(&renewed))), (401, Some(Code::Revoked)));
    assert_eq!(outcome(&test, &with_cookie(Method::Post, &second)), (401, Some(Code::Revoked)));
}

#[test]
fn a_refused_login_says_no_more_than_that() {
    let test = TestHome::new();
    let wrong = ask(&test, &login("wrong"));
    test.change(Change::Disable);
    let disabled = ask(&test, &login(PASSWORD));
    assert_eq!(wrong.response, disabled.response);
    assert_eq!(wrong.because.unwrap().code, Code::LoginRefused);
    assert_eq!(wrong.response.status, Status::UNAUTHORIZED);
    assert_eq!(wrong.response.value("Set-Cookie"), None);
}

#[test]
fn a_login_is_json() {
    let test = TestHome::new();
    let body = text(Some(&login(PASSWORD).body)).to_owned();
    let with = |kind: Option<&str>| {
        let request = Request { body: secret(&body), ..Request::new(Method::Post, LOGIN) };
        outcome(&test, &kind.into_iter().fold(request, |request, kind| request.header("Content-Type", kind.to_owned())))
    };
    assert_eq!(with(Some("Application/JSON; charset=utf-8")), (200, None));
    for kind in [None, Some("text/plain"), Some("application/x-www-form-urlencoded"), Some("application/jsonx")] {
        assert_eq!(with(kind).0, 415, "{kind:?}");
    }
    assert_eq!(outcome(&test, &Request::new(Method::Post, LOGIN).json("{".to_owned())).0, 400);
}

#[test]
fn an_invalid_refresh_token_removes_the_cookie() {
    let test = TestHome::new();
    let (access, _) = log_in(&test);
    for (token, code) in [
        (secret("nonsense"), Code::Malformed),
        (TestHome::new().log_in().refresh_token, Code::UnknownToken),
        (access, Code::WrongType),
    ] {
        let answer = ask(&test, &with_cookie(Method::Post, &token));
        assert_eq!((answer.response.status, answer.because.unwrap().code), (Status::UNAUTHORIZED, code));
        assert!(text(answer.response.value("Set-Cookie")).ends_with("Max-Age=0"));
        assert_eq!(text(answer.response.value("WWW-Authenticate")), "Bearer realm=\"api\"");
        // Logging out with it is not an error: no session remains.
        assert_eq!(outcome(&test, &with_cookie(Method::Delete, &token)), (204, None));
    }
    assert_eq!(outcome(&test, &Request::new(Method::Post, REFRESH)), (401, Some(Code::NoSession)));
    assert_eq!(outcome(&test, &Request::new(Method::Delete, REFRESH)), (204, None));
    let two = with_cookie(Method::Post, &secret("a")).header("Cookie", cookie::sent(&secret("b")));
    assert_eq!(outcome(&test, &two).0, 400);
}

#[test]
fn only_a_good_access_token_for_this_audience_gets_in() {
    let test = TestHome::new();
    let (access, refresh) = log_in(&test);
    assert_eq!(outcome(&test, &get(PROFILE, &bearer(&access).replace("Bearer ", "bEARER  "))), (200, None));
    for (authorization, code) in [
        (bearer(&refresh), Code::Malformed),
        (bearer(&secret("a.b.c")), Code::Malformed),
        (bearer(&TestHome::new().log_in().access_token), Code::NoMatchingKey),
    ] {
        let answer = ask(&test, &get(PROFILE, &authorization));
        assert_eq!((answer.response.status, answer.because.unwrap().code), (Status::UNAUTHORIZED, code));
        assert!(text(answer.response.value("WWW-Authenticate")).starts_with("Bearer error=\"invalid_token\""));
    }
    // Without any token nothing is wrong yet (RFC 6750 section 3.1).
    for request in [Request::new(Method::Get, PROFILE), get(PROFILE, "Basic YTpi"), get(PROFILE, "Bearer")] {
        let response = ask(&test, &request).response;
        assert_eq!(response.status, Status::UNAUTHORIZED);
        assert_eq!(text(response.value("WWW-Authenticate")), "Bearer realm=\"api\"");
    }
    let twice = get(PROFILE, &bearer(&access)).header("authorization", bearer(&access));
    assert_eq!(outcome(&test, &twice).0, 400);
    test.home.change_config(|config| config.set("audience", "other")).unwrap();
    assert_eq!(outcome(&test, &get(PROFILE, &bearer(&access))), (401, Some(Code::WrongAudience)));
}

#[test]
fn a_jwt_refresh_token_is_not_an_access_token() {
    let test = TestHome::with(&[("refresh.format", "jwt")]);
    let (_, refresh) = log_in(&test);
    assert_eq!(outcome(&test, &get(PROFILE, &bearer(&refresh))).0, 401);
}

#[test]
fn administrators_alone_see_every_user() {
    let test = TestHome::new();
    let (access, _) = log_in(&test);
    assert_eq!(outcome(&test, &get(ADMIN_USERS, &bearer(&access))), (403, Some(Code::MissingRole)));
    test.change(Change::AddRole("ADMIN".to_owned()));
    let (access, _) = log_in(&test);
    let response = ask(&test, &get(ADMIN_USERS, &bearer(&access))).response;
    assert_eq!(response.status, Status::OK);
    let users = text(Some(&response.body));
    assert!(users.contains("\"name\":\"alice\"") && !users.contains("argon2"), "{users}");
    // A failed authentication is reported first.
    test.pass(3600);
    assert_eq!(outcome(&test, &get(ADMIN_USERS, &bearer(&access))), (401, Some(Code::Expired)));
}

#[test]
fn other_paths_and_methods() {
    let test = TestHome::new();
    assert_eq!(outcome(&test, &Request::new(Method::Get, "/nowhere")).0, 404);
    for (method, path, allowed) in
        [(Method::Get, LOGIN, "POST"), (Method::Get, REFRESH, "POST, DELETE"), (Method::Post, JWKS, "GET")]
    {
        let response = ask(&test, &Request::new(method, path)).response;
        assert_eq!((response.status, text(response.value("Allow"))), (Status::METHOD_NOT_ALLOWED, allowed));
    }
}

#[test]
fn a_fault_of_the_server_is_not_the_tokens() {
    let test = TestHome::new();
    let (access, refresh) = log_in(&test);
    let store = test.store();
    std::fs::write(test.home.refresh_key_path(), "damaged").unwrap();
    let failed = answer(&test.context(), store.as_ref(), &with_cookie(Method::Post, &refresh));
    assert_eq!((failed.response.status.code(), failed.because.unwrap().code), (500, Code::KeyUnreadable));
    assert_eq!(failed.response.value("Set-Cookie"), None, "the client keeps its token for later");
    std::fs::remove_file(test.home.ring_path()).unwrap();
    let failed = ask(&test, &get(PROFILE, &bearer(&access)));
    assert_eq!(failed.response.status, Status::INTERNAL_SERVER_ERROR);
    assert!(!text(Some(&failed.response.body)).contains("ring.json"));
}
