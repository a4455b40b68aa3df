//! `POST /sandbox/expire`: a session expires now.

use std::sync::Arc;

use axum::extract::{Request, State};
use http::StatusCode;

use crate::core::sessions::end;
use crate::server::body;
use crate::server::reply::{Problem, Reply, empty};
use crate::server::site::Site;
use crate::store::EndReason;

/// The body is `{"session_id"}`.
pub async fn expire(State(site): State<Arc<Site>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let body = body::json(&parts, body).await?;
    let sid = body::text(&body::object(&body)?, "session_id")?;
    let view = site.store.session(&sid, site.now()).await?.ok_or_else(|| Problem::not_found("No such session"))?;
    site.store.end_session(end::step(view, EndReason::Expired, site.operation()?)).await?;
    Ok(empty(StatusCode::NO_CONTENT))
}
