//! `POST /api/logout`: ends the session of the access token. The cookie, which the browser does not send here, is cleared by
//! the next refresh.

use std::sync::Arc;

use axum::extract::{Extension, Request, State};
use http::StatusCode;

use crate::core::sessions::end;
use crate::server::guard;
use crate::server::prepared::Prepared;
use crate::server::reply::{Reply, empty};
use crate::server::site::Site;
use crate::store::EndReason;

pub async fn logout(
    State(site): State<Arc<Site>>,
    Extension(prepared): Extension<Arc<Prepared>>,
    request: Request,
) -> Reply {
    let sid = guard::session(&site, &prepared, request.headers()).await?.sid;
    if let Some(view) = site.store.session(&sid, site.now()).await? {
        site.store.end_session(end::step(view, EndReason::Logout, site.operation()?)).await?;
    }
    Ok(empty(StatusCode::NO_CONTENT))
}
