//! Names, roles and scopes with characters that mean something in a header.

use http::Method;
use tokctl::base::{Code, Object, Secret};
use tokctl::core::users::manage::{self, AddRequest};
use tokctl::server::{AUTH_CHECK, LOGIN, PROFILE};

use crate::local::{Local, PASSWORD, request};

fn user(name: &str, roles: &[&str], scope: &str) -> AddRequest {
    AddRequest {
        name: name.to_owned(),
        password: Secret::from(PASSWORD.to_owned()),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        scope: vec![scope.to_owned()],
        claims: Object::new(),
    }
}

#[tokio::test]
async fn odd_names_and_roles_stay_within_their_header() {
    let server = Local::new().await;
    let roles = ["a,b", "c;d", "%41DMIN", "\"quoted\"", "é", "x=y&z", "ADMIN\u{200b}"];
    let name = "zoë,%0d%0aX-Auth-Roles:ADMIN";
    manage::add(&server.context(), user(name, &roles, "a:b c/d")).unwrap();
    let body = format!("{{\"username\":\"{name}\",\"password\":\"{PASSWORD}\"}}");
    let login = request(Method::POST, LOGIN).header("content-type", "application/json").body(body.into()).unwrap();
    let (access, _) = server.send(login).await.tokens();
    let check = server.get(AUTH_CHECK, &format!("Bearer {access}")).await;
    assert_eq!(check.status.as_u16(), 204);
    let values = ["x-auth-user", "x-auth-roles", "x-auth-scope"].map(|header| check.header(header));
    let expected = [
        "zo%C3%AB%2C%250d%250aX-Auth-Roles%3AADMIN",
        "a%2Cb,c%3Bd,%2541DMIN,%22quoted%22,%C3%A9,x%3Dy%26z,ADMIN%E2%80%8B",
        "a:b c/d",
    ];
    assert_eq!(values, expected);
    for header in ["x-auth-user", "x-auth-roles", "x-auth-scope", "x-auth-client"] {
        assert_eq!(check.headers.get_all(header).iter().count(), 1, "{header}");
    }
    // A role is compared as a whole: none of these has ADMIN.
    for role in ["ADMIN", "a", "b", "admin", "A%44MIN"] {
        let answer = server.get(&format!("{AUTH_CHECK}?role={role}"), &format!("Bearer {access}")).await;
        assert_eq!(answer.outcome(), (403, Some(Code::MissingRole)), "{role}");
    }
    assert_eq!(
        server.get(&format!("{AUTH_CHECK}?role=a%2Cb&scope=a%3Ab"), &format!("Bearer {access}")).await.status.as_u16(),
        204
    );
    let profile = server.get(PROFILE, &format!("Bearer {access}")).await;
    assert_eq!(profile.json()["username"], name);
    assert_eq!(profile.json()["roles"], serde_json::json!(roles));
}

#[tokio::test]
async fn control_characters_are_no_part_of_a_name_or_a_role() {
    let server = Local::new().await;
    for name in ["eve\r\nX-Auth-Roles: ADMIN", "eve\u{7f}", "eve\0", "e v e", "eve\u{85}"] {
        assert!(manage::add(&server.context(), user(name, &[], "read")).is_err(), "{name:?}");
    }
    for role in ["a\r\nX: y", "a\u{85}b", "a b", "a\tb", "\0"] {
        assert!(manage::add_role(&server.context(), "alice", role).is_err(), "{role:?}");
    }
}

#[tokio::test]
async fn an_odd_audience_stays_within_the_challenge() {
    let server = Local::with(&[("audience", "a\"b\\c,Basic=\"d\u{e9}")]).await;
    let answer = server.send(request(Method::GET, PROFILE).body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!((answer.status.as_u16(), answer.header("www-authenticate")), (401, "Bearer realm=\"abc,Basic=d\""));
}
