//! What a refresh costs without HTTP: the token is authenticated, the successor is made, the step is committed durably
//! together with those that wait, and the access token is signed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokctl::base::{Secret, SystemClock, SystemRandom};
use tokctl::core::sessions::refresh::Rotation;
use tokctl::home;
use tokctl::server::{Options, Site};

use super::server::Home;

const TIME: Duration = Duration::from_secs(3);

/// Refreshes per second of `tasks` sessions at once.
pub fn rotations_per_second(home: &Home, tasks: usize) -> f64 {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let tokens: Vec<Secret> = (0..tasks).map(|_| Secret::from(home.login()[1].clone())).collect();
    runtime.block_on(async {
        let opened = home::Home::open(&home.path()).expect("a readable home").expect("a home");
        let (clock, random) = (Arc::new(SystemClock), Arc::new(SystemRandom));
        let site = Site::open(opened, None, clock, random, Options::default()).await.expect("a site");
        let (site, ended, count) = (Arc::new(site), Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let start = Instant::now();
        let running: Vec<_> = tokens
            .into_iter()
            .map(|mut token| {
                let (site, ended, count) = (Arc::clone(&site), Arc::clone(&ended), Arc::clone(&count));
                tokio::spawn(async move {
                    while !ended.load(Ordering::Relaxed) {
                        token = rotate(&site, &token).await;
                        count.fetch_add(1, Ordering::Relaxed);
                    }
                })
            })
            .collect();
        tokio::time::sleep(TIME).await;
        let rate = count.load(Ordering::Relaxed) as f64 / start.elapsed().as_secs_f64();
        ended.store(true, Ordering::Relaxed);
        for task in running {
            task.await.expect("a task ends");
        }
        Arc::into_inner(site).expect("the last one").close().await.expect("the store closes");
        rate
    })
}

/// The successor of a refresh token.
async fn rotate(site: &Site, token: &Secret) -> Secret {
    let prepared = site.prepared().await.expect("a readable home");
    let prepared = site.issuing(prepared).await.expect("a readable secret");
    let (now, random) = (site.now(), site.random.as_ref());
    let presented = prepared.authenticate(token, now).expect("a valid token");
    let view = site.store.session(&presented.sid(), now).await.expect("the store answers");
    let issuer = prepared.issuer().expect("a signing key");
    let rotation = Rotation::prepare(issuer, presented, view, now, random).expect("a session");
    let (step, started) = rotation.step(site.now(), random).expect("a step");
    let outcome = site.store.rotate(step).await.expect("the store commits");
    started.conclude(outcome).expect("a live session").refresh_token
}
