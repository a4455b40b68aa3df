//! `GET /healthz`: whether the server can answer; it reads the store on each call.

use std::sync::Arc;

use axum::extract::State;
use serde::Serialize;

use super::reply::{Reply, json};
use super::site::Site;

#[derive(Serialize)]
struct Health {
    status: &'static str,
    /// Since the start, by as many replicas as the URL of the store requires; left out if it requires none.
    #[serde(skip_serializing_if = "Option::is_none")]
    unconfirmed_steps: Option<u64>,
}

pub async fn health(State(site): State<Arc<Site>>) -> Reply {
    site.store.admission().await?;
    json(&Health { status: "ok", unconfirmed_steps: site.store.shortfalls() })
}
