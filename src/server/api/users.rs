//! `GET /api/admin/users`: every user, for administrators.

use std::sync::Arc;

use axum::extract::{Extension, Request, State};

use crate::core::users::manage::UserReport;
use crate::server::guard::{self, ADMIN, Needs};
use crate::server::prepared::Prepared;
use crate::server::reply::{Reply, json};
use crate::server::site::Site;

/// How many users are read at a time.
const PAGE: usize = 500;

pub async fn users(
    State(site): State<Arc<Site>>,
    Extension(prepared): Extension<Arc<Prepared>>,
    request: Request,
) -> Reply {
    guard::access_token(&site, &prepared, request.headers(), Needs::role(ADMIN)).await?;
    let mut users = Vec::new();
    let mut next = None;
    loop {
        let page = site.store.users(next.as_ref(), PAGE).await?;
        users.extend(page.users.iter().map(UserReport::from));
        next = page.next;
        if next.is_none() {
            return json(&users);
        }
    }
}
