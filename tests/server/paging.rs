//! Long lists come in pages, each with a link to the next.

use axum::body::Body;
use http::Method;
use http::header::LINK;
use tokctl::base::{Object, Secret};
use tokctl::core::users::manage::{self, AddRequest};
use tokctl::server::{ADMIN_USERS, SESSIONS};

use crate::local::{Answer, Local, request};

/// The target of the link to the next page.
fn next(answer: &Answer) -> Option<String> {
    let link = answer.headers.get(LINK)?.to_str().unwrap();
    Some(link.strip_prefix('<').unwrap().strip_suffix(">; rel=\"next\"").unwrap().to_owned())
}

/// The value of `member` in each item, page by page.
async fn pages(server: &Local, path: &str, access: &str, member: &str) -> Vec<Vec<String>> {
    let (mut pages, mut path) = (Vec::new(), Some(path.to_owned()));
    while let Some(asked) = path {
        let answer = server.with_token(Method::GET, &asked, access).await;
        assert_eq!(answer.status.as_u16(), 200, "{asked}: {}", answer.body);
        let items = answer.json();
        pages.push(items.as_array().unwrap().iter().map(|item| item[member].as_str().unwrap().to_owned()).collect());
        path = next(&answer);
        assert!(pages.len() < 20, "the links lead in a circle: {pages:?}");
    }
    pages
}

#[tokio::test]
async fn users_come_in_pages_by_name() {
    let server = Local::new().await;
    for name in ["b&b", "carol", "d+é>", "e"] {
        let (roles, scope) = (Vec::new(), Vec::new());
        let password = Secret::from("a password".to_owned());
        let request = AddRequest { name: name.to_owned(), password, roles, scope, claims: Object::new() };
        manage::add(&server.context(), request).unwrap();
    }
    manage::add_role(&server.context(), "alice", "ADMIN").unwrap();
    let (access, _) = server.log_in().await;
    let names = ["alice", "b&b", "carol", "d+é>", "e"];
    assert_eq!(pages(&server, ADMIN_USERS, &access, "name").await, [names.to_vec()]);
    let by_two = pages(&server, &format!("{ADMIN_USERS}?limit=2"), &access, "name").await;
    assert_eq!(by_two, [&names[..2], &names[2..4], &names[4..]]);
    // A full page may be the last one: then the next is empty.
    let rest = pages(&server, &format!("{ADMIN_USERS}?limit=2&after=carol"), &access, "name").await;
    assert_eq!(rest, [&names[3..], &[]]);
}

#[tokio::test]
async fn sessions_come_in_pages_newest_first_and_ended_ones_are_left_out() {
    let server = Local::new().await;
    let mut tokens = Vec::new();
    for _ in 0..5 {
        tokens.push(server.log_in().await.0);
    }
    let list = |limit| format!("{SESSIONS}?limit={limit}");
    let all = pages(&server, SESSIONS, &tokens[4], "session_id").await;
    assert_eq!((all.len(), all[0].len()), (1, 5));
    let newest_first: Vec<&String> = all[0].iter().collect();
    let by_two = pages(&server, &list(2), &tokens[4], "session_id").await;
    assert_eq!(by_two.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 1]);
    assert_eq!(by_two.iter().flatten().collect::<Vec<_>>(), newest_first);
    for ended in &newest_first[2..4] {
        let path = format!("{SESSIONS}/{ended}");
        assert_eq!(server.with_token(Method::DELETE, &path, &tokens[4]).await.status.as_u16(), 204);
    }
    let by_two = pages(&server, &list(2), &tokens[4], "session_id").await;
    assert_eq!(by_two.iter().map(Vec::len).collect::<Vec<_>>(), [2, 0, 1], "the middle page is empty");
}

#[tokio::test]
async fn malformed_parameters_are_400() {
    let server = Local::new().await;
    manage::add_role(&server.context(), "alice", "ADMIN").unwrap();
    let (access, _) = server.log_in().await;
    for path in [ADMIN_USERS, SESSIONS] {
        for query in ["limit=0", "limit=501", "limit=-1", "limit=", "limit", "after=", "offset=1", "limit=1&limit=1"] {
            let answer = server.get(&format!("{path}?{query}"), &format!("Bearer {access}")).await;
            assert_eq!((answer.status.as_u16(), &answer.json()["error"]), (400, &"invalid_request".into()), "{query}");
        }
        // A cursor of another store starts over, or ends the list.
        let foreign = server.get(&format!("{path}?after=%00%F0%9F%98%80"), &format!("Bearer {access}")).await;
        assert_eq!(foreign.status.as_u16(), 200, "{}", foreign.body);
        let anonymous = request(Method::GET, &format!("{path}?limit=0")).body(Body::empty()).unwrap();
        assert_eq!(server.send(anonymous).await.status.as_u16(), 401, "the token comes first");
    }
}
