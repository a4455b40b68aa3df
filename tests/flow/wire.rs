//! The API as the server and the demo have it: requests in, responses out.

use tokctl::base::{Code, Secret};
use tokctl::core::wire::message::{Method, Request, Response, Status};
use tokctl::core::wire::{ADMIN_USERS, Answer, JWKS, LOGIN, PROFILE, REFRESH, answer, body, cookie};
use tokctl::store::step::Change;

use crate::world::{PASSWORD, World, secret};

fn ask(world: &World, request: &Request) -> Answer {
    answer(&world.context(), world.store().as_ref(), request)
}

/// The status, and the reason if it is not a success.
fn outcome(world: &World, request: &Request) -> (u16, Option<Code>) {
    let answer = ask(world, request);
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

fn log_in(world: &World) -> (Secret, Secret) {
    tokens(&ask(world, &login(PASSWORD)).response)
}

#[test]
fn login_refresh_and_logout() {
    let world = World::new();
    let (access, first) = log_in(&world);
    assert_eq!(outcome(&world, &get(PROFILE, &bearer(&access))), (200, None));
    let (renewed, second) = tokens(&ask(&world, &with_cookie(Method::Post, &first)).response);
    assert_eq!(outcome(&world, &get(PROFILE, &bearer(&renewed))), (200, None));
    let gone = ask(&world, &with_cookie(Method::Delete, &second)).response;
    assert_eq!(gone.status, Status::NO_CONTENT);
    assert_eq!(cookie::received(&gone), None);
    assert_eq!(outcome(&world, &get(PROFILE, &bearer(&renewed))), (401, Some(Code::Revoked)));
    assert_eq!(outcome(&world, &with_cookie(Method::Post, &second)), (401, Some(Code::Revoked)));
}

#[test]
fn a_refused_login_says_no_more_than_that() {
    let world = World::new();
    let wrong = ask(&world, &login("wrong"));
    world.change(Change::Disable);
    let disabled = ask(&world, &login(PASSWORD));
    assert_eq!(wrong.response, disabled.response);
    assert_eq!(wrong.because.unwrap().code, Code::LoginRefused);
    assert_eq!(wrong.response.status, Status::UNAUTHORIZED);
    assert_eq!(wrong.response.value("Set-Cookie"), None);
}

#[test]
fn a_login_is_json() {
    let world = World::new();
    let body = text(Some(&login(PASSWORD).body)).to_owned();
    let with = |kind: Option<&str>| {
        let request = Request { body: secret(&body), ..Request::new(Method::Post, LOGIN) };
        outcome(
            &world,
            &kind.into_iter().fold(request, |request, kind| request.header("Content-Type", kind.to_owned())),
        )
    };
    assert_eq!(with(Some("Application/JSON; charset=utf-8")), (200, None));
    for kind in [None, Some("text/plain"), Some("application/x-www-form-urlencoded"), Some("application/jsonx")] {
        assert_eq!(with(kind).0, 415, "{kind:?}");
    }
    assert_eq!(outcome(&world, &Request::new(Method::Post, LOGIN).json("{".to_owned())).0, 400);
}

#[test]
fn an_invalid_refresh_token_removes_the_cookie() {
    let world = World::new();
    let (access, _) = log_in(&world);
    for (token, code) in [
        (secret("nonsense"), Code::Malformed),
        (World::new().log_in().refresh_token, Code::UnknownToken),
        (access, Code::WrongType),
    ] {
        let answer = ask(&world, &with_cookie(Method::Post, &token));
        assert_eq!((answer.response.status, answer.because.unwrap().code), (Status::UNAUTHORIZED, code));
        assert!(text(answer.response.value("Set-Cookie")).ends_with("Max-Age=0"));
        assert_eq!(text(answer.response.value("WWW-Authenticate")), "Bearer realm=\"api\"");
        // Logging out with it is not an error: no session remains.
        assert_eq!(outcome(&world, &with_cookie(Method::Delete, &token)), (204, None));
    }
    assert_eq!(outcome(&world, &Request::new(Method::Post, REFRESH)), (401, Some(Code::NoSession)));
    assert_eq!(outcome(&world, &Request::new(Method::Delete, REFRESH)), (204, None));
    let two = with_cookie(Method::Post, &secret("a")).header("Cookie", cookie::sent(&secret("b")));
    assert_eq!(outcome(&world, &two).0, 400);
}

#[test]
fn only_a_good_access_token_for_this_audience_gets_in() {
    let world = World::new();
    let (access, refresh) = log_in(&world);
    assert_eq!(outcome(&world, &get(PROFILE, &bearer(&access).replace("Bearer ", "bEARER  "))), (200, None));
    for (authorization, code) in [
        (bearer(&refresh), Code::Malformed),
        (bearer(&secret("a.b.c")), Code::Malformed),
        (bearer(&World::new().log_in().access_token), Code::NoMatchingKey),
    ] {
        let answer = ask(&world, &get(PROFILE, &authorization));
        assert_eq!((answer.response.status, answer.because.unwrap().code), (Status::UNAUTHORIZED, code));
        assert!(text(answer.response.value("WWW-Authenticate")).starts_with("Bearer error=\"invalid_token\""));
    }
    // Without any token nothing is wrong yet (RFC 6750 section 3.1).
    for request in [Request::new(Method::Get, PROFILE), get(PROFILE, "Basic YTpi"), get(PROFILE, "Bearer")] {
        let response = ask(&world, &request).response;
        assert_eq!(response.status, Status::UNAUTHORIZED);
        assert_eq!(text(response.value("WWW-Authenticate")), "Bearer realm=\"api\"");
    }
    let twice = get(PROFILE, &bearer(&access)).header("authorization", bearer(&access));
    assert_eq!(outcome(&world, &twice).0, 400);
    world.home.change_config(|config| config.set("audience", "other")).unwrap();
    assert_eq!(outcome(&world, &get(PROFILE, &bearer(&access))), (401, Some(Code::WrongAudience)));
}

#[test]
fn a_jwt_refresh_token_is_not_an_access_token() {
    let world = World::with(&[("refresh.format", "jwt")]);
    let (_, refresh) = log_in(&world);
    assert_eq!(outcome(&world, &get(PROFILE, &bearer(&refresh))).0, 401);
}

#[test]
fn administrators_alone_see_every_user() {
    let world = World::new();
    let (access, _) = log_in(&world);
    assert_eq!(outcome(&world, &get(ADMIN_USERS, &bearer(&access))), (403, Some(Code::MissingRole)));
    world.change(Change::AddRole("ADMIN".to_owned()));
    let (access, _) = log_in(&world);
    let response = ask(&world, &get(ADMIN_USERS, &bearer(&access))).response;
    assert_eq!(response.status, Status::OK);
    let users = text(Some(&response.body));
    assert!(users.contains("\"name\":\"alice\"") && !users.contains("argon2"), "{users}");
    // A failed authentication is reported first.
    world.pass(3600);
    assert_eq!(outcome(&world, &get(ADMIN_USERS, &bearer(&access))), (401, Some(Code::Expired)));
}

#[test]
fn other_paths_and_methods() {
    let world = World::new();
    assert_eq!(outcome(&world, &Request::new(Method::Get, "/nowhere")).0, 404);
    for (method, path, allowed) in
        [(Method::Get, LOGIN, "POST"), (Method::Get, REFRESH, "POST, DELETE"), (Method::Post, JWKS, "GET")]
    {
        let response = ask(&world, &Request::new(method, path)).response;
        assert_eq!((response.status, text(response.value("Allow"))), (Status::METHOD_NOT_ALLOWED, allowed));
    }
}

#[test]
fn a_fault_of_the_server_is_not_the_tokens() {
    let world = World::new();
    let (access, refresh) = log_in(&world);
    let store = world.store();
    std::fs::write(world.home.refresh_key_path(), "damaged").unwrap();
    let failed = answer(&world.context(), store.as_ref(), &with_cookie(Method::Post, &refresh));
    assert_eq!((failed.response.status.code(), failed.because.unwrap().code), (500, Code::KeyUnreadable));
    assert_eq!(failed.response.value("Set-Cookie"), None, "the client keeps its token for later");
    std::fs::remove_file(world.home.ring_path()).unwrap();
    let failed = ask(&world, &get(PROFILE, &bearer(&access)));
    assert_eq!(failed.response.status, Status::INTERNAL_SERVER_ERROR);
    assert!(!text(Some(&failed.response.body)).contains("ring.json"));
}
