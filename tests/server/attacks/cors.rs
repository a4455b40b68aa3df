//! CORS headers on every response, and for pages of allowed origins alone.

use std::sync::Arc;

use axum::body::Body;
use axum::routing::get;
use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD,
    ALLOW, AUTHORIZATION, CONTENT_TYPE, HOST, ORIGIN, VARY,
};
use http::{Method, Request};
use tokctl::base::SystemRandom;
use tokctl::server::defences::origin::{Origin, Origins};
use tokctl::server::{ADMIN_USERS, JWKS, LOGIN, LOGOUT, Options, PROFILE, REFRESH};

use crate::local::{Answer, Local, hosts, request};

const PAGE: &str = "http://app.test:3000";

async fn local() -> Local {
    let cors = Origins::new(vec![Origin::parse(PAGE).unwrap(), Origin::parse("https://other.test").unwrap()]);
    let options = Options { hosts: Arc::new(hosts()), cors: Arc::new(cors), ..Options::default() };
    Local::serving(&[], options, Arc::new(SystemRandom)).await
}

fn is_readable(answer: &Answer) -> bool {
    answer.header(ACCESS_CONTROL_ALLOW_ORIGIN) == PAGE && answer.header(ACCESS_CONTROL_ALLOW_CREDENTIALS) == "true"
}

#[tokio::test]
async fn every_response_is_readable_for_an_allowed_page() {
    let server = local().await;
    let (access, _) = server.log_in().await;
    let bearer = format!("Bearer {access}");
    let json = "application/json";
    let large = "x".repeat(70_000);
    for (status, method, path, headers, body) in [
        (200, Method::GET, PROFILE, &[("authorization", &*bearer)][..], ""),
        (400, Method::POST, LOGIN, &[("content-type", json)], "{"),
        (401, Method::GET, PROFILE, &[], ""),
        (401, Method::POST, REFRESH, &[], ""),
        (403, Method::GET, ADMIN_USERS, &[("authorization", &*bearer)], ""),
        (404, Method::GET, "/nowhere", &[], ""),
        (405, Method::GET, LOGIN, &[], ""),
        (413, Method::POST, LOGIN, &[("content-type", json)], &*large),
        (415, Method::POST, LOGIN, &[("content-type", "text/plain")], "{}"),
    ] {
        let mut sent = request(method.clone(), path).header(ORIGIN, PAGE);
        for (name, value) in headers {
            sent = sent.header(*name, *value);
        }
        let answer = server.send(sent.body(Body::from(body.to_owned())).unwrap()).await;
        assert_eq!(answer.status.as_u16(), status, "{method} {path}");
        assert!(is_readable(&answer), "{status} {:?}", answer.headers);
        assert!(answer.header(ACCESS_CONTROL_EXPOSE_HEADERS).contains("www-authenticate"), "{status}");
    }
    let misdirected = Request::builder().uri(JWKS).header(HOST, "evil.example").header(ORIGIN, PAGE);
    let misdirected = server.send(misdirected.body(Body::empty()).unwrap()).await;
    assert_eq!((misdirected.status.as_u16(), is_readable(&misdirected)), (421, true));

    for attempt in 0..6 {
        let login = request(Method::POST, LOGIN).header(ORIGIN, PAGE).header(CONTENT_TYPE, json);
        let login = login.body(Body::from(r#"{"username":"alice","password":"wrong"}"#)).unwrap();
        let answer = server.send(login).await;
        assert_eq!((answer.status.as_u16(), is_readable(&answer)), (if attempt < 5 { 401 } else { 429 }, true));
    }

    std::fs::write(server.home.refresh_key_path(), "damaged").unwrap();
    let failed = request(Method::POST, REFRESH).header(ORIGIN, PAGE).body(Body::empty()).unwrap();
    let failed = server.send(failed).await;
    assert!(failed.status.is_server_error() && is_readable(&failed), "{:?}", failed.headers);
}

#[tokio::test]
async fn a_panic_is_readable_for_an_allowed_page() {
    async fn fail() {
        panic!("handler");
    }
    let server = local().await.with_routes(axum::Router::new().route("/fail", get(fail)));
    let failed = server.send(request(Method::GET, "/fail").header(ORIGIN, PAGE).body(Body::empty()).unwrap()).await;
    assert_eq!((failed.status.as_u16(), is_readable(&failed)), (500, true));
}

/// A preflight from `origin` about `method`.
async fn preflight(server: &Local, origin: &str, method: &str, path: &str) -> Answer {
    let asked = request(Method::OPTIONS, path).header(ORIGIN, origin).header(ACCESS_CONTROL_REQUEST_METHOD, method);
    server.send(asked.header("access-control-request-headers", "content-type").body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_preflight_is_answered_for_allowed_pages() {
    let server = local().await;
    let answer = preflight(&server, PAGE, "POST", LOGIN).await;
    assert_eq!((answer.status.as_u16(), is_readable(&answer), &*answer.body), (204, true, ""));
    assert_eq!(answer.header(ACCESS_CONTROL_ALLOW_METHODS), "POST");
    assert_eq!(answer.header(ACCESS_CONTROL_ALLOW_HEADERS), "authorization,content-type");
    assert_eq!(answer.header(ACCESS_CONTROL_MAX_AGE), "600");
    assert!(answer.header(VARY).contains("origin"), "{:?}", answer.headers);
    let answer = preflight(&server, "https://other.test", "DELETE", REFRESH).await;
    assert_eq!(answer.header(ACCESS_CONTROL_ALLOW_ORIGIN), "https://other.test");
    assert_eq!(answer.header(ACCESS_CONTROL_ALLOW_METHODS), "POST,DELETE");
    for foreign in
        ["http://app.test", "https://app.test:3000", "http://evil.example", "null", "", "*", "http://APP.test:3000"]
    {
        let answer = preflight(&server, foreign, "POST", LOGOUT).await;
        assert_eq!((answer.status.as_u16(), answer.header(ACCESS_CONTROL_ALLOW_ORIGIN)), (403, ""), "{foreign}");
        assert_eq!(answer.json()["error"], "forbidden_origin");
        assert_eq!(answer.header(ACCESS_CONTROL_ALLOW_METHODS), "", "{foreign}");
    }
    let closed = Local::new().await;
    assert_eq!(preflight(&closed, PAGE, "POST", LOGIN).await.status.as_u16(), 403);
}

#[tokio::test]
async fn a_preflight_about_what_does_not_exist_is_refused() {
    let server = local().await;
    for (status, method, path) in [
        (404, "GET", "/nowhere"),
        (405, "DELETE", LOGIN),
        (405, "GET", REFRESH),
        (405, "post", LOGIN),
        (405, "", LOGIN),
    ] {
        let answer = preflight(&server, PAGE, method, path).await;
        assert_eq!((answer.status.as_u16(), is_readable(&answer)), (status, true), "{method} {path}");
        assert_eq!(answer.header(ACCESS_CONTROL_ALLOW_METHODS), "", "{method} {path}");
    }
    // Without the headers of a preflight it is a method like any other.
    for headers in [&[][..], &[(ORIGIN, PAGE)], &[(ACCESS_CONTROL_REQUEST_METHOD, "POST")]] {
        let mut sent = request(Method::OPTIONS, LOGIN);
        for (name, value) in headers {
            sent = sent.header(name, *value);
        }
        let answer = server.send(sent.body(Body::empty()).unwrap()).await;
        assert_eq!((answer.status.as_u16(), answer.header(ALLOW)), (405, "POST"), "{headers:?}");
    }
    let misdirected = Request::builder().method(Method::OPTIONS).uri(LOGIN).header(HOST, "evil.example");
    let misdirected = misdirected.header(ORIGIN, PAGE).header(ACCESS_CONTROL_REQUEST_METHOD, "POST");
    assert_eq!(server.send(misdirected.body(Body::empty()).unwrap()).await.status.as_u16(), 421);
}

#[tokio::test]
async fn other_pages_read_nothing() {
    let server = local().await;
    let (access, _) = server.log_in().await;
    for origin in ["http://evil.example", "null", "http://app.test:3000.evil.example", "http://server.test"] {
        let sent =
            request(Method::GET, PROFILE).header(ORIGIN, origin).header(AUTHORIZATION, format!("Bearer {access}"));
        let answer = server.send(sent.body(Body::empty()).unwrap()).await;
        assert_eq!((answer.status.as_u16(), answer.header(ACCESS_CONTROL_ALLOW_ORIGIN)), (200, ""), "{origin}");
        // No cache gives one origin the response for another.
        assert!(answer.header(VARY).contains("origin"), "{:?}", answer.headers);
    }
    let closed = Local::new().await;
    let answer = closed.send(request(Method::GET, JWKS).header(ORIGIN, PAGE).body(Body::empty()).unwrap()).await;
    assert!(answer.headers.keys().all(|name| !name.as_str().starts_with("access-control")), "{:?}", answer.headers);
}
