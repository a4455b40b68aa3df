//! `POST /api/refresh` rotates the refresh token of the cookie; `DELETE /api/refresh` ends its session.

use std::sync::Arc;

use axum::extract::{Extension, Request, State};
use http::StatusCode;
use http::header::SET_COOKIE;

use crate::base::{Code, Fault, Secret};
use crate::core::sessions::end;
use crate::core::sessions::refresh::Rotation;
use crate::core::sessions::session_issuer::Tokens;
use crate::server::prepared::{Issuing, Prepared};
use crate::server::reply::{Problem, Reply, empty};
use crate::server::site::Site;
use crate::server::{body, challenge};
use crate::store::EndReason;

use super::login::with_tokens;

pub async fn refresh(
    State(site): State<Arc<Site>>,
    Extension(prepared): Extension<Arc<Prepared>>,
    request: Request,
) -> Reply {
    let prepared = site.issuing(prepared).await?;
    let presented = site.options.cookie.read(request.headers())?;
    let realm = &prepared.settings.audience;
    let Some(presented) = presented else {
        let fault = Fault::new(Code::NoSession, "there is no refresh token in the cookies");
        return Err(challenge::grant_refused(realm, fault));
    };
    match rotate(&site, &prepared, &presented).await? {
        Ok(tokens) => with_tokens(&site, &tokens, body::access_token(None, &tokens.access_token)),
        // Its session has ended or expired, or is unknown.
        Err(fault) if fault.code.is_verdict() => {
            Err(challenge::grant_refused(realm, fault).header(SET_COOKIE, site.options.cookie.clear()?))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// The tokens, or why the refresh token is refused.
async fn rotate(site: &Site, prepared: &Issuing, text: &Secret) -> Result<Result<Tokens, Fault>, Problem> {
    let now = site.now();
    let presented = match prepared.authenticate(text, now) {
        Ok(presented) => presented,
        Err(fault) => return Ok(Err(fault)),
    };
    let sid = presented.sid();
    let view = site.store.session(&sid, now).await?;
    let rotation = match Rotation::prepare(prepared.issuer()?, presented, view, now, site.random.as_ref()) {
        Ok(rotation) => rotation,
        Err(fault) => return Ok(Err(fault)),
    };
    let (step, started) = rotation.step(site.now(), site.random.as_ref())?;
    let outcome = started.conclude(site.store.rotate(step).await?);
    if let (Some(controls), Ok(_)) = (&site.options.controls, &outcome) {
        controls.remember(&sid, text);
    }
    Ok(outcome)
}

/// Whatever the cookie has, no session of it remains.
pub async fn delete(
    State(site): State<Arc<Site>>,
    Extension(prepared): Extension<Arc<Prepared>>,
    request: Request,
) -> Reply {
    let prepared = site.issuing(prepared).await?;
    let presented = site.options.cookie.read(request.headers())?;
    // A token that was rotated before also has a session to end.
    match presented.map(|presented| prepared.authenticate(&presented, site.now())) {
        Some(Ok(token)) => {
            if let Some(view) = site.store.session(&token.sid(), site.now()).await? {
                site.store.end_session(end::step(view, EndReason::Logout, site.operation()?)).await?;
            }
        }
        Some(Err(fault)) if !fault.code.is_verdict() => return Err(fault.into()),
        Some(Err(_)) | None => {}
    }
    let mut response = empty(StatusCode::NO_CONTENT);
    response.headers_mut().insert(SET_COOKIE, site.options.cookie.clear()?);
    Ok(response)
}
