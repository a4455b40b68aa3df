//! Two tabs that refresh at the same moment, and answers that are lost.

use std::io::Write;
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use crate::http::{self, Response};
use crate::test_server::{TestHome, TestServer, claims};

const ROUNDS: usize = 50;

/// Sends the same refresh on two open connections at once.
fn twice_at_once(server: &TestServer, cookie: &str) -> [Response; 2] {
    let request = http::request("POST", "/api/refresh", &server.address, &[("Cookie", cookie)], "");
    let barrier = Barrier::new(2);
    let tab = || {
        let stream = http::connect(&server.address);
        barrier.wait();
        http::exchange(stream, &request)
    };
    thread::scope(|scope| {
        let tabs = [scope.spawn(tab), scope.spawn(tab)];
        tabs.map(|tab| tab.join().unwrap())
    })
}

#[test]
fn within_the_grace_both_tabs_hold_the_same_pair() {
    let test = TestHome::new(&[("refresh.grace", "10s")]);
    let server = test.serve(&[]);
    let mut cookie = server.login("alex").cookie().unwrap();
    for round in 0..ROUNDS {
        let [one, other] = twice_at_once(&server, &cookie);
        assert_eq!((one.status, other.status), (200, 200), "round {round}: {one:?} {other:?}");
        assert_eq!(one.cookie(), other.cookie(), "round {round}");
        let [first, second] = [&one, &other].map(|response| claims(&response.access_token()));
        assert_eq!((&first["jti"], &first["exp"]), (&second["jti"], &second["exp"]), "round {round}");
        for response in [&one, &other] {
            assert_eq!(server.get("/api/user/profile", &response.access_token()).status, 200, "round {round}");
        }
        cookie = one.cookie().unwrap();
    }
}

#[test]
fn without_a_grace_a_lost_race_ends_the_session() {
    let test = TestHome::new(&[("refresh.grace", "0s")]);
    let server = test.serve(&[]);
    for round in 0..ROUNDS {
        let login = server.login("alex");
        let mut tabs = twice_at_once(&server, &login.cookie().unwrap());
        tabs.sort_by_key(|tab| tab.status);
        let [winner, loser] = &tabs;
        assert_eq!((winner.status, loser.status), (200, 401), "round {round}: {tabs:?}");
        assert_eq!(loser.json()["error"], "invalid_grant", "round {round}");
        assert!(loser.clears_cookie(), "round {round}: {loser:?}");
        let token = winner.access_token();
        assert_eq!(server.get("/api/user/profile", &token).status, 401, "round {round}");
        assert_eq!(server.refresh(&winner.cookie().unwrap()).status, 401, "round {round}");
        let sid = claims(&token)["sid"].as_str().unwrap().to_owned();
        let session = test.tokctl(&["session", "show", &sid, "--json"], "").ok().json();
        assert_eq!((&session["status"], &session["end_reason"]), (&"ended".into(), &"reuse".into()), "{session}");
    }
}

/// How often the session of this access token was refreshed.
fn generation(test: &TestHome, token: &str) -> u64 {
    let sid = claims(token)["sid"].as_str().unwrap().to_owned();
    test.tokctl(&["session", "show", &sid, "--json"], "").ok().json()["generation"].as_u64().unwrap()
}

#[test]
fn a_lost_answer_is_given_again_within_the_grace() {
    let test = TestHome::new(&[("refresh.grace", "1m")]);
    let server = test.serve(&[]);
    let login = server.login("alex");
    let cookie = login.cookie().unwrap();
    // The connection is cut before the answer is read, and after the step is in the store.
    let mut stream = http::connect(&server.address);
    stream
        .write_all(http::request("POST", "/api/refresh", &server.address, &[("Cookie", &cookie)], "").as_bytes())
        .unwrap();
    let deadline = Instant::now() + Duration::from_secs(30);
    while generation(&test, &login.access_token()) == 0 {
        assert!(Instant::now() < deadline, "the refresh is not in the store");
        thread::sleep(Duration::from_millis(10));
    }
    drop(stream);

    let [one, other] = [(); 2].map(|()| server.refresh(&cookie));
    assert_eq!((one.status, other.status), (200, 200), "{one:?} {other:?}");
    assert_eq!(one.cookie(), other.cookie());
    assert_eq!(claims(&one.access_token())["jti"], claims(&other.access_token())["jti"]);
    assert_eq!(generation(&test, &login.access_token()), 1);
    // From the moment the new token is used, the old one is reuse, grace or not.
    assert_eq!(server.refresh(&one.cookie().unwrap()).status, 200);
    let reused = server.refresh(&cookie);
    assert_eq!(reused.status, 401);
    assert!(reused.clears_cookie(), "{reused:?}");
}
