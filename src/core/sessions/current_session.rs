//! The current session: what `login` remembered, `token` hands out, `refresh` renews and `logout` ends.
//!
//! Whoever renews it holds its lock, so that of many at once one exchanges the refresh token and the others find what it
//! got. The successor is written down before it becomes the good one: a process killed at any moment leaves a file from
//! which the next one goes on.

use std::time::Duration;

use serde::Serialize;

use crate::base::{Code, Fault, Secret, duration};
use crate::home::{SavedSession, SessionLock};
use crate::store::step::{EndOutcome, EndSession, RefreshQuery, RefreshState};
use crate::store::{EndReason, Store};

use crate::core::Context;
use crate::core::sessions::authenticate_refresh::authenticate;
use crate::core::sessions::refresh::{self, Exchange};
use crate::core::sessions::session_issuer::Tokens;
use crate::core::tokens::local_verifier::LocalVerifier;

/// How long an access token should be good, where nobody says: for a request that is sent right away.
const USUAL_LIFE: Duration = Duration::from_secs(10);

/// An access token of the current session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// The token.
    pub token: Secret,
    /// How long it is good.
    pub expires_in: Duration,
}

/// The session that was ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LogoutReport {
    /// Its id.
    pub session_id: String,
    /// Whose it was.
    pub user: String,
    /// Whether it had been dead before.
    pub already_ended: bool,
}

/// Makes what a login answered the current session.
pub fn save(context: &Context<'_>, tokens: &Tokens) -> Result<(), Fault> {
    let home = context.home()?;
    home.save_session(&saved(tokens), &home.lock_session()?)
}

/// An access token of the current session that is good for at least `min_life`, exchanged for a new one where it is not.
pub fn token(context: &Context<'_>, min_life: Option<Duration>) -> Result<Access, Fault> {
    let home = context.home()?;
    let ttl = home.settings()?.access_ttl;
    let min_life = min_life.unwrap_or_else(|| USUAL_LIFE.min(ttl / 2));
    if min_life > ttl {
        let (asked, ttl) = (duration::format(min_life), duration::format(ttl));
        return Err(Fault::new(Code::Usage, format!("no access token is good for {asked}: they are issued for {ttl}"))
            .hint("ask for less, or raise access.ttl with `tokctl config set`"));
    }
    let present = home.saved_session()?.ok_or_else(no_session)?;
    if let Some(access) = good(context, &present, min_life)? {
        return Ok(access);
    }
    let lock = home.lock_session()?;
    let present = home.saved_session()?.ok_or_else(no_session)?;
    // Somebody else may have renewed it while this one waited.
    if let Some(access) = good(context, &present, min_life)? {
        return Ok(access);
    }
    let store = context.open_store()?;
    let tokens = renew(context, store.as_ref(), &lock, present)?;
    store.close()?;
    if tokens.expires_in < min_life {
        let left = Duration::from_secs(tokens.expires_in.as_secs());
        let (left, asked) = (duration::format(left), duration::format(min_life));
        return Err(Fault::new(Code::ExpiresTooSoon, format!("the session ends in {left}, before {asked} are over"))
            .hint("`tokctl login` opens a new session"));
    }
    Ok(Access { token: tokens.access_token, expires_in: tokens.expires_in })
}

/// Exchanges a refresh token: `presented`, or the current session's. The current session is renewed where it is its own.
pub fn refresh(context: &Context<'_>, presented: Option<&Secret>) -> Result<Tokens, Fault> {
    let home = context.home()?;
    let Some(presented) = presented else {
        let lock = home.lock_session()?;
        let present = home.saved_session()?.ok_or_else(no_session)?;
        let store = context.open_store()?;
        let tokens = renew(context, store.as_ref(), &lock, present)?;
        store.close()?;
        return Ok(tokens);
    };
    // Before anything is waited for or opened.
    let token = authenticate(context, presented)?;
    // A file that cannot be read is nobody's session, and no reason to keep somebody from another.
    let own = || home.saved_session().ok().flatten().filter(|present| is_own(present, presented));
    if own().is_some() {
        let lock = home.lock_session()?;
        // It may have been renewed meanwhile: then what was presented is like any other.
        if let Some(present) = own() {
            let store = context.open_store()?;
            let tokens = renew(context, store.as_ref(), &lock, present)?;
            store.close()?;
            return Ok(tokens);
        }
    }
    let store = context.open_store()?;
    let tokens = refresh::refresh(context, store.as_ref(), token)?;
    store.close()?;
    Ok(tokens)
}

/// Ends the current session, and forgets it.
pub fn logout(context: &Context<'_>) -> Result<LogoutReport, Fault> {
    let home = context.home()?;
    let lock = home.lock_session()?;
    let present = home.saved_session()?.ok_or_else(no_session)?;
    let store = context.open_store()?;
    let step = EndSession { sid: present.session_id.clone(), reason: EndReason::Logout, now: context.now() };
    let outcome = store.end_session(&step)?;
    if outcome == EndOutcome::Unknown && context.store.is_some() {
        // In a store that was named it may never have been: then it lives on where it is.
        return Err(Fault::new(Code::NotFound, format!("the store has no session {:?}", present.session_id))
            .hint("name the store that the session was opened in"));
    }
    let already_ended = !matches!(outcome, EndOutcome::Ended(_));
    store.close()?;
    // Only now: where the session could not be ended, it must not be forgotten.
    home.forget_session(&lock)?;
    Ok(LogoutReport { session_id: present.session_id, user: present.user, already_ended })
}

/// The saved access token, where it is good for long enough by every rule there is.
fn good(context: &Context<'_>, present: &SavedSession, min_life: Duration) -> Result<Option<Access>, Fault> {
    let now = context.now();
    if present.access_expires_at < now.saturating_add(min_life) || present.access_expires_at <= now {
        return Ok(None);
    }
    let Some(token) = present.access_token.expose_str() else { return Ok(None) };
    let verifier = LocalVerifier::open(context)?;
    if !verifier.verify(token, &verifier.policy(), now)?.is_valid() {
        return Ok(None);
    }
    let expires_in = present.access_expires_at.since(now);
    Ok(Some(Access { token: present.access_token.clone(), expires_in }))
}

/// Exchanges the current session's refresh token, and remembers what came of it.
fn renew(context: &Context<'_>, store: &dyn Store, lock: &SessionLock, present: SavedSession) -> Result<Tokens, Fault> {
    let home = context.home()?;
    let current = settled(context, store, &present)?;
    let exchange = Exchange::prepare(context, authenticate(context, &current)?, store)?;
    let next_refresh_token = Some(exchange.successor().clone());
    home.save_session(&SavedSession { refresh_token: current, next_refresh_token, ..present }, lock)?;
    let tokens = exchange.run(context, store)?;
    home.save_session(&saved(&tokens), lock)?;
    Ok(tokens)
}

/// The refresh token that the session has now: where a renewal was cut short, only the store knows which.
fn settled(context: &Context<'_>, store: &dyn Store, present: &SavedSession) -> Result<Secret, Fault> {
    let Some(next) = &present.next_refresh_token else { return Ok(present.refresh_token.clone()) };
    // A successor that cannot be read was never exchanged for.
    let Ok(token) = authenticate(context, next) else { return Ok(present.refresh_token.clone()) };
    let query = RefreshQuery {
        sid: token.sid(),
        generation: token.generation(),
        presented: token.digest(),
        now: context.now(),
    };
    Ok(match store.refresh_state(&query)? {
        RefreshState::Unknown => present.refresh_token.clone(),
        RefreshState::Current(..) | RefreshState::Rotated(..) => next.clone(),
    })
}

/// Whether a token is one that the current session may go on with.
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

fn no_session() -> Fault {
    Fault::new(Code::NoSession, "nobody is logged in here").hint("`tokctl login USER` opens a session")
}
