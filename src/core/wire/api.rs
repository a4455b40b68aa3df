//! The API: from a request to its response, by the verbs of the core.

use crate::base::{Code, Fault};
use crate::core::Context;
use crate::core::keys;
use crate::core::sessions::authenticate_refresh::authenticate;
use crate::core::sessions::end::end;
use crate::core::sessions::login::{LoginRequest, login};
use crate::core::sessions::refresh::refresh;
use crate::core::sessions::session_issuer::Tokens;
use crate::core::tokens::local_verifier::LocalVerifier;
use crate::core::users::manage;
use crate::store::{EndReason, Store};

use super::answer::{Answer, Refused};
use super::body::{self, LoginBody};
use super::message::{JSON, Method, Request, Response, Status};
use super::{ADMIN_USERS, JWKS, LOGIN, PROFILE, REFRESH, challenge, cookie, guard};

/// The role that the administrators' paths need.
pub const ADMIN: &str = "ADMIN";

type Answered = Result<Response, Refused>;

/// Answers a request. The store is the context's own, opened once for many requests.
pub fn answer(context: &Context<'_>, store: &dyn Store, request: &Request) -> Answer {
    let answered = match (request.path.as_str(), request.method) {
        (LOGIN, Method::Post) => log_in(context, store, request),
        (REFRESH, Method::Post) => exchange(context, store, request),
        (REFRESH, Method::Delete) => log_out(context, store, request),
        (PROFILE, Method::Get) => profile(context, request),
        (ADMIN_USERS, Method::Get) => all_users(context, request),
        (JWKS, Method::Get) => jwks(context),
        (path, _) => Err(no_such(path)),
    };
    match answered {
        Ok(response) => Answer { response, because: None },
        Err(refused) => refused.into_answer(),
    }
}

/// The methods that a path takes; none where there is no such path.
pub fn methods(path: &str) -> &'static [Method] {
    match path {
        LOGIN => &[Method::Post],
        REFRESH => &[Method::Post, Method::Delete],
        PROFILE | ADMIN_USERS | JWKS => &[Method::Get],
        _ => &[],
    }
}

fn no_such(path: &str) -> Refused {
    let allowed: Vec<&str> = methods(path).iter().map(|method| method.name()).collect();
    let (response, message) = if allowed.is_empty() {
        (challenge::senseless(Status::NOT_FOUND, "Not found"), "unknown path")
    } else {
        let response = challenge::senseless(Status::METHOD_NOT_ALLOWED, "Method not allowed");
        (response.header("Allow", allowed.join(", ")), "method not allowed")
    };
    Refused::new(response, Fault::new(Code::Usage, message))
}

fn log_in(context: &Context<'_>, store: &dyn Store, request: &Request) -> Answered {
    // A form on another site can send anything but this without the browser asking first.
    let mut types = request.values("Content-Type").filter_map(|value| value.expose_str());
    if !types.any(|kind| kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case(JSON))) {
        let fault = Fault::new(Code::Usage, "The body must be JSON");
        return Err(Refused::new(challenge::senseless(Status::UNSUPPORTED_MEDIA_TYPE, &fault.message), fault));
    }
    let LoginBody { username, password } = LoginBody::read(&request.body).map_err(senseless)?;
    let tokens = login(context, store, LoginRequest { user: username, password })
        .map_err(|fault| grant_refused(context, fault, false))?;
    Ok(handed_out(&tokens, body::logged_in(&tokens.access_token)))
}

fn exchange(context: &Context<'_>, store: &dyn Store, request: &Request) -> Answered {
    let presented = cookie::read(request).map_err(senseless)?.ok_or_else(|| {
        grant_refused(context, Fault::new(Code::NoSession, "there is no refresh token in the cookies"), false)
    })?;
    let exchanged = authenticate(context, &presented).and_then(|token| refresh(context, store, token));
    let tokens = exchanged.map_err(|fault| grant_refused(context, fault, true))?;
    Ok(handed_out(&tokens, body::refreshed(&tokens.access_token)))
}

/// Whatever the cookie holds, nobody is logged in afterwards.
fn log_out(context: &Context<'_>, store: &dyn Store, request: &Request) -> Answered {
    let presented = cookie::read(request).map_err(senseless)?;
    // One that was exchanged before has a session, too, which whoever logs out wants dead.
    match presented.map(|presented| authenticate(context, &presented)) {
        Some(Ok(token)) => {
            end(context, store, &token.sid(), EndReason::Logout)?;
        }
        Some(Err(fault)) if !fault.code.is_verdict() => return Err(fault.into()),
        Some(Err(_)) | None => {}
    }
    Ok(Response::new(Status::NO_CONTENT).header("Set-Cookie", cookie::clear()))
}

fn profile(context: &Context<'_>, request: &Request) -> Answered {
    let claims = guard::claims(&LocalVerifier::open(context)?, request, None, context.now())?;
    Ok(private(Response::new(Status::OK)).json(body::profile(&claims)))
}

fn all_users(context: &Context<'_>, request: &Request) -> Answered {
    guard::claims(&LocalVerifier::open(context)?, request, Some(ADMIN), context.now())?;
    Ok(private(Response::new(Status::OK)).json(body::report(&manage::list(context)?)?))
}

fn jwks(context: &Context<'_>) -> Answered {
    Ok(Response::new(Status::OK).json(body::report(&keys::jwks(context)?)?))
}

/// The answer with two tokens: the one in the body, the other in a cookie. Nobody on the way may keep it (RFC 6749
/// section 5.1).
fn handed_out(tokens: &Tokens, body: crate::base::Secret) -> Response {
    let cookie = cookie::set(&tokens.refresh_token, tokens.refresh_token_timeout);
    private(Response::new(Status::OK)).header("Set-Cookie", cookie).json(body)
}

fn private(response: Response) -> Response {
    response.header("Cache-Control", "no-store".to_owned())
}

fn senseless(fault: Fault) -> Refused {
    Refused::new(challenge::senseless(Status::BAD_REQUEST, &fault.message), fault)
}

/// A login or refresh that is refused. A refresh token that is no good is taken away.
fn grant_refused(context: &Context<'_>, fault: Fault, clears: bool) -> Refused {
    if !fault.code.is_verdict() {
        return fault.into();
    }
    let realm = context.home().and_then(|home| home.settings()).map(|config| config.audience).unwrap_or_default();
    let response = challenge::grant_refused(&realm, fault.code);
    let response = if clears { response.header("Set-Cookie", cookie::clear()) } else { response };
    Refused::new(response, fault)
}
