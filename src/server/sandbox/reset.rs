//! `POST /sandbox/reset`: everything is as after the seed.

use std::sync::Arc;

use axum::extract::State;
use http::StatusCode;

use crate::base::sync::lock;
use crate::server::controls::Controls;
use crate::server::reply::{Problem, Reply, empty};
use crate::server::site::Site;

pub async fn reset(State(site): State<Arc<Site>>) -> Reply {
    let baseline = site.controls()?.baseline().ok_or_else(|| {
        let description = "The server was started without --seed, so a reset has no seed to apply";
        Problem::new(StatusCode::CONFLICT, "no_seed", description)
    })?;
    let limits = Arc::clone(&site);
    // All of it happens even if it takes longer than the request may.
    site.change(move |context| {
        lock(&baseline).restore(context)?;
        limits.login_limit.clear();
        limits.controls().map(Controls::clear)
    })
    .await?;
    Ok(empty(StatusCode::NO_CONTENT))
}
