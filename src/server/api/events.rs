//! `GET /api/admin/events`: the event log as it grows, for administrators. One JSON object per line.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::response::Response;
use http::HeaderMap;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use http_body_util::channel::{Channel, Sender};
use tokio::time::{interval, sleep};

use crate::base::Fault;
use crate::core::state::events::EventReport;
use crate::server::guard::{self, Needs};
use crate::server::reply::{Problem, Reply};
use crate::server::site::Site;
use crate::store::Event;
use crate::store::step::EventPage;

/// How many of the newest events are sent at first, and how many are read at a time.
const PAGE: usize = 500;

/// How often the log is read and the token is checked: less than a second.
const INTERVAL: Duration = Duration::from_millis(500);

/// How often an empty line is sent, by which a connection that broke is noticed.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// Responses that wait for a slow client.
const BUFFER: usize = 4;

pub async fn events(State(site): State<Arc<Site>>, request: Request) -> Reply {
    let headers = request.headers().clone();
    check(&site, &headers).await?;
    let page = site.store.latest_events(PAGE).await?;
    let (sender, body) = Channel::<Bytes, Fault>::new(BUFFER);
    tokio::spawn(async move {
        // An error ends the stream: the client opens it again and gets the reason.
        let mut sender = sender;
        let _ = follow(&site, &headers, page, &mut sender).await;
        // The last owner of the site closes the store, which should be the server and not this task.
        drop(site);
        drop(sender);
    });
    let mut response = Response::new(Body::new(body));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/x-ndjson"));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// The access token must be valid all the time, and an administrator's.
async fn check(site: &Site, headers: &HeaderMap) -> Result<(), Problem> {
    let prepared = site.prepared().await?;
    guard::require(site, &prepared, headers, Needs::role(guard::ADMIN)).await
}

/// Sends events until the client leaves, the token expires or is revoked, or the server ends. Returns `None` then.
async fn follow(site: &Site, headers: &HeaderMap, first: EventPage, sender: &mut Sender<Bytes, Fault>) -> Option<()> {
    let mut heartbeat = interval(HEARTBEAT);
    // The first is immediate.
    heartbeat.tick().await;
    let mut page = first;
    loop {
        let (is_full, lines) = (page.events.len() == PAGE, lines(page.events));
        if !lines.is_empty() {
            sender.send_data(lines.into()).await.ok()?;
        }
        if !is_full {
            tokio::select! {
                () = sleep(INTERVAL) => {}
                _ = heartbeat.tick() => sender.send_data(Bytes::from_static(b"\n")).await.ok()?,
                () = site.ending() => return None,
            }
        }
        check(site, headers).await.ok()?;
        page = site.store.events_after(Some(&page.next), PAGE).await.ok()?;
    }
}

fn lines(events: Vec<Event>) -> Vec<u8> {
    let mut lines = Vec::new();
    for event in events {
        // Neither a write to a vector nor the serialization of a report can fail.
        let _ = serde_json::to_writer(&mut lines, &EventReport::from(event));
        lines.push(b'\n');
    }
    lines
}
