//! The server prunes its store: what no longer matters goes, and what revocation depends on stays.

use std::sync::Arc;
use std::time::Duration;

use http::Method;
use tokctl::base::{Clock, Code, Secret};
use tokctl::core::sessions::revoke::{RevokeTarget, revoke};
use tokctl::server::{LOGOUT, PROFILE, upkeep};

use crate::local::Local;

const DAY: u64 = 24 * 60 * 60;

#[tokio::test]
async fn what_no_longer_matters_is_removed() {
    // The absolute lifetime of sessions ends before events are forgotten.
    let server = Local::with(&[("refresh.idle", "2d"), ("refresh.absolute", "3d"), ("events.keep", "10d")]).await;
    let counts = async || {
        let stats = server.site.store.stats().await.unwrap();
        [stats.sessions, stats.denied, stats.throttles, stats.events]
    };
    let (ended, _) = server.log_in().await;
    assert_eq!(server.with_token(Method::POST, LOGOUT, &ended).await.status.as_u16(), 204);
    let (denied, _) = server.log_in().await;
    revoke(&server.context(), RevokeTarget::Token(Secret::from(denied))).unwrap();
    assert_eq!(server.log_in_with("wrong").await.status.as_u16(), 401);
    let before = counts().await;
    assert_eq!(before[..3], [2, 1, 1]);
    upkeep::prune(&server.site).await.unwrap();
    assert_eq!(counts().await, before, "all of it matters");
    server.pass(2 * DAY);
    server.log_in_with("wrong").await;
    upkeep::prune(&server.site).await.unwrap();
    // The session's tokens stay revoked until its absolute end, whatever the denylist has forgotten.
    assert_eq!(counts().await[..3], [2, 0, 1]);
    assert_eq!(server.with_token(Method::GET, PROFILE, &ended).await.reason, Some(Code::Revoked));
    server.pass(DAY + 1);
    server.log_in_with("wrong").await;
    let report = upkeep::prune(&server.site).await.unwrap();
    assert_eq!((report.sessions, counts().await[0]), (2, 0));
    assert_eq!(server.with_token(Method::GET, PROFILE, &ended).await.reason, Some(Code::Revoked), "of no session");
    server.pass(10 * DAY);
    server.log_in_with("wrong").await;
    let report = upkeep::prune(&server.site).await.unwrap();
    assert!(report.events > 3, "{report:?}");
}

#[tokio::test]
async fn a_clock_that_is_ahead_removes_nothing() {
    let server = Local::new().await;
    server.log_in().await;
    server.pass(1000 * DAY);
    // Nothing in the store is as new as the clock says.
    assert_eq!(upkeep::prune(&server.site).await.unwrap(), Default::default());
    assert_eq!(server.site.store.stats().await.unwrap().sessions, 1);
}

#[tokio::test]
async fn what_a_clock_that_was_ahead_removed_leaves_no_revoked_token_valid() {
    let server = Local::new().await;
    let (token, _) = server.log_in().await;
    revoke(&server.context(), RevokeTarget::Token(Secret::from(token.clone()))).unwrap();
    let present = server.clock.now();
    server.pass(30 * DAY);
    server.log_in_with("wrong").await;
    assert_eq!(upkeep::prune(&server.site).await.unwrap().revocations, 1);
    server.clock.set(present);
    assert_eq!(server.with_token(Method::GET, PROFILE, &token).await.outcome(), (503, Some(Code::Store)));
    server.pass(60);
    let (later, _) = server.log_in().await;
    assert_eq!(server.with_token(Method::GET, PROFILE, &later).await.status.as_u16(), 200, "it expires later");
}

#[tokio::test]
async fn it_happens_again_and_again() {
    let server = Local::with(&[("refresh.idle", "1h"), ("refresh.absolute", "1h")]).await;
    let upkeep = tokio::spawn(upkeep::run(Arc::clone(&server.site), Duration::from_millis(5)));
    for _ in 0..3 {
        server.log_in().await;
        server.pass(2 * 60 * 60);
        // A newer event, so that the clock is believed.
        server.log_in_with("wrong").await;
        while server.site.store.stats().await.unwrap().sessions > 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    upkeep.abort();
}
