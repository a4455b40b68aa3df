//! `GET /healthz`: whether the server can answer; it reads the store on each call.

use std::sync::Arc;

use axum::extract::State;

use super::reply::{Reply, json};
use super::site::Site;

pub async fn health(State(site): State<Arc<Site>>) -> Reply {
    site.store.meta().await?;
    json(&serde_json::json!({ "status": "ok" }))
}
