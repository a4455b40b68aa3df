//! `GET /api/admin/users`: the users, page by page, for administrators.

use std::sync::Arc;

use axum::extract::{Extension, Request, State};

use crate::core::users::manage::UserReport;
use crate::server::ADMIN_USERS;
use crate::server::guard::{self, ADMIN, Needs};
use crate::server::paging::PageRequest;
use crate::server::prepared::Prepared;
use crate::server::reply::Reply;
use crate::server::site::Site;

pub async fn users(
    State(site): State<Arc<Site>>,
    Extension(prepared): Extension<Arc<Prepared>>,
    request: Request,
) -> Reply {
    guard::require(&site, &prepared, request.headers(), Needs::role(ADMIN)).await?;
    let asked = PageRequest::parse(request.uri().query())?;
    let page = site.store.users(asked.after.as_ref(), asked.limit).await?;
    let users: Vec<UserReport> = page.users.iter().map(UserReport::from).collect();
    asked.respond(ADMIN_USERS, &users, page.next.as_ref())
}
