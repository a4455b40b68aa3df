//! `POST /sandbox/clock`: moves the sandbox's clock forward.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use serde::Serialize;

use crate::server::body;
use crate::server::reply::{Problem, Reply, json};
use crate::server::site::Site;

use super::number;

/// Ten years, in seconds.
const MAX_ADVANCE: u64 = 3650 * 24 * 60 * 60;

#[derive(Serialize)]
struct Moved {
    /// Unix seconds, with a fraction.
    now: f64,
}

/// The body is `{"advance"}`, in seconds.
pub async fn advance(State(site): State<Arc<Site>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let body = body::json(&parts, body).await?;
    let seconds = number(&body::object(&body)?, "advance", None, MAX_ADVANCE)?;
    site.advance_clock(Duration::from_secs(seconds)).await?.map_err(|fault| Problem::bad_request(fault.message))?;
    json(&Moved { now: site.now_in_seconds() })
}
