//! `GET /api/refresh/status`: whether the cookie came back, and its session. Below the path of the cookie, so that the
//! browser sends it. Nothing changes: a rotated token is not reuse here.

use std::sync::Arc;

use axum::extract::{Extension, Request, State};
use http::HeaderMap;
use serde::Serialize;

use crate::core::sessions::list::SessionReport;
use crate::core::sessions::refresh_status::{self, RefreshStatus};
use crate::server::guard;
use crate::server::prepared::{Issuing, Prepared};
use crate::server::reply::{Problem, Reply, json};
use crate::server::site::Site;
use crate::store::SessionView;

#[derive(Serialize)]
struct RefreshStatusReport {
    /// Unix seconds, with a fraction.
    now: f64,
    cookie: RefreshStatus,
    /// That of the cookie, else that of the access token.
    session: Option<SessionReport>,
}

pub async fn status(
    State(site): State<Arc<Site>>,
    Extension(prepared): Extension<Arc<Prepared>>,
    request: Request,
) -> Reply {
    let prepared = site.issuing(prepared).await?;
    let (cookie, view) = of_cookie(&site, &prepared, request.headers()).await?;
    let view = match view {
        Some(view) => Some(view),
        None => of_access_token(&site, &prepared, request.headers()).await?,
    };
    let session = view.map(|view| SessionReport::new(view, None));
    json(&RefreshStatusReport { now: site.now_in_seconds(), cookie, session })
}

async fn of_cookie(
    site: &Site,
    prepared: &Issuing,
    headers: &HeaderMap,
) -> Result<(RefreshStatus, Option<SessionView>), Problem> {
    let now = site.now();
    let Some(presented) = site.options.cookie.read(headers)? else {
        return Ok((RefreshStatus::Absent, None));
    };
    match prepared.authenticate(&presented, now) {
        Ok(token) => {
            let state = site.store.refresh_state(&token.query(now)).await?;
            Ok(refresh_status::conclude(state))
        }
        Err(fault) if fault.code.is_verdict() => Ok((RefreshStatus::Unknown, None)),
        Err(fault) => Err(fault.into()),
    }
}

/// The session of the request's access token, which may have expired or be revoked.
async fn of_access_token(
    site: &Site,
    prepared: &Prepared,
    headers: &HeaderMap,
) -> Result<Option<SessionView>, Problem> {
    let Some(claims) = guard::issued_claims(prepared, headers, site.now()) else { return Ok(None) };
    let (Some(sid), Some(user)) = (claims.get_str("sid"), claims.get_str("sub")) else { return Ok(None) };
    let view = site.store.session(sid, site.now()).await?;
    Ok(view.filter(|view| view.session.user == user))
}
