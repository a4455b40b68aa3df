//! The page for people: static files under a strict policy, and the endpoints that only the page needs.

mod files;
mod info;
mod inspect;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use super::site::Site;

/// The paths of the page.
pub fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/", get(files::index))
        .route("/page/{name}", get(files::file))
        .route("/page/info", get(info::info))
        .route("/page/inspect", post(inspect::inspect))
}
