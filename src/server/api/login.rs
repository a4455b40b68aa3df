//! `POST /api/login`: from a name and a password to an access token in the body and a refresh token in a cookie.

use std::net::IpAddr;
use std::panic::resume_unwind;
use std::sync::Arc;

use axum::extract::{Extension, Request, State};
use http::StatusCode;
use http::header::SET_COOKIE;
use tokio::time::sleep;

use crate::base::{Code, Fault, Secret, Timestamp};
use crate::core::sessions::login::{LoginAttempt, LoginRequest, PasswordVerdict, RefusedLogin, login_refused};
use crate::core::sessions::session_issuer::Tokens;
use crate::core::users::throttle::{Admission, Admitted, Wait};
use crate::server::defences::proxies::ClientAddress;
use crate::server::prepared::{Issuing, Prepared};
use crate::server::reply::{Problem, Reply, secret_json};
use crate::server::site::{Site, Turn};
use crate::server::{body, challenge};

pub async fn login(
    State(site): State<Arc<Site>>,
    Extension(prepared): Extension<Arc<Prepared>>,
    request: Request,
) -> Reply {
    let (parts, body) = request.into_parts();
    let client = parts.extensions.get::<ClientAddress>().map(|ClientAddress(address)| *address);
    check_address(&site, client)?;
    let request = body::login(&parts, body).await?;
    let prepared = site.issuing(prepared).await?;
    // While nothing is counted: a client that leaves frees its place, and a login without a core was not wrong.
    let turn = site.hashing_turn().await?;
    check_address(&site, client)?;
    // In a task of its own, because the attempt is counted: its outcome is, too, if the client disconnects.
    match tokio::spawn(attempt(site, prepared, client, request, turn)).await {
        Ok(reply) => reply,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            Err(error) => Err(Fault::new(Code::Internal, error.to_string()).into()),
        },
    }
}

/// Refuses an address from which too many logins failed.
fn check_address(site: &Site, client: Option<IpAddr>) -> Result<(), Problem> {
    match client.and_then(|client| site.login_limit.locked_until(client, site.now())) {
        Some(until) => Err(locked(site, until)),
        None => Ok(()),
    }
}

async fn attempt(
    site: Arc<Site>,
    prepared: Issuing,
    client: Option<IpAddr>,
    request: LoginRequest,
    turn: Turn,
) -> Reply {
    let opened = open_session(&site, &prepared, request, turn).await;
    if let (Err(problem), Some(client)) = (&opened, client)
        && problem.status() == StatusCode::UNAUTHORIZED
    {
        site.login_limit.count_failure(client, site.now());
    }
    let tokens = opened?;
    with_tokens(&site, &tokens, body::access_token(Some("Login successful!"), &tokens.access_token))
}

/// The response with two tokens: one in the body, the other in the cookie.
pub fn with_tokens(site: &Site, tokens: &Tokens, body: Secret) -> Reply {
    let mut response = secret_json(body);
    let cookie = site.options.cookie.set(&tokens.refresh_token, tokens.refresh_token_timeout)?;
    response.headers_mut().insert(SET_COOKIE, cookie);
    Ok(response)
}

async fn open_session(site: &Site, prepared: &Issuing, request: LoginRequest, turn: Turn) -> Result<Tokens, Problem> {
    let attempt = LoginAttempt::new(prepared.issuer()?, request);
    let admitted = admit(site, attempt.admission(), turn).await?;
    let user = site.store.user(attempt.user_name()).await?;
    let checked = match admitted {
        // The response says that the name is locked, so that a hash would hide nothing.
        Admittance::Locked(until) => PasswordVerdict::Refused(attempt.locked(until, user)),
        Admittance::Allowed(admitted, turn) => {
            let random = Arc::clone(&site.random);
            turn.run(move || attempt.check(admitted, user, random.as_ref())).await??
        }
    };
    let accepted = match checked {
        PasswordVerdict::Accepted(accepted) => accepted,
        PasswordVerdict::Refused(refused) => return Err(refuse(site, prepared, refused).await?),
    };
    let (step, opening) = accepted.open(site.now(), site.random.as_ref())?;
    let opened = opening.opened(site.store.login(step).await?);
    let opened = opened.ok_or_else(|| grant_refused(prepared, login_refused()))?;
    if let Some(step) = opened.rehash(site.now(), site.random.as_ref())? {
        site.store.change_user(step).await?;
    }
    Ok(opened.tokens()?)
}

/// What became of an attempt.
enum Admittance {
    Locked(Timestamp),
    /// The password is to be compared, on this core.
    Allowed(Admitted, Turn),
}

/// Makes an attempt, and waits while the name is locked by others that are pending. The core is free for others meanwhile.
async fn admit(site: &Site, mut admission: Admission, mut turn: Turn) -> Result<Admittance, Problem> {
    loop {
        let outcome = site.store.attempt(admission.step(site.operation()?)).await?;
        if let Some(admitted) = admission.outcome(outcome) {
            return Ok(Admittance::Allowed(admitted, turn));
        }
        drop(turn);
        loop {
            let found = site.store.throttle(admission.key()).await?;
            match admission.wait(found, site.now(), site.random.as_ref())? {
                Wait::Over => break,
                Wait::Pause(pause) => sleep(pause).await,
                Wait::Locked(until) => return Ok(Admittance::Locked(until)),
            }
        }
        turn = site.hashing_turn().await?;
    }
}

async fn refuse(site: &Site, prepared: &Prepared, refused: RefusedLogin) -> Result<Problem, Problem> {
    let locked_until = refused.locked_until();
    site.store.refuse_login(refused.step(site.operation()?)).await?;
    Ok(match locked_until {
        Some(until) => locked(site, until),
        None => grant_refused(prepared, login_refused()),
    })
}

fn locked(site: &Site, until: Timestamp) -> Problem {
    let seconds = until.since(site.now()).as_millis().div_ceil(1000).max(1);
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_attempts", "Too many failed logins, try again later")
        .retry_after(u64::try_from(seconds).unwrap_or(u64::MAX))
        .because(login_refused())
}

fn grant_refused(prepared: &Prepared, fault: Fault) -> Problem {
    challenge::grant_refused(&prepared.settings.audience, fault)
}
