//! `/api/sessions`: a user's own live sessions, and ending one or all of them.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path, Request, State};
use http::StatusCode;
use http::request::Parts;

use crate::base::{Code, Fault, Object};
use crate::core::sessions::end;
use crate::core::sessions::list::SessionReport;
use crate::server::guard::{self, Needs};
use crate::server::prepared::Prepared;
use crate::server::reply::{Problem, Reply, empty, json};
use crate::server::site::Site;
use crate::store::step::{Change, SessionQuery, UserChange};
use crate::store::{EndReason, SessionStatus};

/// How many sessions are read at a time.
const PAGE: usize = 500;

pub async fn list(
    State(site): State<Arc<Site>>,
    Extension(prepared): Extension<Arc<Prepared>>,
    request: Request,
) -> Reply {
    let (request, _) = request.into_parts();
    let claims = own(&site, &prepared, &request).await?;
    let current = claims.get_str("sid");
    let mut query = SessionQuery { user: Some(user(&claims)?), after: None, limit: PAGE, now: site.now() };
    let mut sessions = Vec::new();
    loop {
        let page = site.store.sessions(&query).await?;
        let live = page.sessions.into_iter().filter(|view| view.status == SessionStatus::Live);
        sessions.extend(live.map(|view| SessionReport::new(view, current)));
        match page.next {
            Some(next) => query.after = Some(next),
            None => return json(&sessions),
        }
    }
}

/// Ends one session. Another user's is unknown.
pub async fn end_one(
    State(site): State<Arc<Site>>,
    Extension(prepared): Extension<Arc<Prepared>>,
    path: Result<Path<String>, PathRejection>,
    request: Request,
) -> Reply {
    let (request, _) = request.into_parts();
    let user = user(&own(&site, &prepared, &request).await?)?;
    // A segment that is not UTF-8 names no session.
    let sid = path.map(|Path(sid)| sid).unwrap_or_default();
    let view = site.store.session(&sid, site.now()).await?.filter(|view| view.session.user == user);
    let Some(view) = view else {
        return Err(Problem::not_found("No such session"));
    };
    site.store.end_session(end::step(view, EndReason::Logout, site.operation()?)).await?;
    Ok(empty(StatusCode::NO_CONTENT))
}

/// Logs the user out everywhere: everything issued to the user before is invalid.
pub async fn end_all(
    State(site): State<Arc<Site>>,
    Extension(prepared): Extension<Arc<Prepared>>,
    request: Request,
) -> Reply {
    let (request, _) = request.into_parts();
    let name = user(&own(&site, &prepared, &request).await?)?;
    site.store.change_user(UserChange { op: site.operation()?, name, change: Change::Revoke }).await?;
    Ok(empty(StatusCode::NO_CONTENT))
}

/// The claims of a token that belongs to a session.
async fn own(site: &Site, prepared: &Prepared, request: &Parts) -> Result<Object<'static>, Problem> {
    let claims = guard::claims(site, prepared, &request.headers, Needs::default()).await?;
    match claims.get_str("sid") {
        Some(_) => Ok(claims),
        None => Err(Problem::invalid(StatusCode::BAD_REQUEST, "The access token has no session")),
    }
}

fn user(claims: &Object<'_>) -> Result<String, Fault> {
    claims.get_str("sub").map(str::to_owned).ok_or_else(|| Fault::new(Code::Internal, "a session without a user"))
}
