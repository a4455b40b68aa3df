//! `refresh`: rotating a refresh token, with a new access token (RFC 6749 section 6, RFC 9700
//! section 4.14.2).
//!
//! In three steps, so that a caller that saves tokens can save the successor before it becomes valid: the presented token is
//! authenticated without the store, the successor is made, and the store replaces one with the other.

use std::time::Duration;

use crate::base::datetime;
use crate::base::duration;
use crate::base::{Code, Fault, Secret, Timestamp};
use crate::jose::crypto;
use crate::store::step::{Operation, Rotate, RotateOutcome};
use crate::store::{Lookup, Store};
use crate::token::template::new_jti;

use crate::core::Context;
use crate::core::sessions::session_issuer::{AccessTokenIssue, SessionIssuer, Tokens};
use crate::core::tokens::refresh_token::{RefreshToken, unknown};
use crate::core::tokens::revocation::session_ended;

/// An authentic refresh token, its successor, and everything the response needs.
#[derive(Debug)]
pub struct Rotation {
    issuer: SessionIssuer,
    user: String,
    presented: RefreshToken,
    successor: RefreshToken,
    successor_text: Secret,
    access_jti: String,
}

impl Rotation {
    /// Makes the successor. Nothing is changed yet.
    pub fn prepare(context: &Context<'_>, presented: RefreshToken, lookup: &dyn Lookup) -> Result<Self, Fault> {
        let issuer = SessionIssuer::open(context)?;
        let successor = presented.successor(context.random)?;
        let now = context.now();
        let Some(view) = lookup.session(&presented.sid(), now)? else { return Err(unknown()) };
        let successor_text = issuer.write_refresh(&successor, &view.session.user, now, view.session.expires_at)?;
        let access_jti = new_jti(context.random)?;
        Ok(Self { issuer, user: view.session.user, presented, successor, successor_text, access_jti })
    }

    /// The token that replaces the presented one, once [`Rotation::run`] has succeeded.
    pub fn successor(&self) -> &Secret {
        &self.successor_text
    }

    /// Replaces one with the other, in one atomic step of the store.
    pub fn run(self, context: &Context<'_>, store: &dyn Store) -> Result<Tokens, Fault> {
        let now = context.now();
        let grace = self.issuer.settings.refresh_grace;
        let sealed = match grace.is_zero() {
            true => Secret::default(),
            false => crypto::seal(&self.presented.sealing_key(), &self.successor_text, context.random)?,
        };
        let step = Rotate {
            op: Operation { now, ..context.operation()? },
            sid: self.presented.sid(),
            user: self.user,
            generation: self.presented.generation(),
            presented: self.presented.digest(),
            successor: self.successor.digest(),
            idle: self.issuer.settings.refresh_idle,
            grace,
            sealed,
            access_jti: self.access_jti.clone(),
            access_ttl: self.issuer.settings.access_ttl,
        };
        match store.rotate(&step)? {
            RotateOutcome::Rotated(issued) => {
                // The time under the store's lock, which a retry finds again.
                let now = issued.session.rotated_at.unwrap_or(now);
                let issue = AccessTokenIssue { jti: &self.access_jti, issued_at: now, now };
                self.issuer.tokens(&issued, &issue, self.successor_text)
            }
            RotateOutcome::Retried { issued, sealed, access_jti } => {
                let successor = crypto::open(&self.presented.sealing_key(), &sealed).ok_or_else(|| {
                    Fault::new(Code::Store, "the state contains a sealed refresh token that cannot be opened")
                        .hint("`tokctl doctor` looks for damage")
                })?;
                let issued_at = issued.session.rotated_at.unwrap_or(now);
                self.issuer.tokens(&issued, &AccessTokenIssue { jti: &access_jti, issued_at, now }, successor)
            }
            RotateOutcome::Reused { already_ended, .. } => Err(reused(already_ended, grace)),
            RotateOutcome::Ahead { .. } => Err(state_restored()),
            RotateOutcome::IdleExpired { at } => Err(idle_expired(at, now)),
            RotateOutcome::Expired { at } => Err(expired(at, now)),
            RotateOutcome::Revoked(end) => Err(session_ended(end)),
            RotateOutcome::Unknown => Err(unknown()),
        }
    }
}

/// Rotates a refresh token that the caller keeps.
pub fn refresh(context: &Context<'_>, store: &dyn Store, presented: RefreshToken) -> Result<Tokens, Fault> {
    Rotation::prepare(context, presented, store)?.run(context, store)
}

fn reused(already_ended: bool, grace: Duration) -> Fault {
    let message = if already_ended {
        "this refresh token was rotated before; its session had already ended"
    } else {
        "this refresh token was rotated before: possible token theft; the session has been revoked"
    };
    let retries = match grace.is_zero() {
        true => "`tokctl config set refresh.grace 30s` allows retries".to_owned(),
        false => format!("refresh.grace allows retries for {}", duration::format(grace)),
    };
    Fault::new(Code::RefreshReused, message)
        .hint(format!("`tokctl login` opens a new session; `tokctl events` shows what happened; {retries}"))
}

/// The state was restored, so that a token that was rotated since would be accepted again.
fn state_restored() -> Fault {
    Fault::new(
        Code::StateRestored,
        "this refresh token is newer than the state, which was restored from a backup; the session has been revoked",
    )
    .hint("`tokctl login` opens a new session")
}

/// The fault of a session that was not refreshed for too long.
pub fn idle_expired(at: Timestamp, now: Timestamp) -> Fault {
    past("reached its idle timeout", at, now)
}

/// The fault of a session past its absolute lifetime.
pub fn expired(at: Timestamp, now: Timestamp) -> Fault {
    past("reached its maximum lifetime", at, now)
}

fn past(what: &str, at: Timestamp, now: Timestamp) -> Fault {
    let moment = datetime::show_utc(at);
    let message = format!("the session {what} at {moment} ({})", datetime::relative(at, now));
    Fault::new(Code::Expired, message).hint("`tokctl login` opens a new session")
}
