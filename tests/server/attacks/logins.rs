//! Guessing passwords, and clients that do not wait for the answer.

use std::future::Future as _;
use std::io::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use http::Method;
use tokctl::base::random::RandomError;
use tokctl::base::{Random, SystemRandom};
use tokctl::core::users::manage;
use tokctl::server::LOGIN;
use tokctl::server::defences::proxies::Peer;
use tokio::time::timeout;

use crate::local::{Answer, Local, PASSWORD, options, request};
use crate::process::Running;
use crate::recorder::Recorder;

use super::raw;

/// Polls a pinned future once.
macro_rules! poll {
    ($future:ident) => {
        std::future::poll_fn(|context| std::task::Poll::Ready($future.as_mut().poll(context))).await
    };
}

/// Counts the random bytes that are asked for.
#[derive(Default)]
struct Counting(AtomicUsize);

impl Random for Counting {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), RandomError> {
        self.0.fetch_add(buffer.len(), Ordering::SeqCst);
        SystemRandom.fill(buffer)
    }
}

async fn log_in(server: &Local, user: &str, password: &str) -> Answer {
    let body = format!("{{\"username\":\"{user}\",\"password\":\"{password}\"}}");
    let login = request(Method::POST, LOGIN).header("content-type", "application/json");
    server.send(login.body(body.into()).unwrap()).await
}

#[tokio::test]
async fn unknown_wrong_and_disabled_take_the_same_work() {
    let random = Arc::new(Counting::default());
    let server = Local::serving(&[], options(), random.clone()).await;
    let log = Recorder::default();
    let lines = log.clone();
    let log_to = tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG).with_writer(move || lines.clone());
    let _guard = tracing::subscriber::set_default(log_to.finish());
    let mut found = Vec::new();
    for (user, password, is_disabled) in
        [("alice", "wrong", false), ("nobody", "wrong", false), ("alice", PASSWORD, true), ("a\u{7f}b", "wrong", true)]
    {
        if is_disabled {
            manage::disable(&server.context(), "alice").unwrap();
        }
        let counts = async || {
            let events = server.site.store.latest_events(1000).await.unwrap().events.len();
            let hashes = log.text().matches("hashing a password").count();
            [random.0.load(Ordering::SeqCst), hashes, events]
        };
        let before = counts().await;
        let answer = log_in(&server, user, password).await;
        let after = counts().await;
        let work: Vec<usize> = before.iter().zip(after).map(|(before, after)| after - before).collect();
        assert_eq!(work[1..], [1, 1], "one hash, one event");
        found.push((work, answer.status, answer.headers, answer.body));
    }
    assert!(found.iter().all(|other| *other == found[0]), "{found:?}");
}

#[tokio::test]
async fn a_locked_name_says_when_to_try_again_whether_or_not_it_exists() {
    let server = Local::new().await;
    let mut found = Vec::new();
    for user in ["alice", "nobody"] {
        for _ in 0..5 {
            assert_eq!(log_in(&server, user, "wrong").await.status.as_u16(), 401);
        }
        let locked = log_in(&server, user, PASSWORD).await;
        assert_eq!((locked.status.as_u16(), locked.header("retry-after")), (429, "30"));
        found.push((locked.status, locked.headers, locked.body));
    }
    assert_eq!(found[0], found[1]);
    // Another spelling of the name is the same name; another name is not locked.
    assert_eq!(log_in(&server, "\u{ff41}lice", PASSWORD).await.status.as_u16(), 429);
    assert_eq!(log_in(&server, "carol", "wrong").await.status.as_u16(), 401);
    server.pass(29);
    assert_eq!(log_in(&server, "alice", PASSWORD).await.header("retry-after"), "1");
    server.pass(1);
    assert_eq!(log_in(&server, "alice", "wrong").await.status.as_u16(), 401);
    // The lock grows.
    assert_eq!(log_in(&server, "alice", PASSWORD).await.header("retry-after"), "60");
    server.pass(60);
    assert_eq!(log_in(&server, "alice", PASSWORD).await.status.as_u16(), 200);
}

#[tokio::test]
async fn a_login_whose_client_disconnects_is_finished() {
    let server = Local::new().await;
    for password in [PASSWORD, "wrong"] {
        let found = server.site.store.latest_events(1000).await.unwrap().events.len();
        for count in 1..=4 {
            let mut login = Box::pin(log_in(&server, "alice", password));
            // Until it waits for something, such as the hash; then the client is gone.
            assert!(poll!(login).is_pending());
            drop(login);
            while server.site.store.latest_events(1000).await.unwrap().events.len() < found + count {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        }
        // The right ones did not count as failed, the wrong ones did.
        let expected = if password == PASSWORD { [401, 200] } else { [401, 429] };
        let found = [log_in(&server, "alice", "wrong").await, log_in(&server, "alice", PASSWORD).await];
        assert_eq!(found.map(|answer| answer.status.as_u16()), expected);
    }
}

#[tokio::test]
async fn a_hash_keeps_its_core_when_the_client_disconnects() {
    let server = Local::new().await;
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let (release, released) = mpsc::channel::<()>();
    let released = Arc::new(Mutex::new(released));
    for _ in 0..cores {
        let (turn, released) = (server.site.hashing_turn().await.unwrap(), Arc::clone(&released));
        let mut hash = Box::pin(turn.run(move || released.lock().unwrap().recv()));
        assert!(poll!(hash).is_pending());
    }
    let mut next = Box::pin(server.site.hashing_turn());
    assert!(timeout(Duration::from_millis(100), &mut next).await.is_err(), "as many hashes as cores");
    release.send(()).unwrap();
    next.await.unwrap();
    drop(release);
}

#[tokio::test]
async fn a_login_that_gets_no_core_is_503_and_not_counted() {
    let server = Local::new().await;
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut turns = Vec::new();
    for _ in 0..cores {
        turns.push(server.site.hashing_turn().await.unwrap());
    }
    let mut login = Box::pin(log_in(&server, "alice", PASSWORD));
    assert!(timeout(Duration::from_millis(500), &mut login).await.is_err(), "it waits for a core");
    assert_eq!(server.site.store.stats().await.unwrap().throttles, 0);
    // It waits for nothing but the time, which passes at once.
    tokio::time::pause();
    let answer = login.await;
    tokio::time::resume();
    assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (503, "1"));
    assert_eq!(server.site.store.stats().await.unwrap().throttles, 0);
    drop(turns);
    assert_eq!(log_in(&server, "alice", PASSWORD).await.status.as_u16(), 200);
}

#[tokio::test]
async fn an_address_with_many_failures_is_locked_for_every_name() {
    let server = Local::new().await;
    let status = async |address: &str, user: &str, password: &str| {
        let body = format!("{{\"username\":\"{user}\",\"password\":\"{password}\"}}");
        let login = request(Method::POST, LOGIN).header("content-type", "application/json");
        let mut login = login.body(body.into()).unwrap();
        login.extensions_mut().insert(Peer(address.parse().unwrap()));
        server.send(login).await.status.as_u16()
    };
    for number in 0..100 {
        assert_eq!(status("192.0.2.1:1", &format!("user{number}"), "wrong").await, 401);
    }
    assert_eq!(status("192.0.2.1:2", "alice", PASSWORD).await, 429);
    assert_eq!(status("192.0.2.2:1", "alice", PASSWORD).await, 200);
    server.pass(60);
    assert_eq!(status("192.0.2.1:1", "alice", PASSWORD).await, 200);
}

#[test]
fn two_hundred_correct_logins_at_once_succeed() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(dir.path(), &[]);
    let body = format!("{{\"username\":\"alex\",\"password\":\"{}\"}}", crate::process::PASSWORD);
    let login = format!(
        "POST /api/login HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nConnection: close\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let login = raw::with_host(&server, login.as_bytes());
    let mut clients: Vec<_> = (0..200).map(|_| raw::connect(&server)).collect();
    for client in &mut clients {
        client.write_all(&login).unwrap();
    }
    for client in &mut clients {
        let received = raw::read_to_close(client);
        assert!(received.starts_with(b"HTTP/1.1 200 "), "{}", received.escape_ascii());
    }
}
