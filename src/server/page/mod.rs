//! The page for people: static files under a strict policy, and the endpoints that only the page needs.

mod files;
mod info;
mod inspect;

use std::sync::Arc;

use axum::routing::{MethodRouter, get, post};

use super::site::Site;

/// The path of each route of the page, and what answers its methods.
pub fn table() -> [(&'static str, MethodRouter<Arc<Site>>); 4] {
    [
        ("/", get(files::index)),
        ("/page/{name}", get(files::file)),
        ("/page/info", get(info::info)),
        ("/page/inspect", post(inspect::inspect)),
    ]
}
