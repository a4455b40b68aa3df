//! `refresh`: exchanging a refresh token for its successor and a new access token (RFC 6749 section 6, RFC 9700 section
//! 4.14.2).
//!
//! It goes in three steps, so that whoever keeps the tokens can write the successor down before it becomes the good one:
//! what was presented is authenticated without the store, the successor is made, and the store exchanges the two.

use crate::base::datetime::{self, Zone};
use crate::base::{Code, Fault, Secret, Timestamp};
use crate::home::settings::RefreshFormat;
use crate::jose::crypto;
use crate::store::step::{Rotate, RotateOutcome};
use crate::store::{End, EndReason, Lookup, Store};
use crate::token::template::new_jti;

use crate::core::Context;
use crate::core::sessions::session_issuer::{Issue, Issuer, Tokens};
use crate::core::tokens::refresh_token::{RefreshToken, unknown};

/// A refresh token that is authentic, the successor it would get, and all that answering takes.
#[derive(Debug)]
pub struct Exchange {
    issuer: Issuer,
    presented: RefreshToken,
    successor: RefreshToken,
    successor_text: Secret,
    access_jti: String,
}

impl Exchange {
    /// Reads what was presented, and makes what is to take its place. Nothing is changed yet.
    pub fn prepare(context: &Context<'_>, presented: RefreshToken, lookup: &dyn Lookup) -> Result<Self, Fault> {
        let issuer = Issuer::of(context.home()?)?;
        let successor = presented.successor(context.random)?;
        let now = context.now();
        // A JWT says when it expires and whose it is; the store, which knows, is asked only then.
        let session = match issuer.config.refresh_format {
            RefreshFormat::Opaque => None,
            RefreshFormat::Jwt => lookup.session(&presented.sid(), now)?.map(|view| view.session),
        };
        let (user, end) = session.as_ref().map_or(("", now), |session| (session.user.as_str(), session.expires_at));
        let successor_text = issuer.write_refresh(&successor, user, now, end)?;
        let access_jti = new_jti(context.random)?;
        Ok(Self { issuer, presented, successor, successor_text, access_jti })
    }

    /// The token that takes the place of the one presented, once [`Exchange::run`] has succeeded.
    pub fn successor(&self) -> &Secret {
        &self.successor_text
    }

    /// Exchanges the two, in one atomic step of the store.
    pub fn run(self, context: &Context<'_>, store: &dyn Store) -> Result<Tokens, Fault> {
        let now = context.now();
        let grace = self.issuer.config.refresh_grace;
        let sealed = match grace.is_zero() {
            true => Secret::default(),
            false => crypto::seal(&self.presented.sealing_key(), &self.successor_text, context.random)?,
        };
        let step = Rotate {
            sid: self.presented.sid(),
            generation: self.presented.generation(),
            presented: self.presented.digest(),
            successor: self.successor.digest(),
            now,
            idle: self.issuer.config.refresh_idle,
            grace,
            sealed,
            access_jti: self.access_jti.clone(),
            access_expires_at: self.issuer.access_expires_at(now),
        };
        match store.rotate(&step)? {
            RotateOutcome::Rotated(issued) => {
                let issue = Issue { jti: &self.access_jti, issued_at: now, now };
                self.issuer.answer(&issued, &issue, self.successor_text)
            }
            RotateOutcome::Retried { issued, sealed, access_jti } => {
                let successor = crypto::open(&self.presented.sealing_key(), &sealed).ok_or_else(|| {
                    Fault::new(Code::Store, "the state has a sealed refresh token in it that cannot be opened")
                        .hint("`tokctl doctor` looks for damage")
                })?;
                let issued_at = issued.session.rotated_at.unwrap_or(now);
                self.issuer.answer(&issued, &Issue { jti: &access_jti, issued_at, now }, successor)
            }
            RotateOutcome::Reused { already_ended, .. } => Err(reused(already_ended)),
            RotateOutcome::IdleExpired { at } => Err(idle_expired(at, now)),
            RotateOutcome::Expired { at } => Err(expired(at, now)),
            RotateOutcome::Revoked(end) => Err(ended(end)),
            RotateOutcome::Unknown => Err(unknown()),
        }
    }
}

/// Exchanges a refresh token that somebody else keeps.
pub fn refresh(context: &Context<'_>, store: &dyn Store, presented: RefreshToken) -> Result<Tokens, Fault> {
    Exchange::prepare(context, presented, store)?.run(context, store)
}

fn reused(already_ended: bool) -> Fault {
    let message = if already_ended {
        "this refresh token was exchanged before; its session was dead already"
    } else {
        "this refresh token was exchanged before, so somebody else has it, too; its session is dead now"
    };
    Fault::new(Code::RefreshReused, message)
        .hint("`tokctl login` opens a new session; `tokctl events` tells what happened")
}

/// That a session was not refreshed for too long.
pub fn idle_expired(at: Timestamp, now: Timestamp) -> Fault {
    over("was not refreshed for too long, and ended", at, now)
}

/// That a session is past its absolute end.
pub fn expired(at: Timestamp, now: Timestamp) -> Fault {
    over("reached its absolute end", at, now)
}

fn over(what: &str, at: Timestamp, now: Timestamp) -> Fault {
    let moment = datetime::show(at, Zone::Utc);
    let message = format!("the session {what} {}, at {moment}", datetime::relative(at, now));
    Fault::new(Code::Expired, message).hint("`tokctl login` opens a new session")
}

/// That a session was ended before its time.
pub fn ended(end: End) -> Fault {
    let why = match end.reason {
        EndReason::Logout => "its user logged out",
        EndReason::Revoked => "it was revoked",
        EndReason::Reuse => "a refresh token of it was used twice",
        EndReason::UserRevoked => "everything of its user was revoked",
        EndReason::PasswordChanged => "its user's password was changed",
        EndReason::UserDisabled => "its user is disabled",
        EndReason::UserRemoved => "its user was removed",
    };
    let moment = datetime::show(end.at, Zone::Utc);
    Fault::new(Code::Revoked, format!("the session ended at {moment}: {why}"))
        .hint("`tokctl login` opens a new session")
}
