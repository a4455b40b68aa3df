//! Bodies that are not what the server expects.

use axum::body::Body;
use http::Method;
use http::header::CONTENT_TYPE;
use tokctl::server::LOGIN;

use crate::local::{Answer, Local, PASSWORD, request};

async fn post(server: &Local, body: impl Into<Body>) -> Answer {
    let login = request(Method::POST, LOGIN).header(CONTENT_TYPE, "application/json");
    server.send(login.body(body.into()).unwrap()).await
}

#[tokio::test]
async fn malformed_json_is_400() {
    let server = Local::new().await;
    let deep = |levels: usize| {
        let (open, close) = ("[".repeat(levels), "]".repeat(levels));
        format!("{{\"username\":\"alice\",\"password\":\"{PASSWORD}\",\"x\":{open}{close}}}")
    };
    for body in [
        "".to_owned(),
        "null".to_owned(),
        "\"alice\"".to_owned(),
        "[]".to_owned(),
        "{".to_owned(),
        "{}".to_owned(),
        r#"{"username":"alice"}"#.to_owned(),
        r#"{"username":"alice","password":1}"#.to_owned(),
        "{} {}".to_owned(),
        format!("{{\"username\":\"alice\",\"password\":\"{PASSWORD}\"}}x"),
        format!("\u{feff}{{\"username\":\"alice\",\"password\":\"{PASSWORD}\"}}"),
        format!("{{\"username\":\"alice\",\"password\":\"{PASSWORD}\",}}"),
        format!("{{'username':'alice','password':'{PASSWORD}'}}"),
        format!("{{\"username\":\"alice\",\"password\":\"{PASSWORD}\" /* comment */}}"),
        format!("{{\"username\":\"bob\",\"username\":\"alice\",\"password\":\"{PASSWORD}\"}}"),
        format!("{{\"username\":\"alice\",\"user\\u006eame\":\"alice\",\"password\":\"{PASSWORD}\"}}"),
        format!("{{\"username\":\"alice\",\"password\":\"{PASSWORD}\",\"x\":{{\"a\":1,\"a\":2}}}}"),
        format!("{{\"username\":\"alice\",\"password\":\"{PASSWORD}\",\"x\":NaN}}"),
        format!("{{\"username\":\"alice\",\"password\":\"{PASSWORD}\",\"x\":01}}"),
        format!("{{\"username\":\"alice\",\"password\":\"{PASSWORD}\",\"x\":\"\\ud800\"}}"),
        format!("{{\"username\":\"alice\",\"password\":\"{PASSWORD}\",\"x\":\"\n\"}}"),
        format!("{{\"username\":[\"alice\"],\"password\":\"{PASSWORD}\"}}"),
        format!("{{\"Username\":\"alice\",\"password\":\"{PASSWORD}\"}}"),
        format!("username=alice&password={PASSWORD}"),
        deep(65),
        deep(30_000),
    ] {
        let answer = post(&server, body.clone()).await;
        assert_eq!((answer.status.as_u16(), answer.json()["error"].as_str()), (400, Some("invalid_request")), "{body}");
        assert!(!answer.body.contains(PASSWORD) && !answer.body.contains("alice"), "{}", answer.body);
    }
    for bytes in [&b"{\"username\":\"alice\",\"password\":\"\xff\"}"[..], b"\xff\xfe{\0}\0", b"\x1f\x8b\x08\0\0\0\0\0"]
    {
        assert_eq!(post(&server, bytes).await.status.as_u16(), 400, "{bytes:?}");
    }
    // None of these counted as a failed login.
    assert_eq!(post(&server, deep(60)).await.status.as_u16(), 200);
}

#[tokio::test]
async fn odd_names_and_passwords_are_refused_like_wrong_ones() {
    let server = Local::new().await;
    let wrong = server.log_in_with("wrong").await;
    for (user, password) in [
        ("", ""),
        ("\\u0000", "\\u0000"),
        ("alice\\u0000", "x"),
        ("alice\\r\\nX-Evil: 1", "x"),
        ("' OR 1=1 --", "x"),
        ("\\u202ealice", "x"),
        (&"a".repeat(30_000), "x"),
        ("bob", &"x".repeat(30_000)),
    ] {
        let answer = post(&server, format!("{{\"username\":\"{user}\",\"password\":\"{password}\"}}")).await;
        let found = (answer.status, &answer.body, &answer.headers);
        assert_eq!(found, (wrong.status, &wrong.body, &wrong.headers), "{user:?}");
    }
}

#[tokio::test]
async fn a_body_is_at_most_64_kib() {
    let server = Local::new().await;
    let exact = |len: usize| {
        let start = format!("{{\"username\":\"alice\",\"password\":\"{PASSWORD}\"");
        format!("{start}{}}}", " ".repeat(len - start.len() - 1))
    };
    assert_eq!(post(&server, exact(64 * 1024)).await.status.as_u16(), 200);
    let larger = post(&server, exact(64 * 1024 + 1)).await;
    assert_eq!((larger.status.as_u16(), larger.json()["error"].as_str()), (413, Some("invalid_request")));
    assert_eq!(post(&server, "x".repeat(10_000_000)).await.status.as_u16(), 413);
}

#[tokio::test]
async fn other_requests_ignore_their_body() {
    let server = Local::new().await;
    let (access, refresh) = server.log_in().await;
    for (method, path, name, value) in [
        (Method::GET, tokctl::server::PROFILE, "authorization", format!("Bearer {access}")),
        (Method::POST, tokctl::server::REFRESH, "cookie", format!("refreshToken={refresh}")),
    ] {
        let sent = request(method, path).header(name, value).header(CONTENT_TYPE, "application/xml");
        assert_eq!(server.send(sent.body(Body::from("<a/>")).unwrap()).await.status.as_u16(), 200, "{path}");
    }
}
