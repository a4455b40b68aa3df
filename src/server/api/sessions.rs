//! `/api/sessions`: a user's own live sessions, page by page, and ending one or all of them.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Extension, Path, Request, State};
use http::StatusCode;

use crate::core::sessions::end;
use crate::core::sessions::list::SessionReport;
use crate::server::SESSIONS;
use crate::server::guard;
use crate::server::paging::PageRequest;
use crate::server::prepared::Prepared;
use crate::server::reply::{Problem, Reply, empty};
use crate::server::site::Site;
use crate::store::step::{Change, SessionQuery, UserChange};
use crate::store::{EndReason, SessionStatus};

/// A page has fewer sessions than asked for if some have ended, even none; the link says whether more follow.
pub async fn list(
    State(site): State<Arc<Site>>,
    Extension(prepared): Extension<Arc<Prepared>>,
    request: Request,
) -> Reply {
    let current = guard::session(&site, &prepared, request.headers()).await?;
    let asked = PageRequest::parse(request.uri().query())?;
    let query =
        SessionQuery { user: Some(current.user), after: asked.after.clone(), limit: asked.limit, now: site.now() };
    let page = site.store.sessions(&query).await?;
    let live = page.sessions.into_iter().filter(|view| view.status == SessionStatus::Live);
    let sessions: Vec<SessionReport> = live.map(|view| SessionReport::new(view, Some(&current.sid))).collect();
    asked.respond(SESSIONS, &sessions, page.next.as_ref())
}

/// Ends one session. Another user's is unknown.
pub async fn end_one(
    State(site): State<Arc<Site>>,
    Extension(prepared): Extension<Arc<Prepared>>,
    path: Result<Path<String>, PathRejection>,
    request: Request,
) -> Reply {
    let user = guard::session(&site, &prepared, request.headers()).await?.user;
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
    let name = guard::session(&site, &prepared, request.headers()).await?.user;
    site.store.change_user(UserChange { op: site.operation()?, name, change: Change::Revoke }).await?;
    Ok(empty(StatusCode::NO_CONTENT))
}
