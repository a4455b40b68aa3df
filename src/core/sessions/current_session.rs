//! The current session: `login` saves it, `token` prints its access token, `refresh` renews and `logout` ends it.
//!
//! A process that renews it holds its lock, so that of many at once one rotates the refresh token and the others find the
//! result. The successor is saved before it becomes valid: a process killed at any time leaves a file from which the next
//! one continues.

use std::time::Duration;

use serde::Serialize;

use crate::base::{Code, Fault, Secret, duration};
use crate::home::{SavedSession, SessionLock};
use crate::store::step::{EndOutcome, EndSession, RefreshState};
use crate::store::{EndReason, SessionStatus, Store};

use crate::core::Context;
use crate::core::sessions::authenticate_refresh::authenticate;
use crate::core::sessions::refresh;
use crate::core::sessions::session_issuer::{Tokens, remaining};
use crate::core::tokens::local_verifier::LocalVerifier;

/// The default of `--min-ttl`: enough for a request that is sent right away.
const USUAL_LIFE: Duration = Duration::from_secs(10);

/// An access token of the current session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrentAccess {
    pub token: Secret,
    pub expires_in: Duration,
}

/// The ended session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LogoutReport {
    pub session_id: String,
    pub user: String,
    /// Whether it had ended before.
    pub already_ended: bool,
}

/// A live session that is no longer the current one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    pub session_id: String,
    pub user: String,
}

/// Saves the tokens of a login as the current session. Returns the one before if it is still live.
pub fn save(context: &Context<'_>, tokens: &Tokens, lock: &SessionLock) -> Result<Option<Replaced>, Fault> {
    let home = context.home()?;
    // A session file that cannot be read is replaced, too.
    let before = home.saved_session().ok().flatten();
    home.save_session(&saved(tokens), lock)?;
    let Some(SavedSession { session_id, user, .. }) = before else { return Ok(None) };
    let Some(lookup) = context.open_lookup()? else { return Ok(None) };
    let view = lookup.session(&session_id, context.now())?;
    let is_live = view.is_some_and(|view| view.status == SessionStatus::Live);
    Ok(is_live.then_some(Replaced { session_id, user }))
}

/// The ID of the current session.
pub fn id(context: &Context<'_>) -> Result<Option<String>, Fault> {
    Ok(context.home()?.saved_session()?.map(|session| session.session_id))
}

/// An access token of the current session that is valid for at least `min_life`. Refreshes the session if needed.
pub fn token(context: &Context<'_>, min_life: Option<Duration>) -> Result<CurrentAccess, Fault> {
    let home = context.home()?;
    let settings = context.settings()?;
    let ttl = settings.access_ttl;
    let min_life = min_life.unwrap_or_else(|| USUAL_LIFE.min(ttl.min(settings.refresh_absolute) / 2));
    if min_life > ttl {
        let (asked, ttl) = (duration::format(min_life), duration::format(ttl));
        return Err(Fault::new(Code::Usage, format!("--min-ttl is {asked}, but access tokens are issued for {ttl}"))
            .hint("lower --min-ttl, or raise the lifetime with `tokctl config set access.ttl`"));
    }
    let present = home.saved_session()?.ok_or_else(no_session)?;
    if let Some(access) = still_valid(context, &present, min_life)? {
        return Ok(access);
    }
    let lock = home.lock_session()?;
    let present = home.saved_session()?.ok_or_else(no_session)?;
    // Another process may have renewed it.
    if let Some(access) = still_valid(context, &present, min_life)? {
        return Ok(access);
    }
    let tokens = context.with_store(|store| renew(context, store, &lock, present))?;
    if tokens.expires_in < min_life {
        let (left, asked) = (duration::format(tokens.expires_in), duration::format(min_life));
        return Err(Fault::new(
            Code::ExpiresTooSoon,
            format!("the session ends in {left}, sooner than the required {asked}"),
        )
        .hint("`tokctl login` opens a new session"));
    }
    Ok(CurrentAccess { token: tokens.access_token, expires_in: tokens.expires_in })
}

/// Rotates a refresh token: `presented`, or the current session's. If it is the current session's, that is renewed.
pub fn refresh(context: &Context<'_>, presented: Option<&Secret>) -> Result<Tokens, Fault> {
    let home = context.home()?;
    let Some(presented) = presented else {
        let lock = home.lock_session()?;
        let present = home.saved_session()?.ok_or_else(no_session)?;
        return context.with_store(|store| renew(context, store, &lock, present));
    };
    // Before anything is waited for or opened.
    let token = authenticate(context, presented)?;
    // A session file that cannot be read does not keep a caller from refreshing another session.
    let own = || home.saved_session().ok().flatten().filter(|present| is_own(present, presented));
    if own().is_some() {
        let lock = home.lock_session()?;
        // It may have been renewed: then the presented token is like any other.
        if let Some(present) = own() {
            return context.with_store(|store| renew(context, store, &lock, present));
        }
    }
    context.with_store(|store| refresh::refresh(context, store, token))
}

/// Ends the current session, and forgets it.
pub fn logout(context: &Context<'_>) -> Result<LogoutReport, Fault> {
    let home = context.home()?;
    let lock = home.lock_session()?;
    let present = home.saved_session()?.ok_or_else(no_session)?;
    let step = EndSession {
        op: context.operation()?,
        sid: present.session_id.clone(),
        user: present.user.clone(),
        reason: EndReason::Logout,
    };
    let outcome = context.with_store(|store| Ok(store.end_session(&step)?))?;
    if outcome == EndOutcome::Unknown && context.store.is_some() {
        // A store given with --store may never have had it: then it is still live in its own.
        return Err(Fault::new(Code::NotFound, format!("the store has no session {:?}", present.session_id))
            .hint("pass the store that the session was opened in with --store"));
    }
    let already_ended = !matches!(outcome, EndOutcome::Ended(_));
    // Only now: a session that could not be ended must not be forgotten.
    home.forget_session(&lock)?;
    Ok(LogoutReport { session_id: present.session_id, user: present.user, already_ended })
}

/// The saved access token, if it is valid for long enough.
fn still_valid(
    context: &Context<'_>,
    present: &SavedSession,
    min_life: Duration,
) -> Result<Option<CurrentAccess>, Fault> {
    let now = context.now();
    let expires_in = remaining(present.access_expires_at, now);
    if expires_in < min_life || present.access_expires_at <= now {
        return Ok(None);
    }
    let Some(token) = present.access_token.expose_str() else { return Ok(None) };
    let verifier = LocalVerifier::open(context)?;
    if !verifier.verify(token, &verifier.policy(), now)?.is_valid() {
        return Ok(None);
    }
    Ok(Some(CurrentAccess { token: present.access_token.clone(), expires_in }))
}

/// Rotates the current session's refresh token, and saves the result.
fn renew(context: &Context<'_>, store: &dyn Store, lock: &SessionLock, present: SavedSession) -> Result<Tokens, Fault> {
    let home = context.home()?;
    let current = current_token(context, store, &present)?;
    let rotation = refresh::prepare(context, store, authenticate(context, &current)?)?;
    let next_refresh_token = Some(rotation.successor().clone());
    home.save_session(&SavedSession { refresh_token: current, next_refresh_token, ..present }, lock)?;
    let tokens = refresh::run(context, store, rotation)?;
    home.save_session(&saved(&tokens), lock)?;
    Ok(tokens)
}

/// The session's current refresh token: after an interrupted renewal only the store knows which of two it is.
fn current_token(context: &Context<'_>, store: &dyn Store, present: &SavedSession) -> Result<Secret, Fault> {
    let Some(next) = &present.next_refresh_token else { return Ok(present.refresh_token.clone()) };
    // A successor that cannot be read was never used in a rotation.
    let Ok(token) = authenticate(context, next) else { return Ok(present.refresh_token.clone()) };
    let query = token.query(context.now());
    Ok(match store.refresh_state(&query)? {
        RefreshState::Unknown => present.refresh_token.clone(),
        RefreshState::Current(..) | RefreshState::Rotated(..) => next.clone(),
    })
}

/// Whether a token belongs to the current session.
fn is_own(present: &SavedSession, presented: &Secret) -> bool {
    present.refresh_token == *presented || present.next_refresh_token.as_ref() == Some(presented)
}

fn saved(tokens: &Tokens) -> SavedSession {
    SavedSession {
        session_id: tokens.session_id.clone(),
        user: tokens.user.clone(),
        access_token: tokens.access_token.clone(),
        access_expires_at: tokens.access_expires_at,
        refresh_token: tokens.refresh_token.clone(),
        next_refresh_token: None,
    }
}

pub fn no_session() -> Fault {
    Fault::new(Code::NoSession, "not logged in").hint("`tokctl login USER` opens a session")
}
